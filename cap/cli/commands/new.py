"""`cap init`, `cap new`: a repository for plans, and a form for each person."""

from __future__ import annotations

import shlex
import sys
from pathlib import Path
from typing import Annotated

import typer

from cap.cli import terminal
from cap.cli.options import Config, Today, today
from cap.refusal import Refusal, Unreadable, reason
from cap.text.escapes import visible
from cap.text.wording import count, first_few, sentence
from cap.workspace.paths import real, shown
from cap.workspace.roster import DIRECTIONS, Newcomer, read_roster, wrong_direction
from cap.workspace.settings import Workspace, open_workspace

PRIVACY = (
    "Who can read what: everyone who can open the repository reads every plan in it, and so do those who run the git host.\n"
    "Its history keeps what is deleted. What should stay between two people does not belong in here."
)
MOST_NAMED = 5  # people who are named one by one


def init_command(
    folder: Annotated[Path | None, typer.Argument(metavar="[DIR]", help="The folder; the current one when left out.")] = None,
    for_one: Annotated[
        str | None,
        typer.Option(
            "--for-one", metavar="PERSON", help="A repository for one person's plan, so that nobody else's is beside it."
        ),
    ] = None,
    today_: Today = None,
) -> None:
    """Set up a folder for plans: settings, and an example that explains the practice.

    Nothing is ever written over, and git is left alone. With one repository per person, a manager's own settings join them.

    \b
    Examples:
      cap init career-plans                    a folder for a team
      cap init alice-plan --for-one alice      a folder for Alice's plan alone
    """
    from cap.workspace.git import work_tree
    from cap.workspace.naming import key_that_fits, require_key
    from cap.workspace.scaffold import called, repository, write

    if folder is None:
        _require_no_settings_above()
    if for_one is not None:
        where = f" {shlex.quote(shown(folder))}" if folder else ""
        require_key(for_one, lambda name: f"cap init{where} --for-one {key}" if (key := key_that_fits(name)) else None)
    files = repository(folder or Path(), today=today(today_), person=for_one)
    write(files)
    terminal.put(visible(shown(path)) for path in files)
    terminal.say(PRIVACY)
    if for_one:
        terminal.say(
            f"\nGive access to this repository to {called(for_one)} and to you. To join several of these, your own cap.yaml says:\n"
            f"  plans: [../{real(folder or Path()).name}/plans, …]"
        )
    terminal.say("\nNext:")
    if folder is not None and real(folder) != Path.cwd():
        terminal.say(f"  cd {shlex.quote(shown(folder))}")
    if work_tree(folder or Path()) is None:
        terminal.say("  git init                 to keep every version, and to share the plans; the rest works without it")
    if for_one:
        key = list(files)[-1].stem
        terminal.say(
            f"  fill in {f'plans/{key}.md':<16} the form: do it together\n  cap agenda {key:<13} prepares the first talk"
        )
        return
    if len(files) > 1:
        terminal.say("  read plans/example.md    the plan of an invented person, and how a quarter goes")
        terminal.say("  cap show example         the same plan on a page")
    terminal.say("  cap new alice            a form for the first person: fill it in together")


def _require_no_settings_above() -> None:
    workspace = open_workspace()
    if workspace.file is not None and workspace.root != Path.cwd():
        raise Refusal(f"{shown(workspace.file)} is in force here already", "To set up this folder apart from it: `cap init .`")


def directions_starting_with(incomplete: str) -> list[str]:
    """Completes a direction."""
    return [word for word in DIRECTIONS if word.startswith(incomplete)]


