"""What the tests of the command line share."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from cap.cli.app import app
from cap.cli.terminal import RUNNERS

TODAY = "2026-11-22"
Run = Callable[..., Result]


@pytest.fixture
def empty(tmp_path: Path, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder to work in, in a world of 80 columns on a day in November, with no settings around it."""
    for name in (
        *RUNNERS,
        "CAP_CONFIG",
        "CAP_TRUST",
        "CAP_ME",
        "NO_COLOR",
        "FORCE_COLOR",
        "CLICOLOR_FORCE",
        "CLICOLOR",
        "CAP_EDITOR",
        "GIT_EDITOR",
        "VISUAL",
        "EDITOR",
    ):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path_factory.mktemp("state")))  # what is trusted
    monkeypatch.setenv("CAP_TODAY", TODAY)
    for name, value in (("TERM", "dumb"), ("GIT_CONFIG_GLOBAL", os.devnull), ("GIT_CONFIG_SYSTEM", os.devnull)):
        monkeypatch.setenv(name, value)  # no editor is there unless one is set
    monkeypatch.setenv("COLUMNS", "80")
    (tmp_path / ".git").mkdir()
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def run(empty: Path) -> Run:
    """Runs `cap` in the empty folder."""
    return lambda *words: CliRunner().invoke(app, list(words))


@pytest.fixture
def plan(empty: Path) -> Path:
    """Where Ada's plan is written."""
    (empty / "plans").mkdir()
    return empty / "plans" / "ada.md"


Typed = Callable[..., tuple[int, str]]  # what is typed, and the words of the command; the exit code, and all that is seen


@pytest.fixture
def typed(empty: Path) -> Typed:
    """Runs `cap` on a terminal, where somebody types."""
    pty = pytest.importorskip("pty")

    def run_typed(typed_in: str, *words: str, **variables: str) -> tuple[int, str]:
        ours, theirs = pty.openpty()
        world = os.environ | {"COLUMNS": "200", "TERM": "dumb"} | variables
        with subprocess.Popen(
            [sys.executable, "-m", "cap", *words], stdin=theirs, stdout=theirs, stderr=theirs, env=world
        ) as process:
            os.close(theirs)
            os.write(ours, typed_in.encode(errors="surrogateescape"))
            seen = b""
            try:
                while piece := os.read(ours, 4096):
                    seen += piece
            except OSError:  # the other side is closed
                pass
            code = process.wait(30)
        os.close(ours)
        return code, seen.decode(errors="surrogateescape").replace("\r\n", "\n")

    return run_typed


def tree(folder: Path) -> dict[str, bytes]:
    """Every file below a folder with its bytes."""
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def refused(result: Result) -> str:
    """The one message of a refusal."""
    assert result.exit_code == 2
    assert isinstance(result.exception, SystemExit)
    assert result.stdout == ""
    assert result.stderr.startswith("cap: ")
    assert result.stderr.count("cap: ") == 1
    return result.stderr


# ---- a repository with a plan, and private notes

SECRET = "zzyzx would rather leave"
PLAN = """\
---
name: Ada Obi
stage: agreed
goals: [{id: lead, goal: Lead the ward, due: 2026-12-31}]
skills:
  - {id: handover, skill: Handover, rating: 4, actions: [{id: mondays, action: Lead it on Mondays, due: 2026-12-01}]}
---
"""


@pytest.fixture
def data(run: Run, empty: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The user's data folder; Ada's plan lies in a repository with a commit."""
    for name in [name for name in os.environ if name.startswith("GIT_")]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", os.devnull)
    monkeypatch.setenv("HOME", str(empty / "home"))
    monkeypatch.setenv("XDG_DATA_HOME", str(empty / "home" / "data"))
    monkeypatch.setenv("TMPDIR", str(empty / "tmp"))
    (empty / ".git").rmdir()
    for folder in ("tmp", "home", "team/plans"):
        (empty / folder).mkdir(parents=True)
    monkeypatch.chdir(empty / "team")
    git("init", "-q", "-b", "main")
    Path("plans/ada.md").write_text(PLAN)
    commit()
    return empty / "home" / "data"


def git(*words: str) -> str:
    identity = ("-c", "user.name=ruth", "-c", "user.email=ruth@example.org")
    return subprocess.run(["git", *identity, *words], check=True, capture_output=True, text=True).stdout


def commit() -> None:
    git("add", "-A")
    git("commit", "-q", "-m", "x")


def holders(folder: Path) -> list[str]:
    """The files below a folder, in git's objects too, that hold the secret."""
    found = [name for name, raw in tree(folder).items() if SECRET.encode() in raw]
    if (folder / ".git").is_dir():
        objects = git("-C", str(folder), "cat-file", "--batch-all-objects", "--batch-check").split("\n")[:-1]
        found += [line for line in objects if SECRET in git("-C", str(folder), "cat-file", "-p", line.split()[0])]
    return found
