"""The numbers that a person gives themselves before a talk, read for certain or kept in their words."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from cap.agenda.seal import told
from cap.plan.model import Skill

_SCALE = r"\s*(?:/|of|out of|von|sur|de|di)\s*10\b"
_LATIN = "0-9A-Za-zÀ-ɏ_"  # what makes a longer word or number of a figure; other scripts write theirs beside it
_NUMBER = re.compile(rf"(?<![{_LATIN}.,:/–-])(10|[1-9])(?:{_SCALE})?(?!\s*[/%:–-]\s*\d|[.,]\d|[{_LATIN}])", re.IGNORECASE)
_DAY = re.compile(r"\b(?:on|by|until|from|since|am|bis|vom|ab|le|el|il|den)\s+$", re.IGNORECASE)
_UNSURE = re.compile(r"\b(?:or|oder|ou|to|bis|between|zwischen|maybe|not|nicht|pas|never)\b|[–~?]|\d\s*-\s*\d", re.IGNORECASE)
_BRACKETS = re.compile(r"\([^()]*\)")
# What may follow a number that rates, so that `7 of 10 patients` is none.
_AFTER = re.compile(
    r"\s*(?:$|[^\w\s]|(?:because|since|as|now|today|for|in|on|at|with|and|weil|denn|heute|bei|für|und|en|pour|à|et|y|para"
    r"|I think|geben|ein|einschätzen|voor|op)\b)",
    re.IGNORECASE,
)
_LETTER = re.compile(r"^\(?([a-c])[).:]\s+", re.IGNORECASE)
# Words that say nothing of what is rated.
_OF_ALL = frozenset(
    """
    a about all am an and around as at auch auf aus avec be bei bin by currently d das dass de dem den der des die e ein eine
    en est et feel for from für give get has have her heute his i ich ii in into is it its je les level like m maybe mehr mit
    more my myself nicht not now number och on one our out over para por pour put que rate rated rating s say score see self
    selbst sich still suis than that the their them they think this to today und un une up von was what when who with would y
    you your zu zum zur à 和 と 과 와
    """.split()
)
_NUMERALS = (
    "two three four five six seven eight nine ten",
    "zwei drei vier fünf sechs sieben acht neun zehn",
    "deux trois quatre cinq six sept huit neuf dix",
)
_DIGITS = {word: str(number) for words in _NUMERALS for number, word in enumerate(words.split(), 2)}
_IN_WORDS = re.compile(rf"\b(?:{'|'.join(_DIGITS)})\b", re.IGNORECASE)
_SAYS = re.compile(
    r"\b(?:say|give|rate|put|see|place)\b[^.]{0,20}\bmyself\b|\bI(?:['’]d| would) (?:say|give|put)\b"
    r"|\b(?:gebe|sehe|gäbe)\b[^.]{0,20}\bmi(?:r|ch)\b",
    re.IGNORECASE,
)
# What people say just before a number that they give themselves, whatever they call the skill.
_BEFORE = (
    r"\b(?:give|put|rate|place|see|score|mark)\s+myself|\bI(?:['’]m| am|['’]d be| would be)|\bbin|\b(?:schätze|sehe)(?:\s+ich)?\s+mich|\bmezelf"
    r"|\bmir\b[^.\d]{0,40}\seine?|\bje me (?:donne|donnerais|mets|mettrais|situe)|\bme (?:doy|daría|pongo|pondría)|\bfrom an? \d{1,2} to an?"
    r"|\b(?:my|meine?)\s+(?:rating|score|number|einschätzung|note|zahl)(?:\s+(?:is|would be|ist|wäre))?\s*:?"
)
_BETWEEN = r"(?:\s+(?:now|still|probably|about|around|maybe|more|like|at|as|on|a|an|solid|jetzt|noch|eher|etwa|ich|bei|auf|eine?r?|une?|à|een))*\s+"
_ONESELF = re.compile(rf"(?:{_BEFORE}){_BETWEEN}(?=\d)", re.IGNORECASE)
_RANGE = re.compile(
    r"(?<![\w.,:/–-])(?:(?:between|zwischen)\s+\d\s+(?:and|und)|\d\s*(?:[–-]|\b(?:to|or|bis|oder|ou)\b))\s*(?=(?:10|\d)\b(?!\s*[:/.,]\d))",
    re.IGNORECASE,
)
_SEE_YOU = re.compile(r"\W*(?:see you|talk to you|bis)\b", re.IGNORECASE)
_SHORT = 16  # words; a number that is written out in a longer text may be of anything
_LONGEST = 2_000  # characters; what is longer is no rating for certain
_KEEPS_BACK = re.compile(
    r"\b(?:rather|prefer|lieber|plutôt|prefiero|preferisco)\b|\b(?:in|during) (?:the|our) talk\b|\bwhen we (?:talk|meet)\b",
    re.IGNORECASE,
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
    """Whether a text that answers no such question rates all the same: numbers of ten, a skill's name and a number, or numbers alone."""
    if len(text) > _LONGEST or _SEE_YOU.match(text):
        return False
    figures = _RANGE.sub("", _in_digits(text))
    for found in _NUMBER.finditer(figures):
        if not _AFTER.match(figures, found.end()):
            continue
        if (found[0] != found[1] and not _DAY.search(figures[: found.start()])) or _gives(figures, found.start()):
            return True
        if _SAYS.search(text) and any(_words(skill.skill) & _words(text) for skill in skills):
            return True
    parts = _parts(figures)
    if parts and all(_rates(part, skills) for part in parts):
        return True
    return len(text) < 120 and _NUMBER.search(text) is not None and not _words(_NUMBER.sub(" ", text))


