"""`cap move`: another date for an item."""

from __future__ import annotations

from datetime import date

from cap.edit.changes.change import Change, find_what_ends, past
from cap.edit.edits import Append, Edit, Put
from cap.edit.typed import day_of, label, with_weekday
from cap.plan.kinds import DATED
from cap.plan.model import Action, Goal, Support
from cap.plan.read import Reading
from cap.refusal import Refusal
from cap.text.dates import is_span


def move(reading: Reading, item: str, when: str, *, today: date) -> Change:
    """Give an item another due date; it remembers the one before.

    A span counts from the day it is due, or from today when that is past.
    """
    entry = find_what_ends(reading, item, DATED)
    found = entry.item
    assert isinstance(found, (Action, Goal, Support))
    if not found.open:
        raise Refusal(f"{label(entry)} is closed", "Only what is open can be moved.")
    day = day_of(when, max(today, found.due or today) if is_span(when) else today)
    if found.due == day:
        return Change([], f"{label(entry)}: due on {with_weekday(day)}", entry.path)
    edits: list[Edit] = [Put((*entry.path, "due"), day)]
    if found.due is not None:
        edits.append(Append((*entry.path, "was"), found.due))
    how = "brought forward" if found.due and day < found.due else "moved"
    came = f" from {found.due}" if found.due else ""
    return Change(edits, f"{label(entry)}: {how}{came} to {with_weekday(day)}{past(day, today)}", entry.path)
