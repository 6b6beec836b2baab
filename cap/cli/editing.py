"""A plan in the person's own editor: a copy is edited, checked, and put in its place."""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
import time
from datetime import date
from pathlib import Path

import typer

from cap.cli import terminal
from cap.lint.engine import lint
from cap.plan.read import read
from cap.refusal import ChangedMeanwhile, Refusal, refusal_of
from cap.text.escapes import for_shell
from cap.text.wording import count
from cap.workspace.editor import VARIABLES, edit, editor
from cap.workspace.paths import shown
from cap.workspace.settings import Workspace, policy_of
from cap.workspace.store import read_file
from cap.workspace.writing import update_plan

AT_ONCE = 1.0  # seconds; nobody is done sooner, so an editor that is does not wait
_QUESTION = "Open it again? With n it is saved as it is."


def edit_copy(path: Path, workspace: Workspace, day: date) -> None:
    """Let the person edit a copy of a plan, check it, and put it in the plan's place. Raises Refusal, which says where it is."""
    command = editor()
    if command is None:
        raise Refusal(
            f"no editor is set in {', '.join(VARIABLES)}", f"Set one, such as EDITOR=nano, or open {shown(path)} yourself."
        )
    before = read_file(path).raw
    if not os.access(path, os.W_OK):
        raise Refusal(f"{shown(path)} is read-only", "Make it writable first if it may change.")
    folder = Path(tempfile.mkdtemp(prefix="cap-edit-"))
    copy = folder / path.name
    try:
        copy.write_bytes(before)
        after, errors, waited = _edit_until_readable(command, copy, path, workspace, day)
        if after == before:
            left = _clean_up(copy, before) if waited else ""
            terminal.say(f"{path.stem}: nothing changed. {left}".strip())
        else:
            update_plan(
                path,
                lambda now: _require_unchanged(now, before, after, path),
                workspace.plan_folders,
                lambda: "what you wrote in your editor",
            )
            mend = f", with {count(errors, 'error')} to mend" if errors else ""
            terminal.say(f"{path.stem}: saved{mend}.")
            if errors and not _count_errors(before, path):
                older = folder / f"{path.stem}-before.md"
                older.write_bytes(before)
                terminal.say(f"The plan as it was before lies in {older}, should you want it back.")
            elif waited:
                shutil.rmtree(folder, ignore_errors=True)  # with what the editor left there
    except (Refusal, OSError, typer.Abort, KeyboardInterrupt) as stopped:
        refusal = _refusal(stopped)
        refusal.hint = f"{refusal.hint} {_clean_up(copy, before) or 'Nothing was changed.'}".strip()
        raise refusal from None
    if not waited:
        terminal.say(
            f"The editor came back at once. If it is still open, what you save there goes to {copy}, and not to the plan.\n"
            'Next time, have it wait until you close the file, as in EDITOR="code --wait".'
        )


def _clean_up(copy: Path, known: bytes) -> str:
    """Delete the folder of a copy, unless something would be lost with it, and say where that is.

    That is a text other than the known one, or what an editor that broke off left beside it.
    """
    if copy.is_file() and copy.read_bytes() != known:
        return f"Your text is safe in {copy}."
    if copy.parent.is_dir() and any(path != copy for path in copy.parent.iterdir()):
        return f"What the editor left is in {copy.parent}."
    shutil.rmtree(copy.parent, ignore_errors=True)
    return ""


def _edit_until_readable(command: list[str], copy: Path, path: Path, workspace: Workspace, day: date) -> tuple[bytes, int, bool]:
    """Return the text when the person is done, how many errors it has, and whether the editor waited for them.

    After each round the errors are shown, with an offer to go back.
    """
    while True:
        opened, start = copy.read_bytes(), time.monotonic()
        edit(command, [copy])
        raw = copy.read_bytes()
        waited = raw != opened or time.monotonic() - start >= AT_ONCE
        reading = read(raw, shown(path))
        problems = lint(reading, policy_of(workspace), today=day)
        slips = [problem for problem in problems if problem.level == "error" or problem in reading.problems]
        terminal.explain(slips)
        others = len(problems) - len(slips)
        if others:
            terminal.say(f"{count(others, 'more finding' if slips else 'finding')}: cap lint {for_shell(path.stem)}")
        errors = _count_errors(raw, path)
        if not errors or not sys.stdin.isatty() or not typer.confirm(_QUESTION, default=True, err=True):
            return raw, errors, waited


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
    return stopped if isinstance(stopped, Refusal) else Refusal("stopped before anything was saved")
