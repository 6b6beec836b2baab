"""The five questions of the mail before a talk: what they are about, and how each is asked of this person. The words around the plan's own
are data here, since by them an answer is told from what was asked, whatever became of the plan meanwhile.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from cap.agenda.situation import Situation, said_day, said_month
from cap.agenda.subjects.actions import recent
from cap.agenda.subjects.asked import open_topics
from cap.agenda.subjects.owed import by_manager, held_up
from cap.agenda.subjects.skills import UNRATED_TALKS
from cap.agenda.words import inner, one_line
from cap.plan.model import Goal, Skill

RATE = "rate"  # the kind of the question whose answer is sealed
MOST_SKILLS = 3


class Kind(NamedTuple):
    """A question: what it is about, as the answer's note says it ("" where the answer says it itself), and its words that never differ."""

    note: str
    words: str


KINDS = {
    "talk": Kind("", "What should not be missed when we talk?"),
    "steps": Kind("What has happened since", "What has happened since you noted this?"),
    "well": Kind("What went well", "What went well"),
    "well-and-stuck": Kind("What went well, or got stuck", "What else went well, large or small, and what got stuck?"),
    "stuck": Kind("What got stuck", "What did not go well, or got stuck?"),
    "late": Kind("What was meant to be done by now", "What is an honest new day, or what speaks for letting it go?"),
    RATE: Kind("Where I am", "Where do you see yourself today, from 1 (just begun) to 10 (as good as it gets)?"),
    "more": Kind("What I want more of", "What would you like more of, and what could you do without?"),
    "liked": Kind("A moment that I liked", "Which moment at work did you like lately, and what were you doing in it?"),
    "hard": Kind("What was hard", "What was harder than you had thought, or what could you do without?"),
    "story": Kind("How I came to this work", "How did you come to this work? As much as you like to tell, and no more."),
    "ask": Kind("", "What would you like to ask me, or what should not be missed when we talk?"),
    "help": Kind("What would help", "What would help you in the next weeks, from me or from somebody else?"),
    "need": Kind("What I need", "What do you need, from me or from somebody else?"),
    "away": Kind("What is different now", "What is different for you now, that we should plan with?"),
    "holds": Kind("What still makes sense", "Which of what we had agreed still makes sense, and what should go?"),
    "begin": Kind("What would make the beginning easier", "What would make the first weeks back easier?"),
    "refused": Kind("Where I am with the no", "Where are you with the decision by now? As much as you want to say."),
    "why": Kind("What I want to know about the decision", "What do you want to know about how it was decided?"),
    "on": Kind("What I want to go on with", "What do you want to go on with all the same?"),
    "know": Kind("How I like to work", "What should I know about how you like to work?"),
    "moved": Kind("What still holds, and what has moved on", "What in your plan still holds, and what has moved on?"),
    "keep": Kind(
        "What should go on, or change", "What was good in these talks until now and should go on, and what could be different?"
    ),
}


class Asked(NamedTuple):
    """A question as it is printed: its kind, its line, and the lines below it. Those of `rate` are one for each skill."""

    kind: str
    line: str
    below: Sequence[str] = ()


def five(s: Situation) -> list[Asked]:
    """The five questions for a person, in the order in which they are asked."""
    match s.kind:
        case "welcome-back":
            return [_talk(s), _ask("away"), _ask("holds"), _ask("begin"), _need(s)]
        case "setback":
            return [_talk(s), _ask("refused"), _ask("why"), _ask("on"), _need(s)]
        case "new-manager":
            return [_ask("know"), _ask("moved"), _ask("keep"), _talk(s), _need(s)]
    if s.last is None and not s.plan.skills:
        third = _ask("story") if not s.plan.story else _ask("more")
        lead = _on_the_list(s)
        return [_ask("liked"), _ask("hard"), third, Asked("ask", KINDS["ask"].words, lead), _ask("help")]
    steps, late = _steps(s), _late(s)
    since = f" since {said_month(s.last, s.day)}" if s.last else " lately"
    second = (
        Asked("steps", KINDS["steps"].words, steps) if steps else Asked("well", f"{KINDS['well'].words}{since}, large or small?")
    )
    third = Asked("late", KINDS["late"].words, late) if late else _ask("well-and-stuck" if steps else "stuck")
    rated = rated_skills(s)
    fourth = Asked(RATE, KINDS[RATE].words, [f"{one_line(skill.skill)}: ______" for skill in rated]) if rated else _ask("more")
    return [_talk(s), second, third, fourth, _need(s)]


def rated_skills(s: Situation) -> list[Skill]:
    """The skills that the person is asked to rate before this talk."""
    return [skill for skill in s.plan.skills if skill.open][:MOST_SKILLS] if s.kind not in UNRATED_TALKS else []


def _ask(kind: str) -> Asked:
    return Asked(kind, KINDS[kind].words)


def _talk(s: Situation) -> Asked:
    return Asked("talk", KINDS["talk"].words, _on_the_list(s))


def _on_the_list(s: Situation) -> list[str]:
    """What either of the two has put on the list of topics already."""
    mine = [f"From you: {quoted(topic.topic)}" for topic in open_topics(s)[:3]]
    return [*mine, *(f"From me: {quoted(topic.topic)}" for topic in open_topics(s, "manager")[:2])]


def _need(s: Situation) -> Asked:
    """What is needed; what was promised and is not kept yet is said first, by the one who owes it."""
    owed = [
        f"From me, still open: {one_line(need.need)}" + (f" (by {said_day(need.due, s.day)})" if need.due else "")
        for need in by_manager(s)
    ]
    return Asked("need", KINDS["need"].words, owed[:3])


def _steps(s: Situation) -> list[str]:
    """The newest note on each step since the last talk."""
    owners: list[Goal | Skill] = [*s.plan.goals, *s.plan.skills]
    noted = [
        f"{quoted(action.action)}, {said_day(note.date, s.day)}: {quoted(note.note)}"
        for owner in owners
        for action in owner.actions
        for note in recent(s, action)[:1]
    ]
    return noted[:2]


def _late(s: Situation) -> list[str]:
    waits = {id(action) for action in held_up(s)}
    late: Iterator[str] = (
        f"{quoted(action.action)}, meant for {said_day(action.due, s.day)}"
        for _, action in s.actions()
        if action.due and s.late(action.due) and id(action) not in waits
    )
    return list(late)[:2]


def quoted(text: str) -> str:
    """A text of the plan in quotation marks, as plain text."""
    return f"“{inner(one_line(text))}”"
