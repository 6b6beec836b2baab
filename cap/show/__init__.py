"""One plan as a person reads it: `page` gathers what is shown, a sibling module per format writes it; `json` is for programs."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Literal, Protocol, assert_never

from cap.text.columns import Paint

if TYPE_CHECKING:
    from cap.show.page import Page

Format = Literal["text", "md"]


class Renderer(Protocol):
    """Print the page about a plan and the body of its file, line by line, no wider than `columns` where that matters."""

    def __call__(self, page: Page, body: str, columns: int, paint: Paint) -> Iterator[str]: ...


def renderer(format: Format) -> Renderer:
    """The renderer of a format; no other is imported."""
    match format:
        case "text":
            from cap.show.text import render
        case "md":
            from cap.show.md import render
        case _:
            assert_never(format)
    return render
