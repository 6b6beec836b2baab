"""Words as they are typed into a shell, so that whatever is suggested can be copied as it stands."""

from __future__ import annotations

import re


def for_shell(*words: str) -> str:
    """Write words for a shell, in quotes where they need them; letters of any script need none."""
    return " ".join(map(_word, words))


def _word(text: str) -> str:
    if re.fullmatch(r"[\w@%+=:,./-]+", text):
        return text
    if not text.isprintable():  # a line break, say: every shell of today reads $'…'
        plain = text.replace("\\", "\\\\").replace("'", "\\'").replace("\n", "\\n")
        return "$'" + "".join(char if char.isprintable() else f"\\u{ord(char):04x}" for char in plain) + "'"
    if "'" in text and not set(text) & set('"$`\\!'):
        return f'"{text}"'
    return "'" + text.replace("'", "'\\''") + "'"
