"""For spreadsheets: a header, then a person a line. No text can be taken for a formula."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator, Sequence
from datetime import date

from cap.team.overview import Row
from cap.text.columns import Paint
from cap.text.escapes import visible


def render(rows: Sequence[Row], today: date, columns: int, paint: Paint) -> Iterator[str]:
    fields = Row.__struct_fields__
    yield ",".join(fields)
    for row in rows:
        line = io.StringIO()
        csv.writer(line, lineterminator="").writerow([cell(getattr(row, field)) for field in fields])
        yield line.getvalue()


# Where a cell begins, for readers too that divide cells at `;`, and what makes a formula of it. Tabs and line ends are shown as text.
_FORMULA = re.compile(r"(^|;)(?=[\s\"']*[=+\-@|＝＋－＠\t\r\n])")


def cell(value: object) -> str:
    """A value as a spreadsheet may see it: text that would start a formula gets an apostrophe before it."""
    if isinstance(value, str):
        return visible(_FORMULA.sub(r"\1'", value))
    if isinstance(value, bool):
        return "yes" if value else "no"
    return "" if value is None else str(value)
