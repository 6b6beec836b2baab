"""What `cap list` prints of everyone. Nothing in its table invites to compare people."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Literal, assert_never

from cap.team.overview import Row
from cap.text.columns import Paint
from cap.text.table import Head, Line, table

Format = Literal["table", "html", "json", "csv"]
HEADS = (
    Head("KEY"),
    Head("NAME", least=12),
    Head("MANAGER", least=10, spared=3),
    Head("STAGE"),
    Head("LAST", spared=2),
    Head("NEXT"),
    Head("OPEN", right=True, spared=1),
    Head("LATE", right=True),
)
# How many actions of which type, and how many findings, is for a look at one plan; a spreadsheet would sort people by it.
COMPARING = ("experience", "exposure", "education", "errors", "warnings", "hints")


def render(
    format: Format, rows: Sequence[Row], today: date, columns: int | None, paint: Paint, said: Sequence[str] = ()
) -> Iterator[str]:
    """Print everyone, line by line. `columns`: how wide the terminal is; None: no terminal. `said`: what a page says above them."""
    match format:
        case "table":
            managers = {row.manager for row in rows if row.broken is None}
            heads = [head for head in HEADS if head.name != "MANAGER" or len(managers) > 1]
            return table(heads, [line(row) for row in rows], columns, paint) if rows else iter(())
        case "html":
            from cap.team.output.pages import people

            return people(rows, today, said)
        case "json":
            from cap.team.output.json import render as as_json

            return as_json("people", rows, today=today)
        case "csv":
            from cap.team.output.csv import render as as_csv

            return as_csv(Row, rows, COMPARING)
        case _:
            assert_never(format)


def line(row: Row) -> Line:
    """A person's texts. `NEXT` ends in `!` when a conversation is due."""
    if row.broken is not None:
        return Line({"KEY": row.key}, instead=f"broken: {row.broken}")
    texts = {
        "KEY": row.key,
        "NAME": row.name or "",
        "MANAGER": row.manager or "-",
        "STAGE": row.stage or "",
        "LAST": str(row.last or "-"),
        "NEXT": str(row.next or ("due" if row.due else "-")) + ("!" if row.due else ""),
        "OPEN": str(row.open or "-"),
        "LATE": str(row.overdue or "-"),
    }
    return Line(texts, {head: "warning" for head, marked in (("NEXT", row.due), ("LATE", row.overdue)) if marked})
