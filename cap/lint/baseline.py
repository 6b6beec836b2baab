"""A baseline: the findings that were there before, so that a team with old plans hears of new ones only.

A finding is known by its rule, its file, and what it is about: an item by its id, or else by its name, never by its position, its
line or its words. What it is about is kept as a hash, so that the file holds nothing of a plan; and each entry has a line of its
own, sorted, so that git can merge it.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from hashlib import sha256
from typing import NamedTuple
from unicodedata import normalize

from yaml.nodes import MappingNode, Node, ScalarNode

from cap.lint.catalogue import CATALOGUE, SHAPE
from cap.lint.engine import Policy, level_of, silenced
from cap.lint.result import Linted
from cap.plan.kinds import BY_KEY, NAME_KEYS
from cap.plan.nodes import Refused, is_blank
from cap.plan.places import Source
from cap.plan.problem import ItemPath, Problem
from cap.text.escapes import visible

HEADER = "# Findings that `cap lint` knows already."
_INTRODUCTION = f"""\
{HEADER} It says only what is new beside them; `cap lint --write-baseline` writes this file anew.
# A line for each: the plan, the rule, what in the plan it is about (hashed), and, of several alike, which.
"""
_DIGITS = 12  # of a hash
_LINE = re.compile(rf"(?P<path>.+) (?P<rule>[a-z][a-z-]*) (?P<mark>[0-9a-f]{{{_DIGITS}}})(?: (?P<number>[1-9][0-9]{{0,8}}))?")


class Entry(NamedTuple):
    """A finding that is known. `path` counts from the baseline's folder; `number` tells apart those that are alike, from 1."""

    path: str
    rule: str
    mark: str
    number: int = 1

    def __str__(self) -> str:
        path = f"./{self.path}" if self.path.startswith("#") else self.path
        return " ".join((path, self.rule, self.mark, *([str(self.number)] if self.number > 1 else [])))


def marks(source: Source, problems: Iterable[Problem]) -> tuple[tuple[str, ...], ...]:
    """What each finding of a file is about, hashed, each thing for itself: the same when items move."""
    return tuple(tuple(_hashed(_about(source, at)) for at in (problem.at, *problem.also)) for problem in problems)


def _hashed(parts: Iterable[str]) -> str:
    return sha256("\0".join(parts).encode("utf-8", "replace")).hexdigest()


def _about(source: Source, at: ItemPath) -> list[str]:
    """The item at a path of the file by its id or its name, and the key in it; of history, also whose it is."""
    about: list[str] = []
    where = key = ""
    for end, step in enumerate(at, 1):
        if isinstance(step, str):
            where = key = step
            continue
        kind = BY_KEY.get(where)
        if kind is not None and kind.prefix is not None:
            about = []
        about += [where, _called(_node(source, at[:end]), where)]
        key = ""
    return [*about, key]


def _node(source: Source, path: ItemPath) -> Node | None:
    try:
        return source.node(path)
    except Refused:
        return None


def _called(node: Node | None, where: str) -> str:
    """An item's id, or else its name; a text itself."""
    if isinstance(node, MappingNode):
        values = {key.value: value for key, value in node.value if isinstance(key, ScalarNode)}
        named = (values.get(key) for key in ("id", NAME_KEYS.get(where, "")))
        node = next((value for value in named if isinstance(value, ScalarNode) and not is_blank(value)), None)
    return " ".join(normalize("NFC", node.value).split()) if isinstance(node, ScalarNode) else ""


def entries(path: str, file: Linted) -> Iterator[tuple[Problem, list[Entry]]]:
    """Each finding of a file with its entries under the name `path`: one, or, where it speaks of several items, one for each.

    The path is a part of the hash: what is alike in two plans shows in neither. Findings before the marked ones are about the file as
    a whole.
    """
    unmarked = [(_hashed([""]),)] * (len(file.problems) - len(file.marks))
    often: Counter[tuple[str, str]] = Counter()
    for problem, about in zip(file.problems, (*unmarked, *file.marks), strict=True):
        often.update((problem.rule, mark) for mark in about)
        yield (
            problem,
            [
                Entry(path, problem.rule, _hashed([path, problem.rule, mark])[:_DIGITS], often[problem.rule, mark])
                for mark in about
            ],
        )


def path_as_written(path: str) -> str:
    """A path as it stands in a baseline: on one line, and the same wherever it was typed."""
    return visible(normalize("NFC", path))


def written(known: Iterable[Entry]) -> str:
    """The text of a baseline: the same for the same entries."""
    return _INTRODUCTION + "".join(f"{entry}\n" for entry in sorted(set(known)))


def parsed(text: str) -> tuple[set[Entry], Sequence[int]]:
    """The entries of a baseline, and the numbers of the lines that are none."""
    known: set[Entry] = set()
    wrong = []
    for number, line in enumerate(text.splitlines(), 1):
        if not line.strip() or line.startswith("#"):
            continue
        found = _LINE.fullmatch(line.rstrip())
        if found is None:
            wrong.append(number)
        else:
            known.add(Entry(found["path"].removeprefix("./"), found["rule"], found["mark"], int(found["number"] or 1)))
    return known, wrong


def is_looked_at(name: str, policy: Policy) -> bool:
    """Whether what a rule finds is reported; of a rule that there is no more, that it finds nothing is known."""
    if name in SHAPE or name not in CATALOGUE:
        return name not in silenced(policy)
    return level_of(CATALOGUE[name], policy) is not None
