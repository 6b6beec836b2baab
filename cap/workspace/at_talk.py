"""A plan as it was when the last talk was over, for the page of the next one: known where git is, and looked for nowhere else."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from cap.plan.read import Reading
from cap.plan.standing import last_talk
from cap.refusal import Refusal
from cap.workspace.git import work_tree
from cap.workspace.paths import real


def at_last_talk(path: Path, reading: Reading, today: date) -> Reading | None:
    """The plan at the end of its last talk's day. None where no talk was held, or git does not know: a page can do without."""
    plan = reading.plan
    day = last_talk(plan, today) if plan else None
    tree = work_tree(path.parent) if day else None
    if day is None or tree is None:
        return None
    from cap.workspace.earlier import Wanted, at_talks

    try:
        earlier = at_talks(tree, [Wanted(real(path).relative_to(tree).as_posix(), day, reading)])[0]
    except (Refusal, ValueError):
        return None
    return earlier.reading if earlier else None
