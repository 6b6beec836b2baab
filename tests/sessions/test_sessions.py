"""Sessions at the command line, replayed: every line that starts with `$` is run, and what it prints must be what stands beneath.

A session is a Markdown file in this folder; its commands and their output are the indented lines. A command that does not end with 0
says so: `[exit 2]`.
"""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner

from cap.cli.app import app
from tests.cli.conftest import TODAY
from tests.transcripts import assert_approved

HERE = Path(__file__).parent
RUTH = {"NAME": "Ruth", "EMAIL": "ruth@example.org", "DATE": f"{TODAY}T09:00:00Z"}
_SHELL = re.compile(r"[|&;<>$`\\*?(\n]|^\w+=")


@pytest.mark.parametrize("session", sorted(HERE.glob("*.md")), ids=lambda path: path.stem)
def test_a_session(session: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    world = {
        "CAP_TODAY": TODAY,
        "TEAM": str(HERE / "team"),
        "COLUMNS": "100",
        "HOME": str(tmp_path),
        "XDG_DATA_HOME": str(tmp_path / "data"),
        "TMPDIR": str(tmp_path / "tmp"),
        "GIT_CONFIG_GLOBAL": os.devnull,
        "GIT_CONFIG_NOSYSTEM": "1",
        **{f"GIT_{who}_{key}": value for who in ("AUTHOR", "COMMITTER") for key, value in RUTH.items()},
    }
    for name in ("CI", "GITHUB_ACTIONS", "CAP_ME", "CAP_CONFIG", "NO_COLOR", "CAP_EDITOR", "VISUAL", "EDITOR", "XDG_CACHE_HOME"):
        monkeypatch.delenv(name, raising=False)
    for name, value in world.items():
        monkeypatch.setenv(name, value)
    (tmp_path / "desk").mkdir()
    (tmp_path / "tmp").mkdir()
    monkeypatch.chdir(tmp_path / "desk")
    assert_approved(replay(session.read_text(encoding="utf-8"), tmp_path), session)


def replay(text: str, folder: Path) -> str:
    """The session with what its commands print now."""
    # a command, and what it printed: indented lines, with empty ones between them
    output = re.compile(r"^    \$ (.*)\n(?:\n*^    (?!\$ ).*\n)*", re.M)
    return output.sub(lambda found: "".join(f"    {line}".rstrip() + "\n" for line in shown(found[1], folder)), text)


def shown(command: str, folder: Path) -> list[str]:
    """A command with what it prints, results before messages, and how it ends."""
    if command.startswith("cd "):
        os.chdir(command[3:])
        return [f"$ {command}"]
    if command.startswith("cap ") and not _SHELL.search(re.sub("'[^']*'", "", command)):
        result = CliRunner().invoke(app, shlex.split(command)[1:], prog_name="cap")
        assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
        output, code = result.stdout + result.stderr, result.exit_code
    else:
        cap = f'cap() {{ {shlex.quote(sys.executable)} -m cap "$@"; }}; {command}'
        done = subprocess.run(["bash", "-c", cap], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, stdin=subprocess.DEVNULL, check=False)  # fmt: skip
        output, code = done.stdout.decode(), done.returncode
    output = re.sub(r"cap-edit-\w+", "cap-edit-…", output.replace(str(folder), "…")).rstrip("\n")
    return [f"$ {command}", *(output.split("\n") if output else []), *([f"[exit {code}]"] if code else [])]
