"""The private side: notes about a person that never enter a shared repository.

One Markdown file per person, in a folder outside every repository that only this user may open. Nothing reads it but
`cap private`, the manager's own `cap agenda --for manager` and `cap prep`, `cap log`, which offers what `cap note` kept, and
`cap undo`, which gives back what a talk that is taken back had let out. `cap leave` removes it, unread. What is sealed lies beside
it (see sealed.py).
"""

from __future__ import annotations

import contextlib
import glob
import os
from collections.abc import Callable, Collection
from datetime import date
from hashlib import sha256
from pathlib import Path

from cap.home import at_home, user_data
from cap.lint.rules import privacy
from cap.refusal import Refusal, Unreadable, reason
from cap.text.shell import for_shell
from cap.text.wording import folded
from cap.workspace import git
from cap.workspace.exposed import leaks_in
from cap.workspace.files import whole
from cap.workspace.paths import real, shown
from cap.workspace.settings import Workspace, open_workspace
from cap.workspace.store import plan_files

NOTES, SEALED = ".md", ".sealed"  # how the files of a person end


def private_file(workspace: Workspace, plan: Path, end: str = NOTES) -> Path:
    """The private notes that belong to a plan, there or not yet; or the other file that `end` names. Raises Refusal."""
    return _file(_home(workspace, plan), plan, end)


def notes_elsewhere(workspace: Workspace, plan: Path) -> list[Path]:
    """Files of private notes that may once have belonged to a plan without any: notes whose plan is not there any more, as after it
    was renamed, and those on somebody of that name in other folders. Nothing of them is read. Raises Refusal.
    """
    home = _home(workspace, plan)
    notes, people = _file(home, plan), {folded(path.stem) for path in plan_files(home)}
    left = [path for path in notes.parent.glob("*.md") if folded(path.stem) not in people]
    namesakes = [] if home.settings.private else _users_own().rglob(f"{glob.escape(plan.stem)}.md")
    return [path for path in dict.fromkeys([*sorted(left), *sorted(namesakes)]) if path != notes]


def files_about(workspace: Workspace, plan: Path) -> list[Path]:
    """Every file of the private side about a person, wherever it came to lie: where it belongs, where it lay before the first commit or
    before the repository's folder had its name, and where it belonged before the settings named a folder. Raises Refusal.
    """
    home = _home(workspace, plan)
    by_itself = _default_folders(home) if user_data() else []
    found: dict[Path, None] = {}
    for name in (f"{plan.stem}{end}" for end in (NOTES, SEALED)):
        found |= dict.fromkeys(folder / name for folder in (private_folder(home), *by_itself))
        found |= dict.fromkeys(_under_another_name(home, by_itself[0] / name) if by_itself else ())
    return [file for file in found if os.path.lexists(file)]


def private_notes(workspace: Workspace, plan: Path) -> str:
    """The notes on a person; empty when there are none. Raises Refusal."""
    return read_own(private_file(workspace, plan))


def read_own(file: Path) -> str:
    """A file of the private side; empty when there is none. Raises Refusal."""
    from cap.workspace.landing import CAREFUL

    _refuse_link(file)
    try:
        descriptor = os.open(file, os.O_RDONLY | CAREFUL)
        try:
            return whole(descriptor, file).decode("utf-8", errors="replace").replace("\r\n", "\n").replace("\r", "\n")
        finally:
            os.close(descriptor)
    except FileNotFoundError:
        return ""
    except OSError as error:
        raise Unreadable(f"the private notes in {shown(file)} cannot be read: {reason(error)}") from None


def _refuse_link(file: Path) -> None:
    """Let no link lead to a file of notes. Raises Refusal."""
    if file.is_symlink():
        hint = "Put the file itself in its place, so that it is sure who can read it."
        raise Refusal(f"{shown(file)} is a link, and private notes are not followed through one", hint)


