"""A front matter as it lies before the eye: every key and every value with its place and its path, also where YAML cannot read it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cached_property
from typing import NamedTuple

from cap.plan.problem import ItemPath


class Piece(NamedTuple):
    """A key, or a value that is no list and no mapping. `path` is where the value stands, also of a key, whose value it is or will be.

    `start` and `end` count characters of the text, quotes included. `typed` is what stands there, `quote` its kind: `'`, `"`, `|` for a
    block of text, `*` for an alias (its `typed` is what it stands for), else "". `open`: a quote that nothing closes. `bare`: text on which
    a line or an entry begins, so that it may yet become a key. `entry`: where an entry of a list could begin instead.
    """

    path: ItemPath
    key: bool
    start: int
    end: int
    typed: str
    quote: str = ""
    flow: bool = False
    open: bool = False
    bare: bool = False
    entry: ItemPath | None = None

    @property
    def text(self) -> str:
        """What it says."""
        return said(self.typed, self.quote)


def said(typed: str, quote: str) -> str:
    """What a scalar says that stands between such quotes, or in such a block."""
    if quote == "|" or (quote == '"' and "\\" in typed) or (quote in ("'", '"') and "\n" in typed):
        from cap.plan.nodes import Refused, compose

        try:
            node = compose(typed)
        except (Refused, UnicodeEncodeError):  # the second where half of a character stands alone, as an editor may send it
            node = None
        if node is not None:
            return str(node.value)
    if quote in ("'", '"'):
        inside = typed[1:].removesuffix(quote)
        return inside.replace("''", "'") if quote == "'" else inside
    if "\n" in typed and not quote:
        lines = [line.strip(" \t\r") for line in typed.split("\n")]
        return re.sub("\n+", lambda found: "\n" * (len(found[0]) - 1) or " ", "\n".join(lines))
    return typed


class Sketch:
    """The pieces of a text, in their order, and its comments as character offsets."""

    def __init__(self, pieces: list[Piece], comments: list[tuple[int, int]]) -> None:
        self.pieces, self.comments = pieces, comments

    def at(self, offset: int) -> Piece | None:
        """The piece at a place: the one that begins there, or goes on, or else the one that ends there."""
        touching = [piece for piece in self.pieces if piece.start <= offset <= piece.end]
        return touching[-1] if touching else None

    @cached_property
    def values(self) -> dict[ItemPath, Piece]:
        """The values by their paths; of those that are there twice, the first."""
        found: dict[ItemPath, Piece] = {}
        for piece in self.pieces:
            if not piece.key:
                found.setdefault(piece.path, piece)
        return found

    @cached_property
    def _keys(self) -> dict[ItemPath, dict[str, Piece]]:
        found: dict[ItemPath, dict[str, Piece]] = {}
        for piece in self.pieces:
            if piece.key:
                found.setdefault(piece.path[:-1], {}).setdefault(str(piece.path[-1]), piece)
        return found

    def keys(self, path: ItemPath) -> dict[str, Piece]:
        """The keys of the mapping at a path."""
        return self._keys.get(path, {})

    def entries(self, path: ItemPath) -> int:
        """How many entries the list at a path has, as far as something stands in them."""
        depth = len(path)
        steps = [piece.path[depth] for piece in self.pieces if piece.path[:depth] == path and len(piece.path) > depth]
        return max((step + 1 for step in steps if isinstance(step, int)), default=0)

    def within(self, path: ItemPath) -> Iterator[Piece]:
        """The pieces at a path and below it."""
        return (piece for piece in self.pieces if piece.path[: len(path)] == path)
