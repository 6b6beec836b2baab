"""Which way a text reads, where words of both directions stand in it."""

from __future__ import annotations

import re
from typing import Literal
from unicodedata import bidirectional

_LEFTWARD = re.compile("[\u0590-\u08ff\ufb1d-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff]")  # the blocks of such scripts


def has_leftward(text: str) -> bool:
    """Whether a script may stand in it that reads from right to left."""
    return not text.isascii() and _LEFTWARD.search(text) is not None


def direction(text: str) -> Literal["ltr", "rtl"]:
    """The way of most of its letters: our sentence about a name in Hebrew stays ours, wherever the name stands."""
    if not has_leftward(text):
        return "ltr"
    ways = [bidirectional(character) for character in text if character.isalpha()]
    leftward = sum(way in ("R", "AL") for way in ways)
    return "rtl" if leftward > ways.count("L") else "ltr"
