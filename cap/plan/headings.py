"""The headings of a text in Markdown, in time that grows with its length and no faster, whatever it is made of."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

_HEADING = re.compile(r" {0,3}(#{1,6})(?![^ \t])")
_FENCE = re.compile(r" {0,3}(`{3,}|~{3,})")


class Heading(NamedTuple):
    """A heading: its line, from 0, its level, 1 to 6, and its words."""

    line: int
    level: int
    title: str


def headings(lines: Iterable[str]) -> Iterator[Heading]:
    """The headings among some lines. What only looks like one inside a code block is none."""
    fence = ""
    for number, line in enumerate(lines):
        if mark := _FENCE.match(line):
            if not fence:
                fence = mark[1]
            elif mark[1].startswith(fence):
                fence = ""
        elif not fence and (mark := _HEADING.match(line)):
            yield Heading(number, len(mark[1]), _title(line[mark.end() :]))


def _title(text: str) -> str:
    """The words of a heading, without the marks that may close it, which stand behind a blank."""
    text = text.rstrip(" \t")
    words = text.rstrip("#")
    return (words if not words or words[-1] in " \t" else text).strip(" \t")
