"""What the README shows is what people get."""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
from importlib.metadata import version
from pathlib import Path

import pytest
import yaml
from typer.testing import CliRunner

from cap.addresses import HOME
from cap.cli.app import app

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")
TODAY = "2026-11-22"


def blocks(language: str, section: str = "") -> list[str]:
    """The code blocks of a language in a section, or everywhere."""
    text = README.partition(f"\n## {section}\n")[2].partition("\n## ")[0] if section else README
    return [code for found, code in re.findall(r"^```(\w*)\n(.*?)^```$", text, re.M | re.S) if found == language]


def printed(*words: str) -> str:
    return CliRunner().invoke(app, [*words, "--today", TODAY], env={"COLUMNS": "80", "GITHUB_ACTIONS": ""}).stdout


@pytest.mark.skipif(sys.platform == "win32", reason="these are lines for a shell")
def test_the_first_quarter_of_an_hour_and_what_comes_after_go_as_shown(tmp_path: Path) -> None:
    (first,) = blocks("sh", "The first quarter of an hour")
    (before,) = blocks("sh", "Before a talk")
    (after,) = blocks("sh", "After the talk")
    (later,) = blocks("sh", "Between two talks")
    cap = f'cap() {{ {shlex.quote(sys.executable)} -m cap "$@"; }}'
    script = f'set -e; {cap}\n{first}{before}{after}{later}git add -A && git commit -m "Six weeks on"'
    who = {
        f"GIT_{role}_{key}": value
        for role in ("AUTHOR", "COMMITTER")
        for key, value in (("NAME", "Ruth"), ("EMAIL", "ruth@example.org"))
    }
    elsewhere = {"HOME": str(tmp_path), "XDG_DATA_HOME": "", "XDG_CACHE_HOME": "", "XDG_STATE_HOME": ""}
    environment = {**os.environ, **who, **elsewhere, "CAP_TODAY": TODAY}
    done = subprocess.run(["bash", "-c", script], cwd=tmp_path, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    plan = (tmp_path / "team" / "plans" / "alice.md").read_text(encoding="utf-8")
    for words in (
        "Run the board alone on nights",
        "Third Sunday, no rescue",
        "Eight Sundays, one rescue",
        "next: 2027-02-22",
        "She wants to hear by June",
    ):
        assert words in plan
    seen = "Stayed late to show the new starter the pump, unasked"
    mine, hers = tmp_path / "alice.md", tmp_path / "team" / "for-alice.md"
    assert seen in mine.read_text(encoding="utf-8") and seen not in hers.read_text(encoding="utf-8")
    (said,) = re.findall(r"`cap add moment alice (.+?)`", README)
    assert printed("add", "moment", str(tmp_path / "team" / "plans" / "alice.md"), *shlex.split(said)) == ""
    assert "moment: Showed the new starter the pump" in (tmp_path / "team" / "plans" / "alice.md").read_text(encoding="utf-8")


def test_the_plan_that_is_shown_is_an_example(monkeypatch: pytest.MonkeyPatch) -> None:
    example = (ROOT / "examples/plans/ally-adventure-as-printed.md").read_text(encoding="utf-8")
    (front,) = [block for block in blocks("yaml") if "action:" in block]
    assert all(line in example for line in front.split("\n"))


def test_findings_are_shown_as_they_are_printed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    shown = [block for block in blocks("") if "-adventure-as-printed.md:" in block]
    assert len(shown) == 2
    for block in shown:
        command = re.match(r"\$ cap (.*)\n", block)
        words = shlex.split(command[1]) if command else ["lint", "examples/plans/ally-adventure-as-printed.md"]
        text = block.removeprefix(command[0]) if command else block
        assert text in printed(*words, "--format", "full")


def test_what_is_due_is_shown_as_it_is_printed() -> None:
    (shown,) = [block for block in blocks("") if block.startswith("$ CAP_ME=")]
    session = (ROOT / "tests/sessions/due.md").read_text(encoding="utf-8")
    assert "".join(f"    {line}".rstrip() + "\n" for line in shown.splitlines()) in session
    names = {option for code in blocks("sh", "So that nothing is forgotten") for option in re.findall(r"cap \w+|--[a-z]+", code)}
    for command, *options in (
        ("due", "--me", "--within", "--from", "--format", "--check"),
        ("list", "--manager", "--due", "--without", "--sort"),
        ("calendar",),
    ):
        names -= {f"cap {command}", *options}
        assert all(option in printed(command, "--help") for option in options)
    assert names == set()


def test_the_agenda_that_is_shown_is_the_one_that_is_printed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    agenda = printed("agenda", "examples/plans/linh.md").split("\n")
    shown = re.findall(r"^> (.+)$", README, re.M)
    assert len(shown) > 5
    assert [line for line in agenda if line in shown] == shown
    assert "shows all twelve" in README and len(printed("agenda", "--list").splitlines()) == 12


def test_python_code_that_is_shown_runs(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    (code,) = blocks("python")
    names: dict[str, object] = {}
    exec(code, names)
    assert names["post"] and names["problems"] == []


def test_what_is_promised_against_whom_is_one_page_that_the_readme_names() -> None:
    page = (ROOT / "SECURITY.md").read_text(encoding="utf-8")
    assert "`SECURITY.md`" in README and "## To report a problem" in page
    commands = dict.fromkeys(re.findall(r"`cap ([a-z]+)((?: --[a-z-]+)*)", page))
    assert len(commands) >= 3
    for name, options in commands:
        help_text = CliRunner().invoke(app, [name, "--help"]).stdout
        assert help_text and all(option in help_text for option in options.split())


def test_the_step_that_is_shown_is_this_repository_s_action_in_this_version() -> None:
    (step,) = [code for code in blocks("yaml", "In a pipeline") if "uses:" in code]
    *_, ours = yaml.safe_load(step)
    known = yaml.safe_load((ROOT / "action.yml").read_text(encoding="utf-8"))["inputs"]
    assert ours["uses"] == f"{HOME.removeprefix('https://github.com/')}@v{version('career-action-plan')}"
    assert set(ours["with"]) <= set(known)


@pytest.mark.skipif(sys.platform == "win32", reason="these are lines for a shell")
def test_checks_are_added_as_shown(tmp_path: Path) -> None:
    (tmp_path / "plans").mkdir()
    (tmp_path / "plans" / "ada.md").write_text("---\nname: Ada\n---\n")
    (lines,) = blocks("sh", "In a pipeline")
    script = f'set -e; cap() {{ {shlex.quote(sys.executable)} -m cap "$@"; }}\n{lines}'
    done = subprocess.run(["bash", "-c", script], cwd=tmp_path, capture_output=True, text=True, check=False, timeout=60)
    assert done.returncode == 0, done.stderr
    assert done.stdout.split() == [".pre-commit-config.yaml", ".github/workflows/career-plans.yml", ".gitlab-ci.yml"]
