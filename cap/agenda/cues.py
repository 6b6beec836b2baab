"""Find what a note says that a question can be asked about: its sentences, and the cues that stand in them."""

from __future__ import annotations

import re
from collections.abc import Sequence

from cap.agenda.data import Row

LONG = 30  # words; a longer note is quoted by its first sentence

# A full stop after one of these ends no sentence.
_SHORTENED = re.compile(r"(?:\b(?:[A-Z]|Mr|Mrs|Ms|Dr|Prof|St|No|Nr|approx|ca|e\.g|i\.e|etc|vs|incl|min|max)\.)$")
_END = re.compile(r"([.!?…][”\"')]*)\s+(?=[“\"'(]?[A-Z0-9À-ÖØ-Þ])")
_NOT = re.compile(r"(?<=[a-z])n't\b")
_WORD = re.compile(r"[^\W_]+(?:'[^\W_]+)*%?|%")
# Words by which a sentence takes something back.
_AGAINST = ("not", "nobody", "never", "nothing", "but", "however", "broke", "too", "without", "less", "worse", "wrong")
# Words that lean on the sentence before them: alone in quotes, nobody would know what they mean.
_LEANING = re.compile(
    r"(?:he|she|it|they|him|her|them|that|this|these|those|but|and|so|then|also|because|which|the other)\b", re.IGNORECASE
)


def sentences(note: str) -> list[str]:
    """The sentences of a note, in order, each on one line."""
    found: list[str] = []
    for piece in _END.sub(r"\1\n", " ".join(note.split())).split("\n"):
        if found and _SHORTENED.search(found[-1]):
            found[-1] += f" {piece}"
        elif piece:
            found.append(piece)
    return found


def leans(sentence: str) -> bool:
    """Whether a sentence can only be understood together with the one before it."""
    return _LEANING.match(sentence) is not None


def hedged(sentence: str) -> bool:
    """Whether a sentence says that something did not go as it might have."""
    words = words_of(sentence)
    return any(f" {word} " in words for word in _AGAINST)


def words_of(text: str) -> str:
    """The words of a text as cues are compared with them: lower case, one blank around each; `didn't` is `did not`."""
    return f" {' '.join(_WORD.findall(_NOT.sub(' not', text.lower().replace('’', chr(39)))))} "


def fits(row: Row, words: str) -> bool:
    """Whether a row's cues stand among `words` (see words_of), and nothing that forbids it does. A row without cues fits anything."""
    return (not row.cues or any(_stands(cue, words) for cue in row.cues)) and not any(_stands(cue, words) for cue in row.unless)


def _stands(cue: str, words: str) -> bool:
    wanted = words_of(cue.removesuffix("*"))
    return (wanted.rstrip() if cue.endswith("*") else wanted) in words


def matching(rows: Sequence[Row], sentence: str) -> list[Row]:
    """The rows that fit a sentence, the most specific first; those without cues last."""
    words = words_of(sentence)
    return [row for row in rows if fits(row, words)]


def mixed(rows: Sequence[Row]) -> bool:
    """Whether rows of both moods fit, so that a question about either would miss the other."""
    return {"good", "bad"} <= {row.mood for row in rows}
