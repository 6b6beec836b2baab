"""A person's road as it is told: `Road` holds it, a sibling module per format writes it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from enum import StrEnum
from itertools import groupby
from typing import TYPE_CHECKING, Literal, NamedTuple, Protocol, assert_never

from cap.text.columns import Paint

if TYPE_CHECKING:
    from cap.plan.model import Skill

Format = Literal["text", "md", "html", "json"]


class Kind(StrEnum):
    """What a road can be told of."""

    goal = "goal"
    skill = "skill"
    rating = "rating"
    action = "action"
    support = "support"
    vision = "vision"
    strength = "strength"
    moment = "moment"
    talk = "talk"
    topic = "topic"
    ahead = "ahead"
    pause = "pause"
    person = "person"  # motivations, direction and all else that is the plan's own
    text = "text"


class Told(NamedTuple):
    """One thing that happened: the day, its kind, and a sentence; who wrote it down, "" where nobody knows, and in which commit, "" for
    what no commit holds."""

    day: date
    kind: Kind
    text: str
    who: str = ""
    commit: str = ""


class Road(NamedTuple):
    """A person's road, the oldest first. `unknown` are sentences on what cannot be told; `skills` those of today, for pictures of them;
    `since` and `kinds` what was asked for."""

    key: str
    name: str
    told: Sequence[Told]
    unknown: Sequence[str]
    skills: Sequence[Skill]
    since: date | None
    kinds: Sequence[Kind]

    @property
    def only_writer(self) -> str:
        """Who wrote all that is committed; "" for several, and for nobody known."""
        writers = {one.who for one in self.told if one.commit}
        return writers.pop() if len(writers) == 1 else ""

    @property
    def days(self) -> Iterator[tuple[date, list[Told]]]:
        return ((day, list(told)) for day, told in groupby(self.told, key=lambda one: one.day))

    @property
    def nothing(self) -> str:
        """What to say where there is nothing to tell."""
        kinds = f" of this kind ({', '.join(self.kinds)})" if self.kinds else ""
        since = f" since {self.since}" if self.since else ""
        return f"Nothing{kinds} is known{since}."


class Renderer(Protocol):
    """Tell a road, line by line, no wider than `columns` where that matters."""

    def __call__(self, road: Road, columns: int, paint: Paint) -> Iterator[str]: ...


def renderer(format: Format) -> Renderer:
    """The renderer of a format; no other is imported."""
    match format:
        case "text":
            from cap.history.told.text import render
        case "md":
            from cap.history.told.md import render
        case "html":
            from cap.history.told.html import render
        case "json":
            from cap.history.told.json import render
        case _:
            assert_never(format)
    return render
