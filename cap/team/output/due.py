"""What `cap due` prints: a table with what to type, rows for programs and spreadsheets, or a digest to paste into a chat."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Literal, assert_never

from cap.team.due import Due
from cap.text.columns import Paint
from cap.text.dates import ago
from cap.text.table import Head, Line, table

Format = Literal["table", "html", "json", "csv", "md"]
HEADS = (
    Head("DUE"),
    Head("WHEN", spared=1),
    Head("KEY"),
    Head("NO", spared=2),
    Head("WHAT", least=24),
    Head("FROM", least=10, spared=3),
)


def render(
    format: Format,
    dues: Sequence[Due],
    today: date,
    until: date,
    columns: int | None,
    paint: Paint,
    said: Sequence[str] = (),
) -> Iterator[str]:
    """Print what is due, line by line. `columns`: how wide the terminal is; None: no terminal. `said`: what a page says above it."""
    match format:
        case "table":
            return table(HEADS, [line(due, today) for due in dues], columns, paint) if dues else iter(())
        case "html":
            from cap.team.output.pages import what_is_due

            return what_is_due(dues, today, until, said)
        case "json":
            from cap.team.output.json import render as as_json

            return as_json("items", dues, today=today, until=until)
        case "csv":
            from cap.team.output.csv import render as as_csv

            return as_csv(Due, dues)
        case "md":
            from cap.team.output.digest import render as as_digest

            return as_digest(dues, today)
        case _:
            assert_never(format)


def line(due: Due, today: date) -> Line:
    """What is due with its day and how far off that is; its key and number are what a command takes."""
    texts = {
        "DUE": str(due.due) if due.due else {"undated": "no date"}.get(due.state, due.state),
        "WHEN": when(due, today),
        "KEY": due.key,
        "NO": due.item or "",
        "WHAT": f"Goal: {due.what}" if due.kind == "goal" else due.what,
        "FROM": whose(due),
    }
    return Line(texts, {"DUE": "warning", "WHEN": "warning"} if due.state == "overdue" else {})


def when(due: Due, today: date) -> str:
    """How long ago, or how far off."""
    if due.state == "no talk yet":
        return f"known {ago(due.known, today).removesuffix(' ago')}" if due.known and due.known < today else ""
    if due.state == "paused":
        return "in a pause"
    return ago(due.due, today) if due.due else ""


def whose(due: Due) -> str:
    """Whose promise it is; for what the person wants to do, and for a talk, there is nothing to say."""
    return (due.from_ or "nobody yet") if due.kind == "support" else ""
