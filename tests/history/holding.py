"""What must hold of every merge of plans, checked from outside of it."""

from __future__ import annotations

from collections import Counter

from cap.history.merging.three_way import Merged
from cap.plan.read import read
from tests.history.facts import Expected, Facts, Path, expected, facts, orders


def faults(base: bytes, ours: bytes, theirs: bytes, merged: Merged) -> list[str]:
    """What is wrong with a merge of versions that `acts` made; nothing where both sides are meant, and nothing else changed."""
    wanted = expected(base, ours, theirs)
    found = [] if not merged.why else [f"merged by lines: {merged.why}"]
    if bool(merged.conflicts) != bool(wanted.contested) and not (
        merged.conflicts and (wanted.crowded or _both_moved(base, ours, theirs))
    ):
        found.append(f"{merged.conflicts} places are marked, and contested are {sorted(wanted.contested)}")
    for side, own in zip(merged.sides, (ours, theirs)):
        found += _said(facts(side), facts(own), wanted)
        found += _lines(base, ours, theirs, side)
        found += ["a side is no plan"] if read(side).plan is None else []
    if not merged.conflicts:
        found += _order(base, ours, theirs, merged.raw)
    return found


def _said(said: Facts, own: Facts, wanted: Expected) -> list[str]:
    agreed = {path: text for path, text in said.items() if not wanted.leaves_open(path)}
    found = [f"lost or changed: {path} {text}" for path, text in wanted.agreed.items() if agreed.get(path) != text]
    found += [f"made up: {path} {text}" for path, text in agreed.items() if path not in wanted.agreed]
    return found + [
        f"lost in a choice: {path} {text}" for path, text in own.items() if wanted.leaves_open(path) and said.get(path) != text
    ]


def _lines(base: bytes, ours: bytes, theirs: bytes, side: bytes) -> list[str]:
    """Lines that both kept are there as they were, and no line is there that neither wrote, but for those whose parts both changed."""
    was, one, other, said = (Counter(raw.split(b"\n")) for raw in (base, ours, theirs, side))
    found = [f"a line of both is gone: {line!r}" for line in was if said[line] < min(was[line], one[line], other[line])]
    made = [line for line in said if line not in one and line not in other]
    woven = [line for line in made if line.lstrip().startswith(b"- {") or b": [" in line or b"#" in line]
    return found + [f"a line that nobody wrote: {line!r}" for line in made if line not in woven]


def _both_moved(base: bytes, ours: bytes, theirs: bytes) -> bool:
    """Tell whether each side gave the same entries of a list an order of its own."""
    versions = [orders(raw) for raw in (base, ours, theirs)]
    for path in set.intersection(*map(set, versions)):
        common = set.intersection(*(set(version[path]) for version in versions))
        was, one, other = ([name for name in version[path] if name in common] for version in versions)
        if was not in (one, other) and one != other:
            return True
    return False


def _order(base: bytes, ours: bytes, theirs: bytes, merged: bytes) -> list[str]:
    """Each list is in the order of the side that moved something in it."""
    versions = [orders(raw) for raw in (base, ours, theirs, merged)]
    found = []
    for path in set(versions[0]) & set(versions[1]) & set(versions[2]) & set(versions[3]):
        lists = [version[path] for version in versions]
        common = set.intersection(*map(set, lists))
        was, one, other, now = ([name for name in names if name in common] for names in lists)
        if now not in (one, other) or (one == was and now != other) or (other == was and now != one):
            found.append(f"the order of {path}: {was} {one} {other} {now}")
        dated = [name[:10] for name in lists[3] if path[-1] in ("ratings", "progress", "conversations")]
        if dated != sorted(dated) and lists[1] == sorted(lists[1]) and lists[2] == sorted(lists[2]):
            found.append(f"not by date: {path} {dated}")
    return found


def lost(base: bytes, ours: bytes, theirs: bytes, result: bytes) -> set[Path]:
    """The facts that a result which claims to be whole is silent about, though one side wrote them, or neither took them out."""
    wanted, said = expected(base, ours, theirs), facts(result)
    gone = {path for path, text in wanted.agreed.items() if said.get(path) != text}
    both = [facts(raw) for raw in (ours, theirs)]
    return gone | {
        path for version in both for path, text in version.items() if wanted.leaves_open(path) and said.get(path) != text
    }
