"""A merge that was left half done: what each side says, in words. Loaded only for a file that holds its markers."""

from __future__ import annotations

import re
from bisect import bisect_left
from typing import NamedTuple

from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from cap.plan.fences import Fences, cut
from cap.plan.kinds import NAME_KEYS
from cap.plan.nodes import Refused, pairs
from cap.plan.places import Source
from cap.plan.problem import ItemPath, Problem, Span, problem_at
from cap.text.quotes import Words, quote, quoted

_MARK = re.compile(r"(<{7}|\|{7}|={7}|>{7})(?:[ \r].*)?\r?$")
_HINT = "Decide which is true and keep its lines, or both; then delete the lines of `<<<<<<<`, `=======` and `>>>>>>>`."


_Leaves = tuple[list[int], list[tuple[ItemPath, str]]]  # the lines, and beside them the path and text of what begins there
_FEW = 3  # answers are told of each side


class _Conflict(NamedTuple):
    """One place: the line of its first marker, who is on each side, and the line on which each side's lines begin and end, once the
    markers and the other side's lines are gone; from 1, the end exclusive."""

    line: int
    labels: tuple[str, str]
    lines: tuple[tuple[int, int], tuple[int, int]]


def told(path: str, raw: bytes, found: Problem) -> tuple[Problem, ...]:
    """Say of each place in a file what the two sides say. `found`: what is said where that cannot be read."""
    text = raw.decode("utf-8-sig", errors="replace")
    conflicts, sides = _apart(text)
    sources = [source for side in sides if (source := _source(side, path))]
    if not conflicts or len(sources) < len(sides):
        return (found,)
    leaves = [_leaves(source) for source in sources]
    return tuple(_problem(path, one, sources, leaves) for one in conflicts)


def _apart(text: str) -> tuple[list[_Conflict], tuple[str, str]]:
    """Take a file apart: its conflicts, and its text with ours, and with theirs, in all of them."""
    sides: tuple[list[str], list[str]] = ([], [])
    conflicts: list[_Conflict] = []
    inside = ""  # the marker that was seen last
    line, label, begins = 0, "", (1, 1)
    for number, row in enumerate(text.split("\n"), 1):
        mark = _MARK.match(row)
        sign = mark[1][0] if mark else ""
        if sign == "<" and not inside:
            inside, line, label, begins = sign, number, row[8:].strip(), (len(sides[0]) + 1, len(sides[1]) + 1)
        elif sign and inside and sign in "|=":
            inside = sign
        elif sign == ">" and inside == "=":
            ends = (len(sides[0]) + 1, len(sides[1]) + 1)
            spans = ((begins[0], ends[0]), (begins[1], ends[1]))
            conflicts.append(_Conflict(line, (label or "ours", row[8:].strip() or "theirs"), spans))
            inside = ""
        else:
            for side, of in zip(sides, "<="):
                if inside in ("", of):
                    side.append(row)
    return ([] if inside else conflicts), ("\n".join(sides[0]), "\n".join(sides[1]))


def _source(text: str, path: str) -> Source | None:
    """The front matter of one side; None where it cannot be read."""
    raw = text.encode(errors="replace")
    fences = cut(raw)
    if not isinstance(fences, Fences):
        return None
    source = Source(path, raw[fences.start : fences.end].decode())
    try:
        return source if isinstance(source.root, MappingNode) else None
    except Refused:
        return None


def _problem(path: str, conflict: _Conflict, sources: list[Source], leaves: list[_Leaves]) -> Problem:
    here = [
        texts[bisect_left(starts, lines[0]) : bisect_left(starts, lines[1])]
        for (starts, texts), lines in zip(leaves, conflict.lines)
    ]
    says, at = _said(conflict, here, sources)
    return problem_at(path, Span(conflict.line, 1, conflict.line, 8), "merge-conflict", says, _HINT, item=at)


