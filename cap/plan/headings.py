"""The headings of a text in Markdown, in time that grows with its length and no faster, whatever it is made of."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from cap.text.blocks import FOLDED, Block, blocks

_HEADING = re.compile(r" {0,3}(#{1,6})(?![^ \t])")


class Heading(NamedTuple):
    """A line that looks like a heading: its number, from 0, its level, 1 to 6, and its words; `inside` the block in which it is none."""

    line: int
    level: int
    title: str
    inside: Block | None


def headings(lines: Sequence[str]) -> Iterator[Heading]:
    """The headings among the lines of a text, and what only looks like one in a block of code, a comment or HTML."""
    hiding = iter([block for block in blocks(lines) if block.what != FOLDED])
    block = next(hiding, None)
    for number, line in enumerate(lines):
        while block and block.end <= number:
            block = next(hiding, None)
        if mark := _HEADING.match(line):
            inside = block if block and block.first <= number else None
            yield Heading(number, len(mark[1]), _title(line[mark.end() :]), inside)


def _title(text: str) -> str:
    """The words of a heading, without the marks that may close it, which stand behind a blank."""
    text = text.rstrip(" \t")
    words = text.rstrip("#")
    return (words if not words or words[-1] in " \t" else text).strip(" \t")
