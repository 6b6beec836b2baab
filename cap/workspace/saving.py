"""Which plans are not as the last commit has them, so that they can be saved (see committing.py)."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from cap.lint.rules.privacy import MANAGERS_PAGE
from cap.refusal import NotFound, Refusal, reason
from cap.text.wording import folded
from cap.workspace import git
from cap.workspace.counting import Counting
from cap.workspace.objects import Objects, files_of, files_staged, head
from cap.workspace.paths import real, shown
from cap.workspace.settings import Workspace
from cap.workspace.store import plan_files, read_bytes, resolve

_BEGINNING = 500  # bytes in which the mark of a page for the manager stands


class Unsaved(NamedTuple):
    """A plan that is not as the last commit has it: its path from the tree's root, and what it was and is; None where it is not there.
    `new`: git does not track it yet."""

    path: str
    before: bytes | None
    now: bytes | None
    new: bool = False

    @property
    def key(self) -> str:
        return Path(self.path).stem


class Repository(NamedTuple):
    """A repository with plans in it that are not saved."""

    tree: Path
    plans: Sequence[Unsaved]


def unsaved(workspace: Workspace, names: Sequence[str]) -> list[Repository]:
    """The plans that are not as the last commit has them, by repository; those of some names, or all. Raises Refusal."""
    there = {real(path): path for path in plan_files(workspace)}
    folders = [real(folder) for folder in workspace.plan_folders]
    around = {folder: git.work_tree(folder) for folder in {*folders, *(file.parent for file in there)}}
    trees = dict.fromkeys(tree for folder in (*folders, *around) if (tree := around[folder]) is not None)
    if not trees:
        where = shown(workspace.plan_folders[0]) if folders else "this folder"
        raise Refusal(f"{where} lies in no git repository, so there is nothing to commit to", "`git init` makes one of it.")
    found = []
    for tree in trees:
        here = {file.relative_to(tree).as_posix(): path for file, path in there.items() if around[file.parent] == tree}
        found.append(Repository(tree, _changed(tree, here, workspace)))
    return _named(found, names, workspace) if names else [one for one in found if one.plans]


def _changed(tree: Path, here: dict[str, Path], workspace: Workspace) -> list[Unsaved]:
    """The plans of one work tree that are not saved; `here` are those on the disk, by their paths in it."""
    commit = head(tree)
    saved = files_of(tree, commit) if commit else {}
    gone = [
        path for path in Counting(tree, workspace, None).plans(saved) if path not in here and not os.path.lexists(tree / path)
    ]
    left_out = git.sparse(tree) if gone else set()  # whole folders that are not on the disk are not gone
    staged = files_staged(tree)
    plans = []
    with Objects(tree) as objects:
        for path in sorted({*here, *gone} - left_out):
            now = _read(here[path]) if path in here else None
            if now is not None and path in saved and _id(now, saved[path]) == saved[path]:
                continue
            before = objects.read(saved[path]) if path in saved else None
            if not _is_same(before, now):
                plans.append(Unsaved(path, before, now, path not in staged and path not in saved))
    ignored = git.ignored(tree, [plan.path for plan in plans if plan.new])
    return [plan for plan in plans if plan.path not in ignored]


def _read(path: Path) -> bytes:
    try:
        return read_bytes(path)
    except OSError as error:
        raise Refusal(f"{shown(path)} cannot be read: {reason(error)}") from None


def _id(raw: bytes, like: str) -> str:
    """By what git knows a file of these bytes, in a repository whose ids are like that one."""
    return hashlib.new("sha256" if len(like) == 64 else "sha1", b"blob %d\0" % len(raw) + raw, usedforsecurity=False).hexdigest()


def _is_same(before: bytes | None, now: bytes | None) -> bool:
    """Whether nothing is to be saved: git may store the lines of a file that has CRLF with LF."""
    if before is None or now is None or before == now:
        return before == now
    return b"\r\n" not in before and before == now.replace(b"\r\n", b"\n")


def _named(found: Sequence[Repository], names: Sequence[str], workspace: Workspace) -> list[Repository]:
    """What of it is about the people of some names, whose plans may be gone. Raises Refusal."""
    wanted: set[Path] = set()
    for name in names:
        try:
            wanted.add(real(resolve(name, workspace, exact=True)))
        except NotFound:
            gone = [
                one.tree / plan.path
                for one in found
                for plan in one.plans
                if plan.now is None and (folded(plan.key) == folded(name) or plan.path == name)
            ]
            if not gone:
                raise
            wanted.update(gone)
    kept = [Repository(tree, [plan for plan in plans if tree / plan.path in wanted]) for tree, plans in found]
    return [one for one in kept if one.plans]


def require_no_private_page(plans: Sequence[Unsaved]) -> None:
    """Refuse what is no plan but a page for the manager alone. Raises Refusal."""
    for plan in plans:
        if plan.now is not None and MANAGERS_PAGE.encode() in plan.now[:_BEGINNING]:
            raise Refusal(f"{plan.path} is a page for the manager alone", "Nothing was committed. Move it out of the repository.")
