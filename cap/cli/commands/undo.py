"""`cap undo`: take back the last change."""

from __future__ import annotations

from cap.cli import terminal
from cap.cli.common import workspace_of
from cap.cli.options import Config, DryRun, Who
from cap.text.escapes import utf8
from cap.workspace.paths import shown
from cap.workspace.store import read_file, resolve
from cap.workspace.undo import last_change
from cap.workspace.writing import update_plan


def undo_command(name: Who, dry_run: DryRun = False, config: Config = None) -> None:
    """Take back the last change that you made to a plan with cap.

    Only the last one, and only while nothing else has changed the file since. Once more takes back the taking back.

    \b
    Examples:
      cap undo alice
      cap undo alice --dry-run
    """
    workspace = workspace_of(config)
    path = resolve(name, workspace, exact=True)
    last = last_change(path)
    if dry_run:
        before = read_file(path).raw
        after = last.taken_back(path, before)
        terminal.put(terminal.diff(utf8(shown(path)), before, after, terminal.painter()))
    else:
        update_plan(path, lambda now: last.taken_back(path, now), workspace.plan_folders, lambda: last.said_again)
    terminal.say(f"{path.stem}: {'would take back' if dry_run else 'took back'}: {last.said}")
