"""Where two people stand on the day of a talk: what every part of its page is made from."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Literal, NamedTuple, get_args
from zlib import crc32

from cap.agenda.data import Events, Row
from cap.agenda.words import inline
from cap.plan.model import Action, Goal, Plan, Skill
from cap.plan.open_items import is_late
from cap.plan.standing import short_name, whose

if TYPE_CHECKING:
    from cap.agenda.subjects.last import LastTalk

Audience = Literal["both", "manager", "person"]
AUDIENCES: tuple[Audience, ...] = get_args(Audience)
ELSEWHERE = ("company", "outside")
SLOT = re.compile(r"\{(\w+)\}")
# A manager's name that begins with one of these is said as a whole.
_TITLES = frozenset("dr prof professor mr mrs ms miss sir head deputy chief director the team acting interim vice".split())


class Shifts(NamedTuple):
    """What is not as it was at the last talk, and no dated entry tells: goals with other words, and with another day, by their identity;
    motivations that came."""

    reworded: frozenset[int] = frozenset()
    moved: frozenset[int] = frozenset()
    motivations: tuple[str, ...] = ()


@dataclass
class Situation:
    """A plan on the day of a talk, and the questions that were asked of it so far.

    `last` is the day of the last talk, `following` that of the next one, by the plan or its cadence; `held` counts the talks with
    this person so far. `numbers` gives an item's number as `cap show` prints it, by the item's identity. `asked` holds the questions
    on the page so far, `days_named` the days ahead that it speaks of, `last_notes` what stands in the text about the last talk, `shifts` what is not as it was then.
    """

    plan: Plan
    events: Events
    day: date
    minutes: int
    audience: Audience
    kind: str
    held: int
    last: date | None
    following: date
    numbers: dict[int, str]
    asked: set[str] = field(default_factory=set)
    days_named: set[str] = field(default_factory=set)
    last_notes: LastTalk | None = None
    shifts: Shifts = field(default_factory=Shifts)

    # Whom the page speaks of

    @property
    def person(self) -> str:
        return inline(short_name(self.plan))

    @property
    def manager(self) -> str:
        return inline(first_name(self.plan.manager)) if self.plan.manager else "the manager"

    @property
    def Manager(self) -> str:  # noqa: N802  the same at the start of a sentence
        return self.manager if self.plan.manager else "The manager"

    @property
    def saying(self) -> str:
        """What leads a line that the manager says."""
        return "Say: " if self.audience == "manager" else f"{self.Manager}: "

    def name(self, mentioned: str) -> str:
        """What to call somebody whom the plan mentions."""
        who = whose(self.plan, mentioned)
        if who:
            return self.person if who == "person" else self.manager
        name = inline(mentioned)
        return name[0].lower() + name[1:] if name.startswith(("The ", "A ", "An ")) else name

    def whose(self, mentioned: str | None) -> str:
        return whose(self.plan, mentioned)

    # When things happened

    def since(self, day: date | None) -> bool:
        """Whether something happened after the last talk."""
        return day is not None and (self.last is None or day > self.last) and day <= self.day

    def late(self, due: date | None) -> bool:
        """Whether a date has passed, and not within a pause: what fell due then is not late."""
        return is_late(self.plan, due, self.day)

    def owed_by(self, due: date | None) -> bool:
        """Whether the day of a promise has come, or passed outside a pause."""
        return due is not None and (due == self.day or self.late(due))

    def soon(self, due: date | None) -> bool:
        """Whether something is due by the next talk."""
        return due is not None and due <= self.following

    # What the plan holds

    def actions(self) -> Iterator[tuple[Goal | Skill, Action]]:
        """Every open action, with the open skill or goal it stands under."""
        owners: list[Goal | Skill] = [*self.plan.goals, *self.plan.skills]
        for owner in owners:
            if owner.open:
                yield from ((owner, action) for action in owner.actions if action.open)

    def number(self, item: object) -> str:
        """The number of an item, as `cap show` prints it."""
        return self.numbers.get(id(item), "")

    # Questions

    @property
    def residue(self) -> int:
        """Which wordings stand at this talk: those that are so many modulo 4."""
        return (self.held + number_of(self.plan.name)) % 4

    def ask(self, rows: Sequence[Row], row_name: str, /, **slots: object) -> str | None:
        """The question of the row `row_name` for this talk, filled; None when its wordings were used up on this page."""
        return next((asked for row in rows if row.row == row_name if (asked := self.wording(row, **slots))), None)

    def wording(self, row: Row, /, **slots: object) -> str | None:
        """One of a row's wordings that stand at this talk and not on this page yet; none that asks for a slot which is not given."""
        known = {"person": self.person, "manager": self.manager} | slots
        fitting = [text for text in row.ask[self.residue :: 4] if all(name in known for name in SLOT.findall(text))]
        for text in fitting:
            filled = SLOT.sub(lambda match: str(known[match[1]]), text)
            if text not in self.asked and filled not in self.asked:
                self.asked.update((text, filled))
                return filled
        return None


def first_name(name: str) -> str:
    """What somebody is called inside a sentence: the first word of the name, unless that is a title."""
    first = next(iter(name.split()), name)
    return name if first.casefold().rstrip(".") in _TITLES else first


def number_of(person: str) -> int:
    """A number out of a name, the same on every machine."""
    return crc32(unicodedata.normalize("NFC", person).casefold().encode(errors="replace"))


def said_day(day: date, on: date) -> str:
    """A day as it is spoken on another: `19 March`, and its year where that is not plain."""
    near = abs((day - on).days) < 300 or day.year == on.year
    return f"{day.day} {day:%B}" if near else f"{day.day} {day:%B} {day.year}"


def said_month(day: date, on: date) -> str:
    """`January`, and its year where that is not plain."""
    near = abs((day - on).days) < 330
    return f"{day:%B}" if near else f"{day:%B} {day.year}"
