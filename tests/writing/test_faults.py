"""Whatever fails, dies or comes in between: the file is the old one or the new one, whole, and nothing that was written is lost."""

from __future__ import annotations

import errno
import os
import signal
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from cap.refusal import Refusal
from cap.workspace.writing import update
from tests.writing.harness import fail_every_call, kill_writers, naive, unguarded, write_together

forking = pytest.mark.skipif(not hasattr(os, "fork"), reason="kills and forks are for Unix")


@pytest.fixture(autouse=True)
def _own_cache(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path_factory.mktemp("cache")))


@pytest.mark.parametrize(
    "error",
    [
        lambda: OSError(errno.EIO, "Input/output error"),
        lambda: OSError(errno.ENOSPC, "No space left on device"),
        lambda: OSError(errno.ENOENT, "No such file or directory"),
        KeyboardInterrupt,
    ],
    ids=["EIO", "ENOSPC", "ENOENT", "Ctrl-C"],
)
def test_any_system_call_may_fail(tmp_path: Path, error: Callable[[], BaseException]) -> None:
    seen = fail_every_call(tmp_path, error)
    assert (seen["torn"], seen["untrue"], seen["left"]) == (0, 0, 0)
    assert seen["calls"] > 30
    if error is not KeyboardInterrupt:
        assert seen["refused"] > seen["changed"] > 0


@forking
def test_a_writer_may_be_killed_at_any_moment(tmp_path: Path) -> None:
    seen = kill_writers(tmp_path, 20)
    assert (seen["torn"], seen["lost"], seen["left"]) == (0, 0, 0)
    assert seen["hits"] > 0


@forking
def test_the_kills_would_find_a_writer_that_tears_files(tmp_path: Path) -> None:
    assert kill_writers(tmp_path, 8, naive)["torn"] > 0


@forking
def test_eight_commands_at_once_keep_every_edit(tmp_path: Path) -> None:
    seen = write_together(tmp_path, 8, 5)
    assert seen["failed"] == 0
    assert seen["kept"] == seen["made"] == 40


@forking
def test_the_commands_would_find_a_writer_that_loses_edits(tmp_path: Path) -> None:
    assert write_together(tmp_path, 8, 5, unguarded)["kept"] < 40


@forking
def test_a_disk_that_fills_up_halfway_leaves_the_file_alone(tmp_path: Path) -> None:
    path = tmp_path / "ada.md"
    path.write_bytes(b"old\n" * 1000)
    child = os.fork()
    if child == 0:
        import resource

        # the system stops the write in the middle, as it does when the disk is full
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (50_000, 50_000))
        try:
            update(path, lambda raw: raw * 100)
        except Refusal as refusal:
            os._exit(0 if "file too large" in refusal.message else 2)
        os._exit(1)
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0
    assert path.read_bytes() == b"old\n" * 1000
    assert [file.name for file in tmp_path.iterdir()] == ["ada.md"]


@pytest.mark.skipif(sys.platform != "linux", reason="tries one system's way to write a little at a time")
def test_a_system_that_writes_a_little_at_a_time_writes_all(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "ada.md"
    path.write_bytes(b"old\n")
    write = os.write
    monkeypatch.setattr(os, "write", lambda descriptor, part: write(descriptor, part[:1000]))
    update(path, lambda _: b"new\n" * 5000)
    assert path.read_bytes() == b"new\n" * 5000
