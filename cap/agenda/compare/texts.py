"""What a plan says, and where: every text of it, its words, and the items by their names with the days they have."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date
from functools import cached_property
from typing import NamedTuple

from msgspec import Struct

from cap.agenda.compare.words import Word, placed, words
from cap.plan.kinds import NAME_KEYS
from cap.plan.model import Item
from cap.plan.problem import ItemPath
from cap.plan.read import Reading

BODY = 1_000_000  # bytes of the text below the front matter that are looked at
LONGEST = 80  # words of a name
_OFTEN = 50  # places of one word that are looked at
_HANDLES = ("id", "needs", "status", "stage", "type", "direction", "where", "horizon", "cadence", "story")
_NOTES = ("note", "evidence", "moment", "because")


class Text(NamedTuple):
    """A text of the plan. `note`: something that was said or seen, not what an item is called."""

    path: ItemPath
    text: str
    note: bool


class Named(NamedTuple):
    """An item with a name, and every day that the plan gives it."""

    path: ItemPath
    item: Item
    name: str
    days: tuple[date, ...]


class Mention(NamedTuple):
    """Where a text names items of the plan by their whole name: its words from `first` up to `last`."""

    first: int
    last: int
    items: list[Named]


class Window(NamedTuple):
    """A piece of a text: the text's number, how many words come before it, and its words."""

    number: int
    skipped: int
    words: list[str]


class Texts:
    """The texts of a plan, to look words up in."""

    def __init__(self, reading: Reading) -> None:
        assert reading.plan is not None
        self.texts: list[Text] = []
        self.named: list[Named] = []
        self.days: set[date] = set()
        self._collect(reading.plan, ())
        for paragraph in reading.body[:BODY].decode(errors="replace").replace("\r\n", "\n").split("\n\n"):
            self.texts.append(Text((), paragraph, note=True))
        self.texts = [Text(reading.file_path(text.path), text.text, text.note) for text in self.texts]
        self.named = [named._replace(path=reading.file_path(named.path)) for named in self.named]
        self.words: list[str] = []
        self._starts: list[int] = []
        self.places: dict[str, list[int]] = {}
        self._placed: dict[int, list[Word]] = {}
        for text in self.texts:
            self._starts.append(len(self.words))
            for word in words(text.text):
                self.places.setdefault(word, []).append(len(self.words))
                self.words.append(word)
            self.words.append("")

    def _collect(self, item: Struct, path: ItemPath) -> list[date]:
        """Take in what stands in an item; its days."""
        days: list[date] = []
        for field, key in zip(item.__struct_fields__, item.__struct_encode_fields__):
            value = getattr(item, field)
            entries = enumerate(value) if isinstance(value, list) else ((None, value),)
            for i, entry in entries:
                at = (*path, key) if i is None else (*path, key, i)
                if isinstance(entry, Item):
                    name = getattr(entry, NAME_KEYS.get(key, ""), None)
                    below = self._collect(entry, at)
                    if isinstance(name, str):
                        self.named.append(Named(at, entry, name, tuple(below)))
                    else:
                        days += below
                elif isinstance(entry, date):
                    days.append(entry)
                    self.days.add(entry)
                elif isinstance(entry, str) and not self._handle(item, key):
                    self.texts.append(Text(at, entry, note=key in _NOTES))
        return days

    @staticmethod
    def _handle(item: Struct, key: str) -> bool:
        """Whether a key holds a handle or a choice, no text."""
        return key in _HANDLES or (key in ("goal", "vision", "skill") and isinstance(getattr(item, key), list))

    # Quotes

    def say(self, quoted: Sequence[str]) -> bool:
        """Whether a text of the plan holds these words, one after the other."""
        return all(word in self.places for word in quoted) and self._hold(quoted, "all")

    def note(self, quoted: Sequence[str]) -> bool:
        """Whether a note holds them, and nothing that an item is called by."""
        return self._hold(quoted, "notes") and not self._hold(quoted, "names")

    def _hold(self, quoted: Sequence[str], where: str) -> bool:
        return f" {' '.join(quoted)} " in self._joined[where]

    @cached_property
    def _joined(self) -> dict[str, str]:
        """All words, those of the notes, and the rest, with two blanks between two texts."""
        ends = [*self._starts[1:], len(self.words)]
        said = [(text.note, " ".join(self.words[start:end])) for text, start, end in zip(self.texts, self._starts, ends)]
        kinds = {"all": (True, False), "notes": (True,), "names": (False,)}
        return {name: f" {' '.join(words for note, words in said if note in kind)} " for name, kind in kinds.items()}

    def nearest(self, quoted: Sequence[str]) -> Iterator[Window]:
        """The pieces of texts that have most words in common with these, in the same order."""
        votes: Counter[int] = Counter()
        for i, word in enumerate(quoted):
            for place in self.places.get(word, ())[:_OFTEN]:
                votes[place - i] += 1
        margin = len(quoted) // 4 + 2
        for shift, count in votes.most_common(3):
            if count * 3 < len(quoted):
                return
            number = max(bisect_right(self._starts, shift + len(quoted) // 2) - 1, 0)
            start = self._starts[number]
            end = (self._starts[number + 1] if number + 1 < len(self._starts) else len(self.words)) - 1
            first, last = max(start, shift - margin), min(end, shift + len(quoted) + margin)
            if first < last:
                yield Window(number, first - start, self.words[first:last])

    def original(self, number: int, first: int, last: int) -> str:
        """A piece of a text as it stands in the plan, from one word up to another."""
        text = self.texts[number].text
        if number not in self._placed:
            self._placed[number] = placed(text)
        found = self._placed[number][first:last]
        return " ".join(text[found[0].start : found[-1].end].split()) if found else ""

    # Items

    @cached_property
    def _names(self) -> dict[tuple[str, ...], list[Named]]:
        names: dict[tuple[str, ...], list[Named]] = {}
        for named in self.named:
            if len(key := tuple(words(named.name))) <= LONGEST:
                names.setdefault(key, []).append(named)
        names.pop((), None)
        return names

    @cached_property
    def _lengths(self) -> list[int]:
        return sorted({len(key) for key in self._names}, reverse=True)

    def mentions(self, text: str, found: Sequence[Word]) -> Iterator[Mention]:
        """The items that a text names, the longest name where names lie in one another. A name of one or two words must stand by
        itself, in bold or in quotation marks."""
        plain = [word.text for word in found]
        free = 0
        for first in range(len(plain)):
            for length in self._lengths if first >= free else ():
                items = self._names.get(tuple(plain[first : first + length])) if first + length <= len(plain) else None
                if items and (length > 2 or _stands_alone(text, found[first].start, found[first + length - 1].end)):
                    free = first + length
                    yield Mention(first, free, items)
                    break


def _stands_alone(text: str, start: int, end: int) -> bool:
    return text[:start].endswith(("*", "“", '"', "‘")) and text[end:].startswith(("*", "”", '"', "’", ".”", "?”", "?*", ".*"))
