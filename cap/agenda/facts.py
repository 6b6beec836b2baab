"""A plan → what an agenda says about it, as plain data.

Every text is one line, fit to stand in Markdown as it is; every date is ISO text; what is absent is "", 0 or []. Only what is
open is listed, but for what changed since the last conversation.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from cap.agenda.words import inline
from cap.lint.rules.skills import standing
from cap.plan.dates import ago
from cap.plan.model import Action, Closing, Goal, Plan, RatingEntry, Skill, Support, Topic

Fact = dict[str, Any]


def texts(values: Sequence[str]) -> list[str]:
    return [inline(value) for value in values]


def optional(value: str | date | None) -> str:
    return "" if value is None else inline(value) if isinstance(value, str) else value.isoformat()


def same_person(mentioned: str | None, name: str | None) -> bool:
    """Whether a mention (`grace`, `grace-adeyemi`, `Grace`) can mean the person of that name."""
    if not mentioned or not name:
        return False
    return set(mentioned.casefold().replace("-", " ").split()) <= set(name.casefold().replace("-", " ").split())


def whose(plan: Plan, mentioned: str | None) -> str:
    """`person`, `manager`, or "" for anybody else and for nobody."""
    if mentioned == "manager" or same_person(mentioned, plan.manager):
        return "manager"
    return "person" if mentioned == "self" or same_person(mentioned, plan.name) else ""


def open_actions(plan: Plan) -> Iterator[tuple[Skill, Action]]:
    for skill in plan.skills:
        if skill.open:
            yield from ((skill, action) for action in skill.actions if action.open)


def goal_facts(plan: Plan, goal: Goal, day: date) -> Fact:
    visions = {vision.id: inline(vision.vision) for vision in plan.visions if vision.id}
    serving = [skill for skill in plan.skills if skill.open and goal.id is not None and goal.id in skill.goal]
    return {
        "name": inline(goal.goal),
        "measure": optional(goal.measure),
        "due": optional(goal.due),
        "late": goal.due is not None and goal.due < day,
        "horizon": goal.horizon or "",
        "where": goal.where or "",
        "obstacles": texts(goal.obstacles),
        "visions": [visions[name] for name in goal.vision if name in visions],
        "skills": [inline(skill.skill) for skill in serving],
    }


def action_facts(skill: Skill, action: Action, day: date) -> Fact:
    return {
        "name": inline(action.action),
        "skill": inline(skill.skill),
        "type": action.type or "",
        "measure": optional(action.measure),
        "due": optional(action.due),
        "late": action.due is not None and action.due < day,
        "moved": len(action.was),
        "with": texts(action.with_),
    }


def skill_facts(plan: Plan, skill: Skill, day: date) -> Fact:
    goals = {goal.id: inline(goal.goal) for goal in plan.goals if goal.id and goal.open}
    return {
        "name": inline(skill.skill),
        "rating": standing(skill) or 0,
        "target": skill.target or 0,
        "ten": optional(skill.ten),
        "views": rating_views(plan, skill),
        "seen": seen(skill, plan),
        "ways": [inline(way.way) for way in skill.ways],
        "chosen": [inline(way.way) for way in skill.ways if way.chosen],
        "goals": [goals[name] for name in skill.goal if name in goals],
        "actions": [action_facts(skill, action, day) for action in skill.actions if action.open],
    }


def latest(ratings: Sequence[RatingEntry]) -> RatingEntry | None:
    return max(ratings, key=lambda entry: entry.date, default=None)


def rating_views(plan: Plan, skill: Skill) -> list[Fact]:
    """What the person and the manager say where that is not what was agreed: `who` is person or manager.

    Only what was said since the last agreed rating counts; agreeing settled what was said before.
    """
    agreed = latest([entry for entry in skill.ratings if entry.by is None])
    views = []
    for who in ("person", "manager"):
        said = latest([entry for entry in skill.ratings if entry.by is not None and whose(plan, entry.by) == who])
        if said is not None and (agreed is None or said.date >= agreed.date):
            views.append({"who": who, "rating": said.rating, "date": said.date.isoformat(), "evidence": optional(said.evidence)})
    ratings = {view["rating"] for view in views} | {standing(skill) or 0}
    return views if len(ratings - {0}) > 1 else []


def seen(skill: Skill, plan: Plan) -> Fact:
    """The manager's last rating with what it rests on; empty when there is none."""
    said = latest([entry for entry in skill.ratings if entry.evidence and whose(plan, entry.by) == "manager"])
    return {"rating": said.rating, "date": said.date.isoformat(), "evidence": optional(said.evidence)} if said else {}


def support_facts(plan: Plan, support: Support, day: date) -> Fact:
    return {
        "name": inline(support.need),
        "from": optional(support.from_),
        "whose": whose(plan, support.from_),
        "due": optional(support.due),
        "late": support.due is not None and support.due < day,
        "age": ago(support.due, day) if support.due else "",
    }


def topic_facts(plan: Plan, topic: Topic, day: date) -> Fact:
    return {
        "name": inline(topic.topic),
        "by": optional(topic.by),
        "whose": whose(plan, topic.by),
        "date": optional(topic.date),
        "age": ago(topic.date, day) if topic.date else "",
    }


def topics(plan: Plan, last: date | None, day: date) -> dict[str, list[Fact]]:
    """The open topics: those raised for this talk, the person's (`person`) apart from the manager's (`manager`), and those
    that were on the table before the last one (`older`). What nobody's name stands beside is the person's: it is their plan."""
    found: dict[str, list[Fact]] = {"person": [], "manager": [], "older": []}
    for topic in plan.topics:
        if topic.open:
            fact = topic_facts(plan, topic, day)
            older = topic.date is not None and last is not None and topic.date < last
            found["older" if older else "manager" if fact["whose"] == "manager" else "person"].append(fact)
    return found


def changes(plan: Plan, since: date | None) -> list[Fact]:
    """What the dated entries after `since` tell, oldest first: `kind` is done, progress or rating.

    A rating has `rating`, the earlier one by the same (`before`, 0 when it is the first), and whose it is (`by`; "" is agreed).
    """
    found: list[Fact] = []

    def note(day: date | None, kind: str, name: str, **more: Any) -> None:
        if day is not None and (since is None or day > since):
            empty = {"note": "", "rating": 0, "before": 0, "by": "", "whose": ""}
            found.append({"date": day.isoformat(), "kind": kind, "name": inline(name), **empty, **more})

    closing: list[tuple[Closing, str]] = [(goal, goal.goal) for goal in plan.goals] + [(skill, skill.skill) for skill in plan.skills]
    closing += [(action, action.action) for skill in plan.skills for action in skill.actions]
    closing += [(support, support.need) for support in plan.support]
    for item, name in closing:
        if item.state == "done":
            note(item.done, "done", name, note=optional(item.note))
    for skill in plan.skills:
        for action in skill.actions:
            for entry in action.progress:
                note(entry.date, "progress", action.action, note=inline(entry.note))
        before: dict[str | None, int] = {}
        for rating in sorted(skill.ratings, key=lambda entry: entry.date):
            by = {"by": optional(rating.by), "whose": whose(plan, rating.by)}
            note(rating.date, "rating", skill.skill, rating=rating.rating, before=before.get(rating.by, 0), **by)
            before[rating.by] = rating.rating
    return sorted(found, key=lambda fact: fact["date"])
