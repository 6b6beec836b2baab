"""“Link to goal …”: what a finding misses a link of, and the items that it may lead to."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from cap.edit.edits import Edit, Put
from cap.edit.typed import label
from cap.language.handles import handle
from cap.plan.items import Entry, entries
from cap.plan.kinds import BY_KEY
from cap.plan.model import Closing, Skill
from cap.plan.problem import ItemPath, Problem
from cap.plan.read import Reading


def links_for(reading: Reading, problem: Problem) -> Iterator[tuple[str, list[Edit]]]:
    """What ends a finding by linking one item to another: in words, and as edits."""
    if reading.plan is None:
        return
    items = entries(reading)
    if problem.rule == "action-irrelevant":
        for goal in _open(items, "goal"):
            name, edits = _id(goal, items)
            yield f"Link to goal {label(goal)}", [*edits, Put((*problem.at[:2], "goal"), name)]
    elif problem.rule == "goal-without-skill":
        goal = next(one for one in items if one.path == problem.at[:2])
        for skill in _open(items, "skill"):
            assert isinstance(skill.item, Skill)
            name, edits = _id(goal, items)
            names = [*skill.item.goal, name]
            yield f"Link skill {label(skill)} to this goal", [*edits, Put((*skill.path, "goal"), names if names[1:] else name)]
    elif problem.rule == "unknown-reference":
        key = next(step for step in reversed(problem.at) if isinstance(step, str))
        kind = BY_KEY[str(problem.at[0 if len(problem.at) < 5 else 2])]
        target = kind.links.get(key)
        for one in items:
            if target is not None and one.path[-2] == target:
                name, edits = _id(one, items)
                yield f"Link to {BY_KEY[target].noun} {label(one)}", [*edits, Put(problem.at, name)]


def _open(items: Sequence[Entry], kind: str) -> list[Entry]:
    return [one for one in items if one.kind == kind and isinstance(one.item, Closing) and one.item.open]


def _id(entry: Entry, items: Sequence[Entry]) -> tuple[str, list[Edit]]:
    """An item's id, and the edits that give it one where it has none."""
    if entry.id is not None:
        return entry.id, []
    name = handle(entry.text, entry.kind, {one.id for one in items})
    path: ItemPath = entry.path
    return name, [Put((*path, "id"), name)]
