"""The question bank: read from data, and dealt out so that no question comes twice until all have been asked.

The bank is `templates/questions.yaml`; its comments say what each key means. What is picked from it is filled with the words
of the person's plan, so that a question speaks of *their* interests, skills and goals wherever the plan has them.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal, NamedTuple

from msgspec import Meta

from cap.agenda.words import inline, listed
from cap.plan.certify import certify
from cap.plan.model import NAME_KEYS, Directions, Flag, Item, Plan, Text, Texts, many
from cap.plan.problem import Problem

if TYPE_CHECKING:
    from cap.rendering import Found

FILE = "questions.yaml"

# The order of a conversation's questions; a shorter one takes the end of it. The future, which is where the broad questions are,
# is followed by the present. A question for the direction comes in at DIRECTION.
ARC = ("present", "past", "future", "present")
DIRECTION = 2

# What a finding's question can be about, by the list that it is in.
_SPOKEN_OF = frozenset({"strengths", "visions", "goals", "skills", "actions", "support", "topics"})


class Suited(Item, kw_only=True):
    """Something to ask or to say, with the conversations and the people that it suits."""

    type: Annotated[Texts, Meta(description="The conversations it suits; all of them when left out.")] = []
    direction: Annotated[Directions, Meta(description="up, across or deeper; everybody when left out.")] = []
    source: Annotated[Text | None, Meta(description="Whose idea it follows.")] = None

    def __post_init__(self) -> None:
        self.type = many(self.type)
        self.direction = [self.direction] if isinstance(self.direction, str) else self.direction

    def suits(self, kind: str, direction: Sequence[str]) -> bool:
        return (not self.type or kind in self.type) and (not self.direction or not set(direction).isdisjoint(self.direction))


class Question(Suited, kw_only=True):
    """What to ask the person."""

    text: Annotated[Text, Meta(description="The question.")]
    personal: Annotated[Text | None, Meta(description="The same, filled with what the plan says: “{interest}”.")] = None
    tense: Annotated[Literal["past", "present", "future"], Meta(description="past, present or future")]
    topic: Annotated[Text, Meta(description="What it is about, in a word.")]
    depth: Annotated[int, Meta(ge=1, le=3, description="1 opens a talk, 3 needs trust.")] = 1
    broad: Annotated[Flag, Meta(description="yes: so wide that a question about the present must follow.")] = False

    def __post_init__(self) -> None:
        super().__post_init__()
        self.broad = self.broad in (True, "yes")


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


class Coaching(Suited, kw_only=True):
    """The question in place of a finding."""

    ask: Annotated[Text, Meta(description="The question; {items} stands for what the finding is about.")]
    part: Annotated[Literal["left", "know", "plan"], Meta(description="Where in the talk it belongs.")] = "plan"


class Bank(Item, kw_only=True):
    """All of `questions.yaml`."""

    questions: Annotated[list[Question], Meta(description="What to ask the person.")] = []
    asks: Annotated[list[Asked], Meta(description="What the person may want to ask.")] = []
    tough: Annotated[list[Tough], Meta(description="What a manager may be asked.")] = []
    findings: Annotated[dict[str, Coaching], Meta(description="A question for each rule of `cap lint`.")] = {}
    tips: Annotated[dict[str, list[Text]], Meta(description="For the manager: up, across, deeper.")] = {}


class Picked(NamedTuple):
    """A question as it will be asked."""

    text: str
    tense: str
    broad: bool
    source: str


def load(team: Path | None = None) -> Bank:
    """The bank: each list from the team's own questions.yaml, if that has it, else from the built-in one.

    Raises cap.rendering.TemplateProblem for a file that cannot be read as a bank.
    """
    from cap.rendering import BUILT_IN, find

    built_in = find(BUILT_IN + FILE)
    assert built_in is not None
    bank = _read(built_in)
    own = find(FILE, team)
    if own is not None and own != built_in:
        given = _read(own)
        for name in Bank.__struct_fields__:
            if getattr(given, name):
                setattr(bank, name, getattr(given, name))
    return bank


def _read(found: Found) -> Bank:
    from cap.rendering import TemplateProblem, source

    text = source(found)
    bank = certify(text, Bank)
    if bank is not None:
        return bank
    from cap.plan.nodes import Refused
    from cap.plan.places import Source
    from cap.plan.shape import Walk

    places = Source(found.origin, text, first_line=1)
    try:
        walk = Walk(places)
        bank = walk.document(Bank)
    except Refused as refused:
        line = places.span(refused.index, refused.index).line
        raise TemplateProblem(found.origin, line, refused.message, refused.hint) from None
    for problem in sorted(walk.problems, key=lambda problem: problem.line):
        raise TemplateProblem(found.origin, problem.line, problem.message, problem.hint)
    assert bank is not None
    return bank


def sitting(
    bank: Bank, kind: str, direction: Sequence[str], held: int, number: int, facts: Mapping[str, Sequence[str]]
) -> list[Picked]:
    """The questions of one conversation: `number` at most, after `held` earlier ones of this kind.

    Past, present and future each have a pile of their own, the easy questions on top; every conversation takes the next ones from
    each pile. `facts` are the words of the plan by what they are, such as {"interest": ["Teaching"]}.
    """
    fitting = sorted((question for question in bank.questions if kind in question.type), key=lambda question: question.depth)
    chosen: list[Question] = []
    for place, tense in enumerate(ARC):
        pile = [question for question in fitting if question.tense == tense and not question.direction]
        if pile:
            position = held * ARC.count(tense) + ARC[:place].count(tense)
            # each round starts one further down, so that in time the shorter conversations come to every question too
            chosen.append(pile[(position + position // len(pile)) % len(pile)])
    pile = [question for question in fitting if not set(direction).isdisjoint(question.direction)]
    if pile:
        chosen.insert(DIRECTION, pile[held % len(pile)])
    chosen = list({question.text: question for question in chosen}.values())[-number:]
    led_home = [*(question.tense == "present" for question in chosen[1:]), False]
    return [
        Picked(_personal(question, facts, held), question.tense, question.broad, question.source or "")
        for question, home in zip(chosen, led_home, strict=True)
        if home or not question.broad
    ]


def _personal(question: Question, facts: Mapping[str, Sequence[str]], turn: int) -> str:
    """The question in the person's own words where the plan has them, a different one of them each time."""
    wanted = re.findall(r"\{(\w+)\}", question.personal or "")
    if not question.personal or not all(facts.get(name) for name in wanted):
        return question.text
    return re.sub(r"\{(\w+)\}", lambda match: facts[match[1]][turn % len(facts[match[1]])], question.personal)


