"""What the commands that look at many plans share: who asks, who is asked about, and the way through all plans."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import TypeVar

from cap.cli import terminal
from cap.cli.common import me
from cap.refusal import Refusal
from cap.workspace.parallel import each
from cap.workspace.settings import Workspace
from cap.workspace.survey import plans_named

Result = TypeVar("Result")


def named(typed: str | None) -> str | None:
    """A name as it was typed, or, for `me`, who asks. Raises Refusal when nobody says who that is."""
    if typed is None or typed.strip().casefold() != "me":
        return typed
    if name := me(Path.cwd()):
        return name
    raise Refusal("nobody says who you are", 'Set CAP_ME, such as CAP_ME="Ruth Lindqvist", or git’s user.name.')


def owing(who: str | None, mine: bool) -> str | None:
    """Whose promises are asked for. Raises Refusal for somebody else's and mine at once."""
    if who is not None and mine:
        raise Refusal("--me and --from ask for different people", "Give one of them.")
    return named("me" if mine else who)


def looked_at(person: str | None, workspace: Workspace) -> list[str]:
    """The plan of one person, or everyone's. Raises Refusal."""
    if person is None:
        return plans_named([], workspace)
    from cap.workspace.paths import shown
    from cap.workspace.store import resolve

    return [shown(resolve(person, workspace))]


def through(task: Callable[[str], Result], files: list[str]) -> Iterable[Result]:
    """Do a task for each plan, on several processors when that pays, with a bar when it takes long."""
    return terminal.progress(each(task, files), len(files), "plans")


def say_unreadable(paths: Sequence[str]) -> None:
    """Say in a line which plans were left out, because they cannot be read."""
    from cap.team.overview import unreadable

    if paths:
        terminal.say(unreadable(paths))
