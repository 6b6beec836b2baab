"""What a question of the form is, and what kind of answer it takes, which follows from the type of its key in the model."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from typing import Literal, NamedTuple

import msgspec.inspect as types

from cap.plan.kinds import BY_WORD, KINDS, Kind
from cap.plan.model import Item, Plan

Answer = Literal["text", "long", "texts", "day", "number", "flag", "choice", "choices", "link"]


class Question(NamedTuple):
    """A question about one key. `why` is what it is asked for, `choices` the words for what the key may say.

    `back`: its days lie behind. `when`: "page" is not asked in the interview, since it is for what is under way; "talk" is asked there alone, since it is for both.
    `adds`: what is answered is added to what is there, so nothing is filled in beforehand.
    """

    key: str
    label: str
    example: str = ""
    why: str = ""
    choices: Mapping[str, str] = {}
    when: Literal["both", "page", "talk"] = "both"
    adds: bool = False
    answer: Answer | None = None
    back: bool = False


class Block(NamedTuple):
    """The questions about each item of a kind; the first is what it is called. `noun` opens its heading, `blanks` so many are offered."""

    word: str
    noun: str
    questions: tuple[Question, ...]
    holds: tuple[Block, ...] = ()
    blanks: int = 1
    history: bool = False  # what is there is history: only new ones are asked for

    @property
    def kind(self) -> Kind:
        return BY_WORD[self.word]

    @property
    def another(self) -> str:
        return f"Another {self.noun[0].lower()}{self.noun[1:]}"


class Section(NamedTuple):
    """A part of the form, under its heading: a word to begin with, questions about the plan as a whole, and items."""

    title: str
    intro: str
    questions: tuple[Question, ...] = ()
    block: Block | None = None


def answer_of(shape: type[Item], question: Question) -> Answer:
    """What kind of answer a question takes: what it says itself, else what the type of its key in the model says."""
    if question.answer:
        return question.answer
    parts = _types_of(shape, question.key)
    many = types.ListType in parts
    if any(question.key in kind.links for kind in KINDS if kind.shape is shape):
        return "link"
    if types.LiteralType in parts:
        return "choices" if many else "choice"
    kinds: dict[type[types.Type], Answer] = {types.ListType: "texts", types.DateType: "day", types.IntType: "number"}
    return next((answer for part, answer in kinds.items() if part in parts), "text")


@cache
def _types_of(shape: type[Item], key: str) -> frozenset[type[types.Type]]:
    info = types.type_info(shape)
    assert isinstance(info, types.StructType)
    return frozenset(_parts(next(field.type for field in info.fields if field.encode_name == key)))


def _parts(kind: types.Type) -> Iterator[type[types.Type]]:
    if isinstance(kind, types.Metadata):
        yield from _parts(kind.type)
    elif isinstance(kind, types.UnionType):
        for part in kind.types:
            yield from _parts(part)
    else:
        yield type(kind)
        if isinstance(kind, types.ListType):
            yield from _parts(kind.item_type)


def shape_of(block: Block | None) -> type[Item]:
    """What a question of a block is about; the plan for those without a block."""
    return block.kind.shape if block else Plan
