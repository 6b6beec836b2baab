"""What is added to a form lands where the form shows it."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.conftest import Run


@pytest.mark.parametrize(
    ("words", "key"),
    [
        (["add", "goal", "alice", "Lead the shift"], "goals"),
        (["add", "skill", "alice", "Handover"], "skills"),
        (["add", "strength", "alice", "Calm"], "strengths"),
        (["add", "vision", "alice", "Ward manager"], "visions"),
        (["add", "support", "alice", "A seat", "--from", "Ruth"], "support"),
        (["add", "topic", "alice", "Nights"], "topics"),
        (["set", "alice", "motivations", "impact", "skills"], "motivations"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_an_addition_stands_below_its_example(run: Run, words: list[str], key: str) -> None:
    run("new", "alice")
    before = Path("plans/alice.md").read_text(encoding="utf-8").splitlines()
    assert run(*words).exit_code == 0
    after = Path("plans/alice.md").read_text(encoding="utf-8").splitlines()
    first = next(i for i, line in enumerate(after) if line.startswith(f"{key}:"))
    added = len(after) - len(before)
    assert after[:first] + after[first + added :] == before
    assert before[first] == "" and before[first - 1].startswith("#")
    example = next(i for i, line in enumerate(before) if line.startswith(f"#{key}:"))
    assert all(line.startswith("#") for line in before[example:first])
