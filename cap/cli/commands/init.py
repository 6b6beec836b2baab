"""`cap init`: a repository for plans."""

from __future__ import annotations

import os
import shlex
from pathlib import Path
from typing import Annotated

import typer

from cap.cli import terminal
from cap.cli.common import today
from cap.cli.completing import additions_starting_with
from cap.cli.options import NoInput, Today
from cap.refusal import Refusal
from cap.text.escapes import visible
from cap.workspace.paths import NAME, real, shown

ON_YOUR_DISK = (
    "These plans are on your own disk, and nothing is sent anywhere. Whoever can open this folder reads every plan in it.\n"
    "To share a plan with its person alone, give it a repository of its own: cap init alice-plan --for-one alice"
)
SHARED = (
    "Who can read what: everyone who can open this repository reads every plan in it, and so do those who run the git host.\n"
    "Its history keeps what is deleted. What should stay between two people does not belong in here."
)


def init_command(
    folder: Annotated[Path | None, typer.Argument(metavar="[DIR]", help="The folder; the current one when left out.")] = None,
    for_one: Annotated[
        str | None,
        typer.Option(
            "--for-one", metavar="PERSON", help="A repository for one person's plan, so that nobody else's is beside it."
        ),
    ] = None,
    shared: Annotated[
        bool, typer.Option("--shared", help="A repository for a team in which everyone reads everyone's plan; it says so.")
    ] = False,
    add: Annotated[
        list[str] | None,
        typer.Option(
            "--add",
            metavar="WHAT,…",
            help="pre-commit, github or gitlab: have plans looked at there; readme: a page for all who come; merge: have git merge plans by meaning. May be repeated.",
            autocompletion=additions_starting_with,
        ),
    ] = None,
    no_input: NoInput = False,
    today_: Today = None,
) -> None:
    """Set up a folder for plans, with an example that explains itself.

    It stays on your own disk. Nothing is ever written over, and git is left alone, but for --add merge. With one repository per person, a manager's own
    settings join them. Where plans are already, --add adds to them, and nothing else.

    \b
    Examples:
      cap init alice-plan --for-one alice    a folder to share with Alice, for her plan alone
      cap init --add pre-commit,github       checks for the plans that are here
    """
    from cap.cli.adding import asked_for, hand_over, merge_too, next_steps
    from cap.workspace.additions import Kind, free, kinds_named, planned
    from cap.workspace.naming import key_that_fits, require_name
    from cap.workspace.roster import Newcomer
    from cap.workspace.scaffold import display_name, repository, require_no_settings_above, set_up_at
    from cap.workspace.settings import Settings, Workspace
    from cap.workspace.store import require_inside

    if shared and for_one is not None:
        hint = "A repository for one person's plan is shared with that person alone: leave out --shared."
        raise Refusal("--shared is for several people, and --for-one for one", hint)
    kinds = kinds_named(add or [])
    if folder is not None:
        require_inside(folder)
    if kinds and not shared and for_one is None and (there := set_up_at(folder)) is not None:
        additions = planned(kinds, there)
        _write(free(additions))
        if steps := next_steps(additions):
            terminal.say(f"\nNext:{steps}")
        if "merge" in kinds:
            merge_too(there)
        hand_over(additions)
        return
    if folder is None:
        require_no_settings_above()
    person = None
    if for_one is not None:
        where = f" {shlex.quote(shown(folder))}" if folder else ""
        called = require_name(for_one, lambda name: f"cap init{where} --for-one {key}" if (key := key_that_fits(name)) else None)
        person = Newcomer(called.name or display_name(called.key), called.key)
    here = folder or Path()
    files = repository(here, today=today(today_), person=person, shared=shared)
    if not kinds and not no_input and terminal.somebody_there():
        kinds = asked_for()
    readme: list[Kind] = [] if os.path.lexists(here / "README.md") else ["readme"]
    set_up = Workspace(here, Settings(), here / NAME)
    additions = planned([*kinds, *readme], set_up, person=person.name if person else "", shared=shared)
    _write(files | free(additions))
    to_share = shared or person is not None
    terminal.say(_who_reads(here, to_share=to_share))
    if person:
        terminal.say(
            f"\nGive access to this repository to {person.name} and to you. To join several of these, your own cap.yaml says:\n"
            f"  plans: [../{real(here).name}/plans, …]\nand once, beside it: cap trust ."
        )
    _say_what_is_next(folder, key=list(files)[-1].stem if person else None, example=len(files) > 1, to_share=to_share)
    if steps := next_steps(additions):
        terminal.say(steps.removeprefix("\n"))
    if "merge" in kinds:
        merge_too(set_up)
    hand_over(additions)


def _write(files: dict[Path, str]) -> None:
    """Write new files, and print which. Raises Refusal."""
    from cap.workspace.scaffold import write

    write(files)
    terminal.put(visible(shown(path)) for path in files)


def _who_reads(folder: Path, *, to_share: bool) -> str:
    """Say who can read what lies in a folder that was set up, as part of a repository that others may have too, or alone."""
    from cap.workspace.git import is_elsewhere_too, work_tree

    around = work_tree(folder)
    if around is None or not is_elsewhere_too(around):
        return SHARED if to_share else ON_YOUR_DISK
    return f"This folder belongs to the repository {around}, which is not only on this disk.\n{SHARED}"


def _say_what_is_next(folder: Path | None, *, key: str | None, example: bool, to_share: bool) -> None:
    """Say what to type now. `key`: the plan that alone is kept there; `example`: whether there is an example to read."""
    from cap.workspace.git import work_tree

    terminal.say("\nNext:")
    if folder is not None and real(folder) != Path.cwd():
        terminal.say(f"  cd {shlex.quote(shown(folder))}")
    if work_tree(folder or Path()) is None:
        why = "to keep every version, and to share it" if to_share else "to keep every version, on your own disk as well"
        terminal.say(f"  git init                 {why}; the rest works without it")
    if key:
        terminal.say(
            f"  fill in {f'plans/{key}.md':<16} the form: do it together\n  cap agenda {key:<13} prepares the first talk"
        )
        return
    if example:
        terminal.say("  read plans/example.md    the plan of an invented person, and how a quarter goes")
        terminal.say("  cap show example         the same plan on a page")
    terminal.say("  cap new alice            a form for the first person: fill it in together")
