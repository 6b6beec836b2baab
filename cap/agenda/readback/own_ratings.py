"""The numbers that a person gives themselves before a talk, read for certain or kept in their words."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from cap.agenda.seal import told
from cap.plan.model import Skill

_SCALE = r"\s*(?:/|of|out of|von|sur|de|di)\s*10\b"
_NUMBER = re.compile(rf"(?<![\w.,:/–-])(10|[1-9])(?:{_SCALE})?(?!\s*[/%:–-]\s*\d|[.,]\d|\w)")
_ON_SCALE = re.compile(rf"(?<![\w.,:/])(?:10|[1-9]){_SCALE}", re.IGNORECASE)
_UNSURE = re.compile(r"\b(?:or|oder|ou|to|bis|between|zwischen|maybe|not|nicht|pas|never)\b|[–~?]|\d\s*-\s*\d", re.IGNORECASE)
_FILLING = re.compile(
    r"\b(?:i|i'd|i’d|am|say|give|would|myself|a|an|at|is|now|today|about|and|for|in|on|the|ich|bin|bei|eine?|heute|und|je|suis|à|un|une|et|y|e|och|en|zu|für|pour|still)\b|[+&]",
    re.IGNORECASE,
)
_SAYS_NO_MORE = re.compile(r"\s*(?:$|[,;.:()!–—-]|(?:because|since|as|now|today|weil|denn|heute|parce)\b)", re.IGNORECASE)
_LETTER = re.compile(r"^\(?([a-c])[).:]\s+", re.IGNORECASE)


_WORDS = (
    "two three four five six seven eight nine ten",
    "zwei drei vier fünf sechs sieben acht neun zehn",
    "deux trois quatre cinq six sept huit neuf dix",
)
_DIGITS = {word: str(number) for words in _WORDS for number, word in enumerate(words.split(), 2)}
_IN_WORDS = re.compile(rf"\b(?:{'|'.join(_DIGITS)})\b", re.IGNORECASE)
_SAYS = re.compile(
    r"\b(?:say|give|rate|put|see|place)\b[^.]{0,20}\bmyself\b|\bI(?:['’]d| would) (?:say|give|put)\b|\b(?:gebe|sehe|gäbe)\b[^.]{0,20}\bmi(?:r|ch)\b",
    re.IGNORECASE,
)
_KEEPS_BACK = re.compile(
    r"\b(?:rather|prefer|lieber|plutôt|prefiero|preferisco)\b|\b(?:in|during) (?:the|our) talk\b|\bwhen we (?:talk|meet)\b", re.I
)


_OF_ALL = frozenset(
    [
        "about",
        "all",
        "and",
        "auf",
        "auch",
        "aus",
        "avec",
        "das",
        "dass",
        "dem",
        "den",
        "der",
        "des",
        "die",
        "ein",
        "eine",
        "est",
        "for",
        "from",
        "für",
        "get",
        "has",
        "have",
        "her",
        "his",
        "into",
        "its",
        "les",
        "mehr",
        "mit",
        "more",
        "myself",
        "nicht",
        "not",
        "one",
        "our",
        "out",
        "over",
        "para",
        "por",
        "pour",
        "que",
        "say",
        "self",
        "sich",
        "than",
        "that",
        "the",
        "their",
        "them",
        "they",
        "this",
        "une",
        "und",
        "von",
        "was",
        "what",
        "when",
        "who",
        "with",
        "you",
        "your",
        "zum",
        "zur",
    ]
)


class OwnRating(NamedTuple):
    """What a person gave before a talk: `number` 0 where it cannot be read for certain, and then `words` are all that was written; else
    these are what was written beside it. `skill` is "" where nobody can say for which it is."""

    skill: str
    number: int
    words: str


def speaks_in_numbers(text: str) -> bool:
    """Whether an answer to the question about numbers holds one, in figures or in words."""
    return re.search(r"\d", text) is not None or _IN_WORDS.search(text) is not None or not re.search(r"[^\W\d_]{2,}.*\s", text)


def is_rating(text: str, skills: Sequence[Skill]) -> bool:
    """Whether a text that answers no such question rates all the same: numbers of ten, or a skill's name and a number alone."""
    if _ON_SCALE.search(text):
        return True
    if _SAYS.search(text) and _NUMBER.search(_in_digits(text)) and any(_words(skill.skill) & _words(text) for skill in skills):
        return True
    if all(_names_and_rates(part, skills) for part in _parts(text)):
        return True
    rest = told(_NUMBER.sub(" ", _FILLING.sub(" ", text)))
    named = next((skill for skill in skills if told(skill.skill) in rest), None) if rest else None
    if named:
        rest = rest.replace(told(named.skill), "")
    return rest == "" and len(text) < 120 and _NUMBER.search(text) is not None


