"""For spreadsheets: a header, then a row a line. No text can be taken for a formula."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator, Sequence

from msgspec import Struct
from msgspec.structs import fields

from cap.text.escapes import visible


def render(shape: type[Struct], rows: Iterable[Struct], without: Sequence[str] = ()) -> Iterator[str]:
    """Rows of one shape, its fields the columns, but for some."""
    shown = [field for field in fields(shape) if field.name not in without]
    yield ",".join(field.encode_name for field in shown)
    for row in rows:
        line = io.StringIO()
        csv.writer(line, lineterminator="").writerow([cell(getattr(row, field.name)) for field in shown])
        yield line.getvalue()


# Where a cell begins, for readers too that divide cells at `;`, and what makes a formula of it. Tabs and line ends are shown as text.
_FORMULA = re.compile(r"(^|;)(?=[\s\"']*[=+\-@|＝＋－＠\t\r\n])")


def cell(value: object) -> str:
    """A value as a spreadsheet may see it: text that would start a formula gets an apostrophe before it."""
    if isinstance(value, str):
        return visible(_FORMULA.sub(r"\1'", value))
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, list):
        return cell(", ".join(value))
    return "" if value is None else str(value)
