"""One way out: whatever a plan, its name or a setting says, it commands neither a terminal nor a build server, and arrives whole."""

from __future__ import annotations

import csv
import io
import json
import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

from cap.cli.terminal import RUNNERS
from cap.team.output.csv import cell
from tests.cli.conftest import Run, commit, git
from tests.cli.everything import every_call, every_slip, manager_s_calls

# As runners read: GitHub's (actions/runner, ActionCommand.cs), in both of its ways, Azure's and TeamCity's.
V2 = re.compile(r"\s*::[\w-]+(?:\s.*?)?::")
ANYWHERE = re.compile(r"##\[|##vso\[|##teamcity\[")
OURS = re.compile(r"::(error|warning|notice) file=[^:]*::")

pytestmark = pytest.mark.slow  # a walk over every command: once a run is enough


FRONT = (
    r"""---
name: "##[set-output name=x;]Mal\e[2J"
role: "::add-mask::\u202etrue"
manager: "::group::x"
stage: agreed
goals:
  - {id: lead, goal: "::set-output name=deploy::prod ##vso[task.setvariable variable=x]y", due: 2026-12-31, measure: "::stop-commands::abc"}
skills:
  - skill: "##teamcity[publishArtifacts '.']"
    id: handover
    rating: 4
    target: 7
    actions:
      - {id: mondays, action: "::warning file=a.py::x", type: experience, due: 2026-11-01, status: Doing}
      # ::set-output name=fromcomment::x
topics: ["##[error]topic", "::debug::topic", "\x9b31m\a\b\0"]
moments: [{date: 2026-11-01, moment: "::notice::m"}]
conversations: [{date: 2026-10-01, type: action-plan}]
x-own: "::echo::on"
---
# ##[group]Mal

## 2026-10-01 action-plan

::set-output name=body::x
  ::warning file=a.py,line=1::from the body
::add-path::/tmp
## A title with a lone"""
    "\rcarriage return ::error::x\n\x1b]8;;https://example.org\x1b\\link\x1b]8;;\x1b\\\n\u00a0::add-path::/tmp\n"
)


