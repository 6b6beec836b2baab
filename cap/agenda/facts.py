"""A plan → what an agenda says about it, as plain data.

Every text is one line, fit to stand in Markdown as it is; every date is ISO text; what is absent is "", 0 or []. Only what is
open is listed, but for what changed since the last conversation. `text` is the fact in words, `details` what belongs below it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple

from cap.agenda.words import inline
from cap.plan.model import Action, Closing, Goal, Plan, RatingEntry, Skill, Strength, Support, Topic
from cap.plan.standing import pause_on, rests, stage_on, standing, whose
from cap.text.dates import ago, spelled

Fact = dict[str, Any]
SHORT = 60  # characters, where several names share a sentence
ELSEWHERE = ("company", "outside")


class View(NamedTuple):
    """A plan as it looks on a day. `called` has what to call its two people: keys person, manager, Person, Manager."""

    plan: Plan
    today: date
    called: Mapping[str, str]

    def whose(self, mentioned: str | None) -> str:
        """`person`, `manager`, or "" for anybody else and for nobody."""
        return whose(self.plan, mentioned)

    def who(self, mentioned: str | None) -> str:
        """What to call whoever is mentioned; "" for nobody."""
        return self.called.get(self.whose(mentioned)) or optional(mentioned)

    def says(self, who: str) -> str:
        return "say" if self.called[who] == "you" else "says"

    def by(self, due: date | None) -> str:
        """`, by 18 May 2026`, and how long ago when it has passed; "" without a date."""
        if due is None:
            return ""
        return f", by {spelled(due)}" + (f" ({ago(due, self.today)})" if due < self.today else "")


class Links(NamedTuple):
    """What refers to what, by id: the names of visions and of open goals, and those of the open skills that a goal needs."""

    visions: Mapping[str, str]
    goals: Mapping[str, str]
    skills: Mapping[str | None, list[str]]


def links(plan: Plan) -> Links:
    needed: dict[str | None, list[str]] = {}
    for skill in plan.skills:
        for goal in dict.fromkeys(skill.goal if skill.open else ()):
            needed.setdefault(goal, []).append(inline(skill.skill))
    visions = {vision.id: inline(vision.vision) for vision in plan.visions if vision.id}
    return Links(visions, {goal.id: inline(goal.goal) for goal in plan.goals if goal.open and goal.id}, needed)


def called(plan: Plan, audience: str) -> dict[str, str]:
    """What to call the two on a sheet for `both`, the `manager` or the `person`."""
    person = "you" if audience == "person" else inline(plan.name)
    unnamed = "your manager" if audience == "person" else "the manager"
    manager = "you" if audience == "manager" else inline(plan.manager) if plan.manager else unnamed
    named = {"person": person != "you", "manager": manager not in ("you", unnamed)}
    names = {"person": person, "manager": manager}
    return names | {who.capitalize(): name if named[who] else name[0].upper() + name[1:] for who, name in names.items()}


def texts(values: Sequence[str]) -> list[str]:
    return [inline(value) for value in values]


def optional(value: str | date | None) -> str:
    return "" if value is None else inline(value) if isinstance(value, str) else value.isoformat()


def strength_fact(strength: Strength) -> Fact:
    name, mentor = inline(strength.skill), bool(strength.mentor)
    more = [str(strength.rating)] * bool(strength.rating) + ["happy to teach it"] * mentor
    text = f"{name} ({', '.join(more)})" if more else name
    return {
        "name": name,
        "short": inline(strength.skill, SHORT),
        "rating": strength.rating or 0,
        "mentor": mentor,
        "text": text,
    }


def goal_fact(view: View, goal: Goal, links: Links) -> Fact:
    visions = [links.visions[name] for name in dict.fromkeys(goal.vision) if name in links.visions]
    fact = _dated(view, goal.goal, goal.due) | {
        "measure": optional(goal.measure),
        "horizon": goal.horizon or "",
        "where": goal.where or "",
        "obstacles": texts(goal.obstacles),
        "visions": visions,
        "skills": links.skills.get(goal.id, []),
    }
    fact["details"] = [
        *([f"Reached when: {fact['measure']}"] if goal.measure else []),
        *(f"Leads to: {vision}" for vision in visions[:2]),
        *(f"In the way: {obstacle}" for obstacle in fact["obstacles"][:3]),
    ]
    within = f", within {goal.horizon}" if goal.horizon else ""
    return fact | {"title": f"**{fact['name']}**{view.by(goal.due) or within}"}


def action_fact(view: View, skill: Skill, action: Action) -> Fact:
    fact = _dated(view, action.action, action.due, len(action.was))
    more = {
        "skill": inline(skill.skill),
        "type": action.type or "",
        "measure": optional(action.measure),
        "with": texts(action.with_),
    }
    return fact | more


def _dated(view: View, name: str, due: date | None, moved: int = 0) -> Fact:
    """What goals and actions have in common."""
    again = f", moved {'once' if moved == 1 else f'{moved} times'}" if moved else ""
    line = inline(name)
    return {
        "name": line,
        "short": inline(name, SHORT),
        "due": optional(due),
        "age": ago(due, view.today) if due else "",
        "late": due is not None and due < view.today,
        "moved": moved,
        "text": f"{line}{view.by(due)}{again}",
    }


def due(view: View, known: Fact, day: date, following: date) -> Fact:
    """What has a date, in its order: `late` today, `due` by the `day` of the conversation, `soon`: before the `following` one.

    Nothing while the plan rests.
    """
    if rests(view.plan, view.today):
        return {"late": [], "due": [], "soon": []}
    common = ("name", "short", "due", "age", "late", "moved", "text")
    facts = [{key: fact[key] for key in common} for fact in (*known["goals"], *known["actions"]) if fact["due"]]
    facts.sort(key=lambda fact: str(fact["due"]))
    return {
        "late": [fact for fact in facts if fact["late"]],
        "due": [fact for fact in facts if not fact["late"] and fact["due"] <= day.isoformat()],
        "soon": [fact for fact in facts if not fact["late"] and day.isoformat() < fact["due"] <= following.isoformat()],
    }


def open_actions(view: View) -> Iterator[Fact]:
    for skill in view.plan.skills:
        if skill.open:
            yield from (action_fact(view, skill, action) for action in skill.actions if action.open)


def skill_fact(view: View, skill: Skill, links: Links) -> Fact:
    fact: Fact = {
        "name": inline(skill.skill),
        "short": inline(skill.skill, SHORT),
        "rating": standing(skill) or 0,
        "target": skill.target or 0,
        "ten": optional(skill.ten),
        "views": _views(view, skill),
        "ways": [inline(way.way) for way in skill.ways],
        "chosen": [inline(way.way) for way in skill.ways if way.chosen],
        "goals": [links.goals[name] for name in dict.fromkeys(skill.goal) if name in links.goals],
    }
    stands = f"{fact['rating']} today" if fact["rating"] else "not rated yet"
    aim = f", aiming for {skill.target}" if skill.target else ""
    said = [f"{view.called[entry['who'].capitalize()]} {view.says(entry['who'])} {entry['rating']}" for entry in fact["views"]]
    fact["text"] = f"**{fact['name']}**: {stands}{aim}"
    fact["details"] = [
        *([f"A 10 looks like this: {fact['ten']}"] if skill.ten else []),
        *(f"The way to the next point: {way}" for way in fact["chosen"][:1]),
        *([f"{'. '.join(said)}. What does each of you see?"] if said else []),
    ]
    return fact


def _latest(ratings: Sequence[RatingEntry]) -> RatingEntry | None:
    """The last of the latest day."""
    return max(reversed(ratings), key=lambda entry: entry.date, default=None)


def _views(view: View, skill: Skill) -> list[Fact]:
    """What the person and the manager say, where they differ from one another or from what was agreed.

    Only what was said since the last agreed rating counts; agreeing settled what was said before, on the same day too.
    """
    ratings = sorted(skill.ratings, key=lambda entry: entry.date)
    agreed = max((place for place, entry in enumerate(ratings) if entry.by is None), default=-1)
    views = []
    for who in ("person", "manager"):
        said = _latest([entry for entry in ratings[agreed + 1 :] if view.whose(entry.by) == who])
        if said is not None:
            views.append({"who": who, "rating": said.rating, "date": said.date.isoformat()})
    numbers = {entry["rating"] for entry in views} | {standing(skill) or 0}
    return views if len(numbers - {0}) > 1 else []


def seen(view: View) -> Iterator[Fact]:
    """The manager's last rating that says what it rests on, for each open skill that has one."""
    for skill in view.plan.skills:
        said = _latest([entry for entry in skill.ratings if entry.evidence and view.whose(entry.by) == "manager"])
        if skill.open and said:
            evidence = {"evidence": optional(said.evidence), "rating": said.rating, "date": said.date.isoformat()}
            yield {"name": inline(skill.skill), **evidence}


