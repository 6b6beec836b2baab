"""Dates: what a cadence adds to a day, how long ago a day was, and which day people mean by what they write. Today is always an argument."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, timedelta
from typing import NamedTuple

from cap.text.wording import count, unaccented


def add_months(day: date, months: int) -> date:
    """The same day of the month so many months later or earlier, or that month's last day; the calendar's own end beyond it."""
    total = day.year * 12 + day.month - 1 + months
    year, month = divmod(total, 12)
    if not date.min.year <= year <= date.max.year:
        return date.max if months > 0 else date.min
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


# ---- what people type

GRAMMAR = "2026-03-31, 31 March, 31.3., yesterday, today, tomorrow, friday, +10d, +3m, in 2 weeks, end of quarter or end of q3"


class Unclear(NamedTuple):
    """What is written like a day and is none: it can be read as each of `days`, or stands in no calendar when there are none."""

    days: tuple[date, ...]


def day_meant(text: str, today: date, *, back: bool = False) -> date | Unclear | None:
    """Read a day as people write it, case and accents ignored; None when it is not written like one.

    A weekday, and a day without a year, is the next one ahead, or the last one if `back`; a weekday alone is never today. Months clamp
    to their last day, and what is counted to the calendar. What can be read in two ways is never chosen between.
    """
    typed = _plain(text)
    days = _days(typed, _DATED | _COUNTED, today, back)
    if days is None and (found := re.fullmatch(rf"(?:({_WEEKDAY})\.?,? )?(.+?)(?: \(?({_WEEKDAY})\)?)?", typed)):
        weekdays = {_WEEKDAYS[name] for name in (found[1], found[3]) if name}
        days = _days(found[2], _DATED, today, back)
        days = days and {day for day in days if weekdays == {day.weekday()}}
    if days is None:
        return None
    return days.pop() if len(days) == 1 else Unclear(tuple(sorted(days)))


def is_span(text: str) -> bool:
    """Tell whether a day is meant by how far off it is, with no word on what from: `+2w`, `3 weeks`."""
    found = re.fullmatch(_SPAN, _plain(text))
    return found is not None and found["way"] in ("+", None) and not found["end"]


def is_weekday(text: str) -> bool:
    """Whether a text is the name of a day of the week, or short for one."""
    return _plain(text) in _WEEKDAYS


def _plain(text: str) -> str:
    """Fold a text, without the small words before a day; nothing of what is too long or too foreign to be one."""
    typed = unaccented(text[:100])
    return re.sub("^(?:(?:on|by|until|the|am|bis|zum|le|el) )+", "", typed) if typed.isascii() and len(text) < 100 else ""


_NEAR = {"day before yesterday": -2, "yesterday": -1, "today": 0, "tomorrow": 1, "day after tomorrow": 2}
_WEEKDAY_NAMES = (
    "monday mon",
    "tuesday tue tues",
    "wednesday wed",
    "thursday thu thur thurs",
    "friday fri",
    "saturday sat",
    "sunday sun",
)
# English, German, French and Spanish, with the usual short forms, as `unaccented` leaves them.
_MONTH_NAMES = (
    "january jan januar jaenner janner janvier janv enero ene",
    "february feb februar fevrier fevr fev febrero",
    "march mar marz maerz mrz mars marzo",
    "april apr avril avr abril abr",
    "may mai mayo",
    "june jun juni juin junio",
    "july jul juli juillet juil julio",
    "august aug aout agosto ago",
    "september sep sept septembre septiembre setiembre",
    "october oct oktober okt octobre octubre",
    "november nov novembre noviembre",
    "december dec dezember dez decembre diciembre dic",
)
DAY_WORDS = (*_NEAR, *(names.split()[0] for names in _WEEKDAY_NAMES))
_WEEKDAYS = {name: number for number, names in enumerate(_WEEKDAY_NAMES) for name in names.split()}
_MONTHS = {name: number for number, names in enumerate(_MONTH_NAMES, 1) for name in names.split()}
_NUMBERS = {
    word: number for number, words in enumerate(("a an one", "two", "three", "four", "five", "six"), 1) for word in words.split()
}
_MONTHS_IN = {"month": 1, "quarter": 3, "year": 12}

_WEEKDAY = "|".join(_WEEKDAYS)
_MONTH = rf"(?P<name>{'|'.join(_MONTHS)})\.?"
_DAY = r"(?P<day>[0-9]{1,2})"
_NTH = rf"{_DAY}(?:st|nd|rd|th|er|\.?o|\.)?"
_YEAR = "(?P<year>[0-9]{4})"
_SHORT = "(?P<year>[0-9]{4}|[0-9]{2})"
_UNITS = "days?|weeks?|months?|years?"
_SPAN = (
    rf"(?P<way>\+|in )?(?:(?P<digits>[0-9]{{1,4}}) ?(?P<unit>[dwmy]|{_UNITS})|(?P<word>{'|'.join(_NUMBERS)}) (?P<units>{_UNITS}))"
    "(?P<end> ago| from now| from today)?"
)


def _days(typed: str, forms: dict[str, _Find], today: date, back: bool) -> set[date] | None:
    """Find all the days that a text can mean, none if there is no such day; None when it has none of these forms."""
    for form, find in forms.items():
        if found := re.fullmatch(form, typed):
            return find(found, today, back)
    return None


def _near(found: re.Match[str], today: date, back: bool) -> set[date]:
    return {_shifted(today, _NEAR[found[0]])}


def _weekday(found: re.Match[str], today: date, back: bool) -> set[date]:
    """Find the nearest one; by `next` and `last` some mean it, and others the one of the next or the last week."""
    here = _WEEKDAYS[found["weekday"]] - today.weekday()  # from today to that day of this week
    ahead, behind = (here - 1) % 7 + 1, here % 7 - 7
    if found["which"]:
        steps = {ahead, here + 7} if found["which"] == "next" else {behind, here - 7}
    else:
        steps = {behind if back else ahead}
    return {_shifted(today, step) for step in steps}


def _counted(found: re.Match[str], today: date, back: bool) -> set[date] | None:
    way, end = found["way"], found["end"]
    if way and end:
        return None
    number = int(found["digits"]) if found["digits"] else _NUMBERS[found["word"]]
    if end == " ago" or (back and not way and not end):
        number = -number
    unit = (found["unit"] or found["units"])[0]
    if unit in "my":
        return {add_months(today, number * (12 if unit == "y" else 1))}
    return {_shifted(today, number * (7 if unit == "w" else 1))}


def _end(found: re.Match[str], today: date, back: bool) -> set[date]:
    """Find the last day of a month, quarter or year; if none is named, of the one that ends next or, if `back`, ended last."""
    span = _MONTHS_IN[found["span"]]
    end = _month_end(today.year, (today.month - 1) // span * span + span)
    before = found["which"] == "last" or (back and not found["which"] and end > today)
    moved = add_months(end, span * (-1 if before else found["which"] == "next"))
    return {_month_end(moved.year, moved.month)}


def _end_named(found: re.Match[str], today: date, back: bool) -> set[date]:
    month = int(found["quarter"]) * 3 if found["quarter"] else _MONTHS[found["name"]]
    return _in_year(int(found["year"]) if found["year"] else None, today, back, lambda year: _month_end(year, month))


def _end_of_year(found: re.Match[str], today: date, back: bool) -> set[date]:
    return _in_year(int(found["year"]), today, back, lambda year: date(year, 12, 31))


def _written(found: re.Match[str], today: date, back: bool) -> set[date]:
    """Find a day whose form tells the day from the month."""
    parts = found.groupdict()
    month = _MONTHS[parts["name"]] if "name" in parts else int(parts["month"])
    return _dated(parts["year"], month, int(parts["day"]), today, back)


def _slashed(found: re.Match[str], today: date, back: bool) -> set[date] | None:
    """Find a day in every order in which its numbers are written somewhere."""
    first, second, third = found["first"], found["second"], found["third"]
    if found["mark"] == "-" and not third:
        return None  # rather from one to another
    days = _dated(third, int(second), int(first), today, back) | _dated(third, int(first), int(second), today, back)
    if third and len(third) == len(first) == 2:
        days |= _dated(first, int(second), int(third), today, back)
    return days


def _dated(year: str | None, month: int, day: int, today: date, back: bool) -> set[date]:
    """Find a day of a month; two digits are a year of this century."""
    number = None if year is None else int(year) + (2000 if len(year) == 2 else 0)
    return _in_year(number, today, back, lambda one: date(one, month, day))


def _in_year(year: int | None, today: date, back: bool, day_in: Callable[[int], date]) -> set[date]:
    """Find a day in its year; without one, the first ahead or the last one, today included. A 29 February may be eight years off."""
    step = -1 if back else 1
    for one in (year,) if year is not None else range(today.year, today.year + 9 * step, step):
        try:
            day = day_in(one)
        except ValueError:
            continue
        if year is not None or (day <= today if back else day >= today):
            return {day}
    return set()


def _month_end(year: int, month: int) -> date:
    return date(year, month, _length(year, month))


def _shifted(day: date, days: int) -> date:
    """So many days later or earlier, within the calendar."""
    return date.fromordinal(min(max(day.toordinal() + days, 1), date.max.toordinal()))


# How a day is written → what finds the days that this can mean. Only a command that is given a day compiles the patterns.
_Find = Callable[[re.Match[str], date, bool], set[date] | None]
_DATED: dict[str, _Find] = {
    rf"{_YEAR}(?P<mark>[-/.])(?P<month>[0-9]{{1,2}})(?P=mark){_DAY}": _written,
    rf"{_DAY}\. ?(?P<month>[0-9]{{1,2}})(?:\.|\. ?{_SHORT})?": _written,
    r"(?P<first>[0-9]{1,2})(?P<mark>[/-])(?P<second>[0-9]{1,2})(?:(?P=mark)(?P<third>[0-9]{4}|[0-9]{2}))?": _slashed,
    rf"{_NTH}[ -]?(?:of |de )?{_MONTH}(?:,?[ -](?:de |del )?{_YEAR})?": _written,
    rf"{_MONTH}[ -]?(?:the )?{_NTH}(?:,?[ -]{_YEAR})?": _written,
}
_COUNTED: dict[str, _Find] = {
    "|".join(_NEAR): _near,
    rf"(?:(?P<which>next|last) )?(?P<weekday>{_WEEKDAY})": _weekday,
    _SPAN: _counted,
    rf"end of (?:the )?(?:(?P<which>this|next|last) )?(?P<span>{'|'.join(_MONTHS_IN)})": _end,
    rf"end of (?:q(?P<quarter>[1-4])|{_MONTH})(?: {_YEAR})?": _end_named,
    rf"end of {_YEAR}": _end_of_year,
}
