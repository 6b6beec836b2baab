"""Pick questions out of the bank.

Question n stands only at talks that are n modulo 4, so that none comes twice within four talks, whatever their types.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from cap.agenda.data import Bank, Question, Tough
from cap.agenda.page import Tough as ToughOnPage
from cap.agenda.situation import ELSEWHERE, Situation, number_of
from cap.agenda.words import inline
from cap.plan.model import Plan
from cap.plan.standing import standing
from cap.text.dates import add_months

# Talks in which a question that anybody might ask is not out of place.
_GENERAL = frozenset({"life-story", "career-vision", "unclear-goals", "check-in"})


def direction(plan: Plan) -> list[str]:
    """The directions that can be asked about. `up` is a higher role here, and so not for someone on the way out: whose open goals, or
    without one whose visions, all lie outside."""
    wheres = [goal.where for goal in plan.goals if goal.open] or [vision.where for vision in plan.visions]
    leaving = bool(wheres) and all(where == "outside" for where in wheres)
    return [way for way in plan.direction if way != "up" or not leaving]


def picked(s: Situation, bank: Bank, topics: Sequence[str], most: int) -> list[tuple[str, bool]]:
    """At most `most` questions on these topics for this talk, each with whether it is a broad one; those that speak of something in the
    plan first, then the easy ones. A broad one is followed by one about the present, or left out."""
    fitting = [
        question
        for number, question in enumerate(bank.questions)
        if number % 4 == s.held % 4
        and question.topic in topics
        and question.suits(s.kind, direction(s.plan))
        and may_ask(s, question)
    ]
    start = number_of(s.plan.name) % max(len(fitting), 1)
    turned = fitting[start:] + fitting[:start]
    turned.sort(key=lambda question: (not _fillable(s.plan, question), question.depth if s.held < 2 else 0))
    chosen: list[tuple[str, bool]] = []
    for question in turned:
        if len(chosen) >= most:
            break
        text = personal(s, question)
        if text in s.asked:
            continue
        if question.broad:
            present = next((q for q in turned if q.tense == "present" and not q.broad and q.text not in s.asked), None)
            if present is None or len(chosen) + 2 > most:
                continue
            s.asked.update((text, question.text, present.text))
            chosen += [(text, True), (personal(s, present), False)]
        elif question.text not in s.asked:
            s.asked.update((text, question.text))
            chosen.append((text, False))
    return chosen


def may_ask(s: Situation, question: Question) -> bool:
    """Whether the plan leaves room for the question: it does not answer it already, and the two have known one another long enough."""
    if any(getattr(s.plan, name, None) for name in question.unless) and not _fillable(s.plan, question):
        return False
    return not question.months or together(s) >= question.months


def together(s: Situation) -> int:
    """For how many whole months the plan shows that the two have worked together."""
    first = s.plan.started or min((talk.date for talk in s.plan.conversations), default=s.day)
    months = (s.day.year - first.year) * 12 + s.day.month - first.month
    return months - (add_months(first, months) > s.day) if first < s.day else 0


def _words(plan: Plan) -> dict[str, list[str]]:
    """The plan's own words that a question can be filled with."""
    return {
        "interest": list(plan.interests),
        "strength": [strength.skill for strength in plan.strengths],
        "motivation": list(plan.motivations),
        "improve": list(plan.improve),
        "theme": list(plan.themes),
        "vision": [vision.vision for vision in plan.visions],
        "goal": [goal.goal for goal in plan.goals if goal.open],
        "skill": [skill.skill for skill in plan.skills if skill.open],
    }


def _fillable(plan: Plan, question: Question) -> bool:
    words = _words(plan)
    return question.personal is not None and all(words.get(name) for name in re.findall(r"\{(\w+)\}", question.personal))


def personal(s: Situation, question: Question) -> str:
    """The question in the person's own words where the plan has them, a different one of them each time."""
    if question.personal is None or not _fillable(s.plan, question):
        return question.text
    words = _words(s.plan)
    return re.sub(r"\{(\w+)\}", lambda m: inline(words[m[1]][s.held % len(words[m[1]])]), question.personal)


def asks(s: Situation, bank: Bank, most: int) -> list[str]:
    """What the person may want to ask this time: these are numbered too, and number n stands only at talks that are n modulo 4."""
    fitting = [
        entry.question
        for number, entry in enumerate(bank.asks)
        if number % 4 == s.held % 4
        and entry.suits(s.kind, direction(s.plan))
        and (entry.type or s.kind in _GENERAL)
        and entry.question not in s.asked
    ]
    return fitting[:most]


def tough(s: Situation, entries: Sequence[Tough], most: int) -> list[ToughOnPage]:
    """The questions most likely to come up: those for this talk, and for where this person is headed."""
    goals = [goal.where for goal in s.plan.goals if goal.open]
    elsewhere = any(where in ELSEWHERE for where in goals or [vision.where for vision in s.plan.visions])
    fitting = [entry for entry in entries if entry.suits(s.kind, direction(s.plan)) and (elsewhere or not entry.elsewhere)]
    likely = [entry for entry in fitting if entry.type or entry.direction or entry.elsewhere]
    likely.sort(key=lambda entry: not entry.type)
    return [ToughOnPage(question=entry.question, line=entry.line, plan=look_up(s.plan, entry)) for entry in likely[:most]]


def look_up(plan: Plan, entry: Tough) -> list[str]:
    """What the plan says on the subjects of a tough question."""
    skills = [
        skill.skill + (f" {standing(skill)}" if standing(skill) else "") + (f" → {skill.target}" if skill.target else "")
        for skill in plan.skills
        if skill.open
    ]
    said = _words(plan) | {"skill": skills, "support": [need.need for need in plan.support if need.open]}
    if entry.elsewhere:
        said["goal"] = [goal.goal for goal in plan.goals if goal.open and goal.where in ELSEWHERE]
        said["vision"] = [vision.vision for vision in plan.visions if vision.where in ELSEWHERE]
    return [inline(text) for subject in entry.look for text in said.get(subject.removesuffix("s"), [])[:2]]
