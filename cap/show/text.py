"""For the terminal, and for five minutes before a talk: what is open in full, what is closed in a line, the last notes below."""

from __future__ import annotations

from collections.abc import Iterator

from cap.show.body import last_notes, sections
from cap.show.entries import LATE, Entry
from cap.show.page import Page
from cap.text.columns import Paint, filled, flat, wrapped
from cap.text.escapes import visible

LABEL = 12  # columns of what a fact is
NUMBER = 6  # columns of an item's number
TITLES = 200  # headings of the text below; more than anybody reads
EXTRA = "  "  # the depth of what belongs to an item


def render(page: Page, body: str, columns: int, paint: Paint) -> Iterator[str]:
    """Lines no wider than `columns`."""
    yield paint(flat(page.name), "strong")
    if page.role:
        yield from wrapped(flat(page.role), columns)
    yield ""
    for label, text in page.facts:
        lines = wrapped(flat(text), columns, filled(f"{flat(label)} ", LABEL))
        yield from ([paint(line, "warning") for line in lines] if page.due and label == "next talk" else lines)
    for section in page.sections:
        yield ""
        yield paint(section.title, "strong")
        if section.title == "Conversations" and not any(entry.lines for entry in section.entries):
            yield from wrapped(flat(" · ".join(entry.text for entry in section.entries)), columns, EXTRA)
        else:
            for entry in section.entries:
                yield from _entry(entry, EXTRA, columns, paint)
    yield from _body(page, body, columns, paint)


def _entry(entry: Entry, indent: str, columns: int, paint: Paint) -> Iterator[str]:
    first = indent + (filled(entry.number, NUMBER) if entry.number else "")
    deeper = " " * len(first) if entry.number else first + EXTRA
    lines = wrapped(flat(entry.text) + (f" ({' · '.join(entry.tail)})" if entry.tail else ""), columns, first)
    if entry.open:
        yield from _painted(lines, entry.number, "strong", paint)
    else:
        yield from (paint(line, "faint") for line in lines)
    if entry.facts:
        yield from _painted(wrapped(" · ".join(entry.facts), columns, deeper), LATE, "warning", paint)
    for label, value in entry.lines:
        head = f"{flat(label)}:"
        lines = wrapped(flat(value), columns, f"{deeper}{head} ", deeper + EXTRA)
        yield from _painted(lines, head, "faint", paint)
    for child in entry.entries:
        yield from _entry(child, deeper, columns, paint)


def _painted(lines: list[str], part: str, style: str, paint: Paint) -> Iterator[str]:
    """The lines, with the first occurrence of `part` in each painted."""
    for i, line in enumerate(lines):
        yield line.replace(part, paint(part, style), 1) if part and (i == 0 or part == LATE) else line


def _body(page: Page, body: str, columns: int, paint: Paint) -> Iterator[str]:
    """The last notes in full, the other headings by name; a text without headings as it is."""
    found = sections(body)
    notes = last_notes(found)
    titles = [section.title for section in found if section.level <= 2 and section.title != page.name and section is not notes]
    more = [f"and {len(titles) - TITLES:,} more headings"] if len(titles) > TITLES else []
    if titles:
        yield ""
        yield paint("Also in the file", "strong")
        yield from wrapped(flat(" · ".join([*titles[:TITLES], *more])), columns, EXTRA)
    text = body if not found else notes.text if notes else ""
    if text.strip():
        yield ""
        yield paint(f"Notes of {flat(notes.title)}" if notes else "In the file", "strong")
        for line in text.strip("\n").splitlines():
            bare = line.expandtabs(4).strip()
            indent = EXTRA + " " * (len(line.expandtabs(4)) - len(line.expandtabs(4).lstrip()))
            yield from (wrapped(visible(bare), columns, indent) if bare else [""])
