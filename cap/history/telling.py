"""What changed in a plan, or in many: what is told of each, before it is laid out."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Literal, NamedTuple

from cap.history.sentences import Sentence, told
from cap.plan.model import Plan
from cap.plan.read import Reading
from cap.text.wording import count

State = Literal["changed", "new", "gone", "same"]


class Since(NamedTuple):
    """From when on: `words` complete “What changed …”; `what` says which kind of beginning it is; the day and the commit of the earlier
    version, where there is one."""

    what: Literal["talk", "beginning", "commit", "day", "staged", "unstaged", "file"]
    words: str
    day: date | None = None
    commit: str | None = None


class Compared(NamedTuple):
    """Two versions of a plan, None for one that is not there. `key` and `path` are those of today, `was` the path before, where the
    file was called otherwise."""

    key: str
    path: str
    was: str | None
    old: Reading | None
    new: Reading | None
    since: Since

    @property
    def unreadable(self) -> str:
        """Which of the two cannot be read as a plan; "" when both can."""
        sides = [word for word, one in (("as it was", self.old), ("as it is", self.new)) if one is not None and one.plan is None]
        return " and ".join(sides)


class Told(NamedTuple):
    """What is told of one plan. `name` is the person's. `rewritten`: the file is not what it was, and means the same."""

    key: str
    name: str
    path: str
    was: str | None
    since: Since
    state: State
    sentences: Sequence[Sentence]
    rewritten: bool
    holds: str = ""  # a new one: in numbers

    @property
    def moved(self) -> str:
        """That the file is called otherwise, as a sentence; "" where it is not."""
        return f"The file is called {self.path} now (was {self.was})" if self.was else ""


def tell(two: Compared) -> Told:
    """Say what changed between two versions that can be read."""
    there = two.new if two.new is not None else two.old
    assert there is not None and there.plan is not None
    state: State = "new" if two.old is None else "gone" if two.new is None else "changed"
    said = told(two.old, two.new) if two.old is not None and two.new is not None else []
    if state == "changed" and not said and not two.was:
        state = "same"
    rewritten = state == "same" and two.old is not None and two.new is not None and two.old.raw != two.new.raw
    name, holds = " ".join(there.plan.name.split()), _holds(there.plan) if state == "new" else ""
    return Told(two.key, name, two.path, two.was, two.since, state, said, rewritten, holds)


def _holds(plan: Plan) -> str:
    """What a new plan holds, in numbers: `1 goal, 2 skills`."""
    parts = [count(len(getattr(plan, key)), noun) for key, noun in (("goals", "goal"), ("skills", "skill")) if getattr(plan, key)]
    return ", ".join(parts)


def summary(all_told: Sequence[Told]) -> str:
    """How many plans did what: `3 plans changed, 1 is new`."""
    numbers = {state: sum(one.state == state for one in all_told) for state in ("changed", "new", "gone")}
    if not any(numbers.values()):
        return "no plan changed"
    verbs = {"changed": ("changed", "changed"), "new": ("is new", "are new"), "gone": ("is gone", "are gone")}
    parts: list[str] = []
    for state, number in numbers.items():
        if number:
            what = count(number, "plan") if not parts else str(number)
            parts.append(f"{what} {verbs[state][number != 1]}")
    return ", ".join(parts)
