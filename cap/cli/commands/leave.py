"""`cap leave`: a plan handed over and removed."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from cap.cli.options import Config, Today, Who, Yes


def leave_command(
    name: Who,
    output: Annotated[
        Path,
        typer.Option("-o", "--output", metavar="DIR", help="The folder, outside of the repository, in which it is handed over."),
    ],
    story: Annotated[bool, typer.Option("--story", help="Only the life story, where it is taken back; the plan stays.")] = False,
    yes: Yes = False,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Show what would go and what git would still hold, and touch nothing.")
    ] = False,
    config: Config = None,
    today_: Today = None,
) -> None:
    """Hand a person their plan, and remove all that is kept about them.

    The file and a page of it go into DIR first. Then your private notes, what waits sealed, copies and texts that were not saved go, and
    the plan last; you see the list before, and are asked. Your notes are your words, and are handed to nobody. At the end stands what
    git and others still hold, with the commands that take it out of every commit; you run them, or not.
    `cap leave alice --story -o DIR` takes back a life story alone. For parental leave and the like there is `cap pause`.

    \b
    Examples:
      cap leave alice -o ~/for-alice --dry-run
      cap leave alice -o ~/for-alice --yes
    """
    from cap.cli.leaving import leave

    leave(name, output, story=story, yes=yes, dry_run=dry_run, config=config, today_=today_)
