"""What a day was meant as that is not written year-month-day. Of what can be read in two ways, none is chosen."""

from __future__ import annotations

import calendar
import datetime
import re
from contextlib import suppress

from cap.plan.meant import Meant, sure
from cap.plan.meant.lookup import is_nothing
from cap.plan.meant.values import BLANK, flag_hint
from cap.text.dates import Unclear, day_meant, spelled
from cap.text.unseen import HYPHENS, called
from cap.text.wording import one_of

FORM = "Write year-month-day, such as 2026-03-31."
_ISO = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})")
_YEAR_FIRST = re.compile(r"([0-9]{4})(?:[-/._ ]([0-9]{1,2})[-/._ ]|([0-9]{2}))([0-9]{1,2})")
_NUMBERS = re.compile(r"[0-9]{1,2}([-/. ])[0-9]{1,2}\1 ?[0-9]{4}")
_DAY_FIRST = re.compile(r"([0-9]{1,2})[-/. ]+([0-9]{1,2})[-/. ]+([0-9]{4})")
_MONTH = re.compile(r"(?P<year>[0-9]{4})[-/. ](?P<month>[0-9]{1,2})|(?P<month_>[0-9]{1,2})[-/. ](?P<year_>[0-9]{4})")
_QUARTER = re.compile(r"(?i)(q[1-4])[-/ ]?([0-9]{4})|([0-9]{4})[-/ ]?(q[1-4])")
_END_OF = re.compile("(?i)(?:bis )?ende (?:des )?")
_WITH_YEAR = re.compile(r"(?<![0-9])[0-9]{4}(?![0-9])")
_ANY_DAY = datetime.date(2000, 1, 1)  # of what is read here, none counts from today
_ENDS = ("done", "dropped", "refused")


def odd_hyphen(typed: str) -> str | None:
    """The first character of a day that looks like a hyphen and is none, by name."""
    return next((called(character) for character in typed if character in HYPHENS), None)


def impossible(typed: str) -> Meant:
    """What to say of a day that is written right and stands in no calendar."""
    year, month, day = map(int, typed.split("-"))
    if not 1 <= month <= 12:
        if 1 <= day <= 12 and (turned := _day(year, day, month)):
            return Meant(f"Did you mean {turned}?")
        return Meant("Check the month: dates are year-month-day.")
    if not year or not day:
        return Meant("Check the day and the month: dates are year-month-day.")
    return Meant(f"{calendar.month_name[month]} {year} has {calendar.monthrange(year, month)[1]} days.")


def day_hint(typed: str, key: str, *, required: bool) -> Meant:
    """What somebody meant by `typed` under `key`, which is no day that can be read."""
    plain = "".join("-" if character in HYPHENS else character for character in typed).strip()
    plain = re.sub(r"(?<=[0-9]) ?([-/.]) ?(?=[0-9])", r"\1", plain)
    if is_nothing(typed):
        return Meant(FORM if required else BLANK)
    if key in _ENDS and flag_hint(typed).fix:
        return Meant(f"Write the day on which it was {key}; where nobody knows it, write `status: {key}` instead.")
    if _YEAR_FIRST.fullmatch(plain):
        return _year_first(plain)
    if len(found := set(_ISO.findall(plain))) == 1 and (day := _day(*map(int, found.pop()))):
        return Meant(f"Write the day alone, {day}; the rest has room in a note, or in the text below.")
    if _WITH_YEAR.search(plain):
        return _with_year(plain)
    return Meant(FORM)


def _year_first(text: str) -> Meant:
    found = _YEAR_FIRST.fullmatch(text)
    assert found
    day = _day(int(found[1]), int(found[2] or found[3]), int(found[4]))
    return _exactly(day) if day else Meant(FORM)


def _with_year(text: str) -> Meant:
    if found := _MONTH.fullmatch(text):
        end = _end(int(found["year"] or found["year_"]), int(found["month"] or found["month_"]))
        return Meant(f"Write the day too; the last of that month is {end}.") if end else Meant(FORM)
    if found := _QUARTER.fullmatch(text):
        text = f"{found[1] or found[4]} {found[2] or found[3]}"
    day = day_meant(_END_OF.sub("end of ", text), _ANY_DAY)
    if isinstance(day, Unclear) and day.days:
        return Meant(f"That can be {one_of([spelled(one) for one in day.days])}: write {one_of([str(one) for one in day.days])}.")
    if isinstance(day, Unclear) and (found := _DAY_FIRST.fullmatch(text)):
        return impossible(f"{found[3]}-{found[2]:0>2}-{found[1]:0>2}")
    if isinstance(day, datetime.date):
        dotted = _NUMBERS.fullmatch(text)
        if (
            dotted and dotted[1] in ". " and day.day <= 12 and day.day != day.month
        ):  # the other way round, where dots are not day first
            return Meant(f"Did you mean {day}?")
        return _exactly(day)
    last = day_meant(f"end of {text}", _ANY_DAY)
    if isinstance(last, datetime.date) and last.year > 2000:
        return Meant(f"Write the day too; the last of it is {last}.")
    return Meant(FORM)


def _exactly(day: datetime.date) -> Meant:
    return sure(str(day))._replace(hint=f"Write {day}.")


def _day(year: int, month: int, day: int) -> datetime.date | None:
    with suppress(ValueError):
        return datetime.date(year, month, day)
    return None


def _end(year: int, month: int) -> datetime.date | None:
    return _day(year, month, calendar.monthrange(year, month)[1]) if year and 1 <= month <= 12 else None
