"""The real site in a browser, each of its pages in all checks. Four classes, so that two processes share the work."""

from __future__ import annotations

import pytest

from core.documents.access_record import CHECKS
from tests.built import Built
from tests.conftest import ROOT
from tests.visitors.every_page import addresses_of, grants_of, look_at_all

PARTS = 4


class OfAQuarter:
    """What every fourth page has to pass, beginning with the one of this number."""

    first: int

    @pytest.fixture(scope="class")
    @classmethod
    def found(cls, real: Built, browser: object) -> dict[str, list[str]]:
        addresses = addresses_of(real)[cls.first :: PARTS]
        assert len(addresses) > 10
        return look_at_all(real, browser, addresses, grants_of(ROOT / "content"))

    @pytest.mark.parametrize("check", CHECKS)
    def test_no_page_keeps_anybody_out(self, found, check):
        assert found[check] == []


class TestFirstQuarter(OfAQuarter):
    first = 0


class TestSecondQuarter(OfAQuarter):
    first = 1


class TestThirdQuarter(OfAQuarter):
    first = 2


class TestFourthQuarter(OfAQuarter):
    first = 3


def test_the_quarters_are_the_whole_site():
    assert {of.first for of in OfAQuarter.__subclasses__()} == set(range(PARTS))
