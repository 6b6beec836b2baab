"""Two versions of plans, found in git and on the disk: of one person or of everyone, since the last talk, a commit or a day, staged or not."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from itertools import islice
from pathlib import Path

from cap.history.telling import Compared, Since
from cap.plan.read import Reading, read
from cap.plan.standing import last_talk
from cap.refusal import Refusal, Unreadable
from cap.text.dates import spelled
from cap.text.escapes import utf8
from cap.workspace.counting import Counting
from cap.workspace.earlier import Earlier, Wanted, at_talks, first_version, point_named
from cap.workspace.git import work_tree
from cap.workspace.objects import Objects, files_of, files_staged, head
from cap.workspace.paths import real, shown
from cap.workspace.settings import Workspace
from cap.workspace.store import no_plans, plan_files, read_bytes, read_file, refuse_private, require_inside

STAGED = Since("staged", "in what is staged")
_AT_ONCE = 1000  # plans
UNSTAGED = Since("unstaged", "in what is not staged yet")


def two_files(one: Path, other: Path, workspace: Workspace) -> Compared:
    """Two files, the earlier one first. Raises Refusal."""
    for file in (one, other):
        refuse_private(file, workspace)
        require_inside(file)
    since = Since("file", f"from {shown(one)} to {shown(other)}")
    return Compared(other.stem, shown(other), None, read_file(one), read_file(other), since)


# ---- since the last talk


def since_talk(path: Path, reading: Reading, today: date) -> Compared:
    """A plan since its last talk; one without a talk, since it began. Raises Refusal where nothing is known of how it was."""
    tree, name = _place(path)
    plan = reading.plan
    assert plan is not None
    day = last_talk(plan, today)
    if head(tree) is None:
        raise Refusal(
            f"nothing is committed yet, so nothing is known of how {shown(path)} was",
            "What changed is known from the first commit on.",
        )
    before = at_talks(tree, [Wanted(name, day, reading)])[0] if day else first_version(tree, name)
    if before is None:
        raise Refusal(
            f"git knows no earlier version of {shown(path)}", "What changed is known from the day on which it was committed."
        )
    return _since_talk(path, name, reading, before, day)


def everyone_since_talk(workspace: Workspace, today: date) -> Iterator[Compared]:
    """Everyone's plan since the last talk with them; those who had none, or of whom git knows nothing, are left out.

    One that cannot be read has no plan in its reading. Raises Refusal where no plan lies in a repository.
    """
    for tree, files in _chunks(_trees(workspace, None)):
        talked: list[tuple[str, Reading, date]] = []
        for name, path in files.items():
            reading = _on_disk(path)
            if reading.plan is None:
                yield Compared(utf8(path.stem), shown(path), None, None, reading, Since("talk", "since the last talk"))
            elif (day := last_talk(reading.plan, today)) is not None and not reading.is_example:
                talked.append((name, reading, day))
        earlier = at_talks(tree, [Wanted(name, day, reading) for name, reading, day in talked])
        for (name, reading, day), before in zip(talked, earlier, strict=True):
            if before is not None:
                yield _since_talk(files[name], name, reading, before, day)


def _chunks(trees: Mapping[Path, Mapping[str, Path]]) -> Iterator[tuple[Path, dict[str, Path]]]:
    """So many plans at once that one git answers for many, and not all of them are held."""
    for tree, files in trees.items():
        names = iter(files.items())
        while chunk := dict(islice(names, _AT_ONCE)):
            yield tree, chunk


def _since_talk(path: Path, name: str, reading: Reading, before: Earlier, day: date | None) -> Compared:
    point = before.point
    if day is None:
        since = Since("beginning", f"since the plan began, on {spelled(point.day)} (no talk yet)", point.day, point.commit)
    else:
        later = f", as it was written down on {spelled(point.day)}" if point.day > day else ""
        since = Since("talk", f"since the talk on {spelled(day)}{later}", day, point.commit)
    was = utf8(before.path) if before.path != name else None
    return Compared(utf8(path.stem), utf8(shown(path)), was, before.reading, reading, since)


# ---- since a commit or a day; staged, and not yet


def since_point(typed: str, workspace: Workspace, today: date, only: Path | None = None) -> Iterator[Compared]:
    """Everyone's plan, or only one, since a commit or a day. Raises Refusal."""
    for tree, files in _trees(workspace, only).items():
        point = point_named(tree, typed, today)
        since = Since("commit", f"since {typed}, as it was on {spelled(point.day)}", point.day, point.commit)
        yield from _pairs(tree, Counting(tree, workspace, only).plans(files_of(tree, point.commit)), files, since, only)


def staged(workspace: Workspace, only: Path | None = None) -> Iterator[Compared]:
    """What the next commit will hold, against the last one. Raises Refusal."""
    for tree in _trees(workspace, only):
        here, counting = head(tree), Counting(tree, workspace, only)
        olds = counting.plans(files_of(tree, here)) if here else {}
        yield from _pairs(tree, olds, counting.plans(files_staged(tree)), STAGED, only)


