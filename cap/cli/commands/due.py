"""`cap due`: what is due, and what went by."""

from __future__ import annotations

from functools import partial
from typing import Annotated

import typer

from cap.cli import asking, terminal
from cap.cli.common import opened
from cap.cli.options import Config, Manager, Mine, Output, Person, PromisedBy, Today
from cap.refusal import Refusal
from cap.team.due import Kind
from cap.team.output.due import Format


def due_command(
    within: Annotated[
        str | None, typer.Option("--within", metavar="DATE", help="How far ahead: 30d, 3m, end of quarter; 2w if not given.")
    ] = None,
    from_: PromisedBy = None,
    me: Mine = False,
    person: Person = None,
    manager: Manager = None,
    kind: Annotated[list[Kind] | None, typer.Option("--kind", help="Only these; may be given several times.")] = None,
    check: Annotated[bool, typer.Option("--check", help="Only what is overdue: exit 1 if anything is, silent if not.")] = False,
    format: Annotated[
        Format,
        typer.Option(
            "--format", help="table for the terminal, html for a browser and for paper, json and csv for programs, md for a chat."
        ),
    ] = "table",
    output: Output = None,
    config: Config = None,
    today_: Today = None,
) -> None:
    """List talks, actions, promises and goals that are due, or went by.

    First come those who had no talk yet, the longest known first; then what is overdue, then the rest by date. A plan that is
    paused is silent until its day. KEY and NO are what other commands take: `cap done alice 1.1`.

    With --from, promises without a date are listed too. The digest (md) holds what one person promised (--from), or
    promised and asked for (--person), and nothing of talks.

    \b
    Examples:
      cap due --me --within 30d    what did I promise?
      cap due --check || echo "Something was forgotten."
    """
    from cap.cli.pages import deliver_table, destination
    from cap.team.due import Wanted, in_order, reach, summary
    from cap.team.output.due import render
    from cap.team.overview import unreadable
    from cap.workspace.survey import due_of

    if check and within is not None:
        raise Refusal("--check looks at what is overdue, --within at what is to come", "Give one of them.")
    who = asking.owing(from_, me)
    if format == "md" and who is None and person is None:
        raise Refusal(
            "a digest holds what one person promised, or asked for", "Say whose: --me, --from WHO or --person NAME with it."
        )
    if kind == [Kind.talk] and (who is not None or format == "md"):
        raise Refusal(
            "a talk is nobody’s promise, and stays between the two who have it",
            "`cap due --manager WHO --kind talk` lists who waits for one.",
        )
    kinds = tuple(one for one in kind or Kind if one != Kind.talk or format != "md")
    workspace, day = opened(config, today_)
    output = destination(output, workspace, private=False, kind=format, table=True)
    wanted = Wanted(reach(within, day), who, asking.named(manager), kinds, overdue=check)
    task = partial(due_of, wanted=[wanted], cadence=workspace.settings.cadence, day=day)
    found = [one for (one,) in asking.through(task, asking.looked_at(person, workspace))]
    dues = in_order(found, wanted)
    broken = [one.path for one in found if one.broken]
    told = summary(dues, wanted)
    room, paint = (None, terminal.plain) if output else (terminal.room(), terminal.painter())
    said = [wanted.in_words(), told, unreadable(broken) if broken else ""]
    deliver_table(render(format, dues, day, wanted.until, room, paint, said), output, format)
    if dues or not check:
        terminal.say(told)
    asking.say_unreadable(broken)
    if dues and check:
        raise typer.Exit(1)
