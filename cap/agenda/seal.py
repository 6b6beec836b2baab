"""The end of a page, by which it can be read back: whose it is, of which day and plan, and which lines were printed."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Iterator, Sequence
from datetime import date
from functools import lru_cache
from typing import NamedTuple

MARK = 4  # characters for each printed line
# Headings of the manager's page under which nothing is for the person to read.
ALONE = ("for you alone", "if it gets difficult")
NOTES = "your private notes"  # hold headings of their own, so whatever follows counts as private
TITLE = re.compile(r"^#*\s*(?:\d{1,2}\.\s+)?(.*?)(?:\s*\(\d+ min\))?\s*$")
# A mark of a line for the manager alone is written in other letters, so that such a page is known by its marks.
_OPEN_DIGITS, _ALONE_DIGITS = "0123456789abcdef", "ghijklmnopqrstuv"
_TO_ALONE, _FROM_ALONE = str.maketrans(_OPEN_DIGITS, _ALONE_DIGITS), str.maketrans(_ALONE_DIGITS, _OPEN_DIGITS)
# The ASCII characters that say nothing.
_UNTOLD = {code: None for code in range(128) if chr(code) != "_" and unicodedata.category(chr(code))[0] in "PZC"}
# On a line of its own, where no words of a plan can stand; a mail program may have broken it anywhere.
COMMENT = re.compile(rf"^[ \t]*<!--\s*+((?:[0-9a-v]{{{MARK}}}\s*+)*|(?=[0-9a-v\s]*?[0-9a-v]{{32}})[0-9a-v\s]++)-->", re.M)
_LEAD = re.compile(r"[\s>#|*+-]*(?:\[[ xX]?\]\s*)?")


def seal(
    page: str,
    *,
    key: str,
    day: date,
    kind: str,
    audience: str,
    plan: bytes,
    marks: Sequence[str] | None = None,
    wholly_alone: bool = False,
) -> str:
    """A page with its last lines: a comment with the marks of what is printed above, and the line that says what it is.

    `marks` are those of the lines, if nobody knows better. On the manager's page they tell what is for the manager alone (all of it
    where `wholly_alone`), and end with one of their own, so that none can be missing.
    """
    from cap.agenda.carried import undone

    printed = undone(page)  # as it will be read: what a template wrote can look like something that a mail program did
    found = "".join(marks_of(printed) if marks is None else marks)
    if audience == "manager":
        lines = [line for line in printed.splitlines() if line.strip()]
        alone = [True] * len(lines) if wholly_alone else alone_in(lines)
        found = "".join(mark.translate(_TO_ALONE) if one else mark for mark, one in zip(marks_of(printed), alone))
        found += line_mark(found)
    head = f"cap: {key} · {day.isoformat()} · {kind} · {audience} · {plan_mark(plan)}"
    return f"{page.rstrip()}\n\n<!-- {found} -->\n\n{head}\n"


class Marks(NamedTuple):
    """The marks of a page's printed lines, which of them are for the manager alone, and whether it is certain that none is missing."""

    marks: list[str]
    alone: list[bool]
    whole: bool


def marks_in(text: str) -> Marks:
    """The marks that a page carries; none for one that has lost them, or has more than its own."""
    found = COMMENT.findall(text)
    written = re.findall(f".{{{MARK}}}", "".join(found[0].split())) if len(found) == 1 else []
    alone = [mark[0] in _ALONE_DIGITS for mark in written]
    whole = any(alone) and not alone[-1] and line_mark("".join(written[:-1])) == written[-1]
    if whole:
        written, alone = written[:-1], alone[:-1]
    return Marks([mark.translate(_FROM_ALONE) for mark in written], alone, whole)


def alone_in(lines: Sequence[str]) -> Iterator[bool]:
    """Whether each line of the manager's page, as it is printed, is for the manager alone: the first one is, by which it is known."""
    alone, notes = True, False
    for number, line in enumerate(lines):
        if number and (line.lstrip().startswith("#") or re.fullmatch(r"\s*\*\*[^*]+\*\*:?\s*", line)):
            title = TITLE.sub(r"\1", line.strip()).strip("*_: ").lower()
            notes = notes or title.startswith(NOTES)
            alone = notes or title.startswith(ALONE)
        yield alone


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
    text = _LEAD.sub("", line, count=1)
    if "&" in text and ";" in text:
        from html import unescape

        text = unescape(unescape(text))  # the page's own, and those of the words on it
    if text.isascii():
        return text.translate(_UNTOLD).lower()
    text = unicodedata.normalize("NFKC", text).casefold()
    return "".join(char for char in text if char == "_" or unicodedata.category(char)[0] not in "PZC")


def plan_mark(plan: bytes) -> str:
    """The mark of a plan's bytes."""
    return hashlib.sha256(plan).hexdigest()[:8]
