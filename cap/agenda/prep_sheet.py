"""Make the sheet with which one of the two thinks before a talk: ten minutes, a few things to write down."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import msgspec
from msgspec import Struct

from cap.agenda.choosing import choose
from cap.agenda.data import Events, load
from cap.agenda.endings import COMING, DONE
from cap.agenda.intake import certain
from cap.agenda.layout import tidy
from cap.agenda.prep_mail import SEALED, WHOSE
from cap.agenda.prep_questions import rated_skills
from cap.agenda.prepare import Options, day_of_talk, rendered, situation
from cap.agenda.quoting import BLANK, in_quotes, phrase
from cap.agenda.seal import seal
from cap.agenda.situation import Situation, said_day, said_month
from cap.agenda.subjects.actions import recent
from cap.agenda.subjects.asked import open_topics
from cap.agenda.subjects.owed import by_manager, held_up
from cap.agenda.subjects.person import seen_by_manager
from cap.agenda.words import inline, joined, note_lines
from cap.lint.rules.privacy import MANAGERS_PAGE, SEEN
from cap.plan.model import Goal, Plan, Skill
from cap.plan.read import Reading
from cap.plan.talks import PREP

_DIRECTIONS = {
    "up": "up, to more responsibility",
    "across": "across, to something else",
    "deeper": "deeper, towards mastery",
    "unsure": "not sure yet",
}


# What asks for words on the person's sheet; by these they are found again (see readback/prepared.py).
ADD, WELL, STUCK = (
    "What would you add?",
    "Something that went well, large or small:",
    "Something that did not, or that got stuck:",
)
NEW_DAY, LET_GO = "an honest new day", "or let it go, because"
HOPE, MISSED = "What you hope to hear:", "What should not be missed:"
WHERE, SCALE, SHOWS = "Where you are", "from 1 (just begun) to 10 (as good as it gets):", "a moment that shows it:"
MORE, LESS = "Something I would like more of:", "Something I could do without:"
ELSE, WHO_IS = "From somebody else:", "who is"


class Part(Struct, kw_only=True):
    """A part of a sheet: its heading and its lines, in Markdown."""

    title: str
    lines: list[str]


class Sheet(Struct, kw_only=True):
    """A sheet, whose it is, and for which day. `whose` and `sealed` say what becomes of what is sent back."""

    person: str
    manager: str
    day: str
    parts: list[Part]
    whose: str
    sealed: str = ""
    private: list[str] = []


def prep(reading: Reading, options: Options) -> str:
    """The sheet of `options.audience`, manager or person, as Markdown. Raises cap.rendering.TemplateProblem for a template."""
    name = f"prep/{options.audience}.md.j2"
    without_notes = msgspec.structs.replace(options, private=f"{SEEN} …\n…")
    sheet = tidy(rendered(name, _values(reading, options), options, without_notes=_values(reading, without_notes)))
    if options.audience == "manager":
        return f"{MANAGERS_PAGE}\n\n{sheet}"
    assert reading.plan is not None
    day = day_of_talk(reading.plan, options.today)
    return seal(sheet, key=options.key, day=day, kind=PREP, audience="person", plan=reading.raw)


def _values(reading: Reading, options: Options) -> dict[str, Any]:
    """What a template can use."""
    return {"sheet": msgspec.to_builtins(sheet_of(reading, options)), "key": options.key, "audience": options.audience}


def sheet_of(reading: Reading, options: Options) -> Sheet:
    """What stands on the sheet."""
    reading, _ = certain(reading)
    assert reading.plan is not None
    kind = options.kind or choose(reading.plan, day_of_talk(reading.plan, options.today))[0]
    s = situation(reading, kind, load("events.yaml", Events, options.team), options)
    manager = options.audience == "manager"
    parts = _for_manager(s) if manager else _for_person(s)
    notes = note_lines(options.private) if manager else []
    seen = [line.strip() for line in notes if line.lstrip().startswith(SEEN)]
    made = [Part(title=title, lines=lines) for title, lines in parts if lines]
    if seen:
        made.insert(1, Part(title="What you saw and have not said yet", lines=[line.removeprefix("- ") for line in seen]))
    private = [line for line in notes if line.strip() not in seen]
    sealed = SEALED.format(whose=f"{s.manager}’s", who=s.Manager) if not manager and rated_skills(s) else ""
    return Sheet(
        person=s.person, manager=s.manager, day=s.day.isoformat(), parts=made, whose=WHOSE, sealed=sealed, private=private
    )


def _for_manager(s: Situation) -> Iterator[tuple[str, list[str]]]:
    plan = s.plan
    known = [
        ("Good at", [_strength(strength.skill, strength.rating) for strength in plan.strengths]),
        ("Likes", plan.interests),
        ("Matters to them", plan.motivations),
        ("Would like to be better at", plan.improve),
        ("Heading", [_DIRECTIONS[way] for way in plan.direction]),
        ("Wants", [goal.goal for goal in plan.goals if goal.open]),
    ]
    yield f"What you know of {s.person}", [f"{title}: {inline('; '.join(texts), 400)}" for title, texts in known if texts]
    yield (
        "What you owe",
        [
            f"{inline(need.need, 2000)} (by {said_day(need.due, s.day)}): {DONE} {BLANK}, or {COMING} {BLANK}"
            for need in by_manager(s)
            if need.due
        ],
    )
    moments = [f"{said_day(moment.date, s.day)}: {in_quotes(moment.moment)}" for moment in seen_by_manager(s)[:3]]
    yield (
        "What you will say, the good first",
        [
            *moments,
            f"Something that went well: {BLANK}; the day: {BLANK}; what it did for others: {BLANK}",
            f"Something that could be better: {BLANK}; what you saw: {BLANK}",
        ],
    )
    yield (
        f"What {s.person} wants to talk about",
        [f"{in_quotes(topic.topic)} What you can say to it: {BLANK}" for topic in open_topics(s)[:3]],
    )
    yield f"What {s.person} has done since", list(_noted(s))
    yield "What you do not know yet", list(_missing(plan))
    yield (
        "What could be open",
        [
            f"In the coming months, the team will need: {BLANK}",
            f"A task, a stand-in or a person that {s.person} could try or meet: {BLANK}",
        ],
    )


def _for_person(s: Situation) -> Iterator[tuple[str, list[str]]]:
    since = f"since {said_month(s.last, s.day)}" if s.last else "lately"
    yield (
        f"What has happened {since}",
        [
            *(f"{line} {ADD} {BLANK}" for line in _noted(s)),
            f"{WELL} {BLANK}",
            f"{STUCK} {BLANK}",
        ],
    )
    waits = {id(action) for action in held_up(s)}
    late = [action for _, action in s.actions() if s.late(action.due) and id(action) not in waits]
    yield (
        "What was meant to be done by now",
        [f"{phrase(action.action)}: {NEW_DAY} {BLANK}, {LET_GO} {BLANK}" for action in late[:3]],
    )
    yield (
        "What you want to talk about",
        [
            *(f"You wrote: {in_quotes(topic.topic)} {HOPE} {BLANK}" for topic in open_topics(s)[:2]),
            f"{MISSED} {BLANK}",
        ],
    )
    yield WHERE, [f"{phrase(skill.skill)}, {SCALE} {BLANK}; {SHOWS} {BLANK}" for skill in rated_skills(s)]
    if not s.plan.goals:
        yield "What draws you", [f"{MORE} {BLANK}", f"{LESS} {BLANK}"]
    yield "What you need", [f"From {s.manager}: {BLANK}", f"{ELSE} {BLANK}, {WHO_IS} {BLANK}"]


def _noted(s: Situation) -> Iterator[str]:
    """The newest note on each step since the last talk."""
    owners: list[Goal | Skill] = [*s.plan.goals, *s.plan.skills]
    for owner in owners:
        for action in owner.actions:
            for note in recent(s, action)[:1]:
                yield f"{phrase(action.action)}: {in_quotes(note.note)}"


def _strength(name: str, rating: int | None) -> str:
    return f"{name} ({rating})" if rating else name


def _missing(plan: Plan) -> Iterator[str]:
    """What a manager cannot help with as long as the plan does not say it."""
    known = (
        (plan.strengths, "what comes easily to them"),
        (plan.interests, "what they like and want more of"),
        (plan.motivations, "what makes work worth it for them"),
        (plan.direction, "where they would like to go"),
        (plan.visions, "the futures they would love"),
    )
    missing = [what for value, what in known if not value]
    if missing:
        yield f"Ask, and listen: {joined(missing)}."
