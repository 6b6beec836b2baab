"""The kinds of items in a plan, one record each: every table of kinds is derived from these.

A new kind is a struct in model.py and a record here. What its fields are, the struct says; how it is read, numbered, shown and
added follows from both.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from typing import NamedTuple

from cap.plan.model import (
    Action,
    Closing,
    Conversation,
    DayAhead,
    Goal,
    Item,
    Moment,
    Pause,
    Plan,
    Progress,
    RatingEntry,
    Skill,
    Strength,
    Support,
    Topic,
    Vision,
    Way,
)

# What says how an item stands; it is changed by commands of its own, and comes after what the item is.
ENDS = ("status", "done", "dropped", "refused", "because", "refused_by", "note")
# What says by itself whether an item is open.
STATUS = ("status", "done", "dropped", "refused")


class Kind(NamedTuple):
    """What is known of one kind of item."""

    word: str  # as it is typed after `cap add`, and called in a list of choices
    shape: type[Item]
    key: str  # of the list that it stands in
    noun: str  # inside a sentence, as before a number: `the day ahead a1`
    heading: str
    prefix: str | None = None  # of its number: `g` before 1, `.` behind the number of what holds it; None: it has none
    added: bool = False  # `cap add` takes it
    links: Mapping[str, str] = {}  # its keys that hold ids, and the list that those lead into

    @property
    def with_article(self) -> str:
        """Its noun inside a sentence."""
        if self.noun == self.key:  # a word for all of them takes no article
            return f"an entry under `{self.key}`"
        return f"{'an' if self.noun[0] in 'aeiou' else 'a'} {self.noun}"

    @property
    def name(self) -> str:
        """The key that says what the item is called."""
        return self.shape.NAME

    @property
    def closes(self) -> bool:
        """Whether it can be done, dropped and refused."""
        return issubclass(self.shape, Closing)

    @property
    def dated(self) -> bool:
        """Whether it can be due on a day, and moved to another."""
        return "due" in self.fields

    @property
    def fields(self) -> tuple[str, ...]:
        """Its keys, as they stand in the file."""
        return self.shape.__struct_encode_fields__

    @property
    def required(self) -> tuple[str, ...]:
        """The keys without which it is none."""
        return _required(self.shape)

    @property
    def holds(self) -> tuple[Kind, ...]:
        """The kinds of items that it may hold, in the order in which they are shown."""
        return HOLDS[self.shape]

    @property
    def takes(self) -> tuple[str, ...]:
        """The keys beside its name that can be given when it is added: not how it ends, not its history, not what it holds."""
        return tuple(key for key in self.fields if key not in (self.name, "was", *ENDS) and key not in BY_KEY)


@cache
def _required(shape: type[Item]) -> tuple[str, ...]:
    from msgspec.structs import fields

    return tuple(field.encode_name for field in fields(shape) if field.required)


# In the order of the plan's sections.
KINDS = (
    Kind("strength", Strength, "strengths", "strength", "Strengths", added=True),
    Kind("vision", Vision, "visions", "vision", "Visions", "v", added=True),
    Kind("goal", Goal, "goals", "goal", "Goals", "g", added=True, links={"vision": "visions"}),
    Kind("skill", Skill, "skills", "skill", "Skills", "", added=True, links={"goal": "goals"}),
    Kind("way", Way, "ways", "way", "Ways to gain a point", added=True),
    Kind("rating", RatingEntry, "ratings", "rating", "Ratings"),
    Kind("action", Action, "actions", "action", "Actions", ".", added=True, links={"needs": "support"}),
    Kind("progress", Progress, "progress", "progress note", "Progress"),
    Kind("support", Support, "support", "support", "Support", "s", added=True),
    Kind("ahead", DayAhead, "ahead", "day ahead", "Days ahead", "a", added=True),
    Kind("moment", Moment, "moments", "moment", "Moments", "m", added=True, links={"skill": "skills"}),
    Kind("topic", Topic, "topics", "topic", "Topics for next time", "t", added=True),
    Kind("conversation", Conversation, "conversations", "conversation", "Conversations"),
    Kind("pause", Pause, "pauses", "pause", "Pauses"),
)
BY_WORD = {kind.word: kind for kind in KINDS}
BY_KEY = {kind.key: kind for kind in KINDS}
# What is added as words alone, to a list of words of the plan or of a goal.
WORDS = {
    "motivation": "motivations",
    "interest": "interests",
    "improve": "improve",
    "theme": "themes",
    "obstacle": "obstacles",
}
ADDED = (*(kind.word for kind in KINDS if kind.added), *WORDS)
CLOSABLE = tuple(kind.word for kind in KINDS if kind.closes)
DATED = tuple(kind.word for kind in KINDS if kind.dated)

# A list's key → the key in its items that says what the item is called: where a finding about the item points, and what
# `cap show` prints first. The plan itself stands under "".
NAME_KEYS = {"": Plan.NAME, **{kind.key: kind.name for kind in KINDS}}


# What a plan, or an item, may hold.
_SHAPES: tuple[type[Item], ...] = (Plan, *(kind.shape for kind in KINDS))
HOLDS = {shape: tuple(kind for kind in KINDS if kind.key in shape.__struct_fields__) for shape in _SHAPES}


def walk(item: Item, path: tuple[str | int, ...] = ()) -> Iterator[tuple[Kind, tuple[str | int, ...], Item]]:
    """Every item below a plan or an item, with its kind and its path, what it holds right behind it."""
    for kind in HOLDS[type(item)]:
        for i, child in enumerate(getattr(item, kind.key)):
            yield kind, (*path, kind.key, i), child
            yield from walk(child, (*path, kind.key, i))


def links(plan: Plan) -> Iterator[tuple[tuple[str | int, ...], str, str]]:
    """Every link in a plan: its path, the list that it must lead into, and the id it names."""
    for kind, path, item in walk(plan):
        for key, target in kind.links.items():
            for j, name in enumerate(getattr(item, key)):
                yield (*path, key, j), target, name


def number(path: tuple[str | int, ...]) -> str:
    """The number of the item at a path in the file, as `cap show` prints it: `2`, `2.1`, `g1`, `g1.2`; "" where it has none."""
    found = ""
    for key, i in zip(path[::2], path[1::2], strict=True):
        prefix = BY_KEY[str(key)].prefix
        if prefix is None:
            return ""
        found += f"{prefix}{int(i) + 1}"
    return found
