"""Columns: what stands in them is as wide as they are, in every script, and no character is broken that several make up."""

from __future__ import annotations

import datetime
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cap.lint.engine import lint
from cap.lint.output import Style
from cap.lint.output.full import render
from cap.lint.result import Linted, Tally
from cap.plan.read import read
from cap.text.columns import cut, filled, flat, last_columns, width, wrapped
from tests.plans_strategy import examples

WORDS = (
    "👩‍🔬👩‍🔬",
    "नमस्ते",
    "संक्षिप्त",
    "佐藤美咲",
    "👍🏽",
    "❤️",
    "e\u0301",
    "가나다",
    "plain",
    "“quoted”",
    "x" * 90,
    "漢" * 60,
    "👩‍🔬" * 50,
    "…",
)
TEXTS = st.lists(st.sampled_from(WORDS), max_size=12).map(" ".join) | st.lists(st.sampled_from(WORDS), max_size=5).map("".join)


@pytest.mark.parametrize(
    ("text", "columns"),
    [("👩‍🔬", 2), ("👍🏽", 2), ("❤️", 2), ("佐藤", 4), ("नमस्ते", 4), ("e\u0301", 1), ("“a” – b…", 8), ("", 0), ("ab", 2)],
)
def test_how_wide_a_text_is(text: str, columns: int) -> None:
    assert width(text) == columns


@given(TEXTS, st.integers(1, 60))
@examples(300)
def test_a_cut_text_fits_and_is_the_beginning_of_the_whole(text: str, columns: int) -> None:
    shown = cut(text, columns)
    assert width(shown) <= columns
    assert shown == text or (shown.endswith("…") and text.startswith(shown[:-1]))
    assert width(filled(shown, columns)) == columns
    if shown != text:
        rest = text[len(shown) - 1 :]
        assert not shown[:-1].endswith("\u200d") and not rest.startswith(("\u200d", "\u0301"))  # no emoji falls apart
    assert text.endswith(last_columns(text, columns)) and width(last_columns(text, columns)) <= columns


@given(TEXTS, st.integers(12, 60))
@examples(300)
def test_wrapped_lines_fit_and_keep_every_character(text: str, columns: int) -> None:
    lines = wrapped(text, columns)
    assert max(map(width, lines)) <= columns
    assert "".join(lines).replace(" ", "") == text.replace(" ", "")
    whole = wrapped(text, columns, whole=True)
    assert "".join(whole).replace(" ", "") == text.replace(" ", "")
    assert all(width(line) <= columns or line.isascii() for line in whole)
    assert all(line for line in whole) or not text.strip()


@given(st.lists(TEXTS.filter(str.strip), min_size=1, max_size=3), st.booleans())
@examples(100)
def test_findings_in_full_keep_within_eighty_columns(texts: list[str], below: bool) -> None:
    """But for a word of ASCII that is longer than that, which may be there to be copied."""
    texts = [text.replace("x" * 90, "xx") for text in texts]
    actions = "".join(
        f"      - action: {text}\n        due: 2026-01-01\n" if below else f"      - {{action: '{text}', due: 2026-01-01}}\n"
        for text in texts
    )
    raw = f"---\nname: {texts[0]}\nstage: agreed\nskills:\n  - skill: {texts[-1]}\n    actions:\n{actions}---\n".encode()
    reading = read(raw, "plans/ada.md")
    problems = lint(reading, today=datetime.date(2026, 11, 22))
    lines = list(render([Linted("plans/ada.md", raw, problems)], Tally(), Style(lambda text, style: text)))
    assert len(lines) > 3
    assert max(map(width, lines)) <= 80
    for line, marks in pairwise(lines):
        if marks.strip(" |^") == "" and "^" in marks:
            assert width(marks) <= max(width(line), marks.index("^") + 1)


def test_what_a_terminal_would_obey_is_shown() -> None:
    assert flat("a\x1b[2J\n b") == "a<U+001B>[2J b"
