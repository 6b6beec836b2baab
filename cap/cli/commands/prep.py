"""`cap prep`: think before you talk."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated, Literal

import typer

from cap.cli.common import opened, readable, say_slips
from cap.cli.options import Config, Name, Output, Today
from cap.cli.pages import deliver, destination, form_of
from cap.text.escapes import utf8


class Side(StrEnum):
    """Whose sheet it is."""

    manager = "manager"
    person = "person"


def prep_command(
    name: Name,
    side: Annotated[Side, typer.Option("--for", help="manager: with your private notes; person: to send.")] = Side.manager,
    format_: Annotated[Literal["md", "html"], typer.Option("--format", help="md to read, html to fill in or print.")] = "md",
    output: Output = None,
    config: Config = None,
    today_: Today = None,
) -> None:
    """Make a sheet to think with for ten minutes, before a conversation.

    The manager's says what is known, what is owed and what to say, the good first; the person's can be read by anybody.

    \b
    Examples:
      cap prep alice
      cap prep alice --for person -o ~/before-we-talk.md
    """
    from cap.agenda.prep_sheet import prep
    from cap.agenda.prepare import Options
    from cap.workspace.private import notes_for_manager

    workspace, day = opened(config, today_)
    private = side == Side.manager
    output = destination(output, workspace, private=private, kind=format_)
    path, reading, _ = readable(name, workspace)
    options = Options(
        today=day,
        audience=side.value,
        cadence=workspace.settings.cadence,
        team=workspace.templates,
        private=notes_for_manager(workspace, path) if private else "",
        key=utf8(path.stem),
    )
    say_slips(path, reading, workspace, day)
    sheet = prep(reading, options)
    if format_ == "html":
        how = "Write as much or as little as you like; what you keep to yourself is fine."
        sheet = form_of(sheet, key=f"{options.key}-before-we-talk", how=how)
    deliver(sheet, output, private=private, whole=format_ == "html")
