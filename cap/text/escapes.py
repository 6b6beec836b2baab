"""Text on its way out: made harmless for a terminal, JSON that a terminal may show, too, and paths whose bytes are not text."""

from __future__ import annotations

import re
from collections.abc import Callable

# What a terminal obeys instead of showing: controls, and the marks that turn the direction of writing.
_OBEYED = frozenset(
    map(chr, (*range(0x20), *range(0x7F, 0xA0), 0x61C, 0x200E, 0x200F, *range(0x2028, 0x202F), *range(0x2066, 0x206A), 0xFEFF))
)


def visible(text: str, keep: str = "") -> str:
    """Text from a file made harmless for a terminal: what it would obey is shown as `<U+001B>`. `keep` is left alone."""
    return _escaped(text, lambda character: character if character in keep else f"<U+{ord(character):04X}>")


def json_text(value: object) -> str:
    """A value as JSON on one line; characters that a terminal would obey are escaped, which changes nothing in their meaning."""
    import msgspec

    return _escaped(msgspec.json.encode(value).decode(), lambda character: f"\\u{ord(character):04x}")


def utf8(text: str) -> str:
    """A path as text: bytes of its name that are not UTF-8 become `?`."""
    return text.encode(errors="replace").decode()


def _escaped(text: str, escape: Callable[[str], str]) -> str:
    if text.isprintable():  # nothing that is obeyed is printable
        return text
    return "".join(escape(character) if character in _OBEYED else character for character in text)


def for_shell(*words: str) -> str:
    """Words as they are typed into a shell; letters of any script need no quotes."""
    return " ".join(map(_for_shell, words))


def _for_shell(word: str) -> str:
    if re.fullmatch(r"[\w@%+=:,./-]+", word):
        return word
    if not word.isprintable():  # a line break, say: every shell of today reads $'…'
        plain = word.replace("\\", "\\\\").replace("'", "\\'").replace("\n", "\\n")
        return "$'" + _escaped(plain, lambda char: rf"\u{ord(char):04x}") + "'"
    return "'" + word.replace("'", "'\\''") + "'"