def support_fact(view: View, support: Support) -> Fact:
    promise = f"{inline(support.need)}{view.by(support.due)}"
    return {
        "name": inline(support.need),
        "short": inline(support.need, SHORT),
        "from": optional(support.from_),
        "whose": view.whose(support.from_),
        "due": optional(support.due),
        "late": support.due is not None and support.due < view.today,
        "promise": promise,
        "text": f"{promise}: {view.who(support.from_) or 'who will see to it?'}",
    }


def topic_facts(view: View, last: date | None) -> dict[str, list[Fact]]:
    """The open topics: what the person raised for this talk (`person`), and the others (`left`), which were on the table before
    the last one or are the manager's. What nobody's name stands beside is the person's: it is their plan."""
    found: dict[str, list[Fact]] = {"person": [], "older": [], "manager": []}
    for topic in view.plan.topics:
        if topic.open:
            older = topic.date is not None and last is not None and topic.date < last
            group = "older" if older else "manager" if view.whose(topic.by) == "manager" else "person"
            found[group].append(_topic_fact(view, topic, group))
    return {"person": found["person"], "left": found["older"] + found["manager"]}


def _topic_fact(view: View, topic: Topic, group: str) -> Fact:
    age = ago(topic.date, view.today) if topic.date else ""
    raised = [view.who(topic.by) if group != "person" or not view.whose(topic.by) else "", age if group == "older" else ""]
    told = ", ".join(part for part in raised if part)
    return {
        "name": inline(topic.topic),
        "by": optional(topic.by),
        "whose": view.whose(topic.by),
        "date": optional(topic.date),
        "age": age,
        "text": f"{inline(topic.topic)} ({told})" if told else inline(topic.topic),
        "details": texts([topic.note] if topic.note else []),
    }


