"""`cap calendar`: the dates of all plans for a calendar program."""

from __future__ import annotations

from datetime import UTC, datetime, time
from functools import partial
from typing import Annotated

import typer

from cap.cli import asking, terminal
from cap.cli.common import opened
from cap.cli.options import Config, Manager, Mine, Output, Person, PromisedBy, Today


def calendar_command(
    output: Output = None,
    from_: PromisedBy = None,
    me: Mine = False,
    person: Person = None,
    manager: Manager = None,
    todos: Annotated[
        bool, typer.Option("--todos", help="Goals, actions and promises as to-dos, for a program that shows them.")
    ] = False,
    config: Config = None,
    today_: Today = None,
) -> None:
    """Write talks and dates as iCalendar, for any calendar program.

    Each thing is an all-day event, with a reminder. Read the file in again after a change: what moved moves, what is
    closed goes, and nothing is there twice. A file that this command wrote is replaced.

    \b
    Examples:
      cap calendar --me -o promises.ics
      cap calendar --person alice --todos > alice.ics
    """
    from cap.team.calendar import MARK, calendar, summary
    from cap.team.due import Wanted
    from cap.workspace.outgoing import require_place, write_over
    from cap.workspace.survey import dates_of

    who, lead = asking.owing(from_, me), asking.named(manager)
    workspace, day = opened(config, today_)
    if output is not None:
        require_place(output, workspace, private=False, kind="ics")
    wanted = Wanted(day, who, lead)
    task = partial(dates_of, wanted=wanted, cadence=workspace.settings.cadence, day=day)
    found = list(asking.through(task, asking.looked_at(person, workspace)))
    stamp = datetime.combine(day, time(), UTC) if today_ else datetime.now(UTC)
    text = calendar(found, wanted, today=day, stamp=stamp, todos=todos)
    if output is None:
        terminal.put_raw(text.encode())
    else:
        write_over(output, text, is_ours=lambda beginning: MARK.encode() in beginning)
        terminal.say(f"Written to {output}: {summary(found)}.")
    asking.say_unreadable([one.path for one in found if one.broken])
