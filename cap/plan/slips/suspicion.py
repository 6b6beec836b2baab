"""Whether a slip in a line may be why something does not fit, so that it is worth a look at the lines."""

from __future__ import annotations

import re
from collections.abc import Sequence

from cap.plan.problem import Problem

# A value that begins with a sign, a number as in a list, or a word behind which a colon follows.
_VALUE = re.compile(r"[^\w\"']|\d{1,2}[.)] |[^\n]*:(?:\s|\Z)")
# A key that is anything but one word with a colon behind it: it has a sign or a blank in it, or stands between braces without a value.
_KEY = re.compile(r"(?!\w[\w-]*:(?:\s|\Z))")


def may_be_slips(text: str, first_line: int, problems: Sequence[Problem]) -> bool:
    """Whether one of the problems of a text, which begins on line `first_line` of its file, may come of a slip."""
    lines = text.split("\n") if problems else []
    for problem in problems:
        if problem.rule in ("missing-key", "duplicate-key"):
            return True
        pattern = _KEY if problem.rule == "unknown-key" else _VALUE
        if pattern.match(lines[problem.line - first_line], problem.column - 1):
            return True
    return False
