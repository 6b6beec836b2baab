"""A page that goes out: where it may lie, and who may read it."""

from __future__ import annotations

import contextlib
import shlex
import stat
from collections.abc import Callable
from pathlib import Path

from cap.refusal import Refusal, reason
from cap.text.shell import for_shell
from cap.workspace.endings import require_ending
from cap.workspace.git import work_tree
from cap.workspace.landing import put_over
from cap.workspace.paths import real, shown
from cap.workspace.settings import Workspace, open_workspace
from cap.workspace.store import create, require_inside


def require_place(
    output: Path, workspace: Workspace, *, private: bool = False, kind: str = "md", table: bool = False, what: str = "this page"
) -> None:
    """Refuse a file that is no place for `what` goes out: one among plans, in a folder that is not there, with the ending of another
    kind; and one in a repository for what only the manager may read. Raises Refusal."""
    require_inside(output)
    if private and work_tree(output) is not None:
        raise Refusal(
            f"{shown(output)} lies in a repository, and this page is for the manager's eyes alone",
            "Choose a file outside of it, or print the page without -o.",
        )
    if _is_among_plans(output, workspace):
        raise Refusal(
            f"{shown(output)} lies among plans, and {what} is none",
            f"Choose another folder, such as {for_shell('../' + output.name)}.",
        )
    require_ending(output, kind, table=table)
    if not output.parent.is_dir():
        folder = shown(output.parent)
        raise Refusal(f"there is no folder {folder}", f"Make it first: mkdir -p {shlex.quote(folder)}")


def _is_among_plans(output: Path, workspace: Workspace) -> bool:
    """Whether a file lies in a folder of plans, of this workspace or of the one around it."""
    folders = list(workspace.plan_folders)
    there = real(output.parent)
    with contextlib.suppress(Refusal):  # what others have set up wrongly is theirs to mend
        folders += open_workspace(start=there).plan_folders if there.is_dir() else []
    return any(there.is_relative_to(real(folder)) for folder in folders)


def write_page(output: Path, text: str, *, private: bool) -> None:
    """Write a new file, which only this user can read if it is private. Raises Refusal."""
    create(output, text, 0o600 if private else 0o666)


def write_over(output: Path, text: str, *, is_ours: Callable[[bytes], bool]) -> None:
    """Write a file, a new one or in the place of one whose first bytes say that it is ours; never over another. Raises Refusal."""
    if output.is_symlink() or not output.is_file() or not is_ours(_beginning(output)):
        create(output, text)
        return
    try:
        put_over(output, text.encode(), stat.S_IMODE(output.stat().st_mode))
    except OSError as error:
        raise Refusal(f"{shown(output)} cannot be written: {reason(error)}") from None


def _beginning(file: Path) -> bytes:
    """The first bytes of a file, in which its mark stands; nothing that anybody knows of one that cannot be read."""
    try:
        with file.open("rb") as content:
            return content.read(500)
    except OSError:
        return b"?"
