"""The goals: there is one, it can be checked, and something is done for it."""

from __future__ import annotations

from collections.abc import Iterator

from cap.lint.rule import Finding, Subject, rule, whether_open
from cap.lint.words import is_vague, says
from cap.plan.open_items import is_late
from cap.plan.problem import Lack
from cap.plan.standing import refused_since_talk
from cap.text.dates import add_months
from cap.text.quotes import Words, quote, quoted


@rule("warning", completeness=True, exploring=False)
def goal_missing(subject: Subject) -> Iterator[Finding]:
    """There is no open goal.

    Skills and actions follow from a goal; without one, any course is as good as any other. It need not be a promotion, and it
    need not be final: one thing that you would like to have reached in a year is enough to begin. Not knowing yet is
    fine too: set `stage: exploring`, and this rule waits. It also waits when somebody has just refused a goal, until the two of
    you have talked about that.

    Source: Trailhead; Qualtrics' advice for people who do not know yet.

    Bad:

        visions: [Ward manager, Practice educator, Community nurse]

    Good:

        visions: [Ward manager, Practice educator, Community nurse]
        goals:
          - goal: Act as charge nurse on day shifts
            measure: Signed off by the matron
            due: 2026-09-30
    """
    if not subject.goals and not refused_since_talk(subject.plan):
        closed = any(not goal.open for goal in subject.plan.goals)
        yield Finding(
            ("goals",),
            ("every goal here is closed: " if closed else "") + "what would you like to have reached in a year?",
            "Add it under `goals:`. Not sure yet? `stage: exploring` is a good answer.",
            reads=[*whether_open("goals"), ("conversations",), ("conversations", "date")],
            lack=Lack("no open goal" if closed else "no goal", "what would you like to have reached in a year", "goals"),
        )


@rule("warning", completeness=True)
def goal_unmeasured(subject: Subject) -> Iterator[Finding]:
    """A goal does not say how you will know that it is reached.

    Two people can agree on a goal and still picture different things. A measure settles it: a number, a sign-off, something that
    others can see. It also tells both of you when to celebrate.

    Source: Trailhead, the M of SMART.

    Bad:

        goals:
          - goal: Run the month-end close
            due: 2026-09-30

    Good:

        goals:
          - goal: Run the month-end close
            measure: Three closes in a row by day four, without my manager's help
            due: 2026-09-30
    """
    for path, goal in subject.goals:
        if not says(goal.measure):
            yield Finding(
                (*path, "measure"),
                quoted(goal.goal) + ": how will you know that it is reached?",
                "Add `measure:` with a number, a sign-off, or something others will see.",
                lack=Lack("no measure", "how will you know that it is reached", "measure"),
            )


@rule("warning", completeness=True)
def goal_undated(subject: Subject) -> Iterator[Finding]:
    """A goal has no date.

    A goal without a date is always next year's. The date is a guess you make together: what feels realistic, 6, 12 or
    18 months? It can move; it is there so that you notice when it does.

    Source: Trailhead, the T of SMART; the timed one-on-one's 6, 12 and 18 months.

    Bad:

        goals:
          - goal: Run the month-end close
            measure: Three closes in a row by day four

    Good:

        goals:
          - goal: Run the month-end close
            measure: Three closes in a row by day four
            due: 2026-09-30
    """
    for path, goal in subject.goals:
        if goal.due is None:
            yield Finding(
                (*path, "due"),
                quoted(goal.goal) + ": by when?",
                "Add `due:`. What feels realistic: 6, 12 or 18 months?",
                lack=Lack("no date", "by when", "due"),
            )


@rule("hint")
def goal_vague(subject: Subject) -> Iterator[Finding]:
    """A goal is made of words that nobody can check.

    “Improve”, “get better”, “grow” name a direction and no place to arrive at. What would you be doing on an ordinary
    Tuesday once you had got there? That is the goal. A goal that carries a `measure` is left alone, and so is one that says
    how many of what. The rule listens in English and in German, and keeps quiet about plans in other languages.

    Source: Trailhead, the S of SMART.

    Bad:

        goals:
          - goal: Get better at communication
            due: 2026-09-30

    Good:

        goals:
          - goal: Present the quarterly figures to the board on my own
            measure: Two quarters, questions included
            due: 2026-09-30
    """
    for path, goal in subject.goals:
        if not says(goal.measure) and is_vague(goal.goal, subject.spoken):
            yield Finding(
                (*path, "goal"),
                quoted(goal.goal) + ": what would we see you do?",
                "Picture an ordinary day once you are there, and write what happens on it.",
                reads=[(*path, "measure")],
            )


