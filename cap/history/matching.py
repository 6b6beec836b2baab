"""Which item of one plan is which of another: by its id, else by its name, else by likeness; each once.

A dated entry is known by its day and what stands beside it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from difflib import SequenceMatcher
from typing import NamedTuple

from cap.plan.kinds import HOLDS, KINDS, Kind, walk
from cap.plan.model import Item, Plan
from cap.plan.problem import ItemPath
from cap.text.wording import folded

LIKE = 0.6  # of two texts, the share of letters in common, in their order, from which one is the other in new words
_COMPARED = 160  # characters of a text
_EFFORT = 800  # texts that are compared letter by letter, which takes a fraction of a millisecond each
_PAIRS = 900  # of texts that are compared; beyond, what was reworded counts as one that went and one that came

# What an item is known by, from the surest to the least sure, beside the id; "" stands for all of it, and the last is held against
# others for likeness. Ids and names of an action are looked for everywhere, since it may have come under another skill.
_KNOWN_BY: dict[str, tuple[tuple[str, ...], ...]] = {
    "rating": (("",), ("date", "by")),
    "progress": (("",), ("date", "note"), ("note",)),
    "conversation": (("",), ("date", "type"), ("date",)),
    "pause": (("",), ("from_",), ("until",)),
    "ahead": (("",), ("what",)),
    "moment": (("",), ("moment",)),
}
_LIKE_BY = {"rating": None, "conversation": None, "pause": None, "progress": "note"}


class Effort:
    """How many more texts are compared for likeness: thousands that are nearly alike are nobody's plan, and would take minutes."""

    def __init__(self) -> None:
        self.left = _EFFORT


class Placed(NamedTuple):
    """An item and its path."""

    path: ItemPath
    item: Item


class Matching(NamedTuple):
    """The items of two plans, by the words of their kinds, and the paths of those that are the same, both ways."""

    old: dict[str, list[Placed]]
    new: dict[str, list[Placed]]
    to_new: dict[ItemPath, ItemPath]
    to_old: dict[ItemPath, ItemPath]


def matching(old: Plan, new: Plan) -> Matching:
    """Find out which items of two plans are the same."""
    found = Matching(_by_kind(old), _by_kind(new), {(): ()}, {(): ()})
    equal = equal_lists(old, new)  # most of a plan stays as it is, and is not looked at again
    if equal:
        same = {one.path: one.path for items in found.old.values() for one in items if one.path[0] in equal}
        found.to_new.update(same)
        found.to_old.update(same)
    effort = Effort()
    for kind in KINDS:  # what holds others comes before them
        olds, news = ([one for one in side.get(kind.word, ()) if one.path[0] not in equal] for side in (found.old, found.new))
        for one, other in _pairs(kind, olds, news, found, effort) if olds and news else ():
            found.to_new[one.path] = other.path
            found.to_old[other.path] = one.path
    return found


def equal_lists(old: Plan, new: Plan) -> frozenset[str]:
    """The keys of a plan's lists of items that are the same on both sides, in all that they hold."""
    return frozenset(kind.key for kind in HOLDS[Plan] if getattr(old, kind.key) == getattr(new, kind.key))


def _by_kind(plan: Plan) -> dict[str, list[Placed]]:
    found: dict[str, list[Placed]] = defaultdict(list)
    for kind, path, item in walk(plan):
        found[kind.word].append(Placed(path, item))
    return found


