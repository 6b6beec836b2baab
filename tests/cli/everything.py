"""Every command, with every choice that its options have, out of the table of commands itself."""

from __future__ import annotations

import shlex
from collections.abc import Iterator

import typer

from cap.cli.app import COMMANDS, app

NAMES = [name for commands in COMMANDS.values() for name in commands]

# How each command can be called about Ada, who has a plan, and about what is not there or goes wrong.
CALLS: dict[str, list[str]] = {
    "init": ["", "x", "y --for-one ada", "plans", "--add pre-commit,readme", "z --add github", "--add nothing"],
    "new": ["bo", "ada-obi --yes", "ada", "cy --dry-run", "--roster people.csv", "--roster nowhere.csv", "-x"],
    "form": [
        "ada",
        "nobody",
        "ada -o c.md",
        "ada -o c.html",
        "ada --read page.md",
        "ada --read page.md --yes",
        "ada --read nowhere.md",
    ],
    "list": [
        "",
        "--config nowhere.yaml",
        "--manager nobody",
        "--due --late",
        "--without talk --sort last",
        "--format html -o l.html",
    ],
    "show": ["ada", "nobody", "plans/ada.md", "plans"],
    "map": ["ada", "nobody", "ada -o d.svg"],
    "timeline": ["ada", "ada --since 2026-01-01", "ada --since soon", "nobody", "ada -o t.txt", "plans/ada.md --kind rating"],
    "diff": [
        "",
        "ada",
        "nobody",
        "ada --since HEAD",
        "ada --since nothing",
        "--since 2026-11-01",
        "--staged",
        "--unstaged",
        "plans/ada.md plans/ada.md",
        "ada bo",
        "ada -o e.txt",
    ],
    "due": [
        "",
        "--me",
        "--from ada",
        "--from nobody",
        "--person ada --within 1y",
        "--check",
        "--from ada --check",
        "--format html -o d.html",
    ],
    "calendar": ["", "--me", "--from ada", "--person ada", "--todos", "-o all.ics", "-o plans/ada.md", "--from nobody"],
    "lint": [
        *["", "ada", "plans", ".", "nobody", "--show-settings", "--diff", "--fix", "--select private-in-repo", "--jobs 2"],
        "--format sarif -o all.sarif",
        "--format gitlab --snippets",
        "--format rdjson --snippets",
        "--baseline known.txt",
        "--baseline known.txt --write-baseline",
        "--since HEAD",
        "--since nobody",
        "--force-exclude plans/ada.md README.md",
    ],
    "rule": ["", "balance", "private-in-repo", "nothing"],
    "schema": [""],
    "lsp": [""],
    "help": ["", "lint", "nothing"],
    "agenda": [
        "ada",
        "ada --type unclear-goals",
        "ada --type clear-goals",
        "ada --type nothing",
        "ada --minutes 15",
        "--list",
        "--type team-session",
        "nobody",
        "ada -o a.md",
        "ada --template templates/x.md.j2",
        "ada --template nowhere.j2",
        "ada --format json -o a.json",
        "ada --compare page.md",
        "ada --compare nowhere.md",
    ],
    "prep": ["ada", "nobody", "ada -o b.md", "ada --read page.md --no-input", "ada --read nowhere.md"],
    "ask": ["", "energy present", "tough", "zzz", "--person ada", "tough --person ada", "--person nobody", "--type nothing"],
    "note": ["ada Seen", "nobody Seen", "ada ''", "ada Seen --on tomorrow"],
    "log": [
        "ada",
        "ada -m Met --dry-run",
        "ada -m Met --next +3m",
        "ada -m More --copy --yes",
        "ada -m Met --type nothing",
        "ada --edit --yes",
        "ada --read page.md",
        "ada --read page.md --yes",
        "ada --read nowhere.md",
        "nobody -m Met",
    ],
    "add": [
        "obstacle ada Winter --goal lead",
        "theme ada Calm",
        "way ada Ask --chosen",
        "action ada Apply --goal lead --yes",
        "topic ada Pay",
        "skill ada Chairing",
        "action ada Ask --skill nothing",
        "topic nobody Pay",
    ],
    "set": ["ada stage draft", "ada themes +Calm -Calm", "ada nothing x", "nobody stage draft"],
    "rate": ["ada handover 5", "ada nothing 5"],
    "progress": ["ada mondays Once", "ada nothing Once"],
    "done": ["ada mondays --dry-run", "ada nothing"],
    "drop": [
        "ada lead --because later --dry-run",
        "ada lead --because later --refused-by Ruth --on yesterday --dry-run",
        "ada nothing --because x",
    ],
    "reopen": ["ada lead", "ada nothing"],
    "undo": ["ada", "ada --dry-run", "nobody"],
    "move": ["ada mondays friday", "ada nothing friday"],
    "next": ["ada +1w", "ada soon"],
    "pause": ["ada --from monday --until +3m", "ada --until soon", "nobody"],
    "resume": ["ada --on +4m", "ada --on soon", "nobody"],
    "edit": ["ada", "nobody"],
    "private": ["ada", "ada -m more", "nobody", "ada -m ''"],
    "merge": [
        "plans/ada.md plans/ada.md plans/ada.md",
        "plans/ada.md page.md plans/ada.md",
        "nowhere.md plans/ada.md page.md",
        "page.md page.md plans/ada.md -o m.md",
    ],
    "trust": ["", ".", "nowhere", "--list", "--remove"],
    "save": ["--dry-run", "ada --words --dry-run", "nobody", "ada -m More --with-errors", "--words"],
    "leave": [
        "ada",
        "ada -o ../gone",
        "ada -o ../gone --dry-run",
        "ada --story -o ../gone --dry-run",
        "ada -o plans",
        "nobody -o ../gone",
    ],
}


