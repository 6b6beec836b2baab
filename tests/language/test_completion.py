"""What is offered while somebody types a plan."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cap.agenda.prepare import agenda_types
from cap.edit.typed import MOTIVATIONS
from cap.language.completion import Completion, complete
from cap.language.cursor import cursor
from cap.language.document import Document, Point
from cap.language.entries import without_places
from cap.language.fields import field_at, keys_of, shape_at
from cap.plan.kinds import KINDS
from cap.plan.meanings import MEANINGS
from cap.plan.model import Item, Plan
from cap.plan.nodes import Refused
from cap.plan.places import Source
from cap.plan.read import read
from tests.language.marked import TODAY, assert_answers, opened
from tests.plans_strategy import examples, plan_files

HERE = Path(__file__).parent
PLANS = sorted((HERE.parents[1] / "examples" / "plans").glob("*.md"))


def listed(document: Document, point: Point) -> str:
    return "\n".join(map(_row, complete(document, point))) or "nothing"


def _row(one: Completion) -> str:
    said = "  ".join(part for part in (one.label, one.detail, one.meaning) if part)
    held = "" if one.filter == one.label else f"  ({one.filter})"
    return f"{one.sort:<7} {said}  → {one.edit.text!r}{held}"


def applied(document: Document, one: Completion) -> str:
    start, end = document.offsets(one.edit.span)
    text = without_places(one.edit.text) if one.snippet else one.edit.text
    return document.text[:start] + text + document.text[end:]


def test_what_is_offered() -> None:
    assert_answers(HERE / "completion.txt", listed)


def test_whatever_is_chosen_in_a_plan_that_could_be_read_can_be_read() -> None:
    cases = (HERE / "completion.txt").read_text(encoding="utf-8").split("#### ")[1:]
    chosen = 0
    for case in cases:
        text = case.partition("\n")[2].partition(">>>>\n")[0]
        if case.startswith("nothing") or "nothing closes" in case or "half typed" in case or "open quote" in case:
            continue
        document, point = opened(text)
        for one in complete(document, point):
            assert not [problem for problem in read(applied(document, one).encode()).problems if problem.rule == "yaml-syntax"], (
                one
            )
            chosen += 1
    assert chosen > 100


@examples(150)
@given(plan_files(), st.data())
def test_a_value_that_is_chosen_is_what_the_plan_says_then(raw: bytes, data: st.DataObject) -> None:
    """In every style of YAML, in a place where ids, words, days or people stand, whatever the quotes; and nothing else changes."""
    document = Document(raw.decode(errors="surrogateescape"), today=TODAY)
    places = [
        piece
        for piece in document.sketch.pieces
        if not piece.key
        and piece.quote not in ("|", "*")
        and "\n" not in piece.typed
        and (field := field_at(piece.path))
        and not field.entry
    ]
    if not places:
        return
    piece = data.draw(st.sampled_from(places))
    offset = data.draw(st.integers(piece.start, piece.end))
    offers = [one for one in complete(document, document.point(offset)) if one.sort not in ("key", "entry")]
    if not offers:
        return
    one = data.draw(st.sampled_from(offers))
    text = applied(document, one)
    start, end = document.offsets(one.edit.span)
    assert (start, end) == (piece.start, piece.end)
    after = Document(text, today=TODAY)
    try:
        node = after.reading.source.node(piece.path)
    except Refused:
        raise AssertionError(text) from None
    wanted = re.match(r"[^ ]+|.*", one.filter.strip("\"'")) if one.sort == "id" else None
    said = wanted[0] if wanted else one.edit.text.strip("[]- '\"") if one.sort in ("day", "number") else one.label
    if isinstance(node_value := getattr(node, "value", None), list):
        node_value = node_value[0].value
    assert node_value == said


@pytest.mark.parametrize("path", PLANS, ids=lambda path: path.stem)
def test_below_each_line_of_a_plan_the_keys_are_offered_that_its_item_has_not_yet(path: Path) -> None:
    """A plan that is typed line by line, nothing below it yet: at the column of the last key, its neighbours are offered, never itself."""
    lines = path.read_text(encoding="utf-8").split("\n")
    asked = 0
    for number in range(2, lines.index("---", 1)):
        found = re.match(r"( *(?:- )?)([\w-]+): *[^ |>{[]", lines[number - 1])
        if found is None:
            continue
        text = "\n".join([*lines[:number], " " * len(found[1])])
        document = Document(text, today=TODAY)
        here = cursor(document, document.point(len(text)))
        assert here is not None and here.key and not here.value
        there = Source("", "\n".join(lines[1:number])).node(here.path)
        known, shape = {key.value for key, _ in getattr(there, "value", [])}, shape_at(here.path)
        assert shape is not None and found[2] in known
        offered = {one.label for one in complete(document, document.point(len(text))) if one.sort == "key"}
        assert offered == set(keys_of(shape)) - known
        asked += 1
    assert asked > 5


def test_each_word_that_a_key_takes_has_a_meaning_and_no_other_has() -> None:
    shapes: list[type[Item]] = [Plan, *(kind.shape for kind in KINDS)]
    fields = [field for shape in shapes for field in keys_of(shape).values()]
    assert all(meaning for field in fields for meaning in field.words.values())
    known = {word for field in fields for word in field.words}
    assert known == {word for words in MEANINGS.values() for word in words}
    assert set(MEANINGS["motivations"]) == MOTIVATIONS


def test_the_types_of_conversation_mean_what_their_templates_say() -> None:
    types = {kind.name: kind.description for kind in agenda_types()}
    types.pop("team-session")  # with a whole team, so it stands in nobody's plan
    assert MEANINGS["conversation.type"] == types
