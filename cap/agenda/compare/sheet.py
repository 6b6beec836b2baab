"""A page as it is compared: its headings, lines and rows, who each is for, and what the page says of itself."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from datetime import date
from functools import cached_property
from typing import Literal, NamedTuple

from cap.agenda.compare.days import days
from cap.agenda.compare.words import SMALL, Word, placed, words
from cap.plan.model import Plan
from cap.plan.problem import Span

Part = Literal["head", "before", "during", "aside"]
Kind = Literal["heading", "row", "text"]

DEEPEST = 7  # of headings: a line all in bold
_LINE = re.compile(r"[^\n]*\n|[^\n]+")
_HEADING = re.compile(r" {0,3}(#{1,6})\s")
_BOLD = re.compile(r"\s*\*\*[^*]+\*\*:?\s*")
_ITEM = re.compile(r"\s*(?:[-*+]|\d{1,3}[.)])\s")
_LEAD = re.compile(r"\A(?:[\s>*+-]|\d{1,3}[.)]\s|\[[ xX]?\])*")
_SEAL = re.compile(r"cap: .{1,400} · (\d{4}-\d\d-\d\d) · (\S{1,100}) · (both|manager|person) · [0-9a-f]{8}\s*")
_MINUTES = re.compile(r"(?<![\d.,–-])(\d{1,3})[  -]?min(?:utes?|s)?\b", re.IGNORECASE)
_BEFORE = re.compile(r"before|prepar", re.IGNORECASE)
_BEFORE_INLINE = re.compile(r"\W*before\b", re.IGNORECASE)
_ASIDE = re.compile(r"\balone\b|\bprivate\b|\bdifficult|^\W*after\b", re.IGNORECASE)


class Names(NamedTuple):
    """The words that name one of the two and not the other."""

    person: frozenset[str]
    manager: frozenset[str]

    def side(self, found: list[str]) -> str:
        """Which of the two is named: `person`, `manager`, or "" for neither and for both."""
        person, manager = not self.person.isdisjoint(found), not self.manager.isdisjoint(found)
        return "" if person == manager else "person" if person else "manager"


class Block(NamedTuple):
    """A heading, a row of a table, or a line with what continues it; `to` is whose it is: person, manager or "" for both."""

    text: str
    start: int
    kind: Kind
    level: int
    part: Part
    to: str
    columns: tuple[str, ...] = ()

    @property
    def words(self) -> list[Word]:
        return placed(self.text)


class Sheet:
    """A page. `day`, `minutes`, `kind` and `audience` are what it says of itself; None where it does not. `spoken` is the page without
    its last line."""

    def __init__(self, text: str, plan: Plan) -> None:
        self.text = text
        self.names = _names(plan)
        self.blocks: list[Block] = []
        self.day: date | None = None
        self.kind: str | None = None
        self.audience: str | None = None
        self.spoken = text
        self._read()

    # Places

    @cached_property
    def _lines(self) -> list[int]:
        return [0, *(found.end() for found in re.finditer("\n", self.text))]

    def span(self, start: int, end: int) -> Span:
        """Lines and columns of a piece of the page."""
        (line, column), (end_line, end_column) = self._place(start), self._place(end)
        return Span(line, column, end_line, end_column)

    def _place(self, index: int) -> tuple[int, int]:
        line = bisect_right(self._lines, index)
        return line, index - self._lines[line - 1] + 1

    @property
    def title(self) -> tuple[int, int]:
        """Where a finding about the whole page points."""
        first = self.blocks[0] if self.blocks else None
        return (first.start, first.start + len(first.text)) if first else (0, 0)

    # What it says of itself

    @property
    def head(self) -> Iterator[Block]:
        return (block for block in self.blocks if block.part == "head")

    @cached_property
    def stated(self) -> list[tuple[int, int, int]]:
        """The minutes that the head of the page speaks of, each with its place."""
        return [
            (int(found[1]), block.start + found.start(), block.start + found.end())
            for block in self.head
            for found in _MINUTES.finditer(block.text)
        ]

    @cached_property
    def given(self) -> dict[int, int] | None:
        """The minutes given to headings, added up for each depth of heading; None when one of them is not a plain number."""
        sums: dict[int, int] = {}
        for block in self.blocks:
            for group in re.findall(r"\(([^()]{0,60})\)", block.text) if block.kind == "heading" and block.level > 1 else ():
                if re.search(r"min\b|minutes?\b|mins\b", group, re.IGNORECASE):
                    numbers = re.findall(r"\d+", group)
                    if len(numbers) != 1 or not _MINUTES.search(group):
                        return None
                    sums[block.level] = sums.get(block.level, 0) + int(numbers[0][:6])
        return sums

    @property
    def minutes(self) -> int | None:
        if self.stated:
            return max(number for number, _, _ in self.stated)
        return max(self.given.values()) if self.given else None

    # How it is read

    def _read(self) -> None:
        index, comment = 0, False
        self._open: list[str] = []  # the lines of the block that is being read, and where it begins
        self._start = 0
        self._part: Part = "head"
        self._to = ""
        columns: tuple[str, ...] = ()
        for line in _LINE.findall(self.text):
            bare = line.strip()
            hidden = comment or bare.startswith("<!--")
            comment = hidden and "-->" not in bare
            row = bare.startswith("|") and not hidden
            heading = _HEADING.match(line)
            if not row:
                columns = ()
            if hidden or not bare:
                self._close()
            elif sealed := _SEAL.fullmatch(bare):
                self._close()
                self._sealed(sealed)
                self.spoken = self.text[:index]
            elif heading or _BOLD.fullmatch(bare):
                self._close()
                self._headed(line.rstrip(), index, len(heading[1]) if heading else DEEPEST)
            elif row and columns:
                self._close()
                self.blocks.append(Block(line.rstrip(), index, "row", 0, self._part, "", columns))
            elif row:
                self._close()
                columns = tuple(cell.strip().lower() for cell in cells(bare))
            elif self._open and not _ITEM.match(line):
                self._open.append(line)
            else:
                self._close()
                self._start, self._open = index, [line]
            index += len(line)
        self._close()
        if self.day is None:
            self.day = next((day.dated for block in self.head for day in days(block.text) if day.dated), None)

    def _close(self) -> None:
        """End the block that is being read."""
        if self._open:
            text = "".join(self._open).rstrip()
            part: Part = "before" if self._part == "head" and _BEFORE_INLINE.match(text) else self._part
            self.blocks.append(Block(text, self._start, "text", 0, part, self._whose(text) or self._to))
        self._open = []

    def _headed(self, line: str, index: int, level: int) -> None:
        self._to = self._named(line)
        if level > 1 and not self._to:
            self._part = "before" if _BEFORE.search(line) else "aside" if _ASIDE.search(line) else "during"
        self.blocks.append(Block(line, index, "heading", level, "head" if level == 1 else self._part, ""))

    def _sealed(self, sealed: re.Match[str]) -> None:
        self.kind, self.audience = sealed[2], sealed[3]
        try:
            self.day = date.fromisoformat(sealed[1])
        except ValueError:
            self.day = None

    def _named(self, heading: str) -> str:
        """Whose part begins with a heading that is nothing but a name."""
        found = words(heading)
        for side, names in (("person", self.names.person), ("manager", self.names.manager)):
            if found and names.issuperset(found):
                return side
        return ""

    def _whose(self, text: str) -> str:
        """Whose line it is: that of whoever is named before its first colon."""
        lead, colon, _ = _LEAD.sub("", text, count=1)[:60].partition(":")
        found = words(lead)
        return self.names.side(found) if colon and len(found) <= 4 else ""


def cells(row: str) -> list[str]:
    """The cells of a row."""
    return re.split(r"(?<!\\)\|", row.strip().strip("|"))


def _names(plan: Plan) -> Names:
    person = {*words(plan.name), *words(plan.called or "")} - SMALL
    manager = {*words(plan.manager or "")} - SMALL
    return Names(frozenset(person - manager), frozenset(manager - person))
