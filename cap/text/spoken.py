"""A day inside a text, the way people write it: `2026-05-18`, `28 Jan`, `May 18, 2026`, `3.5.2026`."""

from __future__ import annotations

import re
from datetime import date
from typing import NamedTuple

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_LONG = ("uary", "ruary", "ch", "il", "", "e", "y", "ust", "t(?:ember)?", "ober", "ember", "ember")
_MONTH = "(?P<month>" + "|".join(f"{short}(?:{rest})?" for short, rest in zip(_MONTHS, _LONG, strict=True)) + r")\b\.?"
_FORMS = tuple(
    re.compile(rf"(?<![\w.-]){form}(?![\w-]|\.\d)", re.IGNORECASE)
    for form in (
        r"(?P<year>\d{4})[-/.](?P<number>\d{1,2})[-/.](?P<day>\d{1,2})",
        r"(?P<day>\d{1,2})\.[ ]?(?P<number>\d{1,2})\.(?:[ ]?(?P<year>\d{4}))?",
        rf"(?P<day>\d{{1,2}})(?:st|nd|rd|th|\.)?(?: of)? {_MONTH}(?:,? (?P<year>\d{{4}}))?",
        rf"{_MONTH} (?P<day>\d{{1,2}})(?:st|nd|rd|th)?(?!\d)(?:,? (?P<year>\d{{4}}))?",
    )
)


class Spoken(NamedTuple):
    """A day of a year, or of any year, and where in the text it stands."""

    year: int | None
    month: int
    day: int
    start: int
    end: int

    def is_on(self, day: date) -> bool:
        return (day.month, day.day) == (self.month, self.day) and self.year in (None, day.year)

    def nearest(self, day: date, *, back: bool) -> date | None:
        """The day that is meant, seen from another: without a year the next one, or the last one if `back`. None when there is none."""
        years = [self.year] if self.year else [day.year - 1, day.year] if back else [day.year, day.year + 1]
        found = []
        for year in years:
            try:
                found.append(date(year, self.month, self.day))
            except ValueError:
                continue
        if self.year:
            return next(iter(found), None)
        return (
            max((one for one in found if one <= day), default=None)
            if back
            else min((one for one in found if one >= day), default=None)
        )


def spoken_day(text: str) -> Spoken | None:
    """The first day that a text names."""
    for form in _FORMS:
        if match := form.search(text):
            parts = match.groupdict()
            month = int(parts["number"]) if parts.get("number") else _MONTHS.index(parts["month"][:3].lower()) + 1
            return Spoken(int(parts["year"]) if parts["year"] else None, month, int(parts["day"]), match.start(), match.end())
    return None
