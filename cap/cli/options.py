"""The arguments and options that commands share."""

import datetime
from pathlib import Path
from typing import Annotated

import typer

from cap.cli.terminal import Colour
from cap.workspace.paths import find_root, markdown_below
from cap.workspace.refusal import Refusal


def names_starting_with(incomplete: str) -> list[str]:
    """Completes a person's name from the file names alone: no plan is read, and no settings where there are none."""
    root, settings = find_root(Path.cwd())
    if settings is None:
        paths = list(markdown_below(root / "plans"))
    else:
        from cap.workspace.settings import open_workspace
        from cap.workspace.store import plan_files

        try:
            paths = plan_files(open_workspace())
        except Refusal:
            return []
    return [path.stem for path in paths if path.stem.lower().startswith(incomplete.lower())]


def rules_starting_with(incomplete: str) -> list[str]:
    """Completes a rule's id."""
    from cap.lint.catalogue import CATALOGUE

    return [rule for rule in CATALOGUE if rule.startswith(incomplete)]


def the_day(text: str) -> datetime.date:
    """A day on the command line. Raises typer.BadParameter."""
    try:
        return datetime.date.fromisoformat(text)
    except ValueError:
        raise typer.BadParameter(f"“{text}” is not a day; write year-month-day, such as 2026-03-31") from None


def today(chosen: str | None) -> datetime.date:
    """The day that counts as today. Raises typer.BadParameter."""
    return the_day(chosen) if chosen else datetime.datetime.now().astimezone().date()


Name = Annotated[
    str,
    typer.Argument(
        metavar="NAME", help="A person: the plan's file name, a part of the name, or a path.", autocompletion=names_starting_with
    ),
]
Config = Annotated[
    Path | None,
    typer.Option("--config", envvar="CAP_CONFIG", metavar="FILE", help="Settings to use instead of the nearest cap.yaml."),
]
Today = Annotated[
    str | None,
    typer.Option("--today", envvar="CAP_TODAY", metavar="DATE", help="Pretend that today is this day (year-month-day)."),
]
Color = Annotated[Colour, typer.Option("--color", help="Colour; auto respects NO_COLOR and pipes.")]
