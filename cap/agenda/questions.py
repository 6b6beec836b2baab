"""The question bank: read from data, and dealt out so that no question comes twice until all have been asked.

The bank is `templates/questions.yaml`; its comments say what each key means. What is picked from it is filled with the words
of the person's plan, so that a question speaks of *their* interests, skills and goals wherever the plan has them.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from math import lcm
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal, NamedTuple
from zlib import crc32

from msgspec import Meta

from cap.agenda.words import inline, listed
from cap.plan.certify import certify
from cap.plan.kinds import NAME_KEYS
from cap.plan.model import Directions, Flag, Item, Plan, Text, Texts, many
from cap.plan.problem import ItemPath, Problem
from cap.plan.standing import last_talk

if TYPE_CHECKING:
    from cap.rendering import Found, Team

# The order of a conversation's questions, by the pile that each comes from. The future, which is where the broad questions are, is
# followed by the present.
ARC = ("present", "past", "direction", "future", "present")
# Which piles go first where there is not room for all. Also: which byte of a person's number says where each pile begins.
PILES = ("present", "direction", "past", "future")

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
    covers: Annotated[Texts, Meta(description="Findings that need no question of their own when this one is asked.")] = []

    def __post_init__(self) -> None:
        super().__post_init__()
        self.broad = self.broad in (True, "yes")
        self.covers = many(self.covers)


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
    again: Annotated[Flag, Meta(description="yes: only when a talk was held before.")] = False
    covers: Annotated[Texts, Meta(description="Findings, further down, that need no question when this one is asked.")] = []

    def __post_init__(self) -> None:
        super().__post_init__()
        self.again = self.again in (True, "yes")
        self.covers = many(self.covers)


class Bank(Item, kw_only=True):
    """All of `questions.yaml`."""

    questions: Annotated[list[Question], Meta(description="What to ask the person.")] = []
    asks: Annotated[list[Asked], Meta(description="What the person may want to ask.")] = []
    tough: Annotated[list[Tough], Meta(description="What a manager may be asked.")] = []
    findings: Annotated[dict[str, Coaching], Meta(description="A question for each rule of `cap lint`.")] = {}
    tips: Annotated[dict[str, list[Text]], Meta(description="For the manager: up, across, deeper.")] = {}


class Picked(NamedTuple):
    """A question as it will be asked. `named`: it speaks of something in the plan by its name."""

    text: str
    tense: str
    broad: bool
    source: str
    covers: Sequence[str]
    named: bool


def load(team: Path | Team | None = None) -> Bank:
    """The bank: each list from the team's own questions.yaml, if that has it, else from the built-in one.

    Raises cap.rendering.TemplateProblem for a file that cannot be read as a bank.
    """
    from cap.rendering import BANK, BUILT_IN, find

    built_in = find(BUILT_IN + BANK)
    assert built_in is not None
    bank = _read(built_in)
    own = find(BANK, team)
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
    bank: Bank, kind: str, direction: Sequence[str], person: str, held: int, number: int, facts: Mapping[str, Sequence[str]]
) -> list[Picked]:
    """The questions of one conversation: `number` at most, after `held` earlier ones of this kind.

    Past, present, future and the person's direction each have a pile of their own, the easy questions on top; where each pile
    begins among the equally easy ones depends on the name of the `person`. The k-th conversation takes the k-th question of each
    pile, and two of the present; in a shorter one the piles take turns. `facts` are the words of the plan by what they are, such
    as {"interest": ["Teaching"]}.
    """
    piles = _piles(bank, kind, direction, person, alone=number == 1)
    picked = []
    for pile, position, stride in _draws(piles, number, held):
        entries = piles[pile]
        # Whoever comes by in strides begins one further down each time that the strides have closed their circle, and so in time
        # draws every question, and none again before that.
        question = entries[(position + position // lcm(stride, len(entries))) % len(entries)]
        text = _personal(question, facts, held)
        picked.append(Picked(text, question.tense, question.broad, question.source or "", question.covers, text != question.text))
    return picked


def _piles(bank: Bank, kind: str, direction: Sequence[str], person: str, *, alone: bool) -> dict[str, list[Question]]:
    """The questions that fit, by the pile that they lie on, in their order. An only question is never a broad one."""
    piles: dict[str, list[Question]] = {name: [] for name in PILES}
    for question in bank.questions:
        if question.suits(kind, direction):
            piles["direction" if question.direction else question.tense].append(question)
    if alone or not piles["present"]:
        piles = {name: [question for question in pile if not question.broad] for name, pile in piles.items()}
    starts = _number(person).to_bytes(4, "big")
    return {
        name: [
            question
            for depth in (1, 2, 3)
            for question in _in_turn([question for question in pile if question.depth == depth], start)
        ]
        for (name, pile), start in zip(piles.items(), starts, strict=True)
    }


def _number(person: str) -> int:
    """A number out of a name, the same on every machine."""
    return crc32(unicodedata.normalize("NFC", person).casefold().encode(errors="replace"))


def _draws(piles: Mapping[str, Sequence[Question]], number: int, held: int) -> Iterator[tuple[str, int, int]]:
    """From which of the piles a conversation draws, in the order of ARC; how far down; and how far it is to the next draw."""
    there = [name for name in PILES if piles[name]]
    closing = number > 1 and "present" in there  # with the present, which brings a broad question home
    others = [name for name in there if name != "present" or not closing]
    room = number - closing
    opening = closing and room > len(others) and len(piles["present"]) > 1
    strides = dict.fromkeys(others, 1)
    if room < len(others):  # those without a place of their own share the last one
        sharing = others[room - 1 :]
        strides = dict.fromkeys(others[: room - 1], 1) | {sharing[held % len(sharing)]: len(sharing)}
    for place, name in enumerate(ARC):
        if name != "present":
            if name in strides:
                yield name, held, strides[name]
        elif place == 0:
            if opening:
                yield name, 2 * held, 1
        elif closing or name in strides:
            yield name, 2 * held + 1, 1 if opening else 2 * strides.get(name, 1)


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


def coaching(bank: Bank, findings: Sequence[Problem], plan: Plan, kind: str, asked: Sequence[Picked] = ()) -> list[Coached]:
    """A question for each rule among the findings that has one for this kind of conversation, the pressing ones first.

    Findings of one rule are asked about together, and not at all where a question among those `asked` covers them. They are `at`
    places in the numbering of `plan`.
    """
    places: dict[str, list[ItemPath]] = {}
    for finding in findings:
        places.setdefault(finding.rule, []).append(finding.at)
    first, direction = last_talk(plan) is None, headed(plan)
    covered = {rule for picked in asked if not picked.named for rule in picked.covers}
    coached = []
    for rule, entry in bank.findings.items():
        if rule not in places or rule in covered or not entry.suits(kind, direction) or (entry.again and first):
            continue
        named = " ".join(picked.text for picked in asked if picked.named and rule in picked.covers)
        names = dict.fromkeys(item_name(plan, path) for path in places[rule]) if "{items}" in entry.ask else {}
        about = [name for name in names if name and name.removesuffix("…") not in named]
        if about or "{items}" not in entry.ask:
            coached.append(Coached(rule, entry.part, entry.ask.replace("{items}", listed(about))))
            covered.update(entry.covers)
    return coached


def item_name(plan: Plan, path: ItemPath) -> str | None:
    """What the innermost goal, skill, action or the like on an item path is called; None when the plan has none there."""
    item: Any = plan
    key, name = "", None
    for step in path:
        if isinstance(step, str):
            key, item = step, getattr(item, step, None)
        elif isinstance(item, list) and step < len(item):
            item = item[step]
            name = getattr(item, NAME_KEYS[key]) if key in _SPOKEN_OF else name
        else:
            break
    return name and inline(name, 80)


def tough(bank: Bank, kind: str, direction: Sequence[str], elsewhere: bool, person: str, held: int, number: int) -> list[Tough]:
    """The tough questions most likely to come up: first those for this person and this talk, then the general ones in turn."""
    fitting = [entry for entry in bank.tough if entry.suits(kind, direction) and (elsewhere or not entry.elsewhere)]
    likely = [entry for entry in fitting if entry.elsewhere or entry.direction or entry.type]
    return (likely + _in_turn([entry for entry in fitting if entry not in likely], _number(person) + held))[:number]


def asks(bank: Bank, kind: str, direction: Sequence[str], person: str, held: int, number: int) -> list[str]:
    """What the person may want to ask this time."""
    fitting = [entry.question for entry in bank.asks if entry.suits(kind, direction)]
    return _in_turn(fitting, _number(person) + held * number)[:number]


def headed(plan: Plan) -> list[str]:
    """The directions that questions can be asked about. `up` is a higher role here, and so not for someone who is on the way out:
    whose open goals, or without one whose visions, all lie outside."""
    wheres = [goal.where for goal in plan.goals if goal.open] or [vision.where for vision in plan.visions]
    leaving = bool(wheres) and all(where == "outside" for where in wheres)
    return [way for way in plan.direction if way != "up" or not leaving]


def _in_turn(entries: list[Any], start: int) -> list[Any]:
    """The same entries, beginning further down, and round again."""
    start = start % len(entries) if entries else 0
    return entries[start:] + entries[:start]
