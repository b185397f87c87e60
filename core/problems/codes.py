"""Every mistake that the house knows: its code never changes its meaning. docs/problems.md is made from here."""

from __future__ import annotations

from core.problems import event_codes, front_matter_codes, site_codes, text_codes
from core.problems.problem_code import ProblemCode

_BLOCKS = (front_matter_codes, site_codes, text_codes, event_codes)
CODES: dict[str, ProblemCode] = dict(sorted((code, one) for block in _BLOCKS for code, one in block.CODES.items()))
