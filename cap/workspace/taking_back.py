"""The last change of a plan, taken back; and what a talk had let out goes back to the private side, or out of it again."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import NamedTuple

from cap.plan.read import read
from cap.refusal import Refusal
from cap.workspace.private import let_go, note_seen, waiting
from cap.workspace.sealed import turn
from cap.workspace.settings import Workspace
from cap.workspace.store import read_file
from cap.workspace.undo import LastChange, last_change, note_mark
from cap.workspace.writing import update_plan


class TakenBack(NamedTuple):
    """What was taken back, in words; the file before and after; `notes`, how many private notes moved with it, `home` if back to the
    private side; `sealed`, how many ratings are sealed again, below zero for those that wait no more; `left`, why those that stand in the
    plan again are still on the private side too, None if they are not."""

    said: str
    before: bytes
    after: bytes
    notes: int
    home: bool
    sealed: int
    left: Refusal | None


def take_back(path: Path, workspace: Workspace, *, dry_run: bool = False) -> TakenBack:
    """Take back the last change that `cap` made to a plan, or with `dry_run` only say what that would be.

    A private note is never on neither side: it is put back before it leaves the plan, and leaves when the plan has it. Raises Refusal,
    and then all is as it was.
    """
    last, now = last_change(path), read_file(path).raw
    after, home = last.taken_back(path, now), not last.took_back
    notes = _in_the_plan(now, last) if home else [(day, seen) for _, day, seen in _waiting(workspace, path, last)]
    left, turned = None, 0
    if not dry_run:
        put = _put_back(workspace, path, notes) if home else []
        try:
            turned = turn(workspace, path, last.told)
            try:
                update_plan(
                    path, lambda raw: last.taken_back(path, raw), workspace.plan_folders, lambda: last.said_again, told=last.told
                )
            except Refusal:
                turn(workspace, path, last.told)
                raise
        except Refusal:
            _let_go(workspace, path, put)
            raise
        left = None if home else _let_go(workspace, path, notes)
    return TakenBack(last.said, now, after, len(notes), home, turned, left)


def _in_the_plan(raw: bytes, last: LastChange) -> list[tuple[date, str]]:
    """The moments of a plan that were private notes before the last change."""
    plan = read(raw).plan if last.told else None
    return [(one.date, one.moment) for one in plan.moments if note_mark(one.date, one.moment) in last.told] if plan else []


def _waiting(workspace: Workspace, path: Path, last: LastChange) -> list[tuple[str, date, str]]:
    """The private notes that the last change put back."""
    return [one for one in waiting(workspace, path) if note_mark(*one[1:]) in last.told] if last.told else []


def _put_back(workspace: Workspace, path: Path, notes: Sequence[tuple[date, str]]) -> list[tuple[date, str]]:
    """Put notes back on the private side, but for those that are there; which were put. Raises Refusal, with none of them put."""
    there = {note_mark(day, seen) for _, day, seen in waiting(workspace, path)} if notes else set()
    put: list[tuple[date, str]] = []
    for day, seen in notes:
        if note_mark(day, seen) not in there:
            try:
                note_seen(workspace, path, seen, day)
            except Refusal:
                _let_go(workspace, path, put)
                raise
            put.append((day, seen))
    return put


def _let_go(workspace: Workspace, path: Path, notes: Sequence[tuple[date, str]]) -> Refusal | None:
    """Take notes off the private side; why that could not be done, if so."""
    marks = {note_mark(*note) for note in notes}
    try:
        if marks:
            let_go(workspace, path, [line for line, day, seen in waiting(workspace, path) if note_mark(day, seen) in marks])
    except Refusal as refusal:
        return refusal
    return None
