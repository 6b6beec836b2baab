"""`cap leave` on the terminal: what will go is shown and agreed to, and what is still held elsewhere is said."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from functools import partial
from pathlib import Path
from typing import NamedTuple

from cap.cli import terminal
from cap.cli.again import command_again
from cap.cli.common import opened
from cap.edit.apply import apply
from cap.edit.edits import Put
from cap.edit.story import story_of, without_story
from cap.plan.read import Reading
from cap.plan.standing import short_name
from cap.refusal import NotFound, Refusal
from cap.text.escapes import visible
from cap.text.shell import for_shell
from cap.text.wording import count
from cap.workspace import leaving, purging
from cap.workspace.paths import shown
from cap.workspace.settings import Workspace
from cap.workspace.store import read_file, resolve
from cap.workspace.writing import require_writable, update


class _Going(NamedTuple):
    """What is handed over, by file name; what is said to go, a line each; what goes beside the plan, and the last thing to do."""

    handed: Sequence[tuple[str, bytes]]
    list: Sequence[str]
    beside: Sequence[leaving.Kept]
    last: Callable[[], None]
    question: str


def leave(name: str, folder: Path, *, story: bool, yes: bool, dry_run: bool, config: Path | None, today_: str | None) -> None:
    """Hand a plan over, or the story of it, and remove what is kept about it. Raises Refusal."""
    workspace, day = opened(config, today_)
    path = resolve(name, workspace, exact=True)
    leaving.require_removable(path)
    folder = folder.expanduser()
    leaving.require_folder(folder, path, workspace)
    reading = read_file(path)
    former = leaving.former_names(path)
    going = _story(path, reading, workspace, former) if story else _plan(path, reading, workspace, former, day)
    found = purging.held(path, former.sure, former.likely)
    where = [f"{path.stem}: {shown(folder / file)} is handed over." for file, _ in going.handed]
    if dry_run:
        terminal.put([*(line.replace(" is handed over", " would be handed over") for line in where), *map(visible, going.list)])
        _say_what_is_held(path, reading, found, stays=story)
        terminal.say(f"{path.stem}: nothing was removed.")
        return
    if not yes:
        if not terminal.somebody_there():
            raise Refusal(
                "this removes what is not written again, and nobody is here to say yes",
                f"Look at it first: {command_again(dry_run=True)}; then: {command_again(yes=True)}",
            )
        terminal.show(map(visible, going.list))
        if not terminal.agrees(going.question.format(folder=shown(folder))):
            raise Refusal("nothing was removed")
    leaving.hand_over(folder, going.handed)
    for line in where:
        terminal.say(line)
    leaving.remove(path, reading.raw, going.beside, going.last)
    terminal.say(f"{path.stem}: {'the story is' if story else 'the plan and all that was kept about it are'} removed.")
    _say_what_is_held(path, reading, found, stays=story)


def _plan(path: Path, reading: Reading, workspace: Workspace, former: leaving.Former, day: date) -> _Going:
    """The whole plan: its file, and a page of it where it can be read."""
    handed = [(path.name, reading.raw)]
    if reading.plan is not None:
        from cap.show.html import page_of
        from cap.show.page import page

        made = page(reading, reading.plan, today=day, cadence=workspace.settings.cadence, full=True)
        handed.append((f"{path.stem}.html", page_of(made, reading, reading.plan).encode()))
    else:
        terminal.say(f"{path.stem}: this plan cannot be read, so it is handed over as its file alone, without a page.")
    beside = leaving.kept_beside(path, workspace, former.sure)
    listed = ["What goes:", *_rows(beside), *_rows([leaving.Kept("the plan", path)])]
    if any(thing.what == leaving.NOTES for thing in beside):
        who = short_name(reading.plan) if reading.plan else path.stem
        listed.append(
            f"Your private notes are your words about {who}. They are not handed over, and are gone then; to read them before: cap private {for_shell(path.stem)}"
        )
    question = "Hand it over in {folder}, and remove all of this?"
    return _Going(handed, listed, beside, partial(leaving.remove_plan, path, reading.raw), question)


def _story(path: Path, reading: Reading, workspace: Workspace, former: leaving.Former) -> _Going:
    """The story alone: the plan stays, and says that it is not told."""
    told = story_of(reading.raw)
    if not told:
        raise NotFound(f"there is no story in {shown(path)}", "It would stand below “## Life story”.")
    require_writable(path, workspace.plan_folders)
    after = apply(without_story(reading.raw), [Put(("story",), "declined")])
    beside = leaving.kept_beside(path, workspace, former.sure, story=True)
    lines = len(told.splitlines())
    listed = [
        "What goes:",
        *_rows(beside),
        *_rows([leaving.Kept(f"the story, {count(lines, 'line')}", path)]),
        "The plan says `story: declined` then.",
    ]
    question = "Hand the story over in {folder}, and remove all of this?"

    handed = [(f"{path.stem}-story.md", told)]
    last = partial(_put, path, reading.raw, after)
    return _Going(handed, listed, beside, last, question)


def _put(path: Path, before: bytes, after: bytes) -> None:
    """Write the plan without its story, and keep no copy of what it was. Raises Refusal."""

    def change(now: bytes) -> bytes:
        leaving.require_same(path, now, before)
        return after

    update(path, change)


def _rows(things: Sequence[leaving.Kept]) -> list[str]:
    return [f"  {shown(thing.path)}   ({thing.what})" for thing in things]


def _say_what_is_held(path: Path, reading: Reading, found: purging.Held | None, *, stays: bool) -> None:
    """Say what git and others still hold, and print the commands that take it out of every commit."""
    for line in purging.in_words(found, path):
        terminal.say(f"{path.stem}: {line}")
    lines = list(purging.commands(found, path.stem, stays=stays))
    if lines:
        if stays:
            terminal.say(
                "These commands take all earlier versions of this plan out of every commit, not the story alone. cap runs none of them:"
            )
        else:
            terminal.say("These commands take it out of every commit. cap runs none of them, and commits nothing:")
        terminal.put(visible(line) for line in lines)
    names = [*([short_name(reading.plan), reading.plan.name] if reading.plan else []), path.stem]
    for line in purging.afterwards(found, names):
        terminal.say(line)
