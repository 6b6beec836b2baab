"""Words as they are typed to a shell, so that whatever is suggested can be copied as it stands."""

from __future__ import annotations

import re
from collections.abc import Iterable


def word(text: str) -> str:
    """Write a word for a shell: in quotes where it needs them, in double ones around an apostrophe."""
    if re.fullmatch(r"[\w@%+=:,./-]+", text):
        return text
    if "'" in text and not set(text) & set('"$`\\!'):
        return f'"{text}"'
    import shlex  # only where something is amiss

    return shlex.quote(text)


def line(words: Iterable[str]) -> str:
    """Write a command as it is typed."""
    return " ".join(map(word, words))
