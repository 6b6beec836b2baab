"""The body of a plan: its headings, and the notes of the last conversation."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from cap.plan.headings import headings

_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}\b")


class Section(NamedTuple):
    """A heading (level 1 to 6) and the text below it, up to the next heading of its level or above."""

    level: int
    title: str
    lines: Sequence[str]  # of the whole text
    start: int
    end: int

    @property
    def text(self) -> str:
        return "\n".join(self.lines[self.start : self.end]).strip("\n")


def sections(body: str) -> list[Section]:
    """The headings of a Markdown text, but what only looks like one inside a code block."""
    lines = body.splitlines()
    found = [heading for heading in headings(lines) if heading.inside is None]
    ends = [len(lines)] * 7  # for each level, where the next heading of it or above stands, from the end of the text on
    made = []
    for heading in reversed(found):
        made.append((heading, ends[heading.level]))
        ends[heading.level :] = [heading.line] * (7 - heading.level)
    return [Section(heading.level, heading.title, lines, heading.line + 1, end) for heading, end in reversed(made)]


def last_notes(found: list[Section]) -> Section | None:
    """The section whose heading starts with the latest day; of two with the same day, the later one."""
    dated = [section for section in found if _DAY.match(section.title)]
    return max(reversed(dated), key=lambda section: section.title[:10], default=None)
