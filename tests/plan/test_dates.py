"""The days that people type."""

from __future__ import annotations

import datetime
from calendar import monthrange

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cap.text.dates import DAYS, GRAMMAR, add_months, day_meant
from tests.plans_strategy import examples

LAST = datetime.date.max
_today = st.dates() | st.dates(datetime.date(9999, 11, 1), LAST) | st.dates(datetime.date.min, datetime.date(1, 2, 1))
_number = st.integers(0, 9999)


def last_of(year: int, month: int) -> datetime.date:
    return datetime.date(year, month, monthrange(year, month)[1])


@examples(200)
@given(_today, st.sampled_from(DAYS))
def test_a_weekday_is_the_first_one_after_today(today: datetime.date, weekday: str) -> None:
    day = day_meant(weekday, today)
    assert day
    if (LAST - today).days >= 7:
        assert 1 <= (day - today).days <= 7
        assert DAYS[day.weekday()] == weekday
    else:
        assert today <= day <= LAST


@examples(200)
@given(_today, _number)
def test_days_and_weeks_are_counted_and_end_with_the_calendar(today: datetime.date, number: int) -> None:
    for unit, days in (("d", number), ("w", 7 * number)):
        day = day_meant(f"+{number}{unit}", today)
        assert day == (LAST if (LAST - today).days < days else today + datetime.timedelta(days))


@examples(300)
@given(_today, _number)
def test_a_month_later_is_the_same_day_or_the_last_of_that_month(today: datetime.date, number: int) -> None:
    day = day_meant(f"+{number}m", today)
    assert day == add_months(today, number)
    months = today.year * 12 + today.month - 1 + number
    year, month = months // 12, months % 12 + 1
    if year > LAST.year:
        assert day == LAST
    else:
        assert day == min(last_of(year, month), last_of(year, month).replace(day=min(today.day, monthrange(year, month)[1])))
        assert (day.year, day.month) == (year, month)
        assert day.day == today.day or (day == last_of(year, month) and day.day < today.day)


@examples(200)
@given(_today)
def test_the_end_of_a_span_is_its_last_day_and_not_over(today: datetime.date) -> None:
    month, quarter, year = (day_meant(f"end of {span}", today) for span in ("month", "quarter", "year"))
    assert month and quarter and year
    assert today <= month <= quarter <= year
    assert month == last_of(today.year, today.month)
    assert year == datetime.date(today.year, 12, 31)
    assert quarter.month in (3, 6, 9, 12) and quarter == last_of(today.year, quarter.month) and quarter.month - today.month < 3


@examples(200)
@given(_today, st.dates())
def test_a_day_of_the_calendar_means_itself_whatever_today_is(today: datetime.date, day: datetime.date) -> None:
    assert day_meant(day.isoformat(), today) == day
    assert day_meant(f"  {day.isoformat()} ", today) == day


@examples(200)
@given(_today)
def test_near_days(today: datetime.date) -> None:
    assert day_meant("today", today) == today
    yesterday, tomorrow = day_meant("yesterday", today), day_meant("tomorrow", today)
    assert yesterday and tomorrow
    assert yesterday == today - datetime.timedelta(1) if today > datetime.date.min else yesterday == today
    assert tomorrow == today + datetime.timedelta(1) if today < LAST else tomorrow == today


@examples(300)
@given(st.text() | st.from_regex(r"[+-]?[0-9]{1,5}[dwmy]?|[0-9-]{8,10}|end of [a-z]{0,7}", fullmatch=True), _today)
def test_anything_else_is_no_day_and_no_error(typed: str, today: datetime.date) -> None:
    day = day_meant(typed, today)
    assert day is None or (typed.strip() and day == day_meant(f" {typed} ", today))


@pytest.mark.parametrize(
    "typed",
    [
        "",
        " ",
        "soon",
        "next week",
        "2026-02-30",
        "2026-1-5",
        "20260105",
        "2026-W01-1",
        "٢٠٢٦-٠١-٠١",
        "-3d",
        "+3",
        "3d",
        "+3y",
        "+ 3d",
        "+99999d",
        "fri",
        "end of",
        "end of week",
        "end of century",
    ],
)
def test_these_are_no_days(typed: str) -> None:
    assert day_meant(typed, datetime.date(2026, 11, 22)) is None


def test_every_example_in_the_grammar_is_understood() -> None:
    today = datetime.date(2026, 11, 22)
    words = (
        GRAMMAR.replace("a weekday", "friday")
        .replace("month, quarter or year", "month, end of quarter, end of year")
        .replace("or ", "")
    )
    for word in words.split(", "):
        assert day_meant(word, today), word
