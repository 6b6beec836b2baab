"""Front matter that YAML cannot read → every slip in it, and what it would be without them.

A slip is only called fixable when the mended lines, read again, say what they said.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from typing import NamedTuple

from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from cap.plan.nodes import Refused, compose
from cap.plan.slips.scan import Scan
from cap.plan.slips.slip import Cut, Leaves, Slip, cuts_of, mended, way_back

_TAB = re.compile(r"^[^\S\n]*\t", re.M)
_ROUNDS = 12  # lines that are left out so that reading can go on behind them


class Diagnosis(NamedTuple):
    """What was found: the slips, and what YAML still stops at, its place in the text as it is.

    `readable` is the text with every slip mended, also with those mends that are only guessed, and what cannot be read left out;
    `cuts` lead to it. None when nothing helps. `comments` are the comments that have a line of their own.
    """

    slips: list[Slip]
    left: Refused | None
    readable: str | None
    cuts: list[Cut]
    comments: list[str]


def diagnose(text: str) -> Diagnosis:
    """Look for slips in a text that YAML cannot read."""
    found = [_with_tabs(text, tab) for tab in ((2, 4, 8) if _TAB.search(text) else (2,))]
    best = min(found, key=_badness)
    if any(_badness(other) == _badness(best) and _structure(other) != _structure(best) for other in found):
        slips = [slip._replace(sure=False) for slip in best.slips]
        return best._replace(slips=slips)
    return best


def _badness(found: Diagnosis) -> tuple[bool, bool, int]:
    return found.readable is None, found.left is not None, len(found.slips)


def _structure(found: Diagnosis) -> object:
    return found.readable and shape_of(compose(found.readable))


def shape_of(node: Node | None) -> object:
    """What a text says, without where it stands."""
    if isinstance(node, MappingNode):
        return ("map", *((shape_of(key), shape_of(value)) for key, value in node.value))
    if isinstance(node, SequenceNode):
        return ("list", *map(shape_of, node.value))
    return node.value if isinstance(node, ScalarNode) else None


def _with_tabs(text: str, tab: int) -> Diagnosis:
    scan = Scan(text, tab)
    left: Refused | None = None
    out: dict[int, Cut] = {}
    for _ in range(_ROUNDS):
        cuts = sorted([*cuts_of(slip for slip in scan.slips if not _touches(slip, out)), *out.values()])
        readable = mended(text, cuts)
        try:
            root = compose(readable)
        except Refused as refused:
            if refused.rule != "yaml-syntax":
                return Diagnosis([], refused, None, [], [])
            index = way_back(cuts)(min(refused.index, len(readable)))
            left = left or Refused(refused.rule, index, str(refused), refused.hint)
            line = text.count("\n", 0, index)
            if line in out:
                break
            start = text.rfind("\n", 0, index) + 1
            out[line] = (start, start, "# ")
        else:
            slips = [slip for slip in scan.slips if not _touches(slip, out)]
            wrong = _misread(text, readable, cuts, scan, root, out)
            slips = [slip._replace(sure=False) if lines_of(slip, text) & wrong else slip for slip in slips]
            return Diagnosis(sorted(slips, key=lambda slip: slip.start), left, readable, cuts, scan.comments)
    return Diagnosis([], left, None, [], [])


def _touches(slip: Slip, out: dict[int, Cut]) -> bool:
    return any(start == slip.start or any(cut[0] <= start <= cut[1] for cut in slip.cuts) for start, _, _ in out.values())


def lines_of(slip: Slip, text: str) -> set[int]:
    """The lines of a text, from 0, that a slip's mending begins on."""
    return {text.count("\n", 0, start) for start, _, _ in slip.cuts}


def _misread(text: str, readable: str, cuts: list[Cut], scan: Scan, root: Node | None, out: Collection[int]) -> set[int]:
    """The lines that do not say, when they are read, what they were understood to say."""
    found, begins = leaves_of(root, text, cuts)
    changed = {text.count("\n", 0, start) for start, _, _ in cuts}
    wrong = {line for line, start in scan.begins.items() if line not in out and start not in begins}
    for line in changed - set(out):
        wanted = scan.leaves.get(line)
        if wanted is None:
            continue
        there = found.get(line, [])
        if len(there) != len(wanted) or any(meant not in (None, read) for meant, read in zip(wanted, there)):
            wrong.add(line)
    return wrong


def leaves_of(root: Node | None, text: str, cuts: list[Cut]) -> tuple[Leaves, set[int]]:
    """The keys and values, but for what is blank, of a mended text by the lines of `text`, and where in `text` something begins."""
    back = way_back(cuts)
    starts = [0, *(found.end() for found in re.finditer("\n", text))]
    from bisect import bisect_right

    leaves: Leaves = {}
    begins: set[int] = set()
    waiting = [root] if root is not None else []
    while waiting:
        node = waiting.pop()
        at = back(node.start_mark.index)
        begins.add(at)
        if isinstance(node, ScalarNode) and (node.value or node.style):
            leaves.setdefault(bisect_right(starts, at) - 1, []).append(node.value)
        elif isinstance(node, MappingNode):
            waiting += [part for pair in reversed(node.value) for part in reversed(pair)]
        elif isinstance(node, SequenceNode):
            waiting += reversed(node.value)
    return leaves, begins