def _pairs(
    kind: Kind, olds: list[Placed], news: list[Placed], found: Matching, effort: Effort
) -> Iterator[tuple[Placed, Placed]]:
    """The items of one kind that are the same. What holds them is matched already, and counts as one for both."""

    def around(one: Placed, *, is_old: bool) -> ItemPath | None:
        above = one.path[:-2]
        return found.to_new.get(above) if is_old else above if above in found.to_old else None

    sides = [(one, around(one, is_old=True)) for one in olds], [(one, around(one, is_old=False)) for one in news]
    for known_by in _ways_to_know(kind):
        left: tuple[list[tuple[Placed, ItemPath | None]], list[tuple[Placed, ItemPath | None]]] = ([], [])
        keys = [[known_by(one.item, above) for one, above in side] for side in sides]
        waiting: dict[Hashable, list[tuple[Placed, ItemPath | None]]] = defaultdict(list)
        for key, one in zip(keys[0], sides[0], strict=True):
            if key is not None:
                waiting[key].append(one)
        for queue in waiting.values():
            queue.reverse()
        taken: set[ItemPath] = set()
        for key, other in zip(keys[1], sides[1], strict=True):
            if key is not None and waiting.get(key):
                one = waiting[key].pop()
                taken.add(one[0].path)
                yield one[0], other[0]
            else:
                left[1].append(other)
        left[0].extend(one for one in sides[0] if one[0].path not in taken)
        sides = left
    text = _LIKE_BY.get(kind.word, kind.name)
    if text is not None:
        groups = {above for _, above in sides[0]} - {None}
        for group in sorted(groups, key=repr):
            yield from _alike(text, effort, *([one for one, above in side if above == group] for side in sides))


_Known = Callable[[Item, ItemPath | None], Hashable]


def _ways_to_know(kind: Kind) -> Iterator[_Known]:
    """What to compare, the surest first: functions that give what an item is known by, None when nothing."""
    if kind.word in _KNOWN_BY:
        for names in _KNOWN_BY[kind.word]:
            yield _fields_inside(names)
        return
    if "id" in kind.fields:
        yield lambda item, _: getattr(item, "id")  # noqa: B009  not every item has one
    yield lambda item, above: None if above is None else (above, folded(getattr(item, kind.name)))
    if kind.word == "action":
        yield lambda item, _: folded(getattr(item, kind.name))


def _fields_inside(names: tuple[str, ...]) -> _Known:
    def known(item: Item, above: ItemPath | None) -> Hashable:
        if above is None:
            return None
        if names == ("",):
            return above, repr(item)
        values = tuple(getattr(item, name) for name in names)
        return None if values == (None,) else (above, *values)

    return known


def _alike(name: str, effort: Effort, olds: Sequence[Placed], news: Sequence[Placed]) -> Iterator[tuple[Placed, Placed]]:
    """Those whose texts are most alike, the likest first. Two that have ids of their own are not the same."""
    if not olds or not news or len(olds) * len(news) > _PAIRS:
        return
    texts = [[folded(getattr(one.item, name)[:_COMPARED]) for one in side] for side in (olds, news)]
    for i, j in best_pairs(texts[0], texts[1], effort, lambda i, j: not (_id(olds[i]) and _id(news[j]))):
        yield olds[i], news[j]


def _id(one: Placed) -> str | None:
    return getattr(one.item, "id", None)


def best_pairs(
    olds: Sequence[str], news: Sequence[str], effort: Effort, may: Callable[[int, int], bool] = lambda i, j: True
) -> Iterable[tuple[int, int]]:
    """Pairs of texts that are alike, each text in one at most, the likest first; among equals those that stand at the same place."""
    scores: list[tuple[float, int, int, int]] = []
    for j, new in enumerate(news):
        matcher = SequenceMatcher(None, "", new, autojunk=False)
        for i, old in enumerate(olds):
            if effort.left <= 0 or not may(i, j):
                continue
            matcher.set_seq1(old)
            if matcher.real_quick_ratio() >= LIKE:
                effort.left -= 1
                if matcher.quick_ratio() >= LIKE and (ratio := matcher.ratio()) >= LIKE:
                    scores.append((-ratio, abs(i - j), i, j))
    taken: tuple[set[int], set[int]] = (set(), set())
    for _, _, i, j in sorted(scores):
        if i not in taken[0] and j not in taken[1]:
            taken[0].add(i)
            taken[1].add(j)
            yield i, j
