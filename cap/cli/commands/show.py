"""`cap show`: one plan as a person reads it."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from cap.cli import terminal
from cap.cli.common import opened, readable
from cap.cli.options import Config, Name, Output, Today
from cap.show import Format, renderer
from cap.text.wording import first_few
from cap.workspace.paths import shown

if TYPE_CHECKING:
    from cap.plan.problem import Problem

WIDEST = 100  # columns of a text that is read


def show_command(
    name: Name,
    format: Annotated[
        Literal[Format, "html", "json"],
        typer.Option(
            "--format",
            help="text for the terminal, md for a mail, html for a browser and for paper, json for programs; all but text are complete.",
        ),
    ] = "text",
    output: Output = None,
    config: Config = None,
    today_: Today = None,
) -> None:
    """Show a plan as a person reads it, with the numbers of its items.

    `2` is the second skill, `2.1` its first action, `g1` a goal, `g1.2` its second action, `v1` a vision, `s1` support, `a1` a day
    ahead, `m1` a moment, `t1` a topic. The text format keeps to what helps just before a talk: what is open, a line for what is
    closed, the last progress, and the notes of the last talk.

    \b
    Examples:
      cap show alice
      cap show alice --format html -o alice.html
    """
    from cap.cli.pages import deliver, deliver_lines, destination

    workspace, day = opened(config, today_)
    path, reading, plan = readable(name, workspace)
    output = destination(output, workspace, private=False, kind=format)
    if format == "json":
        from cap.show.json import document

        deliver(document(path.stem, reading, plan) + "\n", output, private=False, whole=True)
    else:
        from cap.show.page import page

        made = page(reading, plan, today=day, cadence=workspace.settings.cadence, full=format != "text")
        if format == "html":
            from cap.show.html import page_of

            deliver(page_of(made, reading, plan), output, private=False, whole=True)
        else:
            columns = min(shutil.get_terminal_size().columns, WIDEST)
            body = reading.body.decode("utf-8", errors="replace")
            paint = terminal.plain if output else terminal.painter()
            deliver_lines(renderer(format)(made, body, columns, paint), output)
    if reading.problems:
        _say_what_is_left_out(reading.problems, shown(path))


def _say_what_is_left_out(problems: tuple[Problem, ...], path: str) -> None:
    places = [f"{problem.item or problem.rule} (line {problem.line})" for problem in problems]
    terminal.say(f"Left out, because it could not be read: {first_few(places, 3)}. `cap lint {path}` says why.")
