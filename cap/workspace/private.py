"""The private side: notes about a person that never enter a shared repository.

One Markdown file per person, in a folder outside every repository that only this user may open. Nothing reads it but
`cap private` and `cap agenda --for manager`.
"""

from __future__ import annotations

import os
from datetime import date
from pathlib import Path

from cap.lint.rules import privacy
from cap.plan.problem import Problem, Span, problem_at
from cap.workspace import git
from cap.workspace.paths import shown
from cap.workspace.refusal import Refusal
from cap.workspace.settings import Workspace


def private_folder(workspace: Workspace) -> Path:
    """Where the notes lie: as the settings say, else in the user's data folder, under a name that a clone elsewhere shares."""
    if workspace.settings.private:
        return workspace.root / Path(workspace.settings.private).expanduser()
    from hashlib import sha256

    tree = git.work_tree(workspace.root)
    mark = (tree and git.first_commit(tree)) or sha256(str(workspace.root.resolve()).encode()).hexdigest()
    data = os.environ.get("XDG_DATA_HOME") or "~/.local/share"
    return Path(data).expanduser() / "cap" / f"{(tree or workspace.root).resolve().name}-{mark[:8]}"


def private_file(workspace: Workspace, plan: Path) -> Path:
    """The private notes that belong to a plan."""
    return private_folder(workspace) / f"{plan.stem}.md"


def private_notes(workspace: Workspace, plan: Path) -> str:
    """The notes on a person; empty when there are none. Raises Refusal."""
    file = private_file(workspace, plan)
    try:
        return file.read_text(encoding="utf-8", errors="replace")
    except FileNotFoundError:
        return ""
    except OSError as error:
        raise Refusal(f"the private notes in {shown(file)} cannot be read: {(error.strerror or str(error)).lower()}") from None


def note_privately(workspace: Workspace, plan: Path, text: str, today: date) -> Path:
    """Append a note under today's date; the file that holds it. Raises Refusal, also where others would get to read it."""
    file = private_file(workspace, plan)
    exposed = leaks(workspace)
    if exposed:
        raise Refusal(exposed[0].message, exposed[0].hint)
    try:
        file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        descriptor = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
        with os.fdopen(descriptor, "a", encoding="utf-8", newline="\n") as notes:
            before = "" if file.stat().st_size == 0 else "\n"
            notes.write(f"{before}## {today}\n\n{text.strip()}\n")
    except OSError as error:
        raise Refusal(f"{shown(file)} cannot be written: {(error.strerror or str(error)).lower()}") from None
    return file


def leaks(workspace: Workspace) -> list[Problem]:
    """What the rule `private-in-repo` finds: private notes that a repository holds, or could come to hold with the next commit."""
    if not workspace.settings.private:
        return []  # the default lies in the user's data folder, and git need not be asked
    folder = private_folder(workspace)
    if git.work_tree(folder) is None:
        return []
    tracked = [shown(folder / name) for name in git.tracked_below(folder)] if folder.is_dir() else []
    exposed = None if git.is_ignored(folder) else shown(folder)
    return [
        problem_at(path, Span(1, 1, 1, 1), privacy.ID, message, hint, level=privacy.LEVEL)
        for path, message, hint in privacy.private_in_repo(tracked, exposed)
    ]
