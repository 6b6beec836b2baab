"""`cap new`: a form for each person."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from cap.cli import terminal
from cap.cli.common import today, workspace_of
from cap.cli.completing import directions_starting_with
from cap.cli.options import Config, Today
from cap.refusal import Doubtful, Refusal
from cap.text.escapes import visible
from cap.text.wording import count, first_few
from cap.workspace.paths import shown
from cap.workspace.roster import Newcomer, completed, read_roster, require_directions
from cap.workspace.settings import Workspace

MOST_NAMED = 5  # people who are named one by one


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
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask whether somebody of the same name is meant.")] = False,
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
    from cap.workspace.scaffold import display_name, forms, namesakes, write

    require_directions(direction or [])
    if edit and dry_run:
        raise Refusal("`--edit` opens a file, and `--dry-run` writes none", "Leave out one of the two.")
    workspace = workspace_of(config)
    if roster is not None:
        if names or name:
            raise Refusal("a roster brings its own names", "Leave out the names and `--name`.")
        people = _from_roster(roster, workspace)
    elif not names:
        raise Refusal("whose plan?", "Type a name, such as `cap new alice`, or `--roster people.csv` for many people.")
    elif name and len(names) > 1:
        raise Refusal(f"`--name` is what one person is called, and here are {len(names)}", "Call `cap new` once for each.")
    else:
        people = [Newcomer(" ".join(name.split()) or display_name(key), key) for key in names]
    people = completed(people, role=role, manager=manager, direction=direction or ())
    files = forms(people, workspace, today=today(today_))
    if dry_run:
        texts = [visible(text.rstrip("\n"), keep="\n") for text in files.values()]
        terminal.put(texts if len(texts) == 1 else (visible(shown(path)) for path in files))
        terminal.say(f"Nothing was written. Without --dry-run: {_some(list(files)) or 'nothing, either'}.")
        return
    if roster is None and not yes:
        _ask_about(namesakes(people, workspace))
    write(files)
    terminal.put(visible(shown(path)) for path in files)
    if edit:
        _edit(list(files))
    elif files:
        _say_how_to_go_on(list(files))


def _ask_about(namesakes: list[tuple[str, Path]]) -> None:
    """Make sure that somebody else of the same name is meant. Raises Doubtful."""
    for name, path in namesakes:
        said = f"{name} has a plan already: {shown(path)}"
        if not terminal.confirmed(f"{said}. Start another one?"):
            raise Doubtful(said, "If somebody else is meant, say --yes.")


def _from_roster(roster: Path, workspace: Workspace) -> list[Newcomer]:
    """Read who of a roster has no plan yet, and name the others on stderr. Raises Refusal."""
    from cap.workspace.scaffold import without_a_plan
    from cap.workspace.store import refuse_private, require_inside

    refuse_private(roster, workspace)
    require_inside(roster)
    people, unused = read_roster(roster)
    if unused:
        terminal.say(f"Columns that are not used: {', '.join(unused)}.")
    people, theirs = without_a_plan(people, workspace)
    if theirs:
        terminal.say(
            f"{count(len(theirs), 'person has a plan', 'people have plans')} already; nothing in there is changed: {_some(theirs)}."
        )
    return people


def _some(files: list[Path]) -> str:
    """Name the first few of some files."""
    return first_few([shown(path) for path in files], MOST_NAMED)


def _edit(files: list[Path]) -> None:
    """Open files in the person's editor, if there is one and a terminal for it."""
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
        terminal.say(
            f"Fill it in together: `cap form {key}` asks for it. `cap lint {key}` says what would help, `cap agenda {key}` prepares the first talk."
        )
    else:
        terminal.say("Fill in each of them together with the person. `cap list` shows everyone.")
