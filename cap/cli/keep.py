"""Keeping a plan alive: one line in, one small diff out. Each command parses, asks for one change, writes it, and says what it did."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from cap.cli import terminal
from cap.cli.completing import items_starting_with, keys_starting_with
from cap.cli.options import Config, Today, names_starting_with, today
from cap.edit import changes
from cap.edit.apply import EditRefused, apply
from cap.edit.changes import Change, ChangeRefused
from cap.plan.read import Reading, read
from cap.text.dates import GRAMMAR
from cap.text.escapes import utf8
from cap.workspace.paths import shown
from cap.workspace.refusal import Refusal
from cap.workspace.settings import Workspace, open_workspace
from cap.workspace.store import read_file, resolve
from cap.workspace.writing import update_plan

Request = Callable[[Reading], Change]

Who = Annotated[
    str,
    typer.Argument(
        metavar="NAME", help="A person: the plan's file name, the whole name, or a path.", autocompletion=names_starting_with
    ),
]
ItemArgument = Annotated[
    str,
    typer.Argument(
        metavar="ITEM",
        help="An id, a number as `cap show` prints it, or a piece of the text.",
        autocompletion=items_starting_with,
    ),
]
Day = Annotated[
    str | None, typer.Option("--on", metavar="DATE", help="The day it happened, if not today: 2026-03-31, or yesterday.")
]
DryRun = Annotated[bool, typer.Option("--dry-run", help="Show the change as a diff, and write nothing.")]


def change(
    name: str, request: Request, *, config: Path | None, dry_run: bool, nameless: bool = False
) -> tuple[Workspace, Reading, Change]:
    """Carry out one request on one person's plan: resolved exactly, written under a lock, said in one line.

    `nameless`: the request may be for a plan that is none yet because it has no name. Returns the workspace, the plan as it is now,
    and the change. Raises Refusal, with the file untouched.
    """
    workspace = open_workspace(config)
    path = resolve(name, workspace, exact=True)
    made: list[Change] = []

    def edited(raw: bytes) -> bytes:
        made[:] = [_asked_for(request, read(raw, shown(path)), nameless)]
        try:
            return apply(raw, made[0].edits)
        except EditRefused as refused:
            raise Refusal(_by_hand(shown(path), refused)) from None

    if dry_run:
        before = read_file(path).raw
        after = edited(before)
        terminal.put(terminal.diff(utf8(shown(path)), before, after, terminal.painter()))
    else:
        before, after = update_plan(path, edited, workspace.plan_folders)[1:]
    how = " (it said so already)" if after == before else " (nothing was written)" if dry_run else ""
    terminal.say(f"{path.stem}: {made[0].said}{how}")
    if made[0].then and after != before:
        terminal.say(f"  {made[0].then}")
    return workspace, read(after, shown(path)), made[0]


def _asked_for(request: Request, reading: Reading, nameless: bool) -> Change:
    """The change that a request comes to in this plan. Raises Refusal."""
    if reading.plan is None and not (nameless and any(problem.item == "name" for problem in reading.problems)):
        problem = next((problem for problem in reading.problems if problem.item == "name"), reading.problems[0])
        where = f"{reading.path}:{problem.line}"
        raise Refusal(f"{where}: {problem.message}", f"{problem.hint} A plan that cannot be read is not changed.")
    try:
        return request(reading)
    except ChangeRefused as refused:
        raise Refusal(refused.message, refused.hint) from None


def _by_hand(path: str, refused: EditRefused) -> str:
    """Why a file is not edited, and the lines to write instead."""
    lines = [f"{path}:{refused.line}: {refused.message}", f"     {refused.hint}"]
    if refused.by_hand:
        lines += ["     By hand it would be:", *(f"       {line}" for line in refused.by_hand.split("\n"))]
    return "\n".join(lines)


class Kind(StrEnum):
    """What can be added."""

    goal = "goal"
    vision = "vision"
    skill = "skill"
    action = "action"
    strength = "strength"
    support = "support"
    topic = "topic"


def add_command(
    kind: Annotated[Kind, typer.Argument(metavar="KIND", help="goal, vision, skill, action, strength, support or topic.")],
    name: Who,
    text: Annotated[str, typer.Argument(metavar="TEXT", help="What it is, in your words.")],
    skill: Annotated[
        str | None,
        typer.Option("--skill", metavar="ITEM", help="The skill that an action is for; the only open one when left out."),
    ] = None,
    type_: Annotated[
        str | None, typer.Option("--type", metavar="TYPE", help="experience, exposure or education (action).")
    ] = None,
    measure: Annotated[
        str | None, typer.Option("--measure", metavar="TEXT", help="How you will both see that it worked (goal, action).")
    ] = None,
    due: Annotated[str | None, typer.Option("--due", metavar="DATE", help="By when (goal, action, support).")] = None,
    with_: Annotated[
        list[str] | None, typer.Option("--with", metavar="WHO", help="Who takes part (action); may be repeated.")
    ] = None,
    goal: Annotated[
        list[str] | None, typer.Option("--goal", metavar="ITEM", help="The goal a skill serves; may be repeated.")
    ] = None,
    vision: Annotated[
        list[str] | None, typer.Option("--vision", metavar="ITEM", help="The vision a goal leads to; may be repeated.")
    ] = None,
    where: Annotated[
        str | None, typer.Option("--where", metavar="PLACE", help="here, company or outside (goal, vision).")
    ] = None,
    rating: Annotated[
        str | None, typer.Option("--rating", metavar="N", help="Where it stands, 1 to 10 (skill, strength).")
    ] = None,
    target: Annotated[str | None, typer.Option("--target", metavar="N", help="Where it should stand, 1 to 10 (skill).")] = None,
    ten: Annotated[str | None, typer.Option("--ten", metavar="TEXT", help="What a 10 looks like (skill).")] = None,
    mentor: Annotated[bool, typer.Option("--mentor", help="Willing to help others grow it (strength).")] = False,
    from_: Annotated[str | None, typer.Option("--from", metavar="WHO", help="Who promised it (support).")] = None,
    by: Annotated[str | None, typer.Option("--by", metavar="WHO", help="Who brought it up (topic).")] = None,
    id_: Annotated[str | None, typer.Option("--id", metavar="WORD", help="A short handle to link to.")] = None,
    dry_run: DryRun = False,
    config: Config = None,
    today_: Today = None,
) -> None:
    """Add a goal, vision, skill, action, strength, support or topic to a plan.

    \b
    Examples:
      cap add action alice "Take the board on Sundays" --skill 2 --type experience --due +6w
      cap add topic alice "Could nights be fewer next year?" --by alice
    """
    day = today(today_)
    given = {
        "type": type_,
        "measure": measure,
        "due": due,
        "with": with_,
        "goal": goal,
        "vision": vision,
        "where": where,
        "rating": rating,
        "target": target,
        "ten": ten,
        "mentor": "yes" if mentor else None,
        "from": from_,
        "by": by,
        "id": id_,
    }
    fields = {key: [value] if isinstance(value, str) else value or [] for key, value in given.items()}
    workspace, reading, made = change(
        name, lambda plan: changes.add(plan, kind, text, fields, today=day, skill=skill), config=config, dry_run=dry_run
    )
    if kind == Kind.action:
        _coach(workspace, reading, made, day)


def _coach(workspace: Workspace, reading: Reading, made: Change, day: date) -> None:
    """How the balance now stands, and what lint would say of this action only."""
    from cap.lint.engine import lint
    from cap.lint.rule import Subject
    from cap.plan.problem import item_text
    from cap.workspace.settings import policy_of

    assert reading.plan is not None
    counts = Subject(reading.plan, reading, today=day).mix
    if any(counts):
        terminal.say(f"  Balance: {counts.in_words}; aim for 70/20/10.")
    item = item_text(made.path)
    for problem in lint(reading, policy_of(workspace), today=day):
        if problem.item == item or problem.item.startswith(f"{item}."):
            terminal.say(f"  {problem.level} {problem.rule}: {problem.message}. {problem.hint}")


def set_command(
    name: Who,
    key: Annotated[
        str,
        typer.Argument(metavar="KEY", help="stage, direction, role, target, goal, measure …", autocompletion=keys_starting_with),
    ],
    values: Annotated[list[str], typer.Argument(metavar="VALUE...", help="One value; several for a list.")],
    item: Annotated[
        str | None, typer.Option("--item", metavar="ITEM", help="The item whose key it is; the plan's own when left out.")
    ] = None,
    dry_run: DryRun = False,
    config: Config = None,
    today_: Today = None,
) -> None:
    """Set one key of a plan, or of one of its items.

    \b
    Examples:
      cap set alice stage agreed
      cap set alice target 7 --item "Running the board"
    """
    day = today(today_)
    change(
        name,
        lambda plan: changes.set_key(plan, key, values, today=day, item=item),
        config=config,
        dry_run=dry_run,
        nameless=key == "name" and item is None,
    )


def rate_command(
    name: Who,
    skill: Annotated[
        str,
        typer.Argument(metavar="SKILL", help="Its number, its id, or a piece of its name.", autocompletion=items_starting_with),
    ],
    number: Annotated[str, typer.Argument(metavar="N", help="A whole number from 1 to 10.")],
    by: Annotated[
        str | None, typer.Option("--by", metavar="WHO", help="self, manager or a name; left out: agreed together.")
    ] = None,
    evidence: Annotated[str | None, typer.Option("--evidence", metavar="TEXT", help="What was seen that speaks for it.")] = None,
    on: Day = None,
    dry_run: DryRun = False,
    config: Config = None,
    today_: Today = None,
) -> None:
    """Rate a skill. Only a rating you agree on becomes the skill's own; every one is kept in its history.

    The same day and the same person again corrects the entry.

    \b
    Examples:
      cap rate alice 2 6
      cap rate alice delegating 4 --by manager --evidence "The May rota, handed over complete"
    """
    day = today(today_)
    change(
        name,
        lambda plan: changes.rate(plan, skill, number, today=day, on=on, by=by, evidence=evidence),
        config=config,
        dry_run=dry_run,
    )


def progress_command(
    name: Who,
    item: ItemArgument,
    note: Annotated[str, typer.Argument(metavar="NOTE", help="What moved, in a line.")],
    link: Annotated[str | None, typer.Option("--link", metavar="URL", help="Where to see it.")] = None,
    on: Day = None,
    dry_run: DryRun = False,
    config: Config = None,
    today_: Today = None,
) -> None:
    """Note progress on an action.

    \b
    Examples:
      cap progress alice 2.1 "Third Sunday, no rescue"
      cap progress alice sundays "First one alone" --on 2026-03-01
    """
    day = today(today_)
    change(
        name, lambda plan: changes.note_progress(plan, item, note, today=day, on=on, link=link), config=config, dry_run=dry_run
    )


def done_command(
    name: Who,
    item: ItemArgument,
    note: Annotated[str | None, typer.Option("--note", metavar="TEXT", help="What came of it.")] = None,
    on: Day = None,
    dry_run: DryRun = False,
    config: Config = None,
    today_: Today = None,
) -> None:
    """Close an item that is done. It stays in the plan as history.

    \b
    Examples:
      cap done alice 2.1
      cap done alice g1 --note "Signed off by the matron" --on yesterday
    """
    day = today(today_)
    change(name, lambda plan: changes.close(plan, item, today=day, on=on, note=note), config=config, dry_run=dry_run)


def drop_command(
    name: Who,
    item: ItemArgument,
    because: Annotated[str, typer.Option("--because", metavar="TEXT", help="Why; somebody will wonder in a year.")],
    dry_run: DryRun = False,
    config: Config = None,
) -> None:
    """Drop an item, with a word on why. It stays in the plan as history.

    \b
    Examples:
      cap drop alice 2.3 --because "The course was cancelled"
      cap drop alice g2 --because "Not what I want any more"
    """
    change(name, lambda plan: changes.drop(plan, item, because), config=config, dry_run=dry_run)


def move_command(
    name: Who,
    item: ItemArgument,
    when: Annotated[str, typer.Argument(metavar="DATE", help=f"{GRAMMAR}.")],
    dry_run: DryRun = False,
    config: Config = None,
    today_: Today = None,
) -> None:
    """Give an item another date. An action remembers the dates it had.

    A span such as +2w counts from the day the item is due, or from today when that day has passed; every other date from today.

    \b
    Examples:
      cap move alice 2.1 +2w
      cap move alice sundays "end of quarter"
    """
    day = today(today_)
    change(name, lambda plan: changes.move(plan, item, when, today=day), config=config, dry_run=dry_run)


def next_command(
    name: Who,
    when: Annotated[str, typer.Argument(metavar="DATE", help=f"{GRAMMAR}.")],
    dry_run: DryRun = False,
    config: Config = None,
    today_: Today = None,
) -> None:
    """Set the date of the next career conversation.

    After a talk, `cap edit alice` is the place to write down that it was held: a line under `conversations:`, and what you both
    want to remember in the text below.

    \b
    Examples:
      cap next alice +3m
      cap next alice 2026-05-18
    """
    day = today(today_)
    change(name, lambda plan: changes.next_talk(plan, when, today=day), config=config, dry_run=dry_run)
