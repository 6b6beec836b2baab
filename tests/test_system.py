"""What differs between systems, tried on all of them by pretending to be one."""

from __future__ import annotations

import ctypes
import fcntl
import os
import sys
import time
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from typer.testing import CliRunner

from cap import system
from cap.cli.app import app
from cap.cli.terminal import Colour, painter
from cap.refusal import Refusal
from cap.workspace import editor, parallel
from cap.workspace.writing import update

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="pretends to be Windows")


@pytest.fixture
def windows(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(system, "WINDOWS", True)


@pytest.fixture
def mac(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(system, "MAC", True)


def a_program(file: Path, does: str = "exit 0") -> Path:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(f"#!/bin/sh\n{does}\n")
    file.chmod(0o755)
    return file


# ---- programs


def test_a_program_is_found_by_its_absolute_path_and_never_in_the_current_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    planted, real = a_program(tmp_path / "clone" / "git"), a_program(tmp_path / "bin" / "git")
    monkeypatch.chdir(planted.parent)
    for path in (".", "", f".{os.pathsep}", "bin", f"{os.pathsep}{real.parent}", f".{os.pathsep}{real.parent}"):
        monkeypatch.setenv("PATH", path)
        assert system.program("git") == (str(real) if str(real.parent) in path else None)


def test_on_windows_an_editor_may_be_a_cmd_file_and_the_current_folder_does_not_come_first(
    tmp_path: Path, windows: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    planted, real = a_program(tmp_path / "clone" / "code.exe"), a_program(tmp_path / "bin" / "code.cmd")
    monkeypatch.chdir(planted.parent)
    monkeypatch.setenv("PATH", str(real.parent))
    monkeypatch.setenv("PATHEXT", f".exe{os.pathsep}.cmd")
    assert [system.program(name) for name in ("code", "code.cmd", "emacs", "code.exe")] == [str(real), str(real), None, None]


def test_git_of_a_strangers_repository_is_not_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "plans").mkdir()
    (tmp_path / "plans" / "ada.md").write_text("---\nname: Ada\n---\n")
    (tmp_path / ".git").mkdir()
    a_program(tmp_path / "git", "touch run")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PATH", f".{os.pathsep}{os.environ['PATH']}")
    assert CliRunner().invoke(app, ["lint"]).exit_code in (0, 1)
    assert not Path("run").exists()


@pytest.mark.parametrize(
    ("command", "words"),
    [
        ("code --wait", ["code", "--wait"]),
        (r'"C:\Program Files\Edit\ed.exe" --wait "a b"', [r"C:\Program Files\Edit\ed.exe", "--wait", "a b"]),
        (r"C:\O'Brien\ed.exe -n", [r"C:\O'Brien\ed.exe", "-n"]),
        ('C:/tools/"my editor"/ed.exe', ["C:/tools/my editor/ed.exe"]),
    ],
)
def test_an_editor_is_named_as_windows_does(
    windows: None, monkeypatch: pytest.MonkeyPatch, command: str, words: list[str]
) -> None:
    monkeypatch.setenv("CAP_EDITOR", command)
    assert editor.editor() == words


def test_an_open_quote_is_refused_everywhere(monkeypatch: pytest.MonkeyPatch) -> None:
    for pretended in (False, True):
        monkeypatch.setattr(system, "WINDOWS", pretended)
        monkeypatch.setenv("CAP_EDITOR", '"C:\\ed.exe')
        with pytest.raises(Refusal, match="has an open quote"):
            editor.editor()


def test_an_editor_whose_path_has_blanks_needs_no_quotes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = a_program(tmp_path / "My Editor" / "ed", 'echo seen >> "$1"')
    monkeypatch.setenv("CAP_EDITOR", f" {file} ")
    page = tmp_path / "page.md"
    page.write_text("")
    monkeypatch.chdir(tmp_path)
    (tmp_path / "code --wait").write_text("")  # somebody else's, which takes nobody's editor away
    assert system.words_of("code --wait") == ["code", "--wait"]
    command = editor.editor()
    assert command == [str(file)]
    editor.edit(command, [page])
    assert page.read_text() == "seen\n"


def test_both_slashes_make_a_path_on_windows(monkeypatch: pytest.MonkeyPatch) -> None:
    for pretended in (False, True):
        monkeypatch.setattr(system, "WINDOWS", pretended)
        assert system.is_path("plans/ada") and not system.is_path("ada")
        assert system.is_path(r"plans\ada") is pretended


# ---- files


def held(times: int, calls: list[int]) -> Callable[[Any, Any], None]:
    real = os.replace

    def replace(new: Any, old: Any) -> None:
        calls.append(1)
        if len(calls) <= times:
            raise PermissionError(13, "held by a scanner")
        real(new, old)

    return replace


def test_a_file_that_a_scanner_holds_is_replaced_when_it_lets_go(
    tmp_path: Path, windows: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    plan = tmp_path / "ada.md"
    waited: list[float] = []
    monkeypatch.setattr(time, "sleep", waited.append)
    for times in (1, 7):
        plan.write_bytes(b"before")
        calls: list[int] = []
        with monkeypatch.context() as patch:
            patch.setattr(os, "replace", held(times, calls))
            update(plan, lambda raw: b"after")
        assert plan.read_bytes() == b"after" and len(calls) == times + 1
    assert 0 < sum(waited) < 2


def test_a_file_that_stays_held_is_refused_and_kept(tmp_path: Path, windows: None, monkeypatch: pytest.MonkeyPatch) -> None:
    plan = tmp_path / "ada.md"
    plan.write_bytes(b"before")
    monkeypatch.setattr(time, "sleep", lambda seconds: None)
    monkeypatch.setattr(os, "replace", held(1000, []))
    with pytest.raises(Refusal, match="cannot be written: held by a scanner"):
        update(plan, lambda raw: b"after")
    assert plan.read_bytes() == b"before" and list(tmp_path.glob(".cap-*")) == []


def test_elsewhere_what_may_not_be_replaced_is_refused_at_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    calls: list[int] = []
    monkeypatch.setattr(os, "replace", held(1, calls))
    with pytest.raises(PermissionError):
        system.replace(tmp_path / "a", tmp_path / "b")
    assert len(calls) == 1


def test_on_macos_the_disk_is_told_to_keep_what_was_written(tmp_path: Path, mac: None, monkeypatch: pytest.MonkeyPatch) -> None:
    plan = tmp_path / "ada.md"
    asked: list[int] = []
    monkeypatch.setattr(fcntl, "F_FULLFSYNC", 51, raising=False)
    monkeypatch.setattr(fcntl, "fcntl", lambda descriptor, command: asked.append(command))
    plan.write_bytes(b"before")
    update(plan, lambda raw: b"after")
    assert asked == [51] and plan.read_bytes() == b"after"


def test_a_disk_that_does_not_know_that_is_synced_as_elsewhere(mac: None, monkeypatch: pytest.MonkeyPatch) -> None:
    synced: list[int] = []

    def refuse(descriptor: int, command: int) -> None:
        raise OSError(45, "not supported")

    monkeypatch.setattr(fcntl, "fcntl", refuse)
    monkeypatch.setattr(os, "fsync", synced.append)
    system.flush(7)
    assert synced == [7]


def test_only_what_nobody_else_can_open_is_said_to_be_ours_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "notes.md"
    assert not system.is_ours_alone(file)
    file.write_text("x")
    for mode, ours in ((0o600, True), (0o644, False), (0o640, False), (0o606, False)):
        file.chmod(mode)
        assert system.is_ours_alone(file) is ours
    file.chmod(0o600)
    monkeypatch.setattr(system, "WINDOWS", True)
    assert not system.is_ours_alone(file)


def test_a_note_says_who_can_read_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "plans").mkdir()
    (tmp_path / "plans" / "ada.md").write_text("---\nname: Ada\n---\n")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    for words in (["note", "ada", "Seen"], ["private", "ada", "-m", "Noted"]):
        assert ", which only you can read." in CliRunner().invoke(app, words).stderr
    monkeypatch.setattr(system, "WINDOWS", True)  # where that is not known
    for words in (["note", "ada", "Seen too"], ["private", "ada", "-m", "Noted too"]):
        said = CliRunner().invoke(app, words).stderr
        assert "only you" not in said and "(others who use this computer may be able to read it)." in said


# ---- processes and the console


def test_no_more_processes_than_windows_can_wait_for(windows: None, monkeypatch: pytest.MonkeyPatch) -> None:
    started: list[int] = []

    class Pool:
        def __init__(self, most: int, **more: object) -> None:
            started.append(most)

        def map(self, task: Callable[[Any], Any], chunks: list[Any]) -> Any:
            return map(task, chunks)

        def shutdown(self, **more: object) -> None:
            pass

    monkeypatch.setattr("concurrent.futures.ProcessPoolExecutor", Pool)
    paths = [str(n) for n in range(20_000)]
    assert list(parallel.each(str, paths, 200)) == paths and started == [61]
    monkeypatch.setattr(system, "WINDOWS", False)
    assert list(parallel.each(str, paths, 200)) == paths and started == [61, 200]


@pytest.mark.parametrize("works", [True, False])
def test_a_console_of_windows_is_asked_to_show_colours(windows: None, monkeypatch: pytest.MonkeyPatch, works: bool) -> None:
    asked: list[int] = []

    def set_mode(console: int, mode: int) -> int:
        asked.append(mode)
        return works

    kernel = SimpleNamespace(GetConsoleMode=lambda console, mode: 1, SetConsoleMode=set_mode)
    monkeypatch.setattr(ctypes, "windll", SimpleNamespace(kernel32=kernel), raising=False)
    monkeypatch.setitem(sys.modules, "msvcrt", SimpleNamespace(get_osfhandle=lambda descriptor: 7))
    for name in ("NO_COLOR", "TERM"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(sys, "stdout", SimpleNamespace(isatty=lambda: True, fileno=lambda: 1))
    assert painter()("x", "good") == ("\x1b[32mx\x1b[0m" if works else "x")
    assert asked == [4]
    assert painter(Colour.never)("x", "good") == "x"


def test_nothing_else_asks_which_system_it_is() -> None:
    root = Path(system.__file__).parent
    asking = {
        file.relative_to(root).as_posix()
        for file in root.rglob("*.py")
        if any(word in file.read_text("utf-8") for word in ("sys.platform", "os.name ", "os.name=", "platform.system"))
    }
    assert asking == {"system.py"}
