"""`cap lint` as people type it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from cap.cli.app import app
from cap.workspace.settings import load_settings
from tests.cli.lazy import GOOD, LAZY

TODAY = "2026-11-22"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A team's folder with a lazy plan and a good one, and nothing in the environment that would change the output."""
    for name in ("CI", "GITHUB_ACTIONS", "CAP_CONFIG", "CAP_TODAY", "NO_COLOR"):
        monkeypatch.delenv(name, raising=False)
    (tmp_path / "plans" / "night").mkdir(parents=True)
    (tmp_path / ".git").mkdir()
    (tmp_path / "plans" / "bo.md").write_text(LAZY, encoding="utf-8")
    (tmp_path / "plans" / "night" / "ada.md").write_text(GOOD, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def cap(*words: str, stdin: str | bytes | None = None) -> Result:
    return CliRunner().invoke(app, [*words, "--today", TODAY] if words[0] == "lint" else list(words), input=stdin)


def test_concise_in_a_pipe(folder: Path) -> None:
    result = cap("lint")
    assert result.exit_code == 1
    assert (
        result.stdout
        == """\
plans/bo.md:2:7: hint support-missing: who could help, and with what?
plans/bo.md:2:7: hint vision-count: which three to five futures would you love?
plans/bo.md:5:22: warning goal-unmeasured: “Lead the night shift”: how will you know that it is reached?
plans/bo.md:5:49: error invalid-date: there is no 2026-02-30 in the calendar
plans/bo.md:6:1: warning skill-count: one skill so far: which other would bring you closer?
plans/bo.md:7:12: warning skill-target: “Handover 😋”: how far is far enough?
plans/bo.md:7:12: warning skill-without-action: “Handover 😋”: what could you do first?
plans/bo.md:9:13: error invalid-value: `rating` goes from 1 to 10; this is 11
"""
    )
    assert result.stderr == "2 plans: 2 errors, 4 warnings, 2 hints.\n"


def test_full_shows_the_line_a_caret_and_how_to_mend_it(folder: Path) -> None:
    result = cap("lint", "plans/bo.md", "--format", "full", "--select", "goal-unmeasured")
    assert (
        result.stdout.split("\n\n")[0]
        == """\
plans/bo.md:5:22
      5 |   - {id: lead, goal: Lead the night shift, due: 2026-02-30}
        |                      ^^^^^^^^^^^^^^^^^^^^
  warning “Lead the night shift”: how will you know that it is reached?
          [goal-unmeasured]
          Add `measure:` with a number, a sign-off, or something others will
          see."""
    )
    assert "To learn more: cap rule invalid-date" in result.stderr


def test_colour_only_where_it_is_wanted(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert "\x1b[" in cap("lint", "--color", "always").stdout
    assert "\x1b[" not in cap("lint").stdout
    monkeypatch.setenv("NO_COLOR", "1")
    assert "\x1b[" not in cap("lint", "--format", "full").stdout


def test_json_has_the_documented_keys_and_counts(folder: Path) -> None:
    document = json.loads(cap("lint", "--format", "json").stdout)
    assert list(document) == ["version", "problems", "summary"]
    assert document["summary"] == {"files": 2, "errors": 2, "warnings": 4, "hints": 2}
    keys = ["path", "line", "column", "end_line", "end_column", "rule", "level", "message", "hint", "item", "fixable"]
    assert all(list(problem) == keys for problem in document["problems"])
    (rating,) = [problem for problem in document["problems"] if problem["rule"] == "invalid-value"]
    assert rating["item"] == "skills[0].rating"
    assert json.loads(cap("lint", "plans/night", "--format", "json").stdout)["problems"] == []


def test_github_says_the_gravest_first_and_escapes(folder: Path) -> None:
    Path("plans/100%,odd:name.md").write_text("---\nname: [a,\n---\n", encoding="utf-8")
    lines = cap("lint", "--format", "github").stdout.splitlines()
    assert [line.split(" ")[0] for line in lines] == ["::error"] * 3 + ["::warning"] * 4 + ["::notice"] * 2
    assert lines[0].startswith(
        "::error file=plans/100%25%2Codd%3Aname.md,line=2,endLine=2,col=7,endColumn=8,title=yaml-syntax::plans/100%25,odd:name.md:2:7 "
    )


def test_auto_is_github_inside_its_actions(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GITHUB_ACTIONS", "true")
    assert cap("lint").stdout.startswith("::error ")


def test_fail_on_sets_what_counts(folder: Path) -> None:
    no_errors = ["lint", "plans/bo.md", "--ignore", "skill-count"]
    assert cap(*no_errors).exit_code == 1
    Path("plans/bo.md").write_text("---\nname: Bo\n---\n", encoding="utf-8")
    assert [cap("lint", "--fail-on", level).exit_code for level in ("error", "warning", "hint")] == [0, 0, 1]


def test_standard_input(folder: Path) -> None:
    result = cap("lint", "-", "--stdin-filename", "plans/new.md", stdin=LAZY.encode())
    assert result.exit_code == 1 and result.stdout.startswith("plans/new.md:2:7: ")
    assert cap("lint", "-", "plans", stdin=b"").exit_code == 2


def test_a_folder_is_searched_but_for_what_is_no_plan(folder: Path) -> None:
    for name in ("README.md", "notes.txt", ".hidden.md", ".git/x.md"):
        Path("plans", name).parent.mkdir(exist_ok=True)
        Path("plans", name).write_text("no plan", encoding="utf-8")
    Path("plans/story.md").write_text("no front matter", encoding="utf-8")
    Path("cap.yaml").write_text("exclude: [night/*, 'plans/old-*.md']\n", encoding="utf-8")
    Path("plans/old-1.md").write_text("x", encoding="utf-8")
    result = cap("lint", "plans", "--select", "goal-missing")
    assert "plans/story.md:1:1: error no-front-matter" in result.stdout
    assert "2 plans:" in result.stderr


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="root may read everything")
def test_a_file_that_cannot_be_opened_hides_no_other(folder: Path) -> None:
    Path("plans/aaa.md").write_text(GOOD, encoding="utf-8")
    Path("plans/aaa.md").chmod(0)
    result = cap("lint")
    assert "plans/aaa.md:1:1: error unreadable" in result.stdout and "plans/bo.md" in result.stdout


def test_a_broken_file_hides_no_other(folder: Path) -> None:
    Path("plans/aaa.md").write_bytes(b"\xff\xfe\x00")
    Path("plans/link.md").symlink_to("nowhere.md")
    Path("plans/folder.md").mkdir()
    result = cap("lint")
    assert "plans/aaa.md:1:1: error unreadable: this file is UTF-16" in result.stdout
    assert "plans/link.md:1:1: error unreadable: this file cannot be opened: no such file" in result.stdout
    assert "plans/bo.md:9:13" in result.stdout


def test_from_a_subfolder_with_a_name_and_with_paths_as_typed(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(folder / "plans" / "night")
    assert cap("lint").stderr.startswith("2 plans: 2 errors")
    assert "bo.md:9:13" in cap("lint", "bo").stdout
    assert cap("lint", "../bo.md").stdout.startswith("../bo.md:2:7: ")


def test_several_processes_say_the_same(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("cap.workspace.parallel.ENOUGH", 10)
    for i in range(30):
        Path(f"plans/p{i}.md").write_text(LAZY.replace("Bo Li", f"Person {i}"), encoding="utf-8")
    one, two = cap("lint", "--jobs", "1"), cap("lint", "--jobs", "2")
    assert one.stdout == two.stdout and one.stderr == two.stderr and one.exit_code == two.exit_code == 1


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["lint", "boo"], "there is no plan for `boo`\n     Did you mean `bo`?"),
        (["lint", "plans/nobody.md"], "there is no file plans/nobody.md"),
        (["lint", "--select", "goal-mising"], "there is no rule `goal-mising`. Did you mean `goal-missing`?"),
        (["lint", "--ignore", "invalid-date"], "`invalid-date` is always on"),
        (["lint", "--config", "no.yaml"], "there is no settings file no.yaml"),
        (["lint", "--today", "2026-13-01"], "there is no 2026-13-01 in the calendar\n     Check the day and the month."),
        (["rule", "balanse"], "there is no rule `balanse`. Did you mean `balance`?"),
        (["lin"], "there is no command `lin`\n     Did you mean `lint`?"),
    ],
)
def test_a_slip_gets_one_message_and_a_way_out(folder: Path, words: list[str], said: str) -> None:
    result = CliRunner().invoke(app, words)
    assert result.exit_code == 2
    assert said in result.stderr and result.stdout == ""


def test_no_plans_at_all_is_no_success(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    result = cap("lint")
    assert result.exit_code == 2 and "no `cap.yaml` was found here" in result.stderr


@pytest.mark.parametrize(
    ("settings", "said"),
    [
        ("plan: x\n", "cap.yaml:1:1: `plan` is not a key that this file knows. Did you mean `plans`?"),
        ("minutes: 5\n", "cap.yaml:1:10: `minutes` goes from 15 to 480; this is 5."),
        (
            "lint:\n  rules: {goal-mising: off}\n",
            "cap.yaml:2:24: lint: rules: there is no rule `goal-mising`. Did you mean `goal-missing`?",
        ),
        (
            "lint:\n  rules: {goal-missing: of}\n",
            "cap.yaml:2:25: `goal-missing` is error, hint, off or warning, not `of`. Did you mean `off`?",
        ),
        ("lint:\n  rules: {invalid-date: off}\n", "cap.yaml:2:25: lint: rules: `invalid-date` is always on"),
        ("lint: {balance: {experience: 3/2}}\n", "cap.yaml:1:30: lint: balance: experience: a share is at most 1."),
        (
            "lint: {balance: {experience: most}}\n",
            "cap.yaml:1:30: `most` is not a share. Write a fraction from 0 to 1, such as 1/2.",
        ),
        ("cadence: often\n", "cap.yaml:1:10: `often` is not a span of time."),
        ("plans: [a\n", "cap.yaml:1:8: a bracket is opened here and not closed properly."),
        ("plans: nowhere\n", "there is no folder nowhere\n     cap.yaml:1:8 names it under `plans:`."),
    ],
)
def test_a_mistake_in_the_settings_is_named_at_its_place(folder: Path, settings: str, said: str) -> None:
    Path("cap.yaml").write_text(settings, encoding="utf-8")
    result = cap("lint")
    assert result.exit_code == 2 and said in result.stderr


def test_settings_change_levels_and_can_be_shown(folder: Path) -> None:
    Path("cap.yaml").write_text(
        "lint:\n  rules: {support-missing: error, vision-count: off}\n  balance: {education: 1/4}\n", encoding="utf-8"
    )
    assert "error support-missing" in cap("lint").stdout and "vision-count" not in cap("lint").stdout
    shown = cap("lint", "--show-settings").stdout
    assert shown.startswith("# from cap.yaml\nplans: plans  # default\n")
    assert "    support-missing: error\n" in shown and "    education: 1/4\n" in shown and "experience: 1/2  # default" in shown


def test_a_reader_that_leaves_early_ends_it_quietly(folder: Path) -> None:
    for i in range(300):
        Path(f"plans/p{i}.md").write_text(LAZY, encoding="utf-8")
    command = f"'{sys.executable}' -m cap lint --jobs 1 | head -n 1"
    done = subprocess.run(["bash", "-c", command], capture_output=True, text=True, check=False)
    assert done.stdout.count("\n") == 1 and "Traceback" not in done.stderr and "Error" not in done.stderr


def test_what_a_terminal_would_obey_is_shown_instead(folder: Path) -> None:
    Path("plans/bo.md").write_text(
        '---\nname: Bo\ngoals:\n  - goal: "\\e[2J\\u202E"\n    due: "\\e[31m"\n---\n', encoding="utf-8"
    )
    for form in ("full", "concise", "github"):
        out = cap("lint", "--format", form, "--color", "never").stdout
        assert "\x1b" not in out and "\u202e" not in out
    assert "<U+001B>[31m" in cap("lint").stdout


def test_several_rules_may_be_named_at_a_time(folder: Path) -> None:
    (folder / "plans" / "cy.md").write_text("---\nname: Cy\nstage: agreed\n---\n")
    result = cap("lint", "plans/cy.md", "--select", "goal-missing,skill-count", "--select", "vision-count", "--format", "json")
    assert {found["rule"] for found in json.loads(result.stdout)["problems"]} == {"goal-missing", "skill-count", "vision-count"}
    result = cap("lint", "plans/cy.md", "--select", "goal-missing, skil-count")
    assert result.exit_code == 2 and "there is no rule `skil-count`. Did you mean `skill-count`?" in result.stderr


def test_a_file_that_is_named_twice_is_looked_at_once(folder: Path) -> None:
    names = ["plans/bo.md", "./plans/bo.md", "plans/../plans/bo.md", "plans"]
    assert "2 plans" in cap("lint", *names).stderr  # with the good one


def test_a_key_that_cannot_be_missing_is_missed_whatever_stands_there_instead(folder: Path) -> None:
    (folder / "plans" / "cy.md").write_text("---\nName: Cy\nrol: Nurse\n---\n")
    result = cap("lint", "plans/cy.md", "--fail-on", "error")
    assert result.exit_code == 1
    assert "plans/cy.md:2:1: error unknown-key" in result.stdout
    assert "plans/cy.md:3:1: warning unknown-key" in result.stdout


def test_an_unknown_key_can_be_let_pass_and_what_cannot_be_read_cannot(folder: Path) -> None:
    (folder / "plans" / "cy.md").write_text("---\nname: Cy\npauses: [{from: 2026-01-01}]\nrol: Nurse\n---\n")
    assert cap("lint", "plans/cy.md").exit_code == 1
    assert cap("lint", "plans/cy.md", "--ignore", "unknown-key").stdout == ""
    assert "warning unknown-key" in cap("lint", "plans/cy.md", "--select", "goal-missing").stdout
    settings = folder / "cap.yaml"
    settings.write_text("lint: {rules: {unknown-key: off}}\n")
    assert cap("lint", "plans/cy.md").stdout == ""
    settings.write_text("lint: {rules: {unknown-key: error}}\n")
    assert "error unknown-key" in cap("lint", "plans/cy.md").stdout
    settings.write_text("lint: {rules: {wrong-type: off}}\n")
    result = cap("lint", "plans/cy.md")
    assert result.exit_code == 2 and "`wrong-type` is always on" in result.stderr
    settings.unlink()
    assert "`wrong-type` is always on" in cap("lint", "plans/cy.md", "--ignore", "wrong-type").stderr


@pytest.mark.parametrize("exclude", ["*.tmp", "a: b", "yes", "it's", "#x", "a\\nb", "- x", "2026-01-01", "é\u202e"])
def test_the_settings_that_are_shown_are_settings(folder: Path, exclude: str) -> None:
    (folder / "cap.yaml").write_text(f"exclude: {json.dumps(exclude)}\nlint: {{rules: {{skill-ten: off}}}}\n", encoding="utf-8")
    shown = cap("lint", "--show-settings").stdout
    assert "\u202e" not in shown
    (folder / "cap.yaml").write_text(shown, encoding="utf-8")
    assert load_settings(folder / "cap.yaml").exclude == [exclude]
    assert cap("lint", "--show-settings").stdout == shown


@pytest.mark.skipif(sys.platform == "win32", reason="a shell closes the streams")
@pytest.mark.parametrize(
    ("call", "code"),
    [
        ("lint plans/bo.md >&-", 1),
        ("lint plans/bo.md 2>&-", 1),
        ("lint plans/night/ada.md 2>&-", 0),
        ("lint - <&-", 1),
        ("lint nobody 2>&-", 2),
        ("lint --nonsense >&- 2>&-", 2),
        ("list >&- 2>&-", 0),
    ],
)
def test_a_closed_stream_changes_neither_the_work_nor_the_exit_code(folder: Path, call: str, code: int) -> None:
    (folder / "plans" / "night" / "ada.md").write_text(GOOD, encoding="utf-8")
    done = subprocess.run(["bash", "-c", f'"{sys.executable}" -m cap {call}'], cwd=folder, capture_output=True, check=False)
    assert (done.returncode, b"Traceback" in done.stderr + done.stdout) == (code, False)


def test_a_name_for_standard_input_that_is_no_text_is_shown_as_far_as_it_goes(folder: Path) -> None:
    for kind in ("json", "concise", "full", "github"):
        result = cap("lint", "-", "--stdin-filename", "\udcff.md", "--format", kind, stdin=b"")
        assert result.exit_code == 1 and "\ufffd.md" in result.stdout


def test_a_baseline_may_be_blank_and_is_never_ignored(folder: Path) -> None:
    settings = folder / "cap.yaml"
    settings.write_text("lint:\n  rules: {}\n  baseline:                   # a file\n")
    assert cap("lint").exit_code == 1
    settings.write_text("lint: {baseline: known.txt}\n")
    result = cap("lint")
    assert result.exit_code == 2 and "there is no baseline known.txt" in result.stderr
