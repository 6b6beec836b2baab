"""Text in the columns of a terminal: cut, filled up and wrapped by width, also where a character takes two columns, or several make one."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from cap.text.escapes import visible

Paint = Callable[[str, str], str]  # text and a style (a level, strong, faint) → text

# What takes one column a character, as far as most texts go: they need no table.
_SINGLE = re.compile("[ -~\u00a0-\u00ac\u00ae-\u02ff‐-—‘-”•…→]*")


def width(text: str) -> int:
    """How many columns of a terminal a text takes."""
    if text.isascii() or _SINGLE.fullmatch(text):
        return len(text)
    from rich.cells import cell_len

    return cell_len(text)


def flat(text: str) -> str:
    """A text out of a file on one line, with nothing in it that a terminal would obey."""
    return visible(" ".join(text.split()))


def cut(text: str, columns: int) -> str:
    """The text, or as much of its beginning as fits, with `…`."""
    if width(text) <= columns:
        return text
    start = next(_pieces(text, columns - 1, columns - 1)).rstrip()
    return start + "…" if width(start) < columns else "…"


def last_columns(text: str, columns: int) -> str:
    """As much of the text's end as fits."""
    starts = [i for i, _ in _characters(text)]
    return next((text[i:] for i in starts if width(text[i:]) <= columns), "")


def filled(text: str, columns: int, *, right: bool = False) -> str:
    """The text with blanks after it, or before it, so that it takes so many columns."""
    blanks = " " * max(columns - width(text), 0)
    return blanks + text if right else text + blanks


def wrapped(text: str, columns: int, first: str = "", rest: str | None = None, *, whole: bool = False) -> list[str]:
    """The text in lines no wider than `columns`: `first` stands before the first line, `rest` (blanks as wide) before the others.

    It breaks at blanks, and inside a word only where the word is wider than a line, as in languages written without blanks.
    `whole`: not in one of ASCII, which may be a path or a command to copy.
    """
    rest = " " * width(first) if rest is None else rest
    room = max(columns - max(width(first), width(rest)), 10)
    lines = []
    line, taken = "", 0
    for word in text.split():
        wide = width(word)
        if taken + bool(line) + wide <= room:
            line, taken = (f"{line} {word}", taken + 1 + wide) if line else (word, wide)
        elif wide > room and not (whole and word.isascii()):
            if line and taken + 3 > room:  # a blank, and a character of two columns
                lines.append(line)
                line, taken = "", 0
            start = f"{line} " if line else ""
            *full, line = [piece.rstrip() for piece in _pieces(word, room - taken - bool(line), room)]
            lines += [start + full[0], *full[1:]] if full else [start.rstrip()]
            taken = width(line)
        else:
            lines += [line] if line else []
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
    """The text in pieces: one that fits into `first` columns, the others into `room`; each has one character at least, and none
    is broken that several make up, as an emoji with its joiners."""
    start = taken = 0
    for i, columns in _characters(text):
        if taken + columns > first and i > start:
            yield text[start:i]
            start, taken, first = i, 0, room
        taken += columns
    yield text[start:]


def _characters(text: str) -> Iterator[tuple[int, int]]:
    """Where each character of a text begins, as people see them, and how many columns it takes."""
    if text.isascii():
        yield from ((i, 1) for i in range(len(text)))
    else:
        from rich.cells import split_graphemes

        yield from ((start, columns) for start, _, columns in split_graphemes(text)[0])
