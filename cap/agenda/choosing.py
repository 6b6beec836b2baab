"""Choose the conversation that a plan calls for, and say why."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import NamedTuple

from cap.agenda.situation import ELSEWHERE
from cap.plan.model import Goal, Plan
from cap.plan.standing import last_talk, refused_since_talk, standing
from cap.text.dates import add_months


class Choice(NamedTuple):
    """A conversation and the plans that it fits on a day. `reason` completes "because …"."""

    fits: Callable[[Plan, date], bool]
    kind: str
    reason: str


def _last(plan: Plan, kind: str) -> date | None:
    """The day of the last conversation of a type."""
    return max((talk.date for talk in plan.conversations if talk.type == kind), default=None)


def _since(plan: Plan, day: date | None) -> bool:
    last = last_talk(plan)
    return day is not None and (last is None or day > last)


def _new_manager(plan: Plan, today: date) -> bool:
    last = last_talk(plan)
    return last is not None and plan.started is not None and plan.started > last


def _pause_ended(plan: Plan, today: date) -> bool:
    return any(pause.until is not None and pause.until <= today and _since(plan, pause.until) for pause in plan.pauses)


def _elsewhere(plan: Plan, today: date) -> bool:
    goals = [goal.where for goal in plan.goals if goal.open]
    visions = [vision.where for vision in plan.visions]
    there = any(where in ELSEWHERE for where in goals) or (bool(visions) and all(where in ELSEWHERE for where in visions))
    last = _last(plan, "next-move")
    return there and (last is None or add_months(last, 6) < today)


def _open_goals(plan: Plan) -> list[Goal]:
    return [goal for goal in plan.goals if goal.open]


def _exploring(plan: Plan, today: date) -> bool:
    unsure = plan.stage == "exploring" or "unsure" in plan.direction or _last(plan, "career-vision") is not None
    return not _open_goals(plan) and unsure


def _unserved(plan: Plan, today: date) -> bool:
    """Whether an open goal has neither an open skill nor an open step."""
    served = {name for skill in plan.skills if skill.open for name in skill.goal}
    alone = len(_open_goals(plan)) == 1 and any(skill.open and not skill.goal for skill in plan.skills)
    return any(
        goal.id not in served and not any(action.open for action in goal.actions) and not alone for goal in _open_goals(plan)
    )


def _unfinished(plan: Plan, today: date) -> bool:
    return any(
        skill.open and (standing(skill) is None or not any(action.open for action in skill.actions)) for skill in plan.skills
    )


def _look_back(plan: Plan, today: date) -> bool:
    first = min((talk.date for talk in plan.conversations), default=None)
    last = _last(plan, "past-present-future") or first
    return last is not None and add_months(last, 12) < today


# The first row that fits decides.
CHOICES = (
    Choice(
        lambda plan, today: bool(refused_since_talk(plan)),
        "setback",
        "a goal was turned down since you last talked",
    ),
    Choice(_new_manager, "new-manager", "somebody else held the talks before"),
    Choice(_pause_ended, "welcome-back", "a pause has ended since you last talked"),
    Choice(
        lambda plan, today: not plan.conversations and plan.story is None,
        "life-story",
        "this is your first talk, and no story is told yet",
    ),
    Choice(_elsewhere, "next-move", "where this leads is not on this team"),
    Choice(_exploring, "unclear-goals", "no goal is open, and that may stay so for a while"),
    Choice(lambda plan, today: not _open_goals(plan), "career-vision", "no goal is open yet"),
    Choice(_unserved, "clear-goals", "a goal has neither a skill nor a step yet"),
    Choice(_unfinished, "action-plan", "a skill has no rating or no step yet"),
    Choice(_look_back, "past-present-future", "it has been a year since you last looked back and ahead"),
    Choice(lambda plan, today: True, "check-in", "the plan stands, so a short look at it will do"),
)


def choose(plan: Plan, today: date) -> tuple[str, str]:
    """The type of the next conversation, and the reason in a few words."""
    return next((choice.kind, choice.reason) for choice in CHOICES if choice.fits(plan, today))
