"""The text below the front matter: merged by lines, and notes of talks kept from both sides."""

from __future__ import annotations

import re
from collections.abc import Callable

from cap.history.merging.chunks import Chunk

# Base, ours and theirs, as bytes → what is settled, and what is not: three texts each.
TextMerge = Callable[[bytes, bytes, bytes], list[bytes | tuple[bytes, bytes, bytes]]]

# Where notes begin, with the empty lines above them.
_NOTES = re.compile(r"(?:(?<=\n)|\A)(?=(?:[ \t]*\r?\n)*## ([0-9]{4}-[0-9]{2}-[0-9]{2}))(?<!\n\n)(?<!\n\r\n)")


def merge_body(base: str, ours: str, theirs: str, texts: Callable[[str, str, str], list[str | tuple[str, str, str]]]) -> list[Chunk]:
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
    sides = [_sections(text) for text in (one, other)]
    if None in sides:
        return None
    first, second = ([*side] if side else [] for side in sides)
    new = [section for section in second if section[1].strip() not in {text.strip() for _, text in first}]
    in_order = all([*side] == sorted(side, key=lambda section: section[0]) for side in (first, new))
    every = first + new
    return "".join(text for _, text in (sorted(every, key=lambda section: section[0]) if in_order else every))


def _sections(text: str) -> list[tuple[str, str]] | None:
    starts = list(_NOTES.finditer(text))
    if not starts or text[: starts[0].start()].strip():
        return None
    places = [0, *(start.start() for start in starts[1:]), len(text)]
    return [(start[1], text[place:end]) for start, place, end in zip(starts, places, places[1:])]
