"""Dates: what a cadence adds to a day, and how long ago a day was. Today is always an argument."""

from __future__ import annotations

import re
from datetime import date, timedelta

from cap.text.wording import count


def add_months(day: date, months: int) -> date:
    """The same day of the month `months` later, or that month's last day; the last day there is when the calendar ends."""
    total = day.year * 12 + day.month - 1 + months
    year, month = divmod(total, 12)
    if year > date.max.year:
        return date.max
    return date(year, month + 1, min(day.day, _length(year, month + 1)))


def _length(year: int, month: int) -> int:
    """The number of days in a month."""
    return 31 if month == 12 else (date(year, month + 1, 1) - date(year, month, 1)).days


def after(day: date, cadence: str) -> date:
    """`day` plus a cadence such as `3 months`, as the model's pattern allows it."""
    number, unit = cadence.split(" ")
    if unit.startswith("week"):
        return day + min(timedelta(weeks=int(number)), date.max - day)
    return add_months(day, int(number) * (12 if unit.startswith("year") else 1))


def spelled(day: date) -> str:
    """`18 May 2026`."""
    return f"{day.day} {day:%B} {day.year}"


def ago(day: date, today: date) -> str:
    """How far off a day is, in the largest unit that says enough: `3 weeks ago`, `yesterday`, `today`, `in 2 months`."""
    if day == today:
        return "today"
    if day > today:
        span = _span(today, day)
        return "tomorrow" if span == "1 day" else f"in {span}"
    span = _span(day, today)
    return "yesterday" if span == "1 day" else f"{span} ago"


def _span(start: date, end: date) -> str:
    """The whole days, weeks, months or years from one day to a later one."""
    days = (end - start).days
    months = (end.year - start.year) * 12 + end.month - start.month
    months -= add_months(start, months) > end
    if days < 14:
        return count(days, "day")
    if months < 2:
        return count(days // 7, "week")
    return count(months, "month") if months < 24 else count(months // 12, "year")


DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
GRAMMAR = "2026-03-31, yesterday, today, tomorrow, a weekday, +10d, +2w, +3m, or end of month, quarter or year"

_NEAR = {"yesterday": -1, "today": 0, "tomorrow": 1}
_ENDS = {"end of month": 1, "end of quarter": 3, "end of year": 12}
_STEP = re.compile(r"\+([0-9]{1,4})([dwm])")
_ISO = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


def day_meant(text: str, today: date) -> date | None:
    """The day that a person means: one of GRAMMAR, case ignored. None when it is none of these.

    A weekday is the first one after today; months clamp to their last day, and everything to the last day there is.
    """
    typed = " ".join(text.lower().split())
    if typed in _NEAR:
        return _shifted(today, _NEAR[typed])
    if typed in DAYS:
        return _shifted(today, (DAYS.index(typed) - today.weekday() - 1) % 7 + 1)
    if step := _STEP.fullmatch(typed):
        number, unit = int(step[1]), step[2]
        return add_months(today, number) if unit == "m" else _shifted(today, number * (7 if unit == "w" else 1))
    if typed in _ENDS:
        span = _ENDS[typed]
        last = (today.month - 1) // span * span + span
        return date(today.year, last, _length(today.year, last))
    try:
        return date.fromisoformat(typed) if _ISO.fullmatch(typed) else None
    except ValueError:
        return None


def is_span(text: str) -> bool:
    """Whether a day is meant by how far off it is: `+2w`."""
    return text.lstrip().startswith("+")


def is_day(text: str) -> bool:
    """Whether a text is written like a day, in the calendar or not: `2026-02-30`."""
    return _ISO.fullmatch(text.strip()) is not None


def _shifted(day: date, days: int) -> date:
    """So many days later or earlier, within the calendar."""
    return date.fromordinal(min(max(day.toordinal() + days, 1), date.max.toordinal()))
