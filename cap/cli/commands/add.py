"""`cap add`: add an item to a plan."""

from __future__ import annotations

from typing import Annotated

import typer

from cap.cli import terminal
from cap.cli.changing import change
from cap.cli.common import today
from cap.cli.completing import days_ahead, days_behind, items_of, kinds_starting_with, one_of_these, who_says, words_of
from cap.cli.options import Config, DryRun, Today, Who, Yes
from cap.edit.changes.add import add
from cap.lint.coaching import coaching
from cap.plan.kinds import ADDED
from cap.text.wording import one_of
from cap.workspace.settings import policy_of


def add_command(
    kind: Annotated[str, typer.Argument(metavar="KIND", help=f"{one_of(ADDED)}.", autocompletion=kinds_starting_with)],
    name: Who,
    text: Annotated[str, typer.Argument(metavar="TEXT", help="What it is, in your words.")],
    skill: Annotated[
        str | None,
        typer.Option(
            "--skill",
            metavar="ITEM",
            help="What an action or a way is for, the only open skill when left out; what a moment shows.",
            autocompletion=items_of("skill"),
        ),
    ] = None,
    type_: Annotated[
        str | None,
        typer.Option(
            "--type",
            metavar="TYPE",
            help="experience, exposure or education (action).",
            autocompletion=words_of("action", "type"),
        ),
    ] = None,
    measure: Annotated[
        str | None, typer.Option("--measure", metavar="TEXT", help="How you will both see that it worked (goal, action).")
    ] = None,
    due: Annotated[
        str | None,
        typer.Option(
            "--due",
            metavar="DATE",
            help="By when (goal, action, support): 2026-03-31, friday, +6w, end of q3.",
            autocompletion=days_ahead,
        ),
    ] = None,
    with_: Annotated[
        list[str] | None, typer.Option("--with", metavar="WHO", help="Who takes part (action); may be repeated.")
    ] = None,
    goal: Annotated[
        list[str] | None,
        typer.Option(
            "--goal",
            metavar="ITEM",
            help="The goal a skill serves (may be repeated), an obstacle stands in the way of, or an action is a step to.",
            autocompletion=items_of("goal"),
        ),
    ] = None,
    needs: Annotated[
        list[str] | None,
        typer.Option(
            "--needs",
            metavar="ITEM",
            help="The support it waits for (action); may be repeated.",
            autocompletion=items_of("support"),
        ),
    ] = None,
    vision: Annotated[
        list[str] | None,
        typer.Option(
            "--vision", metavar="ITEM", help="The vision a goal leads to; may be repeated.", autocompletion=items_of("vision")
        ),
    ] = None,
    where: Annotated[
        str | None,
        typer.Option(
            "--where", metavar="PLACE", help="here, company or outside (goal, vision).", autocompletion=words_of("goal", "where")
        ),
    ] = None,
    rating: Annotated[
        str | None, typer.Option("--rating", metavar="N", help="Where it stands, 1 to 10 (skill, strength).")
    ] = None,
    target: Annotated[str | None, typer.Option("--target", metavar="N", help="Where it should stand, 1 to 10 (skill).")] = None,
    ten: Annotated[str | None, typer.Option("--ten", metavar="TEXT", help="What a 10 looks like (skill).")] = None,
    mentor: Annotated[bool, typer.Option("--mentor", help="Willing to help others grow it (strength).")] = False,
    pros: Annotated[
        list[str] | None, typer.Option("--pros", metavar="TEXT", help="What speaks for it (way); may be repeated.")
    ] = None,
    cons: Annotated[
        list[str] | None, typer.Option("--cons", metavar="TEXT", help="What speaks against it (way); may be repeated.")
    ] = None,
    chosen: Annotated[bool, typer.Option("--chosen", help="It is the one that was picked (way).")] = False,
    from_: Annotated[
        str | None,
        typer.Option("--from", metavar="WHO", help="Who promised it (support).", autocompletion=one_of_these("manager")),
    ] = None,
    by: Annotated[
        str | None,
        typer.Option("--by", metavar="WHO", help="Who brought it up (topic), or saw it (moment).", autocompletion=who_says),
    ] = None,
    on: Annotated[
        str | None,
        typer.Option(
            "--on",
            metavar="DATE",
            help="The day of it (ahead, moment, topic); today when left out, but for ahead.",
            autocompletion=days_behind,
        ),
    ] = None,
    id_: Annotated[str | None, typer.Option("--id", metavar="WORD", help="A short handle to link to.")] = None,
    yes: Yes = False,
    dry_run: DryRun = False,
    config: Config = None,
    today_: Today = None,
) -> None:
    """Add a goal, a skill, an action, a promise, a moment, a wish …

    What has no number of its own, a strength or a way, is reached by its words: added again, it gets what else you say. A moment that
    somebody else saw belongs in here once the person has heard of it: on a terminal you are asked, unless you say --yes.

    \b
    Examples:
      cap add action alice "Plan the board for Easter" --skill 2 --type experience --due +6w
      cap add obstacle alice "Winter staffing" --goal g1
    """
    from cap.cli.asking import named

    day = today(today_)
    given = {
        "type": type_,
        "measure": measure,
        "due": due,
        "with": with_,
        "needs": needs,
        "vision": vision,
        "where": where,
        "rating": rating,
        "target": target,
        "ten": ten,
        "mentor": "yes" if mentor else None,
        "pros": pros,
        "cons": cons,
        "chosen": "yes" if chosen else None,
        "from": named(from_),
        "by": named(by),
        "date": on,
        "id": id_,
    }
    fields = {key: [value] if isinstance(value, str) else value or [] for key, value in given.items()}
    workspace, reading, made = change(
        name,
        lambda plan: add(plan, kind, text, fields, today=day, skill=skill, goal=goal or ()),
        config=config,
        dry_run=dry_run,
        yes=yes,
    )
    if kind.lower() == "action":
        for line in coaching(reading, made.path, policy_of(workspace), today=day):
            terminal.say(f"  {line}")
