"""Look words up in the vocabulary, the way people vary them, and slips of the finger where there is no such word."""

from __future__ import annotations

import difflib
import re
from collections.abc import Collection, Iterable, Iterator
from functools import cache, lru_cache

from cap.plan.meant.vocabulary import ALSO_TOLD, KEYS, NOTHING, OTHER_KEYS, OTHER_VALUES, TOLD, VALUES, Row
from cap.text.unseen import cleared, without_quotes
from cap.text.wording import one_slip, unaccented

LONGER = 6  # letters; so long a word is one slip away from another by no chance
SHORT = 5  # letters; so short a word is often another word that is as good
LONG = 60  # letters; nobody calls a key or a status so
_LIKE = 0.8  # so much of two longer words has to be the same
_OPPOSITE = ("un", "dis", "in", "im", "ir", "non", "not", "no", "never", "re", "mis", "nicht", "kein")
_ROWS = ("qwertyuiop", "asdfghjkl", "zxcvbnm")


@lru_cache(maxsize=4096)
def plainly(text: str) -> str:
    """A word as it is looked up: `Target_Date:` and `targetDate` are `target date`."""
    text = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", without_quotes(cleared(text))[: LONG + 1])
    text = unaccented(re.sub(r"[_\s/:\-–—]+", " ", text).replace("'", "").replace("’", ""))
    return text.strip(" .:;,!?*") or text.strip()


def forms(typed: str) -> Iterator[str]:
    """A word the ways it may stand in the vocabulary: as it is, without what stands around it, in one, with other umlauts."""
    plain = plainly(typed)
    yield plain
    yield (bare := _AROUND.sub("", plain).strip())
    yield bare.replace(" ", "")
    yield _UMLAUTS.sub(r"\1", bare)


# What is said of a word and changes nothing: `my manager`, `Ziel (optional)`.
_AROUND = re.compile(
    "^(?:(?:my|our|your|his|her|their|the|a|mein|meine|unser|unsere|dein|deine|ihr|ihre|der|die|das) )+"
    r"|\s*[(\[][^()\[\]]*[)\]]\s*$"
    "| (?:on|at|by|is|are|am|um|durch|zum)$"
)
_UMLAUTS = re.compile("([aou])e")


@cache
def _table(values: bool) -> dict[str, tuple[Row, ...]]:
    found: dict[str, tuple[Row, ...]] = {}
    for row in VALUES if values else KEYS:
        for word in row.words.split(", "):
            plain = plainly(word)
            for form in {plain, plain.replace(" ", "")}:
                found[form] = (*found.get(form, ()), row)
    return found


def _rows(typed: str, *, values: bool) -> tuple[Row, ...]:
    table = _table(values)
    return next((table[form] for form in forms(typed) if form in table), ())


def rows_of_key(typed: str, kind: str) -> list[Row]:
    """What a key can mean in a kind of item, what is sure first."""
    rows = [row for row in _rows(typed, values=False) if not row.kinds or kind in row.kinds.split()]
    return sorted(rows, key=lambda row: not row.sure)


def rows_of_word(typed: str) -> tuple[Row, ...]:
    """What a key can mean in any kind of item."""
    return _rows(typed, values=False)


def rows_of_value(typed: str, field: str) -> list[Row]:
    """What a word can mean under a key, or as a flag, a number."""
    return [row for row in _rows(typed, values=True) if row.kinds == field]


def told(typed: str) -> str | None:
    """What to say of a key that has no place in a plan, because something else says the same."""
    also = {plainly(word): key for word, key in ALSO_TOLD.items()}
    return next((TOLD[key] for form in forms(typed) if (key := also.get(form, form)) in TOLD), None)


@cache
def _nothing() -> frozenset[str]:
    return frozenset(plainly(word) or word for word in NOTHING.split(", "))


def is_nothing(typed: str) -> bool:
    """Whether somebody wrote that there is nothing to write yet: `TBD`, `n/a`, `?`."""
    return (plainly(typed) or typed.strip()) in _nothing()


def slip_of_key(typed: str, keys: Iterable[str]) -> tuple[list[str], bool]:
    """The keys that a slip of the finger may have made this of, the likeliest first; and whether the first is sure enough to act on."""
    word, keys = typed.strip().lower(), list(keys)
    if number := [key for key in keys if word == key + "s" or key == word + "s"]:
        return number, len(number) == 1
    if word in OTHER_KEYS or word in _table(values=False):
        return [], False
    return _slips(word, keys)


def misspelt(typed: str, place: str, *, values: bool) -> list[str]:
    """What may be meant in a kind of item, or as a value under a key, by a longer word that a slip made of one in the vocabulary."""
    word, table = plainly(typed), _table(values)
    if not LONGER <= len(word) <= LONG or word in OTHER_VALUES or word in table:
        return []
    near = [known for known in table if known[0] == word[0] and abs(len(known) - len(word)) < 2 and one_slip(word, known)]
    near = [known for known in near if len(known) != len(word) or _by_the_finger(word, known)]
    rows = [row for known in near for row in table[known] if place in row.kinds.split() or (not values and not row.kinds)]
    return list(dict.fromkeys(row.meant for row in rows))


def slip_of_value(typed: str, words: Collection[str]) -> str | None:
    """The word that a slip of the finger may have made this of; never the opposite of what was written."""
    word = plainly(typed)
    if word in OTHER_VALUES:
        return None
    found = _slips(word, [other for other in words if not is_opposite(word, other)])[0]
    return found[0] if found else None


def is_opposite(typed: str, word: str) -> bool:
    """Whether something stands before a word that turns it round: `untold`, `not done`, `disagreed`."""
    ends = ((typed[:-length], typed[-length:]) for length in (len(word), len(word) - 1, len(word) + 1))
    return any(before.strip() in _OPPOSITE and (end == word or one_slip(end, word)) for before, end in ends)


def _slips(word: str, words: list[str]) -> tuple[list[str], bool]:
    if not word or len(word) > LONG:
        return [], False
    slips = [other for other in words if abs(len(other) - len(word)) < 2 and one_slip(word, other)]
    if len(word) < SHORT or min(map(len, words), default=0) > LONG:
        slips = [other for other in slips if len(word) != len(other) or _by_the_finger(word, other)]
    if len(slips) > 1:
        slips = difflib.get_close_matches(word, slips, n=len(slips), cutoff=0.0)
    longer = [other for other in words if len(word) > SHORT and len(other) >= SHORT]
    like = [other for other in difflib.get_close_matches(word, longer, n=3, cutoff=_LIKE) if other not in slips]
    return [*slips, *like], len(slips) == 1 and not like


def _by_the_finger(word: str, other: str) -> bool:
    """Whether two letters changed places, or one lies beside the other on the keyboard: `roel`, `nexy`; not `wish` for `with`."""
    differ = [(one, two) for one, two in zip(word, other) if one != two]
    return len(differ) != 1 or _beside(*differ[0])


def _beside(one: str, two: str) -> bool:
    places = {letter: (row, column) for row, letters in enumerate(_ROWS) for column, letter in enumerate(letters)}
    if one not in places or two not in places:
        return False
    (row, column), (other_row, other) = places[one], places[two]
    return abs(row - other_row) <= 1 and abs(column - other) <= 1
