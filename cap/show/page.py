"""A plan → what a page about it says, in order, whatever the page is made of."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import NamedTuple

from cap.lint.rule import Subject
from cap.plan.items import entries
from cap.plan.kinds import HOLDS
from cap.plan.model import Pause, Plan
from cap.plan.read import Reading
from cap.plan.standing import ComingTalk, Mix, coming_talk, every, pause_on, stage_on
from cap.show.charts import shares
from cap.show.entries import DESCRIBE, Entry, View, entry
from cap.show.own import own_aside, own_lines
from cap.text.dates import ago
from cap.text.wording import count


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
    mix: Mix  # the actions by type


def page(reading: Reading, plan: Plan, *, today: date, cadence: str, full: bool) -> Page:
    """The page about a plan that was read. `full`: also the history, every note of progress and every rating."""
    subject = Subject(plan, reading, today=today, cadence=cadence)
    by_id = {found.id: found.number for found in entries(reading) if found.id is not None}
    view = View(plan, reading, today, full, by_id)
    talk = coming_talk(plan, cadence, today)
    facts = [*_facts(plan, reading, subject, talk, today), *own_lines(reading, ())]
    sections = [
        Section(kind.heading, [entry(view, (kind.key, i), item, describe) for i, item in enumerate(getattr(plan, kind.key))])
        for kind in HOLDS[Plan]
        if (describe := DESCRIBE.get(kind.shape))
    ]
    return Page(
        plan.name,
        plan.role,
        [(label, text) for label, text in facts if text],
        [section for section in sections if section.entries],
        talk.late,
        subject.mix,
    )


def _facts(plan: Plan, reading: Reading, subject: Subject, talk: ComingTalk, today: date) -> Iterator[tuple[str, str]]:
    yield "called", plan.called or ""
    pause = pause_on(plan, today)
    yield "stage", stage_on(plan, today) + (f" until {pause.until}" if pause and pause.until else "")
    pauses = (_span(pause) + own_aside(reading, ("pauses", i)) for i, pause in enumerate(plan.pauses))
    yield "pauses", "; ".join(pauses)
    yield "direction", ", ".join(plan.direction)
    since = f"since {plan.started}" if plan.started else ""
    yield "manager", ", ".join(part for part in (plan.manager, since) if part)
    yield "next talk", _next(talk, today)
    if plan.conversations:
        last = max(plan.conversations, key=lambda talk: talk.date)
        so_far = f"; {len(plan.conversations)} so far" if len(plan.conversations) > 1 else ""
        yield "last talk", f"{last.date}{f' {last.type}' if last.type else ''}, {ago(last.date, today)}{so_far}"
    yield "rhythm", every(plan.cadence) if plan.cadence else ""
    yield "life story", plan.story or ""
    yield "driven by", ", ".join(plan.motivations)
    yield "interests", ", ".join(plan.interests)
    yield "to improve", ", ".join(plan.improve)
    yield "themes", ", ".join(plan.themes)
    counts = subject.mix
    yield "balance", f"{shares(counts)} {counts.in_words}" if any(counts) else ""
    yield "open", _open(subject)


def _span(pause: Pause) -> str:
    """`2026-06-01 to 2026-09-30`; a pause may have begun nobody knows when, and need not have an end."""
    if pause.from_ is None:
        return f"until {pause.until}" if pause.until else "with no end set"
    return f"{pause.from_} to {pause.until}" if pause.until else f"from {pause.from_}, with no end set"


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


def _next(talk: ComingTalk, today: date) -> str:
    """When to talk next, whether or not the plan names the day."""
    if talk.day is None:
        return ""
    if talk.why == "set":
        return f"{talk.day}, {ago(talk.day, today)}" + (": due" if talk.late else "")
    if talk.why == "pause":
        return f"after the pause, from {talk.day}"
    return f"no date yet; due since {talk.day}" if talk.late else f"no date yet; by {talk.day} would be good"
