"""The user's own folders: notes go into the one for data, what was decided into that for state, what can be made again into the cache."""

from __future__ import annotations

import os
from pathlib import Path

from cap.system import cache_home


def at_home(path: str) -> Path | None:
    """A path with a user's home in the place of a leading `~`; None when no such home is known."""
    whole = os.path.expanduser(path)  # noqa: PTH111  Path's own raises
    return Path(whole) if os.path.isabs(whole) or not path.startswith("~") else None  # noqa: PTH117


def user_data() -> Path | None:
    """The folder in which `cap` keeps what is the user's own, there or not yet; None for a user without a home."""
    return _own("XDG_DATA_HOME", "~/.local/share")


def user_state() -> Path | None:
    """The folder in which `cap` keeps what the user decided, there or not yet; None for a user without a home."""
    return _own("XDG_STATE_HOME", "~/.local/state")


def _own(variable: str, otherwise: str) -> Path | None:
    named = os.environ.get(variable, "")
    folder = Path(named) if os.path.isabs(named) else at_home(otherwise)  # noqa: PTH117
    return folder / "cap" if folder else None


def user_cache() -> Path | None:
    """The user's cache folder, which may have to be made; None for a user who has none to write in, as in some containers."""
    path = at_home(cache_home())
    if path is None or not path.is_absolute():
        return None
    return path if os.access(path if path.is_dir() else path.parent, os.W_OK) else None
