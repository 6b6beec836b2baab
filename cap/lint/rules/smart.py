"""Each action is SMART: specific, measurable, one's own to do, relevant, timed."""

from __future__ import annotations

from collections.abc import Iterator

from cap.lint.rule import Finding, Subject, rule, whether_open
from cap.lint.words import is_not_yours, is_vague, says
from cap.plan.model import Skill
from cap.plan.problem import ItemPath, Lack
from cap.plan.standing import refused_since_talk
from cap.text.quotes import Words, quote, quoted


@rule("warning")
def action_vague(subject: Subject) -> Iterator[Finding]:
    """S: an action opens with a vague verb, and nothing pins it down.

    “Improve”, “learn more about”, “work on” can be true of a whole year without anything having happened. Say what there will be to
    see: on which occasion, with whom, how often. A `measure` or a `with` is enough to pin it down. The rule listens in
    English and in German, and keeps quiet about plans in other languages.

    Source: Trailhead, the S of SMART.

    Bad:

        skills:
          - skill: Product messaging
            actions:
              - action: Learn more about marketing

    Good:

        skills:
          - skill: Product messaging
            actions:
              - action: Sit with the campaign team for two days
    """
    for path, action in subject.actions:
        if not says(action.measure) and not any(map(says, action.with_)) and is_vague(action.action, subject.spoken):
            yield Finding(
                (*path, "action"),
                quoted(action.action) + ": what would we see you do?",
                "Say on which occasion, with whom, or how often.",
                reads=[(*path, "measure"), (*path, "with")],
            )


@rule("warning", completeness=True)
def action_unmeasured(subject: Subject) -> Iterator[Finding]:
    """M: an action does not say how you will see that it worked.

    “Give a presentation” can be ticked off and change nothing. Add what it should bring: how many, how often, what
    others will do or say. Then the next talk is about what was learned, and not about whether it counts.

    Source: Trailhead, the M of SMART.

    Bad:

        skills:
          - skill: Running the board
            actions:
              - action: Take the board every Sunday

    Good:

        skills:
          - skill: Running the board
            actions:
              - action: Take the board every Sunday
                measure: Eight Sundays, no more than one rescue
    """
    for path, action in subject.actions:
        if not says(action.measure):
            yield Finding(
                (*path, "measure"),
                quoted(action.action) + ": how will you see that it worked?",
                "Add `measure:`: how many, how often, or what others will notice.",
                lack=Lack("no measure", "how will you see that it worked", "measure"),
            )


@rule("hint")
def action_not_yours(subject: Subject) -> Iterator[Finding]:
    """A: an action is an outcome that someone else decides on.

    “Get promoted” is a result, and the decision is made in a room that one is not in. An action is what one can do oneself to
    make the result likely. Keep the wish as a goal or a vision. Which part of it is in your own hands?

    Source: Trailhead, the A of SMART, and its line on promotions: need and timing decide.

    Bad:

        skills:
          - skill: Leading a shift
            actions:
              - action: Get promoted to shift lead

    Good:

        skills:
          - skill: Leading a shift
            actions:
              - action: Stand in for Marta on her four days off
    """
    for path, action in subject.actions:
        if is_not_yours(action.action, subject.spoken):
            yield Finding(
                (*path, "action"),
                quoted(action.action) + ": which part of it is in your own hands?",
                "Plan that part; the wish itself can be a goal or a vision.",
            )


@rule("warning", completeness=True, exploring=False, behind="goal-missing")
def action_irrelevant(subject: Subject) -> Iterator[Finding]:
    """R: the actions of a skill serve no goal, or only goals that are closed.

    Time is the scarcest thing in a plan. If a skill leads to no open goal, perhaps a goal is missing, perhaps the skill
    belongs to another one, perhaps it may be closed. One finding stands for all that is planned without a goal, and names the
    skills. A plan without any open goal is left to `goal-missing`; after somebody has refused a goal, both wait until you have talked
    about it.

    Source: Trailhead, the R of SMART.

    Bad:

        goals:
          - {id: close, goal: Run the month-end close, measure: Three in a row, due: 2026-09-30}
        skills:
          - skill: Public speaking
            actions:
              - action: Speak at the town meeting

    Good:

        goals:
          - {id: close, goal: Run the month-end close, measure: Three in a row, due: 2026-09-30}
        skills:
          - skill: Reconciling accounts
            goal: close
            actions:
              - action: Reconcile the supplier ledger alone in May
    """
    if not subject.plan.goals or refused_since_talk(subject.plan):
        return
    open_ids = {goal.id for _, goal in subject.goals}
    loose: dict[bool, list[tuple[ItemPath, Skill]]] = {}
    for path, skill in subject.skills:
        if skill.actions and open_ids.isdisjoint(skill.goal) and any(action.open for action in skill.actions):
            loose.setdefault(bool(skill.goal), []).append((path, skill))
    for to_closed, skills in loose.items():
        path, alone = skills[0][0], len(skills) == 1
        what = " serves only goals that are closed" if alone else " serve only goals that are closed"
        ask = (
            f": what {'is it' if alone else 'are they'} for now?"
            if to_closed
            else f": which goal {'is it' if alone else 'are they'} for?"
        )
        yield Finding(
            (*path, "goal"),
            _several([skill.skill for _, skill in skills]) + (what if to_closed else "") + ask,
            "Link " + ("the skill" if alone else "each") + " with " + _link(subject) + ", or let it rest.",
            reads=[
                ("goals",),
                ("goals", "id"),
                *whether_open("goals"),
                *(read for path, _ in skills for read in ((*path, "goal"), *whether_open(*path, "actions"))),
                ("conversations",),
            ],
            lack=None if to_closed or not alone else Lack("no goal", "which goal is it for", "goal"),
            also=[(*path, "goal") for path, _ in skills[1:]],
        )


def _several(names: list[str]) -> Words:
    """The first of some names, and how many there are besides: `“Audit”, “English” and 2 more`."""
    shown = quoted(names[0])
    if len(names) > 1:
        shown = shown + ((" and " if len(names) == 2 else ", ") + quoted(names[1], "another"))
    return shown + f" and {len(names) - 2} more" if len(names) > 2 else shown


def _link(subject: Subject) -> str | Words:
    """How a skill is linked to an open goal."""
    if len(subject.goals) != 1:
        return "`goal:` and the id of an open goal"
    (_, goal) = subject.goals[0]
    return (
        quote(f"`goal: {goal.id}`", "`goal:` and the id of the goal")
        if goal.id
        else "`goal:` and the goal's id, which it has yet to get"
    )


@rule("warning", completeness=True)
def action_undated(subject: Subject) -> Iterator[Finding]:
    """T: an action has no date.

    What has no date gets done after everything that has one. Choose a day that is close: before you talk next, if it can
    be. For something that goes on for months, date the first time you will look back at it.

    Source: Trailhead, the T of SMART.

    Bad:

        skills:
          - skill: Running the board
            actions:
              - action: Shadow the site manager for a day

    Good:

        skills:
          - skill: Running the board
            actions:
              - action: Shadow the site manager for a day
                due: 2026-03-31
    """
    for path, action in subject.actions:
        if action.due is None:
            yield Finding(
                (*path, "due"),
                quoted(action.action) + ": by when?",
                "Add `due:`. Could it happen before you talk next?",
                lack=Lack("no date", "by when", "due"),
            )
