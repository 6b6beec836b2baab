"""The private side: notes about a person that never enter a shared repository.

One Markdown file per person, in a folder outside every repository that only this user may open. Nothing reads it but
`cap private` and `cap agenda --for manager`.
"""

from __future__ import annotations

import os
from datetime import date
from hashlib import sha256
from pathlib import Path

from cap.lint.rules import privacy
from cap.plan.problem import Problem, Span, problem_at
from cap.workspace import git
from cap.workspace.paths import shown
from cap.workspace.refusal import Refusal
from cap.workspace.settings import Workspace, open_workspace
from cap.workspace.store import folded, plan_files


def private_file(workspace: Workspace, plan: Path) -> Path:
    """The private notes that belong to a plan, there or not yet. Raises Refusal."""
    return private_folder(_home(workspace, plan)) / f"{plan.stem}.md"


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
    if not text.strip():
        raise Refusal("a note needs something to say", f"Without -m, `cap private {plan.stem}` shows your notes.")
    try:
        note = f"## {today}\n\n{text.strip()}\n".encode()
    except UnicodeEncodeError:
        raise Refusal("this note holds bytes that are not UTF-8", "Type it again.") from None
    home = _home(workspace, plan)
    exposed = leaks(home)
    if exposed:
        raise Refusal(f"{exposed[0].path}: {exposed[0].message}", f"Nothing was noted. {exposed[0].hint}")
    file = private_folder(home) / f"{plan.stem}.md"
    try:
        file = _made(home) / file.name
        descriptor = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
        with os.fdopen(descriptor, "ab") as notes:
            file.chmod(0o600)  # it may have been made by hand
            notes.write(note if file.stat().st_size == 0 else b"\n" + note)
    except OSError as error:
        raise Refusal(f"{shown(file)} cannot be written: {(error.strerror or str(error)).lower()}") from None
    return file


def leaks(workspace: Workspace) -> list[Problem]:
    """What the rule `private-in-repo` finds: private notes that a repository holds, or could come to hold with the next commit."""
    folder = private_folder(workspace)
    tree = git.work_tree(folder)
    if tree is None:
        return []
    tracked = [shown(folder / name) for name in git.tracked_below(folder)] if folder.is_dir() else []
    exposed = None if git.is_ignored(folder / "anybody.md") else shown(folder)
    outside = f"Name a folder outside {tree} as `private:` in cap.yaml, or name this one in .gitignore."
    return [
        problem_at(
            path,
            Span(1, 1, 1, 1),
            privacy.ID,
            message,
            hint if workspace.settings.private or tracked else outside,
            level=privacy.LEVEL,
        )
        for path, message, hint in privacy.private_in_repo(tracked, exposed)
    ]


def private_folder(workspace: Workspace) -> Path:
    """Where the notes lie: as the settings say, else in the user's data folder. Raises Refusal."""
    if not workspace.settings.private:
        *_, last = folders = _default_folders(workspace)
        return last if last.is_dir() and not folders[0].is_dir() else folders[0]
    folder = os.path.expanduser(workspace.settings.private)  # noqa: PTH111  Path's own raises where the user is not known
    if folder.startswith("~"):
        raise Refusal(f"`private: {workspace.settings.private}` names a user who is not known here", "Write out the path.")
    return (workspace.root / folder).resolve()


def _default_folders(workspace: Workspace) -> list[Path]:
    """Where the notes belong without a setting.

    That is named after the repository's first commit, so that a clone elsewhere shares it. Before there is one, and without git,
    the path of the folder has to do, and comes last: what was noted under it is still found, and moves with the next note.
    """
    data = os.environ.get("XDG_DATA_HOME", "")
    home = Path(data if Path(data).is_absolute() else "~/.local/share").expanduser() / "cap"
    root = workspace.root.resolve()
    tree = git.work_tree(root)
    first = git.first_commit(tree) if tree else None
    by_path = home / f"{(tree or root).name}-{sha256(os.fsencode(root)).hexdigest()[:8]}"
    return [home / f"{tree.name}-{first[:8]}" / root.relative_to(tree), by_path] if tree and first else [by_path]


def _made(workspace: Workspace) -> Path:
    """The folder of the notes, there, and for this user alone if it is ours. Raises OSError."""
    folder = private_folder(workspace)
    if workspace.settings.private:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        return folder
    best = _default_folders(workspace)[0]
    best.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    if folder != best:
        folder.rename(best)
    best.mkdir(mode=0o700, exist_ok=True)
    best.chmod(0o700)
    return best


def _home(workspace: Workspace, plan: Path) -> Workspace:
    """The workspace that a plan is one of, whose private folder is meant: a plan from elsewhere, named by its path, has its own.

    Raises Refusal when two plans would share their notes.
    """
    real = plan.resolve()
    same = _called_the_same(plan, workspace)
    if real not in same:
        workspace = open_workspace(start=real.parent)
        same = _called_the_same(plan, workspace)
    others = [path for path in same if path != real]
    if others:
        raise Refusal(f"{shown(plan)} and {shown(others[0])} would share their private notes", "Rename one of the two files.")
    return workspace


def _called_the_same(plan: Path, workspace: Workspace) -> list[Path]:
    """The plans of a workspace whose notes would have the name that this one's have."""
    return [path.resolve() for path in plan_files(workspace) if folded(path.stem) == folded(plan.stem)]
