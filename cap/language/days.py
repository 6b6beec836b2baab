"""Days as they are offered while somebody types one: in the words that people use, each with the day it means."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from cap.text.dates import DAY_WORDS, Unclear, day_meant, spelled
from cap.text.wording import count, folded

# What is offered before anything is typed.
_AHEAD = (
    *("tomorrow", "friday", "in 1 week", "in 2 weeks", "in 1 month", "in 3 months"),
    *("end of month", "end of quarter", "end of year", "today"),
)
_BEHIND = ("today", "yesterday", "friday", "1 week ago", "2 weeks ago", "1 month ago", "end of last month")
_ENDS = tuple(f"end of {span}" for span in ("month", "next month", "quarter", "next quarter", "q1", "q2", "q3", "q4", "year"))
_MONTHS = tuple(f"{date(2000, month, 1):%B}".lower() for month in range(1, 13))
_COUNTED = re.compile(r"(in |\+)?([0-9]{1,3})(?: ?([a-z ]*))?")
_ISO = re.compile(r"[0-9]{4}-")


def days(typed: str, today: date, *, back: bool) -> list[tuple[str, date]]:
    """The days that what was typed so far may become: words and day, the likeliest first. `back`: such days are behind us."""
    start = folded(typed)
    found: dict[str, date] = {}
    meant = day_meant(typed, today, back=back) if start else None
    if isinstance(meant, Unclear):
        found |= {day.isoformat(): day for day in meant.days}
    elif meant is not None:
        found[start] = meant
    for words in _offered(start, back):
        day = day_meant(words, today, back=back)
        if isinstance(day, date) and (words.startswith(start) or not words.startswith("end")):
            found.setdefault(words, day)
    return list(found.items())


def label(words: str, day: date) -> str:
    """`in 3 weeks – Thursday, 17 December 2026`."""
    return f"{words} – {day:%A}, {spelled(day)}"


def _offered(start: str, back: bool) -> Iterator[str]:
    """Words for days that begin with what was typed, or are what it becomes: `3` may be `in 3 weeks`, `28 a` `28 april`."""
    if not start:
        yield from _BEHIND if back else _AHEAD
        return
    if _ISO.match(start):
        return
    everything = (*(_BEHIND if back else _AHEAD), *DAY_WORDS, *(() if back else _ENDS))
    yield from (words for words in everything if words.startswith(start))
    if start == "in" and not back:
        yield from ("in 1 week", "in 2 weeks", "in 3 weeks", "in 1 month", "in 2 months", "in 3 months", "in 6 months")
    if counted := _COUNTED.fullmatch(start):
        unit = (counted[3] or "").strip()
        for one in ("day", "week", "month"):
            span = count(int(counted[2]), one)
            if f"{one}s".startswith(unit) or f"{one}s ago".startswith(unit):
                yield f"{span} ago" if back and not counted[1] else f"in {span}"
        if unit and not counted[1]:
            yield from (f"{counted[2]} {month}" for month in _MONTHS if month.startswith(unit))
