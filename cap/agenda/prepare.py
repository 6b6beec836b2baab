"""Prepare a conversation: from what was read of a plan to its page.

What an agenda template can use. The names are stable. A text is "" when absent, a number 0, a list []; a date is ISO text. What stands
in `page` is Markdown that shows the plan's words as they are; what stands in `plan` is as it was typed.

    audience        both (may lie on the table between the two), manager or person
    kind, reason    the type of the conversation, and why this one
    minutes, brief  how long it takes, and whether that is less than half an hour
    key             what the plan's file is called
    day             the day of the conversation: the plan's next one when that is within a month, else today
    next, next_set  the day of the one after it: by the cadence, or, when next_set is true, as the plan has it
    every           "every 3 months"
    first           true when no conversation was held yet
    last            the day of the last one
    person, manager the first names of the two; "the manager" for one whom the plan does not name
    plan            the whole front matter: plan.name, plan.goals[0].measure …; a key is there only where the plan has it
    page            what the page is made of:

    page.title, page.day, page.minutes, page.role
    page.purpose        what such a talk is for
    page.walk_out       [what the two want to walk out with]
    page.before_person, page.before_manager   [what each brings]
    page.sections       the subjects in order: [{kind, title, about, minutes, lines, weight, number}]. kind: opening, asked, skill, goal or
                        a part of talks.yaml; about: what is known of it; weight: its share of the time
    section.lines       [{text, box, question, rank, number}]. box: a box to tick leads it; question: it asks; rank: how long it stays
                        when the page is too long, 1 to 5; number: the item's, as `cap show` prints it
    page.agreements     what is open and due before the next talk: [{what, who, by, number}]; by may be a blank
    page.free_rows      how many empty rows follow
    page.agree_minutes  the time for these
    page.close          [what is asked and said at the end]
    page.asks           [what the person may want to ask]; for the person only
    page.alone          [what the manager should know]; for the manager only
    page.tough          [{question, line, plan}], plan: what to have at hand; for the manager only
    page.seen           [a moment that the manager noted privately], Markdown as it was written; for the manager only
    page.private        [a line of the manager's private notes], the same; for the manager only
    page.older_notes    how many more lines of private notes there are
    page.wanted         [the number of what should be spoken of]
    page.left_out       [the number of an item that found no room]

The filters besides Jinja's:

    day|spelled               "18 May 2026"
    names|listed              "“A”, “B” and 2 more"
    entries|bullets           a list in Markdown, of texts; entries|bullets(6): six of them at most, and how many more there are
    entries|tasks(6)          the same with boxes to tick
    text|cell                 a text that can stand in a cell of a table
    minutes|share([1, 2, 0])  whole minutes by weight, which add up
"""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any, NamedTuple, get_args

import msgspec
from msgspec import Struct

from cap.agenda.choosing import choose
from cap.agenda.compose import page as composed
from cap.agenda.data import Bank, Events, Talk, Talks, ToughBank, load
from cap.agenda.fitting import fit
from cap.agenda.intake import certain
from cap.agenda.layout import FILTERS, tidy
from cap.agenda.page import Page
from cap.agenda.seal import seal
from cap.agenda.situation import Audience, Shifts, Situation, said_day
from cap.agenda.subjects.last import last_notes
from cap.agenda.words import note_lines
from cap.lint.rules.privacy import MANAGERS_PAGE
from cap.plan.items import entries
from cap.plan.model import Plan
from cap.plan.read import Reading, read
from cap.plan.standing import coming_talk, every, last_talk, next_talk
from cap.refusal import Refusal
from cap.rendering import Team  # at run time, or pydoc could not show this module
from cap.text.dates import add_months, after, ago
from cap.text.wording import did_you_mean, one_of

SHORTEST, LONGEST = 15, 480  # minutes


NOBODYS = "team-session"  # the type that is about no single person


def nobodys_reading() -> Reading:
    """What a session of a whole team is prepared from: a plan of nobody."""
    return read(b"---\nname: everybody\n---\n", "team.md")


