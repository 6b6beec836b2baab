"""The notes of talks in the text below the front matter: found by their headings, the way people write them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date
from typing import NamedTuple

from cap.plan.model import Conversation
from cap.plan.read import Reading
from cap.text.dates import Unclear, day_meant

FORM = "form"  # what stands behind the day over what was written beside a form's questions, which is no talk
LARGEST = 1_000_000  # bytes of text that are looked at
LONGEST = 100  # characters of a heading that is looked at
_HEADING = re.compile(r" {0,3}(#{1,6})[ \t]+(\S.*?)[ \t]*#*[ \t]*")
_FENCE = re.compile(r" {0,3}(```|~~~)")
_LEADING = re.compile(r"^(?:talk|conversation|notes?)?\s*(?:of|from|on)?(?=\s*$)", re.IGNORECASE)


class TalkNotes(NamedTuple):
    """The notes of one talk, without their heading. `kind` is what the heading says beside the day; `line` is that of the body."""

    day: date
    kind: str
    text: str
    line: int


class Stray(NamedTuple):
    """A heading with a day on which the plan has no talk."""

    heading: str
    line: int


def heading(day: date, kind: str) -> str:
    """The heading of the notes on a talk."""
    return f"## {day} {kind}".rstrip()


def talk_notes(body: bytes, talks: Sequence[Conversation]) -> tuple[list[TalkNotes], list[Stray]]:
    """The notes of the plan's talks, in the order of the text, and the headings that look like one and belong to no talk.

    A day without its year is that of the latest talk on such a day. Notes end with the next heading that is not below their own.
    """
    lines = body[:LARGEST].decode(errors="replace").replace("\r\n", "\n").split("\n")
    titles = list(headings(lines))
    found, unknown = [], []
    for at, (line, level, title) in enumerate(titles):
        parsed = _day_in(title)
        if parsed is None:
            continue
        day = max((talk.date for talk in talks if talk.date in _days(parsed[0], talk.date)), default=None)
        if day is None:
            if level <= 3 and parsed[1] != FORM:
                unknown.append(Stray(title, line + 1))
            continue
        end = next((later for later, below, name in titles[at + 1 :] if below <= level or _day_in(name)), len(lines))
        found.append(TalkNotes(day, parsed[1], "\n".join(lines[line + 1 : end]).strip("\n"), line + 1))
    return found, unknown


def strays(reading: Reading) -> list[str]:
    """The headings that may be notes of a talk which the plan does not know, a message for each, with its place."""
    if reading.plan is None or reading.fences is None:
        return []
    talks = reading.plan.conversations
    first = min((talk.date for talk in talks), default=None)
    above = reading.raw.count(b"\n", 0, reading.fences.body)
    return [
        f"{reading.path}:{above + stray.line}: “{stray.heading}” looks like the notes of a talk, and no talk of that day stands in the plan"
        for stray in talk_notes(reading.body, talks)[1]
        if first is None or not (year := re.search(r"[0-9]{4}", stray.heading)) or int(year[0]) >= first.year
    ]


def headings(lines: Sequence[str]) -> Iterator[tuple[int, int, str]]:
    """The headings of a text: line, level, words. What stands in a fenced block is none."""
    fence = ""
    for number, line in enumerate(lines):
        mark = _FENCE.match(line)
        if mark and fence in ("", mark[1]):
            fence = "" if fence else mark[1]
        elif not fence and (title := _HEADING.fullmatch(line)):
            yield number, len(title[1]), title[2]


def _day_in(title: str) -> tuple[str, str] | None:
    """The words of a heading that name a day, and its other words; None for a heading without a day."""
    words = title.split() if any(map(str.isdigit, title)) and len(title) < LONGEST else []
    for size in range(min(4, len(words)), 0, -1):
        for start in range(len(words) - size + 1):
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
