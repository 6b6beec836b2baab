"""Git's merge driver for plans: what git is told, so that a plan is merged by meaning, and by lines where that cannot be."""

from __future__ import annotations

import os
import re
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from cap.refusal import Refusal
from cap.workspace.files import SMALL, contents
from cap.workspace.git import set_config, work_tree
from cap.workspace.landing import put_over
from cap.workspace.paths import real, shown
from cap.workspace.settings import Workspace
from cap.workspace.store import create, require_inside

NAME = "career-action-plan"
# Git takes the file %A for the result, whatever becomes of this line, so that is replaced in one step, once the result is whole and in a
# file of its own: by this program, or where it is missing, dies, or says no, by git itself. Git before 2.44 does not know %S, %X and %Y.
DRIVER = (
    'r=%A.cap; x=%X; y=%Y; b=%S; [ "$x" != "%%X" ] || { x=ours; y=theirs; b=base; }; rm -f "$r"; '
    f'{NAME} merge %O %A %B -o "$r" --path %P --marker-size %L --ours "$x" --theirs "$y"; s=$?; '
    'if [ ! -s "$r" ]; then '
    'git merge-file -p --marker-size=%L -L "$x" -L "$b" -L "$y" %A %O %B > "$r"; s=$?; '
    'if [ "$s" -ge 128 ] || [ ! -s "$r" ]; then rm -f "$r"; '
    "echo 'not merged, and still as it was on your side:' %P >&2; exit 255; fi; fi; "
    '[ "$s" -le 1 ] || s=1; mv -f "$r" %A && exit "$s"'
)


class Installed(NamedTuple):
    """What was set up: the file of attributes, whether it is new or has more lines now, the folders of plans that lie in other
    repositories, and whether there is a repository whose git could be told."""

    file: Path
    changed: bool
    elsewhere: Sequence[Path]
    told: bool


def install(workspace: Workspace) -> Installed:
    """Have git merge the plans of a workspace by meaning: say so in `.gitattributes`, for all, and in this clone's configuration.

    What is there stays. Raises Refusal.
    """
    tree = work_tree(workspace.root)
    root = tree or real(workspace.root)
    folders = [real(folder) for folder in workspace.plan_folders]
    inside = [folder for folder in folders if folder.is_relative_to(root) and work_tree(folder) == tree]
    if not inside:
        raise Refusal(
            f"no plans lie in {shown(workspace.root)}", "Go to the repository that holds the plans, and type this there."
        )
    file = root / ".gitattributes"
    require_inside(file)
    there = _text(file)
    known = {line.strip() for line in there.decode(errors="replace").splitlines()}
    lines = [line for folder in inside if (line := f"{_pattern(folder.relative_to(root))} merge={NAME}") not in known]
    if lines:
        _append(file, there, lines)
    if tree is not None:
        set_config(tree, f"merge.{NAME}.name", "career action plans, merged by meaning")
        set_config(tree, f"merge.{NAME}.driver", DRIVER)
    return Installed(file, bool(lines), [folder for folder in folders if folder not in inside], tree is not None)


def _pattern(folder: Path) -> str:
    """A folder's plans as a pattern of `.gitattributes`, those in folders within it too."""
    parts = re.sub(r"([\\*?\[])", r"\\\1", folder.as_posix())
    pattern = "*.md" if parts == "." else f"{parts}/**/*.md"
    if re.search(r'[\s"]', pattern) or pattern.startswith(("#", "!")):
        escaped = pattern.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n").replace("\r", "\\r")
        return f'"{escaped}"'
    return pattern


def _append(file: Path, there: bytes, lines: Sequence[str]) -> None:
    end = b"\r\n" if b"\r\n" in there else b"\n"
    new = b"".join(line.encode() + end for line in lines)
    if not os.path.lexists(file):
        create(file, new.decode())
        return
    try:
        put_over(file, there + (end if there and not there.endswith(b"\n") else b"") + new, file.stat().st_mode & 0o7777)
    except OSError as error:
        raise Refusal(f"{shown(file)} cannot be written: {error.strerror}", f"Put this into it: {lines[0]}") from None


def _text(file: Path) -> bytes:
    if not os.path.lexists(file):
        return b""
    try:
        return contents(file, SMALL)
    except OSError as error:
        raise Refusal(f"{shown(file)} cannot be read: {error.strerror}") from None
