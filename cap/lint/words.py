"""What some rules listen for. What it takes to judge a whole phrase is in `phrases`, and loaded when one is worth a look."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from cap.lint.phrases.hearing import Spoken

# Where an action is learnt on the job, from others, and in a training. What people do for others, a course even, is work.
_TELLING = {
    "experience": re.compile(
        r"(?:hold|teach|give|run|lead|write|draft|plan|prepare|organi[sz]e|chair|present|train|coach|mentor)(?:ing)?\b", re.I
    ),
    "exposure": re.compile(
        r"\b(?:shadow\w*|watch|observ\w+|sit (?:in|beside|with|next)|ask|meet|mentor\w*|coach\w*|interview|coffee|pair|feedback|visit"
        r"|follow|beside|alongside|talk (?:to|with))\b",
        re.I,
    ),
    "education": re.compile(
        r"\b(?:read(?:ing)?|(?<=\w )books?|courses?|class(?:es)?|training|workshops?|seminar|webinar|e-?learning|study|certifi\w+"
        r"|lectures?|lessons?|conference|podcasts?|videos?|tutorial)\b",
        re.I,
    ),
}

# What people write to fill a field in, and the marks around it.
_MARKS = " .,;:?!-–—_…/*()[]<>"
_FILLER = frozenset(
    [
        "",
        *"tba, tbc, tbd, todo, to do, to come, n/a, na, n.a, x, xx, xxx, idk, don't know, don’t know, none, none yet, nothing".split(
            ", "
        ),
        *"nothing yet, not yet, not sure, not sure yet, not known, not known yet, nobody, someone, somebody, whatever".split(
            ", "
        ),
        *"pending, unknown, unclear, later, no idea, placeholder".split(", "),
        *(f"to be {settled}" for settled in "agreed confirmed decided defined determined discussed done".split()),
    ]
)
LONGEST_FILLER = 24  # with marks around it

# A quick look first: what others decide begins with one of these words, or in German ends with one, and most actions do not.
_OPENINGS = """
    i we my our the a more that somebody everyone earn to in by this next within would want wish hope hoping need should must
    will could please also aim looking be being become becoming get getting receive receiving obtain obtaining earning win
    winning gain gaining achieve secure securing have having expect land attain negotiate reach make making let persuade
    convince wait waiting move moving step advance progress rise climb transition jump promotion pay salary wage bonus raise
    increase pray hr management leadership boss manager company board supervisor head others colleagues people they someone
    employer director team
    höhere höherer höheres ich wir mein meine unser unsere der die das ein eine mehr dass möchte will werde warten warte hoffen hoffe beförderung
    gehaltserhöhung aufstieg höhergruppierung lohnerhöhung verbeamtung festanstellung höherstufung vorgesetzter vorgesetzte
    chef chefin firma"""
_ENDINGS = """
    werden sein bekommen erhalten kriegen erreichen erzielen erlangen gewinnen haben verdienen lassen warten hoffen soll wird
    worden durchsetzen aushandeln ergattern kommen aufsteigen aufrücken erwirken"""
_OPENING, _ENDING = frozenset(_OPENINGS.split()), frozenset(_ENDINGS.split())
_LAST = frozenset(word[-1] for word in _ENDING).union(_MARKS)
_OPENING_WITH = {"plan": ("to ",), "go": ("up ", "on ", "onto ", "in ", "into ")}  # words that open much of what people do, too


def is_vague(text: str, plan: Spoken | None = None) -> bool:
    """Whether a text, in English or German, names a direction and holds nothing that would pin it down.

    `plan` counts the words of the plan that it stands in: in one that is written in another language, nothing is heard.
    """
    from cap.lint.phrases.hearing import hears

    return hears("vague", text, plan)


def is_not_yours(text: str, plan: Spoken | None = None) -> bool:
    """Whether a text, in English or German, is an outcome that lies in someone else's hands; `plan` as above."""
    first, _, rest = text.partition(" ")
    word = first.lower()
    if not (
        word in _OPENING
        or not word.isalpha()
        or ":" in text
        or (word in _OPENING_WITH and rest.startswith(_OPENING_WITH[word]))
        or (text[-1:] in _LAST and text.rpartition(" ")[2].rstrip(_MARKS) in _ENDING)
    ):
        return False
    from cap.lint.phrases.hearing import hears

    return hears("not yours", text, plan)


def likely_type(text: str) -> str:
    """The type that an action most likely has: what it opens with, else its first telling word; else it is work on the job."""
    if _TELLING["experience"].match(text.strip()):
        return "experience"
    found = {kind: heard.start() for kind, words in _TELLING.items() if kind != "experience" and (heard := words.search(text))}
    return min(found, key=lambda kind: found[kind], default="experience")


def says(text: str | None) -> bool:
    """Whether a field says something: more than a `?`, a dash or a `tbd`."""
    return text is not None and (len(text) > LONGEST_FILLER or text.lower().strip(_MARKS) not in _FILLER)
