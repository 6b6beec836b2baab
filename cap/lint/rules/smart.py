"""Each action is SMART: specific, measurable, their own to do, relevant, timed."""

from __future__ import annotations

from collections.abc import Iterator

from cap.lint.rule import Finding, Subject, rule, whether_open
from cap.lint.words import is_not_yours, is_vague, says
from cap.plan.standing import refused_since_talk
from cap.text.quotes import quoted


@rule("warning")
def action_vague(subject: Subject) -> Iterator[Finding]:
    """S: an action opens with a vague verb, and nothing pins it down.

    “Improve”, “learn more about”, “work on” can be true of a whole year without anything having happened. Say what they will
    do: on which occasion, with whom, how often. A `measure` or a `with` is enough to pin it down. The rule listens in
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
        if not says(action.measure) and not action.with_ and is_vague(action.action, subject.spoken):
            yield Finding(
                (*path, "action"),
                quoted(action.action) + " could mean anything",
                "Say what they will do, on which occasion, or with whom.",
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
                quoted(action.action) + " does not say how you will see that it worked",
                "Add `measure:`: how many, how often, or what others will notice.",
            )


@rule("hint")
def action_not_yours(subject: Subject) -> Iterator[Finding]:
    """A: an action is an outcome that someone else decides on.

    “Get promoted” is a result, and the decision is made in a room they are not in. An action is what they can do themselves to
    make the result likely. Keep the wish as a goal or a vision, and ask: which part of it is in your hands?

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
                quoted(action.action) + " is for someone else to decide",
                "Ask which part of it is in their own hands, and plan that.",
            )


@rule("warning", completeness=True, exploring=False)
def action_irrelevant(subject: Subject) -> Iterator[Finding]:
    """R: the actions of a skill serve no goal, or only goals that are closed.

    Time is the scarcest thing in a plan. If a skill leads to no open goal, ask whether a goal is missing, whether the skill
    belongs to another one, or whether it may be closed. One finding stands for all actions of the skill. A plan
    without any goal is left to `goal-missing`; after somebody has refused a goal, both wait until you have talked about it.

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
    for path, skill in subject.skills:
        if any(action.open for action in skill.actions) and open_ids.isdisjoint(skill.goal):
            serves = "only goals that are closed" if skill.goal else "no goal"
            yield Finding(
                (*path, "goal"),
                "what is planned for " + quoted(skill.skill) + f" serves {serves}",
                "Link the skill to an open goal with `goal:` and its id, or let it rest.",
                reads=[
                    ("goals",),
                    ("goals", "id"),
                    *whether_open("goals"),
                    *whether_open(*path, "actions"),
                    ("conversations",),
                ],
            )


@rule("warning", completeness=True)
def action_undated(subject: Subject) -> Iterator[Finding]:
    """T: an action has no date.

    What has no date gets done after everything that has one. Choose a day that is close: before you meet next, if it can
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
                quoted(action.action) + " has no date",
                "Add `due:`. Could it happen before you meet next?",
            )
