"""`cap lsp`: the language server."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from cap.cli import terminal
from cap.cli.common import today
from cap.cli.options import Config, Today
from cap.refusal import Refusal


def lsp_command(
    stdio: Annotated[
        bool, typer.Option("--stdio", help="Speak over standard input and output, as it always does; some editors say so.")
    ] = False,
    config: Config = None,
    today_: Today = None,
) -> None:
    """Help in the editor while a plan is typed, as a language server.

    Your editor starts it. It reads plans, never private notes, and writes no file: what it changes, it changes in the open text.

    \b
    Examples:
      cap lsp
      cap lsp --today 2026-03-31
    """
    try:
        from cap.lsp.start import serve
    except ModuleNotFoundError as missing:
        if missing.name not in ("pygls", "lsprotocol"):
            raise
        raise Refusal("`cap lsp` needs one more package", "pip install 'career-action-plan[lsp]'") from None
    if sys.stdin.isatty():
        terminal.say("An editor starts this, and speaks with it here. Ctrl-D ends it.")
    fixed = today(today_) if today_ else None
    raise typer.Exit(serve(config, lambda: fixed or today(None)))
