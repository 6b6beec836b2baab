"""Places as editors count them: lines and units from 0, in UTF-8, UTF-16 or UTF-32, as was agreed on when the server started.

A line ends with LF, CR or both together there, and nowhere else; in a `Span` only LF ends one. So each place goes by way of its offset
in characters.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import cached_property

from lsprotocol import types

from cap.language.document import Document, Point
from cap.plan.problem import Span

_ENDS = re.compile(r"\r\n?|\n")
_HALVES = re.compile("[\ud800-\udfff]")
_UNITS = {
    types.PositionEncodingKind.Utf8: ("utf-8", 1),
    types.PositionEncodingKind.Utf16: ("utf-16-le", 2),
    types.PositionEncodingKind.Utf32: ("utf-32-le", 4),
}


class Positions:
    """The places of one text. What lies outside of its line, or of the text, is the nearest place inside."""

    def __init__(self, text: str, encoding: types.PositionEncodingKind | str) -> None:
        self.text = text
        self._encoding, self._width = _UNITS[types.PositionEncodingKind(encoding)]

    @cached_property
    def _lines(self) -> tuple[list[int], list[int]]:
        """Where each line starts, and where its text ends."""
        ends = list(_ENDS.finditer(self.text))
        return [0, *(end.end() for end in ends)], [*(end.start() for end in ends), len(self.text)]

    def offset(self, position: types.Position) -> int:
        """Characters before a place of the editor's."""
        starts, ends = self._lines
        if position.line >= len(starts):
            return len(self.text)
        start, end = starts[position.line], ends[position.line]
        line = self.text[start:end]
        if line.isascii():
            return min(start + position.character, end)
        left = position.character
        for index, character in enumerate(line):
            if left <= 0:
                return start + index
            left -= self._units(character)
        return end

    def position(self, offset: int) -> types.Position:
        """The editor's place behind so many characters."""
        starts, ends = self._lines
        line = bisect_right(starts, offset) - 1
        before = self.text[starts[line] : min(offset, ends[line])]
        return types.Position(line, self._units(before))

    def range(self, document: Document, span: Span) -> types.Range:
        """A span of a document of this text."""
        start, end = document.offsets(span)
        return types.Range(self.position(start), self.position(end))

    def point(self, document: Document, position: types.Position) -> Point:
        """A place of the editor's in a document of this text."""
        return document.point(self.offset(position))

    def changed(self, change: types.TextDocumentContentChangeEvent) -> str:
        """The text after a change that the editor made."""
        if isinstance(change, types.TextDocumentContentChangePartial):
            start, end = self.offset(change.range.start), self.offset(change.range.end)
            return whole(self.text[:start] + change.text + self.text[max(start, end) :])
        return whole(change.text)

    def _units(self, text: str) -> int:
        return len(text) if text.isascii() else len(text.encode(self._encoding, "surrogatepass")) // self._width


def whole(text: str) -> str:
    """A text in which two halves of one character that came one after the other are that character."""
    return text if not _HALVES.search(text) else text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "surrogatepass")