def note_privately(workspace: Workspace, plan: Path, text: str, today: date) -> Path:
    """Append a note under today's date; the file that holds it. Raises Refusal, also where others would get to read it."""
    if not text.strip():
        raise Refusal("a note needs something to say", f"Without -m, `cap private {for_shell(plan.stem)}` shows your notes.")
    return _append(workspace, plan, f"## {today}\n\n{text.strip()}\n")


def note_seen(workspace: Workspace, plan: Path, text: str, day: date) -> Path:
    """Append what was seen on a day, as one line marked `- seen:`, until it is said; the file that holds it. Raises Refusal."""
    line = " ".join(text.split())
    if not line:
        raise Refusal(
            "a note needs something to say", f'Write what you saw: cap note {for_shell(plan.stem)} "Stayed late to help, unasked"'
        )
    return _append(workspace, plan, f"{privacy.SEEN} {day} {line}\n")


def waiting(workspace: Workspace, plan: Path) -> list[tuple[str, date, str]]:
    """What `cap note` keeps about a person until it is said: the line, the day, and what was seen. Raises Refusal."""
    found = []
    for line in notes_for_manager(workspace, plan).splitlines():
        day, _, seen = line.removeprefix(privacy.SEEN).strip().partition(" ")
        if line.startswith(privacy.SEEN) and seen.strip():
            with contextlib.suppress(ValueError):
                found.append((line, date.fromisoformat(day), seen.strip()))
    return found


def let_go(workspace: Workspace, plan: Path, lines: Collection[str]) -> None:
    """Take lines out of a person's notes that have been said, and stand in the plan now. Raises Refusal."""
    from cap.workspace.writing import update_own

    gone = {line.encode() for line in lines}
    update_own(
        private_file(workspace, plan),
        lambda before: b"".join(line for line in before.splitlines(keepends=True) if line.rstrip(b"\r\n") not in gone),
    )


def _append(workspace: Workspace, plan: Path, note: str) -> Path:
    """Add a note at the end of a person's notes, whole or not at all: they are locked, replaced and synced as plans are."""
    try:
        entry = note.encode()
    except UnicodeEncodeError:
        raise Refusal("this note holds bytes that are not UTF-8", "Type it again.") from None

    def longer(before: bytes) -> bytes:
        end = b"\n" if before and not before.endswith(b"\n") else b""
        after_seen = before.rstrip(b"\n").rpartition(b"\n")[2].startswith(privacy.SEEN.encode())
        gap = b"" if not before or (after_seen and note.startswith(privacy.SEEN)) else b"\n"
        return before + end + gap + entry

    return write_own(workspace, plan, longer)


def write_own(workspace: Workspace, plan: Path, change: Callable[[bytes], bytes], end: str = NOTES) -> Path:
    """Change a person's notes, or the other file that `end` names, where only this user can read it; the file. Raises Refusal."""
    from cap.workspace.writing import update_own

    home = _home(workspace, plan)
    file = _file(home, plan, end)
    exposed = leaks_in(file.parent, home, file)
    if exposed:
        raise Refusal(f"{exposed[0].path}: {exposed[0].message}", f"Nothing was noted. {exposed[0].hint}")
    try:
        file = _made(home, file)
        _refuse_link(file)
        update_own(file, change)
    except OSError as error:
        raise Refusal(f"{shown(file)} cannot be written: {reason(error)}") from None
    return file


def notes_for_manager(workspace: Workspace, plan: Path) -> str:
    """The notes for a page that only the manager sees; empty also where they would lie in a place that nobody trusted."""
    return "" if workspace.private_elsewhere else private_notes(workspace, plan)


