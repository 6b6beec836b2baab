"""Front matter that YAML cannot read, line by line: what each line was meant to say, and every slip that keeps it from saying so.

Nothing here is trusted: `diagnosis.py` reads what comes of it, and compares.
"""

from __future__ import annotations

import re

from cap.edit.scalars import scalar
from cap.plan.kinds import KINDS
from cap.plan.model import Item, Plan
from cap.plan.slips import say
from cap.plan.slips.frames import Frame, Pending, Plain, map_for
from cap.plan.slips.grammar import ANYTHING, Field, field_of, fields, holds_more, may_be_key
from cap.plan.slips.marks import BOX, BULLET, DASH, LEAD, TIGHT, Key, columns, key_of
from cap.plan.slips.slip import Cut, Leaves, Slip
from cap.plan.slips.value import COLON, QUOTE, Blame, comment_at, look

_OTHER_KEY = re.compile(r"\n[ \t]*(?:-[ \t]+)?[A-Za-z_][\w-]*:(?:\s|\Z)")  # a line that may be meant as a key of its own
_WITH_KEY = re.compile(r"\S[ \t]*\{?[ \t]*\w+:")
_NAMES = {kind.name for kind in KINDS}  # keys by which an entry shows to what list it belongs


class Scan:
    """One look over all lines. `tab` is how many columns a tab is taken for.

    `slips` are what was found, `leaves` the keys and values by line, `begins` where in the text each line's content starts, of those
    lines on which something starts; `comments` those that have a line of their own.
    """

    def __init__(self, text: str, tab: int) -> None:
        self.text, self.tab = text, tab
        self.slips: list[Slip] = []
        self.leaves: Leaves = {}
        self.begins: dict[int, int] = {}
        self.comments: list[str] = []
        self._frames: list[Frame] = []
        self._pending: Pending | None = None
        self._plain: Plain | None = None
        self._block: int | None = None
        self._skip = 0
        self._shift: tuple[int, int] | None = None
        self._comment: tuple[int, int] | None = None  # the last line that is one: its number, and where its `#` stands
        start = 0
        for number, line in enumerate(text.split("\n")):
            if start >= self._skip:
                self._line(number, start, line.removesuffix("\r"))
            start += len(line) + 1
        self._finish()

    # ---- a line

    def _line(self, number: int, start: int, line: str) -> None:
        lead = LEAD.match(line)
        assert lead
        content = line[lead.end() :]
        if not content.strip():
            return
        if self._block is not None:
            if len(line) - len(line.lstrip(" ")) > self._block:
                return
            self._block = None
        at = start + lead.end()
        column = columns(lead[0], self.tab)
        if content[0] == "#":
            pending = self._pending
            self._finish()
            self._pending = pending
            self._comment = number, at
            self.comments.append(content)
            if lead[0].strip(" "):
                self._indent(start, lead[0], content, column, 0, None)
            return
        if self._shift and column > self._shift[0]:
            column += self._shift[1]
        else:
            self._shift = None
        typed = column  # as it stands, before it is put right
        dash = DASH.match(content)
        if dash or self._begins_entry(content, column):
            found = self._entry(number, at, content, column)
        else:
            found = self._keys(number, at, content, column)
        if found is None:
            return
        want, why = found
        if lead[0] != " " * want:
            self._indent(start, lead[0], content, want, want - typed, why)
        if want != typed:
            raw = columns(lead[0], self.tab)
            self._shift = (raw, want - raw)

    def _indent(self, start: int, lead: str, content: str, want: int, moved: int, why: Slip | None) -> None:
        cut = (start, start + len(lead), " " * want)
        odd = next((i for i, sign in enumerate(lead) if sign != " "), None)
        if why is not None:
            self.slips.append(why._replace(cuts=(*why.cuts, cut)))
        elif odd is not None:
            self.slips.append(say.unseen_indent(start + odd, lead[odd], cut))
        elif moved:
            self.slips.append(say.indent(start + len(lead), content, cut))
        elif self.slips:  # below an item that was moved
            last = max(i for i, slip in enumerate(self.slips) if slip.cuts)
            self.slips[last] = self.slips[last]._replace(cuts=(*self.slips[last].cuts, cut))

    # ---- entries of lists

    def _begins_entry(self, content: str, column: int) -> bool:
        """Whether a line that YAML takes for none begins an entry of a list."""
        if not (BULLET.match(content) or TIGHT.match(content)):
            return False
        if self._pending is not None and self._pending.field.is_list and column >= self._pending.column:
            return True
        if self._plain is not None and not self._plain.entry and column > self._plain.column:
            return False
        return any(frame.kind == "list" and abs(frame.column - column) < 2 for frame in self._frames)

    def _entry(self, number: int, at: int, content: str, column: int) -> tuple[int, Slip | None] | None:
        why = None
        pending = self._pending
        forgotten = self._forgotten(number, column)
        if forgotten:
            name, slip = forgotten
            takes = fields(self._frames[-1].item)[name]
            self._frames[-1].used.add(name)
            self._frames.append(Frame("list", column, takes.item, takes))
            self.comments.pop()
            self.slips.append(slip)
            self.leaves[number - 1] = [name]
        elif pending is not None and pending.field.is_list and column >= pending.column:
            self._frames.append(Frame("list", column, pending.field.item, pending.field))
        elif pending is not None and pending.field is ANYTHING and column >= pending.column:
            self._frames.append(Frame("list", column, None, ANYTHING))
        else:
            found = self._list_for(content, column)
            if found and found.column != column and pending and pending.field.is_list and not _WITH_KEY.match(content):
                return None  # it may belong to the key above, which goes on waiting for a list
            if found is None:
                if self._plain is not None and column > self._plain.column:
                    return self._goes_on(at, content, column)
                self._unknown(number, at, content)
                return None
            if found.column != column:
                joined = self._plain is not None and column > self._plain.column
                why = say.joined(at) if joined else say.neighbour(at)
            del self._frames[self._frames.index(found) + 1 :]
            column = found.column
        self._finish()
        self.leaves[number] = []
        return self._marked(number, at, content, column), why

    def _marked(self, number: int, at: int, content: str, column: int) -> int:
        """Read the mark of an entry, and what stands behind it."""
        frame = self._frames[-1]
        mark = DASH.match(content)
        bare = not re.match(r"\W*(?:[xX]\][ \t]+)?[a-z]+:[ \t]", content)
        if mark:
            behind = content[1:]
            gap = len(behind) - len(behind.lstrip(" \t"))
            if "\t" in behind[:gap] and behind.strip():
                self.slips.append(say.tab_behind_dash(at + 1, gap))
                inner = column + 2
            else:
                inner = column + 1 + max(gap, 1)
            rest = 1 + gap
        else:
            bullet = BULLET.match(content)
            taken = bullet.end() if bullet else 1
            gap = len(content[taken:]) - len(content[taken:].lstrip(" \t"))
            self.slips.append(say.bullet(at, bullet[0], gap, frame.item, bare=bare) if bullet else say.tight(at))
            inner, rest = column + 2, taken + gap
        box = BOX.match(content, rest)
        if box:
            self.slips.append(say.box(at + rest, at + box.end(), box[1].strip(), frame.item, bare=bare))
            typed = content[box.end() :].rstrip()
            if box[1].strip() and bare and frame.item and "status" in fields(frame.item) and "#" not in typed:
                return self._done(number, at + rest, typed, frame.item, column)
            rest = box.end()
        text = content[rest:]
        if text.strip():
            self.begins[number] = at + rest
        else:
            self._pending = Pending(column, Field("items", ANYTHING.kind, None)) if frame.item is None else None
            if frame.item is not None:
                self._frames.append(Frame("map", -1, frame.item))  # its column is that of its first key
            return column
        if DASH.match(text) and frame.takes.sort != "texts":
            self._frames.append(Frame("list", inner, frame.item, frame.takes))
            self._marked(number, at + rest, text, inner)
            return column
        key = key_of(text, fields(frame.item))
        if key and self._is_key(key, frame):
            self._frames.append(Frame("map", inner, frame.item))
            self._pair(number, at + rest, text, key, self._frames[-1])
            return column
        one = Field("text", frame.takes.kind, frame.item) if frame.takes.sort == "texts" or frame.takes.bare else frame.takes
        self._value(number, at + rest, at + len(content), one, column, entry=True)
        if not self.leaves[number]:
            del self.begins[number]  # nothing is left of it
        return column

    def _done(self, number: int, at: int, typed: str, item: type[Item], column: int) -> int:
        """An entry that is no more than its name, behind a box with a tick."""
        cut = (at, self.slips[-1].end + len(typed), f"{{{item.NAME}: {scalar(typed, flow=True)[0]}, status: done}}")
        self.slips[-1] = self.slips[-1]._replace(cuts=(cut,), sure=True)
        self.begins[number] = at
        self.leaves[number] = [item.NAME, typed, "status", "done"]
        self._pending = None
        return column

    def _is_key(self, key: Key, frame: Frame) -> bool:
        """Whether what stands before a colon in an entry is a key, not the beginning of a text."""
        if frame.item is None:
            return frame.takes is ANYTHING
        return not frame.takes.bare or may_be_key(key.name, fields(frame.item))

    def _list_for(self, content: str, column: int) -> Frame | None:
        """The open list that an entry at a column belongs to; None where that cannot be told."""
        lists = [frame for frame in self._frames if frame.kind == "list"]
        exact = [frame for frame in lists if frame.column == column]
        if exact:
            return exact[-1]
        if self._plain is not None and not self._plain.entry and column > self._plain.column:
            return None
        mark = DASH.match(content) or BULLET.match(content) or TIGHT.match(content)
        key = re.match(r"[ \t]*\{?[ \t]*([A-Za-z_]+):", content[mark.end() :] if mark else content)
        if key and len(lists) > 1:
            lists = [frame for frame in lists if frame.item is not None and key[1] == frame.item.NAME]
        elif key and key[1] in _NAMES:
            lists = [frame for frame in lists if key[1] in fields(frame.item)]
        elif len(lists) > 1:
            around = [frame for frame in lists if frame.column < column]
            lists = around[-1:] if around == lists else []
        return lists[0] if len(lists) == 1 else None

    def _forgotten(self, number: int, column: int) -> tuple[str, Slip] | None:
        """The key right above an entry whose `#` was not taken away."""
        if self._comment is None or self._comment[0] != number - 1 or not self._frames:
            return None
        maps = [frame for frame in self._frames if frame.kind == "map" and frame.column <= column]
        line = self.text[self._comment[1] :].split("\n", 1)[0].rstrip(" \t\r")
        found = say.FORGOTTEN.fullmatch(line)
        if not found or not maps:
            return None
        known, owner = fields(maps[-1].item), maps[-1]
        if found[1] not in known or not known[found[1]].is_list or found[1] in owner.used:
            return None
        del self._frames[self._frames.index(owner) + 1 :]
        start = self.text.rfind("\n", 0, self._comment[1]) + 1
        return found[1], say.forgotten(start, self._comment[1], found, owner.column)

    # ---- keys

    def _keys(self, number: int, at: int, content: str, column: int) -> tuple[int, Slip | None] | None:
        pending = self._pending
        if not self._frames:
            self._frames.append(Frame("map", column, Plan))
        top = self._frames[-1]
        if top.kind == "map" and top.column < 0:
            if column > self._frames[-2].column:
                top.column = column
            else:  # nothing stands behind that dash, nor below it
                self._frames.pop()
        frame: Frame | None = None
        if pending is not None and column > pending.column:
            if pending.field.sort == "items" and (pending.field.item is not None or key_of(content, {})):
                frame = Frame("map", column, pending.field.item)
                self._frames.append(frame)
            elif pending.field is ANYTHING and key_of(content, {}):
                frame = Frame("map", column, None)
                self._frames.append(frame)
            else:
                return self._starts_below(number, at, content, column, pending)
        if frame is None:
            frame = map_for(self._frames, content, column)
        key = key_of(content, fields(frame.item)) if frame else None
        if frame is None or key is None:
            if self._plain is not None and column > self._plain.column:
                return self._goes_on(at, content, column)
            if (owner := self._list_without_mark(content, column)) is not None:
                return self._unmarked(number, at, content, owner)
            self._unknown(number, at, content)
            return None
        if self._plain is not None and column > self._plain.column and key.name not in fields(frame.item):
            return self._goes_on(at, content, column)
        del self._frames[self._frames.index(frame) + 1 :]
        self._finish()
        self.begins[number] = at
        self.leaves[number] = []
        self._pair(number, at, content, key, frame)
        return frame.column, None

    def _list_without_mark(self, content: str, column: int) -> Frame | None:
        """The open list of texts among whose entries a text stands that has no mark."""
        lists = [frame for frame in self._frames if frame.kind == "list" and frame.column == column and frame.takes.texty]
        return lists[-1] if lists and content[0].isalnum() and not COLON.search(content) else None

    def _unmarked(self, number: int, at: int, content: str, frame: Frame) -> tuple[int, Slip | None]:
        del self._frames[self._frames.index(frame) + 1 :]
        self._finish()
        self.begins[number] = at
        self.leaves[number] = []
        self.slips.append(say.no_mark(at))
        one = Field("text", frame.takes.kind, frame.item)
        self._value(number, at, at + len(content), one, frame.column, entry=True)
        return frame.column, None

    def _pair(self, number: int, at: int, content: str, key: Key, frame: Frame) -> None:
        known = fields(frame.item)
        frame.used.add(key.name)
        if key.slip:
            start, end, new = key.slip
            self.slips.append(say.key(self.text, at + start, at + end, new))
        self.leaves[number].append(key.name)
        takes = field_of(key.name, known)
        inner = takes if takes is ANYTHING or takes.sort != "text" else Field("text", takes.kind)
        entry = frame.item is not None and key.name == frame.item.NAME and frame.item is not Plan
        text = content[key.value :]
        if takes.is_list and DASH.match(text) and text[1:].strip():
            gap = frame.column + 2
            self.slips.append(
                say.on_the_line_of_its_key(
                    at + key.value, self._line_end(at), gap, at + len(content[: key.value].rstrip(" \t\r"))
                )
            )
            self._frames.append(Frame("list", gap, takes.item, takes))
            self._marked(number, at + key.value, text, gap)
            return
        self._value(number, at + key.value, at + len(content), inner, frame.column, entry=entry)

    def _line_end(self, at: int) -> str:
        end = self.text.find("\n", at)
        return "\r\n" if end > 0 and self.text[end - 1] == "\r" else "\n"

    # ---- values

    def _value(self, number: int, at: int, end: int, takes: Field, column: int, *, entry: bool) -> None:
        value = look(self.text, at, end, takes, column)
        self._pending = self._plain = None
        self._comment = None
        for blame in value.blames:
            more = any(holds_more(self.text[start:stop], takes) for start, stop, _ in blame.cuts)
            self.slips.append(say.blamed(blame._replace(sure=blame.sure and not more)))
        if value.form == "empty":
            self._pending = Pending(column, takes)
        elif value.form == "plain":
            self._plain = Plain(number, at, value.end, takes, column, entry, len(self.leaves[number]))
        elif value.form == "block":
            self._block = column
        elif value.form == "open":
            self._skip = self.text.find("\n", value.end) + 1 or len(self.text) + 1
        self.leaves[number] += value.leaves

    def _starts_below(self, number: int, at: int, content: str, column: int, pending: Pending) -> tuple[int, Slip | None]:
        """A text on the line below its key."""
        self.begins[number] = at
        self.leaves[number] = []
        self._value(number, at, at + len(content), pending.field, pending.column, entry=False)
        return column, None

    def _goes_on(self, at: int, content: str, column: int) -> tuple[int, Slip | None]:
        """A line that goes on with the text above."""
        assert self._plain
        self._plain.end = at + len(content[: comment_at(content, texty=False)].rstrip(" \t\r"))
        self._plain.lines += 1
        return column, None

    def _finish(self) -> None:
        """A text is at its end: if a colon in it would make a key, it belongs in quotes."""
        plain, self._plain = self._plain, None
        self._pending = None
        if plain is None:
            return
        typed = self.text[plain.start : plain.end]
        colon = COLON.search(typed.replace("\r", "").replace("\n", " ") if plain.lines > 1 else typed)
        if plain.lines == 1:
            if not colon or self.leaves[plain.line][plain.slot] is None:
                return
            line = self.text[plain.start :].split("\n", 1)[0].removesuffix("\r")
            meant = line[: comment_at(line, texty=plain.field.texty)].rstrip(" \t\r")
            cut: tuple[Cut, ...] = ((plain.start, plain.start + len(meant), scalar(meant, flow=False, quote='"')[0]),)
            self.leaves[plain.line][plain.slot] = meant
            sure = plain.field.texty and not holds_more(meant, plain.field)
        else:
            self.leaves[plain.line][plain.slot] = None
            if not re.search(r":(?=[ \t\r\n]|\Z)", typed):
                return
            quote = '"' if not re.search(r'["\\]', typed) else "'"
            sure = plain.field.texty and not _OTHER_KEY.search(typed) and not (quote == "'" and "'" in typed)
            cut = ((plain.start, plain.start, quote), (plain.end, plain.end, quote))
            colon = re.search(r":(?=[ \t\r\n]|\Z)", typed)
        assert colon
        place = plain.start + colon.start()
        self.slips.append(say.blamed(Blame(place, place + 1, "this `:` makes a key where none can stand", QUOTE, cut, sure)))

    def _unknown(self, number: int, at: int, content: str) -> None:
        """A line that is not understood: what YAML says of it will do."""
        self._finish()
        self._comment = None
