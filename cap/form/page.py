"""The form as a page of Markdown: to print, to fill in with any editor, or to answer in a mail."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date

from cap.agenda.seal import seal
from cap.form.asked import Asked, Part, Room, marks, one_line, rooms
from cap.plan.model import Plan
from cap.plan.read import Reading
from cap.plan.standing import short_name
from cap.plan.talks import FORM

BLANK = "______"
INDENT = "    "
# The quotes in it tell whether a mail program has been over the page.
UNTOUCHED = 'Answer what you like. What you leave as it is stays as it is, and "I don\'t know yet" is an answer.'
HOW = "Write behind the colon; a line of underscores is a blank. Where there can be several things, write one to a line, behind a dash."


def form(reading: Reading, *, key: str, day: date) -> str:
    """The form about a plan that was read; `key` is whose plan it is on the command line. What is open is filled in."""
    assert reading.plan is not None
    found = rooms(reading, day)
    return seal(
        page_of(reading.plan, found), key=key, day=day, kind=FORM, audience="person", plan=reading.raw, marks=marks(found)
    )


def page_of(plan: Plan, found: Sequence[Room]) -> str:
    """The page itself, without the last lines by which it is known."""
    return "\n".join([*opening(plan), *(line for room in found for line in _room(room))])


def opening(plan: Plan) -> list[str]:
    """The first lines: whose it is, and how it works."""
    return [title(plan), "", hello(plan), "", UNTOUCHED, "", HOW, ""]


def title(plan: Plan) -> str:
    return f"# The plan of {one_line(plan.name)}, as questions"


def hello(plan: Plan) -> str:
    to = f" and send it to {one_line(plan.manager)}" if plan.manager else " and send it to whoever gave it to you"
    return f"{one_line(short_name(plan))}, this is your plan. Fill in as much or as little as you like{to}, in an answer to the mail or as a file."


def lead(one: Asked) -> str:
    """A question as its line begins, up to the colon behind which the answer goes."""
    hint = hint_of(one)
    return f"- {one.question.label}?{f' ({hint})' if hint else ''}:"


def hint_of(one: Asked) -> str:
    """What can be answered, in a few words, or an example."""
    question = one.question
    if question.choices:
        return f"{'one or several of' if one.answer == 'choices' else 'one of'}: {'; '.join(question.choices.values())}"
    if not one.hint or not question.example:
        return ""
    return question.example if one.answer == "link" else f"such as {question.example}"


def guarded(text: str) -> str:
    """An answer on its line; one of underscores alone would be a blank."""
    text = one_line(text)
    return "\\" + text if re.fullmatch(r"\\*_{3,}", text) else text


def _room(room: Room) -> Iterator[str]:
    yield from (f"## {room.section.title}", "", room.section.intro, "")
    yield from _questions(room.asked)
    for part in room.parts:
        yield from _part(part, 3)


def _part(part: Part, level: int) -> Iterator[str]:
    yield from (f"{'#' * level} {part.heading}", "")
    yield from _questions(part.asked)
    for inner in part.parts:
        yield from _part(inner, level + 1)


def _questions(asked: Sequence[Asked]) -> Iterator[str]:
    for one in asked:
        if one.answer in ("texts", "link", "choices"):
            yield lead(one)
            yield from (f"{INDENT}- {guarded(said)}" for said in one.said)
            yield f"{INDENT}- {BLANK}"
        else:
            yield f"{lead(one)} {guarded(one.said[0]) if one.said else BLANK}"
    if asked:
        yield ""
