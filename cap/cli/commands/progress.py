"""`cap progress`: note what moved."""

from __future__ import annotations

from typing import Annotated

import typer

from cap.cli.changing import change
from cap.cli.common import today
from cap.cli.completing import who_says
from cap.cli.options import Config, Day, DryRun, ItemArgument, Today, Who, Yes
from cap.edit.changes.progress import note_progress


def progress_command(
    name: Who,
    item: ItemArgument,
    note: Annotated[str, typer.Argument(metavar="NOTE", help="What moved, in a line.")],
    link: Annotated[str | None, typer.Option("--link", metavar="URL", help="Where to see it.")] = None,
    by: Annotated[
        str | None, typer.Option("--by", metavar="WHO", help="Who says so: self, manager or a name.", autocompletion=who_says)
    ] = None,
    on: Day = None,
    yes: Yes = False,
    dry_run: DryRun = False,
    config: Config = None,
    today_: Today = None,
) -> None:
    """Note progress on an action.

    \b
    Examples:
      cap progress alice 2.1 "Third Sunday, no rescue"
      cap progress alice sundays "First one alone" --on 2026-03-01
    """
    day = today(today_)
    change(
        name,
        lambda plan: note_progress(plan, item, note, today=day, on=on, by=by, link=link),
        config=config,
        dry_run=dry_run,
        yes=yes,
    )
