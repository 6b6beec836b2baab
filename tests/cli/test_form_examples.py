"""What is added to a form takes the place of the example that the form shows, unless somebody has written in that."""

from __future__ import annotations

import datetime
from pathlib import Path

import pytest

from tests.cli.conftest import Run

FILLS = [
    (["add", "goal", "alice", "Lead the shift"], "goals"),
    (["add", "skill", "alice", "Handover"], "skills"),
    (["add", "strength", "alice", "Calm"], "strengths"),
    (["add", "vision", "alice", "Ward manager"], "visions"),
    (["add", "support", "alice", "A seat", "--from", "Ruth"], "support"),
    (["add", "topic", "alice", "Nights"], "topics"),
    (["add", "ahead", "alice", "Budget", "--on", "+3m"], "ahead"),
    (["add", "moment", "alice", "Stayed calm"], "moments"),
    (["add", "interest", "alice", "Old machines"], "interests"),
    (["pause", "alice"], "pauses"),
    (["set", "alice", "called", "Al"], "called"),
    (["set", "alice", "direction", "up"], "direction"),
    (["set", "alice", "motivations", "impact", "skills"], "motivations"),
]


@pytest.fixture(autouse=True)
def plans(empty: Path) -> None:
    """A folder for plans."""
    (empty / "plans").mkdir()


fills = pytest.mark.parametrize(("words", "key"), FILLS, ids=[key for _, key in FILLS])


def example(lines: list[str], key: str) -> tuple[int, int]:
    """The first line of the example of a key, and the one behind it."""
    first = next(i for i, line in enumerate(lines) if line.startswith(f"#{key}:"))
    last = next(i for i in range(first + 1, len(lines)) if not lines[i].startswith("#  "))
    return first, last


def lines_of_the_plan() -> list[str]:
    return Path("plans/alice.md").read_bytes().decode().split("\n")


@fills
@pytest.mark.parametrize("day", ["2026-11-22", "2025-02-28", "2024-02-29"])
def test_an_addition_takes_the_place_of_its_example(run: Run, words: list[str], key: str, day: str) -> None:
    run("new", "alice", "--manager", "Ruth", "--today", day)
    before = lines_of_the_plan()
    first, last = example(before, key)
    assert run(*words).exit_code == 0
    after = lines_of_the_plan()
    assert after[:first] == before[:first]
    assert after[len(after) - len(before) + last :] == before[last:]
    assert after[first].startswith(f"{key}:") and not any(
        line.startswith("#") for line in after[first : len(after) - len(before) + last]
    )


@fills
def test_an_example_that_somebody_wrote_in_stays(run: Run, words: list[str], key: str) -> None:
    run("new", "alice")
    written = lines_of_the_plan()
    first, last = example(written, key)
    for changed in (
        [*written[:first], written[first] + " ", *written[first + 1 :]],
        [*written[:last], "#  and this is ours", *written[last:]],
    ):
        Path("plans/alice.md").write_text("\n".join(changed), encoding="utf-8")
        assert run(*words).exit_code == 0
        assert all(line in lines_of_the_plan() for line in changed)


def test_a_day_that_was_moved_in_an_example_is_somebodys_word(run: Run) -> None:
    run("new", "alice")
    text = Path("plans/alice.md").read_text(encoding="utf-8")
    soon = datetime.date(2026, 11, 22) + datetime.timedelta(days=90)
    moved = text.replace(f"#  - {{from: 2026-11-22, until: {soon}}}", "#  - {from: 2026-11-22, until: 2026-12-24}")
    assert moved != text
    Path("plans/alice.md").write_text(moved, encoding="utf-8")
    run("pause", "alice")
    assert "#  - {from: 2026-11-22, until: 2026-12-24}" in lines_of_the_plan()


def test_the_examples_of_a_team_s_own_form_go_too_and_a_form_that_is_wrong_now_is_no_matter(run: Run, empty: Path) -> None:
    own = empty / "templates" / "plan.md.j2"
    own.parent.mkdir()
    own.write_text("---\nname: {{ name|yaml }}\n#topics:\n#  - What {{ name }} thinks\n#themes: [x]\n---\n")
    run("new", "alice")
    assert run("add", "topic", "alice", "Pay").exit_code == 0
    assert "#topics" not in lines_of_the_plan() and "#themes: [x]" in lines_of_the_plan()
    own.write_text("---\nname: {\n---\n")
    assert run("add", "theme", "alice", "Calm").exit_code == 0
    assert "#themes: [x]" in lines_of_the_plan()


def test_a_comment_behind_an_example_stays(run: Run) -> None:
    run("new", "alice")
    written = lines_of_the_plan()
    _, last = example(written, "topics")
    Path("plans/alice.md").write_text("\n".join([*written[:last], "# ours", *written[last:]]), encoding="utf-8")
    run("add", "topic", "alice", "Nights")
    at = lines_of_the_plan().index("topics:")
    assert lines_of_the_plan()[at - 1 : at + 3] == [
        written[last - 3],
        "topics:",
        "  - {topic: Nights, date: 2026-11-22}",
        "# ours",
    ]


def test_it_comes_back_with_the_change(run: Run) -> None:
    run("new", "alice")
    before = lines_of_the_plan()
    run("add", "topic", "alice", "Nights")
    run("undo", "alice")
    assert lines_of_the_plan() == before
