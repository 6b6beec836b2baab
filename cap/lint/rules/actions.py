"""The actions: SMART, few, and moving."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import pairwise

from cap.lint.rule import Finding, Subject, rule
from cap.lint.words import is_not_yours, is_vague, says
from cap.plan.problem import ItemPath
from cap.text.wording import brief

MOST_PER_SKILL = 4
MOST_IN_ALL = 12
STALLED = timedelta(days=60)


@rule("warning")
def action_vague(subject: Subject) -> Iterator[Finding]:
    """S: an action opens with a vague verb, and nothing pins it down.

    “Improve”, “learn more about”, “work on” can be true of a whole year without anything having happened. Say what they will
    do: on which occasion, with whom, how often. A `measure` or a `with` is enough to pin it down. The rule knows English
    openings only, and keeps quiet about plans in other languages.

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
        if not says(action.measure) and not action.with_ and is_vague(action.action):
            yield Finding(
                (*path, "action"),
                f"“{brief(action.action)}” could mean anything",
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
                f"“{brief(action.action)}” does not say how you will see that it worked",
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
        if is_not_yours(action.action):
            yield Finding(
                (*path, "action"),
                f"“{brief(action.action)}” is for someone else to decide",
                "Ask which part of it is in their own hands, and plan that.",
            )


@rule("warning", completeness=True, exploring=False)
def action_irrelevant(subject: Subject) -> Iterator[Finding]:
    """R: the actions of a skill serve no goal, or only goals that are closed.

    Time is the scarcest thing in a plan. If a skill leads to no open goal, ask whether a goal is missing, whether the skill
    belongs to another one, or whether it may be closed. One finding stands for all actions of the skill. A plan
    without any goal is left to `goal-missing`.

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
    if not subject.plan.goals:
        return
    open_ids = {goal.id for _, goal in subject.goals}
    for path, skill in subject.skills:
        if any(action.open for action in skill.actions) and open_ids.isdisjoint(skill.goal):
            serves = "only goals that are closed" if skill.goal else "no goal"
            yield Finding(
                (*path, "goal"),
                f"what is planned for “{brief(skill.skill)}” serves {serves}",
                "Link the skill to an open goal with `goal:` and its id, or let it rest.",
                reads=[
                    ("goals",),
                    ("goals", "id"),
                    ("goals", "status"),
                    ("goals", "done"),
                    (*path, "actions", "status"),
                    (*path, "actions", "done"),
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
                f"“{brief(action.action)}” has no date",
                "Add `due:`. Could it happen before you meet next?",
            )


@rule("warning", completeness=True)
def action_untyped(subject: Subject) -> Iterator[Finding]:
    """An action does not say whether it is experience, exposure or education.

    Experience is done on the job, exposure is learned from others, education is training. The type is what lets you see
    whether a plan is all courses. If it could be two of them, choose the one where most of the learning will happen.

    Source: Trailhead's 70/20/10.

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
                type: exposure
    """
    for path, action in subject.actions:
        if action.type is None:
            yield Finding(
                (*path, "type"),
                f"“{brief(action.action)}” has no type",
                "Add `type:` experience (on the job), exposure (from others) or education (training).",
            )


@rule("warning")
def action_count(subject: Subject) -> Iterator[Finding]:
    """There are more than four open actions for one skill, or more than twelve in all.

    A long list is a way of not choosing. A couple of actions for each skill get done; twenty get carried from talk to
    talk. Drop what nobody would miss, with a word on why, and let the rest wait its turn.

    Source: Trailhead: a couple of actions for each skill, realistic and achievable.

    Bad:

        skills:
          - skill: Teaching
            actions:
              - action: Hold the induction talk in May
              - action: Write a one-page guide to the pumps
              - action: Sit in on the college's simulation day
              - action: Mentor the next student
              - action: Read about feedback

    Good:

        skills:
          - skill: Teaching
            actions:
              - action: Hold the induction talk in May
              - action: Sit in on the college's simulation day
    """
    in_all: list[ItemPath] = [("skills", "status"), ("skills", "done"), ("skills", "actions"), ("skills", "actions", "status")]
    for path, skill in subject.skills:
        actions = sum(action.open for action in skill.actions)
        if actions > MOST_PER_SKILL:
            yield Finding(
                path,
                f"“{brief(skill.skill)}” has {actions} open actions; a couple get done",
                "Keep the ones that would move the rating, and drop the others or let them wait.",
                reads=[(*path, "actions"), (*path, "actions", "status"), (*path, "actions", "done")],
            )
    if len(subject.actions) > MOST_IN_ALL:
        yield Finding(
            ("skills",),
            f"{len(subject.actions)} open actions are more than a quarter can hold",
            "Ask which of them would be missed, and drop the rest.",
            reads=in_all,
        )


@rule("hint")
def education_unused(subject: Subject) -> Iterator[Finding]:
    """A course is planned, and nothing on the job to use it for.

    Training fades within weeks unless it is put to work. Beside each course, plan the first occasion to use it: a piece
    of real work, in the same skill, soon after.

    Source: Trailhead: education sticks when it can be applied at once.

    Bad:

        skills:
          - skill: Statistics
            actions:
              - {action: Online course in statistics, type: education}

    Good:

        skills:
          - skill: Statistics
            actions:
              - {action: Online course in statistics, type: education}
              - {action: Evaluate the spring trial with Lena, type: experience}
    """
    for path, skill in subject.skills:
        if any(action.type == "experience" and action.state != "dropped" for action in skill.actions):
            continue
        for i, action in enumerate(skill.actions):
            if action.open and action.type == "education":
                yield Finding(
                    (*path, "actions", i),
                    f"“{brief(action.action)}” will fade without a chance to use it",
                    f"Plan a piece of real work for “{brief(skill.skill)}” beside it, with `type: experience`.",
                    reads=[(*path, "actions"), *((*path, "actions", key) for key in ("type", "status", "done"))],
                )


@rule("hint")
def action_slipped(subject: Subject) -> Iterator[Finding]:
    """An action was put off twice or more.

    Once is life. Twice is a message: it is too big, it is in the way of something, or it does not matter as much as it seemed.
    Ask which, without blame: then make it smaller, clear the way, or drop it.

    Source: Trailhead: check in on progress and adjust the plan.

    Bad:

        skills:
          - skill: Teaching
            actions:
              - {action: Hold the induction talk, due: 2026-05-31, was: [2026-01-31, 2026-03-31]}

    Good:

        skills:
          - skill: Teaching
            actions:
              - {action: Hold the first ten minutes of the induction talk, due: 2026-05-31, was: [2026-03-31]}
    """
    for path, action in subject.actions:
        days = [*action.was, action.due or date.max]
        moves = sum(later > earlier for earlier, later in pairwise(days))
        if moves >= 2:
            yield Finding(
                (*path, "was"),
                f"“{brief(action.action)}” was put off {'twice' if moves == 2 else f'{moves} times'}",
                "Ask what is in the way. Would a smaller first step help?",
                reads=[(*path, "due")],
            )


@rule("hint", timely=True)
def action_overdue(subject: Subject) -> Iterator[Finding]:
    """An action's date has passed and it is still open.

    Done, delayed or dropped: each is a fine answer, and each is worth a minute. `cap lint --no-timely` leaves out what only the
    calendar says.

    Source: Trailhead: check in on progress.

    Bad:

        skills:
          - skill: Teaching
            actions:
              - {action: Hold the induction talk, due: 2026-01-31}

    Good:

        skills:
          - skill: Teaching
            actions:
              - {action: Hold the induction talk, due: 2026-01-31, done: 2026-01-30}
    """
    for path, action in subject.actions:
        if action.due is not None and action.due < subject.today:
            yield Finding(
                (*path, "due"),
                f"“{brief(action.action)}” was due on {action.due}",
                "Done? Add `done:` with the day. Otherwise choose a new date together, or drop it and say why.",
            )


@rule("hint", timely=True)
def action_stalled(subject: Subject) -> Iterator[Finding]:
    """An action is under way, and nothing has been noted for 60 days.

    Perhaps it is going well and nobody wrote it down; one line is enough. Perhaps it is stuck, and a question now saves the
    quarter. Counted from the last progress note, else from the last conversation.

    Source: Trailhead: a progress space, filled in at regular meetings.

    Bad:

        conversations:
          - {date: 2025-11-24}
        skills:
          - skill: Teaching
            actions:
              - {action: Hold the induction talk every month, status: doing}

    Good:

        conversations:
          - {date: 2025-11-24}
        skills:
          - skill: Teaching
            actions:
              - action: Hold the induction talk every month
                status: doing
                progress:
                  - {date: 2026-02-20, note: Third time without slides}
    """
    for path, action in subject.actions:
        if action.status != "doing":
            continue
        notes = [note.date for note in action.progress]
        since = max(notes) if notes else subject.last_talk
        if since is not None and subject.today - since > STALLED:
            said = "no word on" if notes else "nothing noted yet on"
            yield Finding(
                (*path, "status"),
                f"{said} “{brief(action.action)}” for {(subject.today - since).days} days",
                "Ask how it is going, and add one line under `progress:`.",
                reads=[(*path, "progress"), ("conversations",)],
            )
