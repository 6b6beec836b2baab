"""Days as people write them on a page."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from cap.agenda.compare.words import spaced

_MONTHS = spaced("January February March April May June July August September October November December")
_NUMBER = {name[:3]: number for number, name in enumerate(_MONTHS, 1)}
_MONTH = "(?:" + "|".join(rf"{name}\b|{name[:3]}{'t?' if name == 'September' else ''}\b\.?" for name in _MONTHS) + ")"
_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_WEEKDAY = r"(?:Mon|Tue|Tues|Wed|Wednes|Thu|Thur|Thurs|Fri|Sat|Satur|Sun)(?:day)?\b\.?"
_DAY = re.compile(
    rf"(?:\b(?P<weekday>{_WEEKDAY}),?\s(?:the\s)?)?"
    r"(?:(?<![\d.-])(?P<iso>\d{4}-\d\d-\d\d)(?![\d-])"
    rf"|(?<![\d.,:/-])(?P<day>\d{{1,2}})(?:st|nd|rd|th)?(?:\sof)?\s(?P<month>{_MONTH})(?:,?\s(?P<year>\d{{4}})\b)?"
    rf"|\b(?P<month2>{_MONTH})\s(?P<day2>\d{{1,2}})(?:st|nd|rd|th)?\b(?!\s?%|[.,:]?\d)(?:,?\s(?P<year2>\d{{4}})\b)?)"
    rf"(?:\s?\((?P<weekday2>{_WEEKDAY})\))?"
)


class Day(NamedTuple):
    """A day on a page: its year when it is written, and its weekday, 0 for Monday, when that is. It need not be in the calendar."""

    year: int | None
    month: int
    day: int
    weekday: int | None
    start: int
    end: int

    @property
    def dated(self) -> date | None:
        """The date, when its year is written and it is in the calendar."""
        return None if self.year is None else self.in_year(self.year)

    def in_year(self, year: int) -> date | None:
        try:
            return date(year, self.month, self.day)
        except ValueError:
            return None

    def is_(self, day: date) -> bool:
        return (self.month, self.day) == (day.month, day.day) and self.year in (None, day.year)


def days(text: str) -> Iterator[Day]:
    """The days in a text, in order."""
    for found in _DAY.finditer(text):
        weekday = found["weekday"] or found["weekday2"]
        if found["iso"]:
            year, month, day = map(int, found["iso"].split("-"))
        else:
            month = _NUMBER[(found["month"] or found["month2"])[:3]]
            day, year = int(found["day"] or found["day2"]), int(found["year"] or found["year2"] or 0)
        number = next((n for n, name in enumerate(_WEEKDAYS) if weekday and name.startswith(weekday[:3])), None)
        yield Day(year or None, month, day, number, found.start(), found.end())


def said(day: date, year: bool = True) -> str:
    """`19 March 2027`; without its year where the page leaves it out."""
    return f"{day.day} {_MONTHS[day.month - 1]}" + (f" {day.year}" if year else "")


def weekday(day: date) -> str:
    return _WEEKDAYS[day.weekday()]
