"""A talk written down: shown before it is written where a page was read, whole or not at all, and never a typed word lost."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import NamedTuple

from cap.agenda.copy import copy_of
from cap.agenda.readback import ReadBack
from cap.cli import terminal
from cap.cli.changing import by_hand
from cap.cli.common import who_can_read
from cap.cli.log.opening import Opening, opened
from cap.cli.pages import deliver_mail
from cap.edit.changes.change import plan_of
from cap.edit.changes.log import Held, Recorded, came_to, record
from cap.plan.read import read
from cap.plan.standing import next_talk
from cap.refusal import Doubtful, EditBlocked, Refusal
from cap.text.dates import spelled
from cap.text.escapes import utf8, visible
from cap.text.shell import for_shell
from cap.workspace.kept import keep
from cap.workspace.paths import shown
from cap.workspace.private import let_go, note_privately, private_notes, waiting
from cap.workspace.sealed import mark, put_aside
from cap.workspace.settings import Workspace
from cap.workspace.store import read_file
from cap.workspace.undo import note_mark
from cap.workspace.writing import update_plan


class How(NamedTuple):
    """How a talk is to be written down: `first` its changes are shown and agreed to, `ask` somebody is there to be asked."""

    today: date
    first: bool
    ask: bool
    yes: bool
    dry_run: bool
    copy: bool
    mail: bool
    output: Path | None


def write_down(path: Path, workspace: Workspace, held: Held, back: ReadBack | None, how: How) -> None:
    """Write a talk into its plan, and its private part to the private side; print the person's copy. Raises Refusal."""
    said_now = _said_now(workspace, path, back, how)
    held = held._replace(moments=[(day, seen) for _, day, seen in said_now])
    before = read_file(path).raw
    preview = _recorded(before, path, held, how)
    private = back.private if back else ""
    new_private = private.strip() and private.strip() not in private_notes(workspace, path)
    opening = opened(workspace, path, held, read(preview.raw, shown(path)))
    whole = _with_opened(before, path, opening, how) if opening.lines else preview  # refused now, or never
    doubts = [*(back.doubts if back else ()), *(f"{refusal.message}; nothing was changed there." for refusal in preview.misfits)]
    _show(path, before, preview, doubts, how)
    if opening.before:
        terminal.say(f"{path.stem}: {opening.before}.")
    if whole.raw == before and not new_private and not opening.lines:
        if not how.copy:
            terminal.say(f"{path.stem}: all of it stands in the plan already; nothing was changed.")
    elif not how.dry_run:
        _agree(path, held, whole, how)
        if whole.raw != before:
            update_plan(
                path,
                lambda raw: _with_opened(raw, path, opening, how).raw,
                workspace.plan_folders,
                lambda: f"the talk of {held.day} was recorded",
                told=[*(note_mark(day, seen) for _, day, seen in said_now), *map(mark, opening.lines)],
            )
        _finish(path, workspace, held, private if new_private else "", [line for line, _, _ in said_now], how)
        _open(path, workspace, opening)
    plan = read(preview.raw).plan
    assert plan is not None
    ahead = next_talk(plan)
    copy = copy_of(plan, held.day, came_to(held.outcomes), ahead)
    mailed = how.mail and not how.dry_run and _mail(path, workspace, copy, held, how)
    if not (mailed or how.dry_run):
        terminal.put([visible(copy, keep="\n")])
    if ahead is None and not how.copy:
        terminal.say(f"No day is set for the next talk: cap next {for_shell(path.stem)} +3m")


def _mail(path: Path, workspace: Workspace, copy: str, held: Held, how: How) -> bool:
    """Make the person's copy a mail to send, with their plan as a page attached; whether that could be written."""
    from cap.mail.draft import Attached, draft
    from cap.show.html import page_of
    from cap.show.page import page

    reading = read_file(path)
    plan = plan_of(reading)
    made = page(reading, plan, today=how.today, cadence=workspace.settings.cadence, full=True)
    attached = Attached(f"{utf8(path.stem)}-plan.html", page_of(made, reading, plan))
    mail = draft(f"Our talk on {spelled(held.day)}", copy, attached)
    try:
        deliver_mail(mail, how.output, f"{path.stem}-our-talk.eml", workspace)
    except Refusal as refusal:  # the plan is written by now
        terminal.complain(f"the talk is written, but not the mail: {refusal.message}", "Here is what would have been in it.")
        return False
    terminal.say(f"Look it over, say for whom, and send it. A reply: cap log {for_shell(path.stem)} --read FILE")
    return True


