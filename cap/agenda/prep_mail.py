"""The mail before a talk, as plain text: five questions to be answered in a reply, wherever in it and in whatever form."""

from __future__ import annotations

import re
from typing import NamedTuple

from cap.agenda.choosing import choose
from cap.agenda.data import Events, load
from cap.agenda.intake import certain
from cap.agenda.prep_questions import RATE, Asked, five
from cap.agenda.prepare import Options, day_of_talk, situation
from cap.agenda.seal import MARK, seal
from cap.agenda.situation import Situation, first_name, said_day
from cap.agenda.words import one_line
from cap.plan.read import Reading
from cap.plan.standing import next_talk, short_name
from cap.plan.talks import PREP

# What becomes of an answer. The sheet says it too.
WHOSE = (
    "What you send back goes on our list of things to talk about, in your words. We both read it there, and so does whoever else can read our"
    " notes. What you want to keep for yourself, leave out."
)
SEALED = (
    "Your numbers are not put on that list. They wait sealed on {whose} computer until we have both said ours in the talk, and are written"
    " down then, side by side. {who} could see them before, in your answer or in that file; so if you would rather say them in the talk, leave"
    " them out."
)
LEAVE = "Please leave the lines below as they are; by them your answer is known."


class PrepMail(NamedTuple):
    """The mail: its subject, its text, and whether a page to fill in is to go along."""

    subject: str
    text: str


def prep_mail(reading: Reading, options: Options) -> PrepMail:
    """The mail to the person, about the talk that the plan calls for. Raises Unreadable."""
    s = _situation(reading, options)
    day = said_day(s.day, options.today) if next_talk(s.plan) == s.day else ""
    subject = f"Before we talk on {day}" if day else "Before we talk"
    text = "\n\n".join(_paragraphs(s, day))
    sealed = seal(text, key=options.key, day=s.day, kind=PREP, audience="person", plan=reading.raw)
    return PrepMail(subject, re.sub(r"(?<=<!-- )[0-9a-f]+(?= -->)", _in_groups, sealed))


def _situation(reading: Reading, options: Options) -> Situation:
    reading, plan = certain(reading)
    kind = options.kind or choose(plan, day_of_talk(plan, options.today))[0]
    return situation(reading, kind, load("events.yaml", Events, options.team), options)


def _paragraphs(s: Situation, day: str) -> list[str]:
    asked = five(s)
    when = f"On {day}" if day else "Soon"
    first = " You need no plan for that, and nothing here is a test." if s.last is None else ""
    how = (
        "Here are five questions to think about for ten minutes. Reply to this mail with as much or as little as you like: below each question,"
        " above them all, or in a few sentences of your own. Skip what does not speak to you."
    )
    rated = [SEALED.format(whose="my", who="I")] if any(one.kind == RATE for one in asked) else []
    return [
        f"{one_line(short_name(s.plan))},",
        f"{when} we talk about you and your work.{first} {how}",
        WHOSE,
        *(_question(number, one) for number, one in enumerate(asked, 1)),
        *rated,
        "Thank you" + (f", and see you on {day}." if day else "."),
        *([one_line(first_name(s.plan.manager))] if s.plan.manager else []),
        LEAVE,
    ]


def _in_groups(marks: re.Match[str]) -> str:
    """The marks of the lines with blanks among them, where a mail program can break them."""
    return " ".join(re.findall(f".{{1,{4 * MARK}}}", marks[0]))


def _question(number: int, asked: Asked) -> str:
    return "\n".join([f"{number}. {asked.line}", *(f"- {line}" for line in asked.below)])


def five_kinds(reading: Reading, options: Options) -> list[str]:
    """The kinds of the five questions, in their order (see prep_questions.KINDS)."""
    return [one.kind for one in five(_situation(reading, options))]
