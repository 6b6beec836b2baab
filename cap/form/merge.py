"""An answer held against the plan as it is now: what changes, what stays, and what nobody may decide but the two themselves.

What the page said when it was made is known by its marks. What stands as it was printed changes nothing; what was changed on one side
alone is taken from there; where both sides changed the same thing, both are said, and nothing is written.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import suppress
from datetime import date
from typing import NamedTuple

from cap.agenda.seal import plan_mark
from cap.edit.changes.answer import Where, Wish, found, new_item, set_answer
from cap.edit.changes.change import Change
from cap.form.answer import Answers, Filled, Values
from cap.form.asked import alike, heading_of, mark, one_line, said_to
from cap.form.fields import Block, Question, answer_of, shape_of
from cap.form.questions import SECTIONS
from cap.form.understood import understood
from cap.plan.items import entries, matches
from cap.plan.kinds import BY_KEY, walk
from cap.plan.model import Closing, Item, Plan
from cap.plan.read import Reading
from cap.refusal import Refusal
from cap.text.wording import brief


class Doubt(NamedTuple):
    """What was not written, in a sentence, and the words to keep: under which heading, and what was answered."""

    why: str
    words: str


class Merged(NamedTuple):
    """What an answer comes to: what is wished for, in the order in which it can be written, the story, and what is in doubt."""

    wishes: list[Wish]
    tale: str
    doubts: list[Doubt]


def merge(answers: Answers, reading: Reading, *, today: date) -> Merged:
    """Hold an answer against the plan that was read."""
    merger = _Merger(answers, reading, today)
    merger.take()
    return Merged(merger.wishes, merger.tale, merger.doubts)


class _Merger:
    def __init__(self, answers: Answers, reading: Reading, today: date) -> None:
        assert reading.plan is not None
        self.answers, self.reading, self.plan, self.today = answers, reading, reading.plan, today
        self.entries = entries(reading)
        self.day = min(answers.head.day, today) if answers.head else today
        self.unchanged = answers.head is not None and answers.head.plan == plan_mark(reading.raw)
        self.wishes: list[Wish] = []
        self.links: list[Wish] = []  # they come when all that can be linked to is there
        self.ends: list[Wish] = []  # nothing is written about what has ended
        self.last: list[Wish] = []  # another name, or none: it comes when nothing else is asked of the item by the old one
        self.tale = ""
        self.settled: dict[tuple[Where | None, str], Values] = {}
        self.renamed: dict[tuple[str, str], str] = {}  # a kind, and the name that an item gets: the name that it has until then
        self.doubts = [
            Doubt(f"“{brief(text, 60)}” stands beside the questions", _noted(heading, text)) for heading, text in answers.strays
        ]

    def take(self) -> None:
        """Go through the whole answer."""
        for part in self.answers.parts:
            given = part.answers.get(part.block.kind.name, ()) if part.block and part.name else ()
            if given and part.block:
                self.renamed[part.block.word, alike(" ".join(given)).casefold()] = self._exactly(part.block, part.name)
        for part in self.answers.parts:
            if part.block is None:
                self._plan(part)
            else:
                self._item(part, part.block)
        self.wishes += [*self.links, *self.ends, *reversed(self.last)]  # what stands in an item before the item

    def _plan(self, part: Filled) -> None:
        for section in SECTIONS:
            for question in section.questions:
                if question.key == "tale":
                    self.tale = "\n\n".join([*([self.tale] if self.tale else []), *part.answers.get("tale", ())])
                elif question.key in part.answers and not (question.key == "story" and self.tale):
                    self._settle(part, question, self.plan, None)

    def _item(self, part: Filled, block: Block) -> None:
        where = self._where(part)
        there = found(self.plan, where) if where else None
        if not self._headed(part) and (part.above is None or self._headed(part.above)):
            why = f"the heading “{brief(part.heading, 60)}” is not as it was printed; another name goes behind “{block.questions[0].label}?”"
            self.doubts.append(Doubt(why, f"- {part.heading}"))
            if (
                there is not None
            ):  # known by its name or number all the same, so that its answers are held against what was printed
                part.heading = heading_of(self.reading, block, *there)
        if where is None:
            if any(part.answers.values()):
                self._lost(part, "has no words to say what it is")
        elif there is not None and (not part.new or _current(there[1], self.day)):
            self._known(part, block, where, there[1])
        elif part.new:
            self._new(part, block, where)
        else:
            self._gone(part, block)

    def _headed(self, part: Filled) -> bool:
        """Whether an item's heading was printed as it stands."""
        assert part.block is not None
        return part.new or self.answers.marks is None or self._printed(part, part.block.questions[0], part.name)

    def _where(self, part: Filled) -> Where | None:
        """Which item a part is about, by the name that it has on the page or, if the plan knows that no more, by the one it was given."""
        assert part.block is not None
        given = one_line(" ".join(part.answers.get(part.block.kind.name, ())))
        above = self._where(part.above) if part.above else None
        if part.above and above is None:
            return None
        if part.above is None and any(part.block in other.holds for other in _owners()):
            return None
        names = [name for name in (part.name, given) if name]
        places = [Where(part.block.word, self._exactly(part.block, name), self._number(part), above) for name in names]
        return next((place for place in places if found(self.plan, place)), places[0] if places else None)

    def _number(self, part: Filled) -> str:
        """The number of an item, or where it stands among those of the same name that have none."""
        assert part.block is not None
        if part.number or part.new:
            return part.number
        alike_ones = [one for one in self.answers.parts if one.block is part.block and one.heading == part.heading]
        return f"#{next(n for n, one in enumerate(alike_ones) if one is part)}"

    def _exactly(self, block: Block, name: str) -> str:
        """The name as the plan has it, for one whose quotes and dashes came back as others."""
        names = [str(getattr(item, block.kind.name)) for item in _all_of(self.plan, block)]
        return next(
            (one for one in names if one_line(one) == name), next((one for one in names if alike(one) == alike(name)), name)
        )

    def _known(self, part: Filled, block: Block, where: Where, item: Item) -> None:
        closed = isinstance(item, Closing) and not item.open
        for question in block.questions:
            if question.key in part.answers:
                self._settle(part, question, item, where, closed=closed)

    def _new(self, part: Filled, block: Block, where: Where) -> None:
        """Ask for a new item, with all that is said about it in one piece; what has a history, or leads elsewhere, comes behind it."""
        fields: dict[str, list[str]] = {}
        later = []
        for question in block.questions:
            values = part.answers.get(question.key, ())
            if not values or question.key == block.kind.name:
                continue
            answer = answer_of(shape_of(block), question)
            try:
                meant = understood(question, answer, values, self.day)
            except Refusal as refusal:
                self._doubt(part, question, values, refusal)
                continue
            if answer == "link":
                meant = [self._named(block.kind.links[question.key], one) for one in meant]
            if answer == "link" or question.adds or question.key == "ways":
                later.append((question, meant, answer == "link"))
            else:
                fields[question.key] = meant
        words = "; ".join([where.name, *(one for values in part.answers.values() for one in values if one != where.name)])
        self.wishes.append(
            Wish(
                lambda reading: new_item(reading, where, fields, today=self.today, on=self.day),
                _noted(part.heading, words),
            )
        )
        for question, meant, link in later:
            wish = self._wish(part, question, meant, where)
            (self.links if link else self.wishes).append(wish)

    def _gone(self, part: Filled, block: Block) -> None:
        """What was said about an item that is not in the plan any more, if anything was changed."""
        for question in block.questions:
            values = part.answers.get(question.key, ())
            if any(not self._printed(part, question, one) for one in values):
                why = f"{part.heading} is not in the plan any more under that name, so “{question.label}?” stays open"
                self.doubts.append(Doubt(why, _noted(part.heading, f"{question.label}? {'; '.join(values)}")))

    def _lost(self, part: Filled, why: str) -> None:
        said = "; ".join(one for values in part.answers.values() for one in values)
        self.doubts.append(Doubt(f"“{brief(said, 60)}” under “{part.heading}” {why}", _noted(part.heading, said)))

    # One question

    def _settle(self, part: Filled, question: Question, item: Item, where: Where | None, *, closed: bool = False) -> None:
        """Say what becomes of an answer: nothing, a change, or a doubt."""
        values = part.answers[question.key]
        anew = values and not all(self._printed(part, question, one) for one in values)
        if anew and self.settled.setdefault((where, question.key), values) != values:
            self._doubt(part, question, values, Refusal("another answer to it stands further up"))
            return
        answer = answer_of(shape_of(part.block), question)
        now = said_to(self.plan, item, question)
        if answer == "link" and part.block:
            values = tuple(self._named(part.block.kind.links[question.key], one) for one in values)
        with suppress(Refusal):  # the same day in other words, or the same choice
            if not question.adds and understood(question, answer, values, self.day) == understood(
                question, answer, now, self.day
            ):
                return
        if answer in ("texts", "link", "choices"):
            wanted = self._merged(part, question, values, now)
        else:
            wanted = self._chosen(part, question, values, now)
        if wanted is None:
            return
        try:
            meant = understood(question, answer, wanted, self.day)
        except Refusal as refusal:
            self._doubt(part, question, values, refusal)
            return
        if closed and not question.adds:
            self._doubt(part, question, values, Refusal(f"{part.heading} is closed by now"))
            return
        wish = self._wish(part, question, meant, where)
        named = part.block is not None and question.key == part.block.kind.name
        ends = question.key in ("done", "because")
        (self.last if named else self.ends if ends else self.links if answer == "link" else self.wishes).append(wish)

    def _chosen(self, part: Filled, question: Question, values: Values, now: Values) -> Values | None:
        """One answer against one value: what the plan shall say, () for nothing; None when it stays, or it cannot be told."""
        theirs, ours = " ".join(values), " ".join(now)
        if question.adds:
            return values or None
        if self._same(theirs, ours):
            return None
        if self._printed(part, question, ours, now):
            return values
        if self._printed(part, question, theirs, now) or (self.answers.marks is None and not theirs):
            return None
        if self.answers.marks is None and not ours:
            return values
        plan_says = f"“{brief(ours, 60)}”" if ours else "nothing any more"
        answer_says = f"“{brief(theirs, 60)}”" if theirs else "nothing"
        why = f"{_place(part)}{question.label}? Both sides changed it: the plan says {plan_says}, the answer {answer_says}"
        self.doubts.append(Doubt(why, _noted(part.heading, f"{question.label}? {theirs or '(emptied)'}")))
        return None

    def _merged(self, part: Filled, question: Question, values: Values, now: Values) -> Values | None:
        """Several answers against several values: entries that one side added are there, and those that one took out are not."""
        if [one for one in values if not self._in(one, now)] == [] and len(values) == len(now) and self._in_order(values, now):
            return None
        lost = self.answers.marks is None and not self.unchanged
        kept = [one for one in now if self._in(one, values) or lost or not self._printed(part, question, one, now)]
        taken = [one for one in now if one not in kept]
        added = [
            one
            for one in values
            if not self._in(one, now)
            and (not self._printed(part, question, one, now) or any(alike(one) == alike(old) for old in taken))
        ]
        if all(self._in(one, values) for one in kept) and all(self._in(one, now) or one in added for one in values):
            return tuple(self._as_now(one, now) for one in values)  # in the order of the answer, too
        made = (*kept, *added)
        return None if made == now else made

    def _named(self, key: str, typed: str) -> str:
        """What somebody calls an item by its number, its id, a piece of its words or the name that it gets, in the words that the plan has
        for it."""
        word = BY_KEY[key].word
        found = matches(self.entries, typed, (word,))
        return one_line(found[0].text) if len(found) == 1 else self.renamed.get((word, alike(typed).casefold()), typed)

    def _same(self, one: str, other: str) -> bool:
        return one_line(one) == one_line(other) if self.answers.exact else alike(one) == alike(other)

    def _in(self, one: str, among: Sequence[str]) -> bool:
        return any(self._same(one, other) for other in among)

    def _in_order(self, some: Sequence[str], others: Sequence[str]) -> bool:
        return all(self._same(one, other) for one, other in zip(some, others, strict=True))

    def _as_now(self, one: str, now: Sequence[str]) -> str:
        return next((other for other in now if self._same(one, other)), one)

    def _printed(self, part: Filled, question: Question, said: str, now: Values = ()) -> bool:
        """Whether the page said this to the question when it was made; "" is a blank. `now` is what the plan says."""
        if self.answers.marks is None:  # a plan that is what it was says what the page said
            return self.unchanged and any(alike(said) == alike(one) for one in now or ("",))
        return mark(part.place, question.key, said) in self.answers.marks

    def _wish(self, part: Filled, question: Question, meant: Sequence[str], where: Where | None) -> Wish:
        def request(reading: Reading) -> Change:
            return set_answer(reading, where, question.key, meant, today=self.today, on=self.day)

        return Wish(request, _noted(part.heading, f"{question.label}? {'; '.join(meant) or '(emptied)'}"))

    def _doubt(self, part: Filled, question: Question, values: Values, refusal: Refusal) -> None:
        said = "; ".join(values) or "(emptied)"
        self.doubts.append(
            Doubt(
                f"{_place(part)}{question.label}? {refusal.message[:1].upper()}{refusal.message[1:]}",
                _noted(part.heading, f"{question.label}? {said}"),
            )
        )


def _owners() -> Iterator[Block]:
    for section in SECTIONS:
        if section.block:
            yield section.block


def _all_of(plan: Plan, block: Block) -> Iterator[Item]:
    return (item for kind, _, item in walk(plan) if kind.word == block.word)


def _current(item: Item, day: date) -> bool:
    """Whether a new item of that name is the one that stands there: open, or closed since the page was made."""
    return not isinstance(item, Closing) or item.open or any(end >= day for _, end in item.ends)


def _place(part: Filled) -> str:
    return f"{part.heading}. " if part.heading else ""


def _noted(heading: str, words: str) -> str:
    """Words as they are kept: an entry of a list, with the heading that they stood under."""
    lines = words.split("\n")
    return "\n".join([f"- {f'{heading}: ' if heading else ''}{lines[0]}", *(f"    {line}" for line in lines[1:])])
