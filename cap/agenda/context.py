"""The agenda of one conversation: a plan and its findings, seen through a template.

What an agenda template can use. The names are stable. A text is "" when absent, a number 0, a list []; a date is ISO text. Every
text from the plan is one line and safe to stand in Markdown as it is. `text` is the whole fact in words, `details` what belongs
below it, `short` the name cut to fit among others.

    audience        both (may lie on the table between the two), manager or person
    kind, reason    the type of the conversation, and why this one
    minutes         how long it takes
    day             the date of the conversation: the plan's next one when that is within a month, else today
    next, next_set  the date of the one after it: by the cadence, or, when next_set is true, as the plan has it
    every           "every 3 months"
    first           true when no conversation was held yet
    overdue         true when this one should have been held by now
    resting         true while the plan is paused
    last, last_age  the last conversation's date, "3 months ago"
    called          {person, manager, Person, Manager}: what to call the two inside a sentence and at its start: a name, "you", …
    manager         the manager's name
    person          {name, role, stage, until, story, direction, motivations, interests, improve, themes}; the last five are lists
    strengths       [{name, short, rating, mentor, text}]
    visions         [{name, where}]
    goals           [{name, short, measure, due, age, late, moved, horizon, where, obstacles, visions, skills, text, title,
                    details}]; title is the goal in bold with its date
    skills          [{name, short, rating, target, ten, views, ways, chosen, goals, text, details}]; views [{who, rating, date}]
                    is there when the two see it differently
    actions         [{name, short, skill, type, measure, due, age, late, moved, with, text}], the open ones of all open skills
    topics          {person, left}: what the person raised for this time; what was on the table before, or is the manager's:
                    [{name, by, whose, date, age, text, details}]
    support         [{name, short, from, whose, due, late, promise, text}]; whose: person, manager or ""; promise: the
                    text without whose it is
    promised        {person, manager}: the support that each of the two promised; its text is the promise
    late, due, soon   [{name, short, due, age, late, moved, text}]: goals and actions past their date, those due by the day of
                    the conversation, and those due before the one after it; none while the plan is paused
    changes         [{date, kind, text}] since the last conversation, newest first; kind: done, progress or rating
    questions       [{text, tense, broad, source}]
    good_at         the question in place of strengths, where the plan has none and no other asks for them; else ""
    left, know, plan  [question]: what lint found, asked as a coach would: looking back at what was agreed; getting to know the
                    person, also where the plan says nothing; looking ahead
    asks            [question] that the person may want to ask; empty for the manager
    tips            {up, across, deeper}: [text]; for the manager only
    tough           [{question, line, plan}], plan: what to have at hand; for the manager only
    seen            [{name, rating, date, evidence}], the manager's last rating of each skill that says what it rests on; for the
                    manager only
    private         [line] of the manager's private notes, Markdown as it was written; for the manager only

The filters besides Jinja's:

    day|spelled               "18 May 2026"
    names|listed              "“A”, “B” and 2 more", of texts or of facts with a short name
    entries|bullets           a list in Markdown, of texts or of facts with their details
    entries|bullets(6)        six of them at most, and how many more there are
    entries|tasks(6)          the same with boxes to tick
    minutes|share([1, 2, 0])  whole minutes by weight, which add up
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, NamedTuple, get_args

from cap.agenda import facts, questions
from cap.agenda.findings import certain_plan, in_plan
from cap.agenda.kinds import choose
from cap.agenda.layout import FILTERS, tidy
from cap.agenda.words import without_controls
from cap.lint.rules.privacy import MANAGERS_PAGE
from cap.plan.model import Plan
from cap.plan.problem import Problem
from cap.plan.read import Reading
from cap.plan.standing import due_day, every, last_talk, pause_on, rests
from cap.refusal import Refusal
from cap.text.dates import add_months, after, ago
from cap.text.wording import near, one_of

if TYPE_CHECKING:
    from cap.rendering import Team

Audience = Literal["both", "manager", "person"]
SHORTEST, LONGEST = 15, 480  # minutes

# A fact that the plan may lack → the entry of the bank's findings that asks for it. Strengths have a place of their own: feedback
# begins with them.
_STRENGTHS = "strength-missing"
_MISSING = {
    "interests": "interest-missing",
    "motivations": "motivation-missing",
    "improve": "improve-missing",
    "visions": "vision-count",
}


class Agenda(NamedTuple):
    """An agenda as Markdown, the type of conversation it is for, and why that one."""

    text: str
    kind: str
    reason: str


class AgendaType(NamedTuple):
    """A type of conversation: what its template says of itself, and where that is: `built-in` or the team's file."""

    name: str
    description: str
    origin: str


