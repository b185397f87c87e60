"""Old addresses lead to their successors."""

from __future__ import annotations

import pytest


@pytest.mark.parametrize("old", ["/wp1/", "/Old/Default.aspx"])
def test_an_old_address_leads_on_without_a_script(small, old):
    page = small[old]

    assert page.tree.xpath("//meta[@http-equiv='refresh']/@content") == ["0; url=/work-packages/work-package-1/"]
    assert page.tree.xpath("//link[@rel='canonical']/@href") == ["https://example.org/work-packages/work-package-1/"]
    assert page.tree.xpath("//h1/a/@href") == ["/work-packages/work-package-1/"]
    assert page.tree.xpath("//meta[@name='robots']/@content") == ["noindex"]
    assert page.all("//script") == []
