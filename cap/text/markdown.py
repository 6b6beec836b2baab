"""Text as Markdown that shows it as it is."""

from __future__ import annotations

import re

# Controls, lone surrogates, and the marks that turn the direction of all the text after them.
_UNSEEN = "[\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]"
# What Markdown reads as markup inside a line; it does not mind a lone asterisk, an underscore inside a word, or a tilde before one.
_MARKUP = re.compile(
    r"[`\[]|(?<=\S)~|~(?!\w)|\\(?=[!-/:-@\[-`{-~]|$)|<(?=[a-zA-Z/!?])|&(?=#?\w+;)|(?<!\s)\*|\*(?!\s)|_(?!(?<=[^\W_]_)[^\W_])(?!(?<=\s_)\s)"
)
# What not every reader takes a backslash before for a sign that stands for itself.
_ENTITIES = {"&": "&amp;", "<": "&lt;", "~": "&#126;", "=": "&#61;"}
# The number signs that would close a heading.
_CLOSING = re.compile(r"(?<=[\s#])#(?=#*$)")
# And an address, which some readers make a link of by itself, a backslash before a sign in it included.
_ADDRESS_OR_MARKUP = re.compile(rf"https?://[^\s<>]*[^\s<>.,;:!?*_~)'\"`\]]|{_MARKUP.pattern}")
# What it reads as a heading, a quotation, a list or a rule where a line begins.
_OPENING = re.compile(r"^(\d{1,9}(?=[.)](?:\s|$))|(?=[-+](?:\s|$)|[#>]|-+$)|=(?==*$))")


def without_controls(line: str) -> str:
    """A line without what cannot be seen; its Markdown stays as it is."""
    return line if line.isprintable() else re.sub(_UNSEEN, "", line)


def literal(text: str) -> str:
    """A text on one line, what Markdown would take for markup taken for what it is. Links stay links, to the sign."""
    words = " ".join(without_controls(" ".join(text.split())).split())
    return _OPENING.sub(_opened, _CLOSING.sub(r"\#", _ADDRESS_OR_MARKUP.sub(_plain, words)))


def _plain(found: re.Match[str]) -> str:
    """A sign that stands for itself; an address as it is, or between angles if a sign in it would be taken for markup."""
    text = found[0]
    if len(text) == 1:
        return _itself(text)
    return f"<{text.replace('&', '&amp;')}>" if _MARKUP.search(text) else text


def _itself(sign: str) -> str:
    return _ENTITIES.get(sign, f"\\{sign}")


def _opened(found: re.Match[str]) -> str:
    return _itself("=") if found[1] == "=" else f"{found[1]}\\"
