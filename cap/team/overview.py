"""Everyone at a glance: one row of facts a plan, as `cap list` shows them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date

from msgspec import Struct

from cap.lint.rule import Subject
from cap.plan.open_items import is_late
from cap.plan.problem import Problem
from cap.plan.read import Reading
from cap.plan.standing import due_day, stage_on
from cap.text.shell import line, word
from cap.text.wording import count, sentence


class Row(Struct, frozen=True, kw_only=True):
    """One person. The fields are the keys of `--format json` and the columns of `--format csv`, in this order."""

    key: str  # the file's name without `.md`: what people type
    path: str
    name: str | None = None
    stage: str | None = None  # as people say it: paused, draft when the plan does not say
    last: date | None = None  # the last conversation
    next: date | None = None  # the next one, as it stands in the plan
    due: bool = False  # whether a conversation is due: `next` has passed, or the cadence has, and it was not held yet
    open: int = 0  # open actions of open skills
    overdue: int = 0  # of these, the ones past their date
    experience: int = 0  # the actions that count for 70/20/10, by type
    exposure: int = 0
    education: int = 0
    errors: int = 0
    warnings: int = 0
    hints: int = 0
    broken: str | None = None  # why the plan cannot be read; then there is nothing else to say


def row(key: str, reading: Reading, problems: list[Problem], *, today: date, cadence: str) -> Row:
    """The facts of one plan. `problems` is what lint found in it, `cadence` the team's."""
    found = Counter(problem.level for problem in problems)
    plan = reading.plan
    if plan is None:
        first = reading.problems[0]
        why = f"line {first.line}: {sentence(first.message)}"
        return Row(key=key, path=reading.path, errors=found["error"], warnings=found["warning"], broken=why)
    subject = Subject(plan, reading, today=today, cadence=cadence)
    due = due_day(plan, cadence)
    late = [action for _, action in subject.actions if is_late(plan, action.due, today)]
    counts = subject.mix
    return Row(
        key=key,
        path=reading.path,
        name=plan.name,
        stage=stage_on(plan, today),
        last=subject.last_talk,
        next=plan.next,
        due=due is not None and due < today,
        open=len(subject.actions),
        overdue=len(late),
        **counts._asdict(),
        errors=found["error"],
        warnings=found["warning"],
        hints=found["hint"],
    )


def summary(rows: Sequence[Row], *, marked: bool) -> str:
    """Say how many people there are, whom to talk to, and what cannot be read. `marked`: in the table, a `!` says who is due."""
    due = [row for row in rows if row.due]
    parts = [count(len(rows), "plan")]
    if due:
        mark = " (marked !)" if marked else ""
        parts.append(f"{count(len(due), 'conversation')} due{mark}: `cap agenda {word(due[0].key)}` prepares the first")
    lines = [", ".join(parts) + "."]
    broken = [row.path for row in rows if row.broken is not None]
    if broken:
        call = line(["cap", "lint", *broken]) if len(broken) <= 3 else "cap lint"
        lines.append(f"{count(len(broken), 'plan')} cannot be read; `{call}` says what to mend.")
    return "\n".join(lines)
