"""Where the plans are, and paths as people type them."""

from __future__ import annotations

import os
from collections.abc import Collection, Iterator
from pathlib import Path

NAME = "cap.yaml"
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
    repository = next((i for i, folder in enumerate(folders) if (folder / ".git").exists()), None)
    for folder in folders[: None if repository is None else repository + 1]:
        if (folder / NAME).is_file():
            return folder, folder / NAME
    # no settings: the folder that holds `plans` is meant, but outside a repository none further up than the one above
    for folder in folders[: 2 if repository is None else repository + 1]:
        if (folder / "plans").is_dir():
            return folder, None
    return (start if repository is None else folders[repository]), None


def markdown_below(folder: Path, closed: Collection[Identity] = ()) -> Iterator[Path]:
    """Every `*.md` below a folder but `README.md` and what lies in hidden folders, in order of name.

    What lies in the folders `closed`, or is a link that leads there, is left out.
    """
    for root, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        if closed:
            folders[:] = [name for name in folders if identity(Path(root, name)) not in closed]
        for name in sorted(names):
            if name.endswith(".md") and not name.startswith(".") and name.lower() != "readme.md":
                path = Path(root, name)
                if not (closed and path.is_symlink() and leads_into(path, closed)):
                    yield path


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
    real = Path(os.path.realpath(path))
    return any(identity(above) in folders for above in (real, *real.parents))


def user_data() -> Path:
    """The folder in which `cap` keeps what is the user's own, there or not yet."""
    data = os.environ.get("XDG_DATA_HOME", "")
    return Path(data if os.path.isabs(data) else os.path.expanduser("~/.local/share"), "cap")  # noqa: PTH111, PTH117
