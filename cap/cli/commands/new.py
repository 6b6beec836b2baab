"""`cap new`: a form for each person."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Annotated

import typer

from cap.cli import terminal
from cap.cli.again import command_again
from cap.cli.common import today, workspace_of
from cap.cli.completing import words_of
from cap.cli.options import Config, Today
from cap.refusal import Doubtful, Refusal
from cap.text.escapes import visible
from cap.text.shell import for_shell
from cap.text.wording import count, first_few, sentence
from cap.workspace.paths import shown
from cap.workspace.roster import Newcomer, completed, read_roster, require_directions
from cap.workspace.settings import Workspace

MOST_NAMED = 5  # people who are named one by one


def new_command(
    names: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[NAME]...",
            help="A short name for each person's file, such as `alice`, which is what you type later; or a whole name in quotes.",
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
            autocompletion=words_of("", "direction"),
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
    yes: Annotated[
        bool, typer.Option("--yes", help="Ask nothing: this is the place, and somebody else of that name is meant.")
    ] = False,
    config: Config = None,
    today_: Today = None,
) -> None:
    """Start a plan for each person: a form that explains itself.

    From a roster, people who have a plan already keep it as it is, and the other options fill in what the roster leaves open. A
    team's own form is the file plan.md.j2 in its templates folder.

    \b
    Examples:
      cap new "Alice Brown" --role "Staff nurse" --edit
      cap new --roster people.csv --manager 'Ruth Lindqvist' --dry-run
    """
    from cap.workspace.naming import require_name
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
        typed = [require_name(one) for one in names]
        people = [Newcomer(" ".join(name.split()) or one.name or display_name(one.key), one.key) for one in typed]
    people = completed(people, role=role, manager=manager, direction=direction or ())
    files = forms(people, workspace, today=today(today_))
    if dry_run:
        texts = [visible(text.rstrip("\n"), keep="\n") for text in files.values()]
        terminal.put(texts if len(texts) == 1 else (visible(shown(path)) for path in files))
        terminal.say(f"Nothing was written. Without --dry-run: {_some(list(files)) or 'nothing, either'}.")
        return
    if not yes:
        _ask_about(_doubts(workspace, names or [], namesakes(people, workspace) if roster is None else []))
    write(files)
    terminal.put(visible(shown(path)) for path in files)
    if edit:
        _edit(list(files))
    elif files:
        _say_how_to_go_on(list(files))


_IN_NAMES = str.maketrans("", "", "-'’")  # what stands between letters in a name


def _doubts(workspace: Workspace, names: list[str], namesakes: list[tuple[str, Path]]) -> Iterator[Doubtful]:
    """What has to be asked first: whether this is the place, whether two words are one name, whether somebody else is meant."""
    if not workspace.is_set_up:
        hint = "`cap init` sets up a folder for plans; to start the plan here all the same, say --yes."
        yield Doubtful(f"this folder is not set up for plans yet: {workspace.nothing_found}", hint)
    if 1 < len(names) < 4 and all(one.translate(_IN_NAMES).isalpha() and one[0].isupper() for one in names):
        hint = f"For one person: cap new {for_shell(' '.join(names))}. If several are meant, say --yes."
        yield Doubtful(f"these would be {len(names)} plans, of {' and of '.join(names)}", hint)
    for name, path in namesakes:
        again = f"If somebody else is meant: {command_again(yes=True)}"
        yield Doubtful(f"{name} has a plan already: {shown(path)}", again)


def _ask_about(doubts: Iterator[Doubtful]) -> None:
    """Ask about each doubt on a terminal. Raises the one that nobody has answered with a yes."""
    for doubt in doubts:
        if not terminal.confirmed(f"{sentence(doubt.message)} Go on?"):
            raise doubt


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
    from cap.cli.editing import has_terminal
    from cap.workspace.editor import VARIABLES, edit, editor

    command = editor()
    if not has_terminal():
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
