"""`cap edit`: a plan in the person's own editor."""

from __future__ import annotations

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
from cap.plan.wording import count
from cap.workspace.editor import VARIABLES, edit, editor
from cap.workspace.paths import shown
from cap.workspace.refusal import Refusal
from cap.workspace.settings import Workspace, open_workspace, policy_of
from cap.workspace.store import resolve
from cap.workspace.writing import update


def edit_command(name: Who, config: Config = None, today_: Today = None) -> None:
    """Open a plan in your editor, and check it when you come back.

    Uses CAP_EDITOR, VISUAL or EDITOR. You edit a copy, so nothing that changes meanwhile is written over.

    \b
    Examples:
      cap edit alice
      EDITOR="code --wait" cap edit alice
    """
    workspace = open_workspace(config)
    path = resolve(name, workspace, exact=True)
    command = editor()
    if command is None:
        raise Refusal(
            f"no editor is set in {', '.join(VARIABLES)}", f"Set one, such as EDITOR=nano, or open {shown(path)} yourself."
        )
    before = path.read_bytes()
    folder = Path(tempfile.mkdtemp(prefix="cap-edit-"))
    copy = folder / path.name
    copy.write_bytes(before)
    try:
        after = _edited(command, copy, path, workspace, today(today_))
        if after == before:
            terminal.say(f"{path.stem}: nothing changed.")
        else:
            update(path, lambda raw: _unless_changed(raw, before, after, path, copy))
            terminal.say(f"{path.stem}: saved.")
    except Refusal as refusal:
        if copy.read_bytes() != before:
            raise Refusal(refusal.message, f"{refusal.hint} Your text is safe in {copy}.".strip()) from None
        raise
    copy.unlink()
    folder.rmdir()


def _edited(command: list[str], copy: Path, path: Path, workspace: Workspace, day: date) -> bytes:
    """The text when the person is done: after each round its errors are shown, with an offer to go back."""
    while True:
        edit(command, [copy])
        raw = copy.read_bytes()
        problems = lint(read(raw, shown(path)), policy_of(workspace), today=day)
        errors = [problem for problem in problems if problem.level == "error"]
        terminal.explain(errors)
        others = len(problems) - len(errors)
        if others:
            terminal.say(f"{count(others, 'more finding')}: cap lint {path.stem}")
        if not errors or not sys.stdin.isatty() or not typer.confirm("Open it again?", default=True, err=True):
            return raw


def _unless_changed(now: bytes, before: bytes, after: bytes, path: Path, copy: Path) -> bytes:
    if now != before:
        raise Refusal(f"{shown(path)} was changed by somebody else while you were editing", "It was left as it is.")
    return after
