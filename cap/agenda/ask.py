"""Look through the question bank and the tough questions, for everybody or with one person's facts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import msgspec

from cap.agenda.bank import direction, look_up, may_ask, personal
from cap.agenda.data import Bank, Events, Question, Tough, ToughBank, load
from cap.agenda.intake import certain
from cap.agenda.prepare import Options, situation
from cap.agenda.situation import Situation
from cap.plan.read import Reading
from cap.text.wording import unaccented


class Found(msgspec.Struct, kw_only=True):
    """A question of the bank. `number` is its place in it; `marks` say whom and what it suits, in words to search for."""

    number: int
    text: str
    marks: list[str]
    tense: str
    depth: int
    source: str
    broad: bool


class FoundTough(msgspec.Struct, kw_only=True):
    """A question that a person may ask, the line to take, and what their plan says: look it up first."""

    question: str
    line: str
    look: list[str]
    plan: list[str]
    source: str


class Answer(msgspec.Struct, kw_only=True):
    """What was found."""

    questions: list[Found]
    tough: list[FoundTough]


def find_questions(words: Sequence[str], options: Options, reading: Reading | None = None) -> Answer:
    """The questions in which every one of `words` stands, in their text or their marks; with a `reading`, those that suit the person, in
    the words of their plan. Raises cap.rendering.TemplateProblem for a bank that cannot be read."""
    bank, tough = load("questions.yaml", Bank, options.team), load("tough.yaml", ToughBank, options.team)
    s = (
        situation(certain(reading)[0], options.kind or "", load("events.yaml", Events, options.team), options)
        if reading
        else None
    )
    return Answer(
        questions=list(_questions(bank, words, options.kind, s)),
        tough=list(_tough(tough.tough, words, options.kind, s)),
    )


def _questions(bank: Bank, words: Sequence[str], kind: str | None, s: Situation | None) -> Iterator[Found]:
    for number, question in enumerate(bank.questions):
        marks = [*question.type, question.topic, question.tense, *question.direction, *["broad"] * bool(question.broad)]
        if (kind and kind not in question.type) or not _suits(question, s):
            continue
        text = personal(s, question) if s else question.text
        if _holds(f"{text} {' '.join(marks)} {question.source}", words):
            yield Found(
                number=number,
                text=text,
                marks=marks,
                tense=question.tense,
                depth=question.depth,
                source=question.source or "",
                broad=bool(question.broad),
            )


def _suits(question: Question, s: Situation | None) -> bool:
    """Whether it can be asked of this person; of nobody in particular everything can. What a person may ask is theirs to choose."""
    if s is None:
        return True
    return (not question.direction or not set(direction(s.plan)).isdisjoint(question.direction)) and may_ask(s, question)


def _tough(entries: Sequence[Tough], words: Sequence[str], kind: str | None, s: Situation | None) -> Iterator[FoundTough]:
    for entry in entries:
        if kind and entry.type and kind not in entry.type:
            continue
        if _holds(f"{entry.question} {entry.line} {' '.join(entry.type)} {' '.join(entry.direction)} tough", words):
            plan = look_up(s.plan, entry) if s else []
            yield FoundTough(
                question=entry.question, line=entry.line, look=list(entry.look), plan=plan, source=entry.source or ""
            )


def _holds(text: str, words: Sequence[str]) -> bool:
    """Whether each word begins a word of the text; case and accents do not count."""
    there = f" {unaccented(text).replace('-', ' ')}"
    return all(f" {part}" in there for word in words for part in unaccented(word).replace("-", " ").split())


def as_json(answer: Answer) -> Any:
    """The answer as plain data."""
    return {"version": 1, **msgspec.to_builtins(answer)}
