"""Any plan, any answer: the plan then holds what was typed, to the sign, or it stands in the notes and is named."""

from __future__ import annotations

import re
from datetime import timedelta

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cap.form.answer import read_answer
from cap.form.asked import Asked, alike, one_line
from cap.form.questions import blocks
from cap.form.written import write
from cap.plan.kinds import walk
from cap.plan.read import read
from cap.refusal import EditBlocked
from tests.form.filling import DAY, filled, untouched
from tests.form.texts import SCRIPTS, SPECIAL, leaves
from tests.plans_strategy import AWKWARD, PROSE, Written, examples, plans

TEXTS = st.one_of(
    st.sampled_from((*SCRIPTS, *SPECIAL)),
    st.sampled_from(
        [text for text in (*PROSE, *AWKWARD) if alike(text) and "\0" not in text]
    ),  # nobody types what cannot be seen
    st.text(st.characters(codec="utf-8", categories=("L", "N", "P", "S", "Zs")), min_size=1, max_size=20).filter(alike),
)
NAMES = {block.questions[0].label for block in blocks()}
TALES = st.lists(st.one_of(TEXTS, st.just("")), max_size=5).map("\n".join)


def plain(text: str) -> str:
    """A text without the blanks around its words, and without what keeps a line in the notes from being markup."""
    return re.sub(r"\\(?=[-#`~<=])", "", re.sub(r"\s+", " ", text))


@given(plans())
@examples(60)
def test_a_form_that_nobody_touched_changes_nothing(written: Written) -> None:
    reading = read(written.raw)
    for page in (untouched(reading), untouched(reading).replace("\n", "\r\n"), "\ufeff" + untouched(reading)):
        assert write(written.raw, "ada.md", read_answer(page), today=DAY) == (written.raw, [], [])


@given(plans(), st.data())
@examples(100)
def test_what_was_typed_is_in_the_plan_or_in_the_notes(written: Written, data: st.DataObject) -> None:
    reading = read(written.raw)
    typed: list[str] = []

    def fill(above: tuple[str, ...], one: Asked) -> tuple[str, ...]:
        if data.draw(st.integers(0, 5)):
            return one.said
        match one.answer:
            case "texts" | "link":
                return tuple(noted(text) for text in data.draw(st.lists(TEXTS, max_size=2)))
            case "choice" | "choices":
                return (data.draw(st.sampled_from(list(one.question.choices.values()))),)
            case "number":
                return (str(data.draw(st.integers(1, 10))),)
            case "day":
                return (str(DAY + timedelta(days=data.draw(st.integers(-300, 300)))),)
        text = data.draw(TEXTS)
        if one.question.label in NAMES and above:  # two things of one name are told apart by nobody
            text = f"{text} {len(typed)}"
        return (noted(text),)

    def noted(text: str) -> str:
        typed.append(one_line(text))
        return text

    tale = data.draw(TALES)
    page = filled(reading, fill, tale)
    try:
        made = write(written.raw, "ada.md", read_answer(page), today=DAY)
    except EditBlocked:  # nothing is written, and the answer is still in its file
        with pytest.raises(UnicodeDecodeError):
            reading.body.decode()
        return
    after = read(made.raw)
    assert after.plan is not None
    assert {problem.rule for problem in after.problems} <= {problem.rule for problem in reading.problems}
    there = set(map(one_line, leaves(msgspec.to_builtins(after.plan))))
    body = after.body.decode().replace("\r\n", "\n")
    for text in typed:
        assert text in there or plain(text) in plain(body) or text in str(made.doubts), text
    for line in tale.split("\n"):
        assert plain(line.strip()) in plain(body)
    assert reading.plan is not None
    words = {block.word for block in blocks()}
    named = [(kind.word, str(getattr(item, kind.name))) for kind, _, item in walk(reading.plan) if kind.word in words]
    if len(set(named)) < len(named):
        return
    again = write(made.raw, "ada.md", read_answer(page), today=DAY)
    assert (again.said, again.raw) == ([], made.raw), (made.doubts, again.doubts)
