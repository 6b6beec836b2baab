"""`cap` alone: in a workspace what the next two weeks hold, elsewhere nothing."""

from __future__ import annotations

import shutil
import sys
from functools import partial
from pathlib import Path

from cap.cli import asking, terminal
from cap.cli.common import me, opened
from cap.cli.terminal import Colour


def show_two_weeks(config: Path | None, chosen_day: str | None, color: Colour) -> bool:
    """Print the next two weeks, of the plans of whoever asks if they are a manager; False where there are no plans. Raises Refusal."""
    from cap.team.due import Found, Wanted, in_order, reach
    from cap.team.two_weeks import page, parts
    from cap.team.who import is_meant
    from cap.workspace.store import plan_files
    from cap.workspace.survey import due_of

    workspace, day = opened(config, chosen_day)
    files = list(map(str, plan_files(workspace)))
    if not files:
        return False
    asker, until = me(Path.cwd()), reach(None, day)
    wanted = [Wanted(until), *([Wanted(until, who=asker)] if asker else [])]
    found = list(asking.through(partial(due_of, wanted=wanted, cadence=workspace.settings.cadence, day=day), files))
    led = [one for one, *_ in found if is_meant(asker, one.manager)]
    everything = in_order(led or [one for one, *_ in found], wanted[0])
    mine: list[Found] = [own for _, *owns in found for own in owns]
    own = in_order(mine, wanted[0])
    room, rows = terminal.room(), shutil.get_terminal_size().lines - 1 if sys.stdout.isatty() else None
    broken = [one.path for one, *_ in found if one.broken]
    if rows is not None and broken:
        rows -= 2
    terminal.put(page(parts(own, everything), day, until, room, rows, terminal.painter(color)))
    asking.say_unreadable(broken)
    return True
