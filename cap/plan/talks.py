"""The notes of talks in the text below the front matter: found by their headings, the way people write them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from cap.plan.headings import headings
from cap.plan.model import Conversation
from cap.plan.read import Reading
from cap.text.blocks import Block
from cap.text.dates import Unclear, day_meant, is_weekday

FORM = "form"  # what stands behind the day over what was written beside a form's questions, which is no talk
PREP = "prep"  # what stands in a sheet's last line in place of the type of a talk, since it records none
LARGEST = 1_000_000  # bytes of text that are looked at
LONGEST = 100  # characters of a heading that is looked at
MOST_WORDS = 12  # of a heading, among which its day is
MOST_HEADINGS = 400  # with a number in it, the last ones of a text; a talk a month for thirty years
_AS_LOGGED = re.compile(r"([0-9]{4}-[0-9]{2}-[0-9]{2})(?: ([a-z][a-z-]*))?")  # what `heading` writes
_LEADING = re.compile(r"^(?:talk|conversation|notes?)?\s*(?:of|from|on)?(?=\s*$)", re.IGNORECASE)


class TalkNotes(NamedTuple):
    """The notes of one talk, without their heading. `kind` is what the heading says beside the day; `line` is that of the body; `inside`
    the block of code or the comment that hides them."""

    day: date
    kind: str
    text: str
    line: int
    inside: Block | None = None


class Stray(NamedTuple):
    """A heading with a day on which the plan has no talk."""

    heading: str
    line: int


def heading(day: date, kind: str) -> str:
    """The heading of the notes on a talk."""
    return f"## {day} {kind}".rstrip()


def talk_notes(body: bytes, talks: Sequence[Conversation]) -> tuple[list[TalkNotes], list[Stray]]:
    """The notes of the plan's talks, in the order of the text, and the headings that look like one and belong to no talk.

    A day without its year is that of the latest talk on such a day. Notes end with the next heading that is not below their own. In a
    block of code or a comment a heading is none, but for the one that `cap log` writes for a talk: with no other notes of that talk,
    it got in there because something above it was never closed.
    """
    lines = body[:LARGEST].decode(errors="replace").replace("\r\n", "\n").split("\n")
    found: list[TalkNotes] = []
    unknown: list[Stray] = []
    every = list(headings(lines))
    written = {(one.level, one.title) for one in every if one.inside is None}
    lost = {(2, heading(talk.date, talk.type or "").removeprefix("## ")) for talk in talks} - written
    there = [one for one in every if one.inside is None or (one.level, one.title) in lost]
    days = _days_in([one.title for one in there])
    # for each level, where the next heading of it or above stands; and the next with a day
    ends, upper = [len(lines)] * 7, len(lines)
    until: list[int] = []
    for named, parsed in zip(reversed(there), reversed(days)):
        until.append(min(ends[named.level], upper))
        ends[named.level :] = [named.line] * (7 - named.level)
        upper = named.line if parsed else upper
    for named, parsed, end in zip(there, days, reversed(until)):
        if parsed is None:
            continue
        day = max((talk.date for talk in talks if talk.date in _days(parsed[0], talk.date)), default=None)
        if day is not None:
            text = "\n".join(lines[named.line + 1 : end]).strip("\n")
            found.append(TalkNotes(day, parsed[1], text, named.line + 1, named.inside))
        elif named.level <= 3 and parsed[1] != FORM:
            unknown.append(Stray(named.title, named.line + 1))
    return found, unknown


def strays(reading: Reading) -> list[str]:
    """The headings that may be notes of a talk which the plan does not know, and notes that nobody sees, a message for each, with its
    place."""
    if reading.plan is None or reading.fences is None:
        return []
    talks = reading.plan.conversations
    first = min((talk.date for talk in talks), default=None)
    above = reading.raw.count(b"\n", 0, reading.fences.body)
    found, unknown = talk_notes(reading.body, talks)
    return [
        f"{reading.path}:{above + stray.line}: “{stray.heading}” looks like the notes of a talk, and no talk of that day stands in the plan"
        for stray in unknown
        if first is None or not (year := re.search(r"[0-9]{4}", stray.heading)) or int(year[0]) >= first.year
    ] + [
        f"{reading.path}:{above + notes.line}: these notes stand in {notes.inside.what} that line {above + notes.inside.first + 1} opens, so a"
        " reader of the page sees no heading there: close that above them"
        for notes in found
        if notes.inside
    ]


def _days_in(titles: Sequence[str]) -> list[tuple[str, str] | None]:
    """The day and the other words of each heading; of all with a number, only so many are looked at, the last ones."""
    numbered = [at for at, title in enumerate(titles) if len(title) < LONGEST and any(map(str.isdigit, title))]
    found: list[tuple[str, str] | None] = [None] * len(titles)
    for at in numbered[-MOST_HEADINGS:]:
        found[at] = _day_in(titles[at])
    return found


def _day_in(title: str) -> tuple[str, str] | None:
    """The words of a heading that name a day, and its other words; None for a heading without a day."""
    written = _AS_LOGGED.fullmatch(title)
    if written and not (written[2] and is_weekday(written[2])) and _days(written[1], date.min):
        return written[1], written[2] or ""  # no other form has to be tried
    words = title.split()
    among = min(len(words), MOST_WORDS)
    for size in range(min(4, among), 0, -1):
        for start in range(among - size + 1):
            day = " ".join(words[start : start + size]).strip(",:;()–-")
            if any(map(str.isdigit, day)) and _names_a_day(day):
                rest = f"{_LEADING.sub('', ' '.join(words[:start]))} {' '.join(words[start + size :])}"
                return day, " ".join(rest.strip(" :,–-()").split())
    return None


def _names_a_day(text: str) -> bool:
    """Whether a text names a day of the calendar, and not one that depends on when it is read: `3 weeks` does not."""
    if re.fullmatch(r"\d{1,2}\.\d{1,2}", text):  # rather the number of a part
        return False
    first, second = (_days(text, today) for today in (date(2023, 3, 1), date(2031, 6, 15)))
    return bool(first) and {(day.month, day.day) for day in first} == {(day.month, day.day) for day in second}


def _days(text: str, today: date) -> tuple[date, ...]:
    day = day_meant(text, today)
    return () if day is None else day.days if isinstance(day, Unclear) else (day,)
