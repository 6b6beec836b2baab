"""Compose a page: the subjects of a talk in order, what to bring, what to walk out with, and what is agreed."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from cap.agenda.bank import asks, direction, picked, tough
from cap.agenda.data import Bank, Part, Talk, Talks
from cap.agenda.data import Tough as ToughData
from cap.agenda.fitting import FIRST
from cap.agenda.page import Agreement, Line, Page, Rank, Section
from cap.agenda.quoting import BLANK, in_quotes, phrase
from cap.agenda.situation import Situation, number_of, said_day
from cap.agenda.subjects import turning_points
from cap.agenda.subjects.asked import asked_section, kind_of, manager_section, open_topics
from cap.agenda.subjects.goals import goal_section, second_best
from cap.agenda.subjects.last import last_lines
from cap.agenda.subjects.owed import by_manager, held_up, owed, owed_lines
from cap.agenda.subjects.person import (
    ahead_lines,
    draw_lines,
    is_quality,
    moment_lines,
    praise,
    seen_by_manager,
    theme_lines,
    vision_lines,
)
from cap.agenda.subjects.skills import skill_section
from cap.agenda.words import inline
from cap.lint.rules.privacy import SEEN
from cap.plan.model import Support

QUESTIONS = 3  # one that leads, and two more
FIRST_TALKS = frozenset({"life-story", "career-vision", "unclear-goals"})
WHOLE_SKILLS = frozenset({"action-plan", "clear-goals"})  # talks in which every open skill is a subject


def page(s: Situation, talk: Talk, talks: Talks, bank: Bank, tough_questions: Sequence[ToughData], notes: Sequence[str]) -> Page:
    """The whole page, before it is fitted to its length. `notes` are the manager's private lines, for the manager's page alone."""
    before_person, before_manager = _before(s, talk)
    sections = list(_sections(s, talk, bank))
    alone = s.audience == "manager"
    agreements = list(_agreements(s))
    begun = list(_begun(s, talk, len(agreements)))
    return Page(
        title=f"Career conversation: {inline(_full_name(s))}" + (f" and {inline(s.plan.manager)}" if s.plan.manager else ""),
        day=s.day.isoformat(),
        minutes=s.minutes,
        role=inline(s.plan.role) if s.plan.role else "",
        purpose=_filled(s, talk.purpose) if talk.purpose else "",
        walk_out=_walk_out(s, talk, sections),
        before_person=before_person if not alone else [],
        before_manager=before_manager if s.audience != "person" else [],
        sections=sections,
        agreements=agreements + begun,
        free_rows=1 if begun else 2,
        close=_close(s, talk.close or talks.close),
        alone=_alone(s, talk, bank, sections) if alone else [],
        seen=[line for line in notes if line.lstrip().startswith(SEEN)] if alone else [],
        asks=asks(s, bank, 3 if s.minutes >= 30 else 1) if s.audience == "person" else [],
        tough=tough(s, tough_questions, 2 if s.minutes >= 30 else 1) if alone else [],
        wanted=list(_wanted(s)),
        private=[line for line in notes if not line.lstrip().startswith(SEEN)] if alone else [],
    )


def _full_name(s: Situation) -> str:
    """The person's name from the one they go by on: `Emil Sandberg` of `Johan Emil Sandberg`."""
    words, called = s.plan.name.split(), s.plan.called
    if not called:
        return s.plan.name
    return " ".join(words[words.index(called) :]) if called in words else called


# During


def _sections(s: Situation, talk: Talk, bank: Bank) -> Iterator[Section]:
    for part in talk.parts:
        for section in _part(s, part, talk, bank):
            section.lines = _few_questions(section.lines)
            if section.lines:
                yield section


def _part(s: Situation, part: Part, talk: Talk, bank: Bank) -> Iterator[Section]:
    """The sections of a part: one for each skill or goal, else one."""
    weight = part.weight
    if part.part == "skills":
        whole = s.kind in WHOLE_SKILLS
        skills = [skill for skill in s.plan.skills if skill.open]
        for skill in skills:
            yield from _there(skill_section(s, skill, weight / len(skills) if whole else weight, whole=whole))
    elif part.part == "goals":
        goals = [section for goal in s.plan.goals if goal.open for section in _there(goal_section(s, goal, weight))][:2]
        if len(goals) == 2 and goals[0].title == goals[1].title:
            goals[1].title, _, goals[1].about = goals[1].about.partition("; ")
        for section in goals:
            section.weight = weight / len(goals)
        if goals:
            goals[0].lines += [Line(text=_filled(s, text), rank=Rank.LEAD) for text in part.say]
        if goals and s.kind != "setback":
            goals[-1].lines += [*ahead_lines(s), *second_best(s), *_bank_lines(s, part, bank)]
        yield from goals
    elif part.part == "asked":
        yield from _there(asked_section(s, weight))
    elif part.part == "of-manager":
        yield from _there(manager_section(s, weight))
    else:
        yield _plain(s, part, talk, bank, weight)