def _open(path: Path, workspace: Workspace, opening: Opening) -> None:
    """Show what the talk opened, now that it stands in the plan."""
    if not opening.lines:
        return
    terminal.say_about(path.stem, opening.after)
    try:
        put_aside(workspace, path, opening.lines)
    except Refusal as refusal:
        terminal.complain(f"the numbers are in the plan, and still sealed on your private side: {refusal.message}", refusal.hint)


def _said_now(workspace: Workspace, path: Path, back: ReadBack | None, how: How) -> list[tuple[str, date, str]]:
    """What waited on the private side and has been said: ticked on the page, or said so now. Nobody else can let it out."""
    if back is not None and not back.said and not how.ask:
        return []
    ticked = {" ".join(line.removeprefix("seen:").split()) for line in back.said} if back else set()
    if not how.ask and not ticked:
        return []
    found = []
    for line, day, seen in waiting(workspace, path):
        told = f"{day} {' '.join(seen.split())}" in ticked
        if told or (how.ask and terminal.agrees(f"Seen on {day}: {seen}\n  Said in this talk? It goes into the plan then.")):
            found.append((line, day, seen))
    return found


def _recorded(raw: bytes, path: Path, held: Held, how: How) -> Recorded:
    try:
        return record(raw, shown(path), held, today=how.today)
    except EditBlocked as refused:
        raise EditBlocked(by_hand(shown(path), refused), "", refused.line, refused.by_hand) from None


def _with_opened(raw: bytes, path: Path, opening: Opening, how: How) -> Recorded:
    """The same with what the talk opens. Raises Refusal, which does not show it."""
    try:
        return _recorded(raw, path, opening.held, how)
    except EditBlocked as refused:
        if not opening.lines:
            raise
        raise Refusal(
            f"{shown(path)}: what was given before the talk does not fit in there (line {refused.line})",
            "Nothing was written, and it stays sealed. Without a number of yours beside it, the talk can be recorded.",
        ) from None


def _show(path: Path, before: bytes, made: Recorded, doubts: Sequence[str], how: How) -> None:
    """Say what changes, and what is in doubt; before a page is written, or in its place, also as a diff."""
    if made.said and not (how.copy and not how.first):
        terminal.say_about(path.stem, made.said)
    for doubt in doubts:
        terminal.say(f"  in doubt: {doubt}")
    lines = terminal.diff(utf8(shown(path)), before, made.raw, terminal.painter(error=not how.dry_run))
    if how.dry_run:
        terminal.put(lines)
        terminal.say(f"{path.stem}: nothing was written.")
    elif how.first and made.raw != before and not how.yes:
        terminal.show(lines)


def _agree(path: Path, held: Held, made: Recorded, how: How) -> None:
    """Have it agreed to that a page is written, and that a talk which was recorded before gets more notes. Raises Refusal."""
    if how.yes or not (made.again or how.first):
        return
    why = (
        f"the {held.kind} of {held.day} stands in the plan already"
        if made.again
        else "a page is looked at before it is written, and nobody is here to do that"
    )
    if not how.ask:
        raise Doubtful(why, "Nothing was written.")
    question = f"{why[0].upper()}{why[1:]}. Add this to it?" if made.again else "Write it?"
    if not terminal.agrees(question):
        raise Refusal("nothing was written")


def _finish(path: Path, workspace: Workspace, held: Held, private: str, said: Sequence[str], how: How) -> None:
    """Do what is left when the plan is written: the private side. What cannot be done there is said, and undoes nothing."""
    if private:
        text = f"From the page of {held.day}:\n\n{private.strip()}"
        try:
            file = note_privately(workspace, path, text, how.today)
            terminal.say(f"{path.stem}: what stood in the private part of the page is in {shown(file)}{who_can_read(file)}.")
        except Refusal as refusal:
            file = keep(f"{path.stem}-private.md", text)
            terminal.complain(
                f"the talk is written, but not the private part of the page: {refusal.message}", f"It is safe in {file}."
            )
    if said:
        try:
            let_go(workspace, path, said)
        except Refusal as refusal:
            terminal.complain(f"what was said is in the plan, and still on your private side: {refusal.message}", refusal.hint)
