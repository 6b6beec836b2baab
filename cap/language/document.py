"""A text that is open in an editor: what it says, as far as it can be told while somebody types it.

Places are those of `Span`: lines and columns from 1, in Unicode characters, only LF ends a line. What an editor counts instead is
converted where its protocol is spoken.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from datetime import date
from functools import cached_property
from typing import NamedTuple

from cap.language.scan import sketch
from cap.language.sketch import Sketch
from cap.lint.engine import Policy, lint
from cap.plan.problem import Problem, Span
from cap.plan.read import Reading, read

_OPEN = re.compile(r"\ufeff?---[ \t]*(?:\r?\n|\Z)")
_CLOSE = re.compile(r"\n(?:---|\.\.\.)[ \t]*(?:\r?\n|\Z)")


class Point(NamedTuple):
    """A place between two characters, as in `Span`."""

    line: int
    column: int


class Replacement(NamedTuple):
    """An edit of an open text: what stands in `span` becomes `text`. An empty span inserts, an empty text deletes."""

    span: Span
    text: str


class Document:
    """One version of an open text. It does not change: after a keystroke there is a new one.

    `path` is what its findings are reported under; `policy` and `today` how it is judged; `people` the names that the workspace
    knows, for completion; `before` the version that it comes from.
    """

    def __init__(
        self,
        text: str,
        path: str = "plan.md",
        *,
        today: date,
        policy: Policy = Policy(),
        people: Sequence[str] = (),
        before: Document | None = None,
    ) -> None:
        self.text, self.path, self.today, self.policy, self.people = text, path, today, policy, people
        # A version that nobody asked about is not read for the next one.
        self.earlier: Reading | None = None
        if before is not None:
            self.earlier = before.legible if "reading" in before.__dict__ else before.earlier

    @cached_property
    def raw(self) -> bytes:
        """The bytes that the file would have. A lone surrogate, which no file can hold, becomes bytes that are not UTF-8."""
        return self.text.encode("utf-8", "surrogatepass")

    @cached_property
    def reading(self) -> Reading:
        """What the text says; `reading.plan` is None while it cannot be read."""
        return read(self.raw, self.path)

    @property
    def legible(self) -> Reading | None:
        """What the text says, or what it said when it could last be read; None before that. Its places may be out of date."""
        return self.reading if self.reading.plan is not None else self.earlier

    @cached_property
    def problems(self) -> list[Problem]:
        """The findings, those of `cap lint -` of the same text."""
        return lint(self.reading, self.policy, today=self.today)

    @cached_property
    def front(self) -> range:
        """The lines between the fences, from 1; to the end of the text where nothing closes them yet; none without a first fence."""
        opened = _OPEN.match(self.text)
        if opened is None:
            return range(1, 1)
        closed = _CLOSE.search(self.text, opened.end() - 1)
        return range(2, self.text.count("\n", 0, closed.start() + 1) + 1 if closed else len(self._starts) + 1)

    @cached_property
    def inside(self) -> tuple[int, int]:
        """The same as character offsets, without the last line's end."""
        last = self.front.stop - 1
        return self.offset(Point(self.front.start, 1)), self.offset(Point(last, len(self.line(last)) + 1))

    @cached_property
    def sketch(self) -> Sketch:
        """The keys and values of the front matter with their places, in offsets of the whole text; also where it cannot be read."""
        return sketch(self.text, *self.inside)

    def line(self, number: int) -> str:
        """A line's text without its line end; "" for a line that is not there."""
        if not 1 <= number <= len(self._starts):
            return ""
        start = self._starts[number - 1]
        if number == len(self._starts):
            return self.text[start:]
        return self.text[start : self._starts[number] - 1].removesuffix("\r")

    def offset(self, point: Point) -> int:
        """Characters before a place. One that lies outside of its line, or of the text, is the nearest inside."""
        if point.line < 1:
            return 0
        if point.line > len(self._starts):
            return len(self.text)
        start = self._starts[point.line - 1]
        return min(start + max(point.column - 1, 0), start + len(self.line(point.line)))

    def point(self, offset: int) -> Point:
        """The place behind so many characters."""
        line = bisect_right(self._starts, offset)
        return Point(line, offset - self._starts[line - 1] + 1)

    def span(self, start: int, end: int) -> Span:
        """Character offsets → a place."""
        return Span(*self.point(start), *self.point(end))

    def offsets(self, span: Span) -> tuple[int, int]:
        """A place → character offsets."""
        start = self.offset(Point(span.line, span.column))
        return start, max(start, self.offset(Point(span.end_line, span.end_column)))

    @cached_property
    def _starts(self) -> list[int]:
        """Where each line starts."""
        return [0, *(match.end() for match in re.finditer("\n", self.text))]
