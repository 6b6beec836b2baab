"""`cap note`: something seen, kept until it is said."""

from __future__ import annotations

from typing import Annotated

import typer

from cap.cli import terminal
from cap.cli.common import today, who_can_read, workspace_of
from cap.cli.options import Config, Day, Today, Who
from cap.workspace.paths import shown


def note_command(
    name: Who,
    text: Annotated[str, typer.Argument(metavar="TEXT", help="What you saw, as you saw it.")],
    on: Day = None,
    config: Config = None,
    today_: Today = None,
) -> None:
    """Keep something you saw on your private side, until it is said.

    `cap agenda NAME --for manager` and `cap prep NAME` remind you to tell it. What was said belongs into the plan: `cap add moment`.

    \b
    Examples:
      cap note alice "Stayed late to show the new starter the pump, unasked"
      cap note alice "Kept the line running when the power went" --on yesterday
    """
    from cap.edit.typed import day_past
    from cap.workspace.private import note_seen
    from cap.workspace.store import resolve

    workspace, day = workspace_of(config), today(today_)
    plan = resolve(name, workspace, exact=True)
    seen = day_past(on, day)
    file = note_seen(workspace, plan, text, seen)
    terminal.say(f"{plan.stem}: seen on {seen}, kept in {shown(file)}{who_can_read(file)}.")
