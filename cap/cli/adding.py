"""`cap init --add`: what is asked and said about checks and pages beside plans."""

from __future__ import annotations

from collections.abc import Sequence

from cap.cli import terminal
from cap.refusal import AlreadyThere, Refusal
from cap.text.escapes import visible
from cap.text.wording import sentence
from cap.workspace.additions import ADDITIONS, Kind, Planned, kinds_named
from cap.workspace.paths import shown
from cap.workspace.settings import Workspace


def asked_for() -> list[Kind]:
    """Ask somebody at the terminal which checks they want."""
    terminal.say("\nShall the plans be looked at by themselves as well? Only what cannot be read as a plan would stop anybody.")
    for kind, addition in ADDITIONS.items():
        if addition.template and not addition.beside:
            terminal.say(f"  {kind:<12}{addition.what}")
    while (typed := terminal.asked("One or several of them, or only Enter for none: ") or "").lower() not in (
        "",
        "n",
        "no",
        "none",
    ):
        try:
            return kinds_named([typed])
        except Refusal as refusal:
            terminal.say(f"{sentence(refusal.message)} {refusal.hint}")
    return []


def next_steps(plans: Sequence[Planned]) -> str:
    """What to type for what was added, a line each; "" when there is nothing."""
    steps = [one.addition.next for one in plans if one.standing == "free" and one.addition.next is not None]
    return "".join(f"\n  {typed:<23}  {why}" for typed, why in steps)


def hand_over(plans: Sequence[Planned]) -> None:
    """For a file that is taken, print the lines to put into it. Raises Refusal then."""
    for one in plans:
        if one.standing == "has it":
            terminal.say(f"{shown(one.file)} has it already, and stays as it is.")
    taken = [one for one in plans if one.standing == "taken"]
    for one in taken:
        terminal.put(one.lines.rstrip("\n").split("\n"))
    if taken:
        names, are = " and ".join(shown(one.file) for one in taken), "is" if len(taken) == 1 else "are"
        places = ", and ".join(f"{one.addition.paste} {shown(one.file)}" for one in taken)
        raise AlreadyThere(f"{names} {are} there already, and nothing was changed in there", f"Put the lines above {places}.")


def merge_too(workspace: Workspace) -> None:
    """Have git merge the plans by meaning, and say what that takes in other clones. Raises Refusal."""
    from cap.system import program
    from cap.workspace.merge_driver import NAME, install

    done = install(workspace)
    if done.changed:
        terminal.put([visible(shown(done.file))])
    else:
        terminal.say(f"{shown(done.file)} has it already, and stays as it is.")
    again = "cap init --add merge"
    if not done.told:
        terminal.say(f"\nThis is no git repository yet. After `git init`, type once more: {again}")
        return
    terminal.say(
        "\nFrom now on git merges these plans by meaning, in this clone. Where both sides say another thing about the same, both are marked."
    )
    travels = (
        f"{shown(done.file)} goes along with the next commit. Git's settings do not"
        if done.changed
        else "Git's settings do not travel"
    )
    terminal.say(f"{travels}: in each other clone, once: {again}")
    if program(NAME) is None:
        terminal.say(f"Git does not find the program {NAME} yet; until it does, it merges plans by lines, as before.")
    for folder in done.elsewhere:
        terminal.say(f"{shown(folder)} belongs to another repository; type it there as well.")
