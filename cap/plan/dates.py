"""Dates: what a cadence adds to a day, and how long ago a day was. Today is always an argument."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta


def add_months(day: date, months: int) -> date:
    """The same day of the month `months` later, or that month's last day; the last day there is when the calendar ends."""
    total = day.year * 12 + day.month - 1 + months
    year, month = divmod(total, 12)
    if year > date.max.year:
        return date.max
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def after(day: date, cadence: str) -> date:
    """`day` plus a cadence such as `3 months`, as the model's pattern allows it."""
    number, unit = cadence.split(" ")
    if unit.startswith("week"):
        return day + min(timedelta(weeks=int(number)), date.max - day)
    return add_months(day, int(number) * (12 if unit.startswith("year") else 1))
