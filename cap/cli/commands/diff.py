"""`cap diff`: what changed, in sentences."""

from __future__ import annotations

from typing import Annotated

import typer

from cap.cli import terminal
from cap.cli.common import opened
from cap.cli.completing import names_starting_with
from cap.cli.options import Config, Output, Today
from cap.history.output import Format


def diff_command(
    names: Annotated[
        list[str] | None,
        typer.Argument(metavar="[NAME]", help="A person, or two files; without, everyone.", autocompletion=names_starting_with),
    ] = None,
    since: Annotated[
        str | None,
        typer.Option("--since", metavar="REF|DATE", help="A branch, a tag, a commit, or a day; the last talk if not given."),
    ] = None,
    staged: Annotated[bool, typer.Option("--staged", help="What the next commit will hold, against the last one.")] = False,
    unstaged: Annotated[bool, typer.Option("--unstaged", help="What it will not hold yet.")] = False,
    format: Annotated[
        Format,
        typer.Option("--format", help="text for the terminal, md for a pull request, html for a browser, json for programs."),
    ] = "text",
    output: Output = None,
    config: Config = None,
    today_: Today = None,
) -> None:
    """Say what changed in a plan, in sentences: since the last talk, a commit or a day.

    Git keeps the earlier versions; a file that was renamed is followed. Without a name it is about everyone, as for a pull request. A branch
    counts as it was where the two parted. Items are known again by their id, else by their name, else by likeness.

    \b
    Examples:
      cap diff alice
      cap diff --since main --format md
    """
    from cap.cli.comparing import Asked, compared
    from cap.cli.pages import deliver_table, destination
    from cap.history.output import lines

    asked = Asked(names or [], since, staged, unstaged)
    workspace, day = opened(config, today_)
    output = destination(output, workspace, private=False, kind=format)
    found = compared(asked, workspace, day)
    columns, paint = (None, terminal.plain) if output else (terminal.room(), terminal.painter())
    deliver_table(lines(format, found.told, found.title, columns, paint), output, format)
    for line in found.left_out:
        terminal.say(line)
