"""What a page is made of, as plain structs; a template lays it out, and `cap agenda --format json` prints it as it is."""

from __future__ import annotations

from collections.abc import Iterator
from enum import IntEnum

from msgspec import Struct


class Rank(IntEnum):
    """How long a line stays when the page is too long: the lowest goes first."""

    GENERAL = 1  # could be asked of anybody
    NUMBER = 2  # about a rating
    EVENT = 3  # out of something that happened
    LEAD = 4  # the one question by which a subject would still be itself
    OWED = 5  # stays


class Line(Struct, kw_only=True):
    """One line of a subject, in Markdown.

    `box`: a box to tick leads it. `question`: it counts among the three that a subject may ask. `number`: the plan's item it is
    about, as `cap show` numbers it.
    """

    text: str
    rank: Rank = Rank.EVENT
    box: bool = False
    question: bool = False
    number: str = ""


class Section(Struct, kw_only=True):
    """A subject of the talk: `kind` says which (opening, asked, skill, goal …), `about` what is known of it, on one line."""

    kind: str
    title: str
    weight: float
    about: str = ""
    minutes: int = 0
    lines: list[Line] = []
    number: str = ""


class Agreement(Struct, kw_only=True):
    """A row of *What we agree*: an item's unshortened name, first names, and a day or a blank."""

    what: str
    who: str
    by: str
    number: str = ""


class Tough(Struct, kw_only=True):
    """A question that may come, the line to take, and what the plan says about it."""

    question: str
    line: str
    plan: list[str] = []


class Page(Struct, kw_only=True):
    """A whole page. `wanted` holds the numbers of what should be spoken of, `left_out` of what found no room, `older_notes`
    counts the private notes that did not."""

    title: str
    day: str
    minutes: int
    role: str
    purpose: str
    walk_out: list[str]
    before_person: list[str]
    before_manager: list[str]
    sections: list[Section]
    agreements: list[Agreement]
    free_rows: int
    close: list[str]
    alone: list[str]
    asks: list[str]
    seen: list[str]
    tough: list[Tough]
    private: list[str]
    wanted: list[str] = []
    older_notes: int = 0
    left_out: list[str] = []
    agree_minutes: int = 0

    def lines(self) -> Iterator[Line]:
        for section in self.sections:
            yield from section.lines
