"""`cap reopen`: open an item again."""

from __future__ import annotations

from cap.cli.changing import change
from cap.cli.common import today
from cap.cli.options import Config, DryRun, ItemArgument, Today, Who
from cap.edit.changes.reopen import reopen


def reopen_command(name: Who, item: ItemArgument, dry_run: DryRun = False, config: Config = None, today_: Today = None) -> None:
    """Open an item again that was done, dropped or refused.

    Why it was dropped stays as a note.

    \b
    Examples:
      cap reopen alice 1.1
      cap reopen alice rota
    """
    day = today(today_)
    change(name, lambda plan: reopen(plan, item, today=day), config=config, dry_run=dry_run)
