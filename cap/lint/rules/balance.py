"""70/20/10: most of the learning on the job, some from others, a little in training."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product
from typing import NamedTuple

from cap.lint.rule import Bounds, Finding, Subject, is_name, rule, whether_open
from cap.lint.rules.actions import MOST_IN_ALL, MOST_PER_SKILL
from cap.plan.problem import Lack
from cap.plan.standing import Mix
from cap.text.quotes import quoted

FEWEST = 4  # typed actions; below that, shares say nothing


@rule("warning", completeness=True)
def action_untyped(subject: Subject) -> Iterator[Finding]:
    """An action does not say whether it is experience, exposure or education.

    Experience is done on the job, exposure is learned from others, education is training. The type is what lets you see
    whether a plan is all courses. If it could be two of them, choose the one where most of the learning will happen. A step under
    a goal builds no skill, and needs none.

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
    for path, action in subject.skill_actions:
        if action.type is None:
            yield Finding(
                (*path, "type"),
                quoted(action.action) + ": is it done on the job, with others, or in training?",
                "Add `type:` experience (on the job), exposure (from others) or education (training).",
                lack=Lack("no type", "is it on the job (experience), with others (exposure) or in training (education)", "type"),
            )


@rule("warning", completeness=True, exploring=False, away=False)
def balance(subject: Subject) -> Iterator[Finding]:
    """The actions lean too far away from the job.

    People learn most by doing, a good deal from others, and least in a classroom: 70/20/10, as a rule of thumb. With a handful of
    actions nobody can hit those shares, so the bounds are wide: at least half on the job, at most a third training, and
    from five actions on at least one that involves other people. Counted are the typed actions of open skills and
    goals that were neither dropped nor refused, from four of them on. Where the plan is full already, the hint turns an action
    into one on the job instead of adding one. Somebody who is headed across or outside may need other people and other places more
    than the present job has: for them this is a hint. The bounds are settings (`lint: balance:`).

    Source: Trailhead's 70/20/10.

    Bad:

        skills:
          - skill: Statistics
            actions:
              - {action: Online course, type: education}
              - {action: Evening class, type: education}
              - {action: Read the handbook, type: education}
              - {action: Evaluate the spring trial, type: experience}

    Good:

        skills:
          - skill: Statistics
            actions:
              - {action: Online course, type: education}
              - {action: Evaluate the spring trial, type: experience}
              - {action: Plan the autumn trial, type: experience}
              - {action: Have Lena review both, type: exposure}
    """
    counts = subject.mix
    if sum(counts) < FEWEST or balanced(*counts, subject.bounds):
        return
    yield Finding(
        ("skills" if subject.plan.skills else "goals",),
        f"{counts.in_words}; aim for 70/20/10",
        smallest_change(*counts, subject.bounds, still=_still_open(subject), room=_room(subject)),
        reads=[
            path
            for key in ("goals", "skills")
            for path in (*whether_open(key), (key, "actions", "type"), *whether_open(key, "actions"))
        ],
    )