class Coached(NamedTuple):
    """The question in place of a rule's findings, and the part of the talk that it belongs to: left, know or plan."""

    rule: str
    part: str
    text: str


def coaching(bank: Bank, findings: Sequence[Problem], plan: Plan, kind: str) -> list[Coached]:
    """A question for each rule among the findings that has one for this kind of conversation, the pressing ones first.

    Findings of one rule are asked about together. Their `item` counts in the numbering of `plan`.
    """
    items: dict[str, list[str]] = {}
    for finding in findings:
        name = item_name(plan, finding.item)
        about = items.setdefault(finding.rule, [])
        if name and name not in about:
            about.append(name)
    asked = []
    for rule, entry in bank.findings.items():
        if rule not in items or not entry.suits(kind, plan.direction):
            continue
        if items[rule] or "{items}" not in entry.ask:
            asked.append(Coached(rule, entry.part, entry.ask.replace("{items}", listed(items[rule]))))
    return asked


def item_name(plan: Plan, path: str) -> str | None:
    """What the innermost goal, skill, action or the like on an item path such as `skills[0].actions[2].due` is called."""
    item: Any = plan
    name = None
    for key, index in re.findall(r"(\w+)\[(\d+)\]", path):
        entries = getattr(item, key, [])
        if int(index) >= len(entries):
            break
        item = entries[int(index)]
        if key in _SPOKEN_OF:
            name = inline(getattr(item, NAME_KEYS[key]), 80)
    return name


def tough(bank: Bank, kind: str, direction: Sequence[str], elsewhere: bool, held: int, number: int) -> list[Tough]:
    """The tough questions most likely to come up: first those for this person and this talk, then the general ones in turn."""
    fitting = [entry for entry in bank.tough if entry.suits(kind, direction) and (elsewhere or not entry.elsewhere)]
    likely = [entry for entry in fitting if entry.elsewhere or entry.direction or entry.type]
    return (likely + _in_turn([entry for entry in fitting if entry not in likely], held))[:number]


def asks(bank: Bank, kind: str, direction: Sequence[str], held: int, number: int) -> list[str]:
    """What the person may want to ask this time."""
    fitting = [entry.question for entry in bank.asks if entry.suits(kind, direction)]
    return _in_turn(fitting, held * number)[:number]


def _in_turn(entries: list[Any], start: int) -> list[Any]:
    """The same entries, beginning further down, and round again."""
    start = start % len(entries) if entries else 0
    return entries[start:] + entries[:start]
