"""Plans as they were: at the last talk, at a commit, before a day. Many people's are found by one git that lists and one that reads.

What counts is the line of commits that the work tree stands on, each merge as one of them, by the day on which it came there.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import cache
from pathlib import Path
from typing import NamedTuple

from cap.plan.read import Reading, read
from cap.refusal import Refusal, Unreadable
from cap.text.dates import spelled
from cap.workspace.objects import Asked, Objects, ask, commit_named, head, is_shallow, where_they_parted
from cap.workspace.versions import Entry, Step, trails, versions


class Point(NamedTuple):
    """A commit, and the day on which it came to the line that the work tree stands on."""

    commit: str
    day: date


class Earlier(NamedTuple):
    """A plan as it was: None where it was not there. `path` is what it was called, from the tree's root; `point` which commit it is of."""

    path: str
    reading: Reading | None
    point: Point


def point_named(tree: Path, typed: str, today: date) -> Point:
    """What `--since` means: a commit by its name, where the work tree's line left it; or a day that has been, by the last commit before it.

    Raises Refusal.
    """
    from cap.edit.typed import day_of
    from cap.text.dates import day_meant

    here = head(tree)
    if here is None:
        raise Refusal(
            "nothing is committed yet, so there is nothing to compare with", "What changed is known from the first commit on."
        )
    named = commit_named(tree, typed)
    is_day = day_meant(typed, today, back=True) is not None
    if named is not None and is_day:
        raise Refusal(
            f"`{typed}` is a day, and the name of a commit too", f"Write the day as 2026-03-31, or the commit as {named[:12]}."
        )
    if named is not None:
        return _point(tree, where_they_parted(tree, named, here) or named)
    if not is_day:
        raise Refusal(
            f"`{typed}` is neither a commit nor a day",
            "`git log --oneline` lists commits, `git branch -a` branches; a day is written 2026-03-31 or `1 March`.",
        )
    day = day_of(typed, today, back=True)
    if day > today:
        raise Refusal(f"{spelled(day)} is still to come", "Give a day that has been, a branch or a commit.")
    before = Line(tree, day).last_before(day)
    if before is None:
        first = _point(tree, ask(tree, "rev-list", "--max-parents=0", "--first-parent", here).decode().split()[-1])
        short = "; the clone leaves out what was before, and `git fetch --unshallow` brings it" if is_shallow(tree) else ""
        raise Refusal(
            f"there is no commit before {spelled(day)}: the first is of {spelled(first.day)}{short}",
            f"`--since {first.commit[:12]}` begins with it.",
        )
    return before


def _point(tree: Path, commit: str) -> Point:
    said = ask(tree, "log", "-1", "--no-show-signature", "--format=%H %cs", "--end-of-options", commit).decode().split()
    return Point(said[0], _day(said[1]))


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return date.min


class Line:
    """The commits that the work tree stands on, each merge as one, the newest first, back to the last one before a day; none before the
    first commit."""

    def __init__(self, tree: Path, since: date) -> None:
        self.points: list[Point] = []
        with Asked(tree, "log", "--first-parent", "--no-show-signature", "--format=%H %cs", "HEAD", "--") as asked:
            while words := asked.hear().split():
                self.points.append(Point(words[0].decode(), _day(words[1].decode())))
                if self.points[-1].day < since:
                    return
        if not self.points:
            head(tree)  # says what is the matter, if more is than that nothing was committed

    @cache  # noqa: B019  a line lives as long as the question
    def at_end_of(self, day: date) -> int | None:
        """The number of the last commit that was there when a day ended."""
        return next((i for i, point in enumerate(self.points) if point.day <= day), None)

    def last_before(self, day: date) -> Point | None:
        """The last commit before a day."""
        return next((point for point in self.points if point.day < day), None)


class Wanted(NamedTuple):
    """A plan as it is, its path from the tree's root, and the day of the last talk."""

    path: str
    day: date
    reading: Reading


def at_talks(tree: Path, wanted: Sequence[Wanted]) -> list[Earlier | None]:
    """Each plan as it was when its last talk was over: at the end of that day, or, where the talk was written down later, with the
    commit that did. None for one of which git knows nothing before.

    Raises Refusal when git does not say; what cannot be read has no plan in its reading.
    """
    if not wanted:
        return []
    line = Line(tree, min(one.day for one in wanted))
    if not line.points:
        return [None] * len(wanted)
    thens = [line.at_end_of(one.day) for one in wanted]
    known = [(one, then) for one, then in zip(wanted, thens, strict=True) if then is not None]
    found: dict[str, Earlier] = {}
    with Objects(tree) as objects:
        raws = objects.files([(line.points[then].commit, one.path) for one, then in known])
        late = []
        for (one, then), raw in zip(known, raws, strict=True):
            if raw is not None:
                found[one.path] = _earlier(one, raw, line.points[then])
                if not _held(found[one.path], one.day):
                    late.append((one, then))
        for one, then in late:
            found[one.path] = _written_later(objects, line, one, then) or found[one.path]
    # what was not there under its name then had another one, or is newer than the talk: its own history tells
    missing = [one for one in wanted if one.path not in found]
    if missing:
        steps = trails(tree, [one.path for one in missing])
        with Objects(tree) as objects:
            own = {one.path: _by_its_own(objects, steps[one.path], one.day) for one in missing}
        found |= {path: earlier for path, earlier in own.items() if earlier}
    return [found.get(one.path) for one in wanted]


def _earlier(wanted: Wanted, raw: bytes | Unreadable, point: Point) -> Earlier:
    """What was read of a plan; nothing of one that is too large."""
    if isinstance(raw, Unreadable):
        return Earlier(wanted.path, Reading(wanted.path, b""), point)
    return Earlier(wanted.path, wanted.reading if raw == wanted.reading.raw else read(raw, wanted.path), point)


def _written_later(objects: Objects, line: Line, wanted: Wanted, then: int) -> Earlier | None:
    """The first commit after `then` that knows of the talk; None when none does."""

    def there(number: int) -> Earlier | None:
        raw = objects.file(line.points[number].commit, wanted.path)
        return None if raw is None else _earlier(wanted, raw, line.points[number])

    if not _held(there(0), wanted.day):
        return None
    low, high = 0, then  # at `low` the talk is there, at `high` it is not
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (middle, high) if _held(there(middle), wanted.day) else (low, middle)
    return there(low)


def _held(earlier: Earlier | None, day: date) -> bool:
    """Whether a plan knows of a talk on that day."""
    plan = earlier.reading.plan if earlier and earlier.reading else None
    return plan is not None and any(talk.date == day for talk in plan.conversations)


def _by_its_own(objects: Objects, steps: Sequence[tuple[Entry, Step]], day: date) -> Earlier | None:
    """The same, from the versions of one file, under all its names."""
    best: Earlier | None = None
    for entry, step in steps:
        if step.now.blob is None:
            continue
        raw = objects.read(step.now.blob)
        now = Earlier(step.now.path, read(raw, step.now.path), Point(entry.commit, entry.day))
        if best is None or entry.day <= day or (not _held(best, day) and _held(now, day)):
            best = now
    return best


def first_version(tree: Path, path: str) -> Earlier | None:
    """A plan as it began; None when git knows nothing of it."""
    first = next((one for one in versions(tree, path) if one.raw is not None), None)
    return Earlier(first.path, read(first.raw or b"", first.path), Point(first.commit, first.day)) if first else None