@rule("hint", exploring=False)
def goal_without_skill(subject: Subject) -> Iterator[Finding]:
    """Neither an open skill nor an open step serves a goal.

    A goal gets closer when somebody grows toward it. Which one or two skills would make the difference? Link them with
    `goal:`. If nothing needs to be learned, plan its steps instead, under the goal's own `actions:`: whom to ask, where to apply.
    While something is planned for a skill that names no goal, `action-irrelevant` says so, and that one finding stands for both ends.

    Source: Trailhead: key skills come from the goal.

    Bad:

        goals:
          - {id: close, goal: Run the month-end close, measure: Three in a row, due: 2026-09-30}
        skills:
          - skill: Spreadsheets

    Good:

        goals:
          - {id: close, goal: Run the month-end close, measure: Three in a row, due: 2026-09-30}
        skills:
          - skill: Reconciling accounts
            goal: close
    """
    served = {name for _, skill in subject.skills for name in skill.goal}
    unlinked = any(not skill.goal and any(action.open for action in skill.actions) for _, skill in subject.skills)
    for path, goal in subject.goals if not unlinked else ():
        if (goal.id is None or goal.id not in served) and not any(step.open for step in goal.actions):
            link: str | Words = "`goal:` and the goal's id, which it has yet to get"
            if goal.id:
                link = quote(f"`goal: {goal.id}`", "`goal:` and its id")
            yield Finding(
                path,
                quoted(goal.goal) + ": which skill would bring you closer?",
                "Link that skill with " + link + "; or plan a first step under the goal's own `actions:`.",
                reads=[
                    (*path, "id"),
                    ("skills", "goal"),
                    *whether_open("skills"),
                    ("skills", "actions"),
                    *whether_open("skills", "actions"),
                    ("conversations",),
                    (*path, "actions"),
                    *whether_open(*path, "actions"),
                ],
                lack=Lack("no skill or step", "which skill or step would bring you closer", "actions"),
            )


@rule("hint")
def goal_far(subject: Subject) -> Iterator[Finding]:
    """A goal lies more than 18 months past your last conversation.

    What lies further away than that is a vision: lovely to have, hard to act on this quarter. Keep it under `visions:`, and make a
    goal of the stretch of road to it that fits into a year.

    Source: the timed one-on-one, which plans 6, 12 and 18 months ahead.

    Bad:

        conversations:
          - {date: 2026-02-02}
        goals:
          - {goal: Own a restaurant, measure: Opening night, due: 2031-01-01}

    Good:

        conversations:
          - {date: 2026-02-02}
        goals:
          - {goal: Run the kitchen on the head chef's days off, measure: Ten services, due: 2026-12-31}
    """
    if subject.last_talk is None:
        return
    horizon = add_months(subject.last_talk, 18)
    for path, goal in subject.goals:
        if goal.due is not None and goal.due > horizon:
            yield Finding(
                (*path, "due"),
                quoted(goal.goal) + " is due more than 18 months after your last talk: which part of it fits into the next 12?",
                "Make that part the goal, and keep the rest as a vision.",
                reads=[("conversations", "date")],
            )


@rule("hint", timely=True)
def goal_overdue(subject: Subject) -> Iterator[Finding]:
    """A goal's date has passed and it is still open.

    Either it was reached and deserves to be closed with a `done:` date, or something got in the way that is worth a
    conversation, or it no longer matters. All three are fine; leaving it is not.

    Source: Trailhead: check in on progress and adjust the plan.

    Bad:

        goals:
          - {goal: Run the month-end close, measure: Three in a row, due: 2026-01-31}

    Good:

        goals:
          - {goal: Run the month-end close, measure: Three in a row, due: 2026-01-31, done: 2026-01-28}
    """
    for path, goal in subject.goals:
        if is_late(subject.plan, goal.due, subject.today):
            yield Finding(
                (*path, "due"),
                quoted(goal.goal) + f" was due on {goal.due}: reached, or still wanted?",
                "Reached? Add `done:` with the day. Still wanted? Choose a new date together. No longer? `status: dropped`.",
                reads=[("pauses",)],
            )
