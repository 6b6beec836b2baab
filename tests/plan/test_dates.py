"""The days that people type."""

from __future__ import annotations

import datetime
from calendar import isleap, monthrange
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cap.text.dates import GRAMMAR, Unclear, add_months, day_meant, is_span
from tests.plans_strategy import examples

LAST = datetime.date.max
DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
MONTHS = (
    "January Jan Jan. Januar Jänner JANVIER janv. enero ene",
    "February Feb Feb. Februar février févr. Fevrier FÉV febrero",
    "March Mar März Maerz mrz. mars marzo",
    "April Apr Apr. avril avr. abril abr",
    "May MAY Mai mayo",
    "June Jun Juni juin junio",
    "July Jul Juli juillet juil. julio",
    "August Aug août AOUT agosto ago",
    "September Sep Sept. septembre septiembre",
    "October Oct Oktober Okt. octobre octubre",
    "November Nov Nov. novembre noviembre",
    "December Dec Dezember Dez. décembre déc. diciembre dic",
)
YEARS = range(2023, 2033)
_today = st.dates() | st.dates(datetime.date(9999, 11, 1), LAST) | st.dates(datetime.date.min, datetime.date(1, 2, 1))
_number = st.integers(0, 9999)


def meant(text: str, today: datetime.date, *, back: bool = False) -> datetime.date:
    """The day that a text means, and no doubt about it."""
    day = day_meant(text, today, back=back)
    assert isinstance(day, datetime.date), (text, today, day)
    return day


def days_of_ten_years() -> Iterator[datetime.date]:
    first = datetime.date(YEARS[0], 1, 1)
    return (first + datetime.timedelta(i) for i in range((datetime.date(YEARS[-1], 12, 31) - first).days + 1))


def last_of(year: int, month: int) -> datetime.date:
    return datetime.date(year, month, monthrange(year, month)[1])


@examples(200)
@given(_today, st.sampled_from(DAYS))
def test_a_weekday_is_the_first_one_after_today(today: datetime.date, weekday: str) -> None:
    day = meant(weekday, today)
    if (LAST - today).days >= 7:
        assert 1 <= (day - today).days <= 7
        assert DAYS[day.weekday()] == weekday
    else:
        assert today <= day <= LAST


@examples(200)
@given(_today, _number)
def test_days_and_weeks_are_counted_and_end_with_the_calendar(today: datetime.date, number: int) -> None:
    for unit, days in (("d", number), ("w", 7 * number)):
        assert meant(f"+{number}{unit}", today) == meant(f"in {number} {unit}", today)
        day = meant(f"+{number}{unit}", today)
        assert day == (LAST if (LAST - today).days < days else today + datetime.timedelta(days))


@examples(300)
@given(_today, _number)
def test_a_month_later_is_the_same_day_or_the_last_of_that_month(today: datetime.date, number: int) -> None:
    day = meant(f"+{number}m", today)
    assert day == meant(f"{number} months", today) == meant(f"In {number} months", today, back=True)
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
    month, quarter, year = (meant(f"end of {span}", today) for span in ("month", "quarter", "year"))
    assert today <= month <= quarter <= year
    assert month == last_of(today.year, today.month)
    assert year == datetime.date(today.year, 12, 31)
    assert quarter.month in (3, 6, 9, 12) and quarter == last_of(today.year, quarter.month) and quarter.month - today.month < 3


@examples(200)
@given(_today, _number)
def test_a_month_earlier_is_the_same_day_or_the_last_of_that_month(today: datetime.date, number: int) -> None:
    day = meant(f"{number} months ago", today)
    assert day == add_months(today, -number) == meant(f"{number}m", today, back=True)
    year, month = divmod(today.year * 12 + today.month - 1 - number, 12)
    if year < 1:
        assert day == datetime.date.min
    else:
        assert day == last_of(year, month + 1).replace(day=min(today.day, monthrange(year, month + 1)[1]))


@examples(200)
@given(st.dates(datetime.date(2, 1, 1), datetime.date(9998, 1, 1)), st.sampled_from(DAYS))
def test_looking_back_a_weekday_is_the_last_one_before_today(today: datetime.date, weekday: str) -> None:
    day = meant(weekday, today, back=True)
    assert 1 <= (today - day).days <= 7 and DAYS[day.weekday()] == weekday
    assert day == meant(weekday[:3].upper(), today, back=True)


