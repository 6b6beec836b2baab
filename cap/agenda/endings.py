"""How a thing can end, to choose from on a page: the words that are printed, that answers at the terminal are put into, and that are
read back. `compare/owed.py` knows by its own cues that a day behind one of them is an answer and no claim; a test holds all three together.
"""

from __future__ import annotations

import re

from cap.agenda.quoting import BLANK

DONE, COMING, REFUSED, WHO_ASKS = "done on", "coming on", "not possible, because", "who asks:"
MOVES, LATER, ELSE = "moves to", "later, by", "something else:"
# What each of them says of a thing; what stands behind the others is a note.
MEANING = {DONE: "done", COMING: "coming", MOVES: "coming", LATER: "coming", REFUSED: "because", WHO_ASKS: "", ELSE: ""}
# Those that take nothing behind them.
STANDS, STAYS, GOES, STILL = "stands", "stays", "goes", "still what you want"
ALONE = frozenset({STANDS, STAYS, GOES, STILL})

PATTERN = re.compile(
    "(" + "|".join(re.escape(words).replace(r"\ ", r"\s+").replace(",", ",?") for words in MEANING) + r")\s*", re.IGNORECASE
)


def to_choose(*endings: str) -> str:
    """Endings side by side, a blank behind each that takes something."""
    return " · ".join(words if words in ALONE else f"{words} {BLANK}" for words in endings)


def chosen(text: str) -> str:
    """What was written among endings that take nothing, without these."""
    return " · ".join(part for one in text.split("·") if (part := one.strip(" \t:.;,")) and part.lower() not in ALONE)


def meaning(words: str) -> str:
    """What the words of an ending say, however they are written: `done`, `coming`, `because`, or "" for a note."""
    plain = re.sub(r"[\s,]+", " ", words.lower()).strip()
    return next(said for printed, said in MEANING.items() if printed.replace(",", "") == plain)
