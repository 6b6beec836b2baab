"""Paths as people type them."""

from __future__ import annotations

import os
from pathlib import Path


def shown(path: Path) -> str:
    """A path as people would type it: from the current folder where it lies below it, with forward slashes."""
    try:
        relative = os.path.relpath(path)
    except ValueError:  # another drive
        return str(path)
    return (relative if not relative.startswith("..") or not path.is_absolute() else str(path)).replace(os.sep, "/")
