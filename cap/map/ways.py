"""A plan → its visions, goals, skills and actions, what leads to what, and what leads nowhere."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from cap.plan.kinds import number
from cap.plan.model import Action, Goal, Plan, Skill
from cap.plan.read import Reading
from cap.plan.standing import standing

STEPS = ("visions", "goals", "skills", "actions")


class Stop(NamedTuple):
    """One thing on the way. `step` is its place in STEPS, `about` what stands behind its words, `gap` what is missing beside it."""

    number: str  # as `cap show` prints it
    step: int
    text: str
    about: str = ""
    open: bool = True
    gap: str = ""


class Ways(NamedTuple):
    """The stops in the order of the plan, the stops to which each leads by its number, and those to which nothing leads."""

    name: str
    stops: Sequence[Stop]
    after: Mapping[str, Sequence[Stop]]
    starts: Sequence[Stop]


def ways(reading: Reading, plan: Plan, *, closed: bool = False) -> Ways:
    """Find the ways in a plan that was read: what is open, and what is closed where that is asked for."""

    def numbered(*path: str | int) -> str:
        return number(reading.file_path(path))

    visions = {numbered("visions", i): vision for i, vision in enumerate(plan.visions)}
    goals = {numbered("goals", i): goal for i, goal in enumerate(plan.goals) if goal.open or closed}
    skills = {numbered("skills", i): skill for i, skill in enumerate(plan.skills) if skill.open or closed}
    owners: list[tuple[str, Sequence[Goal | Skill]]] = [("goals", plan.goals), ("skills", plan.skills)]
    actions = {
        numbered(key, i, "actions", j): (numbered(key, i), action)
        for key, items in owners
        for i, owner in enumerate(items)
        for j, action in enumerate(owner.actions)
        if closed or (owner.open and action.open)
    }
    by_id = {item.id: key for items in (visions, goals) for key, item in items.items() if item.id is not None}
    links = [
        *((by_id[name], end) for end, goal in goals.items() for name in goal.vision if by_id.get(name) in visions),
        *((by_id[name], end) for end, skill in skills.items() for name in skill.goal if by_id.get(name) in goals),
        *((start, end) for end, (start, _) in actions.items()),
    ]
    on, reached = {start for start, _ in links}, {end for _, end in links}

    def gap(number: str, item: Goal | Skill) -> str:
        """What is missing before and behind an open item; before the first vision is written, no goal needs one."""
        if isinstance(item, Skill):
            before = "for no goal that is open" if item.goal else "for no goal"
        else:
            before = "toward no vision" if visions else ""
        missing = ("" if number in reached else before, "" if number in on else "nothing planned for it yet")
        return ", ".join(filter(None, missing)) if item.open else ""

    aimed = {name for goal in plan.goals for name in goal.vision}
    unaimed = {key: "no open goal leads here" if item.id in aimed else "no goal leads here yet" for key, item in visions.items()}
    stops = [Stop(key, 0, item.vision, gap="" if key in on else unaimed[key]) for key, item in visions.items()]
    stops += [Stop(key, 1, item.goal, _about(item), item.open, gap(key, item)) for key, item in goals.items()]
    stops += [Stop(key, 2, item.skill, _about(item), item.open, gap(key, item)) for key, item in skills.items()]
    stops += [Stop(key, 3, item.action, _about(item), item.open) for key, (_, item) in actions.items()]
    by_number = {stop.number: stop for stop in stops}
    after: dict[str, list[Stop]] = {}
    for start, end in dict.fromkeys(links):
        after.setdefault(start, []).append(by_number[end])
    return Ways(plan.name, stops, after, [stop for stop in stops if stop.number not in reached])


def _about(item: Goal | Skill | Action) -> str:
    """Where it stands: how it ended; of a skill from where to where, else by when."""
    if not item.open:
        day = {"done": item.done, "dropped": item.dropped, "refused": item.refused}.get(item.state)
        return f"{item.state} {day}" if day else item.state
    if isinstance(item, Skill):
        scale = (standing(item), item.target)
        return " → ".join(str(points) if points is not None else "?" for points in scale) if any(scale) else ""
    return f"by {item.due}" if item.due else ""
