"""The person's editor."""

from __future__ import annotations

import contextlib
import os
import signal
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from cap.refusal import Refusal, reason
from cap.system import WINDOWS, is_path, program, words_of
from cap.workspace.git import editor_of_user

_KEYS = ("SIGINT", "SIGQUIT")  # Ctrl-C, and Ctrl with a backslash
_ENDS = ("SIGHUP", "SIGTERM")
# As in git's own rule, with one of ours before them; what git has been told in its settings comes after the second.
VARIABLES = ("CAP_EDITOR", "GIT_EDITOR", "VISUAL", "EDITOR")
_LAST = "vi"
GRACE = 3.0  # seconds that an editor has to put its text aside when we are told to stop


class Stopped(KeyboardInterrupt):
    """Somebody told us to stop: the terminal went away, or the computer goes down."""


def editor() -> list[str] | None:
    """The command of the editor, the first of: CAP_EDITOR, GIT_EDITOR, `core.editor` of the user's git, VISUAL, EDITOR, vi.

    None without any; on a terminal that can do nothing, VISUAL and vi do not count, and without one, vi does not. Raises Refusal.
    """
    able = os.environ.get("TERM", "dumb") != "dumb" or WINDOWS
    for name in VARIABLES:
        command = os.environ.get(name, "").strip()
        if command and (able or name != "VISUAL"):
            return _words(command, name)
        if name == "GIT_EDITOR" and (command := editor_of_user()):
            return _words(command, "core.editor")
    return [_LAST] if able and sys.stdin.isatty() and program(_LAST) else None


def require_editor(otherwise: str = "") -> list[str]:
    """The command of the editor. Raises Refusal, with what to do instead."""
    command = editor()
    if command is None:
        raise Refusal(f"no editor is set in {', '.join(VARIABLES)}", f"Set one, such as EDITOR=nano{otherwise}.")
    return command


def _words(command: str, name: str) -> list[str]:
    try:
        return words_of(command)
    except ValueError:
        raise Refusal(f"{name} has an open quote: {command}", f"Set it to a command, such as {name}=nano.") from None


def edit(command: Sequence[str], files: Sequence[Path]) -> None:
    """Open files, and wait until the editor is closed; Ctrl-C is meant for it meanwhile, and not for us.

    Raises Refusal when it cannot be started, or ends with a failure, and Stopped when we are told to stop meanwhile.
    """
    import subprocess

    first = command[0] if is_path(command[0]) else program(command[0])
    if first is None:
        raise Refusal(f"the editor `{command[0]}` cannot be started: there is no such program")
    # by a function: that a signal is ignored would be handed on to the editor
    before = {key: signal.signal(key, lambda *_: None) for name in _KEYS if (key := getattr(signal, name, None))}
    try:
        with stoppable(), subprocess.Popen([first, *command[1:], *map(str, files)]) as process:
            try:
                code = process.wait()
            except Stopped:
                process.terminate()
                try:
                    process.wait(GRACE)
                except subprocess.TimeoutExpired:
                    process.kill()
                raise
    except OSError as error:
        raise Refusal(f"the editor `{command[0]}` cannot be started: {reason(error)}") from None
    finally:
        for key, handler in before.items():
            signal.signal(key, handler)
    if code:
        raise Refusal(f"the editor `{command[0]}` ended with the exit code {code}")


@contextlib.contextmanager
def stoppable() -> Iterator[None]:
    """Let a hangup and a termination end what is done as Ctrl-C would, so that a text can be kept first. Raises Stopped."""

    def stop(number: int, frame: object) -> None:
        for key in before:
            signal.signal(key, signal.SIG_IGN)  # once is enough
        raise Stopped

    before = {key: signal.getsignal(key) for name in _ENDS if (key := getattr(signal, name, None))}
    try:
        for key in before:
            signal.signal(key, stop)
        yield
    finally:
        for key, handler in before.items():
            signal.signal(key, handler)
