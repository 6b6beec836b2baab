"""`cap agenda`: prepare the conversation."""

from __future__ import annotations

import shlex
import shutil
import sys
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from cap.cli import terminal
from cap.cli.common import opened, readable
from cap.cli.completing import names_starting_with, types_starting_with
from cap.cli.options import Config, Today
from cap.lint.engine import lint
from cap.refusal import Refusal
from cap.text.columns import wrapped_markdown
from cap.text.escapes import visible
from cap.text.wording import count
from cap.workspace.paths import shown
from cap.workspace.settings import Workspace, policy_of


class Audience(StrEnum):
    """Whose agenda it is."""

    both = "both"
    manager = "manager"
    person = "person"


def agenda_command(
    name: Annotated[
        str | None,
        typer.Argument(
            metavar="[NAME]", help="A person: file name, part of the name, or a path.", autocompletion=names_starting_with
        ),
    ] = None,
    kind: Annotated[
        str | None,
        typer.Option(
            "--type",
            metavar="TYPE",
            help="The type of conversation; chosen from the plan when left out.",
            autocompletion=types_starting_with,
        ),
    ] = None,
    minutes: Annotated[
        int | None,
        typer.Option("--minutes", min=15, max=480, metavar="N", help="How long you have; else as the settings say (60)."),
    ] = None,
    audience: Annotated[
        Audience, typer.Option("--for", help="both: to lie on the table; manager, person: with that side's preparation.")
    ] = Audience.both,
    template: Annotated[
        Path | None, typer.Option("--template", metavar="FILE", help="A template to use instead of the type's own.")
    ] = None,
    output: Annotated[
        Path | None, typer.Option("-o", "--output", metavar="FILE", help="A new file to write, instead of printing.")
    ] = None,
    list_types: Annotated[
        bool, typer.Option("--list", help="List the types of conversation, and where each comes from.")
    ] = False,
    config: Config = None,
    today_: Today = None,
) -> None:
    """Prepare a conversation: an agenda in Markdown, made from the plan.

    \b
    Examples:
      cap agenda alice --type unclear-goals
      cap agenda alice --minutes 30 --for manager -o ~/alice-may.md
    """
    from cap.agenda.context import agenda
    from cap.agenda.findings import slips
    from cap.workspace.outgoing import require_place, write_page
    from cap.workspace.private import private_notes
    from cap.workspace.store import refuse_private, require_inside

    workspace, day = opened(config, today_)
    if list_types:
        terminal.put(_types(workspace))
        return
    if name is None:
        raise Refusal("whose agenda?", "Name a person: cap agenda alice. `cap agenda --list` shows the types of conversation.")
    private = audience == Audience.manager
    if output is not None:
        require_place(output, private=private)
    if template is not None:
        refuse_private(template, workspace)
        require_inside(template)
    path, reading, _ = readable(name, workspace)
    findings = lint(reading, policy_of(workspace), today=day)
    made = agenda(
        reading,
        findings,
        today=day,
        kind=kind,
        minutes=minutes or workspace.settings.minutes,
        audience=audience.value,
        cadence=workspace.settings.cadence,
        team_templates=workspace.templates,
        template=template,
        private=private_notes(workspace, path) if private and not workspace.private_elsewhere else "",
    )
    if kind is None:
        terminal.say(f"{made.kind}: {made.reason}. Choose another with --type; `cap agenda --list` shows them.")
    if number := slips(reading, findings):
        terminal.say(
            f"`cap lint {shlex.quote(shown(path))}` shows {count(number, 'slip')} in the file; worth mending before the talk."
        )
    if output is not None:
        write_page(output, made.text, private=private)
        terminal.say(f"Written to {output}.")
    else:
        text = visible(made.text.rstrip("\n"), keep="\n\t")
        terminal.put(wrapped_markdown(text, shutil.get_terminal_size().columns) if sys.stdout.isatty() else [text])


def _types(workspace: Workspace) -> list[str]:
    from cap.agenda.context import agenda_types

    kinds = agenda_types(workspace.templates)
    widest = max(len(kind.name) for kind in kinds)
    return [visible(f"{kind.name:<{widest}}  {kind.description}  ({kind.origin})") for kind in kinds]
