"""What a lazy plan is told to begin with, held against what a coach would say first; and what one item lacks, said as one."""

from __future__ import annotations

import datetime
from pathlib import Path

import pytest

from cap.lint.engine import lint
from cap.lint.output import Style, renderer
from cap.lint.result import Linted, Tally
from cap.plan.read import read
from tests.transcripts import assert_approved

PLANS = sorted((Path(__file__).parents[1] / "begin").glob("*.md"))
TODAY = datetime.date(2026, 11, 26)


def full(raw: bytes) -> str:
    """What is printed for a person."""
    problems = lint(read(raw, "plan.md"), today=TODAY)
    return "\n".join(renderer("full")([Linted("plan.md", raw, problems)], Tally(), Style(lambda text, style: text)))


def test_three_things_are_said_first_that_a_coach_would_say_first() -> None:
    said = "".join(f"{path.stem}\n{full(path.read_bytes()).partition('Begin with:')[2].strip()}\n\n" for path in PLANS)
    assert_approved(said.replace("\n1.", "\n  1."), PLANS[0].parent / "said.txt")
    assert said.count("  3. ") == len(PLANS)


@pytest.mark.parametrize("path", PLANS, ids=lambda path: path.stem)
def test_findings_keep_their_order_and_none_is_left_out(path: Path) -> None:
    printed = full(path.read_bytes())
    problems = lint(read(path.read_bytes(), "plan.md"), today=TODAY)
    places = [line for line in printed.split("\n") if line.startswith("plan.md:")]
    assert places == list(dict.fromkeys(f"plan.md:{problem.line}:{problem.column}" for problem in problems))
    assert all(problem.rule in printed for problem in problems)
    for problem in problems:
        (block,) = [part for part in printed.split("\n\n") if part.startswith(f"plan.md:{problem.line}:{problem.column}\n")]
        words = " ".join(block.split())
        assert problem.message in words or (problem.lack and problem.lack.what in words)


def test_what_one_item_lacks_is_one_block_and_its_questions_stand_there_once() -> None:
    printed = full((Path(__file__).parents[1] / "begin" / "assistant-nothing-dated.md").read_bytes())
    assert_approved(printed + "\n", Path(__file__).parents[1] / "begin" / "in-full.txt")
    assert printed.count("no date, no measure, no type") == 3 and printed.count("How will you see that it worked?") == 1


def test_where_little_was_found_there_is_nothing_to_choose_from() -> None:
    assert "Begin with" not in full(b"---\nname: Ada\nstory: told\n---\n")
    assert "Begin with" not in full(b"---\n[a\n---\n")
