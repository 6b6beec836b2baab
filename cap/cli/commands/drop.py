"""`cap drop`: give up an item."""

from __future__ import annotations

from typing import Annotated

import typer

from cap.cli.changing import change
from cap.cli.options import Config, DryRun, ItemArgument, Who
from cap.edit.changes.drop import drop


def drop_command(
    name: Who,
    item: ItemArgument,
    because: Annotated[str, typer.Option("--because", metavar="TEXT", help="Why; somebody will wonder in a year.")],
    dry_run: DryRun = False,
    config: Config = None,
) -> None:
    """Drop an item, with a word on why. It stays in the plan as history.

    \b
    Examples:
      cap drop alice 2.3 --because "The course was cancelled"
      cap drop alice g2 --because "Not what I want any more"
    """
    change(name, lambda plan: drop(plan, item, because), config=config, dry_run=dry_run)
