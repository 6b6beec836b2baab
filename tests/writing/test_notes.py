"""A private note is there whole or not at all, whatever fails while it is written."""

from __future__ import annotations

import errno
import itertools
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from cap.refusal import Refusal
from cap.workspace.private import note_privately, note_seen, private_file
from cap.workspace.settings import Workspace, open_workspace
from tests.writing.harness import age, failing

DAY = date(2026, 11, 22)
EARLIER = b"## 2026-11-20\n\nEarlier\n"
Note = Callable[[Workspace, Path, str, date], Path]


@pytest.fixture
def plan(tmp_path: Path, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name in ("XDG_DATA_HOME", "XDG_CACHE_HOME", "XDG_STATE_HOME"):
        monkeypatch.setenv(name, str(tmp_path_factory.mktemp(name.lower())))
    monkeypatch.delenv("CAP_CONFIG", raising=False)
    (tmp_path / "plans").mkdir()
    (tmp_path / "plans" / "ada.md").write_text("---\nname: Ada\n---\n")
    monkeypatch.chdir(tmp_path)
    return tmp_path / "plans" / "ada.md"


@pytest.mark.parametrize("note", [note_seen, note_privately])
@pytest.mark.parametrize("before", [b"", EARLIER], ids=["the first", "one more"])
@pytest.mark.parametrize(
    "error",
    [
        lambda: OSError(errno.EIO, "Input/output error"),
        lambda: OSError(errno.ENOSPC, "No space left on device"),
        KeyboardInterrupt,
    ],
    ids=["EIO", "ENOSPC", "Ctrl-C"],
)
@pytest.mark.parametrize("late", [False, True])
def test_whichever_system_call_fails(
    plan: Path, error: Callable[[], BaseException], before: bytes, note: Note, late: bool
) -> None:
    workspace = open_workspace(start=plan.parent)
    file = private_file(workspace, plan)
    file.parent.mkdir(parents=True)
    text = b"- seen: 2026-11-22 Sang\n" if note is note_seen else b"## 2026-11-22\n\nSang\n"
    whole = before + (b"\n" if before else b"") + text
    failed = 0
    for n in itertools.count(1):
        file.unlink(missing_ok=True)
        if before:
            file.write_bytes(before)
        outcome = "noted"
        with failing(n, error(), late=late) as faulty:
            try:
                note(workspace, plan, "Sang", DAY)
            except (Refusal, KeyboardInterrupt) as stopped:
                outcome = type(stopped).__name__
        if len(faulty.called) < n:
            break
        there = file.read_bytes() if file.exists() else b""
        failed += outcome != "noted"
        assert there in {"noted": (whole,), "KeyboardInterrupt": (before, whole)}.get(outcome, (before,)), n
        age(file.parent)
        note(workspace, plan, "Sang", DAY)
        assert file.read_bytes().startswith(there) and file.read_bytes().endswith(text)
        assert [path.name for path in file.parent.iterdir()] == ["ada.md"]
        assert file.stat().st_mode & 0o777 == 0o600
    assert failed > 5