def _gives(text: str, at: int) -> bool:
    """Whether what stands before a number says that one gives it oneself."""
    return any(found.end() == at for found in _ONESELF.finditer(text))


def keeps_back(text: str) -> bool:
    """Whether an answer says that the number is for the talk."""
    return len(text.split()) <= 15 and not re.search(r"\d", text) and _KEEPS_BACK.search(text) is not None


def counts(text: str) -> int:
    """How many numbers a text holds."""
    return len(_NUMBER.findall(_in_digits(text)))


def own_ratings(text: str, skills: Sequence[Skill], about: str = "") -> list[OwnRating]:
    """What an answer says about these skills, in their order as asked; about the one that is named by `about` alone, if it is. Nothing of the
    text is left out: what is no number for certain is kept in its words."""
    text = _in_digits(text)
    if about or len(text) > _LONGEST:
        return [_one(about, text)]
    lines = [line for line in text.split("\n") if told(line)]
    if len(lines) == 1 and len(skills) > 1:
        numbers = _NUMBER.findall(lines[0])
        if len(numbers) == len(skills) and not _words(_NUMBER.sub(" ", lines[0])) and not _UNSURE.search(lines[0]):
            return [OwnRating(skill.skill, int(number), "") for skill, number in zip(skills, numbers, strict=True)]
        parts = _parts(lines[0])
        if len(parts) > 1 and all(re.search(r"\d", part) and skill_of(part, skills) for part in parts):
            lines = parts
    found = [_one(skill_of(line, skills), line, skills) for line in lines]
    if all(one.skill for one in found) and len({one.skill for one in found}) == len(found):
        return found
    if len(lines) == len(skills) and all(counts(line) == 1 for line in lines) and not any(one.skill for one in found):
        return [_one(skill.skill, line) for skill, line in zip(skills, lines, strict=True)]
    whole = "; ".join(" ".join(line.split()).rstrip(".;,") for line in lines) if len(lines) > 1 else " ".join(text.split())
    return [_one(skills[0].skill, whole) if len(skills) == 1 else OwnRating("", 0, whole)]


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


def _parts(text: str) -> list[str]:
    """What stands between commas, in sentences, and before and after an `and`."""
    parts = re.split(r"\s*[,;.](?![^()]*\))\s+|\s+(?:and|und|et|y|och|en)\s+|\s+(?=\(?[b-c][).:]\s)", text)
    return [part for part in parts if told(part)]


def _rates(part: str, skills: Sequence[Skill]) -> bool:
    """Whether a text names a skill and says its number: `Handover: 7`, `handover 7 (it was calm)`, `on handover I'm a 7`."""
    number = _NUMBER.search(part)
    if number is None or not _AFTER.match(part, number.end()):
        return False
    before, after = _words(_LETTER.sub("", part[: number.start()])), _words(_BRACKETS.sub(" ", part[number.end() :]))
    return any(
        (before and before <= mine) or (not before and after and after <= mine)
        for mine in (_words(skill.skill) for skill in skills)
    )


def _one(skill: str, text: str, skills: Sequence[Skill] = ()) -> OwnRating:
    """The rating that a text about one skill is."""
    whole = " ".join(text.split())
    # its own name is no doubt, nor is a number that is told in brackets
    plain = _BRACKETS.sub(lambda found: " " * len(found[0]), text)
    plain = re.sub(re.escape(skill), lambda found: "x" * len(found[0]), plain, flags=re.IGNORECASE) if skill else plain
    numbers = list(_NUMBER.finditer(plain))
    if len(numbers) != 1 or _UNSURE.search(plain[: numbers[0].end() + 12]):
        return OwnRating(skill, 0, whole)
    mine = _words(skill)
    before = _words(_LETTER.sub("", text[: numbers[0].start()]))
    after = text[numbers[0].end() :].strip(" \t.,;:–—-").removeprefix(")").strip()
    after = after[1:-1] if re.fullmatch(_BRACKETS, after) else after
    if _words(after) <= mine and not re.search(r"\d", after):
        after = ""
    return OwnRating(skill, int(numbers[0][1]), after if before <= mine else whole)


def _words(text: str) -> set[str]:
    """The words of a text that say something."""
    return {told(word) for word in re.findall(r"[^\W\d_]+", text)} - _OF_ALL


def _in_digits(text: str) -> str:
    """A short text with its numbers in figures, if it has none in figures; `one` stays, which is seldom one."""
    return (
        text
        if _NUMBER.search(text) or len(text.split()) > _SHORT
        else _IN_WORDS.sub(lambda found: _DIGITS[found[0].lower()], text)
    )
