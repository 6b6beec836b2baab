"""`cap done`: an item is closed."""

from __future__ import annotations

from datetime import date

from cap.edit.changes.change import Change, find_what_ends, rest_of, to_reopen
from cap.edit.edits import Edit, Put
from cap.edit.typed import day_past, label, text_of
from cap.plan.kinds import CLOSABLE
from cap.plan.model import Closing
from cap.plan.read import Reading
from cap.refusal import Refusal


def close(reading: Reading, item: str, *, today: date, on: str | None = None, note: str | None = None) -> Change:
    """Close an item that is done. What was done before keeps its day, unless there is another."""
    entry = find_what_ends(reading, item, CLOSABLE)
    found = entry.item
    assert isinstance(found, Closing)
    if found.state in ("dropped", "refused"):
        raise Refusal(f"{label(entry)} was {found.state}", f"If it was done after all: {to_reopen(reading, entry)}")
    day = found.done if found.done and on is None else day_past(on, today)
    was = f" (was {found.done})" if found.done not in (None, day) else ""
    edits: list[Edit] = [Put((*entry.path, "status"), "done")] if found.status else []
    edits.append(Put((*entry.path, "done"), day))
    if note is not None:
        edits.append(Put((*entry.path, "note"), text_of(note, "note")))
    return Change(edits, f"{label(entry)}: done on {day}{was}", entry.path, rest_of(found))
