"""Where the plans are, and paths as people type them."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from pathlib import Path

NAME = "cap.yaml"


def shown(path: Path) -> str:
    """A path as people would type it: from the current folder where it lies below it, with forward slashes."""
    try:
        relative = os.path.relpath(path)
    except ValueError:  # another drive
        return str(path)
    return (relative if not relative.startswith("..") or not path.is_absolute() else str(path)).replace(os.sep, "/")


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


def markdown_below(folder: Path) -> Iterator[Path]:
    """Every `*.md` below a folder but `README.md` and what lies in hidden folders, in order of name."""
    for root, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(names):
            if name.endswith(".md") and not name.startswith(".") and name.lower() != "readme.md":
                yield Path(root, name)


def user_cache() -> Path | None:
    """The user's cache folder, which may have to be made; None for a user who has none to write in, as in some containers."""
    if sys.platform == "win32":
        folder = os.environ.get("LOCALAPPDATA") or os.path.expanduser(r"~\AppData\Local")  # noqa: PTH111  - without a home it stays as it is
    elif sys.platform == "darwin":
        folder = os.path.expanduser("~/Library/Caches")  # noqa: PTH111
    else:
        folder = os.environ.get("XDG_CACHE_HOME") or os.path.expanduser("~/.cache")  # noqa: PTH111
    path = Path(folder)
    there = path if path.is_dir() else path.parent
    return path if path.is_absolute() and os.access(there, os.W_OK) else None
