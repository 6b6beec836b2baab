"""What the pages for a browser say of everyone, and of what is due: what the tables say, in words where those have marks."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import groupby

from cap.team.due import Due, Kind
from cap.team.output.due import line
from cap.team.output.html import Cell, Column, Rows, render
from cap.team.overview import Row
from cap.text.dates import ago, spelled


def people(rows: Sequence[Row], today: date, said: Sequence[str]) -> Iterator[str]:
    """Everyone. Nothing in it invites to compare people."""
    columns = (
        Column("Name", 20),
        Column("Manager", 13),
        Column("Stage", 10, "short"),
        Column("Last talk", 13, "day"),
        Column("Next talk", 15, "day"),
        Column("Open actions", 8, "short"),
        Column("Overdue", 8, "short"),
        Column("Key", 13, "code"),
    )
    several = len({row.manager for row in rows if row.broken is None}) > 1
    tables = [Rows("People and their talks", [_person(row, today, several) for row in rows])] if rows else []
    return render(f"Career plans, {spelled(today)}", said, columns, tables)


def _person(row: Row, today: date, managers: bool) -> list[Cell]:
    if row.broken is not None:
        return [Cell(row.key), Cell(f"cannot be read: {row.broken}")]
    return [
        Cell(row.name or row.key, row.role or ""),
        Cell((row.manager or "") if managers else ""),
        Cell(row.stage or ""),
        Cell(str(row.last), ago(row.last, today)) if row.last else Cell("none yet"),
        _next(row, today),
        Cell(str(row.open or "")),
        Cell(str(row.overdue or ""), late=row.overdue > 0),
        Cell(row.key),
    ]


def _next(row: Row, today: date) -> Cell:
    """When they talk next, in words for what the table marks."""
    if row.next is None:
        since = f"since {row.talk_by}, {ago(row.talk_by, today)}" if row.talk_by else ""
        return Cell("due", since, late=True) if row.due else Cell("no date yet")
    if row.due:
        return Cell(str(row.next), f"due, {ago(row.next, today)}", late=True)
    return Cell(str(row.next), ago(row.next, today) if row.next >= today else "in a pause" if row.stage == "paused" else "")


def what_is_due(dues: Sequence[Due], today: date, until: date, said: Sequence[str]) -> Iterator[str]:
    """What is due, in the order of the table, under a heading for each way in which it can stand."""
    columns = (
        Column("What", 38),
        Column("When", 15, "day"),
        Column("Who", 17),
        Column("Promised by", 15),
        Column("Key and number", 15, "code"),
    )
    titles = {
        "no talk yet": "No talk yet",
        "overdue": "Overdue",
        "paused": "Went by in a pause",
        "due": f"Due by {spelled(until)}",
        "undated": "Without a date",
    }
    tables = [Rows(titles[state], [_due(due, today) for due in some]) for state, some in groupby(dues, lambda due: due.state)]
    return render(f"What is due, {spelled(today)}", said, columns, tables)


def _due(due: Due, today: date) -> list[Cell]:
    texts = line(due, today).texts
    last = f"the last one was {due.last}, {ago(due.last, today)}" if due.kind == Kind.talk and due.last else ""
    return [
        Cell(texts["WHAT"], last),
        Cell(str(due.due), texts["WHEN"], due.state == "overdue") if due.due else Cell(texts["WHEN"]),
        Cell(due.name),
        Cell(texts["FROM"]),
        Cell(" ".join(filter(None, (due.key, due.item)))),
    ]