def agenda(
    reading: Reading,
    problems: Sequence[Problem],
    *,
    today: date,
    kind: str | None = None,
    minutes: int = 60,
    audience: Audience = "both",
    cadence: str = "3 months",
    team_templates: Path | Team | None = None,
    template: str | Path | None = None,
    private: str = "",
) -> Agenda:
    """Prepare the next conversation about the plan of a file.

    `problems` are what lint found in it. `kind` is the type of conversation, chosen from the plan when
    it is None; `cadence` counts for a plan that names none; `team_templates` is the team's folder of templates; `template` is a
    file to use in place of the type's own; `private` is what the manager noted privately, for the manager's agenda alone. Raises
    Refusal for wrong values and for a file that is no plan, and cap.rendering.TemplateProblem, one of its kind, for a template.
    """
    plan, findings = certain_plan(reading), list(in_plan(reading, problems))
    bounds = f"Take from {SHORTEST} to {LONGEST}."
    _require(SHORTEST <= minutes <= LONGEST, f"{minutes} minutes are too {'short' if minutes < SHORTEST else 'long'}", bounds)
    _require(audience in get_args(Audience), f"there is no agenda for `{audience}`", f"Choose {one_of(get_args(Audience))}.")
    if kind is None:
        kind, reason = choose(plan)
    else:
        reason = "you asked for it"
        known = [found.name for found in agenda_types(team_templates)]
        guess = near(kind, known)
        hint = f"Did you mean `{guess}`?" if guess else f"There is {one_of([f'`{name}`' for name in known])}."
        _require(kind in known, f"there is no agenda of the type `{kind}`", hint)
    bank = questions.load(team_templates)
    values = context(
        plan,
        findings,
        bank,
        today=today,
        kind=kind,
        reason=reason,
        minutes=minutes,
        audience=audience,
        cadence=cadence,
        private=private,
    )
    name = Path(template) if template is not None else f"agenda/{kind}.md.j2"
    page = tidy(_page(name, values, team_templates), tight=minutes < 30)
    # whatever the template: by this line the page is known where it must not be
    head = f"{MANAGERS_PAGE}\n" + "\n" * (minutes >= 30)
    return Agenda(head + page if audience == "manager" else page, kind, reason)


def _page(template: str | Path, values: dict[str, Any], team_templates: Path | Team | None) -> str:
    """The template, filled. Raises TemplateProblem, in which nothing of the private notes can stand: a template can bring them
    into what it gets wrong, so only what is wrong with any notes is told in full."""
    from cap.rendering import TemplateProblem, render

    try:
        return render(template, values, team=team_templates, filters=FILTERS)
    except TemplateProblem as problem:
        if not values["private"]:
            raise
        place = problem.template, problem.line
    render(template, values | {"private": ["…"]}, team=team_templates, filters=FILTERS)
    hint = "It goes wrong with your private notes alone, so it is not quoted here; without them, for `both`, it works."
    raise TemplateProblem(*place, "this cannot be worked out", hint)


def agenda_types(team_templates: Path | Team | None = None) -> list[AgendaType]:
    """The types of conversation that there are templates for, the built-in ones and the team's."""
    from cap.rendering import BUILT_IN, TemplateProblem, description, find, names, source

    types = []
    for name in names("agenda/*.md.j2", team_templates):
        try:
            found = find(name, team_templates)
            assert found is not None
            about, origin = description(source(found)), found.origin
        except TemplateProblem as problem:
            about, origin = problem.what, problem.template
        kind = name.removeprefix("agenda/").removesuffix(".md.j2")
        types.append(AgendaType(kind, about, "built-in" if origin.startswith(BUILT_IN) else origin))
    return types