def new_command(
    names: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[NAME]...", help="A short name for each person's file, such as `alice`; it is what you type later."
        ),
    ] = None,
    name: Annotated[str, typer.Option("--name", metavar="TEXT", help="What the person is called, such as 'Alice Brown'.")] = "",
    role: Annotated[str, typer.Option("--role", metavar="TEXT", help="What they do today.")] = "",
    manager: Annotated[str, typer.Option("--manager", metavar="TEXT", help="Who holds the conversations with them.")] = "",
    direction: Annotated[
        list[str] | None,
        typer.Option(
            "--direction",
            metavar="WORD",
            help="up, across, deeper or unsure; may be repeated.",
            autocompletion=directions_starting_with,
        ),
    ] = None,
    roster: Annotated[
        Path | None,
        typer.Option(
            "--roster", metavar="FILE", help="A CSV file of people: name, and if you like key, role, manager, direction, started."
        ),
    ] = None,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Write nothing: print the form, or of several people the paths.")
    ] = False,
    edit: Annotated[bool, typer.Option("--edit", help="Open the new file in CAP_EDITOR, VISUAL or EDITOR.")] = False,
    config: Config = None,
    today_: Today = None,
) -> None:
    """Start a plan for each person: a form that explains itself.

    From a roster, people who have a plan already keep it as it is, and the other options fill in what the roster leaves open. A
    team's own form is the file plan.md.j2 in its templates folder.

    \b
    Examples:
      cap new alice --name 'Alice Brown' --role 'Staff nurse' --edit
      cap new --roster people.csv --manager 'Ruth Lindqvist' --dry-run
    """
    from cap.workspace.scaffold import called, forms, write

    for word in direction or []:
        if wrong := wrong_direction(word):
            raise Refusal(sentence(wrong))
    if edit and dry_run:
        raise Refusal("`--edit` opens a file, and `--dry-run` writes none", "Leave out one of the two.")
    workspace = open_workspace(config)
    if roster is not None:
        if names or name:
            raise Refusal("a roster brings its own names", "Leave out the names and `--name`.")
        people = _from_roster(roster, workspace)
    elif not names:
        raise Refusal("whose plan?", "Type a name, such as `cap new alice`, or `--roster people.csv` for many people.")
    elif name and len(names) > 1:
        raise Refusal(f"`--name` is what one person is called, and here are {len(names)}", "Call `cap new` once for each.")
    else:
        people = [Newcomer(" ".join(name.split()) or called(key), key) for key in names]
    people = [
        person._replace(
            role=person.role or " ".join(role.split()),
            manager=person.manager or " ".join(manager.split()),
            direction=person.direction or direction or (),
        )
        for person in people
    ]
    files = forms(people, workspace, today=today(today_))
    if dry_run:
        texts = [visible(text.rstrip("\n"), keep="\n") for text in files.values()]
        terminal.put(texts if len(texts) == 1 else (visible(shown(path)) for path in files))
        terminal.say(f"Nothing was written. Without --dry-run: {_listed(list(files)) or 'nothing, either'}.")
        return
    write(files)
    terminal.put(visible(shown(path)) for path in files)
    if edit:
        _edit(list(files))
    elif files:
        _say_how_to_go_on(list(files))


def _from_roster(roster: Path, workspace: Workspace) -> list[Newcomer]:
    """The people of a roster who have no plan yet; the others are named on stderr. Raises Refusal."""
    from cap.workspace.scaffold import without_a_plan

    try:
        raw = roster.read_bytes()
    except OSError as error:
        raise Unreadable(f"the roster {shown(roster)} cannot be read: {reason(error)}") from None
    people, unused = read_roster(raw, shown(roster))
    if unused:
        terminal.say(f"Columns that are not used: {', '.join(unused)}.")
    people, theirs = without_a_plan(people, workspace)
    if theirs:
        terminal.say(
            f"{count(len(theirs), 'person has a plan', 'people have plans')} already; nothing in there is changed: {_listed(theirs)}."
        )
    return people


def _listed(files: list[Path]) -> str:
    """The first few of some files."""
    return first_few([shown(path) for path in files], MOST_NAMED)


def _edit(files: list[Path]) -> None:
    from cap.workspace.editor import VARIABLES, edit, editor

    command = editor()
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        terminal.say("No editor was opened, because this is not a terminal.")
    elif command is None:
        terminal.say(f"No editor is set: put its name into {VARIABLES[-1]}, for example `export {VARIABLES[-1]}=nano`.")
    else:
        edit(command, files)


def _say_how_to_go_on(files: list[Path]) -> None:
    if len(files) == 1:
        key = files[0].stem
        terminal.say(f"Fill it in together. `cap lint {key}` says what would help, `cap agenda {key}` prepares the first talk.")
    else:
        terminal.say("Fill in each of them together with the person. `cap list` shows everyone.")
