"""Short phrases, told by the kinds of their words: one small matcher, and each language gives it its lists.

A pattern is a line of elements, each of which takes one word: `learn` that word, `{event}` a word of that kind, `a|{event}` either,
`!{stop}` any but those, `.` any; `?` after it makes an element optional, `*` lets it take any number; `..` is `.*`, and `$` the end.
`&{event}` takes none, and looks whether such a word comes next. A line that stands further in goes on with the one above it, and one
that begins with `# ` is a comment.
What a language needs is read when a phrase first asks for it, because most texts are never looked at.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache, cached_property, lru_cache
from typing import NamedTuple

Word = frozenset[str]  # what a word is: as it is typed, without its ending, and its kinds in braces
LONGEST = 40  # words; whoever writes more has said something
SOME, MUCH = 3, 4  # words that are not in everybody's phrases

_WORDS = re.compile(r"[^\W_]+(?:['’.,/&+-][^\W_]+)*['’]?[%+#]*|[%:;,.!?()“”\"„«»]|[–—-](?!\w)")
_NUMBER = re.compile(r"\d+(?:[.,]\d+)*[+]?")
_SIZED = re.compile(r"\d+-(?!degree)[^\W\d_]+(?:-[^\W\d_]+)*")  # 10-page
_PERIOD = re.compile(r"[qh]\d(?:[/-]\d+)?|fy\d+|kw\d+", re.I)
_END: Word = frozenset({"$", "{stop}"})
_TELLING_NOTHING: Word = frozenset({"{empty}", "{stop}", "{common}", "{masked}", "{year}", "{period}"})
_MASKED: Word = frozenset({"{masked}"})


class Element(NamedTuple):
    """What one word, or several in a row, must be."""

    wanted: Word
    other: bool  # none of them
    least: int = 1
    many: bool = False
    ahead: bool = False  # looked at, and left to what follows

    def takes(self, word: Word) -> bool:
        """Whether a word is what is wanted. The end of a text is no word."""
        return "$" not in word and self.wanted.isdisjoint(word) if self.other else not self.wanted.isdisjoint(word)


FREE = ("number", "person", "occasion", "made", "much")  # what pins a quality of one's own down: nothing less
COUNTED = (*FREE, "percent", "some")
ALL = (*COUNTED, "time", "place")


class Opening(NamedTuple):
    """Patterns that say little when they begin a phrase, and which kinds of pins would make them say enough."""

    patterns: str
    pins: Sequence[str]


class Words(NamedTuple):
    """The words of a language. All are in lower case, but those that are another word then (`May`)."""

    kinds: Mapping[str, str]  # kind → its words, parted by blanks
    endings: Mapping[str, str]  # kind → endings that make a word one of it, where the word itself is not listed
    forms: Mapping[str, str]  # kind → endings that always do, in a word without a capital
    stems: Sequence[tuple[str, str]]  # an ending → what stands there in the word as it is listed
    nameless: str  # endings with which a word is nobody's name, capital or not; none where it is blank
    empty: str  # the kinds of words that say nothing by themselves: they are of the kind `empty` too


class Lists(NamedTuple):
    """What a language is told by."""

    words: Words
    lead: str  # patterns: what people begin with before they come to it
    vague: Sequence[Opening]
    pins: Mapping[str, str]  # kind of pin → patterns; `some` and `much` are pins too, counted in words that are not empty
    masks: str  # patterns: what looks like a pin and is none
    not_yours: str  # patterns
    yours: str  # patterns: what is theirs all the same


class Pattern(NamedTuple):
    """Elements in their order, and what a phrase must hold, in any order, to be worth following them."""

    elements: tuple[Element, ...]
    needs: tuple[Word, ...]


class Patterns:
    """Patterns, found by the first word that each of them takes, and read when it is met."""

    def __init__(self, written: str) -> None:
        self._by_first: dict[str, list[str]] = {}
        self._any: list[str] = []
        self._read = cache(_pattern)
        for line in _lines(written):
            first = _first(line)
            if first is None:
                self._any.append(line)
            for word in first or ():
                self._by_first.setdefault(word, []).append(line)

    def ends(self, words: Sequence[Word], at: int, held: Word) -> Iterator[int]:
        """Where the matches that begin at a word end. `held` is all that the words are."""
        lines = [line for known in words[at] & self._by_first.keys() for line in self._by_first[known]]
        for line in (*lines, *self._any):
            elements, needs = self._read(line)
            if not any(map(held.isdisjoint, needs)) and (end := _follow(elements, 0, words, at)) is not None:
                yield end

    def begin(self, words: Sequence[Word]) -> bool:
        """Whether any of them matches from the first word on."""
        return next(self.ends(words, 0, _held(words)), None) is not None

    def occur(self, words: Sequence[Word]) -> bool:
        """Whether any of them matches anywhere."""
        held = _held(words)
        return any(next(self.ends(words, i, held), None) is not None for i in range(len(words)))


class Grammar:
    """A language, ready to judge phrases."""

    def __init__(self, lists: Lists) -> None:
        self._lists, words = lists, lists.words
        self._kinds: dict[str, list[str]] = {}
        for kind, listed in words.kinds.items():
            for word in listed.split():
                self._kinds.setdefault(word, []).append(f"{{{kind}}}")
        self._endings, self._forms = (
            [(tuple(endings.split()), f"{{{kind}}}") for kind, endings in some.items()] for some in (words.endings, words.forms)
        )
        self._nameless = tuple(words.nameless.split())
        self._empty = frozenset(f"{{{kind}}}" for kind in words.empty.split())
        self._word = lru_cache(2048)(self._told)

    def is_vague(self, text: str) -> bool:
        """Whether a phrase names a direction, and nothing in it would pin it down."""
        words = self._words(text)
        if not words:
            return False
        phrase = self._without_lead(words)
        held: set[str] | None = None
        for patterns, pins in self._vague:
            if patterns.begin(phrase):
                held = self._pins_in(phrase) if held is None else held
                if held.isdisjoint(pins):
                    return True
        return False

    def is_not_yours(self, text: str) -> bool:
        """Whether a phrase is an outcome that lies in someone else's hands."""
        words = self._words(text)
        if not words:
            return False
        phrase = self._without_lead(words)
        return self._not_yours.begin(phrase) and not self._yours.begin(phrase)

    @cached_property
    def _vague(self) -> list[tuple[Patterns, Sequence[str]]]:
        return [(Patterns(patterns), pins) for patterns, pins in self._lists.vague]

    @cached_property
    def _pins(self) -> dict[str, Patterns]:
        return {kind: Patterns(patterns) for kind, patterns in self._lists.pins.items()}

    @cached_property
    def _masks(self) -> Patterns:
        return Patterns(self._lists.masks)

    @cached_property
    def _lead(self) -> Patterns:
        return Patterns(self._lists.lead)

    @cached_property
    def _not_yours(self) -> Patterns:
        return Patterns(self._lists.not_yours)

    @cached_property
    def _yours(self) -> Patterns:
        return Patterns(self._lists.yours)

    def _words(self, text: str) -> list[Word]:
        """The words and the marks between them, and the end; none where there is nothing to judge."""
        found = _WORDS.findall(text.replace("’", "'"))
        if not found or len(found) > LONGEST:
            return []
        said = [i for i, word in enumerate(found) if word[0].isalnum() or word == "%"]
        found = found[said[0] : said[-1] + 1] if said else []  # without the marks around it, of a list or of a quotation
        shouted = all(word[0].isupper() for word in found[1:] if len(word) > 3 and word[0].isalpha())
        return [*(self._word(word, i > 0 and not shouted) for i, word in enumerate(found)), _END]

    def _told(self, typed: str, may_be_name: bool) -> Word:
        if not typed[0].isalnum():
            return frozenset((typed, "{stop}", "{mark}", *(("{percent}",) if typed == "%" else ())))
        if typed[0].isdigit():
            return frozenset((typed.lower(), *_figure(typed)))
        lower = typed.lower()
        bare = lower.removesuffix("'s").removesuffix("'")
        stems = (bare, *self._stems(bare))
        stem = next((word for word in (typed, lower, *stems) if word in self._kinds), bare)
        listed = self._kinds.get(stem)
        kinds = listed or [kind for endings, kind in self._endings if bare.endswith(endings)]
        tags = {lower, *stems, *kinds, *(kind for endings, kind in self._forms if typed.endswith(endings) and typed[0].islower())}
        if _PERIOD.fullmatch(typed):
            tags.add("{period}")
        if typed[0].isupper():
            tags.update(("{capital}", "{acronym}") if typed.isupper() and len(typed) > 1 else ("{capital}",))
            if may_be_name and not listed and not typed[:2].isupper() and not bare.endswith(self._nameless):
                tags.add("{name}")
        if not self._empty.isdisjoint(tags):
            tags.add("{empty}")
        if bare != lower:
            tags.add("{whose}")
            if "{name}" in tags:
                tags.add("{owner}")
        return frozenset(tags)

    def _stems(self, word: str) -> Iterator[str]:
        for ending, instead in self._lists.words.stems:
            if word.endswith(ending) and len(word) > len(ending) + 1:
                stem = word.removesuffix(ending) + instead
                yield stem
                if len(stem) > 2 and stem[-1] == stem[-2]:
                    yield stem[:-1]  # getting, planning

    def _without_lead(self, words: list[Word]) -> list[Word]:
        """The phrase without an “I want to” or a “Goal:” before it. What is nothing but that is left as it is."""
        start, held = 0, _held(words)
        while ends := [end for end in self._lead.ends(words, start, held) if start < end < len(words) - 1]:
            start = max(ends)
        return words[start:]

    def _pins_in(self, words: list[Word]) -> set[str]:
        words, all_held = list(words), _held(words)
        for i in range(len(words)):
            end = min(max(self._masks.ends(words, i, all_held), default=i), len(words) - 1)
            words[i:end] = [_MASKED] * (end - i)
        held = {kind for kind, patterns in self._pins.items() if patterns.occur(words)}
        telling = sum(_TELLING_NOTHING.isdisjoint(word) for word in words[1:])  # the first is the verb, or the quality
        return held | {kind for kind, least in (("some", SOME), ("much", MUCH)) if telling >= least}


