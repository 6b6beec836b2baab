"""Where a user's programs keep what they can make again: compiled templates here, and locks outside of repositories."""

from __future__ import annotations

import os
import sys
from pathlib import Path


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
