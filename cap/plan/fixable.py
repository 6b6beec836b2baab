"""Which findings can be mended for certain: what lint calls fixable is what `--fix` mends."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from msgspec.structs import replace
from yaml.nodes import ScalarNode

from cap.plan.older import RULE, path_in_file
from cap.plan.places import Source
from cap.plan.problem import ItemPath, Problem


def only_certain(source: Source, problems: Sequence[Problem]) -> list[Problem]:
    """The problems; a fix stays only where nothing else is in its place, and nothing but the value would change."""
    twice = {problem.at for problem in problems if problem.rule == "duplicate-key"}
    stays_old = any(problem.rule == RULE and problem.fix is None for problem in problems)
    meant = Counter(_renamed(problem) for problem in problems if problem.rule == "unknown-key" and problem.fix)

    def certain(problem: Problem) -> bool:
        if problem.slip or problem.fix is None or problem.rule == RULE:
            return True
        if any(problem.at[:i] in twice for i in range(1, len(problem.at) + 1)):
            return False
        if problem.rule == "unknown-key":
            return meant[_renamed(problem)] == 1
        if stays_old and path_in_file(source, problem.at) != problem.at:
            return False
        return _replaceable(source, problem.at)

    return [problem if certain(problem) else replace(problem, fix=None) for problem in problems]


def may_come_to_light(problem: Problem, key: ItemPath) -> bool:
    """Whether a problem is no argument against another name for the key under which it shows: it is mended next, lies in how a line is
    written, or inside an item that has its name."""
    nameless = problem.rule == "missing-key" or (problem.rule == "unknown-key" and problem.level == "error")
    return problem.fix is not None or problem.slip or (len(problem.at) > len(key) + 1 and not nameless)


def _renamed(problem: Problem) -> ItemPath:
    return (*problem.at[:-1], problem.fix or "")


def _replaceable(source: Source, path: ItemPath) -> bool:
    """Whether a value stands there alone, on its line: no block of text, and nothing that is used elsewhere."""
    node = source.node(path)
    return isinstance(node, ScalarNode) and node.style not in ("|", ">") and source.text[node.start_mark.index] not in "&!"
