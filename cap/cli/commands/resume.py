"""`cap resume`: end a pause."""

from __future__ import annotations

from typing import Annotated

import typer

from cap.cli.changing import change
from cap.cli.common import today
from cap.cli.options import Config, DryRun, Today, Who
from cap.edit.changes.resume import resume


def resume_command(
    name: Who,
    on: Annotated[
        str | None, typer.Option("--on", metavar="DATE", help="The day on which it goes on; today when left out.")
    ] = None,
    dry_run: DryRun = False,
    config: Config = None,
    today_: Today = None,
) -> None:
    """End a pause, today or on a day to come.

    With --on, a pause that has an end already gets another one, earlier or later.

    \b
    Examples:
      cap resume alice
      cap resume alice --on monday
    """
    day = today(today_)
    change(name, lambda plan: resume(plan, today=day, on=on), config=config, dry_run=dry_run)
