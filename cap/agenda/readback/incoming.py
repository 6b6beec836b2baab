"""A page as it comes in: what mail programs and word processors did to it undone, its last line found, its lines told apart."""

from __future__ import annotations

import contextlib
import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Container, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import Any, NamedTuple

from cap.agenda.carried import LAST
from cap.agenda.seal import COMMENT, Marks, line_mark, marks_in, marks_of, told
from cap.agenda.situation import AUDIENCES, Audience

_STARTS = re.compile(r"\s*(?:[-*+>#|]|\d{1,3}[.)]\s|\[|<!--|cap:)")
_LONGEST = 5_000  # characters of a line that a mail program breaks
_SHORTEST = 40  # characters of a line that it has broken
_JOINED = 6  # lines that a mail program may have made of one
_MOST_ALIKE = 50  # printed lines that are all the same
_MOST_WORDS = 200  # of a printed line that got words behind it
_EMPTY = frozenset(map(line_mark, ("", "|---|---|---|", *(f"| {'______ | ' * cells}" for cells in range(1, 7)))))


class Head(NamedTuple):
    """What a page's last line says: whose it is, of which talk, and for whom."""

    key: str
    day: date
    kind: str
    audience: Audience
    plan: str


@dataclass
class Line:
    """A line of a page. `printed`: it stands as it was printed; `model`: the printed line that something was added to, "" for none;
    `alone`: it was added, or printed, where the page is for the manager alone."""

    text: str
    printed: bool = False
    model: str = ""
    alone: bool = False

    @property
    def ticked(self) -> bool:
        return re.match(r"[\s>*+-]*\[[xX]\]", self.text) is not None

    @property
    def row(self) -> bool:
        return self.text.lstrip().startswith("|")


def heads_of(text: str) -> list[Head]:
    """What a page says of itself, in each of its lines that do; one with no such day says nothing."""
    heads = []
    for found in LAST.finditer(text):
        with contextlib.suppress(ValueError):
            audience = next(one for one in AUDIENCES if one == found["side"])
            heads.append(Head(found["key"], date.fromisoformat(found["day"]), found["kind"], audience, found["plan"]))
    return heads


def head_of(text: str) -> Head | None:
    """What a page says of itself, by the last line that does; None for one that says nothing."""
    return next(reversed(heads_of(text)), None)


def printed_part(page: str) -> str:
    """A page that was just made, without its last lines."""
    return page.rpartition("\n<!-- ")[0] or page


class Page(NamedTuple):
    """The lines of a page. `sure` is false for a manager's page of which nobody can tell any more where it is for the manager alone."""

    lines: list[Line]
    sure: bool


def lines_of(text: str, again: str, *, managers: bool = False) -> Page:
    """The lines of a page (see `undone`), each known as printed, as filled in, or as added.

    `again` is the page as it would be printed now, or "": its marks serve where the page has lost its own, and by it a line that was
    filled in is known. Of a manager's page it is known, for each line, whether that is where only the manager reads: where the printed
    line above it is. That is sure as long as each line for the manager alone is there, if with words behind it, and all printed lines
    stand in their order, each once.
    """
    printed = marks_in(text)
    printed = printed if printed.marks else Marks(marks_of(again), [], False)
    body = LAST.sub("", COMMENT.sub("", text))
    broken = [line for line in body.split("\n") if line.strip()]
    lines, places = told_apart(broken, printed.marks, again)
    found = [line for _, line in lines]
    marks = [line_mark(line.text) for line in found]
    return Page(found, _set_apart(found, marks, places, printed)) if managers else Page(found, True)


def told_apart(broken: Sequence[str], printed: Sequence[str], again: str) -> tuple[list[tuple[int, Line]], dict[int, int]]:
    """Lines that came in, those put together that were one, each known as printed or added, with the number of its first piece; and,
    for each that was printed, by its place in this list, which of the `printed` marks it has."""
    models: dict[str, list[tuple[str, list[str]]]] = {}  # by a word of theirs that is as rare as can be
    for model in again.split("\n"):
        if len(words := _words(model)) > 1:
            models.setdefault(max(words, key=len), []).append((model, words))

    def model_of(text: str) -> str:
        """The printed line that a line says all of, and more."""
        words, row = _words(text), text.lstrip().startswith("|")
        likely = [model for word in models.keys() & set(words) for model in models[word]]
        return max(
            (one for one, wanted in likely if row == one.lstrip().startswith("|") and _grown(wanted, words)), key=len, default=""
        )

    lines = [(at, Line(line)) for at, line in _joined(broken, frozenset(printed), model_of)]
    places = dict(_aligned([line_mark(line.text) for _, line in lines], printed))
    for at in places:
        lines[at][1].printed = True
    for _, line in lines:
        if not line.printed:
            line.model = model_of(line.text)
    return lines, places