def unstaged(workspace: Workspace, only: Path | None = None) -> Iterator[Compared]:
    """The plans as they are, against what the next commit will hold. Raises Refusal."""
    for tree, files in _trees(workspace, only).items():
        yield from _pairs(tree, Counting(tree, workspace, only).plans(files_staged(tree)), files, UNSTAGED, only)


_Files = Mapping[str, str] | Mapping[str, Path]  # from the tree's root → an id, or where it lies on the disk


def _pairs(tree: Path, olds: _Files, news: _Files, since: Since, only: Path | None) -> Iterator[Compared]:
    """Put together what is the same plan: by its path, else, of what went and came, by the bytes or by whose it is."""
    wanted = real(only).relative_to(tree).as_posix() if only else None
    with Objects(tree) as objects:

        def reading(files: _Files, name: str) -> Reading | None:
            place = files.get(name)
            if place is None:
                return None
            return _on_disk(place) if isinstance(place, Path) else _read(objects, place, name)

        def compared(was: str | None, name: str) -> Compared:
            old, new = reading(olds, was) if was else None, reading(news, name)
            path = shown(tree / name)
            return Compared(utf8(Path(name).stem), utf8(path), utf8(was) if was and was != name else None, old, new, since)

        gone = [name for name in olds if name not in news]
        come = [name for name in news if name not in olds]
        renamed = (
            _renamed(gone, come, lambda name: reading(olds, name), lambda name: reading(news, name)) if gone and come else {}
        )
        for name in news:
            if wanted == name or (wanted is None and not (name in olds and _same(olds[name], news[name]))):
                yield compared(name if name in olds else renamed.get(name), name)
        for name in gone if wanted is None else ():
            if name not in renamed.values():
                yield compared(name, name)


def _renamed(
    gone: Sequence[str], come: Sequence[str], old: Callable[[str], Reading | None], new: Callable[[str], Reading | None]
) -> dict[str, str]:
    """What has another path now → the path that it had."""
    waiting: dict[object, list[str]] = defaultdict(list)
    for name in gone:
        for mark in _marks(old(name)):
            waiting[mark].append(name)
    found: dict[str, str] = {}
    for name in come:
        free = [was for mark in _marks(new(name)) for was in waiting[mark] if was not in found.values()]
        if free:
            found[name] = free[0]
    return found


def _marks(reading: Reading | None) -> list[object]:
    """By what a plan is known under another path: all of its bytes, or whose it is."""
    if reading is None:
        return []
    return [reading.raw, *([reading.plan.name.casefold()] if reading.plan else [])]


def _same(old: str | Path, new: str | Path) -> bool:
    """Whether two places hold the very same bytes, as far as that can be told without git."""
    if isinstance(old, Path) or isinstance(new, str):
        return old == new
    try:
        raw = read_bytes(new)
    except OSError:
        return False
    made = hashlib.new("sha1" if len(old) == 40 else "sha256", b"blob %d\0" % len(raw), usedforsecurity=False)
    made.update(raw)
    return made.hexdigest() == old


def _read(objects: Objects, blob: str, name: str) -> Reading:
    try:
        return read(objects.read(blob), utf8(name))
    except Unreadable:
        return Reading(utf8(name), b"")


def _on_disk(path: Path) -> Reading:
    try:
        return read(read_bytes(path), utf8(shown(path)))
    except OSError:
        return Reading(utf8(shown(path)), b"")


# ---- where plans lie


def _place(path: Path) -> tuple[Path, str]:
    """The work tree of a plan, and its path from there. Raises Refusal."""
    file = real(path)
    tree = work_tree(file.parent)
    if tree is None:
        raise Refusal(
            f"{shown(path)} lies in no git repository, so nothing is known of how it was",
            "`git init` begins to keep it; two files can be compared at once: cap diff old.md new.md",
        )
    return tree, file.relative_to(tree).as_posix()


def _by_tree(files: Sequence[Path]) -> dict[Path, dict[str, Path]]:
    """Files by their work trees, each under its path from there. Raises Refusal where none lies in one, as for the first of them."""
    found: dict[Path, dict[str, Path]] = defaultdict(dict)
    around: dict[Path, Path | None] = {}
    for path in files:
        file = real(path)
        if file.parent not in around:
            around[file.parent] = work_tree(file.parent)
        if (tree := around[file.parent]) is not None:
            found[tree][file.relative_to(tree).as_posix()] = path
    if not found and files:
        _place(files[0])
    return found


def _trees(workspace: Workspace, only: Path | None) -> dict[Path, dict[str, Path]]:
    """The work trees of the plans that are there, or were: with nobody's left, those of the folders. Raises Refusal."""
    found = _by_tree([only] if only else plan_files(workspace))
    for folder in () if only else workspace.plan_folders:
        if (tree := work_tree(real(folder))) is not None:
            found.setdefault(tree, {})
    if not found:
        raise no_plans(workspace)
    return found
