"""The text below the front matter: merged by lines, and notes of talks kept from both sides."""

from __future__ import annotations

import re
from collections.abc import Callable

from cap.history.merging.chunks import Chunk

# Base, ours and theirs, as bytes → what is settled, and what is not: three texts each.
TextMerge = Callable[[bytes, bytes, bytes], list[bytes | tuple[bytes, bytes, bytes]]]

# Where notes begin.
_NOTES = re.compile(r"(?m)^(?=## [0-9]{4}-[0-9]{2}-[0-9]{2})")
_BLANK = re.compile(r"(?:^[ \t]*\r?\n)*\Z", re.M)


def merge_body(
    base: str, ours: str, theirs: str, texts: Callable[[str, str, str], list[str | tuple[str, str, str]]]
) -> list[Chunk]:
    """Merge three bodies. What both wrote down of talks at one place, below headings with a day, is kept by day, the same once."""
    found: list[Chunk] = []
    for hunk in texts(base, ours, theirs):
        if isinstance(hunk, str):
            found.append(hunk)
            continue
        was, one, other = hunk
        notes = None if was.strip() else _both(one, other)
        found.append((one, other) if notes is None else notes)
    return found


def _both(one: str, other: str) -> str | None:
    """The notes of both, in the order of their days; None where one of the texts is something else."""
    sides = [_NOTES.split(text) for text in (one, other)]
    if any(parts[0].strip() or len(parts) < 2 for parts in sides):
        return None
    first, second = ([part[: _end(part)] for part in parts[1:]] for parts in sides)
    new = [notes for notes in second if notes.strip() not in {known.strip() for known in first}]
    every = first + new
    if all(notes == sorted(notes, key=_day) for notes in (first, new)):
        every.sort(key=_day)
    end = "\r\n" if "\r\n" in one else "\n"
    above, below = sides[0][0], sides[0][-1][_end(sides[0][-1]) :]
    return above + end.join(every) + below


def _end(notes: str) -> int:
    """Where notes end, without the empty lines below them."""
    found = _BLANK.search(notes)
    return found.start() if found else len(notes)


def _day(notes: str) -> str:
    return notes[3:13]
