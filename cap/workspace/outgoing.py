"""A page that goes out: where it may lie, and who may read it."""

from __future__ import annotations

import contextlib
import os
import shlex
from collections.abc import Iterator, Sequence
from pathlib import Path

from cap.refusal import Refusal
from cap.workspace.git import work_tree
from cap.workspace.paths import real, shown
from cap.workspace.store import create, require_inside


def require_place(output: Path, *, private: bool) -> None:
    """Refuse a file whose folder is not there, and one in a repository for what only the manager may read. Raises Refusal."""
    require_inside(output)
    if private and work_tree(output) is not None:
        raise Refusal(
            f"{shown(output)} lies in a repository, and this page is for the manager's eyes alone",
            "Choose a file outside of it, or print the page without -o.",
        )
    if not output.parent.is_dir():
        folder = shown(output.parent)
        raise Refusal(f"there is no folder {folder}", f"Make it first: mkdir -p {shlex.quote(folder)}")


def require_outside_plans(output: Path, folders: Sequence[Path]) -> None:
    """Refuse a file in a folder of plans, where it would be taken for one or lie beside them for good. Raises Refusal."""
    inside = next((folder for folder in folders if real(output.absolute().parent).is_relative_to(real(folder))), None)
    if inside is not None:
        raise Refusal(f"{shown(output)} would lie among the plans", "Name a file elsewhere with -o.")


def write_page(output: Path, text: str, *, private: bool) -> None:
    """Write a new file, which only this user can read if it is private. Raises Refusal."""
    with _closed_to_others() if private else contextlib.nullcontext():
        create(output, text)


@contextlib.contextmanager
def _closed_to_others() -> Iterator[None]:
    """Create files for this user alone meanwhile."""
    before = os.umask(0o077)
    try:
        yield
    finally:
        os.umask(before)
