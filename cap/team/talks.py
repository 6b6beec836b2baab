"""When a plan's next conversation is due, and whether anything is due at all."""

from __future__ import annotations

from datetime import date

from cap.lint.rule import Subject
from cap.plan.dates import after
from cap.plan.model import Plan


def resting(plan: Plan, today: date) -> bool:
    """Whether a plan is paused on that day, so that nothing of it is due."""
    return plan.stage == "paused" and (plan.until is None or today < plan.until)


def due_day(subject: Subject) -> date | None:
    """The day by which the next conversation should be held.

    That is `next`, when it is still to come after the last talk; otherwise the cadence after the last talk, or after the two began.
    None when nothing in the plan says, or while it rests without an end; while it rests until a day, no earlier than that day.
    """
    plan, last = subject.plan, subject.last_talk
    since = last or plan.started
    if plan.next is not None and (last is None or plan.next > last):
        day = plan.next
    elif since is not None:
        day = after(since, subject.cadence)
    else:
        return None
    if plan.stage == "paused":
        return None if plan.until is None else max(day, plan.until)
    return day
