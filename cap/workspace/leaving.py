"""Somebody leaves: their plan handed over, and then all that `cap` keeps about them found and removed, the plan last.

Nothing is removed before what is handed over is on the disk. A plan that is still there can be asked about again, so whatever stops
this in the middle, the same command goes on where it stopped.
"""

from __future__ import annotations

import errno
import os
import shutil
import stat
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NamedTuple

from cap.plan.read import read
from cap.refusal import AlreadyThere, ChangedMeanwhile, NotFound, Refusal, reason
from cap.text.shell import for_shell
from cap.text.wording import folded
from cap.workspace.files import contents
from cap.workspace.git import work_tree, work_trees
from cap.workspace.kept import kept_about
from cap.workspace.landing import flush_folder, put_new
from cap.workspace.locking import TIMEOUT, locked
from cap.workspace.paths import enclosure, leads_into, only_ours, real, shown
from cap.workspace.private import SEALED, files_about
from cap.workspace.settings import Workspace
from cap.workspace.store import plan_files
from cap.workspace.undo import remembered
from cap.workspace.versions import place, versions

NOTES = "your private notes"


class Kept(NamedTuple):
    """A file, or a folder, that is kept about a person, and what it is in words."""

    what: str
    path: Path


class Former(NamedTuple):
    """The names that a plan had in its repository: those under which it was this person's, and those of which git alone thinks so."""

    sure: Sequence[str] = ()
    likely: Sequence[str] = ()


def former_names(plan: Path) -> Former:
    """The names that a plan had before, by its history; none where git does not say. Two forms that are hardly filled in are alike, so a
    name counts only if the same person stood in the file."""
    found: dict[str, bool] = {}
    where = place(plan)
    try:
        for version in versions(*where) if where else ():
            if version.was:
                before = next(filter(None, version.before), b"")
                found[version.was] = found.get(version.was, False) or _person(before) == _person(version.raw or b"")
    except Refusal:
        pass
    there = {str(where[1])} if where else set()
    return Former([name for name in found if found[name] and name not in there], [name for name in found if not found[name]])


def _person(raw: bytes) -> str | None:
    """Whose plan a version is; None for one that cannot be read, which is like no other."""
    plan = read(raw).plan
    return folded(plan.name) if plan else None


def kept_beside(plan: Path, workspace: Workspace, former: Sequence[str] = (), *, story: bool = False) -> list[Kept]:
    """All that is kept about a person beside their plan, for this user, also by a `former` name that nobody else's plan has now; with
    `story` only what may hold words of their story.

    Nothing of it is read. Raises Refusal where it is not sure that all of it can be found.
    """
    found = _beside(plan, workspace, story)
    tree = work_tree(plan.parent)
    for name in former if tree else ():
        earlier = (tree or plan) / name
        if not os.path.lexists(earlier) and folded(earlier.stem) not in {folded(path.stem) for path in plan_files(workspace)}:
            found += _beside(earlier, workspace, story)
    return list({thing.path: thing for thing in found}.values())


def _beside(plan: Path, workspace: Workspace, story: bool) -> list[Kept]:
    notes = [] if story else files_about(workspace, plan)
    found = [Kept("what waits sealed for a talk" if file.suffix == SEALED else NOTES, file) for file in notes]
    if undo := remembered(plan):
        found.append(Kept("the plan before its last change, for `cap undo`", undo))
    others = {path.stem for path in plan_files(workspace) if path.stem != plan.stem}
    found += [Kept("a text that was not saved", file) for file in kept_about(plan.stem, others)]
    return found + [Kept("a copy that an editor left", folder) for folder in _copies(plan.name)]


def _copies(name: str) -> list[Path]:
    """The folders in which `cap edit` has left a copy of a plan, because the editor did not wait, or was killed."""
    folders = Path(tempfile.gettempdir()).glob("cap-edit-*")
    return sorted(folder for folder in folders if not folder.is_symlink() and only_ours(folder) and (folder / name).is_file())


# ---- handing over


def require_removable(plan: Path) -> None:
    """Refuse a plan of which a second name would stay. Raises Refusal."""
    if plan.is_symlink():
        raise Refusal(f"{shown(plan)} is a link", f"Give the path of the file itself: {shown(real(plan))}")
    try:
        names = plan.lstat().st_nlink
    except OSError as error:
        raise Refusal(f"{shown(plan)} cannot be looked at: {reason(error)}") from None
    if names > 1:
        raise Refusal(
            f"{shown(plan)} has a second name somewhere (a hard link), which would stay",
            "Remove that, or replace it by a copy, first.",
        )