def _there(section: Section | None) -> Iterator[Section]:
    if section:
        yield section


def _plain(s: Situation, part: Part, talk: Talk, bank: Bank, weight: float) -> Section:
    """A part that is one section: what is said in it, what the plan gives to it, and questions of the bank."""
    lines = [Line(text=_filled(s, text), rank=Rank.LEAD) for text in part.say]
    if part.part == "opening":
        promised = owed_lines(s)
        before = (
            last_lines(s) if s.kind != "setback" and (promised or s.minutes >= 30) else ()
        )  # a short page opens for no note alone
        lines += [*promised, *before, *_drives(s), *(Line(text=_filled(s, text), rank=Rank.LEAD) for text in talk.say)]
        if s.last is None and s.kind in FIRST_TALKS:
            lines.append(_plainly(s))
        opening = _by_turn(s, talk.open)
        if opening:
            lines.append(Line(text=opening, question=True, rank=Rank.GENERAL if s.minutes < 30 else Rank.NUMBER))
    lines += {
        "draws": lambda: [*moment_lines(s), *draw_lines(s)],
        "moments": lambda: list(moment_lines(s)),
        "coming": lambda: list(ahead_lines(s)),
        "reminder": lambda: list(theme_lines(s)),
        "futures": lambda: list(vision_lines(s)),
        "themes": lambda: list(theme_lines(s)),
        "ahead": lambda: list(ahead_lines(s)),
        "refused": lambda: list(turning_points.refused_lines(s)),
        "dates": lambda: list(turning_points.dates_lines(s)),
        "promised": lambda: list(turning_points.promised_lines(s)),
    }.get(part.part, list)()
    lines += _bank_lines(s, part, bank)
    return Section(kind=part.part, title=_filled(s, part.title or part.part.capitalize()), weight=weight, lines=lines)


def _drives(s: Situation) -> Iterator[Line]:
    """What drives the person since the last talk, in a talk that has room for it and is not about something else."""
    if s.shifts.motivations and s.kind not in ("setback", "new-manager", "welcome-back") and s.minutes >= 30:
        from cap.agenda.subjects.since import drive_lines

        yield from drive_lines(s)


def _plainly(s: Situation) -> Line:
    """What the manager says first in a first talk: something good, as it was noted, or a blank for it."""
    moment = praise(s)
    if moment and not is_quality(s, moment):
        text = f"{s.saying}what I saw on {said_day(moment.date, s.day)}, and liked: {in_quotes(moment.moment)}"
        return Line(text=text, rank=Rank.LEAD, number=s.number(moment))
    if moment is None:
        return Line(text=f"{s.saying}one thing that you do well, and the day it showed: {BLANK}", rank=Rank.LEAD)
    text = f"{s.saying}plainly, before anything else: {in_quotes(moment.moment)} For example: {BLANK}"
    return Line(text=text, rank=Rank.LEAD, number=s.number(moment))


def _bank_lines(s: Situation, part: Part, bank: Bank) -> list[Line]:
    chosen = picked(s, bank, part.ask, part.most) if part.ask else []
    # a talk about how somebody takes a no, or about being back, is not that talk without the question
    first = Rank.EVENT if part.part in FIRST else Rank.GENERAL
    return [
        Line(
            text=text,
            question=True,
            rank=Rank.GENERAL if place else first,
        )
        for place, (text, _) in enumerate(chosen)
    ]


def _few_questions(lines: Sequence[Line]) -> list[Line]:
    """The lines with three questions at most, those that say most about what happened; the first of these leads."""
    asking = sorted((line for line in lines if line.question), key=lambda line: -line.rank)
    stay = {id(line) for line in asking[:QUESTIONS]}
    kept = [line for line in lines if not line.question or id(line) in stay]
    leading = next((line for line in kept if line.question), None)
    if leading and leading.rank > Rank.GENERAL:
        leading.rank = max(leading.rank, Rank.LEAD)
    return kept


