"""Rows → text, one sibling module per format, each with a `render` as `Renderer` describes it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import TYPE_CHECKING, Literal, Protocol, assert_never

from cap.text.columns import Paint

if TYPE_CHECKING:
    from cap.team.overview import Row

Format = Literal["table", "json", "csv"]


class Renderer(Protocol):
    """Print everyone, line by line. `columns` is how wide the terminal is, for formats that care."""

    def __call__(self, rows: Sequence[Row], today: date, columns: int, paint: Paint) -> Iterator[str]: ...


def renderer(format: Format) -> Renderer:
    """The renderer of a format; no other is imported."""
    match format:
        case "table":
            from cap.team.output.table import render
        case "json":
            from cap.team.output.json import render
        case "csv":
            from cap.team.output.csv import render
        case _:
            assert_never(format)
    return render
