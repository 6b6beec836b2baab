"""What the tests of the command line share."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from cap.cli.app import app

TODAY = "2026-11-22"
Run = Callable[..., Result]


@pytest.fixture
def empty(tmp_path: Path, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder to work in, in a world of 80 columns on a day in November, with no settings around it."""
    for name in ("GITHUB_ACTIONS", "CAP_CONFIG", "CAP_TRUST", "NO_COLOR", "CAP_EDITOR", "VISUAL", "EDITOR"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path_factory.mktemp("state")))  # what is trusted
    monkeypatch.setenv("CAP_TODAY", TODAY)
    monkeypatch.setenv("COLUMNS", "80")
    (tmp_path / ".git").mkdir()
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def run(empty: Path) -> Run:
    """Runs `cap` in the empty folder."""
    return lambda *words: CliRunner().invoke(app, list(words))


def tree(folder: Path) -> dict[str, bytes]:
    """Every file below a folder with its bytes."""
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}
