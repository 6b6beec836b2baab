"""The actions together: few, and moving."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import timedelta

from cap.lint.rule import Finding, Subject, rule, whether_open
from cap.plan.model import Action, Goal, Support
from cap.plan.open_items import is_late, last_noted, moves, quiet_since
from cap.plan.problem import ItemPath
from cap.text.quotes import quoted

MOST_PER_SKILL = 4
MOST_IN_ALL = 12
STALLED = timedelta(days=60)


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
    for path, skill in subject.skills:
        actions = sum(action.open for action in skill.actions)
        if actions > MOST_PER_SKILL:
            yield Finding(
                path,
                quoted(skill.skill) + f" has {actions} open actions: which two would move it most?",
                "A couple get done. Keep those, and drop the others or let them wait.",
                reads=[(*path, "actions"), *whether_open(*path, "actions")],
            )
    if len(subject.actions) > MOST_IN_ALL:
        yield Finding(
            ("skills" if subject.plan.skills else "goals",),
            f"{len(subject.actions)} open actions: which of them would be missed?",
            "Keep those, and drop the rest, with a word on why.",
            reads=[
                path
                for key in ("goals", "skills")
                for path in (*whether_open(key), (key, "actions"), *whether_open(key, "actions"))
            ],
        )


@rule("hint")
def action_slipped(subject: Subject) -> Iterator[Finding]:
    """An action, a goal or a promise was put off twice or more.

    Once is life. Twice is a message: it is too big, something is in its way, or it does not matter as much as it seemed.
    Which is it? Nobody is to blame: make it smaller, clear the way, or drop it. A promise that keeps moving is better taken back
    with a word on why.

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
    lists: tuple[Sequence[tuple[ItemPath, Goal | Action | Support]], ...] = (subject.actions, subject.goals, subject.support)
    for path, item in (entry for entries in lists for entry in entries if len(entry[1].was) > 1):
        times = moves(item)
        if times >= 2:
            text, hint = _put_off(item)
            yield Finding(
                (*path, "was"),
                quoted(text) + f" was put off {'twice' if times == 2 else f'{times} times'}: what is in the way?",
                hint,
                reads=[(*path, "due")],
            )


def _put_off(item: Goal | Action | Support) -> tuple[str, str]:
    """What was put off, and what to ask about it."""
    if isinstance(item, Action):
        return item.action, "Would a smaller first step help? Or let it go, with a word on why."
    if isinstance(item, Goal):
        return item.goal, "Is it still wanted? If so, what would clear the way?"
    return item.need, "Name a day that holds, or say honestly that it will not happen."


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
        if is_late(subject.plan, action.due, subject.today):
            yield Finding(
                (*path, "due"),
                quoted(action.action) + f" was due on {action.due}: done, or still on?",
                "Done? Add `done:` with the day. Still on? Choose a new date together. Else drop it, and say why.",
                reads=[("pauses",)],
            )


@rule("hint", timely=True)
def action_stalled(subject: Subject) -> Iterator[Finding]:
    """An action is under way, and nothing has been noted for 60 days.

    Perhaps it is going well and nobody wrote it down; one line is enough. Perhaps it is stuck, and a question now saves the
    quarter. Counted from the last progress note, else from the last conversation; a pause does not count.

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
        since = quiet_since(subject.plan, action, subject.today)
        if since is not None and subject.today - since > STALLED:
            said = "no word on" if last_noted(action) else "nothing noted yet on"
            yield Finding(
                (*path, "status"),
                f"{said} " + quoted(action.action) + f" for {(subject.today - since).days} days: how is it going?",
                "One line under `progress:` is enough.",
                reads=[(*path, "progress"), ("conversations",), ("pauses",)],
            )