def _said(conflict: _Conflict, here: list[list[tuple[ItemPath, str]]], sources: list[Source]) -> tuple[str | Words, ItemPath]:
    one, other = (quote(label, instead) for label, instead in zip(conflict.labels, ("one side", "the other side")))
    if not any(here):
        return "a merge left two versions of the text here: from " + one + " and from " + other, ()
    which = 0 if here[0] else 1
    path = here[which][0][0]
    item = _item(path)
    of = _name(sources[which], item)
    if not all(here):
        kept, gone = (one, other) if here[0] else (other, one)
        return "a merge left this open: " + of + " was changed by " + kept + ", and taken out by " + gone, item
    values = [{_names(at): text for at, text in leaves} for leaves in here]
    differ = [names for names in {**values[0], **values[1]} if values[0].get(names) != values[1].get(names)]
    where = "" if not item else " of " + of
    if len(differ) == 1:
        key, answers = differ[0][-1], [values[side].get(differ[0]) for side in (0, 1)]
        first, second = (quoted(answer, "one answer") if answer else "nothing" for answer in answers)
        return (
            f"a merge left two answers for `{key}`" + where + ": " + first + " from " + one + ", " + second + " from " + other,
            path,
        )
    if not differ:
        return "a merge left two versions of these lines" + where + ": from " + one + " and from " + other, item or path
    about = "" if not item else " about " + of
    first, second = (_several([(names[-1], values[side][names]) for names in differ if names in values[side]]) for side in (0, 1))
    return "a merge left two answers" + about + ": " + first + " from " + one + ", " + second + " from " + other, item or path


def _several(answers: list[tuple[str, str]]) -> str | Words:
    """The answers of one side, the first few of them: `done` “2026-11-20”."""
    said: str | Words = ""
    for n, (key, text) in enumerate(answers[:_FEW]):
        said = said + (", " if n else "") + f"`{key}` " + quoted(text, "one answer")
    return said + ", and more," if len(answers) > _FEW else said or "nothing"


def _item(path: ItemPath) -> ItemPath:
    """The innermost item that a path leads into."""
    last = next((i for i in range(len(path), 0, -1) if isinstance(path[i - 1], int)), 0)
    return path[:last]


def _name(source: Source, item: ItemPath) -> str | Words:
    """What an item is called."""
    node = source.node(item)
    key = next((step for step in reversed(item) if isinstance(step, str)), "")
    if isinstance(node, MappingNode):
        words = {
            name.value: value.value
            for name, value in pairs(node)
            if isinstance(name, ScalarNode) and isinstance(value, ScalarNode)
        }
        text = words.get(NAME_KEYS.get(key, ""), "")
    else:
        text = node.value if isinstance(node, ScalarNode) else ""
    if not item or not text:
        return f"what stands under `{key}`" if key else "this"
    if NAME_KEYS.get(key) == "date":  # an entry of a history: its day alone doesn't say whose it is
        return "the entry " + quoted(text, "of one day") + (" in " + _name(source, item[:-2]) if item[:-2] else "")
    return quoted(text)


def _names(path: ItemPath) -> tuple[str, ...]:
    return tuple(step for step in path if isinstance(step, str))


def _leaves(source: Source) -> _Leaves:
    """Every text of a front matter, in the order of the lines on which they begin."""
    found: list[tuple[int, ItemPath, str]] = []
    waiting: list[tuple[ItemPath, Node]] = [((), source.root)] if source.root else []
    while waiting:
        path, node = waiting.pop()
        if isinstance(node, ScalarNode):
            found.append((source.node_span(node).line, path, node.value))
        elif isinstance(node, SequenceNode):
            waiting += reversed([((*path, i), child) for i, child in enumerate(node.value)])
        elif isinstance(node, MappingNode):
            waiting += reversed([((*path, key.value), value) for key, value in pairs(node) if isinstance(key, ScalarNode)])
    found.sort(key=lambda leaf: leaf[0])
    return [line for line, _, _ in found], [(path, text) for _, path, text in found]
