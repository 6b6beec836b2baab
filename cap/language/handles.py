"""An id for what has none yet."""

from __future__ import annotations

import re
from collections.abc import Collection

from cap.text.wording import unaccented

_WORDS = 2  # of an item's name that make its id
_SHORT = 4  # letters; shorter words say little


def handle(name: str, otherwise: str, taken: Collection[str | None]) -> str:
    """A short id out of an item's name; `otherwise` where no letters of ours are in that. With a number where it is taken."""
    words = [word for word in re.findall(r"[a-z]+", unaccented(name)) if len(word) >= _SHORT]
    found = base = "-".join(words[:_WORDS]) or otherwise
    number = 2
    while found in taken:
        found, number = f"{base}-{number}", number + 1
    return found
