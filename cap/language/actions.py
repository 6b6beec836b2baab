"""What can be done where the cursor is: mend a finding, give a reason to ignore it, link to a goal, and the commands that are said of an
item. Each is a few replacements in the open text, made when it is chosen.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from typing import Literal, NamedTuple

from cap.edit.apply import apply
from cap.edit.changes.change import Change
from cap.edit.changes.done import close
from cap.edit.changes.move import move
from cap.edit.changes.progress import note_progress
from cap.edit.changes.rate import rate
from cap.edit.edits import Edit
from cap.edit.typed import label
from cap.language.document import Document, Point, Replacement
from cap.language.edits import replacements
from cap.language.ignoring import can_be_ignored, ignored, without_ignore
from cap.language.linking import links_for
from cap.lint.engine import silenced
from cap.lint.fix import fixed, fixed_one
from cap.plan.items import Entry, entries
from cap.plan.model import Action as PlannedAction
from cap.plan.model import Closing, Goal, Skill, Support
from cap.plan.older import RULE as OLD_PAUSE
from cap.plan.problem import Problem
from cap.plan.read import Reading
from cap.refusal import Refusal
from cap.text.wording import brief, count

Kind = Literal["mend", "mend all", "change"]
Finish = Callable[[bytes, Sequence[Edit], Reading], bytes]

LATER = (("+1w", "a week"), ("+2w", "two weeks"), ("+1m", "a month"))
BLANK = "____ what moved ____"  # stands for the note that is typed once its place is there


class Action(NamedTuple):
    """Something that can be done. `make` gives what changes in the text, or raises Refusal; `problem` is the finding that it ends."""

    title: str
    kind: Kind
    make: Callable[[], list[Replacement]]
    problem: Problem | None = None
    preferred: bool = False


def as_it_is(raw: bytes, edits: Sequence[Edit], before: Reading) -> bytes:
    """Nothing else is done to a plan after its edits."""
    return raw


def actions(document: Document, start: Point, end: Point, finish: Finish = as_it_is) -> Iterator[Action]:
    """What can be done between two places. `finish` is what is done to a plan after its edits; by default nothing is."""
    found = [one for one in document.problems if _touches(one, start, end)]
    yield from _mending(document, found)
    for problem in found:
        yield from _answers(document, problem, finish)
    if document.reading.plan is not None and start == end:
        entry = item_at(document, start)
        if entry is not None:
            yield from _commands(document, entry, finish)


def mend_all(document: Document) -> list[Replacement]:
    """What `cap lint --fix` changes in a text."""
    return replacements(document, fixed(document.raw, silenced(document.policy)))


def item_at(document: Document, point: Point) -> Entry | None:
    """The innermost item with a number that a place is in, or on a line of."""
    source = document.reading.source
    found: list[tuple[bool, int, Entry]] = []
    for entry in entries(document.reading):
        node = source.node(entry.path)
        if node is None:
            continue
        span = source.node_span(node)
        if span.line <= point.line <= span.end_line:
            within = span[:2] <= point <= span[2:]
            found.append((within, len(entry.path), entry))
    return max(found, key=lambda one: one[:2])[2] if found else None


def _touches(problem: Problem, start: Point, end: Point) -> bool:
    """Whether a finding is shown on the lines between two places; where they are one place, on its line."""
    return problem.line <= end.line and start.line <= problem.end_line


def _mending(document: Document, found: Sequence[Problem]) -> Iterator[Action]:
    off = silenced(document.policy)
    fixable = [one for one in document.problems if one.fix is not None and one.rule not in off]
    for problem in found:
        if problem in fixable:
            make = partial(_mend_one, document, problem)
            yield Action(_mended_in_words(problem), "mend", make, problem, preferred=True)
    if fixable:
        title = f"Mend everything in this file that has one right answer ({count(len(fixable), 'finding')})"
        yield Action(title, "mend all", partial(mend_all, document))
        if fixable[1:] and any(one in fixable for one in found):
            yield Action(title, "mend", partial(mend_all, document))


def _mend_one(document: Document, problem: Problem) -> list[Replacement]:
    return replacements(document, fixed_one(document.raw, problem, silenced(document.policy)))


def _mended_in_words(problem: Problem) -> str:
    if problem.rule == "no-front-matter":
        return "Mend where the front matter begins and ends"
    if problem.rule == OLD_PAUSE:
        return "Write this as a pause"
    if problem.slip:
        return f"Mend this: {brief(problem.message, 60)}"
    if problem.rule == "unknown-key":
        return f"Call it `{problem.fix}`"
    return f"Write `{brief(problem.fix or '')}`"


def _answers(document: Document, problem: Problem, finish: Finish) -> Iterator[Action]:
    """What can be done about one finding besides mending it."""
    for title, edits in links_for(document.reading, problem):
        yield Action(title, "mend", partial(_edited, document, edits, finish), problem)
    if problem.rule == "unused-ignore":
        yield Action("Delete the comment", "mend", partial(without_ignore, document, problem), problem, preferred=True)
    elif can_be_ignored(problem) and document.reading.plan is not None:
        yield Action(f"Ignore `{problem.rule}` here, because …", "mend", partial(ignored, document, problem), problem)


def _commands(document: Document, entry: Entry, finish: Finish) -> Iterator[Action]:
    """`done`, `rate`, `progress` and `move`, as far as they can be said of an item."""
    item, today, number = entry.item, document.today, entry.number
    if not isinstance(item, Closing) or not item.open:
        return
    what = label(entry)

    def action(title: str, change: Callable[[Reading], Change], blank: str = "") -> Action:
        return Action(title, "change", partial(_changed, document, change, finish, blank))

    if isinstance(item, Skill):
        for rating in _near(item.rating):
            agreed = partial(rate, skill=number, number=str(rating), today=today)
            yield action(f"Rate {rating}, agreed today: {what}", agreed)
    if isinstance(item, PlannedAction):
        yield action(f"Note progress: {what}", partial(note_progress, item=number, note=BLANK, today=today), BLANK)
    yield action(f"Done today: {what}", partial(close, item=number, today=today))
    if isinstance(item, (PlannedAction, Goal, Support)):
        for typed, later in LATER:
            change = partial(move, item=number, when=typed, today=today)
            try:
                day = change(document.reading).summary.rpartition(" to ")[2]
            except Refusal:  # the end of the calendar
                continue
            yield action(f"Move by {later}, to {day}: {what}" if item.due else f"Due in {later}, {day}: {what}", change)


def _near(rating: int | None) -> list[int]:
    """The ratings that may come after one; every one after none."""
    return (
        list(range(1, 11)) if rating is None else [one for one in (rating + 1, rating + 2, rating, rating - 1) if 1 <= one <= 10]
    )


def _changed(document: Document, change: Callable[[Reading], Change], finish: Finish, blank: str) -> list[Replacement]:
    made = change(document.reading)
    found = _edited(document, made.edits, finish)
    return [one._replace(text=re.sub(rf"(['\"]?){re.escape(blank)}\1", "", one.text)) for one in found] if blank else found


def _edited(document: Document, edits: Sequence[Edit], finish: Finish) -> list[Replacement]:
    raw = document.raw
    return replacements(document, finish(apply(raw, edits), edits, document.reading))
