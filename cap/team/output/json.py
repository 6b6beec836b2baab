"""For programs: one JSON document, its keys stable within a version. A row a line."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from msgspec import Struct

from cap.text.escapes import json_text

VERSION = 1


def render(name: str, rows: Sequence[Struct], **days: date) -> Iterator[str]:
    """The rows in a list of that name; before it the days that they hold for."""
    yield "{" + f'"version": {VERSION}, ' + "".join(f'"{key}": "{day}", ' for key, day in days.items()) + f'"{name}": ['
    for i, row in enumerate(rows, 1):
        yield json_text(row) + ("," if i < len(rows) else "")
    yield "]}"
