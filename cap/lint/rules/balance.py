"""70/20/10: most of the learning on the job, some from others, a little in training."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product

from cap.lint.rule import Bounds, Finding, Subject, rule, whether_open
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
                quoted(action.action) + " has no type",
                "Add `type:` experience (on the job), exposure (from others) or education (training).",
            )


@rule("warning", completeness=True, exploring=False)
def balance(subject: Subject) -> Iterator[Finding]:
    """The actions lean too far away from the job.

    People learn most by doing, a good deal from others, and least in a classroom: 70/20/10, as a rule of thumb. With a handful of
    actions nobody can hit those shares, so the bounds are wide: at least half on the job, at most a third training, and
    from five actions on at least one that involves other people. Counted are the typed actions of open skills and
    goals that were neither dropped nor refused, from four of them on. The bounds are settings (`lint: balance:`).

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
        smallest_change(*counts, subject.bounds),
        reads=[
            path
            for key in ("goals", "skills")
            for path in (*whether_open(key), (key, "actions", "type"), *whether_open(key, "actions"))
        ],
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
        if any(action.type == "experience" and action.state not in ("dropped", "refused") for action in skill.actions):
            continue
        for i, action in enumerate(skill.actions):
            if action.open and action.type == "education":
                yield Finding(
                    (*path, "actions", i),
                    quoted(action.action) + " will fade without a chance to use it",
                    "Plan a piece of real work for "
                    + quoted(skill.skill, "the same skill")
                    + " beside it, with `type: experience`.",
                    reads=[(*path, "actions"), (*path, "actions", "type"), *whether_open(*path, "actions")],
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


def smallest_change(experience: int, exposure: int, education: int, bounds: Bounds) -> str:
    """The fewest actions to add or drop so that counts keep the bounds, in words: up to two ways of the same size."""
    ways = []
    for dropped, met in product(range(education + 1), (0, 1)):
        rest = experience + exposure + met + education - dropped
        added = _to_add(experience, rest, education - dropped, bounds)
        if added is not None and balanced(experience + added, exposure + met, education - dropped, bounds):
            ways.append((added + met + dropped, dropped, met, added))
    ways.sort()
    if not ways:
        return "Add actions on the job until they are the larger part."  # bounds that leave no room, such as all on the job
    first, *others = [way for way in ways if way[0] == ways[0][0]]
    best = [first, *[way for way in others if way[1] == 1][:1]]  # dropping more than one course is no second choice
    sentence = ", or ".join(_in_words(*way[1:]) for way in best)
    return sentence[0].upper() + sentence[1:] + "."


def _to_add(experience: int, total: int, education: int, bounds: Bounds) -> int | None:
    """How many actions on the job must join `total` for both shares to be kept; None when no number would do."""
    if bounds.experience.numerator >= bounds.experience.denominator or (bounds.education.numerator <= 0 and education):
        return 0 if experience == total else None
    least, most = bounds.experience, bounds.education
    missing = total * least.numerator - experience * least.denominator
    for_experience = -(-missing // (least.denominator - least.numerator))
    for_education = -(-education * most.denominator // most.numerator) - total if education else 0
    return max(0, for_experience, for_education)


def _in_words(dropped: int, met: int, added: int) -> str:
    parts = []
    if added:
        parts.append(f"add {_NUMBERS.get(added, added)} on the job")
    if met:
        parts.append("add one with someone to learn from")
    if dropped:
        parts.append("drop a course" if dropped == 1 else f"drop {_NUMBERS.get(dropped, dropped)} courses")
    return " and ".join(parts)


_NUMBERS = {1: "one", 2: "two", 3: "three", 4: "four", 5: "five", 6: "six"}
