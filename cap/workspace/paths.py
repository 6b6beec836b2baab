"""Where the plans are, and paths as people type them."""

from __future__ import annotations

import os
import stat
from collections.abc import Collection, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from cap.system import group_id, user_id

NAME = "cap.yaml"
DEEPEST = 64  # folders in folders; nobody has more, and thousands of them are a trap
Identity = tuple[int, int]  # of a file or a folder on this computer, whatever the paths that lead there


def shown(path: Path) -> str:
    """A path as people would type it: from the current folder where it lies below it, with forward slashes."""
    try:
        relative = os.path.relpath(path)
    except ValueError:  # another drive
        return str(path)
    return (relative if not relative.startswith("..") or not path.is_absolute() else os.path.normpath(path)).replace(os.sep, "/")


def in_repository(path: str) -> str:
    """A path from here as one from the root of the repository that it lies in; outside of every repository, as it is."""
    whole = os.path.abspath(path)  # noqa: PTH100  a link stays what it is
    root = next((folder for folder in Path(whole).parents if is_tree(folder)), None)
    found = os.path.relpath(whole, root) if root and path != "<stdin>" else os.path.normpath(path)
    return found.replace(os.sep, "/")


class Root(NamedTuple):
    """The folder that settings are relative to; the settings' file, if there is one; and one that was left, as others could have
    written it."""

    folder: Path
    file: Path | None
    left: Path | None = None


def find_root(start: Path) -> Root:
    """Where the settings are: the nearest up to the repository's root, or, outside every repository, up to where others can write."""
    folders = [start, *start.parents]
    repository = next((i for i, folder in enumerate(folders) if _is_repository(folder)), None)
    left = None
    for number, folder in enumerate(folders[: None if repository is None else repository + 1]):
        file = folder / NAME
        if os.path.lexists(file):  # whatever it is: what cannot be read is said, and not passed over
            if repository is not None or all(map(only_ours, (*folders[: number + 1], file))):
                return Root(folder, file)
            left = file
            break
    # no settings: the folder that holds `plans` is meant, but outside a repository none further up than the one above
    for folder in folders[: 2 if repository is None else repository + 1]:
        ours = repository is not None or folder == start or (only_ours(start) and only_ours(folder))
        if ours and os.path.isdir(folder / "plans"):  # noqa: PTH112
            return Root(folder, None, left)
    return Root(start if repository is None else folders[repository], None, left)


def only_ours(path: Path) -> bool:
    """Whether a file or folder belongs to this user or to root, and nobody else but the user's own group can write there."""
    user = user_id()
    if user is None:
        return True
    try:
        status = path.stat()
    except OSError:
        return False
    group = status.st_mode & stat.S_IWGRP and status.st_gid != group_id()
    return status.st_uid in (0, user) and not group and not status.st_mode & stat.S_IWOTH


def is_tree(folder: Path) -> bool:
    """Whether a folder is the root of a work tree. Asks the disk, not git."""
    return os.path.exists(folder / ".git")  # noqa: PTH110


def _is_repository(folder: Path) -> bool:
    """Whether a folder is the root of a work tree, and not made one by somebody who may write there, as in /tmp."""
    if not is_tree(folder):
        return False
    user = user_id()
    if user is None:
        return True
    try:
        return (folder / ".git").stat().st_uid in (0, user, folder.stat().st_uid)
    except OSError:
        return False


def enclosure(folder: Path) -> Path:
    """What nothing in a folder may lead out of by itself: the repository around it, or, where there is none, the folder."""
    folder = real(folder)
    return next((around for around in (folder, *folder.parents) if _is_repository(around)), folder)


def leads_out(path: Path) -> bool:
    """Whether a link on its way takes a path out of a repository, or a folder with settings, that it seems to lie in."""
    whole = Path(os.path.normpath(path.absolute()))
    around = [folder for folder in whole.parents if is_tree(folder)]
    around = around or [folder for folder in whole.parents if os.path.lexists(folder / NAME)][:1]
    there = real(path)
    return any(not there.is_relative_to(real(folder)) for folder in around)


def markdown_below(folder: Path, closed: Collection[Identity] = ()) -> Iterator[Path]:
    """Every `*.md` below a folder but `README.md` and what lies in hidden folders, in order of name.

    What is one of `closed`, lies in one of them, or is a link that leads there, is left out. A folder that cannot be listed, or lies too deep,
    stands among the files: whoever reads them all is told why this one cannot be read.
    """
    waiting = [(folder, 0)]
    inodes = {inode for _, inode in closed}
    while waiting:
        here, depth = waiting.pop()
        try:
            entries = sorted(os.scandir(here), key=lambda entry: entry.name) if depth <= DEEPEST else None
        except OSError:
            entries = None
        if entries is None:
            yield here
            continue
        below = []
        for entry in entries:
            if entry.name.startswith("."):
                continue
            path = here / entry.name
            if _is_folder(entry):
                if not entry.is_symlink() and not (closed and identity(path) in closed):
                    below.append((path, depth + 1))
            elif is_plans_name(entry.name) and not (
                closed and (entry.is_symlink() or entry.inode() in inodes) and leads_into(path, closed)
            ):
                yield path
        waiting += reversed(below)


def is_plans_name(name: str) -> bool:
    """Whether a file of that name is taken for a plan where nobody says that it is one."""
    return name.endswith(".md") and name.lower() != "readme.md"


def _is_folder(entry: os.DirEntry[str]) -> bool:
    """Whether an entry is a folder, or a link to one."""
    try:
        return entry.is_dir()
    except OSError:  # a link to itself
        return False


def is_too_wide(folder: Path) -> bool:
    """Whether a folder is a whole computer, or a whole drive."""
    return real(folder) == real(folder).parent


def identity(path: Path) -> Identity | None:
    """What a path leads to; None when that is not there."""
    try:
        status = path.stat()
    except (OSError, ValueError):
        return None
    return status.st_dev, status.st_ino


def leads_into(path: Path, closed: Collection[Identity]) -> bool:
    """Whether a path, there or not yet, leads to one of some files and folders, or into one: really, or by way of a link in there."""
    if not closed:
        return False
    above = real(path)
    return any(identity(folder) in closed for folder in (above, *above.parents, *path.absolute().parents))


def identities(folders: Sequence[Path], *, inside: bool = True) -> frozenset[Identity]:
    """Folders by what they are, so that no other path leads around them; with the files `inside` that have a second name, which may
    lie elsewhere."""
    found = {identity(folder) for folder in folders}
    for folder in folders if inside else ():
        for here, below, files in os.walk(folder):
            below[:] = [name for name in below if not name.startswith(".")]
            found |= {identity(Path(here, name)) for name in files if _has_a_second_name(Path(here, name))}
    return frozenset(one for one in found if one is not None)


def _has_a_second_name(file: Path) -> bool:
    try:
        return file.lstat().st_nlink > 1
    except OSError:
        return False


def real(path: Path) -> Path:
    """Where a path, there or not yet, really leads; a link that leads to itself stays as it is."""
    return Path(os.path.realpath(path))
