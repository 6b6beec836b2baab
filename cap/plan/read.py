"""Bytes of a plan file → the plan, and every shape problem at its place."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Any

from cap.plan.certify import certify, may_hide
from cap.plan.fences import Fences, Miss, cut, put_right
from cap.plan.kinds import BY_KEY, KINDS, links
from cap.plan.model import Closing, Goal, Plan, Skill, Vision
from cap.plan.problem import ItemPath, Problem, problem_at, problem_order

if TYPE_CHECKING:
    from cap.plan.places import Source
    from cap.plan.shape import Walk
    from cap.plan.slips.report import Mending


_TARGETS = frozenset(target for kind in KINDS for target in kind.links.values())  # the lists whose items are referred to
# A key whose text begins on the line below it, without a sign, and goes on.
_LINES_BELOW = re.compile(r"^ *[a-z]+:[ ]*\r?\n +\w[^:\n]*\n +\w[^:\n]*$", re.M)

EXAMPLE = "# This is an example."  # the first line of such a plan


class Reading:
    """What a file says.

    `plan` is None when that cannot be told. `problems` are the shape findings, in order of place; `spoilt` holds the item paths
    that they leave in doubt, in the file's own numbering; `kept`, for lists from which entries were left out, the positions in
    the file of those that were kept. `own` holds the team's own keys (`x-…`) of the items of `plan` that have any, by the item's path
    there (`()` the plan itself): texts as they were typed, in lists and dictionaries. `mending` is what is known of slips in its lines
    that have one right answer.
    """

    def __init__(self, path: str, raw: bytes, fences: Fences | None = None, text: str = "") -> None:
        self.path, self.raw, self.fences, self.text = path, raw, fences, text
        self.plan: Plan | None = None
        self.problems: tuple[Problem, ...] = ()
        self.spoilt: frozenset[ItemPath] = frozenset()
        self.kept: dict[ItemPath, list[int]] = {}
        self.own: dict[ItemPath, dict[str, Any]] = {}
        self.mending: Mending | None = None

    @cached_property
    def source(self) -> Source:
        """Finds places in the front matter; made when the first one is asked for, because a clean file needs none."""
        from cap.plan.places import Source

        return Source(self.path, self.text)

    def file_path(self, path: ItemPath) -> ItemPath:
        """An item path of `plan` in the file's numbering: they differ below a list from which an entry was left out."""
        found: ItemPath = ()
        for step in path:
            if isinstance(step, int) and found in self.kept:
                step = self.kept[found][step]
            found = (*found, step)
        return found

    def plan_path(self, path: ItemPath) -> ItemPath | None:
        """An item path of the file in the numbering of `plan`; None when it leads to an entry that was left out."""
        found: list[str | int] = []
        for i, step in enumerate(path):
            position = self._positions.get(path[:i]) if isinstance(step, int) else None
            if position is not None:
                if step not in position:
                    return None
                step = position[step]
            found.append(step)
        return tuple(found)

    @cached_property
    def _positions(self) -> dict[ItemPath, dict[str | int, int]]:
        """`kept` the other way round: position in the file → position in `plan`."""
        return {path: {step: i for i, step in enumerate(kept)} for path, kept in self.kept.items()}

    @property
    def is_example(self) -> bool:
        """Whether this is the plan with which a new repository explains itself, and nobody's."""
        return self.text.lstrip().startswith(EXAMPLE)

    @property
    def body(self) -> bytes:
        return self.raw[self.fences.body :] if self.fences else b""


def read(raw: bytes, path: str = "plan.md") -> Reading:
    """Read a plan file. `path` is what its findings are reported under. Never raises for what is in the file."""
    fences = cut(raw)
    if isinstance(fences, Miss):
        reading = Reading(path, raw)
        fix = "---" if fences.rule == "no-front-matter" and put_right(raw) is not None else None
        reading.problems = (problem_at(path, fences.span, fences.rule, fences.message, fences.hint, fix=fix),)
        if fences.rule == "merge-conflict":
            from cap.plan.conflicts import told

            reading.problems = told(path, raw, reading.problems[0])
        return reading
    front = raw[fences.start : fences.end]
    try:
        text = front.decode()
    except UnicodeDecodeError as error:
        reading = Reading(path, raw, fences, front[: error.start].decode())
        found = f"the byte 0x{front[error.start]:02X} is not UTF-8"
        _refuse(reading, "unreadable", len(reading.text), found, "Save the file again as UTF-8.")
        return reading
    reading = Reading(path, raw, fences, text)
    if "\0" in text:
        hint = "This is not a text file, or it was damaged: restore it from an earlier version."
        _refuse(reading, "unreadable", text.index("\0"), "there is a NUL character here", hint)
        return reading
    plan = certify(text, Plan)
    if plan is not None and _consistent(plan) and not _run_together(plan, text):
        reading.plan = plan
    else:
        _read_slowly(reading)
    return reading


def _refuse(reading: Reading, rule: str, index: int, message: str, hint: str) -> None:
    """The one problem of a front matter that cannot be read at all."""
    span = reading.source.span(index, index + 1)
    reading.problems = (problem_at(reading.path, span, rule, message, hint),)


