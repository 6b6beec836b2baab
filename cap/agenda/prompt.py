"""Make the text that somebody pastes into a language model: the task, what makes a page good, the method, and the facts."""

from __future__ import annotations

import json

import msgspec

from cap.agenda.fitting import longest
from cap.agenda.prepare import Options, agenda, frame_of
from cap.plan.model import Goal, Skill
from cap.plan.read import Reading
from cap.text.wording import count


def prompt(reading: Reading, options: Options) -> str:
    """The whole text, in Markdown. The manager's private notes are never in it, whatever the options say.

    Raises Refusal as cap.agenda.prepare.agenda does.
    """
    from cap.agenda.layout import FILTERS, tidy
    from cap.rendering import render

    options = msgspec.structs.replace(options, private="", template=None)
    made = agenda(reading, options)
    values = frame_of(reading, made.kind, options) | {
        "facts": json.dumps(_facts(reading), ensure_ascii=False, indent=1),
        "draft": made.text.split("\n\n<!--")[0],
        "most_words": longest(options.minutes, options.audience),
    }
    return tidy(render("agenda/_prompt.md.j2", values, team=options.team, filters=FILTERS))


def _facts(reading: Reading) -> object:
    """The plan's front matter as plain data, without what is absent."""
    return _without_gaps(msgspec.to_builtins(reading.plan))


def _without_gaps(value: object) -> object:
    if isinstance(value, dict):
        return {key: _without_gaps(entry) for key, entry in value.items() if entry not in (None, [], False, "")}
    return [_without_gaps(entry) for entry in value] if isinstance(value, list) else value


def leaving(reading: Reading) -> list[str]:
    """What of the plan would leave the machine with the text, in words."""
    plan = reading.plan
    assert plan is not None
    owners: list[Goal | Skill] = [*plan.skills, *plan.goals]
    notes = sum(len(action.progress) for owner in owners for action in owner.actions)
    counted = [
        (len(plan.motivations), "motivation"),
        (len(plan.interests) + len(plan.improve), "interest"),
        (len(plan.themes), "theme"),
        (len(plan.strengths), "strength"),
        (len(plan.visions), "vision"),
        (len(plan.goals), "goal"),
        (len(plan.skills), "skill"),
        (sum(len(skill.ratings) for skill in plan.skills), "rating"),
        (sum(len(owner.actions) for owner in owners), "action"),
        (notes, "progress note"),
        (len(plan.support), "promise"),
        (len(plan.ahead), "coming day"),
        (len(plan.moments), "moment"),
        (len(plan.topics), "topic"),
        (len(plan.conversations), "talk"),
    ]
    return [*filter(None, (plan.name, plan.role, plan.manager)), *(count(number, noun) for number, noun in counted if number)]