def require_folder(folder: Path, plan: Path, workspace: Workspace) -> None:
    """Refuse a folder that is no place to hand something over: one in the repository, or where plans and private notes lie. Raises
    Refusal."""
    around = [workspace.root, enclosure(workspace.root), *workspace.plan_folders, plan.parent, *work_trees(plan.parent)]
    inside = any(real(folder).is_relative_to(real(place)) for place in around)
    if inside or leads_into(folder, workspace.closed):
        where = "lies in the repository, which the plan is to leave" if inside else "lies where your private notes do"
        raise Refusal(f"{shown(folder)} {where}", f"Choose a folder outside of it, such as -o ~/{for_shell(plan.stem)}")
    if folder.exists() and not folder.is_dir():
        raise Refusal(
            f"{shown(folder)} is a file, and -o names a folder", "Two files come to lie in it: the plan, and a page of it."
        )
    if not folder.exists() and not real(folder).parent.is_dir():
        above = shown(real(folder).parent)
        raise NotFound(f"there is no folder {above}", f"Make it first: mkdir -p {for_shell(above)}")


def hand_over(folder: Path, files: Sequence[tuple[str, bytes]]) -> list[Path]:
    """Write files into a folder, down to the disk, and read them back; where they are. The first of them says whether they are there
    already, as from a call that was stopped. Raises Refusal, and then what was there is as it was.
    """
    places = [folder / name for name, _ in files]
    try:
        if not folder.exists():
            folder.mkdir(mode=0o700)
            flush_folder(real(folder).parent)
        again = os.path.lexists(places[0]) and _holds(places[0], files[0][1])
        for place, (_, content) in zip(places, files):
            if again and os.path.lexists(place):  # a page of another day says the same
                continue
            put_new(place, content)
            if not _holds(place, content):
                raise Refusal(
                    f"{shown(place)} does not hold what was written into it", "Nothing was removed. Try another folder."
                )
    except FileExistsError as error:
        there = next((place for place in places if os.path.lexists(place)), Path(str(error.filename)))
        raise AlreadyThere(
            f"{shown(there)} is there already, and holds something else",
            "Nothing was written over it, or removed. -o names another folder.",
        ) from None
    except OSError as error:
        raise Refusal(f"nothing can be handed over in {shown(folder)}: {reason(error)}", "Nothing was removed.") from None
    return places


def _holds(file: Path, content: bytes) -> bool:
    return not file.is_symlink() and contents(file) == content


# ---- removing


def remove(plan: Path, handed: bytes, beside: Sequence[Kept], last: Callable[[], None]) -> None:
    """Remove what is kept beside a plan, and do the `last` thing when all of that is gone.

    `handed` is the plan as it was when it was handed over. Raises Refusal, which says what is gone and what is left.
    """
    gone: list[Kept] = []
    try:
        require_same(plan, contents(plan), handed)
        for thing in beside:
            _remove(thing.path)
            gone.append(thing)
        last()
    except (OSError, Refusal) as error:
        raise _stopped(error, plan, gone, beside[len(gone) :]) from None


def remove_plan(plan: Path, handed: bytes) -> None:
    """Remove a plan's file, if it is still what was handed over. Raises OSError and Refusal."""
    with locked(real(plan.parent), plan, TIMEOUT):
        require_same(plan, contents(plan), handed)
        plan.unlink()
    flush_folder(plan.parent)


def require_same(plan: Path, now: bytes, handed: bytes) -> None:
    """Refuse to go on with a plan that is another by now. Raises ChangedMeanwhile."""
    if now != handed:
        raise ChangedMeanwhile(
            f"{shown(plan)} was changed by something else just now", "Look at it, and try again with another folder."
        )


def _remove(path: Path) -> None:
    """Remove a file, or the folder of a copy. What is gone already need not go. Raises OSError and Refusal."""
    try:
        if stat.S_ISDIR(path.lstat().st_mode):
            shutil.rmtree(path)
        else:
            with locked(real(path.parent), path, TIMEOUT):  # `cap note` may be writing there
                path.unlink()
    except FileNotFoundError:
        return
    flush_folder(path.parent)


def _stopped(error: OSError | Refusal, plan: Path, gone: Sequence[Kept], left: Sequence[Kept]) -> Refusal:
    why = error.message if isinstance(error, Refusal) else f"{error.filename or shown(plan)}: {reason(error)}"
    if isinstance(error, OSError) and error.errno in (errno.EACCES, errno.EPERM, errno.EROFS):
        why += "; the folder it lies in lets nothing be removed"
    done = f"Gone: {_named(gone)}." if gone else "Nothing was removed."
    still = f"Left: {_named([*left, Kept('the plan', plan)])}."
    hint = error.hint if isinstance(error, ChangedMeanwhile) else "The same command goes on from here."
    return Refusal(why, f"What was handed over is safe. {done} {still} {hint}")


def _named(things: Sequence[Kept]) -> str:
    return ", ".join(f"{thing.what} ({shown(thing.path)})" for thing in things)
