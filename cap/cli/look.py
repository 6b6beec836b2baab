"""`cap list`, `cap show`: everyone at a glance, and one plan as a person reads it."""

from __future__ import annotations

import shutil
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from cap.cli import terminal
from cap.cli.options import Color, Config, Name, Today, today
from cap.cli.terminal import Colour
from cap.show import Format as PageFormat
from cap.team.output import Format as TeamFormat
from cap.text.wording import count
from cap.workspace.parallel import each
from cap.workspace.paths import shown
from cap.workspace.refusal import Refusal

if TYPE_CHECKING:
    from cap.lint.engine import Policy
    from cap.plan.problem import Problem
    from cap.team.overview import Row

WIDEST = 100  # columns of a text that is read; a table may take the whole terminal


def list_command(
    format: Annotated[
        TeamFormat,
        typer.Option("--format", help="table for people, json for programs, csv for spreadsheets."),
    ] = "table",
    config: Config = None,
    today_: Today = None,
    color: Color = Colour.auto,
) -> None:
    """List everyone: stage, last and next conversation, actions, findings.

    In the table, `!` marks a conversation that is due, LATE counts the open actions past their date, MIX those on the
    job, from others and in training, and LINT the errors (e), warnings (w) and hints (h) that `cap lint` finds.

    \b
    Examples:
      cap list                     who is due for a conversation?
      cap list --format json | jq -r '.people[] | select(.due) | .key'
    """
    from cap.team.output import renderer
    from cap.workspace.settings import open_workspace, policy_of
    from cap.workspace.store import plan_files

    workspace = open_workspace(config)
    day = today(today_)
    files = [str(path) for path in plan_files(workspace)]
    if not files:
        where = ", ".join(shown(folder) for folder in workspace.plan_folders)
        raise Refusal(f"there are no plans in {where}", "`cap new alice` starts one.")
    task = partial(row_of, policy=policy_of(workspace), day=day)
    rows = sorted(terminal.progress(each(task, files), len(files), "plans"), key=lambda row: (row.key.casefold(), row.path))
    terminal.put(renderer(format)(rows, day, shutil.get_terminal_size().columns, terminal.painter(color)))
    terminal.say(_summary(rows, table=format == "table"))


def row_of(path: str, policy: Policy, day: date) -> Row:
    """Read one file and sum it up. One that cannot be opened is a row like any other: it must not hide the rest."""
    from cap.lint.engine import lint
    from cap.plan.read import read
    from cap.team.overview import Row, row
    from cap.text.escapes import utf8
    from cap.workspace.store import read_bytes

    key = utf8(Path(path).stem)
    try:
        raw = read_bytes(path)
    except OSError as error:
        return Row(key=key, path=utf8(path), errors=1, broken=f"it cannot be opened: {(error.strerror or str(error)).lower()}.")
    reading = read(raw, utf8(path))
    return row(key, reading, lint(reading, policy, today=day), today=day, cadence=policy.cadence)


def _summary(rows: list[Row], *, table: bool) -> str:
    due = [row for row in rows if row.due]
    parts = [count(len(rows), "plan")]
    if due:
        marked = " (marked !)" if table else ""
        parts.append(f"{count(len(due), 'conversation')} due{marked}: `cap agenda {due[0].key}` prepares the first")
    lines = [", ".join(parts) + "."]
    broken = [row.path for row in rows if row.broken is not None]
    if broken:
        call = " ".join(["cap lint", *broken]) if len(broken) <= 3 else "cap lint"
        lines.append(f"{count(len(broken), 'plan')} cannot be read; `{call}` says what to mend.")
    return "\n".join(lines)


def show_command(
    name: Name,
    format: Annotated[
        Literal[PageFormat, "json"],
        typer.Option(
            "--format", help="text for the terminal, md for a mail or a page, json for programs; the last two are complete."
        ),
    ] = "text",
    config: Config = None,
    today_: Today = None,
    color: Color = Colour.auto,
) -> None:
    """Show a plan as a person reads it, with the numbers of its items.

    `2` is the second skill, `2.1` its first action, `g1` a goal, `g1.2` its second action, `v1` a vision, `s1` support, `a1` a day
    ahead, `m1` a moment, `t1` a topic. The text format keeps to what helps just before a talk: what is open, a line for what is
    closed, the last progress, and the notes of the last talk.

    \b
    Examples:
      cap show alice
      cap show alice --format md > alice.md
    """
    from cap.workspace.settings import open_workspace
    from cap.workspace.store import read_file, resolve

    workspace = open_workspace(config)
    day = today(today_)
    path = resolve(name, workspace)
    reading = read_file(path)
    if reading.plan is None:
        terminal.explain(reading.problems)
        raise typer.Exit(1)
    if format == "json":
        from cap.show.json import document

        terminal.put([document(path.stem, reading, reading.plan)])
    else:
        from cap.show import renderer
        from cap.show.page import page

        cadence = workspace.settings.cadence
        shown_page = page(reading, reading.plan, today=day, cadence=cadence, full=format == "md")
        columns = min(shutil.get_terminal_size().columns, WIDEST)
        body = reading.body.decode("utf-8", errors="replace")
        terminal.put(renderer(format)(shown_page, body, columns, terminal.painter(color)))
    if reading.problems:
        _say_what_is_left_out(reading.problems, shown(path))


def _say_what_is_left_out(problems: tuple[Problem, ...], path: str) -> None:
    places = [f"{problem.item or problem.rule} (line {problem.line})" for problem in problems[:3]]
    more = f" and {len(problems) - 3} more" if len(problems) > 3 else ""
    terminal.say(f"Left out, because it could not be read: {', '.join(places)}{more}. `cap lint {path}` says why.")
