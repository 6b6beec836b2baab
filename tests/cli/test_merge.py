"""`cap merge` by hand: what is printed, written, said, and the exit code."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.cli.conftest import Run, refused
from tests.history.acts import BASE

OURS = BASE.replace("due: 2026-12-10", "due: 2027-01-01").replace("stage: agreed", "stage: exploring")
THEIRS = BASE.replace("A day with the", "Two days with the")


@pytest.fixture
def versions(empty: Path) -> Path:
    for name, text in (("base", BASE), ("ours", OURS), ("theirs", THEIRS), ("against", BASE.replace("2026-12-10", "2027-02-02"))):
        (empty / f"{name}.md").write_text(text)
    return empty


def test_it_prints_what_both_meant(run: Run, versions: Path) -> None:
    result = run("merge", "base.md", "ours.md", "theirs.md")
    assert (result.exit_code, result.stdout, result.stderr) == (0, OURS.replace("A day with the", "Two days with the"), "")


def test_what_is_left_to_decide_is_named_with_both_answers_and_whose_they_are(run: Run, versions: Path) -> None:
    result = run("merge", "base.md", "ours.md", "against.md", "--ours", "Ruth", "--theirs", "Grace", "-o", "merged.md")
    assert result.exit_code == 1 and result.stdout == ""
    said = "a merge left two answers for `due` of “A day with the site manager”: “2027-01-01” from Ruth, “2027-02-02” from Grace"
    assert result.stderr == f"ours.md: 1 place to decide; cap lint says how\n  line 65: {said}\n"
    text = Path("merged.md").read_text()
    assert "<<<<<<< Ruth\n        due: 2027-01-01\n=======\n        due: 2027-02-02\n>>>>>>> Grace\n" in text
    linted = run("lint", "merged.md", "--format", "concise")
    assert linted.exit_code == 1 and said in linted.stdout
    shared = run("lint", "merged.md", "--format", "github")
    assert "site manager" not in shared.stdout and "Grace" not in shared.stdout and "action 2.2" not in shared.stdout
    assert "action 1.2" in shared.stdout


def test_nothing_is_written_over_and_what_is_not_there_is_said(run: Run, versions: Path) -> None:
    assert "is there already" in refused(run("merge", "base.md", "ours.md", "theirs.md", "-o", "base.md"))
    assert "nowhere.md cannot be read" in refused(run("merge", "nowhere.md", "ours.md", "theirs.md"))
    assert Path("base.md").read_text() == BASE


def test_nothing_stands_for_no_common_version(run: Run, versions: Path) -> None:
    result = run("merge", os.devnull, "base.md", "base.md")
    assert (result.exit_code, result.stdout) == (0, BASE)


def test_what_a_terminal_or_a_build_server_would_obey_is_not_printed(run: Run, versions: Path) -> None:
    Path("ours.md").write_text(OURS + "\x1b[2J\n")
    assert "Write it to a file: -o FILE" in refused(run("merge", "base.md", "ours.md", "theirs.md"))
    assert run("merge", "base.md", "ours.md", "theirs.md", "-o", "merged.md").exit_code == 0
    assert Path("merged.md").read_text().endswith("\x1b[2J\n")


def test_a_result_that_says_two_things_by_one_id_is_no_clean_merge(run: Run, versions: Path) -> None:
    Path("ours.md").write_text(BASE.replace("- Handing over", "- Handing over\nahead:\n  - {date: 2027-01-01, what: x}"))
    Path("theirs.md").write_text(BASE.replace("- Two days a week in", "- {id: extra, vision: Two days a week in}\n  - Seeing"))
    Path("ours.md").write_text(
        Path("ours.md")
        .read_text()
        .replace("{id: course", "{id: extra, need: Time}\n  - {id: course")
        .replace("- id: course", "- {id: extra, need: Time}\n  - id: course")
    )
    result = run("merge", "base.md", "ours.md", "theirs.md")
    assert result.exit_code == 1 and "the id `extra` is taken" in result.stderr


def test_what_is_no_plan_is_merged_by_lines_and_that_is_said(run: Run, versions: Path) -> None:
    for name, text in (("base", "a\n\nb\n\nc\n"), ("ours", "A\n\nb\n\nc\n"), ("theirs", "a\n\nb\n\nC\n")):
        Path(f"{name}.md").write_text(text)
    result = run("merge", "base.md", "ours.md", "theirs.md")
    assert (result.exit_code, result.stdout) == (0, "A\n\nb\n\nC\n")
    assert result.stderr == "ours.md: merged by lines, because there is no front matter\n"
