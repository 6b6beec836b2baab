"""The skills: two or three, rated, with a target and a picture of where it leads."""

from __future__ import annotations

from collections.abc import Iterator

from cap.lint.rule import Finding, Subject, is_name, rule, whether_open
from cap.lint.words import says
from cap.plan.model import Skill
from cap.plan.problem import ItemPath, Lack
from cap.plan.standing import standing, whose
from cap.text.quotes import quote, quoted
from cap.text.wording import count


def _standing(path: ItemPath) -> list[ItemPath]:
    """What `standing` rests on."""
    return [(*path, "rating"), (*path, "ratings"), (*path, "ratings", "by")]


_TALKS: list[ItemPath] = [("conversations",), ("conversations", "type")]


def _planned_together(subject: Subject) -> bool:
    """Whether there was a talk in which the two ask what a 10 looks like, and how to gain a point."""
    return any(talk.type == "action-plan" for talk in subject.plan.conversations)


@rule("warning", completeness=True, exploring=False)
def skill_count(subject: Subject) -> Iterator[Finding]:
    """There are not two or three skills to work on.

    Everyone has dozens they could improve, and nobody improves dozens. Two or three, each with a couple of actions, is what
    fits beside a full job. One alone puts everything on a single card. A skill that is reached can be closed and stays as
    history; the rest can wait under `improve:`.

    Source: Trailhead: two or three key skills, with a couple of actions for each.

    Bad:

        skills:
          - skill: Running the board
          - skill: Delegating
          - skill: Teaching
          - skill: Statistics

    Good:

        skills:
          - skill: Running the board
          - skill: Delegating
    """
    skills, lack = len(subject.skills), None
    if skills == 0:
        ask = "which two or three skills would " + ("bring the goal closer" if subject.goals else "you like to grow")
        message, hint = f"{ask}?", "Add them under `skills:`, each with one thing to try."
        lack = Lack("no skills", ask, "skills")
    elif skills == 1:
        message = "one skill so far: which other " + ("would bring you closer?" if subject.goals else "would you like to grow?")
        hint = "Two or three make a plan. Add it under `skills:`."
    elif skills > 3:
        message = f"{count(skills, 'skill')} at once: which two or three matter most now?"
        hint = "Keep those, and let the others wait under `improve:`."
    else:
        return
    yield Finding(("skills",), message, hint, reads=whether_open("skills"), lack=lack)


@rule("warning", completeness=True)
def skill_unrated(subject: Subject) -> Iterator[Finding]:
    """A skill has no rating at all.

    From 1 to 10, where does it stand today? The number matters less than the talk about it: why not lower, why not higher? Agree
    on one, or note each view with `by: self` and `by: manager`. What nobody has observed yet stays unrated until
    someone has.

    Source: the timed one-on-one, which rates each skill from 1 to 10.

    Bad:

        skills:
          - skill: Delegating

    Good:

        skills:
          - skill: Delegating
            rating: 4
    """
    for path, skill in subject.skills:
        if skill.rating is None and not skill.ratings:
            yield Finding(
                (*path, "rating"),
                quoted(skill.skill) + ": from 1 to 10, where does it stand today?",
                "Why not lower, why not higher? Agree on a number, and add it as `rating:`.",
                reads=[(*path, "ratings")],
                lack=Lack("no rating", "from 1 to 10, where does it stand today", "rating"),
            )


@rule("warning", completeness=True)
def skill_target(subject: Subject) -> Iterator[Finding]:
    """A skill has no target, or one below where it stands.

    A target says how far is far enough. Few skills need a 10: which number does the goal call for? If the rating is already
    above it, the target has done its work and wants a new one.

    Source: the timed one-on-one, which works from today's rating to the next points.

    Bad:

        skills:
          - skill: Delegating
            rating: 4

    Good:

        skills:
          - skill: Delegating
            rating: 4
            target: 6
    """
    for path, skill in subject.skills:
        now = standing(skill)
        if skill.target is None:
            yield Finding(
                (*path, "target"),
                quoted(skill.skill) + ": how far is far enough?",
                "Add `target:`, the number that the goal calls for. Few skills need a 10.",
                lack=Lack("no target", "how far is far enough", "target"),
            )
        elif now is not None and skill.target < now:
            yield Finding(
                (*path, "target"),
                quoted(skill.skill)
                + quote(f" stands at {now}, above its target of {skill.target}", " stands above its target")
                + ": what comes next?",
                "Aim higher, or close the skill with `done:` and be proud of it.",
                reads=_standing(path),
            )


@rule("hint")
def skill_reached(subject: Subject) -> Iterator[Finding]:
    """A skill has reached its target.

    Something worked: say so, and note what it was. Then close the skill with `done:`, which keeps it as history and makes room
    for another, or agree on a higher target. A level that is to be held, with the target where the first agreed rating was, is
    left alone.

    Source: the timed one-on-one; Qualtrics on the value of the journey.

    Bad:

        skills:
          - skill: Delegating
            rating: 6
            target: 6

    Good:

        skills:
          - skill: Delegating
            rating: 6
            target: 6
            done: 2026-02-23
    """
    for path, skill in subject.skills:
        now = standing(skill)
        held = next((entry.rating for entry in skill.ratings if entry.by is None), None) == skill.target
        if now is not None and now == skill.target and not held:
            yield Finding(
                (*path, "rating"),
                quoted(skill.skill)
                + " has reached its target"
                + quote(f" of {skill.target}", "")
                + ": what made the difference?",
                f"Celebrate, then close it with `done:`{', or aim higher' if skill.target < 10 else ''}.",
                reads=[*_standing(path), (*path, "target")],
            )


