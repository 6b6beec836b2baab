"""Which entries of three versions of a list are the same one, and in which order they stand afterwards."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Hashable, Sequence
from difflib import SequenceMatcher
from itertools import pairwise
from typing import NamedTuple

from cap.history.merging.segments import Segment
from cap.plan.kinds import NAME_KEYS

# What tells the entries of a list apart, where their name alone does not.
_TOLD_BY = {
    "ratings": ("date", "by"),
    "progress": ("date", "note"),
    "moments": ("date", "moment"),
    "conversations": ("date", "type"),
}
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_ALIKE = 0.5  # of the texts in two entries, so many are the same in both
_CHANCE = 0.1  # so alike are the letters of any two texts


class Unit(NamedTuple):
    """An entry in up to three versions. `whole`: it was recognised by its place alone, and is not to be taken apart. `rival`: it is new on
    one side, and cannot be true beside what is new on the other."""

    base: Segment | None
    ours: Segment | None
    theirs: Segment | None
    whole: bool = False
    rival: bool = False


class Aligned(NamedTuple):
    """The entries of three versions, and which of them each has, in its order, by their number in `units`."""

    units: list[Unit]
    base: list[int]
    ours: list[int]
    theirs: list[int]


def align(base: Sequence[Segment], ours: Sequence[Segment], theirs: Sequence[Segment], key: str) -> Aligned:
    """Find out which entries are the same. `key`: of the list they stand in; "" for the entries of a mapping."""
    if not key:
        passes: tuple[Callable[[Segment], Hashable], ...] = (lambda entry: entry.key,)
    else:
        passes = (lambda entry: entry.value.meaning, _id, lambda entry: told_by(entry, key))
    one, other = _matched(base, ours, passes), _matched(base, theirs, passes)
    weak: set[int] = set()
    if key:
        for found, after in ((one, ours), (other, theirs)):
            _match_alike(base, after, found, key)
            weak |= _match_by_place(base, after, found)
    new = [
        [i for i in range(len(after)) if i not in taken]
        for taken, after in ((set(one.values()), ours), (set(other.values()), theirs))
    ]
    both = _matched([ours[i] for i in new[0]], [theirs[i] for i in new[1]], passes)
    units: list[Unit] = []
    orders: tuple[dict[int, int], dict[int, int]] = ({}, {})  # a place in ours or theirs → the unit

    def add(i: int | None, j: int | None, k: int | None) -> None:
        for order, place in zip(orders, (j, k)):
            if place is not None:
                order[place] = len(units)
        was, mine, foreign = (None if place is None else version[place] for version, place in ((base, i), (ours, j), (theirs, k)))
        units.append(Unit(was, mine, foreign, whole=i in weak))

    for i in range(len(base)):
        add(i, one.get(i), other.get(i))
    for n, j in enumerate(new[0]):
        add(None, j, new[1][both[n]] if n in both else None)
    known = set(both.values())
    for n, k in enumerate(new[1]):
        if n not in known:
            add(None, None, k)
    in_order = [[order[place] for place in sorted(order)] for order in orders]
    return Aligned(units, list(range(len(base))), *in_order)


def _matched(
    before: Sequence[Segment], after: Sequence[Segment], passes: Sequence[Callable[[Segment], Hashable]]
) -> dict[int, int]:
    """Match entries of which something is the same, the first of them with the first: place before → place after."""
    found: dict[int, int] = {}
    taken: set[int] = set()
    for tell in passes:
        places: dict[Hashable, list[int]] = {}
        for j in range(len(after) - 1, -1, -1):
            if j not in taken and (mark := tell(after[j])) is not None:
                places.setdefault(mark, []).append(j)
        for i, entry in enumerate(before):
            if i not in found and (mark := tell(entry)) is not None and places.get(mark):
                found[i] = places[mark].pop()
                taken.add(found[i])
    return found


def _id(entry: Segment) -> Hashable:
    return entry.value.word("id") or None


def told_by(entry: Segment, key: str) -> Hashable:
    """What an entry of a list is called, or what else tells it apart; None where nothing does."""
    if entry.value.scalar is not None:
        return (entry.value.scalar,)
    keys = _TOLD_BY.get(key) or (NAME_KEYS.get(key, ""),)
    words = tuple(entry.value.word(name) for name in keys)
    return words if words[0] else None


def _match_alike(before: Sequence[Segment], after: Sequence[Segment], found: dict[int, int], key: str) -> None:
    left = [i for i in range(len(before)) if i not in found]
    taken = set(found.values())
    free = [j for j in range(len(after)) if j not in taken]
    if len(left) * len(free) > 10_000:  # nobody's plan
        return
    ratios = [(_likeness(before[i], after[j], NAME_KEYS.get(key, "")), -abs(i - j), i, j) for i in left for j in free]
    for ratio, _, i, j in sorted(ratios, reverse=True):
        if ratio >= _ALIKE and i not in found and j not in taken:
            found[i] = j
            taken.add(j)


def _likeness(one: Segment, other: Segment, name: str) -> float:
    """How much of what two entries say is the same, from 0 to 1; nothing where each has an id of its own, or the kind differs.

    `name`: the key that says what they are called.
    """
    ids = one.value.word("id"), other.value.word("id")
    if (one.value.scalar is None) != (other.value.scalar is None) or (all(ids) and ids[0] != ids[1]):
        return 0
    names = [entry.value.word(name) if entry.value.scalar is None else entry.value.scalar for entry in (one, other)]
    spelt = 0 if "" in names or any(map(_DAY.fullmatch, names)) else SequenceMatcher(None, names[0], names[1]).ratio() - _CHANCE
    here, there = Counter(one.value.leaves), Counter(other.value.leaves)
    return max(spelt, 2 * (here & there).total() / ((here.total() + there.total()) or 1))


def _match_by_place(before: Sequence[Segment], after: Sequence[Segment], found: dict[int, int]) -> set[int]:
    """Match what stands alone between the same neighbours, and could be the same, written anew. Returns the places before."""
    weak: set[int] = set()
    anchors = [(-1, -1), *sorted(found.items()), (len(before), len(after))]
    for (i, j), (end, stop) in pairwise(anchors):
        if end - i == stop - j == 2:
            one, other = before[i + 1], after[j + 1]
            kinds = [
                (entry.value.shape, entry.value.word("id"), bool(_DAY.fullmatch(entry.value.scalar or "")))
                for entry in (one, other)
            ]
            if kinds[0] == kinds[1] == (one.value.shape, "", False) and one.value.word("date") == other.value.word("date"):
                weak.add(i + 1)
                found[i + 1] = j + 1
    return weak


# ---- order


def arranged(aligned: Aligned, alive: Sequence[int], *, ordered: bool) -> list[list[int]]:
    """Put the units that are still there in order: one order, or ours and theirs where both moved the same ones and that matters.

    What is new comes behind what it stands behind in its version, ours first; where all of it is dated, by date.
    """
    left = set(alive)
    base, ours, theirs = ([n for n in order if n in left] for order in aligned[1:])
    everywhere = set(base) & set(ours) & set(theirs)
    was, one, other = ([n for n in order if n in everywhere] for order in (base, ours, theirs))
    if ordered and was not in (one, other) and one != other:
        return [_blended(ours, theirs, aligned), _blended(theirs, ours, aligned)]
    return [_blended(theirs, ours, aligned) if one == was != other else _blended(ours, theirs, aligned)]


def _blended(main: list[int], other: list[int], aligned: Aligned) -> list[int]:
    result = list(main)
    there, only = set(main), set(main) - set(other)
    for i, n in enumerate(other):
        if n in there:
            continue
        at = result.index(other[i - 1]) + 1 if i else 0
        while at < len(result) and result[at] in only:
            at += 1
        result.insert(at, n)
        there.add(n)
    return _by_date(result, aligned)


def _by_date(order: list[int], aligned: Aligned) -> list[int]:
    """Sort what both sides added in one place by date, where that is how each of them, and the list, has it."""
    versions = (set(aligned.ours), set(aligned.theirs))
    known = [day for n in aligned.base if (day := _day(aligned.units[n]))]
    newest_first = len(known) > 1 and all(day >= later for day, later in pairwise(known)) and known[0] != known[-1]
    result: list[int] = []
    run: list[int] = []
    for n in [*order, -1]:
        if n >= 0 and aligned.units[n].base is None:
            run.append(n)
            continue
        days = {m: _day(aligned.units[m]) for m in run}
        if all(days.values()) and all(_is_sorted([days[m] for m in run if m in version], newest_first) for version in versions):
            run.sort(key=lambda m: days[m], reverse=newest_first)
        result += [*run, n] if n >= 0 else run
        run = []
    return result


def _is_sorted(days: Sequence[str], newest_first: bool) -> bool:
    return list(days) == sorted(days, reverse=newest_first)


def _day(unit: Unit) -> str:
    entry = unit.ours or unit.theirs or unit.base
    assert entry
    text = entry.value.scalar or entry.value.word("date") or entry.value.word("from")
    return text if _DAY.fullmatch(text) else ""
