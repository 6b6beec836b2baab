"""`cap agenda`: prepare the conversation."""

from __future__ import annotations

import contextlib
import os
import re
import shlex
import shutil
import sys
from collections.abc import Iterator
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from cap.cli import terminal
from cap.cli.options import Config, Today, names_starting_with, today
from cap.lint.engine import lint
from cap.refusal import Refusal
from cap.text.columns import wrapped
from cap.text.escapes import visible
from cap.text.wording import count, width
from cap.workspace.paths import shown
from cap.workspace.settings import Workspace, open_workspace, policy_of
from cap.workspace.store import create, read_file, resolve

# What a line of Markdown begins with and goes on below: a list's mark, with its box, or a quotation's.
_MARK = re.compile(r"( *(?:[-*+]|\d+[.)]) +(?:\[[ x]\] )?|> ?)?")


class Audience(StrEnum):
    """Whose agenda it is."""

    both = "both"
    manager = "manager"
    person = "person"


def types_starting_with(incomplete: str) -> list[str]:
    """Completes a type of conversation from the names of the templates, but for those that a shell would obey."""
    from cap.agenda.context import agenda_types
    from cap.workspace.naming import fits_a_file

    try:
        templates = open_workspace().templates
    except (Refusal, OSError):
        return []
    return [kind.name for kind in agenda_types(templates) if kind.name.startswith(incomplete) and fits_a_file(kind.name)]


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
    from cap.workspace.private import private_notes

    workspace = open_workspace(config)
    if list_types:
        terminal.put(_types(workspace))
        return
    if name is None:
        raise Refusal("whose agenda?", "Name a person: cap agenda alice. `cap agenda --list` shows the types of conversation.")
    if output is not None:
        _require_place(output, audience)
    day = today(today_)
    path = resolve(name, workspace)
    reading = read_file(path)
    if reading.plan is None:
        terminal.explain(reading.problems)
        raise typer.Exit(1)
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
        private=private_notes(workspace, path) if audience == Audience.manager else "",
    )
    if kind is None:
        terminal.say(f"{made.kind}: {made.reason}. Choose another with --type; `cap agenda --list` shows them.")
    if number := slips(reading, findings):
        terminal.say(
            f"`cap lint {shlex.quote(shown(path))}` shows {count(number, 'slip')} in the file; worth mending before the talk."
        )
    if output is not None:
        with _closed_to_others() if audience == Audience.manager else contextlib.nullcontext():
            create(output, made.text)
        terminal.say(f"Written to {output}.")
    else:
        text = visible(made.text.rstrip("\n"), keep="\n\t")
        terminal.put(_folded(text, shutil.get_terminal_size().columns) if sys.stdout.isatty() else [text])


def _require_place(output: Path, audience: Audience) -> None:
    """Refuse a file whose folder is not there, and one in a repository for what only the manager may read. Raises Refusal."""
    from cap.workspace.git import work_tree

    if audience == Audience.manager and work_tree(output) is not None:
        raise Refusal(
            f"{shown(output)} lies in a repository, and this agenda is for the manager's eyes alone",
            "Choose a file outside of it, or print the agenda without -o.",
        )
    if not output.parent.is_dir():
        folder = shown(output.parent)
        raise Refusal(f"there is no folder {folder}", f"Make it first: mkdir -p {shlex.quote(folder)}")


@contextlib.contextmanager
def _closed_to_others() -> Iterator[None]:
    """What is created in here, only this user can read."""
    before = os.umask(0o077)
    try:
        yield
    finally:
        os.umask(before)


def _folded(text: str, columns: int) -> Iterator[str]:
    """Lines of Markdown, the long ones broken at blanks to fit the terminal; what goes on keeps to its list or quotation."""
    for line in text.split("\n"):
        mark = _MARK.match(line)
        assert mark is not None
        if width(line) <= columns:
            yield line
        else:
            yield from wrapped(line[mark.end() :], columns, mark[0], mark[0] if mark[0].startswith(">") else None)


def _types(workspace: Workspace) -> list[str]:
    from cap.agenda.context import agenda_types

    kinds = agenda_types(workspace.templates)
    widest = max(len(kind.name) for kind in kinds)
    return [visible(f"{kind.name:<{widest}}  {kind.description}  ({kind.origin})") for kind in kinds]
