"""The words of a text, as two texts are compared: neither case, nor marks, nor the way in which accents are stored count."""

from __future__ import annotations

import re
from typing import NamedTuple
from unicodedata import normalize

_IDEOGRAPHS = "\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"  # written without blanks: each counts as a word
_WORD = re.compile(rf"\d+(?:[.,:]\d+)*|[{_IDEOGRAPHS}]|[^\W\d_{_IDEOGRAPHS}](?:'?[^\W_{_IDEOGRAPHS}]|[\u0300-\u036f])*")


def spaced(text: str) -> list[str]:
    """Words that are written one after the other, for a list of them."""
    return text.split()


_NUMBERS = spaced(
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen"
    " eighteen nineteen twenty"
)
NUMBERS = {word: str(number) for number, word in enumerate(_NUMBERS)}
# Words that say nothing of what a text is about.
SMALL = frozenset(
    spaced(
        "a about after all also am an and any are as at be been before but by can could did do does for from had has have"
        " he her him his how i if in into is it its just me mine more most much my no not now of off on once one or our"
        " out she should so some than that the their them then there they this those to too up us was we were what when"
        " where which who whom whose why will with would yes you your yours"
    )
)
_YOU = frozenset(("you", "your", "yours", "yourself"))
_OTHERS = frozenset(
    spaced(
        "i me my mine myself he him his himself she her hers herself they them their theirs themselves we us our ours ourselves"
    )
)
_FORMS = (
    {"am", "are", "is"},
    {"was", "were"},
    {"have", "has"},
    {"do", "does"},
    {"i'm", "you're", "he's", "she's", "they're", "we're"},
)


class Word(NamedTuple):
    """A word and where it stands."""

    text: str
    start: int
    end: int


def words(text: str) -> list[str]:
    """The words of a text, in order."""
    return _WORD.findall(normalize("NFC", text).replace("’", "'").lower())


def placed(text: str) -> list[Word]:
    """The same with the place of each."""
    plain = text.replace("’", "'")
    return [Word(normalize("NFC", found[0]).lower(), found.start(), found.end()) for found in _WORD.finditer(plain)]


def telling(found: list[str]) -> list[str]:
    """Those of the words that say what a text is about."""
    return [word for word in found if word not in SMALL]


def same(page: list[str], plan: list[str]) -> bool:
    """Whether words differ only in how a number is written."""
    return [NUMBERS.get(word, word) for word in page] == [NUMBERS.get(word, word) for word in plan]


def turned(page: list[str], plan: list[str]) -> bool:
    """Whether words were only turned to the one who is spoken to: “you take” for “she takes”, “my” for “your”.

    “She” for “he” is not that: it is somebody else.
    """
    if len(page) != len(plan):
        return False
    pairs = [(one, other) for one, other in zip(page, plan) if one != other]
    spoken = [pair for pair in pairs if (pair[0] in _YOU and pair[1] in _OTHERS) or (pair[1] in _YOU and pair[0] in _OTHERS)]
    rest = [pair for pair in pairs if pair not in spoken]
    return bool(spoken) and all(_one_verb(*pair) for pair in rest)


def _one_verb(one: str, other: str) -> bool:
    shorter, longer = sorted((one, other), key=len)
    return longer in (shorter + "s", shorter + "es") or any({one, other} <= forms for forms in _FORMS)
