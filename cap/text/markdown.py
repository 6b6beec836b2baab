"""Text as Markdown that shows it as it is."""

from __future__ import annotations

import re

# Controls, lone surrogates, and the marks that turn the direction of all the text after them.
_UNSEEN = "[\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]"
# What Markdown reads as markup inside a line; it does not mind a lone asterisk or an underscore inside a word.
_MARKUP = re.compile(
    r"[`\[~]|\\(?=[!-/:-@\[-`{-~]|$)|<(?=[a-zA-Z/!?])|&(?=#?\w+;)|(?<!\s)\*|\*(?!\s)|_(?!(?<=[^\W_]_)[^\W_])(?!(?<=\s_)\s)"
)
# The number signs that would close a heading.
_CLOSING = re.compile(r"(?<=\s)#(?=#*$)")
# What it reads as a heading, a quotation, a list or a rule where a line begins.
_OPENING = re.compile(r"^(\d{1,9}(?=[.)](?:\s|$))|(?=(?:#{1,6}|[-+])(?:\s|$)|>|[-=]+$))")


def without_controls(line: str) -> str:
    """A line without what cannot be seen; its Markdown stays as it is."""
    return line if line.isprintable() else re.sub(_UNSEEN, "", line)


def literal(text: str) -> str:
    """A text on one line, what Markdown would take for markup taken for what it is. Links stay links, and their underscores alone."""
    words = " ".join(without_controls(" ".join(text.split())).split())
    return _OPENING.sub(r"\1\\", _CLOSING.sub(r"\#", _MARKUP.sub(r"\\\g<0>", words)))