def _figure(typed: str) -> Iterator[str]:
    """The kinds of what begins with a digit: a year, a percentage, a number, a size; else it is a name, such as 5S."""
    if typed.endswith("%"):
        yield "{percent}"
    elif len(typed) == 4 and typed[:2] in ("19", "20") and typed.isdecimal():
        yield "{year}"
    elif typed != "360" and _NUMBER.fullmatch(typed):
        yield "{number}"
        yield "{digits}"
    elif _SIZED.fullmatch(typed):
        yield "{sized}"


def _lines(written: str) -> Iterator[str]:
    """The patterns of a text, each on one line: a line that stands further in than the first goes on with the one above."""
    lines = [line for line in written.splitlines() if line.strip() and not line.lstrip().startswith("# ")]
    margin = min((len(line) - len(line.lstrip()) for line in lines), default=0)
    whole: list[str] = []
    for line in lines:
        if line[margin] == " ":
            whole[-1] += ("" if whole[-1].endswith("|") else " ") + line.strip()
        else:
            whole.append(line.strip())
    yield from whole


def _held(words: Sequence[Word]) -> Word:
    return frozenset().union(*words)


def _pattern(line: str) -> Pattern:
    elements = tuple(map(_element, line.split()))
    return Pattern(elements, tuple(element.wanted for element in elements if element.least and not element.other))


