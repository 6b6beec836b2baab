"""The gallery of errors: beside each bad file stands what is said about it."""

from __future__ import annotations

from pathlib import Path

import pytest

from cap.plan.problem import Problem
from cap.plan.read import read
from tests.transcripts import assert_approved

GALLERY = Path(__file__).parents[1] / "errors"


def as_text(problem: Problem) -> str:
    place = f"{problem.line}:{problem.column}-{problem.end_line}:{problem.end_column}"
    return f"{place} {problem.level} {problem.rule} {problem.item or '.'}: {problem.message} / {problem.hint}"


@pytest.mark.parametrize("name", sorted(path.stem for path in GALLERY.glob("*.md")))
def test_every_error_says_what_is_wrong_and_how_to_mend_it(name: str) -> None:
    problems = read((GALLERY / f"{name}.md").read_bytes(), f"{name}.md").problems
    assert {problem.path for problem in problems} == {f"{name}.md"}
    said = "".join(f"{as_text(problem)}\n" for problem in problems)
    assert said
    assert_approved(said, GALLERY / f"{name}.txt")
