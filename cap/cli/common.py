"""What commands begin with: the workspace, the day, and a plan that can be read."""

from __future__ import annotations

import datetime
import os
import shlex
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from cap.cli import terminal

if TYPE_CHECKING:
    from cap.plan.model import Plan
    from cap.plan.read import Reading
    from cap.workspace.settings import Workspace


def today(chosen: str | None) -> datetime.date:
    """Choose the day that counts as today, and say which it is unless it is written out. Raises Refusal."""
    day = datetime.datetime.now().astimezone().date()
    if not chosen:
        return day
    try:
        return datetime.date.fromisoformat(chosen)
    except ValueError:
        from cap.edit.typed import day_of, with_weekday

        day = day_of(chosen, day)
        terminal.say(f"today is {with_weekday(day)}")
        return day


def me(folder: Path) -> str:
    """Who types, as seen from a folder: CAP_ME, else git's user name there; "" when neither says."""
    from cap.workspace.git import user_name

    return os.environ.get("CAP_ME", "").strip() or user_name(folder)


def workspace_of(config: Path | None, start: Path | None = None) -> Workspace:
    """Open the workspace that a command is for, and say what of it is left out, and why. Raises Refusal."""
    from cap.workspace.settings import open_workspace

    workspace = open_workspace(config, start)
    for notice in workspace.notices:
        terminal.complain(notice)
    return workspace


def opened(config: Path | None, chosen_day: str | None) -> tuple[Workspace, datetime.date]:
    """Open the workspace, and choose the day that counts as today. Raises Refusal."""
    return workspace_of(config), today(chosen_day)


def readable(name: str, workspace: Workspace) -> tuple[Path, Reading, Plan]:
    """Find and read a person's plan; of one that cannot be read print why, and exit with 1. Raises Refusal."""
    from cap.workspace.store import read_file, resolve

    path = resolve(name, workspace)
    reading = read_file(path)
    if reading.plan is None:
        terminal.explain(reading.problems)
        raise typer.Exit(1)
    return path, reading, reading.plan


def who_can_read(file: Path) -> str:
    """Say behind a private file's name who can open it, as far as that is known."""
    from cap.system import is_ours_alone

    return ", which only you can read" if is_ours_alone(file) else " (others who use this computer may be able to read it)"


def say_slips(path: Path, reading: Reading, workspace: Workspace, day: datetime.date) -> None:
    """Say how much of a plan is left out of a page, or to be mended in the file rather than talked about."""
    from cap.agenda.intake import slips
    from cap.lint.engine import lint
    from cap.text.wording import count
    from cap.workspace.paths import shown
    from cap.workspace.settings import policy_of

    if number := slips(reading, lint(reading, policy_of(workspace), today=day)):
        command = f"cap lint {shlex.quote(shown(path))}"
        terminal.say(f"`{command}` shows {count(number, 'slip')} in the file; worth mending before the talk.")