def _first(line: str) -> Word | None:
    """What the first word that a pattern takes must be one of; None where it may be any."""
    first: Word = frozenset()
    for element in map(_element, line.split()):
        if element.other:
            break
        first |= element.wanted
        if element.least:
            return first
    return None


def _element(written: str) -> Element:
    if written == "..":
        return Element(frozenset(), True, 0, True)
    sign = written[-1] if written[-1] in "?*" and len(written) > 1 else ""
    body = written.removesuffix(sign) if sign else written
    other = body.startswith("!")
    if body == ".":
        return Element(frozenset(), True, 0 if sign else 1, sign == "*")
    ahead = body.startswith("&")
    wanted = frozenset(body.removeprefix("!").removeprefix("&").split("|"))
    return Element(wanted, other, 0 if sign else 1, sign == "*", ahead)


def _follow(elements: Sequence[Element], of: int, words: Sequence[Word], at: int) -> int | None:
    """Where the elements from the one at `of` on end, when they take the words from `at` on; None when they don't."""
    for i in range(of, len(elements)):
        element = elements[i]
        while element.many:
            coming = elements[i + 1] if i + 1 < len(elements) else None
            if coming is None or not coming.least or (at < len(words) and coming.takes(words[at])):
                end = _follow(elements, i + 1, words, at)
                if end is not None:
                    return end
            if at == len(words) or not element.takes(words[at]):
                return None
            at += 1
        if at < len(words) and element.takes(words[at]):
            if element.least == 0 and (end := _follow(elements, i + 1, words, at + 1)) is not None:
                return end
            at += element.least - element.ahead
        elif element.least:
            return None
    return at
