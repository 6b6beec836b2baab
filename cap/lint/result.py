"""What was linted, and the tally of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from cap.plan.problem import LEVELS, Level, Problem
from cap.text.wording import count


class Linted(NamedTuple):
    """A file and what was found in it. `raw` may be empty when there is nothing to show; what is no plan is not counted.

    `who` tells people apart where they are written in full: the name and, on a line of its own, the manager; "" otherwise. `marks` say
    what each finding of the plan is about, where that is asked for; not `is_whole`: what cannot be read as a plan hides other findings.
    """

    path: str
    raw: bytes
    problems: list[Problem]
    is_plan: bool = True
    who: str = ""
    marks: tuple[tuple[str, ...], ...] = ()
    is_whole: bool = True


class Tally:
    """Counts files and findings as they pass."""

    def __init__(self) -> None:
        self.files = 0
        self.levels: dict[Level, int] = dict.fromkeys(LEVELS, 0)
        self.fixable = 0
        self.first: dict[Level, str] = {}  # the first rule of each level

    def over(self, files: Iterable[Linted]) -> Iterator[Linted]:
        """The same files, counted one by one as they are taken."""
        for file in files:
            self.files += file.is_plan
            for problem in file.problems:
                self.levels[problem.level] += 1
                self.fixable += problem.fix is not None
                self.first.setdefault(problem.level, problem.rule)
            yield file

    @property
    def worst(self) -> str | None:
        """The first rule of the gravest level; None when nothing was found."""
        return next((self.first[level] for level in LEVELS if level in self.first), None)

    def fails(self, least: Level) -> bool:
        """Whether there is a finding of that level or a graver one."""
        return any(self.levels[level] for level in LEVELS[: LEVELS.index(least) + 1])

    def in_words(self) -> str:
        """One line: `12 plans: 1 error, 3 warnings, 5 hints`."""
        return f"{count(self.files, 'plan') if self.files else 'No plan read'}: {self.findings_in_words()}"

    def findings_in_words(self) -> str:
        """What was found, without in how many files."""
        return ", ".join(count(number, level) for level, number in self.levels.items() if number) or "nothing to mend"
