"""The end of a page, by which it can be read back: whose it is, of which day and plan, and which lines were printed."""

from __future__ import annotations

import hashlib
import re
from datetime import date

MARK = 4  # characters for each printed line
_LEAD = re.compile(r"[\s>#|*+-]*(?:\[[ xX]?\]\s*)?")


def seal(page: str, *, key: str, day: date, kind: str, audience: str, plan: bytes) -> str:
    """A page with its last lines: a comment with a mark for each line that is printed above, and the line that says what it is."""
    marks = "".join(line_mark(line) for line in page.splitlines() if line.strip())
    head = f"cap: {key} · {day.isoformat()} · {kind} · {audience} · {plan_mark(plan)}"
    return f"{page.rstrip()}\n\n<!-- {marks} -->\n\n{head}\n"


def line_mark(line: str) -> str:
    """The mark of a line: the same whatever leads it and however its blanks are set."""
    plain = " ".join(_LEAD.sub("", line, count=1).split())
    return hashlib.sha256(plain.encode(errors="replace")).hexdigest()[:MARK]


def plan_mark(plan: bytes) -> str:
    """The mark of a plan's bytes."""
    return hashlib.sha256(plan).hexdigest()[:8]
