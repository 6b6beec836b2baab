"""The arguments and options that commands share."""

from pathlib import Path
from typing import Annotated

import typer

from cap.cli.completing import days_behind, items_starting_with, names_starting_with

Name = Annotated[
    str,
    typer.Argument(
        metavar="NAME", help="A person: the plan's file name, a part of the name, or a path.", autocompletion=names_starting_with
    ),
]
Who = Annotated[
    str,
    typer.Argument(
        metavar="NAME", help="A person: the plan's file name, the whole name, or a path.", autocompletion=names_starting_with
    ),
]
ItemArgument = Annotated[
    str,
    typer.Argument(
        metavar="ITEM",
        help="An id, a number as `cap show` prints it, or a piece of the text.",
        autocompletion=items_starting_with,
    ),
]
Day = Annotated[
    str | None,
    typer.Option(
        "--on",
        metavar="DATE",
        help="The day it happened, if not today: 2026-03-31, 31.3., yesterday, or friday, the last one.",
        autocompletion=days_behind,
    ),
]
DryRun = Annotated[bool, typer.Option("--dry-run", help="Show the change as a diff, and write nothing.")]
Config = Annotated[
    Path | None,
    typer.Option("--config", envvar="CAP_CONFIG", metavar="FILE", help="Settings to use instead of the nearest cap.yaml."),
]
Today = Annotated[
    str | None,
    typer.Option("--today", envvar="CAP_TODAY", metavar="DATE", help="Pretend that today is this day."),
]
Output = Annotated[
    Path | None,
    typer.Option(
        "-o", "--output", metavar="FILE", help="A new file to write instead of printing, outside of the plans; - prints."
    ),
]
Yes = Annotated[bool, typer.Option("--yes", help="Answer every question with yes.")]
NoInput = Annotated[bool, typer.Option("--no-input", help="Ask nothing.")]


PromisedBy = Annotated[
    str | None, typer.Option("--from", metavar="WHO", help="Only what this one promised, or means to do; me is you.")
]
Mine = Annotated[bool, typer.Option("--me", help="The same as --from me: you as CAP_ME says, else git.")]
Manager = Annotated[str | None, typer.Option("--manager", metavar="WHO", help="Only the plans of this manager; me is you.")]
Person = Annotated[
    str | None,
    typer.Option("--person", metavar="NAME", help="Only this one's plan.", autocompletion=names_starting_with),
]
