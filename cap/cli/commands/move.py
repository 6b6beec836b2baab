"""`cap move`: give an item another date."""

from __future__ import annotations

from typing import Annotated

import typer

from cap.cli.changing import change
from cap.cli.common import today
from cap.cli.completing import days_ahead
from cap.cli.options import Config, DryRun, ItemArgument, Today, Who
from cap.edit.changes.move import move
from cap.text.dates import GRAMMAR


def move_command(
    name: Who,
    item: ItemArgument,
    when: Annotated[str, typer.Argument(metavar="DATE", help=f"{GRAMMAR}.", autocompletion=days_ahead)],
    dry_run: DryRun = False,
    config: Config = None,
    today_: Today = None,
) -> None:
    """Give an item another date. It remembers the dates it had.

    A span such as +2w or 3 weeks counts from the day the item is due, or from today when that day has passed; every other date, in 3 weeks too, from today.

    \b
    Examples:
      cap move alice 2.1 +2w
      cap move alice sundays "end of quarter"
    """
    day = today(today_)
    change(name, lambda plan: move(plan, item, when, today=day), config=config, dry_run=dry_run)
