"""`cap done`: close an item."""

from __future__ import annotations

from typing import Annotated

import typer

from cap.cli.changing import change
from cap.cli.common import today
from cap.cli.options import Config, Day, DryRun, ItemArgument, Today, Who
from cap.edit.changes.done import close


def done_command(
    name: Who,
    item: ItemArgument,
    note: Annotated[str | None, typer.Option("--note", metavar="TEXT", help="What came of it.")] = None,
    on: Day = None,
    dry_run: DryRun = False,
    config: Config = None,
    today_: Today = None,
) -> None:
    """Close an item that is done. It stays in the plan as history.

    \b
    Examples:
      cap done alice 2.1
      cap done alice g1 --note "Signed off by the matron" --on yesterday
    """
    day = today(today_)
    change(name, lambda plan: close(plan, item, today=day, on=on, note=note), config=config, dry_run=dry_run)
