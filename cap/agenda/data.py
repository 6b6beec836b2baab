"""The agenda's words as data: which talks there are, the question bank, and the questions that what happened gives rise to.

`templates/talks.yaml`, `questions.yaml` and `events.yaml`; the comments at the head of each say what its keys mean. A team's own file
of the same name replaces the lists that it holds, and leaves the others as they are.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal, TypeVar

from msgspec import Meta

from cap.plan.certify import certify
from cap.plan.model import Directions, Flag, Item, Text, Texts, many

if TYPE_CHECKING:
    from cap.rendering import Found, Team

Data = TypeVar("Data", bound=Item)


class Suited(Item, kw_only=True):
    """Something to ask or to say, with the talks and the people that it suits."""

    type: Annotated[Texts, Meta(description="The talks it suits; all of them when left out.")] = []
    direction: Annotated[Directions, Meta(description="up, across or deeper; everybody when left out.")] = []
    source: Annotated[Text | None, Meta(description="Whose idea it follows.")] = None

    def __post_init__(self) -> None:
        self.type = many(self.type)
        self.direction = [self.direction] if isinstance(self.direction, str) else self.direction

    def suits(self, kind: str, direction: list[str]) -> bool:
        return (not self.type or kind in self.type) and (not self.direction or not set(direction).isdisjoint(self.direction))


class Question(Suited, kw_only=True):
    """What to ask the person."""

    text: Annotated[Text, Meta(description="The question.")]
    personal: Annotated[Text | None, Meta(description="The same, filled with what the plan says: “{interest}”.")] = None
    tense: Annotated[Literal["past", "present", "future"], Meta(description="past, present or future")]
    topic: Annotated[Text, Meta(description="What it is about, in a word.")]
    depth: Annotated[int, Meta(ge=1, le=3, description="1 opens a talk, 3 needs trust.")] = 1
    broad: Annotated[Flag, Meta(description="yes: so wide that a question about the present must follow.")] = False
    unless: Annotated[Texts, Meta(description="Not asked of someone whose plan holds one of these: strengths, interests, …")] = []
    months: Annotated[int, Meta(ge=0, le=60, description="Asked only after so many months together.")] = 0

    def __post_init__(self) -> None:
        super().__post_init__()
        self.broad = self.broad in (True, "yes")
        self.unless = many(self.unless)


class Asked(Suited, kw_only=True):
    """What the person may want to ask."""

    question: Annotated[Text, Meta(description="The question, as the person would put it.")]


class Tough(Asked, kw_only=True):
    """A question that a manager would rather not meet unprepared."""

    line: Annotated[Text, Meta(description="The line to take.")]
    look: Annotated[Texts, Meta(description="What in the plan to have at hand: skills, goals, interests and the like.")] = []
    elsewhere: Annotated[Flag, Meta(description="yes: when a goal or a vision lies outside this team.")] = False

    def __post_init__(self) -> None:
        super().__post_init__()
        self.look = many(self.look)
        self.elsewhere = self.elsewhere in (True, "yes")


class Bank(Item, kw_only=True):
    """All of `questions.yaml`."""

    questions: Annotated[list[Question], Meta(description="What to ask the person.")] = []
    asks: Annotated[list[Asked], Meta(description="What the person may want to ask.")] = []
    tips: Annotated[dict[str, list[Text]], Meta(description="For the manager: up, across, deeper.")] = {}


class ToughBank(Item, kw_only=True):
    """All of `tough.yaml`."""

    tough: Annotated[list[Tough], Meta(description="What a manager may be asked.")] = []


class Row(Item, kw_only=True):
    """The questions for one kind of event. Wording i stands at talks that are i modulo 4."""

    row: Annotated[Text, Meta(description="What happened, in a word.")]
    cues: Annotated[list[Text], Meta(description="Words that must stand in the sentence; `*` for any ending.")] = []
    unless: Annotated[list[Text], Meta(description="Words that must not.")] = []
    mood: Annotated[Literal["good", "bad"] | None, Meta(description="What the cues speak of: good or bad.")] = None
    ask: Annotated[list[Text], Meta(description="The wordings, at least four.")]


class Events(Item, kw_only=True):
    """All of `events.yaml`."""

    notes: list[Row] = []
    moments: list[Row] = []
    done: list[Row] = []
    dropped: list[Row] = []
    actions: list[Row] = []
    ratings: list[Row] = []
    promises: list[Row] = []
    topics: list[Row] = []
    goals: list[Row] = []
    people: list[Row] = []
    ahead: list[Row] = []
    before_person: list[Row] = []
    before_manager: list[Row] = []


class Part(Item, kw_only=True):
    """One part of During: which subject it is, or what is said and asked in it."""

    part: Annotated[Text, Meta(description="opening, asked, skills, goals, moments, futures, ahead … or a name of your own.")]
    title: Annotated[Text | None, Meta(description="Its heading.")] = None
    weight: Annotated[int, Meta(ge=1, le=20, description="Its share of the time, beside the others.")] = 3
    say: Annotated[list[Text], Meta(description="Lines that stand in it as they are.")] = []
    ask: Annotated[Texts, Meta(description="The topics of the bank that it asks about.")] = []
    most: Annotated[int, Meta(ge=0, le=3, description="How many questions of the bank.")] = 1

    def __post_init__(self) -> None:
        self.ask = many(self.ask)


class Step(Item, kw_only=True):
    """A row of *What we agree* that is begun, for the two to fill in."""

    what: Annotated[Text, Meta(description="How it begins, with a blank.")]
    who: Annotated[Literal["person", "manager", "both"], Meta(description="Who does it.")]


class Talk(Item, kw_only=True):
    """One type of conversation."""

    purpose: Annotated[Text | None, Meta(description="What it is for, in a sentence or two; stands at its head.")] = None
    aim: Annotated[Text, Meta(description="What to walk out with when the plan names too little.")]
    open: Annotated[list[Text], Meta(description="How it opens; one of these, by turn.")] = []
    say: Annotated[list[Text], Meta(description="What is said first.")] = []
    parts: Annotated[list[Part], Meta(description="The parts of During, in order.")]
    person: Annotated[list[Text], Meta(description="What the person may bring, when events say too little.")] = []
    manager: Annotated[list[Text], Meta(description="The same for the manager.")] = []
    alone: Annotated[list[Text], Meta(description="For the manager's eyes.")] = []
    close: Annotated[list[Text], Meta(description="What ends it, one of these by turn, where the general ones do not fit.")] = []
    agree: Annotated[list[Step], Meta(description="What may be agreed, where the plan has little that is due.")] = []


class Talks(Item, kw_only=True):
    """All of `talks.yaml`."""

    talks: Annotated[dict[str, Talk], Meta(description="The types, by name.")] = {}
    close: Annotated[list[Text], Meta(description="What the manager asks at the end, by turn.")] = []


def load(file: str, shape: type[Data], team: Path | Team | None = None) -> Data:
    """A file of the templates folder as `shape`: each of its lists from the team's own file, if that has it, else from the built-in.

    Raises cap.rendering.TemplateProblem for a file that cannot be read.
    """
    from cap.rendering import BUILT_IN, find

    built_in = find(BUILT_IN + file)
    assert built_in is not None
    data = _read(built_in, shape)
    own = find(file, team)
    if own is not None and own != built_in:
        given = _read(own, shape)
        for name in shape.__struct_fields__:
            value: Any = getattr(given, name)
            if isinstance(value, dict):
                setattr(data, name, getattr(data, name) | value)
            elif value:
                setattr(data, name, value)
    return data


def _read(found: Found, shape: type[Data]) -> Data:
    from cap.rendering import TemplateProblem, source

    text = source(found)
    data = certify(text, shape)
    if data is not None:
        return data
    from cap.plan.nodes import Refused
    from cap.plan.places import Source
    from cap.plan.shape import Walk

    places = Source(found.origin, text, first_line=1)
    try:
        walk = Walk(places)
        data = walk.document(shape)
    except Refused as refused:
        line = places.span(refused.index, refused.index).line
        raise TemplateProblem(found.origin, line, refused.message, refused.hint) from None
    for problem in sorted(walk.problems, key=lambda problem: problem.line):
        raise TemplateProblem(found.origin, problem.line, problem.message, problem.hint)
    assert data is not None
    return data