@examples(300)
@given(st.dates(datetime.date(2, 1, 1), datetime.date(9998, 1, 1)), st.integers(0, 6), st.booleans())
def test_next_and_last_are_refused_where_people_differ(today: datetime.date, weekday: int, back: bool) -> None:
    """On a Wednesday, “next friday” is in two days to some and in nine to others; “next monday” is the same to all."""
    ahead, behind = (day_meant(f"{which} {DAYS[weekday]}", today, back=back) for which in ("next", "last"))
    first, week = meant(DAYS[weekday], today), datetime.timedelta(7)
    assert ahead == (Unclear((first, first + week)) if weekday > today.weekday() else first)
    latest = meant(DAYS[weekday], today, back=True)
    assert behind == (Unclear((latest - week, latest)) if weekday < today.weekday() else latest)


@examples(200)
@given(st.dates(datetime.date(3, 1, 1), datetime.date(9997, 1, 1)), st.integers(1, 4), st.integers(1, 12))
def test_the_end_of_what_is_named_is_the_next_or_the_last_one(today: datetime.date, quarter: int, month: int) -> None:
    for text, last in ((f"end of q{quarter}", quarter * 3), (f"End of {MONTHS[month - 1].split()[0]}", month)):
        ahead, behind = meant(text, today), meant(text, today, back=True)
        assert behind <= today <= ahead and ahead.year - behind.year <= 1 and (ahead == today or behind < today)
        assert {ahead, behind} <= {last_of(year, last) for year in range(today.year - 1, today.year + 2)}
        assert meant(f"by the {text} 2031", today) == last_of(2031, last)
    assert (
        meant("end of last quarter", today) < today <= meant("end of this quarter", today) < meant("end of next quarter", today)
    )
    assert meant("end of quarter", today, back=True) in (today, meant("end of last quarter", today))


def test_every_day_of_ten_years_comes_back_from_every_form() -> None:
    today = datetime.date(2026, 11, 22)
    for day in days_of_ten_years():
        d, m, y = day.day, day.month, day.year
        names = MONTHS[m - 1].split()
        name = names[(y + d) % len(names)]
        for text in (
            day.isoformat(),
            f"  {y}-{m}-{d} ",
            f"{y}/{m:02}/{d:02}",
            f"{d:02}.{m:02}.{y}",
            f"{d}. {m}. {y}",
            f"{d}.{m}.{y % 100}",
            f"{d} {name} {y}",
            f"{d}. {name} {y}",
            f"{d} de {name} de {y}",
            f"{d}-{name}-{y}",
            f"{d}th of {name.upper()}, {y}",
            f"on the {d}st of {name} {y}",
            f"{name} {d}, {y}",
            f"{name} {d}th {y}",
            f"{DAYS[day.weekday()]}, {d} {name} {y}",
            f"{day} ({DAYS[day.weekday()].title()})",
        ):
            assert meant(text, today) == meant(text, today, back=True) == day, text


def test_every_day_of_ten_years_is_the_next_or_the_last_one_without_its_year() -> None:
    for day in days_of_ten_years():
        d, m = day.day, day.month
        names = MONTHS[m - 1].split()
        name = names[day.toordinal() % len(names)]
        off = datetime.timedelta(day.toordinal() * 7 % 365)  # from the same day to all but a year
        for text in (
            f"{d}.{m}.",
            f"{d:02}.{m:02}",
            f"{d} {name}",
            f"{d}. {name}",
            f"{name} {d}",
            f"{d}th of {name}",
            f"{d} de {name}",
        ):
            assert meant(text, day - off) == day == meant(text, day + off, back=True), text


def test_the_twenty_ninth_of_february_waits_for_its_year() -> None:
    for day in days_of_ten_years():
        ahead, behind = meant("29 Feb", day), meant("29. Februar", day, back=True)
        assert behind <= day <= ahead and isleap(ahead.year) and isleap(behind.year)
        assert ahead.year - behind.year <= 4
    assert meant("29.2.", datetime.date(2096, 3, 1)) == datetime.date(2104, 2, 29)


@pytest.mark.parametrize("mark", ["/", "-"])
def test_day_and_month_that_can_be_confused_are_never_chosen_between(mark: str) -> None:
    today = datetime.date(2026, 11, 22)
    for year in YEARS:
        for one in range(1, 32):
            for two in range(1, 32):
                pairs = {(one, two), (two, one)}
                days = {
                    datetime.date(year, month, day) for month, day in pairs if month <= 12 and day <= monthrange(year, month)[1]
                }
                read = day_meant(f"{one}{mark}{two}{mark}{year}", today)
                assert read == (days.pop() if len(days) == 1 else Unclear(tuple(sorted(days))))


