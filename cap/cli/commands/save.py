"""`cap save`: a commit of plans that says what changed."""

from __future__ import annotations

from typing import Annotated

import typer

from cap.cli.completing import names_starting_with
from cap.cli.options import Config, Today


def save_command(
    names: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[NAME...]", help="Whose plans; all that changed when left out.", autocompletion=names_starting_with
        ),
    ] = None,
    message: Annotated[
        list[str] | None,
        typer.Option("-m", "--message", metavar="TEXT", help="Something to add to the message; may be repeated."),
    ] = None,
    words: Annotated[
        bool, typer.Option("--words", help="Say what changed in the words of the plan, for all who read the log.")
    ] = False,
    errors: Annotated[bool, typer.Option("--with-errors", help="Save plans that cannot be read, too.")] = False,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Show the message, and commit nothing.")] = False,
    config: Config = None,
    today_: Today = None,
) -> None:
    """Commit plans, with a message that says what changed.

    Only plans go into the commit, as they are by now; what else is staged stays staged. The message counts (`Alice: 1 rating, 2 actions
    done`), since a log is read by more people than a plan. A plan with an error is not saved. Your hooks run, and nothing is pushed.

    \b
    Examples:
      cap save alice --words
      cap save -m "After the talks in May" --dry-run
    """
    from cap.cli.saving import save

    save(names or [], message or [], words=words, errors=errors, dry_run=dry_run, config=config, today_=today_)
