"""The person's editor."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path

from cap.refusal import Refusal, reason
from cap.system import is_path, program, words_of

_KEYS = ("SIGINT", "SIGQUIT")  # Ctrl-C, and Ctrl with a backslash
VARIABLES = ("CAP_EDITOR", "VISUAL", "EDITOR")


def editor() -> list[str] | None:
    """The command of the editor, from the first of the variables that is set; None without one. Raises Refusal."""
    variable = next((name for name in VARIABLES if os.environ.get(name, "").strip()), None)
    if variable is None:
        return None
    try:
        return words_of(os.environ[variable].strip())
    except ValueError:
        raise Refusal(
            f"{variable} has an open quote: {os.environ[variable]}", f"Set it to a command, such as {variable}=nano."
        ) from None


def edit(command: Sequence[str], files: Sequence[Path]) -> None:
    """Open files, and wait until the editor is closed; Ctrl-C is meant for it meanwhile, and not for us.

    Raises Refusal when it cannot be started, or ends with a failure.
    """
    import signal
    import subprocess

    first = command[0] if is_path(command[0]) else program(command[0])
    if first is None:
        raise Refusal(f"the editor `{command[0]}` cannot be started: there is no such program")
    # by a function: that a signal is ignored would be handed on to the editor
    before = {key: signal.signal(key, lambda *_: None) for name in _KEYS if (key := getattr(signal, name, None))}
    try:
        code = subprocess.run([first, *command[1:], *map(str, files)], check=False).returncode
    except OSError as error:
        raise Refusal(f"the editor `{command[0]}` cannot be started: {reason(error)}") from None
    finally:
        for key, handler in before.items():
            signal.signal(key, handler)
    if code:
        raise Refusal(f"the editor `{command[0]}` ended with the exit code {code}")
