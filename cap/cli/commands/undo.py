"""`cap undo`: take back the last change."""

from __future__ import annotations

from cap.cli import terminal
from cap.cli.common import workspace_of
from cap.cli.options import Config, DryRun, Who
from cap.text.escapes import utf8
from cap.text.wording import count
from cap.workspace.paths import shown
from cap.workspace.store import resolve
from cap.workspace.taking_back import take_back


def undo_command(name: Who, dry_run: DryRun = False, config: Config = None) -> None:
    """Take back the last change that you made to a plan with cap.

    Only the last one, and only while nothing else has changed the file since. Once more takes back the taking back. What a talk let out of
    your private notes goes back to them, and what it opened is sealed again.

    \b
    Examples:
      cap undo alice
      cap undo alice --dry-run
    """
    workspace = workspace_of(config)
    path = resolve(name, workspace, exact=True)
    done = take_back(path, workspace, dry_run=dry_run)
    if dry_run:
        terminal.put(terminal.diff(utf8(shown(path)), done.before, done.after, terminal.painter()))
    moved = ""
    if done.notes:
        waits = "waits" if done.notes == 1 else "wait"
        where = f"{waits} on your private side again" if done.home else f"{waits} no longer on your private side"
        moved = f"; {count(done.notes, 'thing')} you saw {where}"
    if done.sealed:
        moved += f"; {count(abs(done.sealed), 'rating')} {'sealed again' if done.sealed > 0 else 'no longer sealed'}"
    terminal.say(f"{path.stem}: {'would take back' if dry_run else 'took back'}: {done.said}{moved}")
    if done.left:
        terminal.complain(f"what was said is in the plan, and still on your private side: {done.left.message}", done.left.hint)
