"""`cap ask`: the question bank."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from cap.cli import terminal
from cap.cli.common import opened, readable
from cap.cli.completing import names_starting_with, types_starting_with
from cap.cli.options import Config, Today
from cap.cli.pages import deliver, indented
from cap.refusal import Refusal
from cap.text.columns import wrapped
from cap.text.escapes import visible

if TYPE_CHECKING:
    from cap.agenda.ask import Answer

Format = Literal["text", "json"]


def ask_command(
    words: Annotated[
        list[str] | None,
        typer.Argument(metavar="[WORDS]...", help="What it should be about: words of a question, a subject, a tense; tough."),
    ] = None,
    person: Annotated[
        str | None,
        typer.Option(
            "--person",
            metavar="NAME",
            help="With this person's plan: what suits them, in their words, and what to look up first.",
            autocompletion=names_starting_with,
        ),
    ] = None,
    kind: Annotated[
        str | None,
        typer.Option("--type", metavar="TYPE", help="For this type of conversation.", autocompletion=types_starting_with),
    ] = None,
    format_: Annotated[Format, typer.Option("--format", help="text to read, json for programs.")] = "text",
    config: Config = None,
    today_: Today = None,
) -> None:
    """Look for a question to ask, or for an answer to a tough one.

    \b
    Examples:
      cap ask energy present
      cap ask tough promoted --person alice
    """
    from cap.agenda.ask import as_json, find_questions
    from cap.agenda.prepare import Options, require_type

    workspace, day = opened(config, today_)
    reading = readable(person, workspace)[1] if person else None
    if kind is not None:
        require_type(kind, workspace.templates)
    options = Options(today=day, kind=kind, cadence=workspace.settings.cadence, team=workspace.templates)
    answer = find_questions(words or [], options, reading)
    if format_ == "json":
        deliver(indented(as_json(answer)), None, private=False, whole=True)
        return
    if not answer.questions and not answer.tough:
        raise Refusal("no question holds all of these words", "Try fewer, or one subject such as strengths, setbacks or support.")
    terminal.put(map(visible, _lines(answer)))


def _lines(answer: Answer) -> Iterator[str]:
    columns = min(shutil.get_terminal_size((100, 24)).columns, 100)
    for found in answer.questions:
        yield from wrapped(found.text, columns, f"{found.number:>3}  ", "     ")
        yield f"     {', '.join(dict.fromkeys(found.marks))}{f' (after {found.source})' if found.source else ''}"
    for number, tough in enumerate(answer.tough, len(answer.questions)):
        if number:
            yield ""
        yield from wrapped(f"“{tough.question}”", columns, "     ", "     ")
        yield from wrapped(tough.line, columns, "     ", "     ")
        if tough.plan:
            yield from wrapped(f"In the plan: {'; '.join(tough.plan)}", columns, "     ", "     ")
        elif tough.look:
            yield f"     Look up first: {', '.join(tough.look)}"
