"""`cap list`: everyone at a glance."""

from __future__ import annotations

import shutil
from functools import partial
from typing import Annotated

import typer

from cap.cli import terminal
from cap.cli.common import opened
from cap.cli.options import Color, Config, Today
from cap.cli.terminal import Colour
from cap.team.output import Format, renderer
from cap.workspace.parallel import each


def list_command(
    format: Annotated[
        Format, typer.Option("--format", help="table for people, json for programs, csv for spreadsheets.")
    ] = "table",
    config: Config = None,
    today_: Today = None,
    color: Color = Colour.auto,
) -> None:
    """List everyone: stage, last and next conversation, actions, findings.

    In the table, `!` marks a conversation that is due, LATE counts the open actions past their date, MIX those on the
    job, from others and in training, and LINT the errors (e), warnings (w) and hints (h) that `cap lint` finds.

    \b
    Examples:
      cap list                     who is due for a conversation?
      cap list --format json | jq -r '.people[] | select(.due) | .key'
    """
    from cap.team.overview import summary
    from cap.workspace.settings import policy_of
    from cap.workspace.survey import plans_named, row_of

    workspace, day = opened(config, today_)
    files = plans_named([], workspace)
    task = partial(row_of, policy=policy_of(workspace), day=day)
    rows = sorted(terminal.progress(each(task, files), len(files), "plans"), key=lambda row: (row.key.casefold(), row.path))
    terminal.put(renderer(format)(rows, day, shutil.get_terminal_size().columns, terminal.painter(color)))
    terminal.say(summary(rows, marked=format == "table"))
