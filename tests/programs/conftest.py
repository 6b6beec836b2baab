"""The programs, this checkout as somebody else installs it, and a folder with plans in a world that has nothing of ours."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import NamedTuple

import pytest

from tests.browser.driving import REQUIRED

HERE = Path(__file__).parent
ROOT = HERE.parent.parent
TOOLS = HERE / ".venv" / "bin"
WHEELS = HERE / "wheels"  # what `cap` needs, and what it is built with
PATIENCE = 200  # seconds for a command; most of it goes into an environment for a hook


class Done(NamedTuple):
    """What came of a command: its exit code, and all that it said."""

    code: int
    said: str


Type = Callable[..., Done]


def needed(*files: Path) -> None:
    """Leave out a test whose programs are not here, or let it fail where they must be."""
    for file in files:
        if not file.exists():
            (pytest.fail if REQUIRED else pytest.skip)(f"{file.name} is not here; .ci/programs installs it")


def ran(words: tuple[str | Path, ...], cwd: Path, world: Mapping[str, str]) -> Done:
    done = subprocess.run(
        list(map(str, words)),
        cwd=cwd,
        env=world,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        check=False,
        timeout=PATIENCE,
    )
    return Done(done.returncode, done.stdout)


@pytest.fixture(scope="session")
def world(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """The variables of somebody who has git, Python and pre-commit, and for whom pip asks no network: it finds this checkout as a wheel."""
    needed(TOOLS / "pre-commit", WHEELS)
    home = tmp_path_factory.mktemp("home")
    build = (sys.executable, "-m", "hatchling", "build", "--target", "wheel", "--directory", home / "wheel")
    made = ran(build, ROOT, os.environ)
    assert made.code == 0, made.said
    return {
        "PATH": os.pathsep.join([str(TOOLS), os.environ["PATH"]]),
        "HOME": str(home),
        "XDG_DATA_HOME": str(home / "data"),
        "XDG_STATE_HOME": str(home / "state"),
        "PRE_COMMIT_HOME": str(home / "pre-commit"),
        "LANG": "C.UTF-8",
        "PIP_CONFIG_FILE": os.devnull,
        "PIP_NO_INDEX": "1",
        "PIP_FIND_LINKS": f"{(home / 'wheel').as_uri()} {WHEELS.as_uri()}",
        "GIT_CONFIG_GLOBAL": os.devnull,
        "GIT_CONFIG_SYSTEM": os.devnull,
        **{f"GIT_{who}_{what}": "ruth@example.org" for who in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")},
    }


@pytest.fixture
def team(tmp_path: Path) -> Path:
    """A folder for plans."""
    (tmp_path / "team" / "plans").mkdir(parents=True)
    return tmp_path / "team"


@pytest.fixture
def type_(team: Path, world: dict[str, str]) -> Type:
    """Types a command there; `cap` is this checkout's."""
    cap = (sys.executable, "-m", "cap")

    def run(*words: str, **variables: str) -> Done:
        with_cap = {"PYTHONPATH": str(ROOT)} if words[0] == "cap" else {}
        return ran((*cap, *words[1:]) if words[0] == "cap" else words, team, world | with_cap | variables)

    return run