def _by_turn(s: Situation, wordings: Sequence[str]) -> str:
    """One of these that stands at this talk and not on this page yet."""
    fitting = wordings[s.residue :: 4]
    start = number_of(s.plan.name) // 4
    for turn in range(len(fitting)):
        text = _filled(s, fitting[(start + turn) % len(fitting)])
        if text not in s.asked:
            s.asked.add(text)
            return text
    return ""


def _filled(s: Situation, text: str) -> str:
    refused = turning_points.refused_goals(s)
    text = re.sub(r"^\{manager\}", s.Manager, text)
    text = text.replace("{refused}", phrase(refused[0].goal) if refused else "What you wanted")
    return text.replace("{person}", s.person).replace("{manager}", s.manager)


def _wanted(s: Situation) -> Iterator[str]:
    """The numbers of what should be spoken of: what is owed, asked, wanted, turned down and late."""
    found: list[object] = [*owed(s), *open_topics(s), *open_topics(s, "manager"), *turning_points.refused_goals(s)]
    found += [goal for goal in s.plan.goals if goal.open]
    found += [action for _, action in s.actions() if action.due is None or s.late(action.due)]
    yield from (s.number(item) for item in found if s.kind != "team-session")


# What to walk out with, and what to bring


def _walk_out(s: Situation, talk: Talk, sections: Sequence[Section]) -> list[str]:
    """Up to three things: out of what is owed, what was asked, and where the skills stand; else what such a talk is for."""
    aims = []
    mine = by_manager(s)
    if len(mine) == 1:
        aims.append(f"{phrase(mine[0].need)} settled, or a day for it")
    elif mine:
        aims.append(f"the {len(mine)} things that were promised settled, or a day for each")
    topics = open_topics(s)
    whose = "your" if s.audience == "person" else f"{s.person}’s"
    if len(topics) == 1:
        answered = kind_of(topics[0].topic) in ("fact", "ask-what", "may-i")
        aims.append(
            f"an answer to {whose} question, or a name and a day for it"
            if answered
            else f"{whose} {_noun(topics[0].topic)} talked through"
        )
    elif topics:
        aims.append(f"{whose} questions answered, or a name and a day for each")
    skills = [section for section in sections if section.kind == "skill"]
    if s.kind in ("check-in", "next-move", "unclear-goals", "clear-goals"):
        if len(skills) == 1:
            aims.append(f"the next step in “{skills[0].title}”")
        elif skills:
            aims.append("the next step in each skill")
        if len(aims) >= 2:
            return aims[:3]
    return [*aims[:2], _filled(s, talk.aim)]


def _noun(topic: str) -> str:
    return "question" if topic.rstrip().endswith("?") else "point"


def _before(s: Situation, talk: Talk) -> tuple[list[str], list[str]]:
    """At most three things to bring for each side."""
    rows = s.events
    person: list[str | None] = []
    waits = {id(action) for action in held_up(s)}
    noted = [skill for skill in s.plan.skills if skill.open and any(s.since(n.date) for a in skill.actions for n in a.progress)]
    if s.kind not in ("setback", "welcome-back"):
        if noted and s.kind != "new-manager":
            person.append(s.ask(rows.before_person, "skill", skill=inline(noted[0].skill)))
        late = next((action for _, action in s.actions() if s.late(action.due) and id(action) not in waits), None)
        if late:
            person.append(s.ask(rows.before_person, "overdue", name=inline(late.action)))
    person += [_filled(s, text) for text in talk.person]
    if len([line for line in person if line]) < 2 and s.kind != "setback":
        person.append(s.ask(rows.before_person, "any"))

    manager: list[str | None] = []
    refused = [goal for goal in turning_points.refused_goals(s) if not goal.because or not goal.refused_by]
    if refused:
        manager.append(s.ask(rows.before_manager, "refused"))
    for need in (_promised_before(s) if s.kind == "welcome-back" else by_manager(s))[:2]:
        assert need.due is not None
        manager.append(s.ask(rows.before_manager, "promise", need=inline(need.need), day=said_day(need.due, s.day)))
    for topic in open_topics(s)[: 0 if s.kind == "new-manager" else 1]:
        row = "doubt" if kind_of(topic.topic) == "doubt" else "topic"
        if kind_of(topic.topic) in ("doubt", "fact", "ask-what", "may-i"):
            manager.append(s.ask(rows.before_manager, row, topic=inline(topic.topic)))
    if s.kind in ("setback", "welcome-back", "new-manager"):
        manager += [_filled(s, text) for text in talk.manager]
    else:
        if seen_by_manager(s) and s.plan.conversations:
            day = said_day(seen_by_manager(s)[0].date, s.day)
            manager.append(s.ask(rows.before_manager, "moments", day=day))
        elif noted and s.plan.conversations:
            manager.append(s.ask(rows.before_manager, "skill", skill=inline(noted[0].skill)))
        manager += [_filled(s, text) for text in talk.manager]
    most = 3 if s.minutes >= 30 else 1
    return [line for line in person if line][:most], [line for line in manager if line][:most]


