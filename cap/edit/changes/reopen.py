"""`cap reopen`: an item that was closed is open again."""

from __future__ import annotations

from datetime import date

from cap.edit.changes.change import Change, find_what_ends, person
from cap.edit.edits import Edit, Put, Remove, Rename
from cap.edit.typed import label
from cap.plan.kinds import CLOSABLE, STATUS
from cap.plan.model import Closing
from cap.plan.read import Reading


def reopen(reading: Reading, item: str, *, today: date) -> Change:
    """Open an item again. Why it was dropped, and who refused it, stays as its note."""
    entry = find_what_ends(reading, item, CLOSABLE)
    found = entry.item
    assert isinstance(found, Closing)
    if found.open:
        return Change([], f"{label(entry)}: open", entry.path)
    edits: list[Edit] = []
    reasons = [found.because, found.refused_by and f"refused by {found.refused_by}"]
    if found.because is not None and found.note is None and found.refused_by is None:
        edits.append(Rename((*entry.path, "because"), "note"))
    elif any(reasons):
        edits.append(Put((*entry.path, "note"), "; ".join(filter(None, (found.note, *reasons)))))
        edits += [Remove((*entry.path, key)) for key in ("because", "refused_by") if getattr(found, key) is not None]
    edits += [Remove((*entry.path, key)) for key in STATUS if getattr(found, key) is not None]
    on = dict(found.ends).get(found.state)
    due = getattr(found, "due", None)
    late = f"It was due on {due}. Another day: cap move {person(reading)} {entry.number} DATE" if due and due < today else ""
    return Change(edits, f"{label(entry)}: open again (was {found.state}{f' on {on}' if on else ''})", entry.path, late)
