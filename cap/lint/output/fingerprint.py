"""What makes a finding the same one in the next run, for programs that remember findings: not its line, and none of its words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from hashlib import sha256

from cap.plan.problem import Problem


def fingerprinted(problems: Iterable[Problem]) -> Iterator[tuple[Problem, str]]:
    """Each finding with its fingerprint, 32 hexadecimal digits from its rule, its path, where in the plan it is, and, of several
    that are alike in this, which of them it is."""
    often: Counter[tuple[str, str, str]] = Counter()
    for problem in problems:
        which = (problem.rule, problem.path, problem.item)
        often[which] += 1
        text = "\0".join((*which, str(often[which])))
        yield problem, sha256(text.encode("utf-8", "replace")).hexdigest()[:32]
