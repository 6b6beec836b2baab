"""Small replacements lead from one text to the other, whatever the two are."""

from __future__ import annotations

import datetime

from hypothesis import given
from hypothesis import strategies as st

from cap.language.document import Document
from cap.language.edits import replaced, replacements
from tests.plans_strategy import examples

TODAY = datetime.date(2026, 6, 15)
texts = st.lists(
    st.sampled_from(["a", "b", "\n", "\r\n", "\r", "😋", "é", "\u2028", "---\n", "key: value\n", "\ud800"]), max_size=14
).map("".join)


@given(texts, texts)
@examples(400)
def test_replacements_make_the_other_text(before: str, after: str) -> None:
    document = Document(before, today=TODAY)
    edits = replacements(document, after.encode("utf-8", "surrogatepass"))
    assert replaced(document, edits) == after
    assert (edits == []) == (before == after)


def test_what_stands_between_two_changes_is_left_alone() -> None:
    document = Document("one\ntwo\nthree\nfour\n", today=TODAY)
    found = replacements(document, b"one!\ntwo\nthree\nfor\n")
    assert [(edit.span, edit.text) for edit in found] == [((1, 4, 1, 4), "!"), ((4, 3, 4, 4), "")]


@given(texts, st.integers(0, 30))
@examples(300)
def test_a_place_and_its_offset_are_the_same(text: str, offset: int) -> None:
    document = Document(text, today=TODAY)
    offset = min(offset, len(text))
    point = document.point(offset)
    lines = text[:offset].split("\n")
    assert point == (len(lines), len(lines[-1]) + 1)
    between = text[:offset].endswith("\r") and text[offset : offset + 1] == "\n"  # a place behind a line is the line's end
    assert document.offset(point) == offset - between
