"""Slips in front matter that YAML can read, and reads as something else than was meant: words that are gone, entries that are one.

Most show as a shape problem too, which what is said here replaces. For the others `certify.py` turns every plan away that may hide one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from cap.edit.scalars import scalar
from cap.plan.model import Item, Plan
from cap.plan.nodes import is_blank
from cap.plan.places import Source
from cap.plan.problem import ItemPath
from cap.plan.slips import say
from cap.plan.slips.beginnings import Beginnings, nameless, undashed, undivided
from cap.plan.slips.flow import SET_QUOTES, Flow, closing
from cap.plan.slips.grammar import ANYTHING, Field, field_of, fields, holds_more, may_be_key
from cap.plan.slips.marks import BULLET, DASH, TIGHT
from cap.plan.slips.slip import Cut, Leaves, Slip
from cap.plan.slips.value import comment_at

_TEXT = Field("text", ANYTHING.kind)
_SHORT = 50  # characters; lines of a text that was wrapped are longer
_HASH = re.compile(r"([ \t]+)#(.*)")


class Parsed:
    """One look over the nodes of a text: `slips`, and `said`, which leaves of a line become which others when they are mended."""

    def __init__(self, source: Source) -> None:
        self.source, self.text = source, source.text
        self.slips: list[Slip] = []
        self.said: list[tuple[int, list[str | None], list[str | None]]] = []
        if isinstance(source.root, MappingNode):
            self._map(source.root, Plan, (), dash=-1)

    # ---- the way down

    def _map(self, node: MappingNode, item: type[Item] | None, path: ItemPath, *, dash: int) -> None:
        if node.flow_style and item is not None and self._comma(node, item, path):
            return
        known = fields(item)
        names = {key.value for key, _ in node.value if isinstance(key, ScalarNode)}
        if item is not None and item is not Plan and item.NAME not in names and not node.flow_style:
            self._take(nameless(self.text, node, item, path))
        if item is not None and dash >= 0 and not node.flow_style:
            self._take(undivided(self.text, node, item, path, dash))
        for key, value in node.value:
            if not isinstance(key, ScalarNode):
                continue
            name, here = self._key(key, known, names, path), (*path, key.value)
            takes = field_of(name, known)
            if isinstance(value, SequenceNode):
                if not value.flow_style and self._forgotten(value, takes, here, key, known, names):
                    continue
                self._list(value, takes, here)
            elif isinstance(value, MappingNode):
                odd = self._marked_keys(value, takes, here) or self._take(undashed(self.text, value, takes, here))
                if not odd and not self._colon(value, takes, None, here):
                    self._map(value, takes.item, here, dash=-1)
            elif isinstance(value, ScalarNode) and not value.style:
                called = item is not None and item is not Plan and name == item.NAME
                self._plain(value, takes, here, key=key, dash=dash if called else -1, flow=bool(node.flow_style))

    def _list(self, node: SequenceNode, takes: Field, path: ItemPath) -> None:
        dash = -1 if node.flow_style else node.start_mark.column
        if node.flow_style and takes.sort in ("texts", "items"):
            self._cut_in_brackets(node, path)
        for i, entry in enumerate(node.value):
            if isinstance(entry, MappingNode):
                if not self._colon(entry, takes, takes.item, (*path, i)):
                    self._map(entry, takes.item, (*path, i), dash=dash)
            elif isinstance(entry, ScalarNode) and not entry.style:
                one = _TEXT if takes.texty else takes
                self._plain(entry, one, (*path, i), key=None, dash=dash, flow=bool(node.flow_style))
            elif isinstance(entry, SequenceNode):
                self._list(entry, takes, (*path, i))

    # ---- texts

    def _plain(self, node: ScalarNode, takes: Field, path: ItemPath, *, key: ScalarNode | None, dash: int, flow: bool) -> None:
        start, end = node.start_mark.index, node.end_mark.index
        raw = self.text[start:end]
        if raw[:1] in ("&", "!", "*") or "\t" in raw:
            return
        below = key is not None and key.start_mark.line < node.start_mark.line
        if takes.is_list and below and _mark(raw):
            self._bullets(node, takes, path)
        elif below and takes.sort == "texts" and "\n" in raw and max(map(len, raw.split("\n"))) < _SHORT:
            self.slips.append(say.as_one_text(start, end, path))
        elif "\n" in raw and not flow:
            self._joined(node, takes, path, key, dash)
        if takes.sort in ("text", "texts") and not flow:
            self._cut_off(node, raw, takes, key, path)
        if takes.sort in ("value", "values") and (found := SET_QUOTES.fullmatch(raw)):
            inner = next(group for group in found.groups() if group is not None)
            if self._fits(node, inner, takes, path):
                self._add(say.set_quotes(start, end, raw, inner, path), node.start_mark.line, [raw], [inner])

    def _fits(self, node: ScalarNode, inner: str, takes: Field, path: ItemPath) -> bool:
        """Whether a text would do where another stands, once it is mended."""
        from cap.plan.shape import Walk

        walk = Walk(self.source)
        walk.build(ScalarNode("", inner, node.start_mark, node.end_mark), takes.kind, path)
        return all(problem.fix for problem in walk.problems)

    def _cut_off(self, node: ScalarNode, raw: str, takes: Field, key: ScalarNode | None, path: ItemPath) -> None:
        """A text that ends at a `#` which was meant as a part of it."""
        start, end = node.start_mark.index, node.end_mark.index
        line = self._line(end)
        found = _HASH.match(line)
        if not found:
            return
        tight = comment_at(f"#{found[2]}", texty=True) > 0
        if not tight and not ("#" in raw and found[1] == " "):
            return
        at = end + found.end(1)
        if not raw:
            start = at
        meant = raw + line if raw else line[found.end(1) :]
        meant = meant[: comment_at(meant, texty=True)].rstrip()
        sure = tight and "\n" not in raw and not holds_more(meant, takes)
        cut = (start, start + len(meant), scalar(meant, flow=False, quote='"')[0])
        slip = say.cut_off(at, (cut,) if sure else (), bool(raw), path)
        before = [key.value] if key is not None and not raw else []
        self._add(slip, node.start_mark.line, [*before, raw], [*before, meant])

    def _cut_in_brackets(self, node: SequenceNode, path: ItemPath) -> None:
        """A `#` right before a word, between brackets that go on over several lines: the rest of its line is gone."""
        at, end = node.start_mark.index, node.end_mark.index
        if "\n" not in self.text[at:end]:
            return
        spans = [(entry.start_mark.index, entry.end_mark.index) for entry in node.value]
        for found in re.compile(r"(?<=[ \t])#(?=[^\s#!])(?!cap:)").finditer(self.text, at, end):
            begun = any(self.text[stop : found.start()].strip(" \t") == "" for _, stop in spans if stop <= found.start())
            if not any(start <= found.start() < stop for start, stop in spans):
                self._add(say.cut_off(found.start(), (), begun, path), node.start_mark.line, [], [])

    def _joined(self, node: ScalarNode, takes: Field, path: ItemPath, key: ScalarNode | None, dash: int) -> None:
        """A text that goes on, on its next lines, with what should be entries of their own."""
        start = node.start_mark.index
        lines = self._lines(node)
        marked = [(at, line, DASH.match(line.lstrip(" "))) for at, line in lines[1:]]
        marked = [(at, line, mark) for at, line, mark in marked if mark]
        if not marked:
            return
        first: tuple[Cut, ...] = ()
        if dash < 0:
            if key is None or not takes.is_list or takes.sort != "texts" or key.start_mark.line != node.start_mark.line:
                return
            at, line, _ = marked[0]
            dash = len(line) - len(line.lstrip(" "))
            colon = self.text.index(":", key.end_mark.index) + 1
            line_end = "\r\n" if self.text[start : node.end_mark.index].split("\n", 1)[0].endswith("\r") else "\n"
            first = ((colon, start, f"{line_end}{' ' * dash}- "),)
        parts: list[list[str]] = [[]]
        where = [node.start_mark.line]
        for offset, (_, line) in enumerate(lines):
            content = line.strip(" ")
            if offset and DASH.match(content):
                parts.append([])
                where.append(node.start_mark.line + offset)
                content = content[1:].strip(" ")
            parts[-1].append(content)
        self.said.append((where[0], [node.value], [" ".join(filter(None, parts[0]))]))
        for line_number, part in zip(where[1:], parts[1:]):
            self.said.append((line_number, [], [" ".join(filter(None, part))]))
        for at, line, _ in marked:
            content = line.lstrip(" ")
            gap = len(content) - len(content[1:].lstrip(" "))
            place = at + len(line) - len(content)
            self.slips.append(say.joined(place, (*first, (at, place + gap, " " * dash + "- ")), path))

    def _bullets(self, node: ScalarNode, takes: Field, path: ItemPath) -> None:
        """Entries of a list that begin with something else than `- `, and so are one text."""
        column = node.start_mark.column
        for offset, (at, line) in enumerate(self._lines(node)):
            content = line.lstrip(" ")
            mark = _mark(content) or DASH.match(content)
            if not mark:  # the first line has one
                number, old, new = self.said[-1]
                self.said[-1] = number, old, [f"{new[0]} {content.strip(' ')}".strip()]
                continue
            behind = content[mark.end() :]
            self.said.append((node.start_mark.line + offset, [] if offset else [node.value], [behind.strip(" \t")]))
            place = at + len(line) - len(content)
            start = at if offset else place
            cut = (start, place + len(content) - len(behind.lstrip(" \t")), (" " * column if offset else "") + "- ")
            if mark[0] != "-" or content[1:2] not in (" ", ""):
                self.slips.append(say.bullet_read(place, mark[0], cut, takes.sort == "items", path, takes.item))
            elif place != at + column:
                self.slips.append(say.joined(place, (cut,), path))

    def _marked_keys(self, node: MappingNode, takes: Field, path: ItemPath) -> bool:
        """Entries of a list that begin with something else than `- `, each with one key, so that together they are a mapping."""
        pairs = [(key, value, _mark(key.value)) for key, value in node.value if isinstance(key, ScalarNode) and not key.style]
        if node.flow_style or not takes.is_list or len(pairs) != len(node.value) or not all(mark for _, _, mark in pairs):
            return False
        for key, value, mark in pairs:
            assert mark
            start = key.start_mark.index
            line = self._line(start)
            content = line[mark.end() :].lstrip(" \t")
            at = start + len(line) - len(content)
            new: list[str | None] | None = [key.value[mark.end() :].strip(" \t")]
            end = closing(self.text, at, start + len(line)) if content.startswith("{") else None
            if end is not None:
                flow = Flow(self.text, at, end, takes)
                new = None if flow.spots else flow.leaves
            elif isinstance(value, ScalarNode) and value.start_mark.line == key.start_mark.line:
                new = [*new, value.value] if new else None
            else:
                new = None
            slip = say.bullet_read(start, mark[0], (start, at, "- "), True, path)._replace(sure=new is not None)
            self._add(slip, key.start_mark.line, _leaves(key) + _leaves(value), new or [])
        return True

    # ---- keys and lists

    def _key(self, key: ScalarNode, known: dict[str, Field], names: set[str], path: ItemPath) -> str:
        """What a key says, without the quotes of a word processor around it."""
        found = SET_QUOTES.fullmatch(key.value) if not key.style and key.value not in known else None
        inner = next((group for group in found.groups() if group is not None), "") if found else ""
        if inner not in known or inner in names:
            return str(key.value)
        start, end = key.start_mark.index, key.end_mark.index
        slip = say.key(self.text, start, end, inner)._replace(rule="unknown-key", at=(*path, key.value))
        self._add(slip, key.start_mark.line, [key.value], [inner])
        return inner

    def _comma(self, node: MappingNode, item: type[Item], path: ItemPath) -> bool:
        """Braces in which a comma divides a text; the answer is whether they were understood as such."""
        start, end = node.start_mark.index, node.end_mark.index
        known = fields(item)
        bare = [key for key, value in node.value if isinstance(key, ScalarNode) and key.value not in known and is_blank(value)]
        if not any(self.text[key.end_mark.index : end].lstrip()[:1] in (",", "}") for key in bare):
            return False
        if "\n" in self.text[start:end] or self.text[start] != "{":
            return False
        flow = Flow(self.text, start, end, Field("items", ANYTHING.kind, item))
        if not flow.leaves or not flow.spots:
            return False
        slips = [say.comma(spot, path) for spot in flow.spots]
        self.slips += slips
        self.said.append((node.start_mark.line, _leaves(node), flow.leaves))
        return True

    def _colon(self, node: MappingNode, takes: Field, item: type[Item] | None, path: ItemPath) -> bool:
        """One line of text in which a colon makes a key."""
        if len(node.value) != 1 or takes.sort not in ("text", "texts", "items") or self.text[node.start_mark.index] == "{":
            return False
        key, value = node.value[0]
        if not isinstance(key, ScalarNode) or not isinstance(value, ScalarNode) or key.style:
            return False
        known = fields(item)
        if takes is ANYTHING or (takes.sort == "items" and (not takes.bare or item is None)):
            return False
        if known and may_be_key(key.value, known):
            return False
        start = node.start_mark.index
        if "\n" in self.text[start : value.end_mark.index].strip() or value.style or key.value == "<<":
            return False
        colon = self.text.find(":", key.end_mark.index, value.end_mark.index + 1)
        if colon < 0 or key.start_mark.index != start or self.text[key.end_mark.index : colon].strip():
            return False
        if node.flow_style:
            meant = self.text[start : value.end_mark.index].strip()
        else:
            line = self._line(start)
            meant = line[: comment_at(line, texty=True)].rstrip()
        cut = (start, start + len(meant), scalar(meant, flow=bool(node.flow_style), quote='"')[0])
        self._add(say.colon(colon, cut, path), node.start_mark.line, [key.value, value.value], [meant])
        return True

    def _forgotten(
        self, node: SequenceNode, takes: Field, path: ItemPath, key: ScalarNode, known: dict[str, Field], names: set[str]
    ) -> bool:
        """A list that belongs to the key right above one of its entries, whose `#` was not taken away."""
        for i, entry in enumerate(node.value):
            if i == 0 and takes.is_list and key.value in known:
                # the first entry's own key may be right above, but so may a comment that is a key
                continue
            line = self.text.rfind("\n", 0, entry.start_mark.index)
            above = self.text.rfind("\n", 0, max(line, 0)) + 1
            comment = self.text[above : max(line, 0)].rstrip("\r")
            found = say.FORGOTTEN.fullmatch(comment.strip())
            if line < 0 or not found or found[1] not in known or not known[found[1]].is_list or found[1] in names:
                continue
            if self.text[line + 1 : entry.start_mark.index].strip(" ") != "-":
                continue
            at = above + len(comment) - len(comment.lstrip())
            slip = say.forgotten(above, at, found, key.start_mark.column)
            slip = slip._replace(rule=say.JOINED, level="warning") if i else slip._replace(rule="wrong-type")
            self._add(slip._replace(at=(*path, i) if i else path), self.text.count("\n", 0, at), [], [found[1]])
            return True
        return False

    # ---- lines

    def _add(self, slip: Slip, line: int, old: list[str | None], new: list[str | None]) -> None:
        self.slips.append(slip)
        if slip.sure:
            self.said.append((line, old, new))

    def _take(self, found: Beginnings) -> bool:
        self.slips += found.slips
        self.said += found.said
        return bool(found.slips)

    def _line(self, at: int) -> str:
        """The rest of the line from `at` on."""
        return self.text[at:].split("\n", 1)[0].removesuffix("\r")

    def _lines(self, node: Node) -> list[tuple[int, str]]:
        """The lines of a scalar: where each starts, and what stands there up to the end of the scalar or of the line."""
        at, end = node.start_mark.index, node.end_mark.index
        found = []
        for line in self.text[at:end].split("\n"):
            found.append((at, line.removesuffix("\r")))
            at += len(line) + 1
        return found


def _mark(content: str) -> re.Match[str] | None:
    """What begins an entry in place of `- `."""
    return BULLET.match(content) or TIGHT.match(content)


def _leaves(node: Node) -> list[str | None]:
    return list(_texts(node))


def _texts(node: Node) -> Iterator[str]:
    if isinstance(node, ScalarNode):
        yield node.value
    elif isinstance(node, MappingNode):
        for pair in node.value:
            for part in pair:
                yield from _texts(part)
    else:
        for entry in node.value:
            yield from _texts(entry)


def wanted(found: Leaves, said: list[tuple[int, list[str | None], list[str | None]]]) -> Leaves | None:
    """What the lines say once everything is mended; None where that does not add up."""
    leaves = {line: list(texts) for line, texts in found.items()}
    for line, texts, new in said:
        old = [text for text in texts if text != ""]
        there = leaves.setdefault(line, [])
        at = next((i for i in range(len(there) - len(old) + 1) if there[i : i + len(old)] == old), None)
        if at is None:
            return None
        leaves[line] = [*there[:at], *new, *there[at + len(old) :]]
    return {line: texts for line, texts in leaves.items() if texts}