@pytest.fixture
def hostile(run: Run, data: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A repository whose every word is a command."""
    monkeypatch.setenv("EDITOR", "true")
    monkeypatch.setattr("cap.cli.editing.AT_ONCE", 0)
    Path("plans/ada.md").write_bytes(FRONT.encode())
    Path("plans/::set-output name=stem::x.md").write_text("---\nname: [\n---\n")
    Path("plans/##[error]y.md").write_text("---\nname: 'y'\nstage: '::error::x'\n---\n")
    Path("page.md").write_text("# ::set-env name=x::y\n\n- [ ] ##[error]x\n::add-mask::x\n")
    Path("people.csv").write_text("name,::debug::x\n::error::x,y\n")
    Path("cap.yaml").write_text('exclude: ["##[group]x", "::x::"]\n')
    Path("templates").mkdir()
    Path("templates/x.md.j2").write_text("{# ::error::x #}\n::error::template ##[error]x\n{{ plan.name }}\n")
    commit()
    run("private", "ada", "-m", "::error::private\n##[error]x")
    return Path("plans/ada.md")


@pytest.mark.parametrize("runner", RUNNERS)
def test_no_line_of_anything_commands_a_build_server(
    run: Run, hostile: Path, monkeypatch: pytest.MonkeyPatch, runner: str
) -> None:
    monkeypatch.setenv(runner, "true")
    calls = [*every_call(), *manager_s_calls(), ["private", "ada"], *every_slip("::error::x ##[error]y")]
    for words in calls if runner == "GITHUB_ACTIONS" else calls[::7]:
        result = run(*words)
        assert isinstance(result.exception, SystemExit | None), words
        for line in re.split(r"[\r\n]", result.output):
            ours = words[:1] == ["lint"] and OURS.match(line)
            assert not ANYWHERE.search(line) and (ours or not V2.match(line)), (words, line)
        if words == ["trust"]:
            run("trust", "--remove")
        git("checkout", "-q", ".")


def test_no_control_character_reaches_a_stream(run: Run, hostile: Path) -> None:
    for words in [*every_call(), *manager_s_calls(), ["private", "ada"], *every_slip("x\x1b[2J\u202e\x07y")]:
        result = run(*words)
        assert isinstance(result.exception, SystemExit | None), words
        bare = re.sub(r"\x1b\[[\d;]*m", "", result.output) if "always" in words else result.output
        assert not re.search(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", bare), (words, bare)
        git("checkout", "-q", ".")


@pytest.mark.parametrize("words", ["show ada", "list", "lint", "agenda ada", "ask", "lint --show-settings"])
def test_machines_read_the_same_values_where_a_runner_reads_along(
    run: Run, hostile: Path, monkeypatch: pytest.MonkeyPatch, words: str
) -> None:
    import yaml

    call = words.split() if "settings" in words else [*words.split(), "--format", "json"]
    load = yaml.safe_load if "settings" in words else json.loads
    bare = run(*call).stdout
    monkeypatch.setenv("GITHUB_ACTIONS", "true")
    assert load(run(*call).stdout) == load(bare)


def test_what_commands_nobody_is_printed_exactly_where_no_runner_reads(
    run: Run, hostile: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert "\n  ::set-output name=body::x\n" in run("show", "ada").stdout
    for runner in RUNNERS:
        monkeypatch.setenv(runner, "")
    assert "\n::set-output name=body::x\n" in run("show", "ada", "--format", "md").stdout
    monkeypatch.setenv("CI", "true")
    assert "\n:<U+003A>set-output name=body::x\n" in run("show", "ada", "--format", "md").stdout


def test_a_colour_does_not_hide_a_command(run: Run, plan: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TF_BUILD", "True")
    plan.with_name("::error::x.md").write_text("---\nname: Bo\n---\n")
    monkeypatch.chdir(plan.parent)
    lines = run("lint", "::error::x.md", "--format", "full", "--color", "always").stdout.splitlines()
    assert lines[0].startswith("\x1b[1m:<U+003A>error::x.md:")


# ---- the language of the system, and streams that end


@pytest.mark.parametrize(
    "call", ["list --format csv", "list --format json", "show ada --format md", "agenda ada", "lint --format concise"]
)
@pytest.mark.parametrize(
    "world",
    [
        {"PYTHONIOENCODING": "ascii"},
        {"PYTHONIOENCODING": "latin-1"},
        {"LC_ALL": "C", "PYTHONCOERCECLOCALE": "0", "PYTHONUTF8": "0"},
    ],
)
def test_what_goes_into_a_pipe_is_utf_8_whatever_the_locale(plan: Path, call: str, world: dict[str, str]) -> None:
    plan.write_text("---\nname: Zoë 木村 🎉\ngoals: [{goal: Größeres “wagen”}]\n---\n", encoding="utf-8")

    def printed(**world: str) -> bytes:
        done = subprocess.run(
            [sys.executable, "-m", "cap", *call.split()], env=os.environ | world, capture_output=True, check=False
        )
        return done.stdout

    assert printed(**world) == printed(PYTHONUTF8="1")
    assert ("Zoë 木村 🎉" if "lint" not in call else "“") in printed(**world).decode()


@pytest.mark.parametrize("words", ["--help", "--version", "show --help", "show", "nothing", "show --nope"])
@pytest.mark.parametrize(
    ("redirected", "code"), [(">/dev/full", 2), (">/dev/full 2>&1", 2), (">&- 2>&-", None), ("2>&1 | true", None)]
)
def test_help_and_version_survive_a_full_or_closed_output(plan: Path, words: str, redirected: str, code: int | None) -> None:
    plan.write_text("---\nname: Ada\n---\n")
    done = subprocess.run(
        ["sh", "-c", f"{shlex.quote(sys.executable)} -m cap {words} {redirected}"], capture_output=True, text=True, check=False
    )
    assert "Traceback" not in done.stderr and "Exception ignored" not in done.stderr
    assert code is None or done.returncode == code


def test_when_nobody_reads_any_more_the_exit_code_is_that_of_a_closed_pipe(plan: Path) -> None:
    plan.write_text("---\nname: Ada\n---\n")
    reading, writing = os.pipe()
    os.close(reading)
    for words in ("--help", "--version", "show ada", "lint --help"):
        done = subprocess.run([sys.executable, "-m", "cap", *words.split()], stdout=writing, stderr=subprocess.PIPE, check=False)
        assert (done.returncode, done.stderr) == (141, b""), words
    os.close(writing)


# ---- spreadsheets


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "|", "\t", "\r", "＝", "＋", "－", "＠", " =", '"=', "\n="])
def test_no_reader_of_csv_takes_a_text_for_a_formula(run: Run, plan: Path, start: str) -> None:
    for before in ("", "a;", "a;b; ", ";"):
        name = json.dumps(f"{before}{start}cmd|' /C calc'!A0")
        plan.write_text(f"---\nname: {name}\nrole: {name}\n---\n")
        printed = run("list", "--format", "csv").stdout
        for delimiter in ",;\t":
            for row in csv.reader(io.StringIO(printed), delimiter=delimiter):
                for text in row:
                    assert not re.match(r"[\s\"']*[=+\-@|＝＋－＠\t\r]", text) or text.startswith("'") or text == "-", (
                        delimiter,
                        row,
                    )
        assert "\t" not in printed


@pytest.mark.parametrize("text", ["Ada", "a; b", "a-b", "a;b", "1+1", "C#", "x=y", "it's"])
def test_other_texts_stay_as_they_are_in_csv(text: str) -> None:
    assert cell(text) == text
