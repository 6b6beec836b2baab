"""`cap next`: set the next conversation."""

from __future__ import annotations

from typing import Annotated

import typer

from cap.cli.changing import change
from cap.cli.common import today
from cap.cli.completing import days_ahead
from cap.cli.options import Config, DryRun, Today, Who
from cap.edit.changes.next import set_next
from cap.text.dates import GRAMMAR


def next_command(
    name: Who,
    when: Annotated[str, typer.Argument(metavar="DATE", help=f"{GRAMMAR}.", autocompletion=days_ahead)],
    dry_run: DryRun = False,
    config: Config = None,
    today_: Today = None,
) -> None:
    """Set the date of the next career conversation.

    After a talk, `cap log alice` asks for it, too.

    \b
    Examples:
      cap next alice +3m
      cap next alice 28.4.
    """
    day = today(today_)
    change(name, lambda plan: set_next(plan, when, today=day), config=config, dry_run=dry_run)
