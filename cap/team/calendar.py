"""The dates of all plans as iCalendar: read in again, what is known is found by its UID, moved or taken out, and never there twice."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Literal, NamedTuple

from cap.plan.kinds import walk
from cap.plan.model import Closing, Goal, Plan, Support
from cap.plan.open_items import open_items, promised_by
from cap.plan.problem import ItemPath
from cap.plan.read import Reading
from cap.plan.standing import coming_talk, pause_on
from cap.team.due import Wanted, require_names
from cap.team.who import is_meant, names_in, owes
from cap.text.columns import flat
from cap.text.shell import for_shell
from cap.text.wording import count, folded

if TYPE_CHECKING:
    from icalendar import Component

MARK = "-//cap//career action plans//EN"  # of a calendar that was written here
FORGOTTEN = timedelta(days=366)  # after which nobody looks for what is closed, and it need not be taken out any more
NINE = timedelta(hours=9)  # when people are reminded
State = Literal["open", "done", "cancelled"]


class Entry(NamedTuple):
    """Something with a day. `handle` tells it from all others of its plan, whatever its day."""

    handle: str
    words: str
    day: date
    state: State
    talk: bool = False


class Dates(NamedTuple):
    """What one plan has for a calendar, and who is named in it."""

    path: str
    key: str = ""
    entries: Sequence[Entry] = ()
    owing: frozenset[str] = frozenset()
    manager: str | None = None
    broken: bool = False


def dates(key: str, reading: Reading, wanted: Wanted, *, today: date, cadence: str) -> Dates:
    """The days of one plan; none of the example. What is closed, or falls into a pause, is there to be taken out of a calendar."""
    plan = reading.plan
    if plan is None:
        return Dates(reading.path, broken=True)
    if reading.is_example:
        return Dates(reading.path)
    named = frozenset() if wanted.who is None else frozenset(names_in(key, plan))
    if wanted.manager is not None and not is_meant(wanted.manager, plan.manager):
        return Dates(reading.path, owing=named, manager=plan.manager)
    found = [] if wanted.who is not None else list(_talk(plan, cadence, today))
    found += _items(key, reading, plan, wanted.who, today)
    return Dates(reading.path, key, found, named, plan.manager)


def _talk(plan: Plan, cadence: str, today: date) -> Iterator[Entry]:
    talk = coming_talk(plan, cadence, today)
    words = f"Career talk with {plan.name}" + (", no day set yet" if talk.why == "cadence" else "")
    day = talk.day or plan.next
    if day is not None:
        yield Entry(".talk", words, day, "open" if talk.day else "cancelled", talk=True)


def _items(key: str, reading: Reading, plan: Plan, who: str | None, today: date) -> Iterator[Entry]:
    still = {item.path for item in open_items(reading, today)}
    closed: set[ItemPath] = set()
    seen: Counter[str] = Counter()
    for kind, path, item in walk(plan):
        if not isinstance(item, Closing):
            continue
        if not item.open or path[:-2] in closed:
            closed.add(path)
        due: date | None = getattr(item, "due", None)
        text = str(getattr(item, kind.name))
        handle = item.id or f".{kind.word}-{hashlib.sha256(folded(text).encode(errors='replace')).hexdigest()[:16]}"
        seen[handle] += 1
        owner = promised_by(plan, item)[1] if isinstance(item, Support) else plan.name
        if due is None or (path not in still and path not in closed):  # without a day, or in doubt whether it is open
            continue
        if path in closed and today - due > FORGOTTEN:
            continue
        if who is not None and not owes(who, key, plan, owner):
            continue
        state: State = "done" if item.state == "done" else "cancelled" if path in closed or pause_on(plan, due) else "open"
        number = f"-{seen[handle]}" if seen[handle] > 1 else ""
        yield Entry(handle + number, _words(item, text, owner, plan), due, state)


def _words(item: Closing, text: str, owner: str, plan: Plan) -> str:
    """What is to be done, and by whom. Neither notes nor ratings leave a plan this way."""
    if isinstance(item, Support) and owner != plan.name:
        return f"{text} ({owner} for {plan.name})" if owner else f"{text} (wanted by {plan.name})"
    return f"{'Goal: ' if isinstance(item, Goal) else ''}{text} ({plan.name})"


def calendar(found: Iterable[Dates], wanted: Wanted, *, today: date, stamp: datetime, todos: bool) -> str:
    """The days as the text of one iCalendar file, with CRLF: all-day events, and a reminder on each one to come.

    `stamp`, with its zone, is the moment of writing; `todos`: as to-dos, but the talks. Raises NotFound when nobody in the plans has
    the name that is asked for.
    """
    import icalendar

    found = list(found)
    require_names(wanted, {name for one in found for name in one.owing}, {one.manager for one in found})
    whole = icalendar.Calendar()
    whole.add("prodid", MARK)
    whole.add("version", "2.0")
    whole.add("calscale", "GREGORIAN")
    often = Counter(one.key for one in found)
    for one in found:
        whose = flat(one.key if often[one.key] == 1 else one.path.removesuffix(".md"))
        for entry in one.entries:
            component = _todo(entry, today) if todos and not entry.talk else _event(entry, today)
            component.add("uid", f"{whose}/{entry.handle}@career-action-plan")
            component.add("dtstamp", stamp)
            component.add("sequence", today.toordinal())
            component.add("class", "PRIVATE")
            if entry.talk and entry.state == "open":
                component.add("description", f"`cap agenda {for_shell(flat(one.key))}` prepares it.")
            whole.add_component(component)
    return str(whole.to_ical(), "utf-8")


def _event(entry: Entry, today: date) -> Component:
    from icalendar import Event

    event = Event()
    event.add("summary", flat(entry.words))
    event.add("dtstart", entry.day)
    if entry.day < date.max:
        event.add("dtend", entry.day + timedelta(days=1))
    event.add("transp", "TRANSPARENT")  # a day on which something is due is no day off
    event.add("status", "CONFIRMED" if entry.state == "open" else "CANCELLED")
    if entry.state == "open" and entry.day >= today:
        # a talk is prepared the day before
        event.add_component(_alarm(entry, NINE - timedelta(days=1) if entry.talk else NINE, {}))
    return event


def _todo(entry: Entry, today: date) -> Component:
    from icalendar import Todo

    todo = Todo()
    todo.add("summary", flat(entry.words))
    todo.add("due", entry.day)
    todo.add("status", {"open": "NEEDS-ACTION", "done": "COMPLETED", "cancelled": "CANCELLED"}[entry.state])
    if entry.state == "open" and entry.day >= today:
        todo.add_component(_alarm(entry, NINE, {"RELATED": "END"}))
    return todo


def _alarm(entry: Entry, before: timedelta, parameters: dict[str, str]) -> Component:
    from icalendar import Alarm

    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", flat(entry.words))
    alarm.add("trigger", before, parameters=parameters)
    return alarm


def summary(found: Sequence[Dates]) -> str:
    """Say how much is in a calendar."""
    states = Counter("open" if entry.state == "open" else "closed" for one in found for entry in one.entries)
    return f"{count(states['open'], 'date')}, {states['closed']} closed" if states["closed"] else count(states["open"], "date")
