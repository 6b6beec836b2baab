"""The body of a plan: its headings, and the notes of the last conversation."""

from __future__ import annotations

import re
from typing import NamedTuple

from cap.text.markdown import FOLDED, blocks

_HEADING = re.compile(r" {0,3}(#{1,6})[ \t]+(.*?)(?:[ \t]+#*)?[ \t]*")
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}\b")


class Section(NamedTuple):
    """A heading (level 1 to 6) and the text below it, up to the next heading of its level or above."""

    level: int
    title: str
    text: str


def sections(body: str) -> list[Section]:
    """The headings of a Markdown text, but what only looks like one inside a code block."""
    lines = body.splitlines()
    found: list[tuple[int, str, int]] = []
    hidden = {line for block in blocks(lines) if block.what != FOLDED for line in range(block.first, block.end)}
    for i, line in enumerate(lines):
        if i not in hidden and (heading := _HEADING.fullmatch(line)):
            found.append((len(heading[1]), heading[2], i))
    made = []
    for k, (level, title, start) in enumerate(found):
        end = next((line for other, _, line in found[k + 1 :] if other <= level), len(lines))
        made.append(Section(level, title, "\n".join(lines[start + 1 : end]).strip("\n")))
    return made


def last_notes(found: list[Section]) -> Section | None:
    """The section whose heading starts with the latest day; of two with the same day, the later one."""
    dated = [section for section in found if _DAY.match(section.title)]
    return max(reversed(dated), key=lambda section: section.title[:10], default=None)