@rule("hint")
def skill_leap(subject: Subject) -> Iterator[Finding]:
    """A target is more than three points above the rating.

    One point is a real step, and each one costs more than the last. A leap of five tends to discourage before it is half done.
    Choose the next two or three points, reach them, and go on from there. As long as the rating is one person's view only, the rule
    waits: before a first talk, and where nobody has agreed on one.

    Source: the timed one-on-one, which asks what it takes to gain one point.

    Bad:

        skills:
          - skill: Delegating
            rating: 3
            target: 9

    Good:

        skills:
          - skill: Delegating
            rating: 3
            target: 5
    """
    for path, skill in subject.skills:
        now = standing(skill)
        if now is not None and skill.target is not None and skill.target - now > 3 and _by_both(subject, skill):
            yield Finding(
                (*path, "target"),
                quote(
                    f"from {now} to {skill.target} is {skill.target - now} points in one go",
                    "the target is more than three points up",
                )
                + ": which come first?",
                quote(f"Aim for {now + 2} or {now + 3} first", "Aim for two or three points first") + "; the rest can follow.",
                reads=[*_standing(path), ("stage",), ("conversations",)],
            )


def _by_both(subject: Subject, skill: Skill) -> bool:
    """Whether the rating is one that both know of: agreed, or given by each; without a history, once the two of them have talked."""
    by = {entry.by and whose(subject.plan, entry.by) for entry in skill.ratings}
    if by:
        return None in by or {"person", "manager"} <= by
    return subject.last_talk is not None or subject.plan.stage in ("exploring", "agreed")


@rule("hint")
def skill_ten(subject: Subject) -> Iterator[Finding]:
    """Nothing says what a 10 looks like in a skill.

    A rating means little until both of you picture the same top of the scale. One concrete sentence does it: who is the
    best at this, and what do they do that others do not? The rule waits for a first `action-plan` talk, in which the two of you ask.

    Source: the timed one-on-one.

    Bad:

        conversations:
          - {date: 2026-02-23, type: action-plan}
        skills:
          - skill: Running the board
            rating: 5

    Good:

        conversations:
          - {date: 2026-02-23, type: action-plan}
        skills:
          - skill: Running the board
            rating: 5
            ten: Sees the four o'clock bed crisis at noon
    """
    for path, skill in subject.skills if _planned_together(subject) else ():
        if not says(skill.ten):
            yield Finding(
                (*path, "ten"),
                quoted(skill.skill) + ": what would a 10 look like?",
                "Think of the best person you know at this. What do they do? Add it as `ten:`.",
                reads=_TALKS,
                lack=Lack("no picture of a 10", "what would a 10 look like", "ten"),
            )


@rule("hint")
def skill_ways(subject: Subject) -> Iterator[Finding]:
    """A skill lists fewer than three ways to gain a point.

    The first idea is usually a course. The third is often the good one. Collect three before choosing: something on the job,
    someone to learn from, something to study; weigh what speaks for and against each. The rule waits for a first `action-plan`
    talk, in which the two of you ask.

    Source: the timed one-on-one, which asks for at least three options.

    Bad:

        conversations:
          - {date: 2026-02-23, type: action-plan}
        skills:
          - skill: Running the board
            ways: [Bed-management e-learning]

    Good:

        conversations:
          - {date: 2026-02-23, type: action-plan}
        skills:
          - skill: Running the board
            ways:
              - Take the board on Sundays
              - Shadow the site manager
              - Bed-management e-learning
    """
    for path, skill in subject.skills if _planned_together(subject) else ():
        ways = len({way.way.casefold() for way in skill.ways if says(way.way)})
        if ways < 3:
            have = f" has {count(ways, 'way')} to gain a point: what else" if ways else ": what"
            yield Finding(
                (*path, "ways"),
                quoted(skill.skill) + f"{have} could move it up by one?",
                "List three ideas under `ways:` before you choose one.",
                reads=_TALKS,
                lack=None if ways else Lack("no ways to gain a point", "which three things could move it up by one", "ways"),
            )


@rule("warning", completeness=True)
def skill_without_action(subject: Subject) -> Iterator[Finding]:
    """Nothing is planned for a skill.

    A skill grows by use. Agree on one thing to do before you talk next, small enough to be certain: something on the job is
    worth more than a course.

    Source: Trailhead: a couple of actions for each skill.

    Bad:

        skills:
          - skill: Delegating
            rating: 4

    Good:

        skills:
          - skill: Delegating
            rating: 4
            actions:
              - action: Hand the rota to Tom for May
    """
    for path, skill in subject.skills:
        if not any(action.open and is_name(action.action) for action in skill.actions):
            done = any(action.state == "done" for action in skill.actions)
            yield Finding(
                path,
                quoted(skill.skill) + f": what could you do {'next' if done else 'first'}?",
                "Agree on one thing to do before you talk next, and add it under `actions:`.",
                reads=[(*path, "actions"), *whether_open(*path, "actions")],
                lack=Lack("nothing more planned" if done else "nothing planned", "what could you do first", "actions"),
            )
