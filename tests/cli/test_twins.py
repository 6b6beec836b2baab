"""A person has one plan: copies of a file, and a second file for the same person, are said."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.conftest import Run

COPIES = (
    "al (1)",
    "al 2",
    "al - Copy",
    "al copy",
    "Copy of al",
    "al - Kopie (2)",
    "al-LAPTOP-3F2K9QX",
    "al.sync-conflict-20260302-101500-K2Q7R3N",
    "al (Bo's conflicted copy 2026-03-02)",
    "al (conflicted copy 2026-03-02 101500)",
    "al_conflict-20260302-101500",
    "al (in Konflikt stehende Kopie von Bo 2026-03-02)",
    "al (Copie en conflit de Bo 2026-03-02)",
)


@pytest.fixture
def plans(empty: Path) -> Path:
    """A folder with the plan of one person."""
    (empty / "plans").mkdir()
    (empty / "plans" / "al.md").write_text("---\nname: Al Obi\nmanager: Bo\n---\n")
    return empty / "plans"


@pytest.mark.parametrize("name", COPIES)
def test_a_copy_is_named_with_what_it_is_a_copy_of(run: Run, plans: Path, name: str) -> None:
    (plans / f"{name}.md").write_text("---\nname: Al Obi\nmanager: Bo\n---\n")
    result = run("lint", "--select", "plan-twice")
    assert result.stdout == f"plans/{name}.md:1:1: warning plan-twice: this looks like a copy of al.md\n"
    assert result.exit_code == 1
    one = run("lint", "--select", "plan-twice", str(plans / f"{name}.md"))
    assert "this looks like a copy of al.md" in one.stdout


@pytest.mark.parametrize("name", ["al-obi", "al.b", "alan", "al2", "copy", "conflict"])
def test_another_persons_plan_is_no_copy(run: Run, plans: Path, name: str) -> None:
    (plans / f"{name}.md").write_text("---\nname: Alan\nmanager: Bo\n---\n")
    assert run("lint", "--select", "plan-twice").stdout == ""


def test_what_may_be_somebodys_name_is_a_copy_only_beside_the_plan_it_is_a_copy_of(run: Run, plans: Path) -> None:
    (plans / "ben 2.md").write_text("---\nname: Ben\n---\n")
    (plans / "cem.sync-conflict-20260302-101500-K2Q7R3N.md").write_text("---\nname: Cem\n---\n")
    (said,) = run("lint", "--select", "plan-twice").stdout.splitlines()
    assert said.endswith("this looks like a copy of cem.md, which is not here any more")


def test_one_person_in_two_files_is_said_of_the_second(run: Run, plans: Path) -> None:
    (plans / "zed.md").write_text("---\nname: Al Obi\nmanager: Bo\n---\n")
    (plans / "other.md").write_text("---\nname: Al Obi\nmanager: Somebody else\n---\n")
    said = run("lint", "--select", "plan-twice").stdout
    assert said == "plans/zed.md:1:1: warning plan-twice: “Al Obi” has another plan, with the same manager: plans/al.md\n"
    assert "Al Obi" not in run("lint", "--select", "plan-twice", "--format", "github").stdout


def test_the_settings_decide_whether_it_is_said(run: Run, plans: Path) -> None:
    (plans / "al (1).md").write_text("---\nname: Al Obi\n---\n")
    (plans.parent / "cap.yaml").write_text("lint:\n  rules: {plan-twice: off}\n")
    assert "plan-twice" not in run("lint").stdout