def every_call() -> Iterator[list[str]]:
    """Every command but `private`, which is there to show notes, and but for the manager's pages, which hold them.

    It is called with every choice that its options have.
    """
    yield from (["--help"], ["--version"], ["nothing"], [], ["--today", "2027-01-01"])
    for name in NAMES:
        yield [name, "--help"]
        for call in CALLS[name] if name != "private" else ():
            yield from ([name, *shlex.split(call), *form] for form in forms(name) if "manager" not in form)


def manager_s_calls() -> Iterator[list[str]]:
    """Every way to the manager's pages: they hold the notes on Ada, and no others."""
    for name in ("agenda", "prep"):
        yield from ([name, "ada", *form] for form in forms(name) if "manager" in form)


def every_slip(odd: str) -> Iterator[list[str]]:
    """Every way to call a command wrongly that the table of commands knows: nothing said, an option that is none, and an odd word as each
    argument and as the value of each option."""
    group = typer.main.get_command(app)
    for name in NAMES:
        yield from ([name, "--nope"], [name, f"--{odd}"], *([] if name in ("init", "lint", "ask", "list") else [[name]]))
        params = group.get_command(None, name).params  # type: ignore[attr-defined]
        arguments = ["ada" if param.name in ("name", "names") else "x" for param in params if param.param_type_name == "argument"]
        for i in range(len(arguments)):
            yield [name, "--", *arguments[:i], odd, *arguments[i + 1 :]]
        for param in params:
            if param.opts[0].startswith("-") and not getattr(param, "is_flag", True):
                yield [name, f"{param.opts[0]}={odd}", *arguments]


def forms(name: str) -> Iterator[list[str]]:
    """The options of a call: none, each choice of one, and each audience with each choice of another."""
    given = [list(choice) for choice in choices(name)]
    audiences = [choice for choice in given if choice[0] == "--for"]
    silent: list[list[str]] = [] if name == "prep" else [[]]  # `cap prep` is for the manager unless it is told otherwise
    for said in [*silent, *audiences]:
        yield said
        yield from ([*said, *other] for other in given if other not in audiences)


def choices(name: str) -> Iterator[tuple[str, str]]:
    """Each option of a command that takes one of several words, with each of the words."""
    group = typer.main.get_command(app)
    command = group.get_command(None, name)  # type: ignore[attr-defined]
    for param in command.params:
        for choice in getattr(param.type, "choices", ()):
            if param.opts[0].startswith("--"):
                yield param.opts[0], str(choice.value if hasattr(choice, "value") else choice)
    yield "--color", "always"
