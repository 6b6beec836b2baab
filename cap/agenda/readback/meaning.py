"""What an answer before a talk comes to: its pieces as sentences for the list of topics, and as numbers of one's own."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from textwrap import wrap
from typing import NamedTuple

from cap.agenda.cues import leans, sentences
from cap.agenda.prep_questions import KINDS, RATE
from cap.agenda.readback.own_ratings import OwnRating, counts, is_rating, keeps_back, own_ratings, skill_of, speaks_in_numbers
from cap.agenda.seal import told
from cap.mail.frame import is_manners, is_notice, without_greeting
from cap.plan.model import Skill

LONGEST = 2_000  # characters of a topic; what is longer is several
_NOTHING = re.compile(
    r"\W*(?:no|none|nope|nothing|n/a|nein|nichts|keine?s?|non|rien|nada|niente|nej)"
    r"(?:\W+(?:yet|new|else|really|more|thanks|thank you|neues|weiter|danke|de nouveau|merci|más|gracias|grazie|tack))*\W*",
    re.IGNORECASE,
)


class Said(NamedTuple):
    """A sentence of the person's, or several: the words, and what they answer ("" where they say it themselves)."""

    words: str
    note: str


class Prepared(NamedTuple):
    """What an answer comes to; `left` is what was no answer."""

    topics: list[Said]
    ratings: list[OwnRating]
    left: list[str]


class Piece(NamedTuple):
    """A piece of an answer: what it answers, the skill it is about, and how many columns its last line had; `begins`: nothing goes on in it;
    `listed`: it is an entry of a list."""

    kind: str
    about: str
    text: str
    columns: int = 0
    begins: bool = True
    listed: bool = False


def understood(
    pieces: Sequence[Piece], skills: Sequence[Skill], names: frozenset[str], left: Sequence[str], *, sheet: bool
) -> Prepared:
    """What pieces come to, as an answer to the mail, or on the `sheet`. `names` are those of the two, in small letters; `left` is what was no
    answer already."""
    made = Prepared([], [], list(left))
    numbers: list[tuple[str, str]] = []
    whole = list(_with_heads(_joined(pieces)))
    for number, piece in enumerate(whole):
        words = " ".join(piece.text.split())
        if number == 0 and not sheet:
            greeting, words = without_greeting(words)
            made.left.extend([greeting] * bool(greeting))
        if not sheet and (notices := [one for one in sentences(words) if is_notice(one)]):
            made.left.extend(notices)
            words = " ".join(one for one in sentences(words) if one not in notices)
        if not words:
            continue
        if _NOTHING.fullmatch(words) or (piece.kind == RATE and keeps_back(words)):
            made.left.append(words)
        elif piece.kind == RATE and (speaks_in_numbers(words) or (piece.about and is_rating(words, skills))):
            numbers.append((piece.about, words))
        else:
            note = KINDS[piece.kind].note if piece.kind in KINDS else piece.kind
            for one in _sentences(words, skills, apart=not piece.kind and not sheet):
                if is_rating(one, skills):
                    numbers.append(("", one))
                elif not sheet and one != words and is_manners(one, names):
                    made.left.append(one)
                else:
                    made.topics.extend(
                        Said(part, note) for part in wrap(one, LONGEST, break_long_words=False, break_on_hyphens=False)
                    )
    for about, words in _by_skill(numbers, skills):
        made.ratings.extend(own_ratings(words, skills, about))
    return made._replace(topics=list(dict.fromkeys(made.topics)))


def _joined(pieces: Sequence[Piece]) -> list[Piece]:
    """The pieces, those put together that are one."""
    joined: list[Piece] = []
    for piece in pieces:
        if joined and not piece.begins:
            joined[-1] = joined[-1]._replace(text=f"{joined[-1].text} {piece.text}")
        else:
            joined.append(piece)
    return joined


def _with_heads(pieces: Sequence[Piece]) -> Iterator[Piece]:
    """The pieces, the entries of a list together with the line above that announces them."""
    at = 0
    while at < len(pieces):
        piece, end = pieces[at], at + 1
        if piece.text.endswith(":") and not piece.listed and piece.kind != RATE:
            while end < len(pieces) and pieces[end].listed and pieces[end].kind == piece.kind:
                end += 1
        entries = "; ".join(one.text for one in pieces[at + 1 : end])
        yield piece._replace(text=f"{piece.text} {entries}".strip())
        at = end


def _sentences(words: str, skills: Sequence[Skill], *, apart: bool) -> list[str]:
    """What was written in one go, as topics of their own: `apart` by sentence, where none leans on another; and numbers always apart."""
    found = sentences(words)
    rated = [is_rating(one, skills) for one in found]
    if any(rated) and not all(rated):
        rest = " ".join(one for one, is_one in zip(found, rated, strict=True) if not is_one)
        return [*_sentences(rest, skills, apart=apart), *(one for one, is_one in zip(found, rated, strict=True) if is_one)]
    return found if apart and len(found) <= 4 and not any(map(leans, found[1:])) and not any(rated) else [words]


def _by_skill(numbers: Sequence[tuple[str, str]], skills: Sequence[Skill]) -> list[tuple[str, str]]:
    """The numbers with the skill that each is about; those that nobody can tell are together, one to a line."""
    named = [(skill_of(words, skills) or about if about else "", words) for about, words in numbers]
    about_one = {about for about, _ in numbers if about}
    below = [words for about, words in numbers if about]
    if len(skills) > 1 and len(about_one) == 1 and (len(below) > 1 or sum(map(counts, below)) == len(skills)):
        named = [("", words) for _, words in numbers]  # below the last of the skills, and so about them all
    loose = "\n".join(words for about, words in named if not about)
    known = [
        (next((skill.skill for skill in skills if told(skill.skill) == told(about)), about), words)
        for about, words in named
        if about
    ]
    return [*known, *([("", loose)] if loose else [])]
