"""`cap edit`: a plan in the person's own editor."""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
from datetime import date
from pathlib import Path

import typer

from cap.cli import terminal
from cap.cli.keep import Who
from cap.cli.options import Config, Today, today
from cap.lint.engine import lint
from cap.plan.read import read
from cap.text.wording import count
from cap.workspace.editor import VARIABLES, edit, editor
from cap.workspace.paths import shown
from cap.workspace.refusal import Refusal
from cap.workspace.settings import Workspace, open_workspace, policy_of
from cap.workspace.store import read_file, resolve
from cap.workspace.writing import update_plan

_QUESTION = "Open it again? With n it is saved as it is."


def edit_command(name: Who, config: Config = None, today_: Today = None) -> None:
    """Open a plan in your editor, and check it when you come back.

    Uses CAP_EDITOR, VISUAL or EDITOR. You edit a copy, so nothing that changes meanwhile is written over.

    \b
    Examples:
      cap edit alice
      EDITOR="code --wait" cap edit alice
    """
    workspace = open_workspace(config)
    day = today(today_)
    path = resolve(name, workspace, exact=True)
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
        after, errors = _edited(command, copy, path, workspace, day)
        if after == before:
            terminal.say(f"{path.stem}: nothing changed.")
        else:
            update_plan(path, lambda now: _unless_changed(now, before, after, path), workspace.plan_folders)
            mend = f", with {count(errors, 'error')} to mend" if errors else ""
            terminal.say(f"{path.stem}: saved{mend}.")
            if errors and not _errors(before, path):
                shutil.rmtree(folder, ignore_errors=True)
                folder.mkdir(mode=0o700)
                copy.write_bytes(before)
                terminal.say(f"The plan as it was before lies in {copy}, should you want it back.")
                return
    except (Refusal, OSError, typer.Abort, KeyboardInterrupt) as stopped:
        message, hint = _told(stopped)
        if copy.is_file() and copy.read_bytes() != before:
            raise Refusal(message, f"{hint} Your text is safe in {copy}.".strip()) from None
        shutil.rmtree(folder, ignore_errors=True)
        raise Refusal(message, f"{hint} Nothing was changed.".strip()) from None
    shutil.rmtree(folder, ignore_errors=True)  # with what the editor left there


def _edited(command: list[str], copy: Path, path: Path, workspace: Workspace, day: date) -> tuple[bytes, int]:
    """The text when the person is done, and how many errors it has: after each round they are shown, with an offer to go back."""
    while True:
        edit(command, [copy])
        raw = copy.read_bytes()
        reading = read(raw, shown(path))
        problems = lint(reading, policy_of(workspace), today=day)
        slips = [problem for problem in problems if problem.level == "error" or problem in reading.problems]
        terminal.explain(slips)
        others = len(problems) - len(slips)
        if others:
            terminal.say(f"{count(others, 'more finding' if slips else 'finding')}: cap lint {path.stem}")
        errors = _errors(raw, path)
        if not errors or not sys.stdin.isatty() or not typer.confirm(_QUESTION, default=True, err=True):
            return raw, errors


def _errors(raw: bytes, path: Path) -> int:
    """How much of a text is not readable as a plan."""
    return sum(problem.level == "error" for problem in read(raw, shown(path)).problems)


def _unless_changed(now: bytes, before: bytes, after: bytes, path: Path) -> bytes:
    if now != before:
        raise Refusal(f"{shown(path)} was changed by somebody else while you were editing", "It was left as it is.")
    return after


def _told(stopped: BaseException) -> tuple[str, str]:
    """Why it did not come to saving, and a hint."""
    if isinstance(stopped, Refusal):
        return stopped.message, stopped.hint
    if isinstance(stopped, OSError):
        return f"{stopped.filename}: {(stopped.strerror or str(stopped)).lower()}", ""
    return "stopped before anything was saved", ""
