"""The versions of a plan out of git: who wrote which bytes on what day, under which name, from the first one on.

One `git log --raw` says what was changed, and one `git cat-file --batch` (objects.py) holds the bytes.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import groupby
from pathlib import Path
from typing import NamedTuple

from cap.workspace.git import work_tree
from cap.workspace.objects import Objects, ask, head, text_of
from cap.workspace.paths import real

_NO_FILE = (b"000000", b"120000", b"160000")  # nothing, a link, a repository in the repository
# What a repository's settings could make of the log is said here, so that it says the same everywhere.
_LOG = (
    *("-c", "log.showRoot=true", "-c", "diff.renameLimit=2000", "-c", "mailmap.file=", "-c", "mailmap.blob=", "log"),
    *("--raw", "-z", "-M", "-c", "--combined-all-paths", "--no-abbrev", "--date-order", "--full-history", "--no-relative"),
    *(
        "--no-color",
        "--no-notes",
        "--no-decorate",
        "--no-ext-diff",
        "--no-textconv",
        "--ignore-submodules=all",
    ),
    *("--no-show-signature", "--format=%x00%x00%H%x00%P%x00%as%x00%aN"),
)
_LONGEST = 200  # characters of an author's name


class File(NamedTuple):
    """A file in a commit, by its path from the tree's root; `blob` is None where there is none, or something that is no file."""

    path: str
    blob: str | None


class Step(NamedTuple):
    """What a commit made of a file: how it is after it, and how it was in each of its parents (several for a merge)."""

    now: File
    before: tuple[File, ...]


class Entry(NamedTuple):
    """A commit that touched files, as the log has it. `day` is the author's own. `parents` are those that are in the log too."""

    commit: str
    parents: tuple[str, ...]
    day: date
    author: str
    steps: tuple[Step, ...]


class Version(NamedTuple):
    """A plan as a commit left it.

    `raw` is None where the commit took it away. `before` is how it was in each parent, None where it was not there: one for an
    ordinary commit, also for the first, several for a merge that made something new of what it brought together; what a merge
    took from one side is told by that side's own commits. `was` is its path before, where the commit gave it another.
    """

    commit: str
    day: date
    author: str
    path: str
    raw: bytes | None
    before: tuple[bytes | None, ...]
    was: str | None = None

    @property
    def is_merge(self) -> bool:
        return len(self.before) > 1


def place(path: Path) -> tuple[Path, str] | None:
    """The work tree that a file lies in, there or not, and its path from there; None outside every repository. Asks the disk only."""
    file = real(path)
    tree = work_tree(file.parent)
    return (tree, file.relative_to(tree).as_posix()) if tree else None


def versions(tree: Path, path: str, *, after: str | None = None) -> Iterator[Version]:
    """Every version of a file, from the first one on, through its earlier names and all branches that were merged; those that came
    `after` a commit. One body after the other is held, with the one before it.

    Raises Refusal when git does not say, Unreadable for a version that is not there or too large.
    """
    steps = trail(tree, path, after=after)
    if not steps:
        return
    # each body is asked for once where one version follows the other, as most do
    wanted = [file.blob for _, step in steps for file in (*step.before, step.now) if file.blob]
    with Objects(tree) as objects:
        held: tuple[str, bytes] = ("", b"")
        bodies = objects.read_all([blob for blob, _ in groupby(wanted)])

        def body(file: File) -> bytes | None:
            nonlocal held
            if file.blob and file.blob != held[0]:
                held = file.blob, next(bodies)
            return held[1] if file.blob else None

        for entry, step in steps:
            before = tuple(body(file) for file in step.before)
            raw = body(step.now)
            was = next((file.path for file in step.before if file.blob and file.path != step.now.path), None)
            yield Version(entry.commit, entry.day, entry.author, step.now.path, raw, before, was if raw is not None else None)


def trail(tree: Path, path: str, *, after: str | None = None) -> list[tuple[Entry, Step]]:
    """The commits that made a file what it is, the oldest first, without what it held. Raises Refusal."""
    if head(tree) is None:
        return []
    entries = log(tree, [path], after=after, follow=True)
    names = {file.path for entry in entries for step in entry.steps for file in (step.now, *step.before)} | {path}
    if len(names) > 1:  # git follows the one line that it comes by first: what others did to an earlier name needs a second look
        entries = log(tree, sorted(names), after=after)
    return _of_one(entries, path)


