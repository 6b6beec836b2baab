"""What the person wants to know: each question with a way into it, and somebody to bring the answer."""

from __future__ import annotations

import re

from cap.agenda.cues import sentences
from cap.agenda.page import Line, Rank, Section
from cap.agenda.quoting import BLANK
from cap.agenda.situation import Situation, said_day
from cap.agenda.words import inline
from cap.plan.model import Topic

# Which kind of question it is, by how it begins; the first that fits.
_DOUBT = re.compile(
    r"is it (?:bad|wrong|normal|strange)\b|is there something wrong\b"
    r"|(?:am i|was i|have i been|do you think (?:that )?i)\b.*\b(?:good|bad|ready|too|enough|slow\w*|fast|wrong|worse|better|normal|fit)\b",
    re.IGNORECASE,
)
_CHOICE = re.compile(
    r"(should|shall|ought) (i|we)\b|do (i|we) (tell|say|ask|stay|go|take|leave|wait|keep|give|try|stop)\b|(is it|would it be) (worth|better|wise|time)\b",
    re.IGNORECASE,
)
_CONDITION = re.compile(r"(if|when|once|suppose|assuming)\b[^,?]*,\s*", re.IGNORECASE)
_ASKS_LEAVE = re.compile(r"am i allowed|is it (?:ok|okay|all right) (?:if|to)|would it be (?:ok|okay|all right)", re.IGNORECASE)
_LEAVE = re.compile(
    r"(could|can|may|might) (i|we|you|somebody|someone)\b|would (it be possible|you)\b|could .*\?$", re.IGNORECASE
)
_OPEN = re.compile(r"(what|who|whom|whose|where|when|why|which|how)\b", re.IGNORECASE)
_EITHER = re.compile(r"\bor\b", re.IGNORECASE)  # no yes answers it
_ANSWERED = ("fact", "ask-what", "may-i", "doubt")


def kind_of(topic: str) -> str:
    """What sort of thing a topic is: fact, ask-what, may-i, doubt, should-i, or statement."""
    text = _CONDITION.sub("", (sentences(topic) or [""])[-1], count=1)
    if not text.rstrip("”\"' ").endswith("?"):
        return "statement"
    for kind, pattern in (
        ("may-i", _ASKS_LEAVE),
        ("doubt", _DOUBT),
        ("should-i", _CHOICE),
        ("ask-what", _OPEN),
        ("may-i", _LEAVE),
    ):
        if pattern.match(text):
            return kind
    return "ask-what" if _EITHER.search(text) else "fact"


def open_topics(s: Situation, whose: str = "person") -> list[Topic]:
    """The open topics of one of the two, those left over from an earlier talk first. A topic nobody signed is the person's."""
    found = [topic for topic in s.plan.topics if topic.open and (s.whose(topic.by) == "manager") == (whose == "manager")]
    return sorted(found, key=lambda topic: not left_over(s, topic))


def left_over(s: Situation, topic: Topic) -> bool:
    return topic.date is not None and s.last is not None and topic.date <= s.last


def asked_section(s: Situation, weight: float) -> Section | None:
    topics = open_topics(s)
    if not topics:
        return None
    old = any(left_over(s, topic) for topic in topics)
    questions = [topic for topic in topics if kind_of(topic.topic) != "statement"]
    noun = "question" if len(questions) == len(topics) else "point"
    theirs = "Your" if s.audience == "person" else f"{s.person}’s"
    lines: list[Line] = []
    room = 3
    for topic in topics[:3]:
        made = _lines(s, topic, min(room, 2 if len(topics) == 1 else 1))
        room -= sum(line.question for line in made)
        lines += made
    title = f"{theirs} {noun}" + ("s" if len(topics) > 1 else "")
    return Section(kind="asked", title=title, weight=weight + (2 if old and s.minutes < 30 else 0), lines=lines)


def _lines(s: Situation, topic: Topic, questions: int) -> list[Line]:
    """The question itself, a way into it, and the line for the answer."""
    kind, number = kind_of(topic.topic), s.number(topic)
    when = f" (since {said_day(topic.date, s.day)})" if topic.date else ""
    raised = "" if s.whose(topic.by) or not topic.by else f" ({s.name(topic.by)})"
    lines = [Line(text=f"**{inline(topic.topic, 2000)}**{raised or when}", box=True, rank=Rank.OWED, number=number)]
    if topic.note:
        lines.append(Line(text=f"Noted with it: {inline(topic.note)}", rank=Rank.NUMBER, number=number))
    # what came up on the day of the last talk may have come up after it
    waited = s.ask(s.events.topics, "left-over") if left_over(s, topic) and topic.date != s.last else None
    if waited:
        lines.append(Line(text=f"{s.saying}{waited}", rank=Rank.EVENT, number=number))
    answer = s.ask(s.events.topics, f"answer-{kind}") if kind in _ANSWERED else None
    if answer:
        lines.append(Line(text=f"{s.saying}{answer}", rank=Rank.OWED, number=number))
    most = questions if not answer else 0 if s.kind == "setback" else 1
    for name in [kind, kind][:most]:
        question = s.ask(s.events.topics, name)
        if question:
            rank = Rank.EVENT if answer else Rank.LEAD
            lines.append(Line(text=question, question=True, rank=rank, number=number))
    return lines


def manager_section(s: Situation, weight: float) -> Section | None:
    """What the manager wants to talk about."""
    topics = open_topics(s, "manager")
    if not topics:
        return None
    lines = [
        Line(text=f"**{inline(topic.topic, 2000)}**", box=True, rank=Rank.OWED, number=s.number(topic)) for topic in topics[:2]
    ]
    question = s.ask(s.events.topics, "of-manager") if s.audience != "person" else None
    if s.audience == "person":
        lines.append(Line(text=f"What you will say to it: {BLANK}", rank=Rank.LEAD))
    if question:
        lines.append(Line(text=question, question=True, rank=Rank.LEAD))
    whose = "Your" if s.audience == "manager" else f"{s.Manager}’s"
    noun = "question" if all(topic.topic.rstrip().endswith("?") for topic in topics) else "point"
    return Section(kind="of-manager", title=f"{whose} {noun}{'s' if len(topics) > 1 else ''}", weight=weight, lines=lines)
