"""`cap list`: everyone at a glance."""

from __future__ import annotations

from functools import partial
from typing import Annotated

import typer

from cap.cli import asking, terminal
from cap.cli.common import opened
from cap.cli.options import Config, Manager, Output, Today
from cap.plan.model import Direction
from cap.team.output.people import Format
from cap.team.overview import Missing, Sort, Stage


def list_command(
    manager: Manager = None,
    stage: Annotated[Stage | None, typer.Option("--stage", help="Only plans in this stage.")] = None,
    direction: Annotated[Direction | None, typer.Option("--direction", help="Only those who head this way.")] = None,
    due: Annotated[bool, typer.Option("--due", help="Only those whose conversation is due.")] = False,
    late: Annotated[bool, typer.Option("--late", help="Only plans with something past its date.")] = False,
    without: Annotated[
        list[Missing] | None,
        typer.Option("--without", help="Only those without a next date, an open goal, or any talk so far; several: all of it."),
    ] = None,
    sort: Annotated[
        Sort, typer.Option("--sort", help="By key or name, by who is to be talked to next, or was not for longest (last).")
    ] = "key",
    format: Annotated[
        Format,
        typer.Option(
            "--format", help="table for the terminal, html for a browser and for paper, json for programs, csv for spreadsheets."
        ),
    ] = "table",
    output: Output = None,
    config: Config = None,
    today_: Today = None,
) -> None:
    """List everyone: stage, last and next talk, what is open and late.

    In the table, `!` marks a conversation that is due, OPEN counts the open actions, and LATE the actions, goals and
    promises past their date, which `cap due` lists. The example of a new folder does not count.

    \b
    Examples:
      cap list --due --sort next   who has waited longest for a conversation?
      cap list --format html -o people.html
    """
    from cap.cli.pages import deliver_table, destination
    from cap.team.output.people import render
    from cap.team.overview import Asked, chosen, summary
    from cap.workspace.settings import policy_of
    from cap.workspace.survey import row_of

    asked = Asked(asking.named(manager), stage, direction, due, late, tuple(without or ()))
    workspace, day = opened(config, today_)
    output = destination(output, workspace, private=False, kind=format, table=True)
    task = partial(row_of, policy=policy_of(workspace), day=day)
    rows = [row for row in asking.through(task, asking.looked_at(None, workspace)) if row is not None]
    shown = chosen(rows, asked, sort)
    told = summary(rows, shown, day, marked=format == "table")
    room, paint = (None, terminal.plain) if output else (terminal.room(), terminal.painter())
    deliver_table(render(format, shown, day, room, paint, [asked.in_words(), *told.splitlines()]), output, format)
    terminal.say(told)