def own_ratings(text: str, skills: Sequence[Skill], about: str = "") -> list[OwnRating]:
    """What an answer says about these skills, in their order as asked; about the one that is named by `about` alone, if it is. Nothing of the
    text is left out: what is no number for certain is kept in its words."""
    text = _in_digits(text)
    if about:
        return [_one(about, text)]
    lines = [line for line in text.split("\n") if told(line)]
    if len(lines) == 1 and len(skills) > 1:
        numbers = list(_NUMBER.finditer(lines[0]))
        if (
            len(numbers) == len(skills)
            and not told(_FILLING.sub(" ", _NUMBER.sub(" ", lines[0])))
            and not _UNSURE.search(lines[0])
        ):
            return [OwnRating(skill.skill, int(found[1]), "") for skill, found in zip(skills, numbers, strict=True)]
        parts = _parts(lines[0])
        if len(parts) > 1 and all(_NUMBER.search(part) and skill_of(part, skills) for part in parts):
            lines = parts
    found = [_one(skill_of(line, skills), line, skills) for line in lines]
    if all(one.skill for one in found) and len({one.skill for one in found}) == len(found):
        return found
    bare = [_NUMBER.findall(line) for line in lines]
    if len(lines) == len(skills) and all(len(one) == 1 for one in bare) and not any(one.skill for one in found):
        return [_one(skill.skill, line) for skill, line in zip(skills, lines, strict=True)]
    return (
        [OwnRating(skills[0].skill if len(skills) == 1 else "", 0, " ".join(text.split()))]
        if len(skills) != 1
        else [_one(skills[0].skill, " ".join(text.split()))]
    )


def _parts(text: str) -> list[str]:
    """What stands between commas, and before and after an `and`."""
    parts = re.split(r"\s*[,;](?![^()]*\))\s+|\s+(?:and|und|et|y)\s+|\s+(?=\(?[b-c][).:]\s)", text)
    return [part for part in parts if told(part)]


def _names_and_rates(part: str, skills: Sequence[Skill]) -> bool:
    """Whether a text names a skill and says its number: `Handover: 7`, `handover 7 (it was calm)`."""
    number = _NUMBER.search(part)
    if number is None or not _SAYS_NO_MORE.match(part, number.end()):
        return False
    before = told(_FILLING.sub(" ", _LETTER.sub("", part[: number.start()])))
    return before != "" and any(before in told(skill.skill) for skill in skills)


def _one(skill: str, text: str, skills: Sequence[Skill] = ()) -> OwnRating:
    numbers = list(_NUMBER.finditer(text))
    whole = " ".join(text.split())
    if len(numbers) != 1 or _UNSURE.search(text[: numbers[0].end() + 12]):
        return OwnRating(skill, 0, whole)
    before = told(_FILLING.sub(" ", _LETTER.sub("", text[: numbers[0].start()])))
    after = text[numbers[0].end() :].strip(" \t.,;:–—-").removeprefix(")").strip()
    after = after[1:-1] if after.startswith("(") and after.endswith(")") else after
    if told(_FILLING.sub(" ", after)) in told(skill):
        after = ""
    named = before == "" or before == told(skill) or (bool(skills) and before in told(skill))
    return OwnRating(
        skill, int(numbers[0][1]), after if named and re.search(r"\w\W+\w", after) else whole if told(after) or not named else ""
    )


def skill_of(line: str, skills: Sequence[Skill]) -> str:
    """The one skill that a line speaks of: by its letter, its name, or a word that only it has; "" when that is not plain."""
    lettered = _LETTER.match(line)
    if lettered and ord(lettered[1].lower()) - ord("a") < len(skills):
        return skills[ord(lettered[1].lower()) - ord("a")].skill
    words = _words(line)
    own = [_words(skill.skill) for skill in skills]
    found = [
        skill
        for skill, mine in zip(skills, own, strict=True)
        if told(skill.skill) in told(line) or words & mine - set().union(*(other for other in own if other is not mine))
    ]
    return found[0].skill if len(found) == 1 else ""


def keeps_back(text: str) -> bool:
    """Whether an answer says that the number is for the talk."""
    return len(text.split()) <= 15 and not re.search(r"\d", text) and _KEEPS_BACK.search(text) is not None


def _words(text: str) -> set[str]:
    """The words of a text that say something."""
    return {told(word) for word in re.findall(r"[^\W\d_]{3,}", text)} - _OF_ALL


def _in_digits(text: str) -> str:
    """A text with its numbers in figures, if it has none in figures; `one` stays, which is seldom one."""
    return text if _NUMBER.search(text) else _IN_WORDS.sub(lambda found: _DIGITS[found[0].lower()], text)
