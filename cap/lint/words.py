"""The words that some rules listen for. English openings only: in any other language the rules keep quiet."""

from __future__ import annotations

import re

# Verbs that name a direction and no result. Looked for at the start, where the verb of a goal or an action stands.
VAGUE = (
    "improve",
    "enhance",
    "strengthen",
    "develop my",
    "grow my",
    "grow as",
    "grow in",
    "grow into",
    "grow personally",
    "grow professionally",
    "get better",
    "get more",
    "be better",
    "be a better",
    "be more",
    "become better",
    "become a better",
    "become more",
    "work on",
    "learn more",
    "learn about",
    "know more",
    "understand more",
    "understand better",
    "gain experience",
    "gain more",
    "gain confidence",
    "gain a better",
    "gain a deeper",
    "increase my",
    "build confidence",
    "look into",
    "think about",
    "try to",
    "focus on",
    "keep improving",
    "continue to",
    "continue improving",
    "stay up to date",
)

# Openings of outcomes that someone else decides on.
NOT_YOURS = (
    "get promoted",
    "get a promotion",
    "get the promotion",
    "get a raise",
    "get a pay rise",
    "get hired",
    "get chosen",
    "get selected",
    "get picked",
    "get recognised",
    "get recognized",
    "get noticed",
    "get approval",
    "be promoted",
    "be given",
    "be offered",
    "be chosen",
    "be selected",
    "be appointed",
    "be assigned",
    "be recognised",
    "be recognized",
    "be invited",
    "be made",
    "earn a promotion",
    "promotion to",
    "receive a promotion",
    "receive an offer",
    "become promoted",
    "win an award",
)

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


# Verbs as people also begin with them.
_PLAIN = {
    "becoming": "become",
    "being": "be",
    "building": "build",
    "continuing": "continue",
    "developing": "develop",
    "enhancing": "enhance",
    "focusing": "focus",
    "gaining": "gain",
    "getting": "get",
    "growing": "grow",
    "improving": "improve",
    "increasing": "increase",
    "learning": "learn",
    "strengthening": "strengthen",
    "understanding": "understand",
    "working": "work",
}
_LEAD_IN = re.compile(r"\s*(?:(?:i (?:will|want to|would like to)|i['’](?:ll|d like to)|to)\s+)?(\w*)", re.I)

_FIRST = frozenset(  # what such a text can begin with; a quick look at most texts is enough
    ("i", "i'd", "i’d", "i'll", "i’ll", "to", *_PLAIN, *(phrase.partition(" ")[0] for phrase in (*VAGUE, *NOT_YOURS)))
)

# What pins a text down all the same: a quantity, an occasion, a purpose, something of one's own making.
_PINNED = re.compile(
    r"\d|%|\b(?:half|third|quarter|double|twice|percent|two|three|four|five|six|seven|eight|nine|ten|dozen|every|each|until|so that"
    r"|(?:mon|tues|wednes|thurs|fri|satur|sun)days?|my own)\b",
    re.I,
)
# What people write to fill a field in, and the marks around it.
_MARKS = " .,;:?!-–—_…/*()[]<>"
_FILLER = {
    "",
    "tba",
    "tbc",
    "tbd",
    "todo",
    "to do",
    "to come",
    "n/a",
    "na",
    "n.a",
    "x",
    "xx",
    "xxx",
    "idk",
    "don't know",
    "don’t know",
}
_FILLER |= {"none", "none yet", "nothing", "nothing yet", "not yet", "not sure", "not sure yet", "not known", "not known yet"}
_FILLER |= {"nobody", "someone", "somebody", "whatever", "pending", "unknown", "unclear", "later", "no idea", "placeholder"}
_FILLER |= {f"to be {settled}" for settled in ("agreed", "confirmed", "decided", "defined", "determined", "discussed", "done")}
LONGEST_FILLER = 24  # with marks around it


def is_vague(text: str) -> bool:
    """Whether a text opens with a verb that cannot be checked, and holds nothing that would pin it down."""
    return _opens_with(text, VAGUE) and _PINNED.search(text) is None


def is_not_yours(text: str) -> bool:
    """Whether a text opens with an outcome that lies in someone else's hands."""
    return _opens_with(text, NOT_YOURS)


def likely_type(text: str) -> str:
    """The type that an action most likely has: what it opens with, else its first telling word; else it is work on the job."""
    if _TELLING["experience"].match(text.strip()):
        return "experience"
    found = {kind: heard.start() for kind, words in _TELLING.items() if kind != "experience" and (heard := words.search(text))}
    return min(found, key=lambda kind: found[kind], default="experience")


def says(text: str | None) -> bool:
    """Whether a field says something: more than a `?`, a dash or a `tbd`."""
    return text is not None and (len(text) > LONGEST_FILLER or text.lower().strip(_MARKS) not in _FILLER)


def _opens_with(text: str, phrases: tuple[str, ...]) -> bool:
    """Whether a text begins with one of the phrases, as whole words, after an “I want to” perhaps."""
    first = next(iter(text.split(None, 1)), "").lower().strip(_MARKS)
    opening = _LEAD_IN.match(text) if first in _FIRST else None
    if opening is None:
        return False
    verb = opening[1].lower()
    start = _PLAIN.get(verb, verb) + text[opening.end() :].lower()
    return start.startswith(phrases) and any(
        start.startswith(phrase) and not start[len(phrase) : len(phrase) + 1].isalnum() for phrase in phrases
    )
