"""What a rule is, and what it sees.

A rule is one function: it takes a Subject and yields Findings. It knows nothing of files, levels, settings or output; the
engine adds those. Its docstring is its page (`cap rule RULE`); the examples on the page are run by the tests.
"""

from __future__ import annotations

import datetime
import inspect
from collections.abc import Callable, Iterator, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from cap.lint.words import LONGEST_FILLER, says
from cap.plan.kinds import STATUS
from cap.plan.model import Action, Closing, Goal, Moment, Plan, Skill, Support
from cap.plan.open_items import still_open
from cap.plan.problem import ItemPath, Lack, Level
from cap.plan.read import Reading
from cap.plan.standing import Mix, last_talk, mix, next_talk
from cap.text.quotes import Words

if TYPE_CHECKING:
    from cap.lint.phrases.hearing import Counts


class Finding(NamedTuple):
    """What a rule has to say. What it quotes from the plan goes into the message by `quoted`, so that a format can leave it out.

    `path` is the value judged, there or missing; the engine finds its place. `reads` holds what else the judgement rests on, as
    paths in which a position may be left out, meaning any: `("skills", "goal")`. When a shape problem leaves one of them in
    doubt, the finding is not reported. `lack` is there when the finding is that an item does without something. `also` are further
    values of which it says the same.
    """

    path: ItemPath
    message: str | Words
    hint: str | Words
    reads: Sequence[ItemPath] = ()
    lack: Lack | None = None
    also: Sequence[ItemPath] = ()


def whether_open(*path: str | int) -> list[ItemPath]:
    """What says whether the items at a path are open, for a finding's `reads`."""
    return [(*path, key) for key in STATUS]


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

    Open means open under an open parent; what is closed is history. An item whose status is in doubt counts as neither, and one that is
    called `tbd` is not there yet.
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
        self.goals: list[tuple[ItemPath, Goal]] = named(still_open(reading, ("goals",), plan.goals))
        self.skills: list[tuple[ItemPath, Skill]] = named(still_open(reading, ("skills",), plan.skills))
        # what is done straight for a goal builds no skill, and some rules leave it alone
        self.steps: list[tuple[ItemPath, Action]] = [
            found
            for path, goal in self.goals
            if goal.actions
            for found in named(still_open(reading, (*path, "actions"), goal.actions))
        ]
        self.skill_actions: list[tuple[ItemPath, Action]] = [
            found for path, skill in self.skills for found in named(still_open(reading, (*path, "actions"), skill.actions))
        ]
        self.actions = self.steps + self.skill_actions
        self.support: list[tuple[ItemPath, Support]] = named(still_open(reading, ("support",), plan.support))
        self.last_talk = last_talk(plan)
        self.next_talk = next_talk(plan)
        # Everything that can be closed, open or not, and what has something written about its end: the day, why, or who declined it.
        owners: tuple[tuple[str, Sequence[Goal | Skill]], ...] = (("goals", plan.goals), ("skills", plan.skills))
        self.every_action: list[tuple[ItemPath, Action]] = [
            ((key, i, "actions", j), action)
            for key, items in owners
            for i, item in enumerate(items)
            for j, action in enumerate(item.actions)
        ]
        lists: tuple[tuple[str, Sequence[Closing]], ...] = (*owners, ("support", plan.support), ("topics", plan.topics))
        self.closing: list[tuple[ItemPath, Closing]] = [
            *(((key, i), item) for key, items in lists for i, item in enumerate(items)),
            *self.every_action,
        ]
        self.ended: list[tuple[ItemPath, Closing]] = [
            (path, item)
            for path, item in self.closing
            if item.done or item.dropped or item.refused or item.because is not None or item.refused_by is not None
        ]
        # The lists of what was that are not empty, each with the days in it.
        self.histories: list[tuple[ItemPath, list[datetime.date]]] = [
            *([(("conversations",), [talk.date for talk in plan.conversations])] if plan.conversations else ()),
            *(
                (("skills", i, "ratings"), [entry.date for entry in skill.ratings])
                for i, skill in enumerate(plan.skills)
                if skill.ratings
            ),
            *(
                ((*path, "progress"), [note.date for note in action.progress])
                for path, action in self.every_action
                if action.progress
            ),
        ]

    def spoken(self) -> Counts:
        """How many words of the plan speak for which language."""
        return self._spoken

    @cached_property
    def _spoken(self) -> Counts:
        from cap.lint.phrases.hearing import counted, texts_of

        return counted(texts_of(self.plan))

    @property
    def mix(self) -> Mix:
        """The actions that balance counts, by type."""
        return mix([*(goal for _, goal in self.goals), *(skill for _, skill in self.skills)])

    @property
    def moments(self) -> list[tuple[ItemPath, Moment]]:
        return [(("moments", i), moment) for i, moment in enumerate(self.plan.moments)]


Check = Callable[[Subject], Iterator[Finding]]
Named = TypeVar("Named", bound=Closing)


def named(found: list[tuple[ItemPath, Named]]) -> list[tuple[ItemPath, Named]]:
    """The items that are called something, and were not only filled in."""
    return [(path, item) for path, item in found if len(name := getattr(item, item.NAME)) > LONGEST_FILLER or is_name(name)]


def is_name(text: str) -> bool:
    """Whether an item is called something, were it a single letter, and not only filled in."""
    return says(text) or (len(text) == 1 and text.isalnum())


class Rule(NamedTuple):
    """A rule with what its decorator says of it."""

    id: str
    check: Check
    level: Level
    doc: str
    completeness: bool = False  # a hint in a draft, and while exploring
    exploring: bool = True  # runs while exploring
    timely: bool = False  # speaks of the calendar, not of the file alone
    pauses: bool = True  # is silent from a pause's start until a talk after it
    away: bool = True  # as grave for whoever is headed across or outside; else a hint for them
    behind: str = ""  # the rule beside which it is silent, because that one has said it

    @property
    def page(self) -> str:
        """What it finds in one line, why, its source, an example of both kinds."""
        return inspect.cleandoc(self.doc)

    @property
    def title(self) -> str:
        """What the rule finds, in one line."""
        return self.page.partition("\n")[0]


def rule(
    level: Level,
    *,
    completeness: bool = False,
    exploring: bool = True,
    timely: bool = False,
    pauses: bool = True,
    away: bool = True,
    behind: str = "",
) -> Callable[[Check], Rule]:
    """Make a rule of a function: its name is the rule's id, its docstring the rule's page."""
    return lambda check: Rule(
        _id(check), check, level, check.__doc__ or "", completeness, exploring, timely, pauses, away, behind
    )


def elsewhere(level: Level) -> Callable[[Callable[[], None]], Rule]:
    """The same for a rule that is not judged by a look at a plan: the function is empty, and whoever finds it says so."""
    return lambda page: Rule(_id(page), lambda subject: iter(()), level, page.__doc__ or "")


def _id(function: Callable[..., object]) -> str:
    return function.__name__.replace("_", "-")
