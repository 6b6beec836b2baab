"""What is offered while somebody types a plan."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cap.language.completion import Completion, complete
from cap.language.document import Document, Point
from cap.language.entries import without_places
from cap.language.fields import field_at
from cap.plan.nodes import Refused
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
            assert not [problem for problem in read(applied(document, one).encode()).problems if problem.rule == "yaml-syntax"], one
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
        if not piece.key and piece.quote not in ("|", "*") and "\n" not in piece.typed and (field := field_at(piece.path)) and not field.entry
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


@pytest.mark.parametrize("path", PLANS[1:3], ids=lambda path: path.stem)
def test_at_the_end_of_each_line_of_a_plan_what_is_missing_is_offered(path: Path) -> None:
    """A plan that is typed line by line: on the next line, at the column of the last key, its neighbours are offered, never itself."""
    lines = path.read_text(encoding="utf-8").split("\n")
    end = lines.index("---", 1)
    for number in range(2, end):
        found = re.match(r"( *(?:- )?)([\w-]+):", lines[number - 1])
        if not found or lines[number - 1].rstrip().endswith((":", "|", ">")):
            continue
        text = "\n".join([*lines[:number], " " * len(found[1])])
        document = Document(text, today=TODAY)
        keys = [one.label for one in complete(document, document.point(len(text))) if one.sort == "key"]
        assert keys and found[2] not in keys, text[-200:]
