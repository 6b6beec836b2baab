"""Three trees of segments → merged text, in chunks.

What one side changed is taken from it, byte for byte; where both changed something, their parts are merged in turn, down to what has
no parts. There both stand side by side.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from cap.history.merging.chunks import Chunk, atom, lines, side
from cap.history.merging.pairing import Aligned, Unit, align, arranged
from cap.history.merging.segments import Segment, Unmergeable, Value
from cap.plan.kinds import NAME_KEYS

# Base, ours and theirs → what is settled, and what is not: three texts each.
Texts = Callable[[str, str, str], list[str | tuple[str, str, str]]]
_REMARK = re.compile(r"[ \t]+#[^\r\n]*")
_STATES = ("done", "dropped", "refused")
_ENDS = (*_STATES, "because", "refused_by")
_NOTHING = Value(None, "")


class Weaver:
    """Merges trees. `texts` merges what is no more than lines."""

    def __init__(self, texts: Texts) -> None:
        self.texts = texts

    def weave(self, base: Value, ours: Value, theirs: Value) -> list[Chunk]:
        """Merge three front matters. Raises Unmergeable."""
        found = self._entries(base, ours, theirs, "", (False, False))
        return [*found, *self._lines(base.closing, ours.closing, theirs.closing)]

    def _lines(self, base: str, ours: str, theirs: str) -> list[Chunk]:
        """Merge comments and empty lines; what both put in at one place is kept, once where it is the same."""
        whole = atom(base, ours, theirs)
        if isinstance(whole, str):
            return [whole]
        found: list[Chunk] = []
        for hunk in self.texts(base, ours, theirs):
            if isinstance(hunk, str):
                found.append(hunk)
            elif not hunk[0].strip():
                known = lines(hunk[1])
                found.append(hunk[1] + "".join(line for line in lines(hunk[2]) if not line.strip() or line not in known))
            else:
                found.append(hunk[1:])
        return found

    def _own(self, unit: Unit, key: str) -> list[Chunk]:
        """Merge an entry that both sides have."""
        base, ours, theirs = unit.base, unit.ours, unit.theirs
        assert ours and theirs
        whole = atom(base.own if base else None, ours.own, theirs.own)
        if isinstance(whole, str) or unit.whole:
            return [whole]
        head = _on_one_line(base.head if base else None, ours.head, theirs.head)
        inline = (not side([head], 0).endswith("\n"), not side([head], 1).endswith("\n"))
        value = self._value(base.value if base else None, ours.value, theirs.value, key or ours.key, inline, named=bool(key))
        if value is None:
            return [whole]
        return [head, *value, _on_one_line(base.tail if base else None, ours.tail, theirs.tail)]

    def _value(
        self, base: Value | None, ours: Value, theirs: Value, key: str, inline: tuple[bool, bool], *, named: bool
    ) -> list[Chunk] | None:
        """Merge a value under a key, or, `named`, an entry of the list under it; None where the two have nothing in common."""
        whole = atom(base.text if base else None, ours.text, theirs.text)
        if isinstance(whole, str):
            return [whole]
        if ours.shape != theirs.shape or ours.indent != theirs.indent:
            return None
        if ours.shape == "leaf":
            return self._scalar(base, ours, theirs)
        if base is None or base.blank:
            base = _NOTHING
        elif base.shape == "leaf":
            name = NAME_KEYS.get(key, "") if named else ""
            base = Value(None, "", children=(Segment(name, "", "", base, ""),))
        in_list = ours.shape.endswith("list")
        try:
            if ours.shape.startswith("flow"):
                return self._between_brackets(base, ours, theirs, key if in_list else "")
            return self._entries(base, ours, theirs, key if in_list else "", inline, skill=named and key == "skills")
        except Unmergeable:
            return None

    def _scalar(self, base: Value | None, ours: Value, theirs: Value) -> list[Chunk]:
        if ours.meaning == theirs.meaning or (base and theirs.meaning == base.meaning):
            return [ours.text]
        if base and ours.meaning == base.meaning:
            return [theirs.text]
        headers = {value.text.partition("\n")[0] for value in (base, ours, theirs) if value}
        if base and len(headers) == 1 and all(header[:1] in ("|", ">") for header in headers):
            texts = [f"{value.text}\n" for value in (base, ours, theirs)]
            found: list[Chunk] = [hunk if isinstance(hunk, str) else hunk[1:] for hunk in self.texts(*texts)]
            if isinstance(found[-1], str) and found[-1].endswith("\n"):
                return [*found[:-1], found[-1][:-1]]
        return [(ours.text, theirs.text)]

    def _gone(self, unit: Unit) -> bool:
        """Tell whether an entry was taken out, and nobody needs it any more."""
        if unit.base is None or (unit.ours and unit.theirs):
            return False
        left = unit.ours or unit.theirs
        return left is None or (left.own == unit.base.own and left.lead.strip() == unit.base.lead.strip())

    def _parts(self, unit: Unit, key: str) -> tuple[list[Chunk], list[Chunk]]:
        """Merge an entry: what stands above it, and itself; of one that a side took out, all of it is in the second, but the indent."""
        base, ours, theirs = unit.base, unit.ours, unit.theirs
        if ours and theirs:
            return self._lines(base.lead if base else "", ours.lead, theirs.lead), self._own(unit, key)
        left = ours or theirs
        assert left
        return [left.lead], [left.own]

    def _entries(
        self, base: Value, ours: Value, theirs: Value, key: str, inline: tuple[bool, bool], *, skill: bool = False
    ) -> list[Chunk]:
        """Merge the entries of a list under `key`, or of a mapping, each on lines of its own. Raises Unmergeable."""
        aligned = align(base.children, ours.children, theirs.children, key)
        aligned = aligned._replace(units=[_as_emptied(unit) for unit in aligned.units])
        orders = arranged(aligned, [n for n, unit in enumerate(aligned.units) if not self._gone(unit)], ordered=bool(key))
        aligned = aligned._replace(units=[unit._replace(rival=_is_rival(unit, base, ours, theirs)) for unit in aligned.units])
        later = _later_rating(ours, theirs) if skill else None
        found = [self._in_order(aligned, order, key, ours.indent or theirs.indent, inline, later) for order in orders]
        return found[0] if len(found) == 1 else [(side(found[0], 0), side(found[1], 1))]

    def _in_order(
        self, aligned: Aligned, order: Sequence[int], key: str, indent: str, inline: tuple[bool, bool], later: int | None
    ) -> list[Chunk]:
        chunks: list[Chunk] = []
        begun = [False, False]
        leads: set[str] = set()
        rivals: int | None = None  # where those stand side by side
        for n in order:
            unit = aligned.units[n]
            lead, own = self._parts(unit, key)
            if later is not None and unit.ours and unit.ours.key == "rating":
                own = [side(own, later)]
            only = None if (unit.ours and unit.theirs) or (unit.base is None and not unit.rival) else 0 if unit.ours else 1
            if only is None and not (unit.ours and unit.theirs):  # new; a comment above it may have been moved by both
                moved = side(lead, 0)
                lead = [] if moved.strip() and moved in leads else lead
                leads.add(moved)
            beside = [
                inline[which] and not begun[which] for which in (0, 1)
            ]  # the mark of the list's entry that this is the first key of
            if any(beside[which] and side(lead, which) for which in (0, 1)):
                raise Unmergeable("a comment would come between a list's mark and its entry")
            indents = ("" if beside[0] else indent, "" if beside[1] else indent)
            if only is None:
                chunks += [*lead, indents, *own]
                begun = [True, True]
                continue
            text = side(lead, only) + indents[only] + side(own, only)
            choice = (text, "") if only == 0 else ("", text)
            begun[only] = True
            if unit.rival and rivals is not None:
                there = chunks[rivals]
                chunks[rivals] = (there[0] + choice[0], there[1] + choice[1])
                continue
            rivals = len(chunks) if unit.rival else rivals
            chunks.append(choice)
        return chunks

    def _between_brackets(self, base: Value, ours: Value, theirs: Value, key: str) -> list[Chunk]:
        """Merge the entries of a list under `key`, or of a mapping, between brackets. Raises Unmergeable."""
        aligned = align(base.children, ours.children, theirs.children, key)
        aligned = aligned._replace(units=[unit._replace(rival=_is_rival(unit, base, ours, theirs)) for unit in aligned.units])
        orders = arranged(aligned, [n for n, unit in enumerate(aligned.units) if not self._gone(unit)], ordered=bool(key))
        found = [self._bracketed(aligned, order, key, (ours, theirs)) for order in orders]
        closing = atom(base.closing if base.children else None, ours.closing, theirs.closing)
        if isinstance(closing, tuple) and "#" not in "".join(closing):
            closing = closing[0]
        whole = found[0] if len(found) == 1 else [(side(found[0], 0), side(found[1], 1))]
        return [(ours.text or theirs.text)[0], *whole, closing]

    def _bracketed(self, aligned: Aligned, order: Sequence[int], key: str, sides: tuple[Value, Value]) -> list[Chunk]:
        chunks: list[Chunk] = []
        begun = [False, False]
        for n in order:
            unit = aligned.units[n]
            _, own = self._parts(unit, key)
            new = unit.base is None and not unit.rival
            has = (unit.ours is not None or new, unit.theirs is not None or new)
            texts = [_parted(unit, begun[which], sides) + side(own, which) if has[which] else "" for which in (0, 1)]
            chunks.append((texts[0], texts[1]))
            begun = [old or now for old, now in zip(begun, has)]
        return chunks


def _is_rival(unit: Unit, base: Value, ours: Value, theirs: Value) -> bool:
    """Tell whether an entry says how an item ended, and the other side says that it ended in another way."""
    entry = unit.ours or unit.theirs
    if unit.base or not entry or entry.key not in _ENDS:
        return False
    was, one, other = ({key for key in _STATES if value.child(key)} for value in (base, ours, theirs))
    return one != other and was not in (one, other)


def _on_one_line(base: str | None, ours: str, theirs: str) -> Chunk:
    """Merge what stands around a value on its line; of two new ones that are the same but for a comment, the one that has it."""
    whole = atom(base, ours, theirs)
    if base is None and isinstance(whole, tuple):
        without = [_REMARK.sub("", text) for text in whole]
        if without[0] == without[1] and without[0] in whole:
            return whole[1] if whole[0] == without[0] else whole[0]
    return whole


def _parted(unit: Unit, begun: bool, sides: tuple[Value, Value]) -> str:
    """What stands before an entry between brackets, to part it from the one before, if there is one."""
    entries = [entry for entry in (unit.ours, unit.theirs) if entry]
    first = {id(value.children[0]) for value in sides if value.children}
    fit = [entry.lead for entry in entries if (id(entry) not in first) == begun]
    every = {entry.lead for entry in (*entries, *([unit.base] if unit.base else []))}
    if any("#" in lead for lead in every) and (len(every) > 1 or not fit):
        raise Unmergeable("a comment stands between brackets")
    if unit.base and len(fit) == 2:
        return fit[0] if fit[0] != unit.base.lead else fit[1]
    return fit[0] if fit else ", " if begun else ""


def _as_emptied(unit: Unit) -> Unit:
    """Take a list that one side took out, or left blank, for an empty one, where the other side changed it."""
    base = unit.base
    if base is None or not base.value.shape.endswith("list"):
        return unit
    emptied = [entry is None or (entry.value.blank and "#" not in entry.tail) for entry in (unit.ours, unit.theirs)]
    left = unit.theirs if emptied[0] else unit.ours
    if all(emptied) or not any(emptied) or left is None or left.own == base.own or left.value.shape != base.value.shape:
        return unit
    value = Value(base.value.node, "", base.value.shape, base.value.indent, (), base.value.closing)
    empty = Segment(base.key, base.lead, base.head, value, base.tail)
    return unit._replace(ours=empty) if emptied[0] else unit._replace(theirs=empty)


def _later_rating(ours: Value, theirs: Value) -> int | None:
    """Whose rating of a skill holds, where each follows from an entry agreed on another day: 0 ours, 1 theirs; None where that is open."""
    days = []
    for skill in (ours, theirs):
        ratings = skill.child("ratings")
        agreed = [entry.value for entry in ratings.children if not entry.value.word("by")] if ratings else []
        last = max(agreed, key=lambda entry: entry.word("date"), default=None)
        days.append(last.word("date") if last and last.word("rating") == skill.word("rating") else "")
    return None if "" in days or days[0] == days[1] else int(days[1] > days[0])
