"""What makes a finding the same one in the next run, for programs that remember findings: not its line, and none of its words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from hashlib import sha256

from cap.lint.result import Linted
from cap.plan.problem import Problem


def fingerprinted(files: Iterable[Linted], in_repository: Callable[[str], str]) -> Iterator[tuple[Problem, str]]:
    """Each finding with its fingerprint, 32 hexadecimal digits from its rule, its path in the repository, where in the plan it is, and,
    of several that are alike in this, which of them it is."""
    often: Counter[tuple[str, str, str]] = Counter()
    for file in files:
        if file.is_plan:  # each comes once, and there may be a hundred thousand of them
            often.clear()
        for problem in file.problems:
            which = (problem.rule, in_repository(problem.path), problem.item)
            often[which] += 1
            text = "\0".join((*which, str(often[which])))
            yield problem, sha256(text.encode("utf-8", "replace")).hexdigest()[:32]
