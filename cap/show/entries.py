"""An item of a plan → what a page says about it, one function per kind of item."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import date
from typing import Any, NamedTuple

from cap.plan.kinds import number
from cap.plan.model import (
    Action,
    Closing,
    Conversation,
    DayAhead,
    Goal,
    Item,
    Moment,
    Plan,
    Skill,
    Strength,
    Support,
    Topic,
    Vision,
)
from cap.plan.open_items import is_late
from cap.plan.problem import ItemPath
from cap.plan.read import Reading
from cap.plan.standing import standing
from cap.show.charts import steps
from cap.show.own import own_aside, own_lines
from cap.text.dates import ago

LATE = "overdue"  # the one word that painters look for among an entry's facts


class Entry(NamedTuple):
    """One item. `tail` and `facts` are short and in our words: the one belongs right behind the text, the other below it; `lines`
    are texts of the file, each with what it is."""

    number: str
    text: str
    open: bool = True
    tail: Sequence[str] = ()
    facts: Sequence[str] = ()
    lines: Sequence[tuple[str, str]] = ()
    entries: Sequence[Entry] = ()


class View(NamedTuple):
    """What every part of a page needs to know."""

    plan: Plan
    reading: Reading
    today: date
    full: bool
    by_id: dict[str, str]  # the number of an item by its id


Describe = Callable[[View, ItemPath, Any], Entry]


def entry(view: View, path: ItemPath, item: Any, describe: Describe) -> Entry:
    """One item with its number, and the keys of the team's own last. Numbers are the file's: they count what was left out too."""
    made = describe(view, path, item)
    own = own_lines(view.reading, path) if made.open or view.full else ()
    return made._replace(
        number=number(view.reading.file_path(path)),
        tail=[fact for fact in made.tail if fact],
        facts=[fact for fact in made.facts if fact],
        lines=[(label, text) for label, text in (*made.lines, *own) if text.strip()],
    )


def _strength(view: View, path: ItemPath, item: Strength) -> Entry:
    rating = f"{item.rating} of 10" if item.rating else ""
    return Entry("", item.skill, tail=[rating, "happy to help others with it" if item.mentor else ""])


def _vision(view: View, path: ItemPath, item: Vision) -> Entry:
    return Entry("", item.vision, tail=[_where(item.where)], lines=_id(view, item.id))


def _goal(view: View, path: ItemPath, item: Goal) -> Entry:
    made = _closing(view, item, item.goal)._replace(
        entries=[_action(view, (*path, "actions", i), action, item.open, "") for i, action in enumerate(item.actions)]
    )
    if not item.open and not view.full:
        return made
    return made._replace(
        facts=[*made.facts, f"within {item.horizon}" if item.horizon else "", _where(item.where)],
        lines=[
            ("measure", item.measure or ""),
            ("toward", _named(view, item.vision)),
            ("in the way", "; ".join(item.obstacles)),
            *made.lines,
        ],
    )


def _skill(view: View, path: ItemPath, item: Skill) -> Entry:
    scale = " → ".join(str(points) for points in (standing(item) or "not rated", item.target) if points is not None)
    made = _closing(view, item, item.skill)
    made = made._replace(
        tail=[scale, *made.tail],
        entries=[_action(view, (*path, "actions", i), action, item.open, "no type yet") for i, action in enumerate(item.actions)],
    )
    if not item.open and not view.full:
        return made
    return made._replace(
        lines=[
            ("toward", _named(view, item.goal)),
            ("a 10", item.ten or ""),
            ("over time", _over_time(item)),
            *(("rated", text) for text in _ratings(view, path, item)),
            *_ways(view, path, item),
            *made.lines,
        ]
    )


def _action(view: View, path: ItemPath, item: Action, live: bool, untyped: str) -> Entry:
    """`live`: what the action belongs to is open; `untyped`: what to say of one without a type."""

    def describe(view: View, path: ItemPath, item: Action) -> Entry:
        made = _closing(view, item, item.action, live)
        if not item.open and not view.full:
            return made
        return made._replace(
            facts=[item.type or untyped, *made.facts],
            lines=[
                ("measure", item.measure or ""),
                ("with", ", ".join(item.with_)),
                ("waits for", _named(view, item.needs)),
                *_progress(view, path, item),
                *made.lines,
            ],
        )

    return entry(view, path, item, describe)


def _support(view: View, path: ItemPath, item: Support) -> Entry:
    made = _closing(view, item, item.need)
    return made._replace(lines=[("promised by", item.from_ or ""), *made.lines])


def _topic(view: View, path: ItemPath, item: Topic) -> Entry:
    made = _closing(view, item, item.topic)
    since = f"since {item.date}" if item.date else ""
    return made._replace(tail=[since, *made.tail], lines=[("from", item.by or ""), *made.lines])


def _ahead(view: View, path: ItemPath, item: DayAhead) -> Entry:
    return Entry("", item.what, open=item.date >= view.today, tail=[f"{item.date}, {ago(item.date, view.today)}"])


def _moment(view: View, path: ItemPath, item: Moment) -> Entry:
    return Entry(
        "", item.moment, tail=[str(item.date)], lines=[("seen by", item.by or ""), ("shows", _named(view, item.skill, "skill "))]
    )


def _talk(view: View, path: ItemPath, item: Conversation) -> Entry:
    return Entry("", f"{item.date} {item.type or ''}".rstrip())


# What fills a section of the page; a pause is one of the facts above them.
DESCRIBE: dict[type[Item], Describe] = {
    Strength: _strength,
    Vision: _vision,
    Goal: _goal,
    Skill: _skill,
    Support: _support,
    DayAhead: _ahead,
    Moment: _moment,
    Topic: _topic,
    Conversation: _talk,
}


def _closing(view: View, item: Closing, text: str, live: bool = True) -> Entry:
    """What goals, skills, actions, support and topics have in common. `live`: what it belongs to is open too."""
    due, was = (item.due, item.was) if isinstance(item, (Goal, Action, Support)) else (None, [])
    late = item.open and live and is_late(view.plan, due, view.today)
    shown = item.open or view.full
    facts = [
        _state(item),
        f"due {due}{f', {LATE}' if late else ''}" if due is not None and shown else "",
        f"moved from {', '.join(map(str, was))}" if was and shown else "",
    ]
    lines = [
        ("because", item.because or ""),
        ("refused by", item.refused_by or ""),
        ("note", item.note or ""),
        *_id(view, item.id),
    ]
    made = Entry("", text, item.open, lines=lines)
    return made._replace(facts=facts) if item.open else made._replace(tail=facts)


def _state(item: Closing) -> str:
    """How far it is: `doing`, `done 2026-03-01`; nothing of what was not begun."""
    day = {"done": item.done, "dropped": item.dropped, "refused": item.refused}.get(item.state)
    return f"{item.state} {day}" if day else item.state if item.state != "todo" else ""


def _id(view: View, name: str | None) -> list[tuple[str, str]]:
    """An id is for the file; just before a talk the number does."""
    return [("id", name)] if name and view.full else []


_WHERE = {"here": "here", "company": "elsewhere in the company", "outside": "outside"}


def _where(where: str | None) -> str:
    return _WHERE[where] if where else ""


def _ways(view: View, path: ItemPath, skill: Skill) -> Iterator[tuple[str, str]]:
    for i, way in enumerate(skill.ways):
        weighed = "; ".join([*(f"+ {text}" for text in way.pros), *(f"- {text}" for text in way.cons)])
        own = own_aside(view.reading, (*path, "ways", i))
        yield "chosen way" if way.chosen else "way", f"{way.way}{f' ({weighed})' if weighed else ''}{own}"


def _over_time(skill: Skill) -> str:
    """The ratings you agreed on, oldest first, as blocks and as numbers; nothing to see before the second."""
    agreed = [entry for entry in skill.ratings if entry.by is None]
    if len(agreed) < 2:
        return ""
    numbers = " ".join(str(entry.rating) for entry in agreed)
    return f"{steps([entry.rating for entry in agreed])} {numbers}, {agreed[0].date} to {agreed[-1].date}"


def _ratings(view: View, path: ItemPath, skill: Skill) -> Iterator[str]:
    """The history, oldest first; when not `full` only the last word of each side."""
    every = list(enumerate(skill.ratings))
    latest = {given.by: (i, given) for i, given in every}
    for i, given in every if view.full else sorted(latest.values(), key=lambda found: found[1].date):
        who = "agreed" if given.by is None else f"by {given.by}"
        evidence = f": {given.evidence}" if given.evidence else ""
        yield f"{given.rating} {who}, {given.date}{evidence}{own_aside(view.reading, (*path, 'ratings', i))}"


def _progress(view: View, path: ItemPath, action: Action) -> Iterator[tuple[str, str]]:
    """The notes of progress, oldest first; when not `full` only the last."""
    notes = list(enumerate(action.progress))
    for i, note in notes if view.full or not notes else [max(notes, key=lambda found: found[1].date)]:
        parts = (note.note, f"(by {note.by})" if note.by else "", note.link or "")
        yield str(note.date), " ".join(part for part in parts if part) + own_aside(view.reading, (*path, "progress", i))


def _named(view: View, ids: Sequence[str], before: str = "") -> str:
    """Items by their numbers, with `before` where a number does not say what it is; one that is not there by its id."""
    return ", ".join(before + view.by_id[name] if name in view.by_id else name for name in ids)