def _set_apart(lines: Sequence[Line], marks: Sequence[str], places: dict[int, int], printed: Marks) -> bool:
    """Tell the lines of a manager's page that stand where only the manager reads; whether that is sure."""
    missing = {mark: at for at, mark in enumerate(printed.marks) if printed.alone and printed.alone[at]}
    for at in places.values():
        missing.pop(printed.marks[at], None)
    for number, line in enumerate(lines):
        if missing and number not in places and (mark := _begun_as(line.text, missing)):
            places[number] = missing.pop(mark)
    alone = False
    for number, line in enumerate(lines):
        if number in places and printed.alone:
            alone = printed.alone[places[number]]
        line.alone = alone
    often = Counter(printed.marks)
    once = {mark: at for at, mark in enumerate(printed.marks) if often[mark] == 1 and mark not in _EMPTY}
    order = [once[mark] if mark in once else places[at] for at, mark in enumerate(marks) if mark in once or at in places]
    return printed.whole and not missing and all(one < other for one, other in pairwise(order))


def _begun_as(text: str, wanted: Container[str]) -> str:
    """The mark of the printed line that a line begins with, as one does that got words behind it; "" for none."""
    words = text.split()[:_MOST_WORDS]
    return next((mark for end in range(len(words), 0, -1) if (mark := line_mark(" ".join(words[:end]))) in wanted), "")


def _aligned(lines: Sequence[str], printed: Sequence[str]) -> Iterator[tuple[int, int]]:
    """As many pairs as can be of a line and the printed one that it is, by their marks, both in order; the last pair first."""
    places: dict[str, list[int]] = {}
    for at, mark in enumerate(printed):
        if len(found := places.setdefault(mark, [])) < _MOST_ALIKE:
            found.append(at)
    ends: list[int] = []  # for so many pairs, the earliest printed line that the last of them can have …
    chains: list[tuple[int, int, Any]] = []  # … and the pair, with the pairs before it
    for at, mark in enumerate(lines):
        for place in reversed(places.get(mark, ())):
            size = bisect_left(ends, place)
            chain = (at, place, chains[size - 1] if size else None)
            ends[size : size + 1], chains[size : size + 1] = [place], [chain]
    last = chains[-1] if chains else None
    while last:
        yield last[0], last[1]
        last = last[2]


def _words(line: str) -> list[str]:
    return [word for word in map(told, line.replace("_", " ").split()) if word]


def _joined(lines: Sequence[str], marks: frozenset[str], model_of: Callable[[str], str]) -> Iterator[tuple[int, str]]:
    """The lines, with those put together that were one when they were printed, or when they were filled in; each with the number of
    its first piece."""
    lost = marks.difference(map(line_mark, lines))  # the others stand as they were printed
    at = 0
    while at < len(lines):
        whole, size = lines[at], 1
        if lost and line_mark(whole) not in marks:
            longer, filled = whole, len(whole) >= _SHORTEST and not model_of(whole)
            for more in range(1, _JOINED):
                if at + more >= len(lines) or _STARTS.match(lines[at + more]) or len(longer) > _LONGEST:
                    break
                longer = f"{longer} {lines[at + more].strip()}"
                if line_mark(longer) in lost or (filled and model_of(longer)):
                    whole, size = longer, more + 1
                    break
        yield at, whole
        at += size


def _grown(wanted: Sequence[str], words: Sequence[str]) -> bool:
    """Whether a line says all that a printed one said, in its order, and more: blanks need not be left."""
    rest = iter(words)
    return all(any(word == other for other in rest) for word in wanted)


def says_no_more(text: str, line: Line) -> bool:
    """Whether a piece of a line holds nothing but words that were printed there."""
    return set(_words(text)) <= set(_words(line.model))


def added_to(line: Line) -> str:
    """What stands in a line beside the words that were printed; "" for a line of which none were."""
    if not line.model:
        return ""
    wanted, rest = _words(line.model), []
    for word in re.sub("_{3,}", " ", line.text).split():
        pieces = _words(word)
        if pieces and wanted[: len(pieces)] == pieces:
            del wanted[: len(pieces)]
        elif pieces or not wanted or word not in line.model:
            rest.append(word)
    return " ".join(rest).strip()
