"""Text out of a plan, made fit to stand in Markdown and in a sentence."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from cap.text.markdown import literal, without_controls


def note_lines(notes: str) -> list[str]:
    """The lines of private notes, as they can stand in a part of a page: their headings below its own."""
    lines = [without_controls(line.expandtabs(4)).rstrip() for line in notes.splitlines() if line.strip()]
    return [re.sub(r"^##? ", "### ", line) for line in lines]


def inline(text: str, width: int = 240) -> str:
    """`text` as one line of Markdown that shows it as it is, cut to `width` characters."""
    return literal(one_line(text, width)) or "…"


def one_line(text: str, width: int = 240) -> str:
    """`text` as one line of plain text, cut to `width` characters."""
    line = " ".join(without_controls(" ".join(text.split())).split())
    if len(line) > width:
        cut = line[: width - 1]
        words = cut.rpartition(" ")[0]
        line = (words if len(words) > width // 2 else cut).rstrip(" ,;:.") + "…"
    return line


def inner(text: str) -> str:
    """A text as it stands within quotation marks: its own become single ones."""
    return text.replace("“", "‘").replace("”", "’")


def listed(names: Sequence[Any], most: int = 3) -> str:
    """`“A”, “B” and “C”` for texts, or facts with a `short` name; of a longer list the first ones, and how many more."""
    shown = [f"“{name['short'] if isinstance(name, dict) else name}”" for name in names[:most]]
    if not shown:
        return ""
    if len(names) > most:
        shown.append(f"{len(names) - most} more")
    return " and ".join([", ".join(shown[:-1]), shown[-1]] if len(shown) > 1 else shown)


def joined(names: Sequence[str]) -> str:
    """`A, B and C`."""
    return " and ".join([", ".join(names[:-1]), names[-1]] if len(names) > 1 else names)
