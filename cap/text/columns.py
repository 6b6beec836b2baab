"""Text in the columns of a terminal: cut, filled up and wrapped by width, also where a character takes two columns."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from cap.text.escapes import visible
from cap.text.wording import width

Paint = Callable[[str, str], str]  # text and a style (a level, strong, faint) → text


def flat(text: str) -> str:
    """A text out of a file on one line, with nothing in it that a terminal would obey."""
    return visible(" ".join(text.split()))


def cut(text: str, columns: int) -> str:
    """The text, or as much of its beginning as fits, with `…`."""
    return text if width(text) <= columns else next(_pieces(text, columns - 1, columns - 1)).rstrip() + "…"


def filled(text: str, columns: int, *, right: bool = False) -> str:
    """The text with blanks after it, or before it, so that it takes so many columns."""
    blanks = " " * max(columns - width(text), 0)
    return blanks + text if right else text + blanks


def wrapped(text: str, columns: int, first: str = "", rest: str | None = None) -> list[str]:
    """The text in lines no wider than `columns`: `first` stands before the first line, `rest` (blanks as wide) before the others.

    It breaks at blanks, and inside a word only where the word is wider than a line, as in languages written without blanks.
    """
    rest = " " * width(first) if rest is None else rest
    room = max(columns - max(width(first), width(rest)), 10)
    lines = []
    line, taken = "", 0
    for word in text.split():
        wide = width(word)
        if taken + bool(line) + wide <= room:
            line, taken = (f"{line} {word}", taken + 1 + wide) if line else (word, wide)
        elif wide > room:
            start = f"{line} " if line else ""
            *full, line = [piece.rstrip() for piece in _pieces(word, room - width(start), room)]
            lines += [start + full[0], *full[1:]] if full else [start.rstrip()]
            taken = width(line)
        else:
            lines.append(line)
            line, taken = word, wide
    lines.append(line)
    return [(rest if i else first) + line for i, line in enumerate(lines)]


# What a line of Markdown begins with and goes on below: a list's mark, with its box, or a quotation's.
_MARK = re.compile(r"( *(?:[-*+]|\d+[.)]) +(?:\[[ x]\] )?|> ?)?")


def wrapped_markdown(text: str, columns: int) -> Iterator[str]:
    """Break long lines of Markdown at blanks; what goes on keeps to its list or quotation."""
    for line in text.split("\n"):
        mark = _MARK.match(line)
        assert mark is not None
        if width(line) <= columns:
            yield line
        else:
            yield from wrapped(line[mark.end() :], columns, mark[0], mark[0] if mark[0].startswith(">") else None)


def _pieces(text: str, first: int, room: int) -> Iterator[str]:
    """The text in pieces: one that fits into `first` columns, the others into `room`; each has one character at least."""
    start = taken = 0
    for i, character in enumerate(text):
        columns = width(character)
        if taken + columns > first and i > start:
            yield text[start:i]
            start, taken, first = i, 0, room
        taken += columns
    yield text[start:]
