"""What a filled-in page asks of a plan: the changes that other commands make, so put that asking twice changes nothing more."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from cap.agenda.seal import told
from cap.edit.changes.change import Change
from cap.edit.changes.done import close
from cap.edit.changes.log import Request, refuse
from cap.edit.changes.move import move
from cap.edit.changes.progress import note_progress
from cap.edit.changes.rate import rate
from cap.edit.edits import Append, Value
from cap.edit.typed import find_item, label
from cap.plan.items import Entry, entries
from cap.plan.model import Action, Closing
from cap.plan.read import Reading
from cap.refusal import Refusal
from cap.text.wording import brief


def closed(entry: Entry, day: date) -> Request:
    """The item is done; what was done before keeps its day."""

    def request(reading: Reading) -> Change:
        now = _now(reading, entry)
        if isinstance(now.item, Closing) and now.item.done is not None:
            return Change([], "")
        return close(reading, entry.number, today=day, on=day.isoformat())

    return request


def moved(entry: Entry, to: date | None, day: date) -> Request:
    """The item has another date, or keeps the one it has."""

    def request(reading: Reading) -> Change:
        now = _now(reading, entry)
        if isinstance(now.item, Closing) and not now.item.open:
            raise Refusal(f"{label(now)} is closed", "It stays as it is.")
        return Change([], "") if to is None else move(reading, entry.number, to.isoformat(), today=day)

    return request


def refused(entry: Entry, because: str, by: str, day: date) -> Request:
    """Somebody else declined what is asked for."""
    return lambda reading: refuse(reading, _now(reading, entry).number, because, by, day)


def noted(entry: Entry, note: str, day: date) -> Request:
    """Something moved in an action."""

    def request(reading: Reading) -> Change:
        action = _now(reading, entry).item
        assert isinstance(action, Action)
        if any((old.date, old.note) == (day, note) for old in action.progress):
            return Change([], "")
        return note_progress(reading, entry.number, note, today=day, on=day.isoformat())

    return request


def rated(entry: Entry, number: str, by: str, day: date) -> Request:
    """A skill stands at a number."""
    return lambda reading: rate(reading, _now(reading, entry).number, number, today=day, on=day.isoformat(), by=by or None)


def added(home: Entry, what: str, others: Sequence[str], due: date | None, day: date) -> Request:
    """A new step for a skill or a goal, unless there is one of that name."""

    def request(reading: Reading) -> Change:
        if _there(reading, what):
            return Change([], "")
        item: dict[str, Value] = {"action": what}
        if due:
            item["due"] = due
        if others:
            item["with"] = others[0] if len(others) == 1 else list(others)
        by = f", due {due}" if due else ""
        return Change([Append((*_now(reading, home).path, "actions"), item)], f"added to {home.number}: “{brief(what, 60)}”{by}")

    return request


def needed(what: str, who: Sequence[str], due: date | None, day: date) -> Request:
    """A new promise of somebody else, unless there is one of that name."""

    def request(reading: Reading) -> Change:
        if _there(reading, what):
            return Change([], "")
        item: dict[str, Value] = {"need": what, "from": ", ".join(who)}
        if due:
            item["due"] = due
        return Change(
            [Append(("support",), item)], f"{item['from']} promised: “{brief(what, 60)}”{f', due {due}' if due else ''}"
        )

    return request


def _now(reading: Reading, entry: Entry) -> Entry:
    """The item as it is now."""
    return find_item(reading, entry.number)


def _there(reading: Reading, what: str) -> bool:
    return any(told(entry.text) == told(what) for entry in entries(reading))
