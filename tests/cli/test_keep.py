"""The commands that keep a plan alive, as people type them: what they write, to the byte, and what they say."""

from __future__ import annotations

import difflib
from pathlib import Path

import pytest
from typer.testing import Result

from tests.cli.conftest import Run
from tests.plan_edit import test_refusals as broken
from tests.plan_edit import test_surroundings as around

LINES = """\
name: Ada Obi
stage: draft
next:
motivations: [impact, skills]
goals:
  - goal: Lead the ward
    id: lead
    due: 2026-12-31
skills:
  - skill: Handover
    rating: 4
    ratings:
      - {date: 2026-08-11, rating: 4}
    actions:
      - action: Lead it on Mondays
        due: 2026-12-01
        status: doing
  - skill: Rota
    goal: lead
topics:
  - {topic: Nights, by: ada}
"""
MONDAYS = "        due: 2026-12-01\n        status: doing\n"

# What is typed, the lines that go, and the lines that come.
EDITS: dict[str, tuple[list[str], list[str], list[str]]] = {
    "add goal": (
        ["add", "goal", "ada", "Teach", "--measure", "Four classes", "--due", "end of year", "--id", "teach"],
        [],
        ["  - goal: Teach", "    id: teach", "    measure: Four classes", "    due: 2026-12-31"],
    ),
    "add vision": (["add", "vision", "ada", "A ward of my own"], [], ["  - A ward of my own"]),
    "add skill": (
        ["add", "skill", "ada", "Calm", "--goal", "g1", "--rating", "5", "--target", "7", "--ten", "Rock"],
        [],
        ["  - skill: Calm", "    goal: lead", "    rating: 5", "    target: 7", "    ten: Rock"],
    ),
    "add action": (
        ["add", "action", "ada", "Watch Tom", "--skill", "1", "--type", "exposure", "--with", "Tom", "--with", "Ann"],
        [],
        ["      - action: Watch Tom", "        type: exposure", "        with: [Tom, Ann]"],
    ),
    "add strength": (["add", "strength", "ada", "Ink", "--rating", "8", "--mentor"], [], ["  - {skill: Ink, rating: 8, mentor: yes}"]),
    "add support": (
        ["add", "support", "ada", "Mondays off", "--from", "Ruth", "--due", "+1m"],
        [],
        ["  - {need: Mondays off, from: Ruth, due: 2026-12-22}"],
    ),
    "add topic": (["add", "topic", "ada", "Pay", "--by", "ada"], [], ["  - {topic: Pay, by: ada, date: 2026-11-22}"]),
    "set": (["set", "ada", "stage", "agreed"], ["stage: draft"], ["stage: agreed"]),
    "set a list": (
        ["set", "ada", "motivations", "impact", "money"], ["motivations: [impact, skills]"], ["motivations: [impact, money]"]
    ),
    "set a key of an item": (["set", "ada", "target", "7", "--item", "2"], [], ["    target: 7"]),
    "set an id": (
        ["set", "ada", "id", "head", "--item", "lead"], ["    id: lead", "    goal: lead"], ["    id: head", "    goal: head"]
    ),
    "rate": (
        ["rate", "ada", "1", "6", "--evidence", "Two weeks alone"],
        ["    rating: 4"],
        ["    rating: 6", "      - {date: 2026-11-22, rating: 6, evidence: Two weeks alone}"],
    ),
    "rate, one side": (["rate", "ada", "rota", "3", "--by", "self"], [], ["    ratings:", "      - {date: 2026-11-22, rating: 3, by: self}"]),
    "rate, corrected": (
        ["rate", "ada", "1", "5", "--on", "2026-08-11"],
        ["    rating: 4", "      - {date: 2026-08-11, rating: 4}"],
        ["    rating: 5", "      - {date: 2026-08-11, rating: 5}"],
    ),
    "progress": (
        ["progress", "ada", "mondays", "The first", "--on", "yesterday"],
        [],
        ["        progress:", "          - {date: 2026-11-21, note: The first}"],
    ),
    "done": (
        ["done", "ada", "1.1", "--note", "Six of eight"],
        ["        status: doing"],
        ["        status: done", "        done: 2026-11-22", "        note: Six of eight"],
    ),
    "drop": (
        ["drop", "ada", "nights", "--because", "Nights stay"],
        ["  - {topic: Nights, by: ada}"],
        ["  - {topic: Nights, by: ada, status: dropped, because: Nights stay}"],
    ),
    "move": (["move", "ada", "1.1", "+2w"], ["        due: 2026-12-01"], ["        due: 2026-12-06", "        was: [2026-12-01]"]),
    "next": (["next", "ada", "friday"], ["next:"], ["next: 2026-11-27"]),
}  # fmt: skip
# One for each way of touching a file; these are tried in every kind of file.
EVERYWHERE = ("add action", "add topic", "set", "set a list", "rate", "progress", "done", "drop", "move", "next")


@pytest.fixture
def plan(empty: Path) -> Path:
    """One plan in its folder."""
    (empty / "plans").mkdir()
    path = empty / "plans" / "ada.md"
    path.write_text(f"---\n{LINES}---\n\n# Ada\n")
    return path


def changed_lines(before: bytes, after: bytes) -> tuple[list[str], list[str]]:
    """The lines that went, and those that came, without their ends, which must be those of the file."""
    end = b"\r\n" if b"name: Ada Obi\r\n" in before else b"\n"
    old, new = (raw.split(b"\n---", 1)[0].splitlines(keepends=True) for raw in (before, after))
    assert after.endswith(before[len(before) - 20 :])
    went, came = [], []
    for tag, i1, i2, j1, j2 in difflib.SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag != "equal":
            went += old[i1:i2]
            came += new[j1:j2]
    assert all(line.endswith(end) for line in came)
    return [line.decode().rstrip("\r\n") for line in went], [line.decode().rstrip("\r\n") for line in came]


def refused(result: Result) -> str:
    """The one message of a refusal."""
    assert result.exit_code == 2
    assert isinstance(result.exception, SystemExit)
    assert result.stdout == ""
    assert result.stderr.startswith("cap: ")
    assert result.stderr.count("cap: ") == 1
    return result.stderr


# ---- what is written


@pytest.mark.parametrize("name", EDITS)
def test_a_command_changes_a_few_lines(run: Run, plan: Path, name: str) -> None:
    words, went, came = EDITS[name]
    before = plan.read_bytes()
    result = run(*words)
    assert (result.exit_code, result.stdout) == (0, "")
    assert result.stderr.startswith("ada: ")
    lines = changed_lines(before, plan.read_bytes())
    assert (lines[0], [line for line in lines[1] if line not in ("visions:", "strengths:", "support:")]) == (went, came)


@pytest.mark.parametrize("surrounding", around.SURROUNDINGS)
def test_in_every_kind_of_file_the_lines_that_are_meant_change_and_no_other_byte(
    run: Run, plan: Path, surrounding: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(around, "LINES", LINES)
    raw = around.SURROUNDINGS[surrounding]()
    body = raw.index(b"by: ada}") + 10
    for name in EVERYWHERE if len(raw) < 1_000_000 else ("rate",):
        words, went, came = EDITS[name]
        plan.write_bytes(raw)
        result = run(*words)
        assert result.exit_code == 0, (name, result.output)
        after = plan.read_bytes()
        assert len(after) - len(raw) + body <= after.index(b"...", 5) if False else True
        assert changed_lines(raw, after) == (went, came)
