"""`cap agenda`: prepare the conversation."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import msgspec
import typer

from cap.cli import terminal
from cap.cli.options import Config, Today, names_starting_with, today
from cap.lint.engine import lint
from cap.plan.problem import Problem, item_path, item_text
from cap.plan.read import Reading
from cap.workspace.paths import shown
from cap.workspace.refusal import Refusal
from cap.workspace.settings import Workspace, open_workspace, policy_of
from cap.workspace.store import create, read_file, resolve


class Audience(StrEnum):
    """Whose agenda it is."""

    both = "both"
    manager = "manager"
    person = "person"


def types_starting_with(incomplete: str) -> list[str]:
    """Completes a type of conversation from the names of the templates."""
    from cap.agenda.context import agenda_types

    try:
        templates = open_workspace().templates
    except Refusal:
        return []
    return [kind.name for kind in agenda_types(templates) if kind.name.startswith(incomplete)]


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
      cap agenda alice --minutes 30 --for manager -o alice-may.md
    """
    from cap.agenda.context import AgendaProblem, agenda
    from cap.rendering import TemplateProblem

    workspace = open_workspace(config)
    if list_types:
        terminal.put(_types(workspace))
        return
    if name is None:
        raise Refusal("whose agenda?", "Name a person: cap agenda alice. `cap agenda --list` shows the types of conversation.")
    day = today(today_)
    path = resolve(name, workspace)
    reading = read_file(path)
    if reading.plan is None:
        terminal.explain(reading.problems)
        raise typer.Exit(1)
    findings = list(_in_plan(reading, lint(reading, policy_of(workspace), today=day)))
    notes = _private_notes(workspace, path, output) if audience == Audience.manager else ""
    try:
        made = agenda(
            reading.plan,
            findings,
            today=day,
            kind=kind,
            minutes=minutes or workspace.settings.minutes,
            audience=audience.value,
            cadence=workspace.settings.cadence,
            team_templates=workspace.templates,
            template=template,
            private=notes,
        )
    except (AgendaProblem, TemplateProblem) as problem:
        raise Refusal(problem.message, problem.hint) from None
    if kind is None:
        terminal.say(f"{made.kind}: {made.reason}. Choose another with --type; `cap agenda --list` shows them.")
    if output is not None:
        create(output, made.text)
        terminal.say(f"Written to {output}.")
    else:
        terminal.put([made.text.rstrip("\n")])


def _private_notes(workspace: Workspace, plan: Path, output: Path | None) -> str:
    """What the manager noted privately; it must not end up in a repository. Raises Refusal."""
    from cap.workspace.git import work_tree
    from cap.workspace.private import private_notes

    notes = private_notes(workspace, plan)
    if notes and output is not None and work_tree(output) is not None:
        raise Refusal(
            f"{shown(output)} lies in a repository, and this agenda would hold your private notes",
            "Choose a file outside of it, or print the agenda without -o.",
        )
    return notes


def _in_plan(reading: Reading, problems: Sequence[Problem]) -> Iterator[Problem]:
    """Findings in the numbering of the plan: an entry of the file that could not be read is not in it."""
    for problem in problems:
        path = reading.plan_path(item_path(problem.item))
        if path is not None:
            yield msgspec.structs.replace(problem, item=item_text(path))


def _types(workspace: Workspace) -> list[str]:
    from cap.agenda.context import agenda_types

    kinds = agenda_types(workspace.templates)
    width = max(len(kind.name) for kind in kinds)
    return [f"{kind.name:<{width}}  {kind.description}  ({kind.origin})" for kind in kinds]
