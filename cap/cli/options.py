"""The arguments and options that commands share."""

import datetime
import re
from pathlib import Path
from typing import Annotated

import typer

from cap.cli.terminal import Colour
from cap.refusal import Refusal
from cap.workspace.naming import fits_a_file
from cap.workspace.paths import find_root, markdown_below


def names_starting_with(incomplete: str) -> list[str]:
    """Completes a person's name from the file names alone: no plan is read, and of settings as little as will do.

    Left out is what a shell would obey when it stands on the line, or, in zsh, while it is completed.
    """
    root, settings = find_root(Path.cwd())
    folder = _only_folder(settings) if settings else "plans"
    if folder:
        paths = list(markdown_below(root / folder))
    else:
        from cap.workspace.settings import open_workspace
        from cap.workspace.store import plan_files

        try:
            paths = plan_files(open_workspace())
        except (Refusal, OSError):
            return []
    stems = (path.stem for path in paths if path.suffix == ".md")
    return [stem for stem in stems if stem.lower().startswith(incomplete.lower()) and fits_a_file(stem)]


def _only_folder(settings: Path) -> str | None:
    """The one folder of plans, where a glance at the settings is enough to tell: reading them takes longer than a person waits."""
    try:
        lines = settings.read_text(encoding="utf-8").split("\n")
    except (OSError, UnicodeDecodeError):
        return None
    told = [line.split(" #")[0].rstrip() for line in lines if line[:1] not in ("", "#", " ")]
    if any(re.fullmatch(r"(?:templates|cadence|minutes|lint|plans):(?: [\w./ -]*)?", line) is None for line in told):
        return None
    return next((line.removeprefix("plans:").strip() for line in told if line.startswith("plans:")), "plans") or None


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
