"""`cap calendar`, read back by another library: what a calendar holds after each import."""

from __future__ import annotations

import datetime
from pathlib import Path

import pytest
import vobject
from hypothesis import given
from hypothesis import strategies as st

from cap.plan.read import read
from cap.team.calendar import calendar, dates
from cap.team.due import Wanted
from tests.cli.conftest import Run, refused
from tests.plans_strategy import examples, mutated, plan_files

PLAN = """\
---
name: Zoë O'Brien
manager: Ruth Lindqvist
next: 2026-12-10
conversations: [{date: 2026-08-11}]
goals: [{id: lead, goal: "Lead; the ward, alone\\\\", due: 2027-06-30, measure: Ten nights}]
skills:
  - skill: Handover
    rating: 4
    actions:
      - {id: mondays, action: Lead it on Mondays, due: 2026-12-01, was: [2026-11-01], note: She is tired}
      - {action: Watch Tom, due: 2026-12-05}
      - {action: No day yet}
      - {action: In doubt, due: 2026-12-06, status: Done}
support:
  - {need: 二日の休み, from: Ruth Lindqvist, due: 2026-11-25}
---

She told me that she is looking elsewhere.
"""
Kept = dict[str, vobject.base.Component]


@pytest.fixture
def zoe(plan: Path) -> Path:
    file = plan.with_name("zoe.md")
    file.write_text(PLAN, encoding="utf-8")
    return file


def imported(run: Run, *words: str, into: Kept | None = None) -> Kept:
    """A calendar after an import: what is known by its UID is replaced by what is newer, what is cancelled goes."""
    kept = dict(into or {})
    result = run("calendar", *words)
    assert result.exit_code == 0
    found = vobject.readOne(result.stdout_bytes.decode())
    found.validate(raiseException=True)
    for component in found.components():
        known = kept.get(component.uid.value)
        assert known is None or int(known.sequence.value) <= int(component.sequence.value)
        kept[component.uid.value] = component
        if component.status.value == "CANCELLED":
            del kept[component.uid.value]
    return kept


def days(kept: Kept) -> dict[str, datetime.date]:
    return {one.summary.value: (one.dtstart if one.name == "VEVENT" else one.due).value for one in kept.values()}


def test_each_thing_is_an_all_day_event_with_a_reminder(run: Run, zoe: Path) -> None:
    kept = imported(run)
    assert days(kept) == {
        "Career talk with Zoë O'Brien": datetime.date(2026, 12, 10),
        "Goal: Lead; the ward, alone\\ (Zoë O'Brien)": datetime.date(2027, 6, 30),
        "Lead it on Mondays (Zoë O'Brien)": datetime.date(2026, 12, 1),
        "Watch Tom (Zoë O'Brien)": datetime.date(2026, 12, 5),
        "二日の休み (Ruth Lindqvist for Zoë O'Brien)": datetime.date(2026, 11, 25),
    }
    for event in kept.values():
        assert event.dtend.value - event.dtstart.value == datetime.timedelta(days=1)
        talk = event.summary.value.startswith("Career talk")
        assert event.valarm.trigger.value == datetime.timedelta(hours=9 - 24 * talk)


def test_a_second_import_doubles_nothing_moves_what_moved_and_takes_out_what_is_closed(run: Run, zoe: Path) -> None:
    first = imported(run)
    assert days(imported(run, into=first)) == days(first)
    run("move", "zoe", "mondays", "2027-01-15")
    run("next", "zoe", "2027-02-01")
    run("done", "zoe", "Watch Tom")
    run("drop", "zoe", "s1", "--because", "No money")
    second = imported(run, "--today", "2026-11-23", into=first)
    assert days(second) == {
        "Career talk with Zoë O'Brien": datetime.date(2027, 2, 1),
        "Goal: Lead; the ward, alone\\ (Zoë O'Brien)": datetime.date(2027, 6, 30),
        "Lead it on Mondays (Zoë O'Brien)": datetime.date(2027, 1, 15),
    }
    run("pause", "zoe", "--from", "2027-01-01", "--until", "2027-03-01")
    third = imported(run, "--today", "2026-11-24", into=second)
    assert days(third)["Career talk with Zoë O'Brien"] == datetime.date(2027, 3, 1)
    assert not any("Mondays" in words for words in days(third))


