"""`cap drop`: an item is given up."""

from __future__ import annotations

from cap.edit.changes.change import Change, find_what_ends, rest_of
from cap.edit.edits import Edit, Put
from cap.edit.typed import label, text_of
from cap.plan.kinds import CLOSABLE
from cap.plan.model import Closing
from cap.plan.read import Reading
from cap.refusal import Refusal
from cap.text.wording import brief


def drop(reading: Reading, item: str, because: str) -> Change:
    """Drop an item, with a word on why."""
    entry = find_what_ends(reading, item, CLOSABLE)
    found = entry.item
    assert isinstance(found, Closing)
    if found.state == "done":
        on = f" on {found.done}" if found.done else ""
        raise Refusal(f"{label(entry)} was done{on}", "What is done stays done; nothing needs dropping.")
    reason = text_of(because, "because")
    edits: list[Edit] = [Put((*entry.path, "status"), "dropped"), Put((*entry.path, "because"), reason)]
    return Change(edits, f"{label(entry)}: dropped, because {brief(reason, 80)}", entry.path, rest_of(found))
