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


# ---- with plans named, the others are seen and nothing is said of them


@pytest.mark.parametrize(
    "twin",
    [
        "name: Al Obi\nmanager: Bo\n",
        "manager: 'Bo' \nname: \"Al Obi\"\nrole: x\n",
        "name: Al\n  Obi\nmanager: Bo\n",
        'name: "Al\\u0020Obi"\nmanager: Bo\n',
        "name: Al Obi # him\nmanager: Bo\n",
        "{name: Al Obi, manager: Bo}\n",
        "x-a: &a {name: Al Obi}\n<<: *a\nmanager: Bo\n",
        "goals: [3]\nname: Al Obi\r\nmanager: Bo\r\n",
        "name: >-\n  Al\n  Obi\nmanager: Bo\n",
    ],
)
def test_a_second_plan_is_seen_however_it_is_written_and_only_the_named_one_speaks(run: Run, plans: Path, twin: str) -> None:
    (plans / "deep").mkdir()
    (plans / "deep" / "zed.md").write_text(f"---\n{twin}---\nname: of no matter\n")
    said = "warning plan-twice: “Al Obi” has another plan, with the same manager: "
    for named, other in (("plans/al.md", "plans/deep/zed.md"), ("plans/deep/zed.md", "plans/al.md")):
        for words in ([named], [str(plans.parent / named)], ["--config", "cap.yaml", named]):
            (plans.parent / "cap.yaml").write_text("plans: plans\n")
            stdout = run("lint", "--select", "plan-twice", *words).stdout
            told = [line for line in stdout.splitlines() if "plan-twice" in line]
            assert [line.partition(" ")[2] for line in told] == [said + other] and told[0].endswith(other)
            assert Path(told[0].partition(":")[0]).name == Path(named).name
    both = run("lint", "--select", "plan-twice", "plans/al.md", "plans/deep/zed.md").stdout
    assert both == run("lint", "--select", "plan-twice", "plans").stdout
    assert "plan-twice" not in run("lint", "--ignore", "plan-twice", "plans/al.md").stdout


@pytest.mark.parametrize(
    "other", ["name: Al Obi\nmanager: Cy\n", "name: Al Obi\n", "name: Al\nmanager: Obi\n", "name: 3\nmanager: [\n"]
)
def test_somebody_else_is_no_second_plan_and_neither_is_the_plan_itself_by_another_path(
    run: Run, plans: Path, other: str
) -> None:
    (plans / "zed.md").write_text(f"---\n{other}---\n")
    (plans / "zed.md").chmod(0o644)
    (plans.parent / "way").symlink_to("plans")
    for path in ("plans/al.md", "way/al.md", "plans/../plans/al.md"):
        assert run("lint", "--select", "plan-twice", path).stdout == ""


def test_named_plans_are_judged_where_the_settings_name_a_folder_that_is_not_there(run: Run, plans: Path) -> None:
    (plans.parent / "cap.yaml").write_text("plans: [plans, gone]\n")
    assert run("lint", "--select", "plan-twice", "plans/al.md").exit_code == 0