def _read_slowly(reading: Reading) -> None:
    from cap.plan.nodes import Refused
    from cap.plan.older import translate
    from cap.plan.shape import Walk
    from cap.plan.slips.suspicion import may_be_slips

    try:
        walk = Walk(reading.source)
        walk.problems += translate(reading.source)
        reading.plan = walk.document(Plan)
    except Refused as refused:
        from cap.plan.slips.report import in_broken

        found = in_broken(reading.source, refused)
        reading.problems, reading.mending = tuple(sorted(found.problems, key=problem_order)), found.mending
        return
    _report_ids(walk)
    if reading.plan is not None:
        _report_references(walk, reading)
    if (
        may_hide(reading.text)
        or (reading.plan and _run_together(reading.plan, reading.text))
        or may_be_slips(reading.text, reading.source.first_line, walk.problems)
    ):
        from cap.plan.slips.report import in_read

        found = in_read(reading.source, walk.problems)
        walk.problems, reading.mending = found.problems, found.mending
        walk.spoilt |= found.spoilt
    if any(problem.fix for problem in walk.problems):
        from cap.plan.fixable import only_certain

        walk.problems = only_certain(reading.source, walk.problems)
    reading.problems = tuple(sorted(walk.problems, key=problem_order))
    reading.spoilt = frozenset(walk.spoilt)
    reading.kept = walk.kept
    own = {reading.plan_path(path): keys for path, keys in walk.own.items()}
    reading.own = {path: keys for path, keys in own.items() if path is not None}


def _consistent(plan: Plan) -> bool:
    """Whether ids are unique and references lead somewhere. Asked of every plan: what `kinds.links` says in general, by hand."""
    owners: list[Goal | Skill] = [*plan.goals, *plan.skills]
    actions = [action for owner in owners for action in owner.actions]
    lists: tuple[Sequence[Closing | Vision], ...] = (plan.visions, plan.goals, plan.skills, plan.support, plan.topics, actions)
    ids = [item.id for items in lists for item in items if item.id is not None]
    return (
        len(set(ids)) == len(ids)
        and {vision.id for vision in plan.visions}.issuperset([name for goal in plan.goals for name in goal.vision])
        and {goal.id for goal in plan.goals}.issuperset([name for skill in plan.skills for name in skill.goal])
        and {skill.id for skill in plan.skills}.issuperset([name for moment in plan.moments for name in moment.skill])
        and {support.id for support in plan.support}.issuperset([name for action in actions for name in action.needs])
    )


def _run_together(plan: Plan, text: str) -> bool:
    """Whether what is one text may have been meant as several entries: `interests: Teaching`, and below it `- Ward design`."""
    lists = (plan.motivations, plan.interests, plan.improve, plan.themes, *(goal.obstacles for goal in plan.goals))
    alone = [texts[0] for texts in lists if len(texts) == 1]
    return any(" - " in one for one in alone) or (any(" " in one for one in alone) and _LINES_BELOW.search(text) is not None)


def _report_ids(walk: Walk) -> None:
    from cap.text.quotes import quote
    from cap.text.wording import brief

    seen: dict[str, ItemPath] = {}
    for name, path in walk.ids:
        if name in seen:
            first = walk.source.place(seen[name]).line
            message = quote(f"the id `{brief(name)}`", "this id") + f" is taken; it stands on line {first} too"
            walk.report("duplicate-id", walk.source.place(path), path, message, "Give one of the two another id.")
        else:
            seen[name] = path


def _with_ids_in_doubt(walk: Walk) -> frozenset[str | int]:
    """The lists of which a shape problem leaves open which ids they have: who refers to one of those may well be right."""
    with_id = {at[:-1] for _, at in walk.ids}
    return frozenset(
        path[0]
        for path in walk.spoilt
        if len(path) == 1 or (len(path) == 2 and path not in with_id) or (len(path) == 3 and path[-1] == "id")
    )


def _report_references(walk: Walk, reading: Reading) -> None:
    from cap.plan.meant.references import reference_hint
    from cap.text.quotes import quote
    from cap.text.wording import brief

    reading.kept = walk.kept
    assert reading.plan is not None
    ids = {found for found, _ in walk.ids}
    known_ids = {kind: dict.fromkeys(found for found, at in walk.ids if at[0] == kind and len(at) == 3) for kind in _TARGETS}
    doubtful = _with_ids_in_doubt(walk) if walk.spoilt else frozenset()
    for path, kind, name in links(reading.plan):
        known = known_ids[kind]
        if name in known or kind in doubtful:
            continue
        path = reading.file_path(path)
        noun = BY_KEY[kind].noun
        items = getattr(reading.plan, kind) if len(known) * len(walk.problems) < 20_000 else []
        names = {getattr(item, BY_KEY[kind].name): item.id for item in items}
        hint, fix = reference_hint(name, noun, known, ids, names)
        walk.report(
            "unknown-reference",
            walk.source.place(path),
            path,
            f"there is no {noun} with " + quote(f"the id `{brief(name)}`", "this id"),
            hint,
            fix=fix,
        )
