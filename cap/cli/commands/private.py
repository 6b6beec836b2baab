"""`cap private`: notes for your eyes only."""

from __future__ import annotations

from typing import Annotated

import typer

from cap.cli import terminal
from cap.cli.common import today, who_can_read, workspace_of
from cap.cli.options import Config, Today, Who
from cap.text.escapes import visible
from cap.text.shell import for_shell
from cap.text.wording import first_few
from cap.workspace.paths import shown
from cap.workspace.private import note_privately, notes_elsewhere, private_file, private_notes
from cap.workspace.store import resolve

MOST_NAMED = 3  # files of notes that are named


def private_command(
    name: Who,
    message: Annotated[
        str | None, typer.Option("-m", "--message", metavar="TEXT", help="A note to add; without it, your notes are shown.")
    ] = None,
    config: Config = None,
    today_: Today = None,
) -> None:
    """Keep private notes about a person, outside the repository.

    They lie among your own files, closed to others where the system can do that. `cap agenda NAME --for manager` and `cap prep NAME` put them into your own preparation,
    marked, and `cap log` asks whether what you kept with `cap note` was said; no other command ever reads them.

    \b
    Examples:
      cap private alice -m "Ask how the move went; she would rather not bring it up herself"
      cap private alice
    """
    workspace = workspace_of(config)
    plan = resolve(name, workspace, exact=True)
    if message is not None:
        file = note_privately(workspace, plan, message, today(today_))
        terminal.say(f"{plan.stem}: noted in {shown(file)}{who_can_read(file)}.")
        return
    notes = private_notes(workspace, plan)
    if notes:
        terminal.put([visible(notes.replace("\r\n", "\n").rstrip("\n"), keep="\n\t")])
        return
    terminal.say(
        f"{plan.stem}: no private notes. `cap private {for_shell(plan.stem)} -m …` adds one, in {shown(private_file(workspace, plan))}."
    )
    others = notes_elsewhere(workspace, plan)
    if others:
        files = first_few([shown(file) for file in others], MOST_NAMED)
        terminal.say(
            f"There are notes in {files}. If they belong here, because the plan or its folder"
            " was moved or renamed, move that file to the place above."
        )
