"""The way from what a person would love to what they do for it: `ways` finds it, a sibling module per format draws it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Literal, Protocol, assert_never

from cap.text.columns import Paint

if TYPE_CHECKING:
    from cap.map.ways import Ways

Format = Literal["tree", "mermaid", "svg"]


class Renderer(Protocol):
    """Draw the ways of a plan, line by line, no wider than `columns` where that matters."""

    def __call__(self, ways: Ways, columns: int, paint: Paint) -> Iterator[str]: ...


def renderer(format: Format) -> Renderer:
    """The renderer of a format; no other is imported."""
    match format:
        case "tree":
            from cap.map.tree import render
        case "mermaid":
            from cap.map.mermaid import render
        case "svg":
            from cap.map.svg import render
        case _:
            assert_never(format)
    return render
