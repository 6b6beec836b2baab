"""Whatever else `cap` writes, notes, what it remembers and what it keeps safe, is there whole or as it was, whatever happens to it."""

from __future__ import annotations

import contextlib
import errno
import itertools
import json
import os
import signal
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from cap.refusal import Refusal
from cap.workspace import kept, landing, state, store
from cap.workspace.writing import update_own
from tests.writing.harness import age, failing, kill_writers

LONG = "Something that takes a while to write.\n" * 4000


def remembered(path: Path, text: str) -> None:
    state.keep(path, {"text": text})


def noted(path: Path, text: str) -> None:
    update_own(path, lambda _: text.encode())


def kept_safe(path: Path, text: str) -> None:
    kept.keep(path.name, text)


def created(path: Path, text: str) -> None:
    store.create(path, text)


# How it is written, what stands in the file then, and whether it may stand in the place of something else.
WAYS: dict[str, tuple[Callable[[Path, str], None], Callable[[str], str], bool]] = {
    "a private note": (noted, str, True),
    "what is trusted, or can be undone": (remembered, lambda text: json.dumps({"text": text}, indent=2) + "\n", True),
    "a text that was typed": (kept_safe, str, False),
    "a new plan": (created, str, False),
}
Way = tuple[Callable[[Path, str], None], Callable[[str], str], bool]


@pytest.fixture
def file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name in ("XDG_STATE_HOME", "XDG_CACHE_HOME"):
        monkeypatch.setenv(name, str(tmp_path / name))
    folder = tmp_path / "XDG_STATE_HOME" / "cap" / "unsaved"
    folder.mkdir(parents=True, mode=0o700)
    return folder / "ada.md"


@pytest.mark.parametrize("late", [False, True])
@pytest.mark.parametrize(
    "error", [lambda: OSError(errno.ENOSPC, "No space left on device"), KeyboardInterrupt], ids=["full", "^C"]
)
@pytest.mark.parametrize("way", WAYS.values(), ids=WAYS)
def test_whichever_system_call_fails(file: Path, way: Way, error: Callable[[], BaseException], late: bool) -> None:
    write, stands, over = way
    for n in itertools.count(1):
        file.unlink(missing_ok=True)
        if over:
            write(file, "before")
        done = False
        with failing(n, error(), late=late) as faulty, contextlib.suppress(Refusal, OSError, KeyboardInterrupt):
            write(file, LONG)
            done = True
        if len(faulty.called) < n:
            break
        there = file.read_text() if file.exists() else None
        assert there in (stands(LONG), stands("before") if over else None), n
        assert there == stands(LONG) or not done
        age(file.parent)
        landing.sweep(file.parent)
        assert [path.name for path in file.parent.iterdir()] == ([file.name] if there else [])
    assert n > 5


@pytest.mark.skipif(not hasattr(os, "fork"), reason="kills and forks are for Unix")
@pytest.mark.parametrize("way", WAYS.values(), ids=WAYS)
def test_a_writer_may_be_killed_at_any_moment(file: Path, way: Way) -> None:
    write, _, over = way
    write(file, LONG)  # so that the children do not import
    whole = partly = 0
    for n in range(60):  # until a kill has met both, which on a slow disk takes its time
        if n >= 12 and whole and partly:
            break
        file.unlink(missing_ok=True)
        child = os.fork()
        if child == 0:
            for i in itertools.count():
                file.unlink(missing_ok=True) if not over else None
                write(file, f"{i}\n{LONG}")
        time.sleep(0.002 * (n + 1))
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        partly += any(file.parent.glob(".cap-*.tmp"))
        age(file.parent)
        landing.sweep(file.parent)
        if file.exists():
            assert file.stat().st_nlink == 1
            there = json.loads(file.read_text())["text"] if write is remembered else file.read_text()
            assert there.endswith(f"\n{LONG}") and there.split("\n")[0].isdigit()
            whole += 1
    assert whole or partly


@pytest.mark.skipif(not hasattr(os, "fork"), reason="kills and forks are for Unix")
def test_notes_are_lost_to_no_kill(file: Path) -> None:
    seen = kill_writers(file.parent, 12, lambda path, change: update_own(path, change))
    assert (seen["torn"], seen["lost"], seen["left"]) == (0, 0, 0)
    assert seen["hits"] > 0


@pytest.mark.skipif(not hasattr(os, "fork"), reason="limits are for Unix")
@pytest.mark.parametrize("way", WAYS.values(), ids=WAYS)
def test_a_disk_that_fills_up_halfway_leaves_what_was_there(file: Path, way: Way) -> None:
    write, stands, over = way
    if over:
        write(file, "before")
    child = os.fork()
    if child == 0:
        import resource

        signal.signal(
            signal.SIGXFSZ, signal.SIG_IGN
        )  # the system stops the write in the middle, as it does when the disk is full
        resource.setrlimit(resource.RLIMIT_FSIZE, (50_000, 50_000))
        try:
            write(file, LONG)
        except (Refusal, OSError):
            os._exit(0)
        os._exit(1)
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0
    assert [path.read_text() for path in file.parent.iterdir()] == ([stands("before")] if over else [])


@pytest.mark.skipif(os.name != "posix", reason="modes and links as Unix has them")
def test_what_is_for_this_user_alone_is_so_and_no_link_is_followed(file: Path, tmp_path: Path) -> None:
    noted(file, "one")
    assert file.stat().st_mode & 0o777 == 0o600
    file.chmod(0o644)  # made by hand
    noted(file, "two")
    assert (file.stat().st_mode & 0o777, file.read_text()) == (0o600, "two")
    other = file.with_name("bo.md")
    other.symlink_to(file)
    with pytest.raises(Refusal):
        noted(other, "three")
    assert file.read_text() == "two" and other.is_symlink()


@pytest.mark.skipif(sys.platform == "win32", reason="hard links as Unix has them")
def test_without_hard_links_a_new_file_is_still_new(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def unknown(source: Path, target: Path) -> None:
        raise OSError(errno.EPERM, "Operation not permitted")

    monkeypatch.setattr(os, "link", unknown)
    created(file, "one")
    with pytest.raises(Refusal):
        created(file, "two")
    assert [path.read_text() for path in file.parent.iterdir()] == ["one"]