def _promised_before(s: Situation) -> list[Support]:
    """What the manager promised for a day that is past, within a pause too."""
    mine = [need for need in s.plan.support if need.open and s.whose(need.from_) == "manager"]
    return [need for need in mine if need.due and need.due < s.day]


# What is agreed, and how it ends


def _agreements(s: Situation) -> Iterator[Agreement]:
    """What is open and due before the next talk, what is owed first. Each row begins with the item's whole name."""
    for need in owed(s):
        yield Agreement(what=inline(need.need, 2000), who=_keeper(s, need.from_), by=BLANK, number=s.number(need))
    if s.kind == "welcome-back":
        return  # its dates are a subject of their own
    dated = [
        *((item.due, item.action, item, _doers(s, item.with_)) for _, item in s.actions() if s.soon(item.due)),
        *((item.due, item.goal, item, s.person) for item in s.plan.goals if item.open and s.soon(item.due)),
        *(
            (item.due, item.need, item, _keeper(s, item.from_))
            for item in s.plan.support
            if item.open and item.from_ and s.soon(item.due) and not s.owed_by(item.due)
        ),
    ]
    undated = [
        Agreement(what=inline(action.action, 2000), who=_doers(s, action.with_), by=BLANK, number=s.number(action))
        for _, action in s.actions()
        if action.due is None
    ]
    for due, name, item, who in sorted(dated, key=lambda row: row[0] or s.day):
        assert due is not None
        by = f"done, or by {BLANK}" if due <= s.day else said_day(due, s.day)
        yield Agreement(what=inline(name, 2000), who=who, by=by, number=s.number(item))
    yield from undated


def _begun(s: Situation, talk: Talk, rows: int) -> Iterator[Agreement]:
    """Rows that are begun, where the plan gives few."""
    names = {"person": s.person, "manager": s.Manager, "both": f"{s.person} and {s.manager}"}
    for step in talk.agree[: max(0, 4 - rows)]:
        yield Agreement(what=_filled(s, step.what), who=names[step.who], by=BLANK)


def _keeper(s: Situation, promised_by: str | None) -> str:
    """Who sees to a promise; when somebody new leads the talks, it is for them to find out whether it stands."""
    return s.manager if s.kind == "new-manager" and not s.whose(promised_by) else s.name(promised_by or "")


def _doers(s: Situation, others: Sequence[str]) -> str:
    """Who does it: the person, with the others that the step names."""
    names = [s.name(other) for other in others if s.whose(other) != "person"]
    return s.person if not names else f"{s.person}, with {', '.join(names)}"


def _close(s: Situation, wordings: Sequence[str]) -> list[str]:
    asks = _by_turn(s, wordings) if s.kind != "setback" else ""
    lines = [f"{s.saying}{asks} {BLANK}"] if asks else []
    manager = s.Manager if s.plan.manager else "The manager"
    return [*lines, f"The first thing each of us does: {s.person} {BLANK} · {manager} {BLANK}"]


def _alone(s: Situation, talk: Talk, bank: Bank, sections: Sequence[Section]) -> list[str]:
    """For the manager's own page: the talk's stance, and tips for where the person is headed."""
    lines = [_filled(s, text) for text in talk.alone]
    if s.kind == "setback":
        asked = {line.number for section in sections for line in section.lines}
        seen = [moment for moment in seen_by_manager(s) if s.number(moment) not in asked]
        told = "Say it as what it was, not as a comfort."
        lines += [f"You saw, on {said_day(moment.date, s.day)}: {in_quotes(moment.moment)} {told}" for moment in seen[:1]]
    if turning_points.refused_goals(s) and by_manager(s):
        lines.insert(
            0,
            "What you owe and the reason for the no may belong together. Look at both before the talk, and if they do, say so first.",
        )
    wheres = [goal.where for goal in s.plan.goals if goal.open]
    outside = bool(wheres) and all(where == "outside" for where in wheres)
    if s.kind not in ("setback", "welcome-back", "new-manager"):
        for way in direction(s.plan):
            tips = [tip for tip in bank.tips.get(way, []) if not (outside and tip.startswith("[inside]"))]
            if tips:
                lines.append(tips[s.held % len(tips)].removeprefix("[inside] "))
    return lines[:4]
