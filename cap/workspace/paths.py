"""Where the plans are, and paths as people type them."""

from __future__ import annotations

import os
from collections.abc import Collection, Iterator
from pathlib import Path

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


def find_root(start: Path) -> tuple[Path, Path | None]:
    """The folder that settings are relative to, and the settings' file if there is one: the nearest up to the repository's root."""
    folders = [start, *start.parents]
    repository = next((i for i, folder in enumerate(folders) if is_tree(folder)), None)
    for folder in folders[: None if repository is None else repository + 1]:
        if os.path.isfile(folder / NAME):  # noqa: PTH113  Path's own raises where a folder is closed to us
            return folder, folder / NAME
    # no settings: the folder that holds `plans` is meant, but outside a repository none further up than the one above
    for folder in folders[: 2 if repository is None else repository + 1]:
        if os.path.isdir(folder / "plans"):  # noqa: PTH112
            return folder, None
    return (start if repository is None else folders[repository]), None


def is_tree(folder: Path) -> bool:
    """Whether a folder is the root of a work tree. Asks the disk, not git."""
    return os.path.exists(folder / ".git")  # noqa: PTH110


def markdown_below(folder: Path, closed: Collection[Identity] = ()) -> Iterator[Path]:
    """Every `*.md` below a folder but `README.md` and what lies in hidden folders, in order of name.

    What lies in the folders `closed`, or is a link that leads there, is left out. A folder that cannot be listed, or lies too deep,
    stands among the files: whoever reads them all is told why this one cannot be read.
    """
    waiting = [(folder, 0)]
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
            elif (
                entry.name.endswith(".md")
                and entry.name.lower() != "readme.md"
                and not (closed and entry.is_symlink() and leads_into(path, closed))
            ):
                yield path
        waiting += reversed(below)


def _is_folder(entry: os.DirEntry[str]) -> bool:
    """Whether an entry is a folder, or a link to one."""
    try:
        return entry.is_dir()
    except OSError:  # a link to itself
        return False


def identity(path: Path) -> Identity | None:
    """What a path leads to; None when that is not there."""
    try:
        status = path.stat()
    except (OSError, ValueError):
        return None
    return status.st_dev, status.st_ino


def leads_into(path: Path, folders: Collection[Identity]) -> bool:
    """Whether a path, there or not yet, really leads to one of some folders, or into it."""
    if not folders:
        return False
    above = real(path)
    return any(identity(folder) in folders for folder in (above, *above.parents))


def real(path: Path) -> Path:
    """Where a path, there or not yet, really leads; a link that leads to itself stays as it is."""
    return Path(os.path.realpath(path))