def changes(view: View, since: date | None) -> list[Fact]:
    """What the dated entries after `since` tell, newest first: `kind` is done, progress or rating."""
    found: list[Fact] = []

    def note(day: date | None, kind: str, text: str) -> None:
        if day is not None and (since is None or day > since):
            found.append({"date": day.isoformat(), "kind": kind, "text": f"{text} ({spelled(day)})"})

    plan = view.plan
    closing: list[tuple[Closing, str]] = [(goal, goal.goal) for goal in plan.goals]
    closing += [(skill, skill.skill) for skill in plan.skills]
    closing += [(action, action.action) for skill in plan.skills for action in skill.actions]
    closing += [(support, support.need) for support in plan.support]
    for item, name in closing:
        if item.state == "done":
            note(item.done, "done", f"Done: {inline(name)}" + (f", {inline(item.note)}" if item.note else ""))
    for skill in plan.skills:
        for action in skill.actions:
            for entry in action.progress:
                note(entry.date, "progress", f"{inline(action.action, SHORT)}: {inline(entry.note)}")
        before: dict[str | None, int] = {}
        for rating in sorted(skill.ratings, key=lambda entry: entry.date):
            says = f"{view.who(rating.by)} said" if rating.by else "agreed on"
            was = f", {before[rating.by]} before" if rating.by in before else ""
            note(rating.date, "rating", f"{inline(skill.skill)}: {says} {rating.rating}{was}")
            before[rating.by] = rating.rating
    return sorted(found, key=lambda fact: str(fact["date"]), reverse=True)


def known(view: View) -> Fact:
    """What the plan says, whatever the conversation."""
    plan = view.plan
    support = [support_fact(view, entry) for entry in plan.support if entry.open]
    linked, pause = links(plan), pause_on(plan, view.today)
    return {
        "manager": optional(plan.manager),
        "person": {
            "name": inline(plan.name),
            "role": optional(plan.role),
            "stage": stage_on(plan, view.today),
            "until": optional(pause.until if pause else None),
            "story": plan.story or "",
            "direction": list(plan.direction),
            "motivations": texts(plan.motivations),
            "interests": texts(plan.interests),
            "improve": texts(plan.improve),
            "themes": texts(plan.themes),
        },
        "strengths": [strength_fact(strength) for strength in plan.strengths],
        "visions": [{"name": inline(vision.vision), "where": vision.where or ""} for vision in plan.visions],
        "goals": [goal_fact(view, goal, linked) for goal in plan.goals if goal.open],
        "skills": [skill_fact(view, skill, linked) for skill in plan.skills if skill.open],
        "actions": list(open_actions(view)),
        "support": support,
        "promised": {
            who: [fact | {"text": fact["promise"]} for fact in support if fact["whose"] == who] for who in ("person", "manager")
        },
    }


def words(known: Fact) -> dict[str, list[str]]:
    """The plan's own words that questions are filled with."""
    person = known["person"]
    lists = {
        "strength": known["strengths"],
        "vision": known["visions"],
        "goal": known["goals"],
        "skill": known["skills"],
    }
    return {name: [fact["name"] for fact in entries] for name, entries in lists.items()} | {
        "interest": person["interests"],
        "motivation": person["motivations"],
        "improve": person["improve"],
        "theme": person["themes"],
        "obstacle": [obstacle for goal in known["goals"] for obstacle in goal["obstacles"]],
    }


def at_hand(look: Sequence[str], known: Fact, *, elsewhere: bool = False) -> list[str]:
    """What the plan says on the subjects of a tough question; of goals and visions, when it is about what lies `elsewhere`, only
    those that do."""
    skills = [
        skill["name"] + (f" {skill['rating']}" if skill["rating"] else "") + (f" → {skill['target']}" if skill["target"] else "")
        for skill in known["skills"]
    ]
    said = words(known) | {"skill": skills, "support": [support["name"] for support in known["support"]]}
    if elsewhere:
        said |= {kind: [fact["name"] for fact in known[f"{kind}s"] if fact["where"] in ELSEWHERE] for kind in ("goal", "vision")}
    return [text for subject in look for text in said.get(subject.removesuffix("s"), [])[:2]]
