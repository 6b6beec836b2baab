"""Merged text in chunks: what is settled, and where two sides are left to choose from."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

# Settled text, or ours and theirs.
Chunk = str | tuple[str, str]


class Labels(NamedTuple):
    """Who wrote what, as the markers say it."""

    ours: str = "ours"
    theirs: str = "theirs"


UNNAMED = Labels()


def side(chunks: Iterable[Chunk], which: int) -> str:
    """Choose one side everywhere: 0 ours, 1 theirs."""
    return "".join(chunk if isinstance(chunk, str) else chunk[which] for chunk in chunks)


def settled(chunks: Iterable[Chunk]) -> bool:
    """Tell whether nothing is left to choose."""
    return all(isinstance(chunk, str) or chunk[0] == chunk[1] for chunk in chunks)


def lines(text: str) -> list[str]:
    """Cut a text behind each LF, and nowhere else."""
    return re.findall(r"[^\n]*\n|[^\n]+", text)


def atom(base: str | None, ours: str, theirs: str) -> Chunk:
    """Merge a text that is taken whole, from the side that changed it. `base`: None where there was none."""
    if ours == theirs or theirs == base:
        return ours
    return theirs if ours == base else (ours, theirs)


def in_lines(chunks: Sequence[Chunk]) -> list[Chunk]:
    """Widen what is left to choose to whole lines, and no further: the lines that both sides begin or end with are settled."""
    found: list[Chunk] = []
    text = ""  # settled, so far
    open_: tuple[str, str] | None = None  # a choice that does not end with a line's end yet
    for chunk in chunks:
        if isinstance(chunk, tuple) and chunk[0] == chunk[1]:
            chunk = chunk[0]
        if open_ is None and isinstance(chunk, str):
            text += chunk
            continue
        if open_ is None:
            start = text.rfind("\n") + 1
            found.append(text[:start])
            open_, text = (text[start:], text[start:]), ""
        rest = ""
        if isinstance(chunk, str) and not _ended(open_):
            end = chunk.find("\n") + 1 or len(chunk)
            chunk, rest = chunk[:end], chunk[end:]
        ours, theirs = (chunk, chunk) if isinstance(chunk, str) else chunk
        open_ = (open_[0] + ours, open_[1] + theirs)
        if _ended(open_):
            found += _narrowed(*open_)
            text, open_ = rest, None
    found.append(text)
    found += [open_] if open_ else []
    return [chunk for chunk in found if chunk]


def _ended(choice: tuple[str, str]) -> bool:
    return all(not text or text.endswith("\n") for text in choice)


def _narrowed(ours: str, theirs: str) -> Iterator[Chunk]:
    one, other = lines(ours), lines(theirs)
    most = min(len(one), len(other))
    first = next((i for i in range(most) if one[i] != other[i]), most)
    last = next((i for i in range(most - first) if one[-1 - i] != other[-1 - i]), most - first)
    yield "".join(one[:first])
    yield "".join(one[first : len(one) - last]), "".join(other[first : len(other) - last])
    yield "".join(one[len(one) - last :])


def marked(chunks: Sequence[Chunk], labels: Labels, size: int, end: str) -> str:
    """Write out chunks `in_lines`, with markers of `size` signs around each choice. `end`: the line end of the markers."""
    return "".join(
        chunk
        if isinstance(chunk, str)
        else f"{'<' * size} {labels.ours}{end}{_whole(chunk[0], end)}{'=' * size}{end}{_whole(chunk[1], end)}{'>' * size} {labels.theirs}{end}"
        for chunk in chunks
    )


def _whole(text: str, end: str) -> str:
    return text if not text or text.endswith("\n") else text + end
