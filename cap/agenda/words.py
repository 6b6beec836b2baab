"""Text out of a plan, made fit to stand in Markdown and in a sentence."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

# Controls, lone surrogates, and the marks that turn the direction of all the text after them.
_UNSEEN = re.compile("[\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
# What Markdown reads as markup inside a line; it does not mind a lone asterisk or an underscore inside a word.
_MARKUP = re.compile(
    r"[`\[~]|\\(?=[!-/:-@\[-`{-~]|$)|<(?=[a-zA-Z/!?])|&(?=#?\w+;)|(?<!\s)\*|\*(?!\s)|_(?!(?<=[^\W_]_)[^\W_])(?!(?<=\s_)\s)"
)
# What it reads as a heading, a quotation, a list or a rule where a line begins.
_OPENING = re.compile(r"^(\d{1,9}(?=[.)](?:\s|$))|(?=(?:#{1,6}|[-+])(?:\s|$)|>|[-=]+$))")


def without_controls(line: str) -> str:
    """A line without what cannot be seen, and with blanks for tabs; its Markdown stays as it is."""
    return _UNSEEN.sub("", line.expandtabs(4)).rstrip()


def note_lines(notes: str) -> list[str]:
    """The lines of private notes, as they can stand in a part of a page: their headings below its own."""
    lines = [without_controls(line) for line in notes.splitlines() if line.strip()]
    return [re.sub(r"^##? ", "### ", line) for line in lines]


def inline(text: str, width: int = 240) -> str:
    """`text` as one line of Markdown that shows it as it is, cut to `width` characters."""
    line = " ".join(text.split())
    line = line if line.isprintable() else " ".join(_UNSEEN.sub("", line).split())
    if len(line) > width:
        cut = line[: width - 1]
        words = cut.rpartition(" ")[0]
        line = (words if len(words) > width // 2 else cut).rstrip(" ,;:.") + "…"
    return _OPENING.sub(r"\1\\", _MARKUP.sub(r"\\\g<0>", line)) or "…"


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
