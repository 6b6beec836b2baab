"""The conversations, and what was promised: the next one is set, and nobody's word is forgotten."""

from __future__ import annotations

from collections.abc import Iterator

from cap.lint.rule import Finding, Subject, rule, whether_open
from cap.lint.words import says
from cap.plan.open_items import is_late
from cap.plan.problem import Lack
from cap.plan.standing import coming_talk
from cap.text.quotes import quote, quoted


@rule("hint")
def support_missing(subject: Subject) -> Iterator[Finding]:
    """In an agreed plan nobody has promised anything.

    Growing is one's own work; doors are opened by others. A name introduced, a shift covered, an hour of somebody's time: say what is
    needed and what you will do, and write down who promised it and by when. What has no name beside it is a wish, which is fine as
    long as somebody has promised something. Trust grows with each promise that is kept.

    Source: Trailhead: how can I help? The timed one-on-one: which support, and from whom?

    Bad:

        stage: agreed
        support:
          - need: A seat in the bed office

    Good:

        stage: agreed
        support:
          - {need: A seat in the bed office, from: Ruth Lindqvist, due: 2026-03-20}
    """
    if subject.plan.stage != "agreed":
        return
    if not any(says(support.need) and (says(support.from_) or support.state == "done") for support in subject.plan.support):
        yield Finding(
            ("support",),
            "who could help, and with what?",
            "Write one promise down under `support:`, with whose it is as `from:`.",
            reads=[("support", "from"), *whether_open("support")],
            lack=Lack("no promise of help", "who could help, and with what", "support"),
        )


@rule("hint", timely=True)
def support_overdue(subject: Subject) -> Iterator[Finding]:
    """A promise, or a wish, is past its date and still open.

    A promise forgotten costs more than a promise never made. Keep it, name a new date, or say honestly that it will not happen.

    Source: Trailhead: say that you are committed to helping, and follow up.

    Bad:

        support:
          - {need: A seat in the bed office, from: Ruth Lindqvist, due: 2026-01-20}

    Good:

        support:
          - {need: A seat in the bed office, from: Ruth Lindqvist, due: 2026-01-20, done: 2026-01-19}
    """
    for path, support in subject.support:
        if is_late(subject.plan, support.due, subject.today):
            if support.from_ and says(support.from_):
                message = quote(support.from_, "somebody") + " promised " + quoted(support.need) + f" by {support.due}: kept?"
                hint = "Kept? Add `done:` with the day. If not, agree on a new date."
            else:
                message = quoted(support.need) + f" was wished for by {support.due}: who could see to it?"
                hint = "Add `from:` with the name, or say honestly that it will not happen."
            yield Finding((*path, "due"), message, hint, reads=[(*path, "from"), ("pauses",)])


@rule("hint")
def nothing_before_next(subject: Subject) -> Iterator[Finding]:
    """Nothing is due before the next conversation.

    The time between two talks is where the growing happens. One action with a date before you talk again gives both of you
    something to talk about, and a small success to start with. Before a first talk, with nothing planned yet, the rule waits.

    Source: the timed one-on-one: what will be done before we meet next?

    Bad:

        next: 2026-05-18
        skills:
          - skill: Teaching
            actions:
              - {action: Hold the induction talk, due: 2026-09-30}

    Good:

        next: 2026-05-18
        skills:
          - skill: Teaching
            actions:
              - {action: Hold the first ten minutes of the induction talk, due: 2026-04-30}
    """
    day = subject.next_talk
    if day is None or not (subject.actions or subject.goals or subject.last_talk):
        return
    dates = [action.due for _, action in subject.actions] + [goal.due for _, goal in subject.goals]
    if not any(due is not None and due <= day for due in dates):
        yield Finding(
            ("next",),
            f"nothing is due before the talk on {day}: what could come first?",
            "Give one action a date before it; half done counts, too.",
            reads=[("goals",), ("goals", "due"), ("conversations",)]
            + [
                path
                for key in ("goals", "skills")
                for path in (
                    *whether_open(key),
                    (key, "actions"),
                    (key, "actions", "due"),
                    *whether_open(key, "actions"),
                )
            ],
        )


@rule("warning", completeness=True)
def next_missing(subject: Subject) -> Iterator[Finding]:
    """Talks were held, and the next one has no date.

    Plans seldom end; they are forgotten. The last minute of each conversation belongs to the date of the next one.

    Source: Trailhead: agree when to meet again, at least once a quarter.

    Bad:

        conversations:
          - {date: 2026-02-23, type: action-plan}

    Good:

        next: 2026-05-18
        conversations:
          - {date: 2026-02-23, type: action-plan}
    """
    if subject.last_talk and subject.next_talk is None:
        yield Finding(
            ("next",),
            f"you last talked on {subject.last_talk}: when do you talk next?",
            f"Agree on a day, and add it as `next:`. Your rhythm is {subject.cadence}.",
            reads=[("conversations",), ("conversations", "date")],
            lack=Lack("no date for the next talk", "when do you talk next", "next"),
        )


@rule("hint", timely=True, pauses=False, behind="next-missing")
def conversation_due(subject: Subject) -> Iterator[Finding]:
    """A career conversation is due.

    The date that was set has passed; or none was set, and the plan's cadence since the last talk has. Few people ask for this
    conversation, and most are glad of it: either of you may. Before a first talk nothing is late: it is there to be looked forward to.
    What fell into a pause is late the day after its end. Where `next-missing` asks for the date already, this rule is silent.

    Source: Trailhead: at least once a quarter. The timed one-on-one: a rhythm agreed with each person.

    Bad:

        next: 2026-02-20
        conversations:
          - {date: 2025-11-24}

    Good:

        next: 2026-05-18
        conversations:
          - {date: 2026-02-23}
    """
    talk = coming_talk(subject.plan, subject.cadence, subject.today)
    if not talk.late:
        return
    hint = "Find an hour in the coming days; `cap agenda` prepares it."
    if talk.why == "set":
        message = f"a talk was set for {talk.day}: was it held?"
        hint = f"Held? Add it under `conversations:`. If not: {hint[0].lower()}{hint[1:]}"
    elif talk.why == "pause":
        message = f"the pause ended on {talk.day}: which day suits you both for a talk?"
    else:
        message = f"you last talked on {talk.last}, more than {subject.cadence} ago: which day suits you both?"
    yield Finding(("next",), message, hint, reads=[("conversations",), ("pauses",), ("cadence",)])
