"""`cap agenda` as people type it."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.conftest import Run

PLAN = """\
---
name: Ada Okonkwo
stage: agreed
goals:
  - just text
  - {id: lead, goal: Lead the night shift}
---
"""


@pytest.fixture
def plan(empty: Path) -> Path:
    path = empty / "plans" / "ada.md"
    path.parent.mkdir()
    path.write_text(PLAN, encoding="utf-8")
    return path


def test_the_agenda_is_the_result_and_the_reason_goes_elsewhere(run: Run, plan: Path) -> None:
    result = run("agenda", "ada")
    assert result.exit_code == 0 and result.stdout.startswith("# Career conversation: Ada Okonkwo")
    assert result.stderr.startswith("clear-goals: ") and "Choose another with --type" in result.stderr
    assert run("agenda", "ada", "--type", "clear-goals").stderr == ""


def test_a_question_names_the_item_it_is_about_although_a_broken_one_stands_before_it(run: Run, plan: Path) -> None:
    assert "Lead the night shift" in run("agenda", "ada").stdout


def test_a_file_is_written_once_and_never_over_another(run: Run, plan: Path) -> None:
    assert run("agenda", "ada", "-o", "ada-talk.md").exit_code == 0
    first = Path("ada-talk.md").read_bytes()
    again = run("agenda", "ada", "-o", "ada-talk.md")
    assert again.exit_code == 2 and "ada-talk.md is there already" in again.stderr
    assert Path("ada-talk.md").read_bytes() == first


def test_the_types_are_listed_with_the_teams_own(run: Run, plan: Path) -> None:
    Path("templates/agenda").mkdir(parents=True)
    Path("templates/agenda/walk.md.j2").write_text("{#- A walk round the lake. -#}\nHello {{ person.name }}\n", encoding="utf-8")
    listed = run("agenda", "--list").stdout
    assert "unclear-goals" in listed and "(built-in)" in listed
    assert "walk " in listed and "A walk round the lake." in listed
    assert run("agenda", "ada", "--type", "walk").stdout == "Hello Ada Okonkwo\n"


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["agenda"], "whose agenda?"),
        (["agenda", "adda"], "Did you mean `ada`?"),
        (["agenda", "ada", "--type", "clear-goal"], "Did you mean `clear-goals`?"),
        (["agenda", "ada", "--minutes", "5"], "15"),
        (["agenda", "ada", "--template", "nowhere.j2"], "nowhere.j2"),
    ],
)
def test_a_slip_gets_one_message(run: Run, plan: Path, words: list[str], said: str) -> None:
    result = run(*words)
    assert result.exit_code == 2 and said in result.stderr and result.stdout == ""


def test_a_template_that_is_wrong_is_named_with_its_line(run: Run, plan: Path) -> None:
    Path("mine.j2").write_text("Hello\n{{ persn.name }}\n", encoding="utf-8")
    result = run("agenda", "ada", "--template", "mine.j2")
    assert result.exit_code == 2 and "mine.j2:2: " in result.stderr and "persn" in result.stderr


def test_a_plan_that_cannot_be_read_is_explained(run: Run, plan: Path) -> None:
    plan.write_text("---\nname: [\n---\n", encoding="utf-8")
    result = run("agenda", "ada")
    assert result.exit_code == 1 and result.stdout == "" and "plans/ada.md:2:7: error yaml-syntax" in result.stderr


def test_the_settings_say_how_long_a_talk_takes(run: Run, plan: Path) -> None:
    Path("cap.yaml").write_text("minutes: 45\n", encoding="utf-8")
    assert "45 minutes" in run("agenda", "ada").stdout
    assert "30 minutes" in run("agenda", "ada", "--minutes", "30").stdout
