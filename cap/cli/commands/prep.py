"""`cap prep`: think before you talk."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated, Literal

import typer

from cap.cli.options import Config, DryRun, Name, NoInput, Output, Today, Yes


class Side(StrEnum):
    """Whose sheet it is."""

    manager = "manager"
    person = "person"


def prep_command(
    name: Name,
    side: Annotated[Side, typer.Option("--for", help="manager: with your private notes; person: to send.")] = Side.manager,
    format_: Annotated[
        Literal["md", "html", "eml"],
        typer.Option("--format", help="md to read, html to fill in or print; eml: a mail with five questions, in a file."),
    ] = "md",
    page: Annotated[
        str | None,
        typer.Option(
            "--read", metavar="FILE", help="What the person sent back: a mail, its text, or the sheet; - is standard input."
        ),
    ] = None,
    output: Output = None,
    yes: Yes = False,
    no_input: NoInput = False,
    dry_run: DryRun = False,
    config: Config = None,
    today_: Today = None,
) -> None:
    """Make a sheet to think with for ten minutes, before a conversation.

    The manager's says what is known, what is owed and what to say, the good first; the person's can be read by anybody. What the person
    sends back goes on their list of topics, in their words; numbers they give themselves stay sealed until `cap log`.

    \b
    Examples:
      cap prep alice --for person --format eml
      cap prep alice --read ~/reply.eml
    """
    from cap.cli.preparing import Given, make

    given = Given(name, side.value, format_, page, output, yes, no_input, dry_run, config, today_)
    if page is None:
        make(given)
        return
    from cap.cli.answering import read_in

    read_in(given)
