"""`cap drop`: give up an item."""

from __future__ import annotations

from typing import Annotated

import typer

from cap.cli.changing import change
from cap.cli.common import today
from cap.cli.options import Config, Day, DryRun, ItemArgument, Today, Who
from cap.edit.changes.drop import drop


def drop_command(
    name: Who,
    item: ItemArgument,
    because: Annotated[str, typer.Option("--because", metavar="TEXT", help="Why; somebody will wonder in a year.")],
    refused_by: Annotated[
        str | None, typer.Option("--refused-by", metavar="WHO", help="Who declined it, where it was not the person's choice.")
    ] = None,
    on: Day = None,
    dry_run: DryRun = False,
    config: Config = None,
    today_: Today = None,
) -> None:
    """Drop an item, with a word on why; it stays as history.

    What somebody else declined is refused, and not dropped: a training that was not paid for, a move that was not granted.

    \b
    Examples:
      cap drop alice 2.3 --because "The course was cancelled"
      cap drop alice g2 --because "No budget this year" --refused-by "Human Resources"
    """
    day = today(today_)
    change(
        name,
        lambda plan: drop(plan, item, because, today=day, on=on, refused_by=refused_by),
        config=config,
        dry_run=dry_run,
    )
