"""Everyone at a glance: one row of facts a plan, as `cap list` shows them, and who of them is asked for."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date
from enum import StrEnum
from typing import Literal, NamedTuple

from msgspec import Struct

from cap.plan.open_items import open_items
from cap.plan.problem import Problem
from cap.plan.read import Reading
from cap.plan.standing import coming_talk, mix, next_talk, stage_on
from cap.team.who import is_meant, require_known
from cap.text.dates import ago
from cap.text.shell import for_shell
from cap.text.wording import count, folded, sentence

Stage = Literal["draft", "exploring", "agreed", "paused"]
Sort = Literal["key", "name", "next", "last"]


class Missing(StrEnum):
    """What a plan can be without."""

    next = "next"
    goal = "goal"
    talk = "talk"


class Row(Struct, frozen=True, kw_only=True):
    """One person. The fields are the keys of `--format json`, in this order; the columns of `--format csv` are the first of them."""

    key: str  # the file's name without `.md`: what people type
    path: str
    name: str | None = None
    role: str | None = None
    manager: str | None = None
    direction: list[str] = []
    stage: str | None = None  # as people say it: paused, draft when the plan does not say
    last: date | None = None  # the last conversation
    next: date | None = None  # the day that is set for the next one
    talk_by: date | None = (
        None  # the day by which it should be held: that one, else the cadence after the last, else the pause's end
    )
    due: bool = False  # whether a conversation is due: that day has passed, and it was not held yet
    goals: int = 0  # open goals
    open: int = 0  # open actions
    overdue: int = 0  # what `cap due` lists as overdue, but for the talk: goals, actions and promises past their date
    broken: str | None = None  # why the plan cannot be read; then there is nothing else to say
    experience: int = 0  # the actions that count for 70/20/10, by type
    exposure: int = 0
    education: int = 0
    errors: int = 0
    warnings: int = 0
    hints: int = 0


def row(key: str, reading: Reading, problems: list[Problem], *, today: date, cadence: str) -> Row | None:
    """The facts of one plan; None of the example, which is nobody's. `problems` is what lint found in it, `cadence` the team's."""
    found = Counter(problem.level for problem in problems)
    plan = reading.plan
    if plan is None:
        first = reading.problems[0]
        why = f"line {first.line}: {sentence(first.message)}"
        return Row(key=key, path=reading.path, errors=found["error"], warnings=found["warning"], broken=why)
    if reading.is_example:
        return None
    talk = coming_talk(plan, cadence, today)
    items = open_items(reading, today)
    kinds = Counter(item.kind for item in items)
    owners = [item.item for item in items if item.kind in ("goal", "skill")]
    return Row(
        key=key,
        path=reading.path,
        name=plan.name,
        role=plan.role,
        manager=plan.manager,
        direction=list(plan.direction),
        stage=stage_on(plan, today),
        last=talk.last,
        next=next_talk(plan),
        talk_by=talk.day,
        due=talk.late,
        goals=kinds["goal"],
        open=kinds["action"],
        overdue=sum(item.late for item in items),
        **mix(owners)._asdict(),  # type: ignore[arg-type]
        errors=found["error"],
        warnings=found["warning"],
        hints=found["hint"],
    )


class Asked(NamedTuple):
    """Who is asked for: all of it must be so."""

    manager: str | None = None
    stage: Stage | None = None
    direction: str | None = None
    due: bool = False
    late: bool = False
    without: tuple[Missing, ...] = ()

    def fits(self, row: Row) -> bool:
        """Whether a person is asked for; of whose plan nothing is known, they are not, unless everyone is."""
        lacks = {"next": row.next is None, "goal": not row.goals, "talk": row.last is None}
        return self == Asked() or (
            row.broken is None
            and (self.manager is None or is_meant(self.manager, row.manager))
            and (self.stage is None or row.stage == self.stage)
            and (self.direction is None or self.direction in row.direction)
            and (not self.due or row.due)
            and (not self.late or row.overdue > 0)
            and all(lacks[missing] for missing in self.without)
        )

    def in_words(self) -> str:
        """Who is asked for, as a sentence; nothing where everyone is."""
        lacks = {"next": "without a next date", "goal": "without an open goal", "talk": "without any talk so far"}
        parts = [
            f"with {self.manager} as manager" if self.manager else "",
            f"in stage {self.stage}" if self.stage else "",
            f"heading {self.direction}" if self.direction else "",
            "whose talk is due" if self.due else "",
            "with something past its date" if self.late else "",
            *(lacks[missing] for missing in self.without),
        ]
        return f"Only those {', '.join(filter(None, parts))}." if any(parts) else ""


def chosen(rows: Sequence[Row], asked: Asked, sort: Sort) -> list[Row]:
    """Those who are asked for, in order. Raises NotFound when nobody is a manager of the name that is asked for."""
    if asked.manager is not None:
        require_known(asked.manager, {row.manager for row in rows if row.manager}, "is a manager")
    fitting = sorted((row for row in rows if asked.fits(row)), key=lambda row: (row.key.casefold(), row.path))
    match sort:
        case "name":
            return sorted(fitting, key=lambda row: folded(row.name or row.key))
        case "next":  # who is to be talked to first
            return sorted(fitting, key=lambda row: row.talk_by or date.max)
        case "last":  # who was not talked to for longest
            return sorted(fitting, key=lambda row: (row.broken is not None, row.last or date.min))
    return fitting


def summary(rows: Sequence[Row], shown: Sequence[Row], today: date, *, marked: bool) -> str:
    """Say how many people there are, whom to talk to, and what cannot be read. `marked`: in the table, a `!` says who is due."""
    if not rows:
        return "There is only the example so far; `cap new alice` starts a plan."
    of_all = f"{len(shown)} of " if len(shown) < len(rows) else ""
    parts = [of_all + count(len(rows), "plan")]
    due = sorted((row for row in shown if row.due), key=lambda row: row.talk_by or date.max)
    if due:
        longest, mark = due[0], " (marked !)" if marked else ""
        since = f" (since {longest.talk_by}, {ago(longest.talk_by, today)})" if longest.talk_by else ""
        who = f"{longest.name} has waited longest{since}" if len(due) > 1 else f"{longest.name} waits{since}"
        parts.append(f"{count(len(due), 'conversation')} due{mark}: {who}; `cap agenda {for_shell(longest.key)}` prepares it")
    lines = [sentence(", ".join(parts))]
    if broken := [row.path for row in rows if row.broken is not None]:
        lines.append(unreadable(broken))
    return "\n".join(lines)


def unreadable(paths: Sequence[str]) -> str:
    """Say in a line which plans cannot be read."""
    call = " ".join(["cap lint", *paths]) if len(paths) <= 3 else "cap lint"
    return f"{count(len(paths), 'plan')} cannot be read; `{call}` says what to mend."