def private_folder(workspace: Workspace) -> Path:
    """Where the notes lie: as the settings say, else in the user's data folder. Raises Refusal."""
    if not workspace.settings.private:
        *_, last = folders = _default_folders(workspace)
        return last if last.is_dir() and not folders[0].is_dir() else folders[0]
    if workspace.private_elsewhere:
        where = workspace.private_elsewhere
        raise Refusal(
            f"the private notes would lie outside the repository, in {where}", f"Trust that first: {workspace.how_to_trust}"
        )
    folder = at_home(workspace.settings.private)
    if folder is None:
        raise Refusal(f"`private: {workspace.settings.private}` starts at a home that is not known here", "Write out the path.")
    return real(workspace.root / folder)


def _users_own() -> Path:
    folder = user_data()
    if folder is None:
        raise Refusal(
            "private notes belong into your home folder, and none is known here",
            "Set HOME, or name a folder as `private:` in cap.yaml.",
        )
    return folder


def _default_folders(workspace: Workspace) -> list[Path]:
    """Where the notes belong without a setting.

    That is named after the repository's first commit, so that a clone elsewhere shares it. Before there is one, and without git,
    the path of the folder has to do, and comes last: what was noted under it is still found, and moves with the next note.
    """
    root = real(workspace.root)
    tree = git.work_tree(root)
    first = git.first_commit(tree) if tree else None
    by_path = _users_own() / f"{(tree or root).name}-{sha256(os.fsencode(root)).hexdigest()[:8]}"
    return [_users_own() / f"{tree.name}-{first[:8]}" / root.relative_to(tree), by_path] if tree and first else [by_path]


def _file(workspace: Workspace, plan: Path, end: str = NOTES) -> Path:
    """The notes on a person of this workspace: where they belong, or where they lie from the time before the first commit, or
    before the repository's folder got the name it has.
    """
    name = f"{plan.stem}{end}"
    file = private_folder(workspace) / name
    if workspace.settings.private or os.path.lexists(file):
        return file
    folders = _default_folders(workspace)
    older = [folder / name for folder in folders[1:] if (folder / name).is_file()]
    return next(iter(older or _under_another_name(workspace, folders[0] / name)), file)


def _under_another_name(workspace: Workspace, file: Path) -> list[Path]:
    """The notes of this repository while its folder had another name: the one file that there is, if there is just one.

    What a repository notes that still is where it was, beside this one, is its own: the two only began with the same commit.
    """
    tree = git.work_tree(workspace.root)
    if tree is None or not file.is_relative_to(_users_own()):
        return []
    key, *below = file.relative_to(_users_own()).parts
    first = key.removeprefix(f"{tree.name}-")
    found = []
    for folder in _users_own().glob(f"*-{first}"):
        other = tree.parent / folder.name.removesuffix(f"-{first}")
        if folder.name != key and folder.joinpath(*below).is_file() and not (other / ".git").exists():
            found.append(folder.joinpath(*below))
    return found if len(found) == 1 else []


def _made(workspace: Workspace, file: Path) -> Path:
    """The file of the notes, with its folder there, and for this user alone if it is ours. Raises OSError."""
    folder = file.parent
    if workspace.settings.private:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        return file
    best, *older = _default_folders(workspace)
    if folder in older and not best.exists():
        best.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        folder.rename(best)
        folder = best
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    folder.chmod(0o700)
    return folder / file.name


def _home(workspace: Workspace, plan: Path) -> Workspace:
    """The workspace that a plan is one of, whose private folder is meant: a plan from elsewhere, named by its path, has its own.

    Raises Refusal when two plans would share their notes.
    """
    file = real(plan)
    same = _called_the_same(plan, workspace)
    if file not in same:
        workspace = open_workspace(start=file.parent)
        same = _called_the_same(plan, workspace)
    others = [path for path in same if path != file]
    if others:
        raise Refusal(f"{shown(plan)} and {shown(others[0])} would share their private notes", "Rename one of the two files.")
    return workspace


def _called_the_same(plan: Path, workspace: Workspace) -> list[Path]:
    """The plans of a workspace whose notes would have the name that this one's have."""
    return [real(path) for path in plan_files(workspace) if folded(path.stem) == folded(plan.stem)]