class Options(Struct, frozen=True, kw_only=True):
    """How a page is wanted.

    `kind` is the type of conversation, chosen from the plan when None; `cadence` counts for a plan that names none; `team` is the team's
    folder of templates; `template` a file to use in place of the type's own; `private` what the manager noted privately, for the
    manager's page alone; `key` what the plan's file is called; `earlier` the plan as it was when the last talk was over, where that is known.
    """

    today: date
    kind: str | None = None
    minutes: int = 60
    audience: Audience = "both"
    cadence: str = "3 months"
    team: Path | Team | None = None
    template: str | Path | None = None
    private: str = ""
    key: str = "plan"
    earlier: Reading | None = None


class Agenda(NamedTuple):
    """An agenda as Markdown, the type of conversation it is for, why that one, and what it is made of."""

    text: str
    kind: str
    reason: str
    page: Page


class AgendaType(NamedTuple):
    """A type of conversation: what its template says of itself, and where that is: `built-in` or the team's file."""

    name: str
    description: str
    origin: str


def agenda(reading: Reading, options: Options) -> Agenda:
    """The agenda of the next conversation about the plan that was read.

    Raises Refusal for wrong values and for a file that is no plan, and TemplateProblem, one of its kind, for a template or a file of words.
    """
    bounds = f"Take from {SHORTEST} to {LONGEST}."
    short = options.minutes < SHORTEST
    _require(SHORTEST <= options.minutes <= LONGEST, f"{options.minutes} minutes are too {'short' if short else 'long'}", bounds)
    audiences = get_args(Audience)
    _require(options.audience in audiences, f"there is no agenda for `{options.audience}`", f"Choose {one_of(audiences)}.")
    raw = reading.raw
    reading, plan = certain(nobodys_reading() if options.kind == NOBODYS else reading)
    kind, reason = _kind(plan, options)
    talks = load("talks.yaml", Talks, options.team)
    talk = _talk(talks, kind, plan, options)
    s = situation(reading, kind, load("events.yaml", Events, options.team), options)
    notes = note_lines(options.private) if s.audience == "manager" else []
    bank, tough = load("questions.yaml", Bank, options.team), load("tough.yaml", ToughBank, options.team)
    made = composed(s, talk, talks, bank, tough.tough, notes)
    if s.audience == "manager":
        made.alone = _lateness(s, options) + made.alone
    name = Path(options.template) if options.template is not None else f"agenda/{kind}.md.j2"
    frame = _frame(s, options, reason)
    # whatever the template: by this line the page is known where it must not be
    head = f"{MANAGERS_PAGE}\n\n" if s.audience == "manager" else ""
    # nobody can tell where a template that is not ours puts what is for the manager alone
    wholly_alone = s.audience == "manager" and not _is_built_in(name, options)

    def render(page: Page) -> str:
        there = msgspec.to_builtins(page)
        bare = there | {"private": ["…"], "seen": ["…"]}
        text = head + tidy(rendered(name, frame | {"page": there}, options, without_notes=frame | {"page": bare}))
        return seal(text, key=options.key, day=s.day, kind=kind, audience=s.audience, plan=raw, wholly_alone=wholly_alone)

    made, text = fit(made, s.audience, render)
    return Agenda(text, kind, reason, made)


def as_json(made: Agenda, options: Options) -> Any:
    """What a page is made of, as plain data, before a template lays it out; the manager's begins as the page does, to be known by it."""
    return {
        **({"head": MANAGERS_PAGE} if options.audience == "manager" else {}),
        "version": 1,
        "kind": made.kind,
        "reason": made.reason,
        "audience": options.audience,
        "key": options.key,
        "page": msgspec.to_builtins(made.page),
    }


def day_of_talk(plan: Plan, today: date) -> date:
    """The day of the talk: the one that is set, when that is within a month, else today."""
    return plan.next if plan.next and today <= plan.next <= add_months(today, 1) else today


def situation(reading: Reading, kind: str, events: Events, options: Options) -> Situation:
    """Where the two stand on the day of the talk: the plan's next one when that is within a month, else today."""
    plan = reading.plan
    assert plan is not None
    cadence = plan.cadence or options.cadence
    day = day_of_talk(plan, options.today)
    following = plan.next if plan.next and plan.next > day else after(day, cadence)
    return Situation(
        plan=plan,
        events=events,
        day=day,
        minutes=options.minutes,
        audience=options.audience,
        kind=kind,
        held=len(plan.conversations),
        last=last_talk(plan),
        following=following,
        numbers={id(entry.item): entry.number for entry in entries(reading)},
        last_notes=last_notes(reading),
        shifts=_shifts(reading, options),
    )


