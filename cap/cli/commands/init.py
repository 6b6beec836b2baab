"""`cap init`: a repository for plans."""

from __future__ import annotations

import shlex
from pathlib import Path
from typing import Annotated

import typer

from cap.cli import terminal
from cap.cli.common import today
from cap.cli.options import Today
from cap.refusal import Refusal
from cap.text.escapes import visible
from cap.workspace.paths import real, shown

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
    today_: Today = None,
) -> None:
    """Set up a folder for plans, with an example that explains itself.

    It stays on your own disk. Nothing is ever written over, and git is left alone. With one repository per person, a manager's own
    settings join them.

    \b
    Examples:
      cap init career-plans                    a folder of your own
      cap init alice-plan --for-one alice      one to share with Alice, for her plan alone
    """
    from cap.workspace.naming import key_that_fits, require_name
    from cap.workspace.roster import Newcomer
    from cap.workspace.scaffold import display_name, repository, require_no_settings_above, write
    from cap.workspace.store import require_inside

    if shared and for_one is not None:
        hint = "A repository for one person's plan is shared with that person alone: leave out --shared."
        raise Refusal("--shared is for several people, and --for-one for one", hint)
    if folder is None:
        require_no_settings_above()
    else:
        require_inside(folder)
    person = None
    if for_one is not None:
        where = f" {shlex.quote(shown(folder))}" if folder else ""
        called = require_name(for_one, lambda name: f"cap init{where} --for-one {key}" if (key := key_that_fits(name)) else None)
        person = Newcomer(called.name or display_name(called.key), called.key)
    files = repository(folder or Path(), today=today(today_), person=person, shared=shared)
    write(files)
    terminal.put(visible(shown(path)) for path in files)
    terminal.say(_who_reads(folder or Path(), to_share=shared or person is not None))
    if person:
        terminal.say(
            f"\nGive access to this repository to {person.name} and to you. To join several of these, your own cap.yaml says:\n"
            f"  plans: [../{real(folder or Path()).name}/plans, …]\nand once, beside it: cap trust ."
        )
    to_share = shared or person is not None
    _say_what_is_next(folder, key=list(files)[-1].stem if person else None, example=len(files) > 1, to_share=to_share)


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