def trails(tree: Path, paths: Sequence[str]) -> dict[str, list[tuple[Entry, Step]]]:
    """The same of several files, by one log. What branches did at the same time to a file that one of them renamed is not looked for."""
    if len(paths) == 1:
        return {paths[0]: trail(tree, paths[0])}
    found: dict[str, list[tuple[Entry, Step]]] = {path: [] for path in paths}
    called = {path: path for path in paths}  # what a file is called at that commit → what it is called now
    for entry in log(tree, []) if head(tree) else ():
        for step in entry.steps:
            if (now := called.get(step.now.path)) is not None:
                found[now].append((entry, step))
                earlier = {file.path for file in step.before if file.blob} - {step.now.path}
                if earlier:
                    del called[step.now.path]
                    called |= dict.fromkeys(earlier, now)
    return {path: steps[::-1] for path, steps in found.items()}


def log(tree: Path, paths: Sequence[str], *, after: str | None = None, follow: bool = False) -> list[Entry]:
    """The commits that touched some files or what is below some folders, the newest first, none before those that came of it; with
    no paths all commits. `follow`: the one file is followed to its earlier names. Raises Refusal.
    """
    span = ["HEAD", f"^{after}"] if after else ["HEAD"]
    said = ask(tree, *_LOG, "--follow" if follow else "--parents", "--end-of-options", *span, "--", *paths)
    return list(_entries(said.split(b"\0")))


def _entries(words: Sequence[bytes]) -> Iterator[Entry]:
    """Read what the log said, word for word: nothing in there can be taken for something else, since no name holds a NUL."""
    at, end = 0, len(words)
    while at < end:
        if not words[at]:
            at += 1
            continue
        commit, parents, day, author = words[at : at + 4]
        at += 4
        steps = []
        while at < end and (not words[at] or words[at].lstrip(b"\n").startswith(b":")):
            about = words[at].lstrip(b"\n")
            at += 1
            if not about:
                continue
            fields = about.lstrip(b":").split(b" ")
            sides = len(about) - len(about.lstrip(b":"))
            several = sides > 1 or fields[-1][:1] in (b"R", b"C")
            paths = words[at : at + (sides + 1 if several else 1)]
            at += len(paths)
            steps.append(_step(fields, [text_of(name) for name in paths], sides))
        yield Entry(commit.decode(), tuple(parents.decode().split()), _day(day), _name(author), tuple(steps))


def _step(fields: list[bytes], paths: list[str], sides: int) -> Step:
    modes, blobs = fields[: sides + 1], fields[sides + 1 : 2 * sides + 2]
    if len(paths) == 1:
        paths = paths * (sides + 1)
    files = [
        File(path, None if mode in _NO_FILE else blob.decode()) for path, mode, blob in zip(paths, modes, blobs, strict=True)
    ]
    return Step(files[-1], tuple(files[:-1]))


def _day(text: bytes) -> date:
    """The day of a commit; the first of all where somebody made up one that is in no calendar."""
    try:
        return date.fromisoformat(text.decode())
    except ValueError:
        return date.min


def _name(author: bytes) -> str:
    return " ".join(author[: 4 * _LONGEST].decode(errors="replace").split())[:_LONGEST]


def _of_one(entries: Sequence[Entry], path: str) -> list[tuple[Entry, Step]]:
    """What became of one file, the oldest first: each commit is asked for the name that the file had on that line, so that somebody
    else's file of the same name, earlier or later, is not taken for it."""
    wanted: dict[str, set[str]] = {}
    found = []
    for entry in entries:
        names = wanted.pop(entry.commit, None) or {path}
        steps = [step for step in entry.steps if step.now.path in names]
        found += [(entry, step) for step in steps]
        for side, parent in enumerate(entry.parents):
            earlier = names.difference(step.now.path for step in steps)
            earlier |= {step.before[side].path for step in steps if side < len(step.before)}
            wanted.setdefault(parent, set()).update(earlier)
    return found[::-1]
