"""Keeping a plan alive: one line in, one small diff out. A command asks for one change; it is written, and said in a line."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from cap.cli import terminal
from cap.cli.again import command_again
from cap.cli.common import workspace_of
from cap.cli.hearing import ask_whether_said, is_anothers, reminder
from cap.edit.apply import apply
from cap.edit.changes.change import Change, require_plan
from cap.plan.read import Reading, read
from cap.refusal import Doubtful, EditBlocked
from cap.text.escapes import utf8
from cap.text.wording import sentence
from cap.workspace.examples import without_examples
from cap.workspace.paths import shown
from cap.workspace.settings import Workspace
from cap.workspace.store import read_file, resolve
from cap.workspace.writing import Changed, update_plan

Request = Callable[[Reading], Change]


class _Judged(Exception):
    """Something is said of the person, who may not have heard it yet. Whether it was is asked where no lock is held."""

    def __init__(self, reading: Reading, made: Change) -> None:
        super().__init__()
        self.reading, self.made = reading, made


def change(
    name: str, request: Request, *, config: Path | None, dry_run: bool, nameless: bool = False, yes: bool = False
) -> tuple[Workspace, Reading, Change]:
    """Carry out one request on one person's plan: resolved exactly, written under a lock, said in one line.

    `nameless`: the request may be for a plan that is none yet because it has no name. `yes`: what looks like a slip is meant.
    Returns the workspace, the plan as it is now, and the change. Raises Refusal, with the file untouched.
    """
    workspace = workspace_of(config)
    path = resolve(name, workspace, exact=True)
    made: list[Change] = []
    settled: list[str] = []  # the doubts that a person has answered, and the judgements that were looked at
    asks = terminal.somebody_there() and not (yes or dry_run)

    def edited(raw: bytes) -> bytes:
        reading = read(raw, shown(path))
        require_plan(reading, nameless=nameless)
        made[:] = [request(reading)]
        if made[0].doubt and not (yes or dry_run) and made[0].doubt not in settled:
            raise Doubtful(made[0].doubt, f"Nothing was written. If it is meant: {command_again(yes=True)}")
        try:
            after = without_examples(apply(raw, made[0].edits), made[0].edits, reading, workspace)
        except EditBlocked as refused:
            raise EditBlocked(by_hand(shown(path), refused), "", refused.line, refused.by_hand) from None
        if asks and made[0].judgement and after != raw and made[0].judgement not in settled:
            raise _Judged(reading, made[0])
        return after

    if dry_run:
        before = read_file(path).raw
        after = edited(before)
        terminal.put(terminal.diff(utf8(shown(path)), before, after, terminal.painter()))
    else:
        write = partial(update_plan, path, edited, workspace.plan_folders, lambda: made[0].summary)
        before, after = _asking(write, workspace, settled)[1:]
    how = " (it said so already)" if after == before else " (nothing was written)" if dry_run else ""
    terminal.say(f"{path.stem}: {made[0].summary}{how}")
    if made[0].doubt and dry_run:
        terminal.say(f"  {sentence(made[0].doubt)}")
    if made[0].advice and after != before:
        terminal.say(f"  {made[0].advice}")
    reading = read(after, shown(path))
    if not (asks or yes or dry_run) and after != before and is_anothers(reading, made[0], workspace):
        terminal.say(f"  {reminder(reading)}")
    return workspace, reading, made[0]


def _asking(write: Callable[[], Changed], workspace: Workspace, settled: list[str]) -> Changed:
    """Write; when that is doubtful, ask on a terminal, where no lock is held any more, and write again. Raises Refusal."""
    while True:
        try:
            return write()
        except _Judged as judged:
            if is_anothers(judged.reading, judged.made, workspace):
                ask_whether_said(judged.reading, judged.made)
            settled.append(judged.made.judgement)
        except Doubtful as doubt:
            if not terminal.confirmed(f"{sentence(doubt.message)} Write it all the same?"):
                raise
            settled.append(doubt.message)


def by_hand(path: str, refused: EditBlocked) -> str:
    """Say why a file is not edited, and which lines to write instead."""
    lines = [f"{path}:{refused.line}: {refused.message}", f"     {refused.hint}"]
    if refused.by_hand:
        lines += ["     By hand it would be:", *(f"       {line}" for line in refused.by_hand.split("\n"))]
    return "\n".join(lines)
