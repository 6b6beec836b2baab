"""A repository to keep plans in, with commits on chosen days."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest

from tests.cli.conftest import data, empty, plan, run  # noqa: F401  the command line in a world of its own


class Repository:
    """A folder in which git is called, in a world without anybody's settings."""

    def __init__(self, root: Path) -> None:
        self.root = root

    def git(self, *words: str, day: str = "2026-01-01", author: str = "Ruth") -> str:
        who = {f"GIT_{one}_{key}": value for one in ("AUTHOR", "COMMITTER") for key, value in (("NAME", author), ("EMAIL", "r@example.org"), ("DATE", f"{day}T12:00:00Z"))}  # fmt: skip
        done = subprocess.run(["git", *words], cwd=self.root, env=os.environ | who, check=True, capture_output=True, timeout=60)
        return done.stdout.decode(errors="replace")

    def write(self, name: str, text: str | bytes) -> Path:
        file = self.root / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(text if isinstance(text, bytes) else text.encode())
        return file

    def commit(self, day: str, author: str = "Ruth") -> str:
        self.git("add", "-A")
        self.git("commit", "-q", "--allow-empty", "-m", "x", day=day, author=author)
        return self.git("rev-parse", "HEAD").strip()


@pytest.fixture
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Repository:
    for name in (*(name for name in os.environ if name.startswith("GIT_")), "CAP_ME", "CAP_CONFIG", "CAP_TODAY", "CAP_TRUST"):
        monkeypatch.delenv(name, raising=False)
    for name, value in (("GIT_CONFIG_GLOBAL", os.devnull), ("GIT_CONFIG_SYSTEM", os.devnull), ("HOME", str(tmp_path / "home"))):
        monkeypatch.setenv(name, value)
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "home" / "data"))
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "home" / "state"))
    monkeypatch.setenv("COLUMNS", "200")
    root = tmp_path / "team"
    root.mkdir()
    made = Repository(root)
    made.git("init", "-q", "-b", "main")
    monkeypatch.chdir(root)
    return made
