"""What to begin with: of all that was found in a plan, the three that would change most."""

from __future__ import annotations

from collections.abc import Sequence

from cap.lint.catalogue import SHAPE
from cap.lint.words import likely_type
from cap.plan.items import named_by_number
from cap.plan.model import Goal, Plan, Skill
from cap.plan.problem import LEVELS, Problem
from cap.text.quotes import Words
from cap.text.wording import first_few, sentence

MOST = 3  # with no more findings than that there is nothing to choose from
TOO_MANY = 1_000  # where so much is found, nobody has a plan to begin with, and weighing all of it takes seconds
# What is found, by value: when do the two talk, does what was promised come, is the goal something that one can see, did something work,
# is any action one's own, and is it soon? Of each one finding is enough, by the first of its rules that speaks.
_TOPICS: tuple[tuple[str, ...], ...] = (
    ("next-missing", "conversation-due"),
    ("support-overdue",),
    ("goal-missing", "goal-vague", "goal-unmeasured", "goal-overdue", "goal-undated", "goal-far"),
    ("skill-reached",),
    ("action-not-yours", "action-vague", "education-unused"),
    ("action-slipped", "action-overdue", "nothing-before-next", "skill-without-action", "action-undated", "action-stalled"),
    ("skill-count", "action-count", "balance", "goal-without-skill", "action-irrelevant"),
    ("support-missing",),
)
_TOPIC = {rule: i for i, topic in enumerate(_TOPICS) for rule in topic}
_RANK = {rule: rank for rank, rule in enumerate(_TOPIC)}


def begin_with(problems: Sequence[Problem], plan: Plan | None) -> list[str]:
    """Say what would change most in a sentence each, most valuable first: three at the most, none where nothing but slips was found.

    The slips come first, as one. `plan` is the plan as far as it can be read.
    """
    slips = [problem for problem in problems if _is_slip(problem)]
    others = [problem for problem in problems if not _is_slip(problem)]
    chosen = _chosen(others, MOST - bool(slips), plan is not None and _has_step(plan))
    return [*([_as_one(slips)] if slips and others else []), *map(_with_line, chosen)]


def _chosen(problems: Sequence[Problem], most: int, dated: bool) -> list[Problem]:
    """The best of each topic, then of each other rule, then what is left; never two about one item."""
    ranked = sorted(problems, key=lambda problem: _value(problem, dated))
    valued = [problem for problem in ranked if _value(problem, dated)[0] < len(_RANK)]
    chosen: list[Problem] = []
    for candidates, alike in ((valued, _topic), (ranked, _rule), (ranked, _item)):
        for problem in candidates:
            if len(chosen) < most and not any(
                alike(problem) == alike(other) or _item(problem) == _item(other) for other in chosen
            ):
                chosen.append(problem)
    return chosen


def _topic(problem: Problem) -> object:
    return _TOPIC.get(problem.rule)


def _rule(problem: Problem) -> object:
    return problem.rule


def _item(problem: Problem) -> object:
    """The item that a finding is about; of the plan as a whole, the key."""
    return named_by_number(problem.at) if len(problem.at) > 1 else problem.at


def _is_slip(problem: Problem) -> bool:
    return problem.rule in SHAPE and problem.level != "hint"


def _value(problem: Problem, dated: bool) -> tuple[int, int, bool]:
    """What to sort by: the rule, the level, and of actions first those on the job. `dated`: one has its day, so that others can wait."""
    rank = len(_RANK) if dated and problem.rule == "action-undated" else _RANK.get(problem.rule, len(_RANK))
    return rank, LEVELS.index(problem.level), likely_type(_quoted(problem)) != "experience"


def _has_step(plan: Plan) -> bool:
    """Whether something to do, other than a course, has its day."""
    parents: tuple[Goal | Skill, ...] = (*plan.goals, *plan.skills)
    actions = [action for parent in parents if parent.open for action in parent.actions]
    return any(action.open and action.due is not None and action.type != "education" for action in actions)


def _quoted(problem: Problem) -> str:
    """What the finding quotes first: the item that it is about."""
    return problem.says.first.strip("“”") if isinstance(problem.says, Words) else ""


def _as_one(slips: Sequence[Problem]) -> str:
    lines = list(dict.fromkeys(str(problem.line) for problem in slips))
    if len(slips) == 1:
        return _with_line(slips[0])
    return f"{len(slips)} slips keep something from being read: line{'s' * (len(lines) > 1)} {first_few(lines, 5)}."


def _with_line(problem: Problem) -> str:
    said = sentence(problem.message)
    return f"{said[:1].upper()}{said[1:]} (line {problem.line})"
