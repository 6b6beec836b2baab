"""The end of a page, by which it can be read back: whose it is, of which day and plan, and which lines were printed."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Sequence
from datetime import date
from functools import lru_cache

MARK = 4  # characters for each printed line
_LEAD = re.compile(r"[\s>#|*+-]*(?:\[[ xX]?\]\s*)?")


def seal(page: str, *, key: str, day: date, kind: str, audience: str, plan: bytes, marks: Sequence[str] | None = None) -> str:
    """A page with its last lines: a comment with the marks of what is printed above, and the line that says what it is.

    `marks` are those of the lines, if nobody knows better.
    """
    found = "".join(marks_of(page) if marks is None else marks)
    head = f"cap: {key} · {day.isoformat()} · {kind} · {audience} · {plan_mark(plan)}"
    return f"{page.rstrip()}\n\n<!-- {found} -->\n\n{head}\n"


def marks_of(page: str) -> list[str]:
    """The marks of a page's lines, without those that are empty."""
    return [line_mark(line) for line in page.splitlines() if line.strip()]


def line_mark(line: str) -> str:
    """The mark of a line: the same whatever leads it, however its blanks are set, and whichever quotes, dashes and marks of
    emphasis a mail program or a word processor made of those that were printed."""
    return hashlib.sha256(told(line).encode(errors="replace")).hexdigest()[:MARK]


@lru_cache(maxsize=4096)
def told(line: str) -> str:
    """What a line says, to compare it by: letters, digits, blanks to fill in, and signs that are not punctuation."""
    text = unicodedata.normalize("NFKC", _LEAD.sub("", line, count=1)).casefold()
    return "".join(char for char in text if char == "_" or unicodedata.category(char)[0] not in "PZC")


def plan_mark(plan: bytes) -> str:
    """The mark of a plan's bytes."""
    return hashlib.sha256(plan).hexdigest()[:8]
