"""A plan → what a page about it says, in order, whatever the page is made of."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import NamedTuple

from cap.lint.rule import Subject
from cap.plan.items import entries
from cap.plan.model import Action, Closing, Goal, Plan, Skill, Support, Topic
from cap.plan.problem import ItemPath
from cap.plan.read import Reading
from cap.plan.standing import due_day, every, next_talk, pause_on, rests, stage_on, standing
from cap.show.charts import shares, steps
from cap.text.dates import ago
from cap.text.wording import count

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


class Section(NamedTuple):
    """The entries under one heading."""

    title: str
    entries: Sequence[Entry]


class Page(NamedTuple):
    """What there is to say about a plan. `facts` stand above all sections, each with what it is."""

    name: str
    role: str | None
    facts: Sequence[tuple[str, str]]
    sections: Sequence[Section]
    due: bool  # a conversation is due


class _View(NamedTuple):
    """What every part of the page needs to know."""

    reading: Reading
    today: date
    resting: bool
    full: bool
    numbers: dict[ItemPath, str]  # of items, by their path in the file
    by_id: dict[str, str]  # numbers too, by the item's id


def page(reading: Reading, plan: Plan, *, today: date, cadence: str, full: bool) -> Page:
    """The page about a plan that was read. `full`: also the history, every note of progress and every rating."""
    numbered = entries(reading)
    subject = Subject(plan, reading, today=today, cadence=cadence)
    view = _View(
        reading,
        today,
        rests(plan, today),
        full,
        numbers={entry.path: entry.number for entry in numbered},
        by_id={entry.id: entry.number for entry in numbered if entry.id is not None},
    )
    day = due_day(plan, cadence)
    sections = [
        Section("Strengths", [_strength(item.skill, item.rating, item.mentor) for item in plan.strengths]),
        Section("Visions", [_vision(view, ("visions", i), item.vision, item.where) for i, item in enumerate(plan.visions)]),
        Section("Goals", [_goal(view, ("goals", i), goal) for i, goal in enumerate(plan.goals)]),
        Section("Skills", [_skill(view, ("skills", i), skill) for i, skill in enumerate(plan.skills)]),
        Section("Support", [_support(view, ("support", i), support) for i, support in enumerate(plan.support)]),
        Section("Topics for next time", [_topic(view, ("topics", i), topic) for i, topic in enumerate(plan.topics)]),
        Section("Conversations", [Entry("", _talk(str(talk.date), talk.type)) for talk in plan.conversations]),
    ]
    return Page(
        plan.name,
        plan.role,
        [(label, text) for label, text in _facts(plan, subject, day, today) if text],
        [section for section in sections if section.entries],
        day is not None and day < today,
    )


def _facts(plan: Plan, subject: Subject, day: date | None, today: date) -> Iterator[tuple[str, str]]:
    pause = pause_on(plan, today)
    yield "stage", stage_on(plan, today) + (f" until {pause.until}" if pause and pause.until else "")
    yield "direction", ", ".join(plan.direction)
    since = f"since {plan.started}" if plan.started else ""
    yield "manager", ", ".join(part for part in (plan.manager, since) if part)
    yield "next talk", _next(plan, day, today)
    if plan.conversations:
        last = max(plan.conversations, key=lambda talk: talk.date)
        so_far = f"; {len(plan.conversations)} so far" if len(plan.conversations) > 1 else ""
        yield "last talk", f"{_talk(str(last.date), last.type)}, {ago(last.date, today)}{so_far}"
    yield "rhythm", every(plan.cadence) if plan.cadence else ""
    yield "life story", plan.story or ""
    yield "driven by", ", ".join(plan.motivations)
    yield "interests", ", ".join(plan.interests)
    yield "to improve", ", ".join(plan.improve)
    yield "themes", ", ".join(plan.themes)
    counts = subject.mix
    yield "balance", f"{shares(counts)} {counts.in_words}" if any(counts) else ""
    yield "open", _open(subject)


def _open(subject: Subject) -> str:
    """What there is to do, counted."""
    topics = sum(topic.open for topic in subject.plan.topics)
    counts = [
        count(len(subject.goals), "goal"),
        count(len(subject.actions), "action"),
        count(len(subject.support), "promise"),
        count(topics, "topic"),
    ]
    return ", ".join(text for text in counts if not text.startswith("0 "))


def _next(plan: Plan, day: date | None, today: date) -> str:
    """When to talk next, whether or not the plan names the day."""
    if day is None:
        return ""
    if day == next_talk(plan):
        return f"{day}, {ago(day, today)}" + (": due" if day < today else "")
    if any(pause.until == day for pause in plan.pauses):
        return f"after the pause, from {day}"
    return f"no date yet; due since {day}" if day < today else f"no date yet; by {day} would be good"


def _talk(day: str, kind: str | None) -> str:
    return f"{day} {kind}" if kind else day


def _number(view: _View, path: ItemPath) -> str:
    """The number in the file, which differs from that in the plan where something broken was left out."""
    return view.numbers[view.reading.file_path(path)]


def _strength(skill: str, rating: int | None, mentor: bool) -> Entry:
    facts = [f"{rating} of 10" if rating else "", "happy to help others with it" if mentor else ""]
    return Entry("", skill, tail=[fact for fact in facts if fact])


def _vision(view: _View, path: ItemPath, text: str, where: str | None) -> Entry:
    return Entry(_number(view, path), text, tail=[_WHERE[where]] if where else [])


_WHERE = {"here": "here", "company": "elsewhere in the company", "outside": "outside"}


def _closing(view: _View, path: ItemPath, item: Closing, text: str, due: date | None = None, live: bool = True) -> Entry:
    """What goals, skills, actions, support and topics have in common. `live`: what it belongs to is open too."""
    state = f"done {item.done}" if item.state == "done" and item.done else item.state if item.state != "todo" else ""
    late = item.open and live and not view.resting and due is not None and due < view.today
    when = f"due {due}" if due is not None and (item.open or view.full) else ""
    entry = Entry(_number(view, path), text, item.open)
    entry = _with(
        entry, [state, f"{when}, {LATE}" if late else when], [("because", item.because or ""), ("note", item.note or "")]
    )
    return entry if item.open else entry._replace(tail=entry.facts, facts=())


def _goal(view: _View, path: ItemPath, goal: Goal) -> Entry:
    entry = _closing(view, path, goal, goal.goal, goal.due)
    if not goal.open and not view.full:
        return entry
    facts = [*entry.facts, f"within {goal.horizon}" if goal.horizon else "", _WHERE[goal.where] if goal.where else ""]
    lines = [
        ("measure", goal.measure or ""),
        ("toward", _named(view, goal.vision)),
        ("in the way", "; ".join(goal.obstacles)),
    ]
    return _with(entry, facts, lines)


def _skill(view: _View, path: ItemPath, skill: Skill) -> Entry:
    now = standing(skill)
    scale = " → ".join(str(points) for points in (now or "not rated", skill.target) if points is not None)
    entry = _closing(view, path, skill, skill.skill)
    entry = entry._replace(
        tail=[scale, *entry.tail],
        entries=[_action(view, (*path, "actions", i), action, skill.open) for i, action in enumerate(skill.actions)],
    )
    if not skill.open and not view.full:
        return entry
    ways = [("chosen way" if way.chosen else "way", f"{way.way}{_weighed(way.pros, way.cons)}") for way in skill.ways]
    lines = [
        ("toward", _named(view, skill.goal)),
        ("a 10", skill.ten or ""),
        ("over time", _over_time(skill)),
        *(("rated", text) for text in _ratings(skill, view.full)),
        *ways,
    ]
    return _with(entry, entry.facts, lines)


def _weighed(pros: Sequence[str], cons: Sequence[str]) -> str:
    parts = [f"+ {text}" for text in pros] + [f"- {text}" for text in cons]
    return f" ({'; '.join(parts)})" if parts else ""


def _over_time(skill: Skill) -> str:
    """The ratings you agreed on, oldest first, as blocks and as numbers; nothing to see before the second."""
    agreed = [entry for entry in skill.ratings if entry.by is None]
    if len(agreed) < 2:
        return ""
    numbers = " ".join(str(entry.rating) for entry in agreed)
    return f"{steps([entry.rating for entry in agreed])} {numbers}, {agreed[0].date} to {agreed[-1].date}"


def _ratings(skill: Skill, full: bool) -> Iterator[str]:
    """The history, oldest first; without `full` only the last word of each side."""
    latest = {entry.by: entry for entry in skill.ratings}
    for entry in skill.ratings if full else sorted(latest.values(), key=lambda entry: entry.date):
        who = "agreed" if entry.by is None else f"by {entry.by}"
        yield f"{entry.rating} {who}, {entry.date}" + (f": {entry.evidence}" if entry.evidence else "")


def _action(view: _View, path: ItemPath, action: Action, live: bool) -> Entry:
    entry = _closing(view, path, action, action.action, action.due, live)
    if not action.open and not view.full:
        return entry
    moved = f"moved from {', '.join(map(str, action.was))}" if action.was else ""
    notes = action.progress if view.full else action.progress and [max(action.progress, key=lambda note: note.date)]
    lines = [
        ("measure", action.measure or ""),
        ("with", ", ".join(action.with_)),
        *((str(note.date), f"{note.note} {note.link or ''}") for note in notes),
    ]
    return _with(entry, [action.type or "no type yet", *entry.facts, moved], lines)


def _support(view: _View, path: ItemPath, support: Support) -> Entry:
    entry = _closing(view, path, support, support.need, support.due)
    return _with(entry, entry.facts, [("promised by", support.from_ or "")])


def _topic(view: _View, path: ItemPath, topic: Topic) -> Entry:
    entry = _closing(view, path, topic, topic.topic)
    since = [f"since {topic.date}"] if topic.date else []
    return _with(entry._replace(tail=[*since, *entry.tail]), entry.facts, [("from", topic.by or "")])


def _named(view: _View, ids: Sequence[str]) -> str:
    """Visions or goals by their numbers; one that is not there by its id."""
    return ", ".join(view.by_id.get(name, name) for name in ids)


def _with(entry: Entry, facts: Sequence[str], lines: Sequence[tuple[str, str]]) -> Entry:
    """The entry with these facts, and these lines before its own; what is empty is left out."""
    return entry._replace(
        facts=[fact for fact in facts if fact], lines=[*((label, text) for label, text in lines if text.strip()), *entry.lines]
    )
