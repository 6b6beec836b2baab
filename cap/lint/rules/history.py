"""The record: dates and ratings that tell one story."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import date
from typing import TypeVar

from cap.lint.rule import Finding, Subject, rule, whether_open
from cap.lint.words import says
from cap.plan.kinds import number
from cap.plan.problem import ItemPath
from cap.plan.standing import whose
from cap.text.dates import add_months
from cap.text.quotes import quote, quoted

T = TypeVar("T")


@rule("warning")
def date_order(subject: Subject) -> Iterator[Finding]:
    """Dates are out of order, or before the two of you began.

    Ratings, progress and conversations read oldest first, so that the last line is where things stand. A date out of order is
    usually a slip in the year. The same goes for something done before `started`. Closed items are looked at too: it is their
    record that is read later.

    Bad:

        skills:
          - skill: Teaching
            ratings:
              - {date: 2026-02-23, rating: 5}
              - {date: 2025-11-24, rating: 4}

    Good:

        skills:
          - skill: Teaching
            ratings:
              - {date: 2025-11-24, rating: 4}
              - {date: 2026-02-23, rating: 5}
    """
    plan = subject.plan
    for path, days in subject.histories:
        for k in range(1, len(days)):
            if days[k] < days[k - 1]:
                yield Finding(
                    (*path, k, "date"),
                    f"{days[k]} stands after {days[k - 1]}",
                    "Oldest first: check the year, or move the entry up.",
                )
                break
    started = plan.started
    if started is not None:
        for path, day in _recorded(subject, lambda days: min(days) < started, only="progress"):
            yield Finding(
                path, f"{day} is before you began, on {started}", "Check the year here and in `started:`.", reads=[("started",)]
            )


@rule("hint")
def said_twice(subject: Subject) -> Iterator[Finding]:
    """A goal, a skill, a topic or a note of progress stands in the plan twice.

    It happens when two people write down the same talk, or a line is copied to be changed and then is not. From then on one of the two
    is kept up to date, and the other reminds you of what is long settled. What is closed does not count: a goal may come back.

    Bad:

        topics:
          - Could nights be fewer next year?
          - Could nights be fewer next year?

    Good:

        topics:
          - Could nights be fewer next year?
    """
    goals, skills, topics = subject.goals, subject.skills, subject.plan.topics
    if len(goals) > 1 and len({item.goal.lower() for _, item in goals}) < len(goals):
        yield from _again("goal", [(path, item.goal) for path, item in goals])
    if len(skills) > 1 and len({item.skill.lower() for _, item in skills}) < len(skills):
        yield from _again("skill", [(path, item.skill) for path, item in skills])
    if len(topics) > 1 and len({topic.topic.lower() for topic in topics}) < len(topics):
        yield from _again("topic", [(("topics", i), topic.topic) for i, topic in enumerate(topics) if topic.open])
    for path, action in subject.every_action:
        notes = [(note.date, note.note, note.by) for note in action.progress]
        if len(set(notes)) < len(notes):
            for note, places in _places([((*path, "progress", i), note) for i, note in enumerate(notes)]).items():
                if len(places) > 1:
                    yield Finding((*places[1], "note"), f"this was noted on {note[0]} already", "Keep one of them.")


def _again(noun: str, items: Sequence[tuple[ItemPath, str]]) -> Iterator[Finding]:
    texts = dict(items)
    for places in _places([(path, text.lower()) for path, text in items]).values():
        if len(places) > 1:
            times = "twice" if len(places) == 2 else f"{len(places)} times"
            message = quoted(texts[places[1]], f"this {noun}") + f" stands here {times}: it is {noun} {number(places[0])} too"
            hint = "Keep one, with whatever else stands in the others."
            yield Finding((*places[1], noun), message, hint, [places[0]], also=[(*places[0], noun)])


def _places(said: Sequence[tuple[ItemPath, T]]) -> dict[T, list[ItemPath]]:
    """Where each thing stands: of one that is there a hundred times, a single finding tells."""
    places: dict[T, list[ItemPath]] = {}
    for path, what in said:
        places.setdefault(what, []).append(path)
    return places


@rule("hint", timely=True)
def date_ahead(subject: Subject) -> Iterator[Finding]:
    """Something that has happened stands with a date in the future.

    A conversation, a rating, a moment, a progress note or a `done:` is a record of what was. With a date ahead of today it is a slip in
    the year, or a plan in the wrong place: what is planned goes under `next:` and `due:`. A day's difference is let pass, because
    it may be tomorrow already where the line was written.

    Bad:

        conversations:
          - {date: 2062-02-02, type: check-in}

    Good:

        next: 2026-05-18
        conversations:
          - {date: 2026-02-02, type: check-in}
    """
    tomorrow = date.fromordinal(min(subject.today.toordinal() + 1, date.max.toordinal()))
    for path, day in _recorded(subject, lambda days: max(days) > tomorrow):
        yield Finding(path, f"{day} has not come yet", "Check the year. What is planned goes under `next:` or `due:`.")


@rule("warning")
def status_mismatch(subject: Subject) -> Iterator[Finding]:
    """An item's status says one thing, and the day or the reason beside it another.

    A date under `done:`, `dropped:` or `refused:` says how something ended, and needs no status at all; `because:` says why it was
    dropped or refused, and `refused_by:` by whom. When the status beside them disagrees, nobody knows which to believe.

    Bad:

        goals:
          - {goal: Run the month-end close, status: doing, done: 2026-02-23}

    Good:

        goals:
          - {goal: Run the month-end close, done: 2026-02-23}
    """
    for path, item in subject.ended:
        ends = item.ends
        wrong = next(((key, day) for key, day in ends if item.status not in (None, key)), None)
        if wrong:
            yield Finding(
                (*path, "status"),
                f"the status is {item.status}, and `{wrong[0]}:` says {wrong[1]}",
                f"Keep the one that is true; a `{wrong[0]}:` date needs no status.",
                reads=whether_open(*path),
            )
        elif len(ends) > 1:
            yield Finding(
                (*path, ends[1][0]),
                f"this was {ends[0][0]}, and it was {ends[1][0]}",
                "Keep the one that is true.",
                reads=whether_open(*path),
            )
        if item.because is not None and item.state not in ("dropped", "refused"):
            yield Finding(
                (*path, "because"),
                "`because:` says why something was dropped or refused, and this was neither",
                "Add `dropped:` or `refused:` with the day, or keep the remark as `note:`.",
                reads=whether_open(*path),
            )
        if item.refused_by is not None and item.state != "refused":
            yield Finding(
                (*path, "refused_by"),
                "`refused_by:` says who declined something, and nobody did",
                "Add `refused:` with the day, or keep the remark as `note:`.",
                reads=whether_open(*path),
            )


@rule("warning")
def rating_mismatch(subject: Subject) -> Iterator[Finding]:
    """A skill's rating differs from the last rating you agreed on.

    `rating:` is where the skill stands today; the last entry of `ratings:` without `by:` is where you agreed it stands. They are
    the same thing twice, so that a glance is enough.

    Source: the timed one-on-one.

    Bad:

        skills:
          - skill: Running the board
            rating: 6
            ratings:
              - {date: 2026-02-23, rating: 5}

    Good:

        skills:
          - skill: Running the board
            rating: 5
            ratings:
              - {date: 2026-02-23, rating: 5}
              - {date: 2026-02-23, rating: 6, by: self}
    """
    for path, skill in subject.skills:
        agreed = [entry for entry in skill.ratings if entry.by is None]
        if skill.rating is not None and agreed and agreed[-1].rating != skill.rating:
            yield Finding(
                (*path, "rating"),
                quote(
                    f"the rating is {skill.rating}; on {agreed[-1].date} you agreed on {agreed[-1].rating}",
                    f"the rating is not the one you agreed on {agreed[-1].date}",
                ),
                "Add the newer rating to `ratings:` with its date, or take back this one.",
                reads=[(*path, "ratings"), (*path, "ratings", "rating"), (*path, "ratings", "by")],
            )


@rule("hint")
def rating_unsupported(subject: Subject) -> Iterator[Finding]:
    """The manager's rating comes without evidence.

    A number from above is a verdict; a number with an example is feedback. One occasion is enough: what was seen, and when?
    If nothing comes to mind, leave the rating out until something does.

    Source: Trailhead: candid feedback, from what was seen.

    Bad:

        skills:
          - skill: Running the board
            ratings:
              - {date: 2025-11-24, rating: 4, by: manager}

    Good:

        skills:
          - skill: Running the board
            ratings:
              - {date: 2025-11-24, rating: 4, by: manager, evidence: "Three Sundays, one rescue"}
    """
    for path, skill in subject.skills:
        for k, entry in enumerate(skill.ratings):
            if entry.by and not says(entry.evidence) and whose(subject.plan, entry.by) == "manager":
                yield Finding(
                    (*path, "ratings", k),
                    "the manager's " + quote(str(entry.rating), "rating") + " in " + quoted(skill.skill) + ": what was seen?",
                    "Add `evidence:`, one occasion and its day.",
                    reads=[(*path, "ratings", "evidence"), ("manager",), ("name",)],
                )


@rule("hint", timely=True)
def rating_stale(subject: Subject) -> Iterator[Finding]:
    """An open skill was last rated more than six months ago.

    Ratings age, and people grow without anyone noticing. Two minutes in the next talk are enough: where is it now, and what
    made the difference?

    Source: Courageous Career Conversations, which look back over about half a year.

    Bad:

        skills:
          - skill: Teaching
            rating: 4
            ratings:
              - {date: 2025-06-01, rating: 4}

    Good:

        skills:
          - skill: Teaching
            rating: 5
            ratings:
              - {date: 2025-06-01, rating: 4}
              - {date: 2026-02-23, rating: 5}
    """
    for path, skill in subject.skills:
        if skill.ratings:
            last, k = max((entry.date, k) for k, entry in enumerate(skill.ratings))
            if (subject.today - last).days > 180 and add_months(last, 6) < subject.today:  # the first is cheap
                yield Finding(
                    (*path, "ratings", k),
                    quoted(skill.skill) + f" was last rated on {last}: where does it stand now?",
                    "Two minutes of the next talk are enough. What made the difference?",
                    reads=[(*path, "ratings")],
                )


def _recorded(subject: Subject, wrong: Callable[[Sequence[date]], bool], only: str = "") -> Iterator[tuple[ItemPath, date]]:
    """The days on which something was done, and those of the lists (or of those under the key `only`), that are `wrong`."""
    for path, item in subject.ended:
        yield from (((*path, key), day) for key, day in item.ends if wrong((day,)))
    if not only:
        yield from (((*path, "date"), moment.date) for path, moment in subject.moments if wrong((moment.date,)))
    for path, days in subject.histories:
        if only in ("", path[-1]) and wrong(days):
            yield from (((*path, k, "date"), day) for k, day in enumerate(days) if wrong((day,)))