def test_the_name_may_change_where_there_is_an_id(run: Run, zoe: Path) -> None:
    first = imported(run)
    zoe.write_text(PLAN.replace("Lead it on Mondays", "Lead it on Sundays"), encoding="utf-8")
    assert len(imported(run, into=first)) == len(first)


def test_to_dos_for_a_program_that_shows_them(run: Run, zoe: Path) -> None:
    run("done", "zoe", "mondays")
    kept = imported(run, "--todos")
    assert {one.name for one in kept.values()} == {"VEVENT", "VTODO"}  # a talk stays an appointment
    states = {one.summary.value.partition(" (")[0]: one.status.value for one in kept.values() if one.name == "VTODO"}
    assert states["Lead it on Mondays"] == "COMPLETED" and states["Watch Tom"] == "NEEDS-ACTION"


def test_nothing_that_is_told_in_confidence_leaves(run: Run, zoe: Path) -> None:
    run("private", "zoe", "-m", "Would rather leave")
    shown = run("calendar").stdout + run("calendar", "--todos").stdout
    for words in ("tired", "elsewhere", "rather leave", "Ten nights", "2026-11-01", "Handover"):
        assert words not in shown


def test_only_what_is_asked_for(run: Run, zoe: Path) -> None:
    zoe.with_name("bo.md").write_text("---\nname: Bo Li\nmanager: Óscar\nnext: 2026-12-01\n---\n", encoding="utf-8")
    assert list(days(imported(run, "--from", "ruth"))) == ["二日の休み (Ruth Lindqvist for Zoë O'Brien)"]
    assert (
        list(days(imported(run, "--person", "bo")))
        == list(days(imported(run, "--manager", "oscar")))
        == ["Career talk with Bo Li"]
    )
    assert len(days(imported(run, "--from", "zoe"))) == 3
    assert "Did you mean `Ruth Lindqvist`?" in refused(run("calendar", "--from", "Rutt"))


def test_an_unreadable_plan_is_said_and_left_out_and_the_same_name_twice_is_two_people(run: Run, zoe: Path) -> None:
    zoe.with_name("dan.md").write_text("Dan\n")
    (zoe.parent / "night").mkdir()
    (zoe.parent / "night" / "zoe.md").write_text("---\nname: Zoë Two\nnext: 2026-12-01\n---\n", encoding="utf-8")
    assert {"Career talk with Zoë O'Brien", "Career talk with Zoë Two"} <= set(days(imported(run)))
    assert run("calendar").stderr == "1 plan cannot be read; `cap lint plans/dan.md` says what to mend.\n"


def test_the_name_of_a_file_cannot_command_the_terminal(run: Run, zoe: Path) -> None:
    zoe.rename(zoe.with_name("z\x1b[2Joe.md"))
    assert b"\x1b" not in run("calendar").stdout_bytes


def test_a_calendar_of_ours_is_replaced_and_no_other_file(run: Run, zoe: Path) -> None:
    assert run("calendar", "-o", "mine.ics").stderr == "Written to mine.ics: 5 dates.\n"
    run("done", "zoe", "mondays")
    assert run("calendar", "-o", "mine.ics").stderr == "Written to mine.ics: 4 dates, 1 closed.\n"
    assert Path("mine.ics").read_bytes() == run("calendar").stdout_bytes
    assert [path.name for path in Path.cwd().iterdir() if "mine" in path.name] == ["mine.ics"]
    for text in ("BEGIN:VCALENDAR\nPRODID:-//Somebody//EN\n", ""):
        Path("theirs.ics").write_text(text)
        assert "theirs.ics is there already" in refused(run("calendar", "-o", "theirs.ics"))
        assert Path("theirs.ics").read_text() == text
    Path("link.ics").symlink_to("mine.ics")
    assert "is there already" in refused(run("calendar", "-o", "link.ics"))


@examples(60)
@given(st.one_of(plan_files(), mutated(plan_files())), st.dates(), st.booleans())
def test_whatever_a_plan_holds_another_library_reads_the_calendar(raw: bytes, today: datetime.date, todos: bool) -> None:
    found = dates("ada", read(raw), Wanted(today), today=today, cadence="3 months")
    stamp = datetime.datetime(2026, 11, 22, tzinfo=datetime.UTC)
    text = calendar([found], Wanted(today), today=today, stamp=stamp, todos=todos)
    assert all(len(line.encode()) <= 75 for line in text.split("\r\n"))
    components = list(vobject.readOne(text).components())
    assert len(components) == len(found.entries) == len({one.uid.value for one in components})
