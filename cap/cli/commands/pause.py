"""`cap pause`: begin a pause."""

from __future__ import annotations

from typing import Annotated

import typer

from cap.cli.changing import change
from cap.cli.common import today
from cap.cli.completing import days_ahead
from cap.cli.options import Config, DryRun, Today, Who
from cap.edit.changes.pause import pause


def pause_command(
    name: Who,
    start: Annotated[
        str | None, typer.Option("--from", metavar="DATE", help="Its first day; today when left out.", autocompletion=days_ahead)
    ] = None,
    until: Annotated[
        str | None,
        typer.Option("--until", metavar="DATE", help="The day on which it goes on, if that is known.", autocompletion=days_ahead),
    ] = None,
    dry_run: DryRun = False,
    config: Config = None,
    today_: Today = None,
) -> None:
    """Begin a pause, in which nothing is due.

    That is leave, illness, or no wish to. It is kept in the plan as history. What fell due in a pause does not count as late after it.

    \b
    Examples:
      cap pause alice --until 2027-03-01
      cap pause alice --from monday
    """
    day = today(today_)
    change(name, lambda plan: pause(plan, today=day, start=start, until=until), config=config, dry_run=dry_run)
