"""`cap drop`: an item is given up, or was refused."""

from __future__ import annotations

from datetime import date

from cap.edit.changes.change import Change, find_what_ends, rest_of, to_reopen
from cap.edit.edits import Edit, Put
from cap.edit.typed import day_past, label, name_of, text_of
from cap.plan.kinds import CLOSABLE
from cap.plan.model import Closing
from cap.plan.read import Reading
from cap.refusal import Refusal
from cap.text.wording import brief


def drop(
    reading: Reading, item: str, because: str, *, today: date, on: str | None = None, refused_by: str | None = None
) -> Change:
    """Drop an item, with a word on why; with `refused_by`, somebody else declined it.

    What was closed so before keeps its day, unless there is another.
    """
    entry = find_what_ends(reading, item, CLOSABLE)
    found = entry.item
    assert isinstance(found, Closing)
    end = "dropped" if refused_by is None else "refused"
    if found.state == "done":
        day = f" on {found.done}" if found.done else ""
        raise Refusal(f"{label(entry)} was done{day}", f"If it was not: {to_reopen(reading, entry)}")
    if found.state not in (end, "todo", "doing"):
        raise Refusal(f"{label(entry)} was {found.state} already", f"If that is not so any more: {to_reopen(reading, entry)}")
    reason = text_of(because, "because")
    before = getattr(found, end)
    edits: list[Edit] = [Put((*entry.path, "status"), end)] if found.status else []
    when = ""
    if on is not None or found.open:
        when = f" on {day_past(on, today)}"
        edits.append(Put((*entry.path, end), day_past(on, today)))
    was = f" (was {before})" if when not in ("", f" on {before}") and before else ""
    edits.append(Put((*entry.path, "because"), reason))
    by = ""
    if refused_by is not None:
        who = name_of(reading, text_of(refused_by, "refused_by"))
        edits.append(Put((*entry.path, "refused_by"), who))
        by = f" by {brief(who)}"
    return Change(edits, f"{label(entry)}: {end}{by}{when}{was}, because {brief(reason, 80)}", entry.path, rest_of(found))
