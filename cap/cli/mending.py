"""`cap lint --fix` and `--diff`: what has one right answer, mended or shown."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from functools import partial
from pathlib import Path

from cap.cli import terminal
from cap.lint.fix import fix, fixed
from cap.refusal import EditBlocked, Refusal, reason
from cap.text.columns import Paint
from cap.workspace.settings import Workspace
from cap.workspace.store import read_bytes
from cap.workspace.writing import update_plan


def mend(files: Sequence[str], workspace: Workspace, off: Collection[str]) -> int:
    """Mend files in place, but for what the rules say that are `off`, and count those that were changed.

    What cannot be mended with certainty is left as it is, and named. A link is followed inside the plans folders of the workspace.
    """
    changed = 0
    folders = workspace.plan_folders
    for path in files:
        try:
            raw = read_bytes(path)
            after, left = fix(raw, off)
            _report_left_alone(path, left)
            if after != raw:
                done = update_plan(
                    Path(path), partial(_as_mended, raw, after, off), folders, lambda: "what `cap lint --fix` mended"
                )
                changed += done.before != done.after
        except Refusal as refusal:
            terminal.complain(refusal.message, refusal.hint)
        except OSError:
            continue  # lint says so
    return changed


def _as_mended(raw: bytes, after: bytes, off: Collection[str], now: bytes) -> bytes:
    """What was mended before anybody had to wait for it; all of it again if somebody else wrote meanwhile."""
    return after if now == raw else fixed(now, off)


def diffs(files: Sequence[str], off: Collection[str], paint: Paint) -> Iterator[str]:
    """Show what `mend` would do."""
    for path in files:
        try:
            raw = read_bytes(path)
            after, left = fix(raw, off)
        except OSError as error:
            terminal.complain(f"{path} cannot be read: {reason(error)}")
        else:
            _report_left_alone(path, left)
            if after != raw:
                yield from terminal.diff(path, raw, after, paint)


def _report_left_alone(path: str, left: Sequence[EditBlocked]) -> None:
    for refused in left:
        terminal.complain(f"{path}:{refused.line} was left as it is: {refused.message}", refused.hint)