@rule("hint", exploring=False)
def education_unused(subject: Subject) -> Iterator[Finding]:
    """A course is planned, and nothing on the job to use it for.

    Training fades within weeks unless it is put to work. Where will it be used first? Plan that occasion beside the course: a piece
    of real work, in the same skill, soon after. One finding stands for all courses of a skill.

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
        if any(action.type == "experience" and action.state not in ("dropped", "refused") for action in skill.actions):
            continue
        courses = [
            (i, action.action)
            for i, action in enumerate(skill.actions)
            if action.open and action.type == "education" and is_name(action.action)
        ]
        if courses:
            i, first = courses[0]
            more = f" and {len(courses) - 1} more" if len(courses) > 1 else ""
            yield Finding(
                (*path, "actions", i),
                "where will " + quoted(first) + f"{more} be used first?",
                "Plan a piece of real work for " + quoted(skill.skill, "the same skill") + " beside it, with `type: experience`.",
                reads=[(*path, "actions"), (*path, "actions", "type"), *whether_open(*path, "actions")],
                also=[(*path, "actions", i) for i, _ in courses[1:]],
            )


def balanced(experience: int, exposure: int, education: int, bounds: Bounds) -> bool:
    """Whether counts of actions keep the bounds. Counts of 0 in all do."""
    total = experience + exposure + education
    if total == 0:
        return True
    return (
        experience * bounds.experience.denominator >= total * bounds.experience.numerator
        and education * bounds.education.denominator <= total * bounds.education.numerator
        and (exposure > 0 or total < bounds.exposure_from)
    )


def smallest_change(
    experience: int, exposure: int, education: int, bounds: Bounds, *, still: Mix | None = None, room: int | None = None
) -> str:
    """The fewest actions to add, turn or drop so that counts keep the bounds, in words: up to two ways of the same size.

    `still` are those among them that are open, and can be turned or dropped: all of them when left out. `room` is how many may be added.
    """
    counts = Mix(experience, exposure, education)
    ways = [*_with_fewer_courses(counts, still or counts, bounds), *_with_some_turned(counts, still or counts, bounds)]
    ways = sorted(way for way in ways if room is None or way.added + way.met - way.dropped <= max(room, 0))
    if not ways:  # bounds that leave no room, such as all on the job
        return "Plan the next ones on the job, until those are the larger part."
    first, *others = [way for way in ways if way.size == ways[0].size]
    best = [first, *[way for way in others if way.dropped == way.size == 1]]  # a second choice only where it is as short
    sentence = ", or ".join(map(_in_words, best))
    return sentence[0].upper() + sentence[1:] + "."


class _Way(NamedTuple):
    """A way to keep the bounds; the first in order is the one to offer: add rather than turn, turn rather than drop."""

    size: int  # how many actions it takes
    dropped: int = 0
    turned: int = 0
    of: str = ""  # what is turned into something on the job: courses, or others
    met: int = 0
    added: int = 0


def _with_fewer_courses(counts: Mix, still: Mix, bounds: Bounds) -> Iterator[_Way]:
    """The ways that drop courses, perhaps none, add one with other people or not, and what is missing on the job."""
    for dropped, met in product(range(still.education + 1), (0, 1)):
        rest = Mix(counts.experience, counts.exposure + met, counts.education - dropped)
        added = _to_add(rest.experience, sum(rest), rest.education, bounds)
        if added is not None and balanced(rest.experience + added, rest.exposure, rest.education, bounds):
            yield _Way(added + met + dropped, dropped, met=met, added=added)


def _with_some_turned(counts: Mix, still: Mix, bounds: Bounds) -> Iterator[_Way]:
    """The ways that make something on the job of what is planned already, and add one with other people or not."""
    experience, exposure, education = counts
    for n, met in product(range(1, still.education + 1), (0, 1)):
        if balanced(experience + n, exposure + met, education - n, bounds):
            yield _Way(n + met, turned=n, of="courses", met=met)
    for n in range(1, still.exposure + 1):
        if balanced(experience + n, exposure - n, education, bounds):
            yield _Way(n, turned=n, of="others")


def _still_open(subject: Subject) -> Mix:
    """The actions that balance counts and that are not done yet."""
    types = [action.type for _, action in subject.actions]
    return Mix(types.count("experience"), types.count("exposure"), types.count("education"))


def _room(subject: Subject) -> int:
    """How many actions can be added before `action-count` speaks."""
    skills = [sum(action.open for action in skill.actions) for _, skill in subject.skills]
    in_all = MOST_IN_ALL - len(subject.actions)
    return min(in_all, sum(max(0, MOST_PER_SKILL - actions) for actions in skills)) if skills else in_all


def _to_add(experience: int, total: int, education: int, bounds: Bounds) -> int | None:
    """How many actions on the job must join `total` for both shares to be kept; None when no number would do."""
    if bounds.experience.numerator >= bounds.experience.denominator or (bounds.education.numerator <= 0 and education):
        return 0 if experience == total else None
    least, most = bounds.experience, bounds.education
    missing = total * least.numerator - experience * least.denominator
    for_experience = -(-missing // (least.denominator - least.numerator))
    for_education = -(-education * most.denominator // most.numerator) - total if education else 0
    return max(0, for_experience, for_education)


def _in_words(way: _Way) -> str:
    parts = []
    if way.turned:
        several = f"{_NUMBERS.get(way.turned, way.turned)} {'courses' if way.of == 'courses' else 'of those from others'}"
        one = "a course" if way.of == "courses" else "one of those from others"
        parts.append(f"turn {one if way.turned == 1 else several} into something on the job")
    if way.added:
        parts.append(f"add {_NUMBERS.get(way.added, way.added)} on the job")
    if way.met:
        parts.append("add one with someone to learn from")
    if way.dropped:
        parts.append("drop a course" if way.dropped == 1 else f"drop {_NUMBERS.get(way.dropped, way.dropped)} courses")
    return " and ".join(parts)


_NUMBERS = {1: "one", 2: "two", 3: "three", 4: "four", 5: "five", 6: "six"}
