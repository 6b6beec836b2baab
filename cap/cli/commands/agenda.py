"""`cap agenda`: prepare the conversation."""

from __future__ import annotations

import sys
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from cap.cli import terminal
from cap.cli.common import opened, readable, say_slips
from cap.cli.completing import names_starting_with, types_starting_with
from cap.cli.incoming import page_from
from cap.cli.options import Config, NoInput, Output, Today
from cap.cli.pages import deliver, destination, form_of, indented
from cap.refusal import Refusal
from cap.text.columns import filled, width
from cap.text.escapes import utf8, visible
from cap.workspace.settings import Workspace

if TYPE_CHECKING:
    from cap.agenda.prepare import Options
    from cap.plan.read import Reading

Format = Literal["md", "html", "json", "prompt"]


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
    format_: Annotated[
        Format,
        typer.Option(
            "--format", help="md to read, html to fill in or print, json for programs, prompt to paste into a language model."
        ),
    ] = "md",
    compare: Annotated[
        str | None,
        typer.Option("--compare", metavar="PAGE", help="Hold a page, whoever wrote it, against the plan; - is standard input."),
    ] = None,
    no_input: NoInput = False,
    output: Output = None,
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
    from cap.agenda.prepare import NOBODYS, Options, agenda, as_json, nobodys_reading
    from cap.plan.talks import strays
    from cap.workspace.at_talk import at_last_talk
    from cap.workspace.private import notes_for_manager
    from cap.workspace.store import read_file, refuse_private, require_inside

    workspace, day = opened(config, today_)
    if list_types:
        terminal.put(_types(workspace))
        return
    if name is None and kind != NOBODYS:
        raise Refusal("whose agenda?", "Name a person: cap agenda alice. `cap agenda --list` shows the types of conversation.")
    private = audience == Audience.manager
    if compare is not None and (output or template or kind or minutes or format_ != "md"):
        hint = "Leave out -o, --template, --type, --minutes and --format; the page says itself what it is for."
        raise Refusal("--compare holds a page against the plan, and makes none", hint)
    if format_ == "prompt" and template is not None:
        raise Refusal("--template lays out a page, and a prompt is none", "Leave out one of the two.")
    output = destination(output, workspace, private=private, kind=format_)
    for read in (template, None if compare in (None, "-") else Path(compare)):
        if read is not None:
            refuse_private(read, workspace)
            require_inside(read)
    path, reading = (Path("team.md"), nobodys_reading()) if name is None else readable(name, workspace)[:2]
    if compare is not None:
        _compare(compare, reading, day, audience)
        return
    if name and private and not no_input and terminal.somebody_there():
        from cap.cli.reviewing import review_late  # it can write, and all that is needed for that takes its time to load

        review_late(name, path, reading, day, workspace, config)
        reading = read_file(path)
    options = Options(
        today=day,
        kind=kind,
        minutes=minutes or workspace.settings.minutes,
        audience=audience.value,
        cadence=workspace.settings.cadence,
        team=workspace.templates,
        template=template,
        private=notes_for_manager(workspace, path) if name and private else "",
        key=utf8(path.stem),
        earlier=at_last_talk(path, reading, day) if name else None,
    )
    if format_ == "prompt":
        _prompt(reading, options, output)
        return
    made = agenda(reading, options)
    if kind is None:
        terminal.say(f"{made.kind}: {made.reason}. Choose another with --type; `cap agenda --list` shows them.")
    say_slips(path, reading, workspace, day)
    for stray in strays(reading):
        terminal.say(stray)
    if format_ == "json":
        deliver(indented(as_json(made, options)), output, private=private, whole=True)
    elif format_ == "html":
        how = "Fill in what you agree on, during the talk or after it, and keep the file."
        deliver(form_of(made.text, key=f"{options.key}-{day}", how=how), output, private=private, whole=True)
    else:
        deliver(made.text, output, private=private)


def _compare(page: str, reading: Reading, day: date, audience: Audience) -> None:
    """Print what is wrong with a page, as lint prints findings; exit with 1 for what is surely wrong."""
    from cap.agenda.compare import LIMIT, compare
    from cap.lint.output import Style, renderer
    from cap.lint.result import Linted, Tally

    raw, name = page_from(page, 4 * LIMIT)
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        raise Refusal(f"{name}:{line}: this page is not UTF-8", "Save it again as UTF-8.") from None
    problems = compare(text, reading, path=name, today=day, audience=audience.value)
    tally = Tally()
    chosen: Literal["full", "concise"] = "full" if sys.stdout.isatty() else "concise"
    terminal.put(renderer(chosen)(tally.over([Linted(name, raw, problems)]), tally, Style(terminal.painter())))
    terminal.say(f"{name}: {tally.findings_in_words()}.")
    if tally.fails("error"):
        raise typer.Exit(1)


def _prompt(reading: Reading, options: Options, output: Path | None) -> None:
    from cap.agenda.prompt import leaving, prompt

    terminal.say(f"If you paste this, it leaves your machine: {', '.join(leaving(reading))}. Private notes are not in it.")
    deliver(prompt(reading, options), output, private=False, whole=True)


def _types(workspace: Workspace) -> list[str]:
    from cap.agenda.prepare import agenda_types

    kinds = agenda_types(workspace.templates)
    widest = max(width(visible(kind.name)) for kind in kinds)
    return [f"{filled(visible(kind.name), widest)}  {visible(f'{kind.description}  ({kind.origin})')}" for kind in kinds]
