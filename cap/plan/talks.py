"""The notes of talks in the text below the front matter: found by their headings, the way people write them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date
from typing import NamedTuple

from cap.plan.model import Conversation
from cap.plan.read import Reading
from cap.text.spoken import Spoken, spoken_day

LARGEST = 1_000_000  # bytes of text that are looked at
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
    day: Spoken
    line: int


def heading(day: date, kind: str) -> str:
    """The heading of the notes on a talk."""
    return f"## {day} {kind}".rstrip()


def talk_notes(body: bytes, talks: Sequence[Conversation]) -> tuple[list[TalkNotes], list[Stray]]:
    """The notes of the plan's talks, in the order of the text, and the headings that look like one and belong to no talk.

    A day without its year is that of the latest talk on such a day. Notes end with the next heading that is not below their own.
    """
    lines = body[:LARGEST].decode(errors="replace").replace("\r\n", "\n").split("\n")
    headings = list(_headings(lines))
    found, unknown = [], []
    for at, (line, level, title) in enumerate(headings):
        parsed = _day_in(title)
        if parsed is None:
            continue
        day = max((talk.date for talk in talks if parsed[0].is_on(talk.date)), default=None)
        if day is None:
            if level <= 3:
                unknown.append(Stray(title, parsed[0], line + 1))
            continue
        end = next((later for later, below, name in headings[at + 1 :] if below <= level or _day_in(name)), len(lines))
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
        if first is None or stray.day.year is None or stray.day.year >= first.year
    ]


def _headings(lines: Sequence[str]) -> Iterator[tuple[int, int, str]]:
    """The headings of a text: line, level, words. What stands in a fenced block is none."""
    fence = ""
    for number, line in enumerate(lines):
        mark = _FENCE.match(line)
        if mark and fence in ("", mark[1]):
            fence = "" if fence else mark[1]
        elif not fence and (title := _HEADING.fullmatch(line)):
            yield number, len(title[1]), title[2]


def _day_in(title: str) -> tuple[Spoken, str] | None:
    """The day that a heading names, and its other words; None for a heading without a day."""
    day = spoken_day(title)
    if day is None:
        return None
    rest = f"{_LEADING.sub('', title[: day.start].strip())} {title[day.end :]}"
    return day, " ".join(rest.strip(" :,–-()").split())
