"""The words: what is said about each fixture, and what the rules listen for."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from pathlib import Path

import pytest

from cap.lint.engine import lint
from cap.lint.words import is_not_yours, is_vague, likely_type, says
from cap.plan.problem import LEVELS
from cap.plan.read import read
from tests.transcripts import assert_approved

RULES = Path(__file__).parents[1] / "rules"
TODAY = datetime.date(2026, 11, 22)


def said() -> Iterator[str]:
    for path in sorted(RULES.glob("*.md")):
        problems = lint(read(path.read_bytes(), f"plans/{path.name}"), today=TODAY)
        if not problems:
            continue
        yield f"{path.stem}\n"
        for found in problems:
            assert found.path == f"plans/{path.name}"
            place = f"{found.line}:{found.column}-{found.end_line}:{found.end_column}"
            yield f"  {place} {found.level} {found.rule} {found.item or '.'}: {found.message} / {found.hint}\n"


def test_what_is_said_of_each_fixture_is_what_was_read_and_approved() -> None:
    lines = "".join(said())
    assert_approved(lines, RULES / "said.txt")
    assert all(f" {level} " in lines for level in LEVELS)


@pytest.mark.parametrize("quantity", ["3", "２", "10 %", "half", "a Third", "a quarter", "double", "twice"])
def test_a_quantity_pins_a_vague_text_down(quantity: str) -> None:
    assert not is_vague(f"Improve throughput: {quantity}")
    assert is_vague("Improve our behalf-written headquarters")  # only as words of their own


@pytest.mark.parametrize(
    "text",
    [
        "I want to improve my Excel",
        "I’d like to learn more about finance",
        "Improving my presentations",
        "Getting better at feedback",
        "Gain a better understanding of finance",
        "Increase my confidence",
        "Growing as a leader",
    ],
)
def test_a_vague_opening_is_heard_however_people_begin(text: str) -> None:
    assert is_vague(text)


@pytest.mark.parametrize(
    "text",
    [
        "Work on the maternity ward every Monday",
        "Grow lettuce in the north bed",
        "Grow the seedling nursery to two tunnels",
        "Improve the pump seal so that it holds",
        "Develop my own sourdough for the menu",
        "Working Sundays",
        "Being on call",
    ],
)
def test_what_says_when_how_much_or_what_for_is_not_vague(text: str) -> None:
    assert not is_vague(text)


@pytest.mark.parametrize("text", ["Getting promoted", "I want to get promoted", "Earn a promotion", "Promotion to senior"])
def test_a_wish_for_a_decision_of_others_is_heard_however_people_begin(text: str) -> None:
    assert is_not_yours(text)


@pytest.mark.parametrize(
    "text", [None, "?", "-", "…", "tbd", "TBD.", "n/a", "To be decided", " none ", "not sure yet", "(pending)"]
)
def test_a_field_that_was_only_filled_in_says_nothing(text: str | None) -> None:
    assert not says(text)


@pytest.mark.parametrize("text", ["5", "100 %", "合格", "None of them late", "Todo list empty by Friday", "A"])
def test_a_short_answer_says_something(text: str) -> None:
    assert says(text)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Shadow the site manager for a day", "exposure"),
        ("Ask Tom for a book", "exposure"),
        ("Read what Tom says about feedback", "education"),
        ("The planning course in spring", "education"),
        ("Hold a course for the newcomers", "experience"),
        ("Mentor the next student", "experience"),
        ("Find a mentor", "exposure"),
        ("Get the ward ready for winter", "experience"),
        ("Take the board every Sunday", "experience"),
    ],
)
def test_the_type_of_an_action_is_guessed_from_its_words(text: str, kind: str) -> None:
    assert likely_type(text) == kind
