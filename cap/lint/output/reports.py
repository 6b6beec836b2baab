"""Whether a file is a report that `cap lint` wrote, in any of its formats: only such a one may be replaced by the next."""

from __future__ import annotations

import re

_BEGINNINGS = (
    rb"\Z",  # nothing was found, and that is what a file of lines says then
    rb'\{"version": 1, "(?:problems|statistics)": \[',
    rb" *FINDINGS +PLANS +RULE",
    rb'\[\r?\n(?:\]|\{"description":)',
    rb'\{"\$schema": "[^"]*sarif',
    rb'\{"source": \{"name": "cap"\}',
    rb"::(?:error|warning|notice) file=",
    rb"[^\n]*:\d+:\d+(?:: (?:error|warning|hint) |\r?\n)",
)
_REPORT = re.compile(b"|".join(_BEGINNINGS))


def is_report(beginning: bytes) -> bool:
    """Whether the first few hundred bytes of a file are those of a report."""
    return _REPORT.match(beginning) is not None
