"""`cap progress`: a note on an action."""

from __future__ import annotations

from datetime import date

from cap.edit.changes.change import Change
from cap.edit.edits import Append, Value
from cap.edit.typed import day_past, find_item, label, name_of, text_of
from cap.plan.model import Action
from cap.plan.read import Reading
from cap.refusal import Refusal


def note_progress(
    reading: Reading,
    item: str,
    note: str,
    *,
    today: date,
    on: str | None = None,
    by: str | None = None,
    link: str | None = None,
) -> Change:
    """Note progress on an action."""
    entry = find_item(reading, item, ("action",))
    assert isinstance(entry.item, Action)
    day = day_past(on, today)
    new: dict[str, Value] = {"date": day, "note": text_of(note, "note")}
    if by is not None:
        new["by"] = name_of(reading, text_of(by, "by"))
    if link is not None:
        new["link"] = text_of(link, "link")
    later = [old for old in entry.item.progress if old.date > day]
    if later:
        raise Refusal(
            f"{label(entry)} has progress of {later[0].date} already, after {day}",
            "Progress reads oldest first: write the older note into it by hand.",
        )
    return Change([Append((*entry.path, "progress"), new)], f"{label(entry)}: progress noted for {day}", entry.path)
