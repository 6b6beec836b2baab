"""`cap lint --format …` and `--output`: reports for other programs, and where they go."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.conftest import Run, refused, tree

LAZY = "---\nname: Bo Li\nstage: agreed\ngoals:\n  - {id: lead, goal: Lead the night shift, due: 2026-02-30}\n---\n"
CLEAN = "---\nname: Ada\npauses: [{from: 2026-01-01}]\n---\n"
FORMATS = ("full", "concise", "json", "github", "gitlab", "sarif", "rdjson")


@pytest.fixture
def folder(empty: Path) -> Path:
    (empty / "plans").mkdir()
    (empty / "plans" / "bo li.md").write_text(LAZY)
    return empty


@pytest.mark.parametrize("format", FORMATS)
def test_a_report_holds_what_would_be_printed_and_gives_way_to_the_next(folder: Path, run: Run, format: str) -> None:
    printed = run("lint", "--format", format)
    done = run("lint", "--format", format, "-o", "report.txt")
    assert done.exit_code == printed.exit_code == 1 and done.stdout == ""
    assert done.stderr.startswith("Written to report.txt.\n1 plan: 1 error")
    assert (folder / "report.txt").read_text(encoding="utf-8") == printed.stdout
    (folder / "plans" / "bo li.md").write_text(CLEAN)
    for following in FORMATS:
        assert run("lint", "--format", format, "--output", "report.txt").exit_code == 0
        assert (folder / "report.txt").read_text(encoding="utf-8") == run("lint", "--format", format).stdout
        assert run("lint", "--format", following, "--output", "report.txt").exit_code == 0
    assert [name for name in tree(folder) if "cap-" in name] == []


def test_a_dash_prints_and_colour_stays_out_of_a_file(folder: Path, run: Run) -> None:
    assert run("lint", "-o", "-").stdout == run("lint").stdout != ""
    run("lint", "-o", "report.txt", "--color", "always")
    assert (folder / "report.txt").read_text() == run("lint").stdout


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["-o", "cap.yaml"], "cap: cap.yaml is there already"),
        (["-o", "plans/report.txt"], "plans/report.txt lies among plans, and a report is none"),
        (["-o", "nowhere/report.txt"], "there is no folder nowhere"),
        (["-o", "report.json"], "report.json would not hold what its name says\n     Add --format json."),
        (["-o", "report.sarif"], "Add --format sarif."),
        (["-o", "report.sarif", "--format", "gitlab"], "Add --format sarif."),
        (["-o", "report.md", "--format", "json"], "Name it for what will be in it: -o report.json."),
        (["-o", "report.json", "--statistics"], "Add --format json."),
        (["-o", "report.json", "--diff"], "--output is for findings"),
        (["-o", "report.json", "--show-settings"], "--output is for findings"),
        (["--format", "sarf"], "Did you mean `sarif`?"),
    ],
)
def test_a_report_goes_nowhere_else(folder: Path, run: Run, words: list[str], said: str) -> None:
    (folder / "cap.yaml").write_text("minutes: 60\n")
    before = tree(folder)
    assert said in refused(run("lint", *words))
    assert tree(folder) == before


def test_others_know_a_file_by_its_place_in_the_repository(folder: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(folder / "plans")
    assert json.loads(run("lint", "--format", "gitlab").stdout)[0]["location"]["path"] == "plans/bo li.md"
    sarif = json.loads(run("lint", "--format", "sarif").stdout)["runs"][0]["results"][0]
    assert sarif["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] == "plans/bo%20li.md"
    assert run("lint", "--format", "github").stdout.startswith("::error file=plans/bo li.md,")
    # reviewdog makes its paths whole by itself
    assert json.loads(run("lint", "--format", "rdjson").stdout)["diagnostics"][0]["location"]["path"] == "bo li.md"


def test_a_plan_from_standard_input_is_called_what_it_is_called(folder: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    from typer.testing import CliRunner

    from cap.cli.app import app

    for words, called in ([], "<stdin>"), (["--stdin-filename", "./plans/x.md"], "plans/x.md"):
        done = CliRunner().invoke(app, ["lint", "-", "--format", "gitlab", *words], input=LAZY)
        assert json.loads(done.stdout)[0]["location"]["path"] == called
