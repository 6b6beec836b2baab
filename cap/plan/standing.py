"""Where a plan stands: what follows from its fields for everyone who looks at it, be it lint, a page or an agenda."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from typing import Literal, NamedTuple

from cap.plan.model import Goal, Pause, Plan, Skill
from cap.text.dates import after
from cap.text.wording import unaccented


def standing(skill: Skill) -> int | None:
    """Where a skill stands, as agreed: its `rating`, else the last agreed entry of its history."""
    agreed = [entry.rating for entry in skill.ratings if entry.by is None]
    return skill.rating if skill.rating is not None else agreed[-1] if agreed else None


class Mix(NamedTuple):
    """How many actions are of which type, as 70/20/10 counts them."""

    experience: int
    exposure: int
    education: int

    @property
    def in_words(self) -> str:
        """`2 of 5 on the job, 2 from others, 1 in training`."""
        return f"{self.experience} of {sum(self)} on the job, {self.exposure} from others, {self.education} in training"


def mix(owners: Iterable[Goal | Skill]) -> Mix:
    """The typed actions of goals and skills, but for those that were dropped or refused."""
    types = [
        action.type for owner in owners for action in owner.actions if action.type and (action.open or action.state == "done")
    ]
    return Mix(types.count("experience"), types.count("exposure"), types.count("education"))


def last_talk(plan: Plan, by: date = date.max) -> date | None:
    """The day of the last conversation, of those that were held by a day. What stands under `conversations` was held."""
    return max((talk.date for talk in plan.conversations if talk.date <= by), default=None)


def next_talk(plan: Plan) -> date | None:
    """The day that is set for the next conversation; None also when a conversation was held on it, or later."""
    last = last_talk(plan)
    return plan.next if plan.next is not None and (last is None or plan.next > last) else None


class ComingTalk(NamedTuple):
    """The next conversation with a person, as everyone who speaks of it sees it."""

    day: date | None  # by which it should be held; None when nothing in the plan says, or a pause has no end
    why: Literal["set", "cadence", "pause", ""]  # what makes it that day: it is set, the rhythm, or the end of a pause
    last: date | None  # the last one that was held
    late: bool

    @property
    def first(self) -> bool:
        """Whether none was held yet and none has a day. Nothing of that is late, and nothing is to be forgotten."""
        return not self.why


def coming_talk(plan: Plan, cadence: str, today: date) -> ComingTalk:
    """When to talk next: on the day that is set; otherwise the cadence (the plan's, else `cadence`) after the last talk.

    Before a first talk without a date, none is late. One that falls in a pause waits for its end; nothing is late while the plan rests.
    """
    set_day, last = next_talk(plan), last_talk(plan)
    planned = set_day or (after(last, plan.cadence or cadence) if last is not None else None)
    day = planned and _past_pauses(plan, planned)
    why: Literal["set", "cadence", "pause", ""] = "pause" if day != planned else "set" if set_day else "cadence" if day else ""
    return ComingTalk(day, why, last, day is not None and day < today and not rests(plan, today))


def _past_pauses(plan: Plan, day: date) -> date | None:
    """The first day from `day` on that lies in no pause; None when there is none."""
    for pause in sorted(plan.pauses, key=lambda pause: pause.from_ or date.min):
        if pause.covers(day):
            if pause.until is None:
                return None
            day = pause.until
    return day


def pause_on(plan: Plan, day: date) -> Pause | None:
    """The pause in which a day lies. Nothing is due within one, and what fell due then is not late after it."""
    return next((pause for pause in plan.pauses if pause.covers(day)), None)


def rests(plan: Plan, today: date) -> bool:
    """Whether the plan is paused on that day, so that nothing of it is due."""
    return pause_on(plan, today) is not None


def stage_on(plan: Plan, today: date) -> str:
    """The stage as people say it: paused while the plan rests, draft when nothing is written."""
    return "paused" if rests(plan, today) else plan.stage or "draft"


def unresumed(plan: Plan, today: date) -> bool:
    """Whether a pause has begun, and no talk was held after it: nobody has looked yet at which dates still make sense."""
    last = last_talk(plan)
    begun = [pause for pause in plan.pauses if pause.from_ is None or pause.from_ <= today]
    return any(pause.until is None or last is None or last < pause.until for pause in begun)


def refused_since_talk(plan: Plan) -> list[Goal]:
    """The goals that somebody else declined since the last talk; one without a day counts until a talk was about a setback."""
    refused = [goal for goal in plan.goals if goal.state == "refused"]
    if not refused:
        return []
    last, talked = last_talk(plan), any(talk.type == "setback" for talk in plan.conversations)
    return [goal for goal in refused if last is None or (last < goal.refused if goal.refused else not talked)]


def heads_away(plan: Plan) -> bool:
    """Whether the person is headed across, or out of the company: much of what they need is not to be had in the present job."""
    return "across" in plan.direction or any(goal.where == "outside" and goal.open for goal in plan.goals)


def short_name(plan: Plan) -> str:
    """What the person is called inside a sentence."""
    return plan.called or next(iter(plan.name.split()), plan.name)


def every(cadence: str) -> str:
    """`every 3 months`, `every month`."""
    return "every " + re.sub(r"^1 (\w+?)s?$", r"\1", cadence)


def whose(plan: Plan, mentioned: str | None) -> Literal["person", "manager", ""]:
    """Who is meant by a name in the plan: `person`, `manager`, or "" for anybody else and for nobody."""
    if mentioned == "manager" or same_person(mentioned, plan.manager):
        return "manager"
    names = (plan.name, plan.called)
    return "person" if mentioned == "self" or any(same_person(mentioned, name) for name in names) else ""


def same_person(mentioned: str | None, name: str | None) -> bool:
    """Whether a mention (`grace`, `grace-adeyemi`, `Grace`, `tom-o-brien`) can mean the person of that name."""
    words = [set(re.sub(r"[-'’.]", " ", unaccented(text or "")).split()) for text in (mentioned, name)]
    return bool(words[0]) and words[0] <= words[1]
