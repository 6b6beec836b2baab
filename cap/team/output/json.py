"""For programs: one JSON document, its keys stable within a version. A person a line, in order of key."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from cap.team.overview import Row
from cap.text.columns import Paint
from cap.text.escapes import json_text

VERSION = 1


def render(rows: Sequence[Row], today: date, columns: int, paint: Paint) -> Iterator[str]:
    yield f'{{"version": {VERSION}, "today": "{today}", "people": ['
    for i, row in enumerate(rows, 1):
        yield json_text(row) + ("," if i < len(rows) else "")
    yield "]}"
