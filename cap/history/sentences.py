"""Changes → sentences in people's words: the one place where it is said what changed, for whoever tells it.

A sentence stands on one line, without a full stop. Words of the plan are in it as they are: whoever prints it makes them harmless.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import date
from typing import NamedTuple

from cap.history.came import came, rated
from cap.history.changes import PLAN, TEXT, Change, changes
from cap.history.fields import of_item, of_plan
from cap.history.matching import Effort, best_pairs
from cap.history.naming import Sides, capitalized, in_quotes, name_of, noun_of, span, title_of
from cap.plan.kinds import BY_WORD
from cap.plan.model import Action, Closing, Goal, Item, Moment, Pause, Plan, Progress, RatingEntry, Skill
from cap.plan.problem import ItemPath
from cap.plan.read import Reading
from cap.text.dates import spelled
from cap.text.wording import count, first_few

_BY_DAY = ("rating", "progress", "conversation", "pause", "moment", "ahead")  # their order is that of their days
_DONE = {"skill": "Reached", "goal": "Reached", "topic": "Talked about", "support": "Kept"}
_MOST_NAMES = 6  # of a list in another order
_LONGEST = 160  # characters of a paragraph by which it is known again
_COMPARED = 30  # paragraphs on either side, among which reworded ones are looked for


class Sentence(NamedTuple):
    """What is said, and the changes that it says. `day` is that of the dated entry it is about, or on which an item ended."""

    text: str
    changes: tuple[Change, ...]
    day: date | None = None

    @property
    def kind(self) -> str:
        """The word of a kind of item, `plan` or `text`."""
        return self.changes[0].kind


def told(old: Reading | None, new: Reading | None) -> list[Sentence]:
    """Say what changed between two readings, each with a plan or None."""
    return sentences(changes(old, new), old.plan if old else None, new.plan if new else None)


def sentences(found: Sequence[Change], old: Plan | None, new: Plan | None) -> list[Sentence]:
    """Say some changes between two plans, in the order in which they come; what belongs together in one sentence.

    What nobody needs to hear has none: an id, dated entries in another order.
    """
    sides = Sides(old, new, Effort())
    # a skill's path → the change of its rating, which the entry that made it says better
    agreed = {one.new_path: one for one in found if one.kind == "skill" and one.what == "changed" and one.field("rating")}
    said_with = {_skill_rated_by(one, sides, agreed) for one in found}
    placed = (
        frozenset(one.new_path for one in found if one.what == "placed"),
        frozenset(one.old_path for one in found if one.what == "placed"),
    )
    said: list[Sentence] = []
    for change in found:
        if change is agreed.get(change.new_path) and change.new_path in said_with:
            continue
        if change.what == "changed" and change.kind not in (PLAN, TEXT):
            _say_field(change, sides, said)
            continue
        skill = _skill_rated_by(change, sides, agreed)
        made = [change] if skill is None else [change, agreed[skill]]
        texts = [text for text in _texts(change, sides, agreed.get(skill), placed) if text]
        said += [Sentence(text, tuple(made), _day(change)) for text in texts]
    return said


def _skill_rated_by(change: Change, sides: Sides, agreed: dict[ItemPath | None, Change]) -> ItemPath | None:
    """The skill whose changed rating an added entry says: an agreed one of that value, the last of them."""
    entry, path = change.new, change.new_path
    if change.what != "added" or path is None or path[:-2] not in agreed or not isinstance(entry, RatingEntry) or entry.by:
        return None
    skill, field = sides.holder(path), agreed[path[:-2]].field("rating")
    assert isinstance(skill, Skill)
    last = [one for one in skill.ratings if one.by is None][-1]
    return path[:-2] if field and field.new == entry.rating and last is entry else None


def _say_field(change: Change, sides: Sides, said: list[Sentence]) -> None:
    """Say what changed in a field of an item, in the last sentence where that is about the same item."""
    about, what = of_item(change, sides)
    before = said[-1] if said else Sentence("", (change,))
    same = before.changes[-1].what == "changed" and before.changes[-1].new_path == change.new_path
    if same and what and before.text == what:  # one sentence says both of its fields
        said[-1] = before._replace(changes=(*before.changes, change))
    elif about and same and before.text.startswith(f"{about}: "):
        said[-1] = before._replace(text=f"{before.text}; {what}", changes=(*before.changes, change))
    elif what:
        said.append(Sentence(f"{about}: {what}" if about else what, (change,)))


_Paths = frozenset[ItemPath | None]


def _texts(change: Change, sides: Sides, agreed: Change | None, placed: tuple[_Paths, _Paths]) -> Iterator[str]:
    if change.kind == TEXT:
        yield _of_text(change, sides)
    elif change.kind == PLAN and change.what in ("added", "removed"):
        yield "A new plan" if change.what == "added" else "The plan was taken out"
    elif change.what == "added":
        yield from _added(change, sides, agreed, placed[0])
    elif change.what == "removed":
        yield _removed(change, sides, placed[1])
    else:
        yield _SAY[change.what](change, sides)


def _added(change: Change, sides: Sides, agreed: Change | None, placed: _Paths) -> Iterator[str]:
    item, path = change.item, change.new_path
    assert path is not None
    holder = sides.holder(path)
    if isinstance(item, RatingEntry) and isinstance(holder, Skill):
        field = agreed.field("rating") if agreed else None
        before = [one.rating for one in holder.ratings[: int(path[-1])] if one.by == item.by]
        yield rated(item, holder, field.old if field else before[-1] if before else None, sides)
        return
    yield came(item, holder, sides)
    if isinstance(item, Goal | Skill):
        for i, action in enumerate(item.actions):
            if (*path, "actions", i) not in placed:
                yield came(action, item, sides)


def _removed(change: Change, sides: Sides, placed: _Paths) -> str:
    item, path = change.item, change.old_path
    assert path is not None
    holder = sides.holder(path, old=True)
    on = f" on {name_of(holder)}" if isinstance(holder, Skill | Action) else ""
    match item:
        case RatingEntry():
            what = f"the rating of {spelled(item.date)}{on}, {item.rating} by {sides.who(item.by) or 'both'}"
        case Progress():
            what = f"the progress note of {spelled(item.date)}{on}, {in_quotes(item.note)}"
        case Moment():
            what = f"the moment of {spelled(item.date)}, {in_quotes(item.moment)}"
        case Pause():
            what = f"the pause{span(item)}"
        case _ if change.kind == "conversation":
            what = f"the talk on {name_of(item)}"
        case _:
            what = f"the {noun_of(change.kind)} {in_quotes(name_of(item))}"
    held = range(len(item.actions)) if isinstance(item, Goal | Skill) else ()
    gone = [i for i in held if (*path, "actions", i) not in placed]
    steps = f", with {count(len(gone), 'step')}" if gone else ""
    return f"Taken out: {what}{steps}"


def _closed(change: Change, sides: Sides) -> str:
    item = change.item
    assert isinstance(item, Closing)
    word = {"done": _DONE.get(change.kind, "Done"), "dropped": "Let go", "refused": "Refused"}[item.state]
    by = f", by {sides.who(item.refused_by)}" if item.state == "refused" and item.refused_by else ""
    why = f", because {in_quotes(item.because)}" if item.because else ""
    note = f" ({in_quotes(item.note)})" if change.field("note") and item.note else ""
    return f"{word}: {title_of(item)}{by}{why}{note}"


def _reopened(change: Change, sides: Sides) -> str:
    return f"Open again: {name_of(change.item)}"


def _moved(change: Change, sides: Sides) -> str:
    due = change.field("due")
    assert due is not None
    return f"Moved to {spelled(due.new)} (was {spelled(due.old)}): {name_of(change.item)}"


def _reworded(change: Change, sides: Sides) -> str:
    field = change.fields[0]
    return f"{capitalized(noun_of(change.kind))} reworded: {in_quotes(field.old)} → {in_quotes(field.new)}"


def _placed(change: Change, sides: Sides) -> str:
    before, now = sides.holder(change.old_path, old=True), sides.holder(change.new_path)
    return f"Now for {name_of(now)}, no longer for {name_of(before)}: {name_of(change.item)}"


def _ordered(change: Change, sides: Sides) -> str:
    if change.kind in _BY_DAY:
        return ""
    kind, names = BY_WORD[change.kind], [" ".join(name.split()) for name in change.fields[0].new]
    inside = f" of {name_of(change.item)}" if not isinstance(change.item, Plan) else ""
    return f"{kind.heading}{inside}, in a new order: {first_few(names, _MOST_NAMES, between='; ', last='; and ')}"


def _changed(change: Change, sides: Sides) -> str:
    return of_plan(change.fields[0], sides)


_SAY: dict[str, Callable[[Change, Sides], str]] = {
    "closed": _closed,
    "reopened": _reopened,
    "moved": _moved,
    "reworded": _reworded,
    "placed": _placed,
    "ordered": _ordered,
    "changed": _changed,
}


def _day(change: Change) -> date | None:
    """The day of a dated entry that came or went, or on which an item ended."""
    item: Item = change.item
    if isinstance(item, Closing) and change.what == "closed":
        return max((day for _, day in item.ends), default=None)
    day = getattr(item, "date", None)
    return day if isinstance(day, date) and change.what in ("added", "removed") and change.kind != "ahead" else None


def _of_text(change: Change, sides: Sides) -> str:
    """What changed in the text below the front matter."""
    heading, gone, come = change.fields[0]
    where = in_quotes(heading) if heading else "Above the first heading"
    match change.what:
        case "added":
            size = f", {count(len(come), 'paragraph')}" if come else ""
            return f"New in the text: {in_quotes(heading) if heading else 'what stands above the first heading'}{size}"
        case "removed":
            return f"Taken out of the text: {in_quotes(heading) if heading else 'what stood above the first heading'}"
        case "reworded":
            return f"A heading reworded: {in_quotes(gone[0])} → {in_quotes(come[0])}"
        case "ordered" if come:
            names = [in_quotes(one) for one in come if one]
            return f"The parts of the text, in a new order: {first_few(names, _MOST_NAMES)}"
        case "ordered":
            return f"{where}: the same paragraphs in another order"
    few = len(gone) <= _COMPARED and len(come) <= _COMPARED
    reworded = (
        len(list(best_pairs([one[:_LONGEST] for one in gone], [one[:_LONGEST] for one in come], sides.effort))) if few else 0
    )
    numbers = ((len(come) - reworded, "new"), (reworded, "reworded"), (len(gone) - reworded, "gone"))
    parts = [f"{count(number, 'paragraph')} {word}" for number, word in numbers if number]
    return f"{where}: {', '.join(parts)}"
