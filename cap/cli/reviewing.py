"""Before a manager's page: what is late is listed, and each thing can be ticked, moved, given up or left, in one line each."""

from __future__ import annotations

import contextlib
from datetime import date
from functools import partial
from pathlib import Path

from cap.cli import terminal
from cap.cli.changing import Request, change
from cap.edit.changes.done import close
from cap.edit.changes.drop import drop
from cap.edit.changes.move import move
from cap.plan.kinds import number
from cap.plan.open_items import OpenItem, open_items
from cap.plan.read import Reading
from cap.plan.standing import short_name
from cap.refusal import Refusal
from cap.text.dates import ago, spelled
from cap.text.wording import count
from cap.workspace.settings import Workspace
from cap.workspace.store import resolve


def review_late(name: str, path: Path, reading: Reading, day: date, workspace: Workspace, config: Path | None) -> None:
    """Ask about each thing that is late, and write each answer at once; what is left stays as it is.

    Nothing is asked unless `name` is the person's in full, as every write needs it. Raises Refusal.
    """
    late = [item for item in open_items(reading, day) if item.late]
    if not late or not _in_full(name, workspace):
        return
    assert reading.plan is not None
    terminal.say(
        f"{count(len(late), 'date')} in {short_name(reading.plan)}’s plan went by. Settle what you can; Enter leaves a thing as it is."
    )
    with contextlib.suppress(EOFError):
        for item in late:
            _settle(item, number(reading.file_path(item.path)), path, day, config)


def _in_full(name: str, workspace: Workspace) -> bool:
    with contextlib.suppress(Refusal):
        resolve(name, workspace, exact=True)
        return True
    return False


def _settle(item: OpenItem, where: str, path: Path, day: date, config: Path | None) -> None:
    """Ask about one thing until the answer can be written, or is to leave it. Raises EOFError when there is no more to come."""
    assert item.due is not None
    owner = f", {item.who}" if item.kind == "support" and item.who else ""
    terminal.say(f"  {where}  {item.text} (by {spelled(item.due)}, {ago(item.due, day)}{owner})")
    while (request := _asked(where, item, day)) is not None:
        try:
            change(str(path), request, config=config, dry_run=False)
        except Refusal as refusal:
            terminal.complain(refusal.message, refusal.hint)
        else:
            return


def _asked(where: str, item: OpenItem, day: date) -> Request | None:
    """What is to become of a thing, as a change; None to leave it."""
    while True:
        answer = _typed("      [d]one, [m]ove, [g]ive up, or Enter to leave it: ").lower()
        if answer in ("", "l", "leave"):
            return None
        if answer in ("d", "done"):
            on = _typed("      On which day? (Enter: today) ")
            return partial(close, item=where, today=day, on=on or None)
        if answer in ("m", "move"):
            to = _typed("      To which day? ")
            return partial(move, item=where, when=to, today=day) if to else None
        if answer in ("g", "give up", "drop"):
            because = _typed("      Why? ")
            return partial(drop, item=where, because=because, today=day) if because else None
        terminal.say("      Type d, m or g, or nothing.")


def _typed(question: str) -> str:
    """What is answered. Raises EOFError when there is no more to come: then everything else is left."""
    line = terminal.asked(question)
    if line is None:
        raise EOFError
    return line