def _require(true: bool, message: str, hint: str) -> None:
    if not true:
        raise Refusal(message, hint)


def context(
    plan: Plan,
    findings: Sequence[Problem],
    bank: questions.Bank,
    *,
    today: date,
    kind: str,
    reason: str,
    minutes: int,
    audience: Audience,
    cadence: str,
    private: str = "",
) -> dict[str, Any]:
    """The template's variables, as the head of this module lists them."""
    cadence = plan.cadence or cadence
    last, due, resting = last_talk(plan), due_day(plan, cadence), rests(plan, today)
    day = plan.next if plan.next and today <= plan.next <= add_months(today, 1) else today
    following = plan.next if plan.next and plan.next > day else after(day, cadence)
    if (pause := pause_on(plan, following)) is not None and pause.until is not None:
        following = pause.until
    view = facts.View(plan, today, facts.called(plan, audience))
    known = facts.known(view)
    return {
        **known,
        **_asked(plan, findings, bank, known, kind=kind, minutes=minutes, audience=audience),
        "audience": audience,
        "kind": kind,
        "reason": reason,
        "minutes": minutes,
        "day": day.isoformat(),
        "next": following.isoformat(),
        "next_set": following == plan.next,
        "every": every(cadence),
        "first": last is None,
        "overdue": due is not None and due < today and not resting,
        "resting": resting,
        "last": last.isoformat() if last else "",
        "last_age": ago(last, today) if last else "",
        "private": [without_controls(line) for line in private.splitlines()] if audience == "manager" else [],
        "called": dict(view.called),
        "topics": facts.topic_facts(view, last),
        "changes": facts.changes(view, last),
        "seen": list(facts.seen(view)) if audience == "manager" else [],
        **facts.due(view, known, day, following),
    }


def _asked(
    plan: Plan,
    findings: Sequence[Problem],
    bank: questions.Bank,
    known: dict[str, Any],
    *,
    kind: str,
    minutes: int,
    audience: Audience,
) -> dict[str, Any]:
    """The variables that come out of the question bank."""
    turn = sum(talk.type in (kind, None) for talk in plan.conversations)
    # a team's own type borrows the questions of the type that the plan calls for, until it has some
    kind = kind if any(kind in question.type for question in bank.questions) else choose(plan)[0]
    headed, alone = questions.headed(plan), audience == "manager"
    sitting = questions.sitting(bank, kind, headed, plan.name, turn, minutes // 15, facts.words(known))
    coaching = questions.coaching(bank, findings, plan, kind, sitting)
    covered = {rule for picked in sitting for rule in picked.covers}

    def instead(fact: str, rule: str) -> list[str]:
        """The question for what the plan does not say."""
        entry = bank.findings.get(rule)
        unknown = entry and rule not in covered and not (known.get(fact) or known["person"].get(fact))
        return [entry.ask] if entry and unknown and entry.suits(kind, headed) else []

    know = [question for fact, rule in _MISSING.items() for question in instead(fact, rule)]
    elsewhere = any(fact["where"] in facts.ELSEWHERE for fact in [*known["goals"], *known["visions"]])
    tough = questions.tough(bank, kind, headed, elsewhere, plan.name, turn, 3) if alone else []
    return {
        "questions": [{"text": q.text, "tense": q.tense, "broad": q.broad, "source": q.source} for q in sitting],
        "good_at": next(iter(instead("strengths", _STRENGTHS)), ""),
        "left": [entry.text for entry in coaching if entry.part == "left"],
        "know": know
        + [entry.text for entry in coaching if entry.part == "know" and entry.rule != _STRENGTHS and entry.text not in know],
        "plan": [entry.text for entry in coaching if entry.part == "plan"],
        "asks": [] if alone else questions.asks(bank, kind, headed, plan.name, turn, 3),
        "tips": {way: bank.tips[way] for way in headed if way in bank.tips} if alone else {},
        "tough": [
            {
                "question": entry.question,
                "line": entry.line,
                "plan": facts.at_hand(entry.look, known, elsewhere=bool(entry.elsewhere)),
            }
            for entry in tough
        ],
    }
