"""A plan in the person's own editor: a copy is edited, checked, and put in its place."""

from __future__ import annotations

import errno
import shutil
import sys
import tempfile
import time
from datetime import date
from pathlib import Path
from typing import NamedTuple

import typer

from cap.cli import terminal
from cap.lint.engine import lint
from cap.plan.read import read
from cap.refusal import ChangedMeanwhile, Refusal, refusal_of
from cap.text.shell import for_shell
from cap.text.wording import count
from cap.workspace.editor import Stopped, edit, require_editor, stoppable
from cap.workspace.files import contents
from cap.workspace.kept import keep
from cap.workspace.landing import put_over
from cap.workspace.paths import shown
from cap.workspace.settings import Workspace, policy_of
from cap.workspace.store import read_file
from cap.workspace.writing import require_writable, update_plan

AT_ONCE = 1.0  # seconds; nobody is done sooner, so an editor that is does not wait
_QUESTION = "Open it again? With n it is saved as it is."


class _Edited(NamedTuple):
    """What came of it: the text, None when it is as good as none; its errors; and whether the editor waited for the person."""

    text: bytes | None
    errors: int
    waited: bool


def edit_copy(path: Path, workspace: Workspace, day: date) -> None:
    """Let the person edit a copy of a plan, check it, and put it in the plan's place.

    Raises Refusal, which says where the text is, should it not have come there.
    """
    if not has_terminal():
        raise Refusal(
            "there is no terminal here, and an editor needs one",
            f"Open {shown(path)} yourself, or change one thing of it, as with `cap set`.",
        )
    command = require_editor(f", or open {shown(path)} yourself")
    require_writable(path, workspace.plan_folders)
    before = read_file(path).raw
    folder = Path(tempfile.mkdtemp(prefix="cap-edit-"))
    copy = folder / path.name  # by its own name, so that an editor knows what kind of file it is
    try:
        with stoppable():
            copy.write_bytes(before)
            edited = _edit_until_readable(command, copy, before, path, workspace, day)
            after = before if edited.text is None else edited.text
            if after != before:
                update_plan(
                    path,
                    lambda now: _require_unchanged(now, before, after, path),
                    workspace.plan_folders,
                    lambda: "what you wrote in your editor",
                )
    except (Refusal, OSError, typer.Abort, KeyboardInterrupt) as stopped:
        refusal = _refusal(stopped)
        refusal.hint = f"{refusal.hint} {_put_aside(copy, before) or 'Nothing was changed.'}".strip()
        raise refusal from None
    if after == before:
        left = _put_aside(copy, before) if edited.waited else ""
        terminal.say(f"{path.stem}: nothing changed. {left}".strip())
    else:
        mend = f", with {count(edited.errors, 'error')} to mend" if edited.errors else ""
        terminal.say(f"{path.stem}: saved{mend}.")
        if edited.errors and not _count_errors(before, path):
            terminal.say(f"Should you want it back as it was: cap undo {path.stem}")
        if edited.waited:
            shutil.rmtree(folder, ignore_errors=True)  # with what the editor left there
    if not edited.waited:
        terminal.say(
            f"The editor came back at once. If it is still open, what you save there goes to {copy}, and not to the plan.\n"
            'Next time, have it wait until you close the file, as in EDITOR="code --wait".'
        )


def has_terminal() -> bool:
    """Whether an editor would have a terminal to work on."""
    return sys.stdin.isatty() and sys.stdout.isatty()


def _put_aside(copy: Path, known: bytes) -> str:
    """Delete the folder of a copy, unless something would be lost with it, and say where that is.

    That is a text other than the known one, kept for this user alone, or what an editor that broke off left beside it.
    """
    try:
        text = _text(copy)
        safe = keep(f"{copy.stem}-edited{copy.suffix}", text) if text is not None and text != known else None
    except (Refusal, OSError):
        return f"Your text is safe in {copy}."
    if safe:
        shutil.rmtree(copy.parent, ignore_errors=True)
        return f"Your text is safe in {safe}."
    if copy.parent.is_dir() and any(path != copy for path in copy.parent.iterdir()):
        return f"What the editor left is in {copy.parent}."
    shutil.rmtree(copy.parent, ignore_errors=True)
    return ""


def _text(copy: Path) -> bytes | None:
    """What an editor left; None for nothing: no file, a file of blanks, and what is no file. Raises OSError for too much."""
    try:
        raw = contents(copy)
    except OSError as error:
        if error.errno == errno.EFBIG:
            raise
        return None
    return raw if raw.strip() else None


def _edit_until_readable(command: list[str], copy: Path, before: bytes, path: Path, workspace: Workspace, day: date) -> _Edited:
    """Let the person edit until they are done. After each round the errors are shown, with an offer to go back."""
    while True:
        opened, start = _text(copy), time.monotonic()
        edit(command, [copy])
        raw = _text(copy)
        waited = raw != opened or time.monotonic() - start >= AT_ONCE
        if raw is None:
            what = "left an empty file" if copy.is_file() else "left no file"
            if not typer.confirm(f"The editor {what}. Open the plan again? With n it stays as it was.", default=True, err=True):
                return _Edited(None, 0, waited)
            copy.parent.mkdir(mode=0o700, exist_ok=True)
            put_over(copy, before)  # whatever stands there now
            continue
        reading = read(raw, shown(path))
        problems = lint(reading, policy_of(workspace), today=day)
        slips = [problem for problem in problems if problem.level == "error" or problem in reading.problems]
        terminal.explain(slips)
        others = len(problems) - len(slips)
        if others:
            terminal.say(f"{count(others, 'more finding' if slips else 'finding')}: cap lint {for_shell(path.stem)}")
        errors = _count_errors(raw, path)
        if not errors or not typer.confirm(_QUESTION, default=True, err=True):
            return _Edited(raw, errors, waited)


def _count_errors(raw: bytes, path: Path) -> int:
    """Count what of a text cannot be read as a plan."""
    return sum(problem.level == "error" for problem in read(raw, shown(path)).problems)


def _require_unchanged(now: bytes, before: bytes, after: bytes, path: Path) -> bytes:
    """Refuse to write over what somebody else wrote meanwhile. Raises ChangedMeanwhile."""
    if now != before:
        raise ChangedMeanwhile(f"{shown(path)} was changed by somebody else while you were editing", "It was left as it is.")
    return after


def _refusal(stopped: BaseException) -> Refusal:
    """Say why it did not come to saving."""
    if isinstance(stopped, OSError):
        return refusal_of(stopped)
    if isinstance(stopped, Stopped):
        return Refusal("told to stop before anything was saved")
    return stopped if isinstance(stopped, Refusal) else Refusal("stopped before anything was saved")
