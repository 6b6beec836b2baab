"""What is open in a plan, and how it stands: due when, late or not, put off how often, owed by whom.

Open means open under an open parent; what is closed is history. Everyone who speaks of open things asks here, so that a page, a
table, an agenda and a finding cannot disagree.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import pairwise
from typing import Literal, NamedTuple, TypeVar

from cap.plan.kinds import STATUS
from cap.plan.model import Action, Closing, Goal, Plan, Skill, Support, Topic
from cap.plan.problem import ItemPath
from cap.plan.read import Reading
from cap.plan.standing import last_talk, pause_on, rests, whose

Open = TypeVar("Open", bound=Closing)
Owner = Literal["person", "manager", "other", "nobody"]


class OpenItem(NamedTuple):
    """An item that is open. `path` is that in the plan; `reading.file_path` and `kinds.number` make a number of it."""

    kind: str  # goal, skill, action, support, topic
    path: ItemPath
    item: Goal | Skill | Action | Support | Topic
    above: Goal | Skill | None  # what an action is for
    text: str
    owner: Owner  # who owes it: the person what they want to do, a promise whoever gave it, a wish and a topic nobody
    who: str  # the owner by the name that the plan has for them; "" where it has none
    due: date | None
    first_due: date | None  # the day that was meant at first
    moves: int  # how often it was put off
    late: bool
    noted: date | None  # when it was last written about


def open_items(reading: Reading, today: date) -> list[OpenItem]:
    """Everything in a plan that is open, in the order of its sections; what is done for a goal or a skill right behind it."""
    plan = reading.plan
    assert plan is not None
    found: list[OpenItem] = []
    for path, goal in still_open(reading, ("goals",), plan.goals):
        found.append(_of_the_person(plan, "goal", path, goal, goal.goal, None, today))
        found += _actions(reading, plan, path, goal, today)
    for path, skill in still_open(reading, ("skills",), plan.skills):
        found.append(_of_the_person(plan, "skill", path, skill, skill.skill, None, today))
        found += _actions(reading, plan, path, skill, today)
    for path, support in still_open(reading, ("support",), plan.support):
        owner, who = promised_by(plan, support)
        dates = _dates(plan, support, today)
        found.append(OpenItem("support", path, support, None, support.need, owner, who, *dates, None))
    for path, topic in still_open(reading, ("topics",), plan.topics):
        found.append(OpenItem("topic", path, topic, None, topic.topic, "nobody", "", *_dates(plan, topic, today), topic.date))
    return found


def promised_by(plan: Plan, support: Support) -> tuple[Owner, str]:
    """Who owes what somebody needs, and their name, as far as the plan has it; nobody owes a wish."""
    owner: Owner = whose(plan, support.from_) or ("other" if support.from_ else "nobody")
    known = {"person": plan.name, "manager": plan.manager}.get(owner)
    return owner, known or support.from_ or ""


def still_open(reading: Reading, path: ItemPath, items: Sequence[Open]) -> list[tuple[ItemPath, Open]]:
    """The open ones among the items of the list at `path`, each with its path; without those whose status is in doubt."""
    found = [((*path, i), item) for i, item in enumerate(items) if item.open]
    if not reading.spoilt:
        return found
    return [(at, item) for at, item in found if reading.spoilt.isdisjoint({reading.file_path((*at, key)) for key in STATUS})]


def is_late(plan: Plan, due: date | None, today: date) -> bool:
    """Whether that day has passed. Nothing is late while the plan rests, nor what fell due while it did."""
    return due is not None and due < today and not rests(plan, today) and pause_on(plan, due) is None


def moves(item: Goal | Action | Support) -> int:
    """How often an item was put off to a later day."""
    return sum(later > earlier for earlier, later in pairwise([*item.was, item.due or date.max])) if item.was else 0


def last_noted(action: Action) -> date | None:
    """The day of an action's last progress note."""
    return max((note.date for note in action.progress), default=None)


def quiet_since(plan: Plan, action: Action, today: date) -> date | None:
    """The day since which nobody has noted anything about an action: its last note, else the last talk; a pause does not count."""
    since = last_noted(action) or last_talk(plan)
    ends = [pause.until for pause in plan.pauses if pause.until is not None and pause.until <= today]
    return since if since is None else max(since, *ends) if ends else since


def _actions(reading: Reading, plan: Plan, path: ItemPath, above: Goal | Skill, today: date) -> Iterator[OpenItem]:
    for at, action in still_open(reading, (*path, "actions"), above.actions):
        yield _of_the_person(plan, "action", at, action, action.action, above, today)


def _of_the_person(
    plan: Plan, kind: str, path: ItemPath, item: Goal | Skill | Action, text: str, above: Goal | Skill | None, today: date
) -> OpenItem:
    noted = last_noted(item) if isinstance(item, Action) else None
    return OpenItem(kind, path, item, above, text, "person", plan.name, *_dates(plan, item, today), noted)


def _dates(plan: Plan, item: Goal | Skill | Action | Support | Topic, today: date) -> tuple[date | None, date | None, int, bool]:
    """When an item is due, when it was at first, how often it was put off, and whether it is late."""
    if isinstance(item, (Skill, Topic)):
        return None, None, 0, False
    first = item.was[0] if item.was else item.due
    return item.due, first, moves(item), is_late(plan, item.due, today)
