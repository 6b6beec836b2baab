"""`cap progress`: a note on an action."""

from __future__ import annotations

from datetime import date

from cap.edit.changes.change import Change, to_reopen
from cap.edit.edits import Append, Value
from cap.edit.typed import day_past, find_item, label, name_of, text_of
from cap.plan.kinds import number
from cap.plan.model import Action, Closing
from cap.plan.read import Reading
from cap.refusal import Refusal
from cap.text.wording import folded


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
    above = find_item(reading, number(entry.path[:-2]))
    for one in (entry, above):
        if isinstance(one.item, Closing) and not one.item.open:
            since = dict(one.item.ends).get(one.item.state)
            hint = f"To open it again: {to_reopen(reading, one)}"
            raise Refusal(f"{label(one)} was {one.item.state}{f' on {since}' if since else ''}", hint)
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
    same = next((old.date for old in entry.item.progress if folded(old.note) == folded(note)), None)
    return Change(
        [Append((*entry.path, "progress"), new)],
        f"{label(entry)}: progress noted for {day}",
        entry.path,
        doubt=f"{label(entry)} says so already, on {same}" if same else "",
    )