def _shifts(reading: Reading, options: Options) -> Shifts:
    """What is not as it was at the last talk, as far as an earlier version tells."""
    if options.earlier is None or options.earlier.plan is None or options.earlier.raw == reading.raw:
        return Shifts()
    from cap.agenda.subjects.since import shifts

    return shifts(options.earlier, reading)


def _kind(plan: Plan, options: Options) -> tuple[str, str]:
    """The type of the conversation, and why that one. Raises Refusal for a type that is not there."""
    if options.kind is None:
        return choose(plan, day_of_talk(plan, options.today))
    require_type(options.kind, options.team)
    return options.kind, "you asked for it"


def require_type(kind: str, team: Path | Team | None) -> None:
    """Refuse a type of conversation that there is no template for. Raises Refusal."""
    known = [found.name for found in agenda_types(team)]
    hint = did_you_mean(kind, known) or f"There is {one_of([f'`{name}`' for name in known])}."
    _require(kind in known, f"there is no agenda of the type `{kind}`", hint)


def _talk(talks: Talks, kind: str, plan: Plan, options: Options) -> Talk:
    """What a type goes through; a team's own type without an entry borrows that of the type the plan calls for."""
    return talks.talks.get(kind) or talks.talks[choose(plan, day_of_talk(plan, options.today))[0]]


def _lateness(s: Situation, options: Options) -> list[str]:
    """What the manager should know when the talk itself comes late."""
    talk = coming_talk(s.plan, options.cadence, s.day)
    if talk.day is None or not talk.late or s.kind == "welcome-back" or (s.plan.started and talk.day < s.plan.started):
        return []  # nobody is late with what began before them
    when = f"This talk was due on {said_day(talk.day, s.day)}"
    return [f"{when}, {ago(talk.day, s.day)}. Say so in one sentence, without reasons, and leave it behind."]


def frame_of(reading: Reading, kind: str, options: Options) -> dict[str, Any]:
    """What a template can use besides a page."""
    s = situation(certain(reading)[0], kind, load("events.yaml", Events, options.team), options)
    return _frame(s, options, "")


def _frame(s: Situation, options: Options, reason: str) -> dict[str, Any]:
    """What a template can use besides the page itself."""
    return {
        "audience": s.audience,
        "kind": s.kind,
        "reason": reason,
        "minutes": s.minutes,
        "brief": s.minutes < 30,
        "key": options.key,
        "day": s.day.isoformat(),
        "next": s.following.isoformat(),
        "next_set": s.following == next_talk(s.plan),
        "every": every(s.plan.cadence or options.cadence),
        "first": s.last is None,
        "last": s.last.isoformat() if s.last else "",
        "person": s.person,
        "manager": s.manager,
        "plan": msgspec.to_builtins(s.plan),
    }


def rendered(template: str | Path, values: dict[str, Any], options: Options, *, without_notes: dict[str, Any]) -> str:
    """The template, filled with `values`. Raises TemplateProblem, in which nothing of the private notes can stand: a template can bring
    them into what it gets wrong, so only what is wrong with any notes is told in full."""
    from cap.rendering import TemplateProblem, render

    try:
        return render(template, values, team=options.team, filters=FILTERS)
    except TemplateProblem as problem:
        if not options.private:
            raise
        place = problem.template, problem.line
    render(template, without_notes, team=options.team, filters=FILTERS)
    hint = "It goes wrong with your private notes alone, so it is not quoted here; without them, for `both`, it works."
    raise TemplateProblem(*place, "this cannot be worked out", hint)


def _is_built_in(template: str | Path, options: Options) -> bool:
    """Whether a template is one of ours, in all its parts."""
    from cap.rendering import BUILT_IN, find

    parts = (template, *(f"agenda/{part}.md.j2" for part in ("_page", "_short", "_lines")))
    found = [find(part, options.team) if isinstance(part, str) else None for part in parts]
    return all(one is not None and one.origin.startswith(BUILT_IN) for one in found)


def agenda_types(team: Path | Team | None = None) -> list[AgendaType]:
    """The types of conversation that there are templates for, the built-in ones and the team's."""
    from cap.rendering import BUILT_IN, TemplateProblem, description, find, names, source

    types = []
    for name in names("agenda/*.md.j2", team):
        try:
            found = find(name, team)
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
