"""`cap rate`: rate a skill."""

from __future__ import annotations

from typing import Annotated

import typer

from cap.cli.changing import change
from cap.cli.common import today
from cap.cli.completing import items_starting_with, who_says
from cap.cli.options import Config, Day, DryRun, Today, Who, Yes
from cap.edit.changes.rate import rate


def rate_command(
    name: Who,
    skill: Annotated[
        str,
        typer.Argument(metavar="SKILL", help="Its number, its id, or a piece of its name.", autocompletion=items_starting_with),
    ],
    number: Annotated[str, typer.Argument(metavar="N", help="A whole number from 1 to 10.")],
    by: Annotated[
        str | None,
        typer.Option(
            "--by",
            metavar="WHO",
            help="self, manager (written by name) or a name; left out: agreed together.",
            autocompletion=who_says,
        ),
    ] = None,
    evidence: Annotated[str | None, typer.Option("--evidence", metavar="TEXT", help="What was seen that speaks for it.")] = None,
    on: Day = None,
    yes: Yes = False,
    dry_run: DryRun = False,
    config: Config = None,
    today_: Today = None,
) -> None:
    """Rate a skill; each rating is kept in its history.

    Only one you agree on becomes the skill's own. The same day and the same person again corrects the entry. What somebody else says of
    a person belongs in here once that person has heard it: on a terminal you are asked, unless you say --yes.

    \b
    Examples:
      cap rate alice 2 6
      cap rate alice delegating 4 --by manager --evidence "The May rota, handed over complete"
    """
    day = today(today_)
    change(
        name,
        lambda plan: rate(plan, skill, number, today=day, on=on, by=by, evidence=evidence),
        config=config,
        dry_run=dry_run,
        yes=yes,
    )
