"""What an edit must pass before its result is returned. Every function raises Blocked with what it found."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence

import msgspec

from cap.edit.edits import Remove, Rename
from cap.edit.scalars import Scalar, meaning
from cap.edit.splicing.events import Blocked, Document, Event, InvalidEdit, Splice, comments
from cap.edit.splicing.steps import Insert, Step
from cap.plan.fixable import may_come_to_light
from cap.plan.problem import ItemPath, item_text
from cap.plan.read import Reading

_UNTOUCHED = "Nothing was changed; write it by hand."
Leaves = dict[ItemPath, str]


def verify_events(old: Document, new: Document, changes: Sequence[Splice], places: Sequence[int]) -> None:
    """Require that both parsers find the old events with exactly the intended changes, and that every comment is still there.

    The changes are in the order of the text; `places` say where each is.
    """
    for before, after in ((old.events, new.events), (old.second, new.second)):
        wanted: list[Event] = []
        ends: list[int] = []  # of the events wanted, up to the end of each change
        reached = 0
        for change in changes:
            wanted += [*before[reached : change.first], *change.events]
            reached = change.last
            ends.append(len(wanted))
        wanted += before[reached:]
        if list(after) != wanted:
            same = next((i for i, (found, meant) in enumerate(zip(after, wanted)) if found != meant), len(wanted))
            at = next((place for place, end in zip(places, ends) if same < end), places[-1])
            raise Blocked(at, "what would be written here reads back as something else", _UNTOUCHED)
    left, there = comments(old), comments(new)
    if left != there:
        lost = next((comment for comment, times in (Counter(left) - Counter(there)).items() if times), "")
        raise Blocked(
            places[-1],
            f"the comment `{lost}` would be lost",
            "Move the comment to a line of its own, or make this change by hand.",
        )


def verify_plan(old: Reading, new: Reading, steps: Sequence[Step], places: Sequence[int]) -> None:
    """Require that the plan differs in what the steps are about, and in nothing else, and that it holds the values that were given.

    Several steps are about several scalars or keys, none of which is within another.
    """
    if old.plan is None or new.plan is None:  # without a name there is none; what stands in the file was compared
        return
    before, after = _leaves(old), _leaves(new)
    paths = [(*step.path[:-1], step.key) if isinstance(step, Rename) else step.path for step in steps]
    for step in steps:
        if isinstance(step, (Insert, Remove)):
            before = {moved: leaf for found, leaf in before.items() if (moved := _moved(found, step)) is not None}
        if isinstance(step, Remove):
            if before != after:
                raise _cause(old, new, places[0], f"taking out `{item_text(step.path)}` would change more than that")
            return
    gone = {step.path for step in steps if isinstance(step, Rename)}
    before = {found: leaf for found, leaf in before.items() if not _within(found, gone)} if gone else before
    # an item that could not be read as one until now appears as a whole
    known = {found[:i] for found in before for i in range(len(found) + 1)}
    wholes = [next((path[:i] for i in range(1, len(path)) if path[:i] not in known), path) for path in paths]
    about = set(wholes)
    outside = [{found: leaf for found, leaf in leaves.items() if not _within(found, about)} for leaves in (before, after)]
    if outside[0] != outside[1]:
        raise _cause(old, new, places[0], f"changing `{item_text(paths[0])}` would change more than that")
    inside: dict[ItemPath, Counter[str]] = {path: Counter() for path in (*paths, *wholes)}
    for found, leaf in after.items():
        for i in range(len(found) + 1):
            if found[:i] in inside:
                inside[found[:i]][leaf] += 1
    for step, path, whole, at in zip(steps, paths, wholes, places, strict=True):
        if whole != path and not inside[whole]:  # still not readable, for a reason of its own
            continue
        if isinstance(step, (Rename, Remove)) or any(isinstance(part, str) and part.startswith("x-") for part in path):
            continue
        if inside[path] != Counter(_wanted(step.value)):
            problem = next((found for found in new.problems if found.at[: len(path)] == path), None)
            if problem:
                raise InvalidEdit(at, problem.message, problem.hint)
            raise _cause(old, new, at, f"`{item_text(path)}` would not read back as what was given")


def _within(path: ItemPath, places: Collection[ItemPath]) -> bool:
    """Tell whether a path leads to one of some places, or into one."""
    return any(path[:i] in places for i in range(len(path) + 1))


def _cause(old: Reading, new: Reading, at: int, otherwise: str) -> Blocked:
    """Say what went wrong with a plan: the first thing that the reader finds wrong and did not before, if there is one."""
    known = {(problem.rule, problem.item) for problem in old.problems}
    problem = next((found for found in new.problems if (found.rule, found.item) not in known), None)
    return InvalidEdit(at, problem.message, problem.hint) if problem else Blocked(at, otherwise, _UNTOUCHED)


def verify_problems(old: Reading, new: Reading, done: Sequence[Step], at: int) -> None:
    """Require that nothing is wrong that was not wrong before.

    What nobody looked for in what was no plan yet, or under a key that was none, may come to light.
    """
    known = Counter((problem.rule, problem.at) for problem in old.problems)
    for step in done:
        if isinstance(step, (Insert, Remove)):
            known = Counter({(rule, moved): n for (rule, path), n in known.items() if (moved := _moved(path, step)) is not None})
    opened = {(*step.path[:-1], step.key) for step in done if isinstance(step, Rename)}
    hidden = () if old.plan and not opened else ("unknown-reference", "duplicate-id")
    for problem in new.problems:
        if problem.rule in hidden or any(_within(problem.at, (key,)) and may_come_to_light(problem, key) for key in opened):
            continue
        known[problem.rule, problem.at] -= 1
        if known[problem.rule, problem.at] < 0:
            raise InvalidEdit(at, problem.message, problem.hint)


def _moved(path: ItemPath, step: Step) -> ItemPath | None:
    """Work out where a path leads after `step`, None when it is gone: entries behind one that came or went are renumbered."""
    *above, last = step.path
    depth = len(above)
    if len(path) <= depth or path[:depth] != tuple(above):
        return path
    here = path[depth]
    if isinstance(step, Insert):
        shift = isinstance(here, int) and isinstance(last, int) and here >= last
        return (*above, int(here) + 1, *path[depth + 1 :]) if shift else path
    if here == last:
        return None
    if isinstance(step, Remove) and isinstance(here, int) and isinstance(last, int) and here > last:
        return (*above, here - 1, *path[depth + 1 :])
    return path


def _leaves(reading: Reading) -> Leaves:
    """List what a plan says, flat: item path, in the file's numbering, → text."""
    waiting: list[tuple[ItemPath, object]] = [((), msgspec.to_builtins(reading.plan))]
    found: Leaves = {}
    while waiting:
        path, value = waiting.pop()
        if isinstance(value, dict):
            waiting += [((*path, key), child) for key, child in value.items()]
        elif isinstance(value, list):
            waiting += [((*path, i), child) for i, child in enumerate(value)]
        elif isinstance(value, Scalar) and value is not False:
            found[reading.file_path(path)] = meaning(value)
    return found


def _wanted(value: object) -> list[str]:
    """List the texts that a plan holds for a value: a blank one and a `no` are as good as absent."""
    if isinstance(value, Mapping):
        return [text for child in value.values() for text in _wanted(child)]
    if isinstance(value, Scalar):
        text = meaning(value)
        return [text] if text.strip(" \n") and value is not False else []
    return [text for child in value for text in _wanted(child)] if isinstance(value, Sequence) else []
