"""Completion for a shell: installed, or shown; and in one line why not."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import shellingham  # type: ignore[import-untyped]
import typer

from cap.refusal import Refusal, reason

INSTALL, SHOW = "--install-completion", "--show-completion"
_KNOWN = ("bash", "zsh", "fish", "powershell", "pwsh")


@contextmanager
def completing(wish: str) -> Iterator[None]:
    """Install or show the completion meanwhile. Raises Refusal when this shell has none, or it cannot be written."""
    try:
        shell = shellingham.detect_shell()[0]
    except shellingham.ShellDetectionFailure:
        shell = "no shell that is known"
    if shell not in _KNOWN:
        raise Refusal(
            f"there is completion for bash, zsh, fish and PowerShell, and this is {shell}", f"Call `cap {wish}` in one of them."
        )
    try:
        yield
    except typer.Exit:
        raise
    except (OSError, RuntimeError) as error:
        if wish == SHOW:
            raise
        where = getattr(error, "filename", None) or "your home folder"
        why = reason(error) if isinstance(error, OSError) else "it is not known where it is; set HOME"
        hint = f"`cap {SHOW}` prints it, to be put where your shell looks for it."
        raise Refusal(f"completion cannot be installed: {where}: {why}", hint) from None
