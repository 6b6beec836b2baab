"""What a rule is, and what it sees.

A rule is one function: it takes a Subject and yields Findings. It knows nothing of files, levels, settings or output; the
engine adds those. Its docstring is its page (`cap rule RULE`); the examples on the page are run by the tests.
"""

from __future__ import annotations

import datetime
import inspect
from collections.abc import Callable, Iterator, Sequence
from functools import cached_property
from typing import NamedTuple, TypeVar

from cap.plan.model import Action, Closing, Goal, Plan, Skill, Support
from cap.plan.problem import ItemPath, Level
from cap.plan.read import Reading
from cap.plan.standing import last_talk, next_talk
from cap.text.quotes import Words

Entry = TypeVar("Entry", bound=Closing)

STATUS_KEYS = ("status", "done", "dropped", "refused")  # what says whether an item is open


class Finding(NamedTuple):
    """What a rule has to say. What it quotes from the plan goes into the message by `quoted`, so that a format can leave it out.

    `path` is the value judged, there or missing; the engine finds its place. `reads` holds what else the judgement rests on, as
    paths in which a position may be left out, meaning any: `("skills", "goal")`. When a shape problem leaves one of them in
    doubt, the finding is not reported.
    """

    path: ItemPath
    message: str | Words
    hint: str | Words
    reads: Sequence[ItemPath] = ()


class Share(NamedTuple):
    """An exact fraction; the library's would cost a millisecond at every start."""

    numerator: int
    denominator: int


class Bounds(NamedTuple):
    """What `balance` asks for: shares, and the number of actions from which exposure is expected."""

    experience: Share = Share(1, 2)
    education: Share = Share(1, 3)
    exposure_from: int = 5


class Subject:
    """A plan as the rules see it: with its open items at hand, each with its path.

    Open means open under an open parent; what is closed is history. An item whose status is in doubt counts as neither.
    """

    def __init__(
        self,
        plan: Plan,
        reading: Reading,
        *,
        today: datetime.date,
        cadence: str = "3 months",
        bounds: Bounds = Bounds(),
    ) -> None:
        self.plan, self.today, self.bounds = plan, today, bounds
        self.cadence = plan.cadence or cadence
        self._reading = reading
        self.goals: list[tuple[ItemPath, Goal]] = self._open(("goals",), plan.goals)
        self.skills: list[tuple[ItemPath, Skill]] = self._open(("skills",), plan.skills)
        self.actions: list[tuple[ItemPath, Action]] = [
            found for path, skill in self.skills for found in self._open((*path, "actions"), skill.actions)
        ]
        self.support: list[tuple[ItemPath, Support]] = self._open(("support",), plan.support)
        self.last_talk = last_talk(plan)
        self.next_talk = next_talk(plan)

    @cached_property
    def closing(self) -> list[tuple[ItemPath, Closing]]:
        """Everything that can be closed, open or not."""
        found: list[tuple[ItemPath, Closing]] = []
        for key in ("goals", "skills", "support", "topics"):
            found += [((key, i), item) for i, item in enumerate(getattr(self.plan, key))]
        for i, skill in enumerate(self.plan.skills):
            found += [(("skills", i, "actions", j), action) for j, action in enumerate(skill.actions)]
        return found

    @cached_property
    def histories(self) -> list[tuple[ItemPath, list[datetime.date]]]:
        """The lists of what was, each with the days in it; none that is empty."""
        found: list[tuple[ItemPath, list[datetime.date]]] = [
            (("conversations",), [talk.date for talk in self.plan.conversations])
        ]
        for i, skill in enumerate(self.plan.skills):
            found.append((("skills", i, "ratings"), [entry.date for entry in skill.ratings]))
            for j, action in enumerate(skill.actions):
                if action.progress:
                    found.append((("skills", i, "actions", j, "progress"), [note.date for note in action.progress]))
        return [(path, days) for path, days in found if days]

    def _open(self, path: ItemPath, items: list[Entry]) -> list[tuple[ItemPath, Entry]]:
        found = [((*path, i), item) for i, item in enumerate(items) if item.open]
        if not self._reading.spoilt:
            return found
        spoilt, file_path = self._reading.spoilt, self._reading.file_path
        return [(at, item) for at, item in found if spoilt.isdisjoint({file_path((*at, key)) for key in STATUS_KEYS})]


Check = Callable[[Subject], Iterator[Finding]]


class Rule(NamedTuple):
    """A rule with what its decorator says of it."""

    id: str
    check: Check
    level: Level
    doc: str
    completeness: bool = False  # a hint in a draft
    exploring: bool = True  # runs while exploring
    timely: bool = False  # speaks of the calendar, not of the file alone

    @property
    def page(self) -> str:
        """What it finds in one line, why, its source, an example of both kinds."""
        return inspect.cleandoc(self.doc)

    @property
    def title(self) -> str:
        """What the rule finds, in one line."""
        return self.page.partition("\n")[0]


def rule(level: Level, *, completeness: bool = False, exploring: bool = True, timely: bool = False) -> Callable[[Check], Rule]:
    """Make a rule of a function: its name is the rule's id, its docstring the rule's page."""
    return lambda check: Rule(_id(check), check, level, check.__doc__ or "", completeness, exploring, timely)


def elsewhere(level: Level) -> Callable[[Callable[[], None]], Rule]:
    """The same for a rule that is not judged by a look at a plan: the function is empty, and whoever finds it says so."""
    return lambda page: Rule(_id(page), lambda subject: iter(()), level, page.__doc__ or "")


def _id(function: Callable[..., object]) -> str:
    return function.__name__.replace("_", "-")
