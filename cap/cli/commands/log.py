"""`cap log`: a talk was held."""

from __future__ import annotations

from typing import Annotated, Literal

import typer

from cap.cli.completing import types_starting_with
from cap.cli.options import Config, DryRun, NoInput, Output, Today, Who, Yes
from cap.text.dates import GRAMMAR


def log_command(
    name: Who,
    kind: Annotated[
        str | None,
        typer.Option(
            "--type",
            metavar="TYPE",
            help="The type of talk; else the one an agenda would be for.",
            autocompletion=types_starting_with,
        ),
    ] = None,
    on: Annotated[str | None, typer.Option("--on", metavar="DATE", help="The day of the talk, if not today.")] = None,
    message: Annotated[
        list[str] | None, typer.Option("-m", "--message", metavar="TEXT", help="What you both want to remember; may be repeated.")
    ] = None,
    page: Annotated[
        str | None,
        typer.Option("--read", metavar="FILE", help="The agenda's page, filled in anywhere, or a reply; - is standard input."),
    ] = None,
    edit: Annotated[bool, typer.Option("--edit", help="Fill in the agenda's page in your editor.")] = False,
    next_: Annotated[str | None, typer.Option("--next", metavar="DATE", help=f"The next talk: {GRAMMAR}.")] = None,
    copy: Annotated[bool, typer.Option("--copy", help="Print the person's copy alone.")] = False,
    format_: Annotated[
        Literal["text", "eml"],
        typer.Option("--format", help="eml: the person's copy is a mail to send, with their plan, in a file."),
    ] = "text",
    output: Output = None,
    yes: Yes = False,
    no_input: NoInput = False,
    dry_run: DryRun = False,
    config: Config = None,
    today_: Today = None,
) -> None:
    """Record a talk: what was agreed, what is closed, and when next.

    `cap log alice` alone asks four questions, a minute in all. What `cap note` keeps is offered, to go into the plan once it was said; --yes
    lets nothing out. It ends with a copy to send to the person.

    \b
    Examples:
      cap log alice --on yesterday -m "Wants to hear by June whether nights can be fewer" --next +3m
      cap log alice --read ~/alice-may.md --yes
    """
    from cap.cli.log.command import Given, log

    log(Given(name, kind, on, message or [], page, edit, next_, copy, format_, output, yes, no_input, dry_run, config, today_))
