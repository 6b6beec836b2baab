"""`cap set`: set one key."""

from __future__ import annotations

from typing import Annotated

import typer

from cap.cli.changing import change
from cap.cli.common import today
from cap.cli.completing import items_starting_with, keys_starting_with, values_starting_with
from cap.cli.options import Config, DryRun, Today, Who
from cap.edit.changes.set import set_key


def set_command(
    name: Who,
    key: Annotated[
        str,
        typer.Argument(metavar="KEY", help="stage, direction, role, target, goal, measure …", autocompletion=keys_starting_with),
    ],
    values: Annotated[
        list[str],
        typer.Argument(
            metavar="VALUE...",
            help="One value; several for a list. +x adds to a list, -x takes out.",
            autocompletion=values_starting_with,
        ),
    ],
    item: Annotated[
        str | None,
        typer.Option(
            "--item",
            metavar="ITEM",
            help="The item whose key it is; the plan's own when left out.",
            autocompletion=items_starting_with,
        ),
    ] = None,
    dry_run: DryRun = False,
    config: Config = None,
    today_: Today = None,
) -> None:
    """Set one key of a plan, or of one of its items.

    Behind KEY everything is a value, but for what starts with --.

    \b
    Examples:
      cap set alice motivations +impact -money
      cap set alice target 7 --item "Running the board"
    """
    day = today(today_)
    change(
        name,
        lambda plan: set_key(plan, key, values, today=day, item=item),
        config=config,
        dry_run=dry_run,
        nameless=key == "name" and item is None,
    )
