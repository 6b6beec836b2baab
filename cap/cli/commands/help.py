"""`cap help`: what a command does."""

from __future__ import annotations

from typing import Annotated

import typer

from cap.cli import terminal
from cap.cli.completing import commands_starting_with


def help_command(
    ctx: typer.Context,
    command: Annotated[
        str | None, typer.Argument(metavar="[COMMAND]", help="A command.", autocompletion=commands_starting_with)
    ] = None,
) -> None:
    """Show what a command does, or list them all.

    \b
    Examples:
      cap help                     all commands
      cap help add                 the same as cap add --help
    """
    about = ctx.find_root()
    if command is not None:
        name, found, _ = about.command.resolve_command(about, [command])  # type: ignore[attr-defined]
        about = found.context_class(found, info_name=name, parent=about)
    terminal.put([about.get_help()])