@pytest.mark.parametrize(
    ("typed", "days"),
    [
        ("4/5", ["2027-04-05", "2027-05-04"]),
        ("28/4", ["2027-04-28"]),
        ("4/4", ["2027-04-04"]),
        ("28/4/27", ["2027-04-28", "2028-04-27"]),
        ("04/05/06", ["2004-05-06", "2006-04-05", "2006-05-04"]),
        ("31/12/99", ["2099-12-31"]),
        ("Tuesday 4/5/2027", ["2027-05-04"]),
        ("day after tomorrow", ["2026-11-24"]),
        ("the day before yesterday", ["2026-11-20"]),
        ("in 3 weeks", ["2026-12-13"]),
        ("3w", ["2026-12-13"]),
        ("two weeks from now", ["2026-12-06"]),
        ("a week ago", ["2026-11-15"]),
        ("in a month", ["2026-12-22"]),
        ("1er août", ["2027-08-01"]),
        ("1º de enero de 2028", ["2028-01-01"]),
        ("am 28. April", ["2027-04-28"]),
        ("end of 2028", ["2028-12-31"]),
        ("２８\u00a0Ａpril", ["2027-04-28"]),
    ],
)
def test_what_can_be_meant(typed: str, days: list[str]) -> None:
    read = day_meant(typed, datetime.date(2026, 11, 22))
    assert [str(day) for day in (read.days if isinstance(read, Unclear) else [read])] == days


@pytest.mark.parametrize(
    "typed",
    ["2026-02-30", "30.2.", "31 April", "29 février 2027", "0000-01-01", "13/14", "end of q3 0000", "Monday 28 April 2027"],
)
def test_these_stand_in_no_calendar(typed: str) -> None:
    assert day_meant(typed, datetime.date(2026, 11, 22)) == Unclear(())


@examples(200)
@given(_today)
def test_near_days(today: datetime.date) -> None:
    assert day_meant("today", today) == today
    assert meant("yesterday", today) == (today - datetime.timedelta(1) if today > datetime.date.min else today)
    assert meant("tomorrow", today) == (today + datetime.timedelta(1) if today < LAST else today)


# Pieces of dates, put together in all ways that make no sense, and a few that do.
_pieces = st.lists(
    st.sampled_from(
        [
            "next",
            "last",
            "end",
            "of",
            "the",
            "in",
            "ago",
            "friday",
            "mar",
            "may",
            "q3",
            "month",
            "a",
            "weeks",
            "today",
            "de",
            "(",
            ")",
        ]
    )
    | st.sampled_from([*"0123456789./-+,wdmy ", "28", "31", "2027", "0000", "9999", "th", "april", "ago"]),
    max_size=8,
)


@examples(1000)
@given(st.text() | _pieces.map("".join) | _pieces.map(" ".join), _today, st.booleans())
def test_nothing_that_is_typed_is_an_error(typed: str, today: datetime.date, back: bool) -> None:
    read = day_meant(typed, today, back=back)
    assert read is None or isinstance(read, datetime.date) or len(read.days) != 1
    assert read == day_meant(f" {typed.upper()} ", today, back=back) or not typed.isascii()
    assert not is_span(typed) or isinstance(read, datetime.date)


@pytest.mark.parametrize(
    "typed",
    [
        "",
        " ",
        "soon",
        "next week",
        "20260105",
        "2026-W01-1",
        "٢٠٢٦-٠١-٠١",
        "-3d",
        "+3",
        "+ 3d",
        "+99999d",
        "in 3 weeks ago",
        "am",
        "may",
        "april 2027",
        "28",
        "28.4.2027.1",
        "10-12",
        "28-30 April",
        "friday in 2 weeks",
        "12:30",
        "end of",
        "end of week",
        "end of century",
        "to do",
        "2027-01-01" + " " * 200 + "x",
    ],
)
def test_these_are_no_days(typed: str) -> None:
    assert day_meant(typed, datetime.date(2026, 11, 22)) is None


@pytest.mark.parametrize(
    ("typed", "span"), [("+2w", True), (" 3 Weeks", True), ("by +1M", True), ("in 3 weeks", False), ("a week ago", False)]
)
def test_a_span_says_nothing_of_what_it_counts_from(typed: str, span: bool) -> None:
    assert is_span(typed) is span


def test_every_example_in_the_grammar_is_understood() -> None:
    for text in GRAMMAR.replace(" or ", ", ").split(", "):
        meant(text, datetime.date(2026, 11, 22))
