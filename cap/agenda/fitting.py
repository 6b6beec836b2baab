"""Fit a page to its length: what happened outlasts numbers, and numbers outlast what could be asked of anybody."""

from __future__ import annotations

import copy
from collections.abc import Callable, Iterator

from cap.agenda.layout import share
from cap.agenda.page import Line, Page, Rank, Section

AGREE = 3  # the weight of *What we agree*
NOTES = 6  # lines of private notes that a page keeps before it loses what happened
ONE_SIDE = 200  # words more for a page that only one of the two reads
_WORDS = ((60, 750), (45, 620), (30, 500), (0, 280))
_SECTIONS = ((60, 7), (45, 6), (30, 5), (0, 3))
_ROWS = ((60, 9), (45, 7), (30, 6), (0, 4))
FIRST = (
    "refused",
    "opening",
    "asked",
    "dates",
    "promised",
    "themes",
    "refusal",
    "return",
    "working",
    "story",
)  # subjects that a page keeps before all others


def longest(minutes: int, audience: str) -> int:
    """How many words a page may have."""
    return _at(_WORDS, minutes) + (ONE_SIDE if audience != "both" else 0)


def words(text: str) -> int:
    """How many words a page has: what blanks divide; a comment is not read."""
    return sum(len(line.split()) for line in text.splitlines() if not line.startswith("<!--"))


def fit(page: Page, audience: str, render: Callable[[Page], str]) -> tuple[Page, str]:
    """The page without what finds no room, and its text."""
    page = copy.deepcopy(page)
    before = list(dict.fromkeys([*page.wanted, *_numbers(page)]))
    _few_sections(page)
    room = longest(page.minutes, audience)
    page.agreements = page.agreements[: _at(_ROWS, page.minutes)]
    removals = _removals(page)
    while True:
        _share_time(page)
        page.left_out = [number for number in before if number not in _numbers(page)]
        text = render(page)
        excess = words(text) - room
        if excess <= 0:
            return page, text
        while excess > 0:
            try:
                excess -= next(removals)
            except StopIteration:
                return page, text


def _at(table: tuple[tuple[int, int], ...], minutes: int) -> int:
    return next(value for least, value in table if minutes >= least)


def _numbers(page: Page) -> list[str]:
    """The numbers of the items that the page speaks of, each once."""
    found = [line.number for line in page.lines()] + [row.number for row in page.agreements]
    found += [section.number for section in page.sections]
    return [number for number in dict.fromkeys(found) if number]


def _few_sections(page: Page) -> None:
    """Keep as many subjects as there is time for: what is owed and asked, then those in which most happened."""
    most = _at(_SECTIONS, page.minutes)
    order = sorted(page.sections, key=_worth, reverse=True)[:most]
    page.sections = [section for section in page.sections if any(section is chosen for chosen in order)]


def _worth(section: Section) -> tuple[bool, int, float]:
    """What a page keeps first: what is owed and asked, then what most happened in; of a goal only its steps are something that happened."""
    told = [line for line in section.lines if line.rank >= Rank.EVENT and line.number]
    happened = sum(line.box or section.kind != "goal" for line in told)
    return section.kind in FIRST, happened, section.weight


def _removals(page: Page) -> Iterator[int]:
    """Take lines away one by one, the least missed first; each time the number of words that went."""
    for rank in (Rank.GENERAL, Rank.NUMBER):
        yield from _lines_of(page, rank)
    yield from _shorten(page)
    while len(page.private) > NOTES:
        page.older_notes += 1
        yield len(page.private.pop(0).split())
    while len(page.agreements) > 3:
        yield _row_words(page)
    yield from _lines_of(page, Rank.EVENT)
    while len(page.agreements) > 1:
        yield _row_words(page)
    yield from _lines_of(page, Rank.LEAD)
    yield from _lines_of(page, Rank.OWED)
    while page.agreements:
        yield _row_words(page)
    for name in ("close", "walk_out", "before_person", "before_manager", "asks", "alone", "tough", "seen", "private"):
        entries = getattr(page, name)
        while entries:
            yield len(str(entries.pop()).split())
    page.title, page.role = page.title[:200], ""
    yield 1


def _lines_of(page: Page, rank: Rank) -> Iterator[int]:
    """The lines of a rank, the last subject's first; a subject without a line goes too."""
    for section in reversed(list(page.sections)):
        for line in reversed([line for line in section.lines if line.rank == rank]):
            section.lines = [other for other in section.lines if other is not line]
            gone = _line_words(line)
            if not section.lines or (
                not any(other.question or other.box for other in section.lines) and section.kind not in FIRST
            ):
                gone += sum(map(_line_words, section.lines)) + len(f"{section.title} {section.about}".split()) + 4
                page.sections = [other for other in page.sections if other is not section]
            yield gone


def _shorten(page: Page) -> Iterator[int]:
    """Leave the third thing to bring and one of the free rows."""
    for least in (2, 1) if page.minutes >= 30 else (1, 0):
        if page.free_rows > 1:
            page.free_rows -= 1
            yield 7
        for name in ("alone", "asks", "before_person", "before_manager"):
            entries = getattr(page, name)
            if len(entries) > least:
                yield len(entries.pop().split()) + 1
        if len(page.tough) > least:
            yield len(str(page.tough.pop()).split())
        if len(page.walk_out) > least + 1:
            yield len(page.walk_out.pop().split())
    if len(page.close) > 1:
        yield len(page.close.pop(0).split()) + 1


def _line_words(line: Line) -> int:
    return len(line.text.split()) + (4 if line.box else 1)


def _row_words(page: Page) -> int:
    row = page.agreements.pop()
    return len(f"{row.what} {row.who} {row.by}".split()) + 4


def _share_time(page: Page) -> None:
    """Whole minutes for each subject, which add up with those for *What we agree*."""
    minutes = share(page.minutes, [*(section.weight for section in page.sections), AGREE])
    for section, given in zip(page.sections, minutes, strict=False):
        section.minutes = given
    page.agree_minutes = minutes[-1]
