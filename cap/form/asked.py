"""The questions of the form put to one plan: which are asked of which item, and what the plan says to each."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from datetime import date
from functools import cache
from hashlib import sha256
from typing import Any, NamedTuple

import msgspec.inspect as types

from cap.form.fields import Answer, Block, Question, Section, answer_of, shape_of
from cap.form.questions import SECTIONS
from cap.plan.kinds import BY_KEY, BY_WORD, number
from cap.plan.model import Closing, Item, Plan
from cap.plan.problem import ItemPath
from cap.plan.read import Reading

MARK = 8  # characters for what the page said to a question
_BLANKS = re.compile(r"[ \t\r\n\f\v]+")
# What mail programs and word processors put in the place of what was printed.
_IMPROVED = str.maketrans(
    {**dict.fromkeys("‘’‚‛′`´", "'"), **dict.fromkeys("“”„‟«»″", '"'), **dict.fromkeys("‐‑‒–—−", "-"), "…": "..."}
)


class Asked(NamedTuple):
    """A question, and what the plan says to it: a text, several, or none. `hint`: an example helps, which needs to stand only once."""

    question: Question
    answer: Answer
    said: tuple[str, ...] = ()
    hint: bool = True


class Part(NamedTuple):
    """The questions about one item; one that is not there yet has no `path`. The path is that of the plan."""

    block: Block
    heading: str
    path: ItemPath | None
    asked: tuple[Asked, ...]
    parts: tuple[Part, ...] = ()


class Room(NamedTuple):
    """A section of the form with what the plan says to it."""

    section: Section
    asked: tuple[Asked, ...]
    parts: tuple[Part, ...]


def rooms(reading: Reading, day: date, *, talk: bool = False) -> list[Room]:
    """The whole form about a plan that was read; `talk`: as it is asked in an interview, else as it stands on a page."""
    plan = reading.plan
    assert plan is not None
    wanted = ("both", "talk" if talk else "page")
    found = []
    for section in SECTIONS:
        parts = tuple(_parts(reading, section.block, (), day, wanted)) if section.block else ()
        found.append(Room(section, _asked(plan, plan, None, section.questions, wanted), parts))
    seen: set[tuple[str, str]] = set()
    return [room._replace(asked=_hinted("", room.asked, seen), parts=_with_hints(room.parts, seen)) for room in found]


def _with_hints(parts: Sequence[Part], seen: set[tuple[str, str]]) -> tuple[Part, ...]:
    return tuple(
        part._replace(asked=_hinted(part.block.word, part.asked, seen), parts=_with_hints(part.parts, seen)) for part in parts
    )


def _hinted(word: str, asked: Sequence[Asked], seen: set[tuple[str, str]]) -> tuple[Asked, ...]:
    """Leave the example to the first question of its kind that has no answer."""
    made = []
    for one in asked:
        place = (word, one.question.key)
        made.append(one._replace(hint=not one.said and place not in seen))
        seen.update([place] if not one.said else [])
    return tuple(made)


def _parts(reading: Reading, block: Block, above: ItemPath, day: date, wanted: Sequence[str]) -> Iterator[Part]:
    """The open items of a kind, and room for others."""
    plan = reading.plan
    assert plan is not None
    there = 0
    for path, item in items_of(plan, block, above):
        if block.history or not open_on(item, day):
            continue
        there += 1
        parts = tuple(part for held in block.holds for part in _parts(reading, held, path, day, wanted))
        yield Part(block, heading_of(reading, block, path, item), path, _asked(plan, item, block, block.questions, wanted), parts)
    blank = blank_part(block, wanted)
    for _ in range(1 if there else block.blanks):
        yield blank


def blank_part(block: Block, wanted: Sequence[str]) -> Part:
    """Room for an item that is not there yet."""
    asked = tuple(
        Asked(one, answer_of(shape_of(block), one))
        for one in block.questions
        if one.when in wanted and one.key not in ("done", "because", "progress")
    )
    return Part(block, block.another, None, asked, tuple(blank_part(held, wanted) for held in block.holds))


def items_of(plan: Plan, block: Block, above: ItemPath) -> list[tuple[ItemPath, Item]]:
    """The items of a kind that stand in the plan, or in the item at a path, closed ones too."""
    owner: Any = plan
    for step in above:
        owner = owner[step] if isinstance(step, int) else getattr(owner, step)
    key = block.kind.key
    return [((*above, key, i), item) for i, item in enumerate(getattr(owner, key))]


def open_on(item: Item, day: date) -> bool:
    """Whether an item is still of interest."""
    if isinstance(item, Closing):
        return item.open
    ahead = getattr(item, "date", None)
    return ahead is None or ahead >= day


def heading_of(reading: Reading, block: Block, path: ItemPath, item: Item) -> str:
    """The words over the questions about an item: what it is, its number, and its name."""
    return f"{block.noun} {number(reading.file_path(path))}".rstrip() + f": {one_line(name_of(block, item))}"


def name_of(block: Block, item: Item) -> str:
    """What an item is called."""
    return str(getattr(item, block.kind.name))


def _asked(
    plan: Plan, item: Item, block: Block | None, questions: Sequence[Question], wanted: Sequence[str]
) -> tuple[Asked, ...]:
    shape = shape_of(block)
    return tuple(
        Asked(question, answer_of(shape, question), said_to(plan, item, question))
        for question in questions
        if question.when in wanted
    )


def said_to(plan: Plan, item: Item, question: Question) -> tuple[str, ...]:
    """What the plan says to a question, as it is printed; nothing to one whose answers are added to what is there."""
    if question.adds:
        return ()
    value: Any = getattr(item, _attribute(type(item), question.key))
    values = value if isinstance(value, list) else [value]
    if question.choices and isinstance(value, list):  # in the order in which they are offered, where they are ticked
        values = [choice for choice in question.choices if choice in value]
    links = BY_WORD_OF[type(item)].links if type(item) in BY_WORD_OF else {}
    if question.key in links:
        values = [_named(plan, links[question.key], str(one)) for one in values]
    return tuple(text for one in values if (text := _in_words(one, question)))


BY_WORD_OF = {kind.shape: kind for kind in BY_WORD.values()}


def _in_words(value: Any, question: Question) -> str:
    if value is None:
        return ""
    if isinstance(value, Item):
        value = getattr(value, value.NAME)
    if isinstance(value, bool):
        return question.choices.get("yes" if value else "no", "")
    return question.choices.get(str(value), one_line(str(value)))


def _named(plan: Plan, key: str, handle: str) -> str:
    """What the item with an id is called."""
    found = next((item for item in getattr(plan, key) if item.id == handle), None)
    return one_line(str(getattr(found, BY_KEY[key].name))) if found is not None else handle


@cache
def _attribute(shape: type[Item], key: str) -> str:
    info = types.type_info(shape)
    assert isinstance(info, types.StructType)
    return next(field.name for field in info.fields if field.encode_name == key)


# ---- what was printed, to be known again


def one_line(text: str) -> str:
    """A text on one line."""
    return _BLANKS.sub(" ", text).strip()


def alike(text: str) -> str:
    """A text as it is compared when it has come by mail: quotes, dashes, dots and blanks count for nothing."""
    text = unicodedata.normalize("NFC", text).translate(_IMPROVED)
    return " ".join("".join(char for char in text if char.isspace() or unicodedata.category(char) not in ("Cc", "Cf")).split())


def mark(heading: str, key: str, said: str) -> str:
    """The mark of one thing that a page said: under which heading, to which question, and what; "" for a blank."""
    return sha256("\0".join(map(alike, (heading, key, said))).encode(errors="replace")).hexdigest()[:MARK]


def marks(found: Sequence[Room]) -> list[str]:
    """The marks of a whole form, in its order."""
    made: list[str] = []

    def take(heading: str, asked: Sequence[Asked]) -> None:
        for one in asked:
            made.extend(mark(heading, one.question.key, said) for said in one.said or ("",))

    def below(parts: Sequence[Part], above: str) -> None:
        for part in parts:
            take(above + part.heading, part.asked)
            below(part.parts, above + part.heading)

    for room in found:
        take("", room.asked)
        below(room.parts, "")
    return list(dict.fromkeys(made))
