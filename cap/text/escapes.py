"""Text on its way out: made harmless for a terminal and for a build server, JSON too, and paths whose bytes are not text."""

from __future__ import annotations

import re
from collections.abc import Callable

# What a terminal obeys instead of showing: controls, and the marks that turn the direction of writing.
_OBEYED = frozenset(
    map(chr, (*range(0x20), *range(0x7F, 0xA0), 0x61C, 0x200E, 0x200F, *range(0x2028, 0x202F), *range(0x2066, 0x206A), 0xFEFF))
)
# What the runner of a build server obeys: `::` where a line begins, blanks and colours or not; and anywhere in a line `##[`, `##vso[`
# or `##teamcity[`. Compiled when there is such a thing.
_LED = r"(?m)^(?:\s|\x1b\[[\d;]*m)*::"
_BRACKETED = r"##\w*\["


def visible(text: str, keep: str = "") -> str:
    """Text from a file made harmless for a terminal: what it would obey, and half a character, is shown as `<U+001B>`.
    `keep` is left alone.
    """
    return _escaped(text, lambda character: character if character in keep else f"<U+{ord(character):04X}>")


def commandless(text: str, *, led: bool = True) -> str:
    """Text made harmless for a build server that reads it: the last character of a workflow command is shown as `<U+003A>`.

    Without `led`, lines may begin with a command, because they are ours.
    """
    if "##" in text:
        text = re.sub(_BRACKETED, _shown, text)
    return re.sub(_LED, _shown, text) if led and "::" in text else text


def _shown(found: re.Match[str]) -> str:
    return f"{found[0][:-1]}<U+{ord(found[0][-1]):04X}>"


def json_text(value: object) -> str:
    """A value as JSON on one line; what a terminal or a build server would obey is escaped, which changes nothing in its meaning."""
    import msgspec

    text = _escaped(msgspec.json.encode(value).decode(), lambda character: f"\\u{ord(character):04x}")
    return re.sub(_BRACKETED, lambda found: f"{found[0][:-1]}\\u005b", text) if "##" in text else text


def utf8(text: str) -> str:
    """A path as text: bytes of its name that are not UTF-8 become U+FFFD, which stands for what cannot be read."""
    return text if text.isascii() else "".join("\ufffd" if _is_half(character) else character for character in text)


def _escaped(text: str, escape: Callable[[str], str]) -> str:
    if text.isprintable():  # nothing that is obeyed is printable
        return text
    return "".join(escape(character) if character in _OBEYED or _is_half(character) else character for character in text)


def _is_half(character: str) -> bool:
    """Whether it is half of a character, which is no text."""
    return "\ud800" <= character <= "\udfff"
