"""Items whose beginning is missing: the hyphen, the line that holds the hyphen, or the name."""

from __future__ import annotations

import re
from typing import NamedTuple

from yaml.nodes import MappingNode, ScalarNode

from cap.edit.scalars import scalar
from cap.plan.model import Item
from cap.plan.problem import ItemPath
from cap.plan.slips import say
from cap.plan.slips.grammar import Field, fields
from cap.plan.slips.slip import Cut, Slip
from cap.plan.slips.value import comment_at


class Beginnings(NamedTuple):
    """The slips, and which leaves of a line become which others when those are mended that are sure."""

    slips: list[Slip]
    said: list[tuple[int, list[str | None], list[str | None]]] = []


NONE = Beginnings([])


def undivided(text: str, node: MappingNode, item: type[Item], path: ItemPath, dash: int) -> Beginnings:
    """Several items in one, because only the first has its hyphen, in the column `dash`: the same keys again, in a group each."""
    keys = [key for key, _ in node.value if isinstance(key, ScalarNode)]
    groups: list[set[str]] = []
    begins: list[ScalarNode] = []
    for key in keys:
        if key.value == keys[0].value:
            groups.append(set())
            begins.append(key)
        if key.value in groups[-1]:
            return NONE
        groups[-1].add(key.value)
    if len(groups) < 2 or any(item.NAME not in group or len(group & groups[0]) < 2 for group in groups):
        return NONE
    column = keys[0].start_mark.column
    starts = [key.start_mark.index for key in begins[1:]]
    if any(key.start_mark.column != column for key in begins) or any(text[at - column + dash : at].strip(" ") for at in starts):
        return NONE
    mark = "- ".ljust(column - dash)
    return Beginnings([say.undivided(at, str(keys[0].value), (at - column + dash, at, mark), path) for at in starts])


def nameless(text: str, node: MappingNode, item: type[Item], path: ItemPath) -> Beginnings:
    """An item whose name is still a comment."""
    start, end = node.start_mark.index, node.end_mark.index
    found = list(re.compile(rf"^([ \t]*#[ \t]*){item.NAME}:[ ]+([^#\s].*)$", re.M).finditer(text, start, end))
    if len(found) != 1 or not isinstance(node.value[0][0], ScalarNode):
        return NONE
    line, mark, typed = found[0].start(), found[0].end(1), found[0][2]
    if re.search(r"^[ \t]*#[ \t]*-[ \t]", text[start:line], re.M):  # it belongs to an entry that is a comment as a whole
        return NONE
    slip = say.forgotten_name(line, text.index("#", line), mark, item.NAME, node.start_mark.column, path)
    return _taken_back(text, slip, line, item.NAME, typed)


def undashed(text: str, node: MappingNode, takes: Field, path: ItemPath) -> Beginnings:
    """Items of a list without their hyphens."""
    keys = [key.value for key, _ in node.value if isinstance(key, ScalarNode)]
    if takes.sort != "items" or node.flow_style or not keys or keys[0] not in fields(takes.item) or len(keys) < len(node.value):
        return NONE
    if (forgotten := _forgotten_line(text, node, takes, keys, path)).slips:
        return forgotten
    groups: list[set[str]] = []
    sure = True
    starts: list[int] = []
    said: list[tuple[int, list[str | None], list[str | None]]] = []
    for key, _ in node.value:
        if key.value in (keys[0], f"-{keys[0]}"):
            groups.append(set())
            starts.append(key.start_mark.index)
        if key.value == f"-{keys[0]}":  # a hyphen, and no blank behind it
            said.append((key.start_mark.line, [key.value], [keys[0]]))
        sure = sure and key.value not in groups[-1]
        groups[-1].add(key.value)
    column, start = node.start_mark.column, node.start_mark.index
    line = text.rfind("\n", 0, start) + 1
    stop = start + len(text[start : node.end_mark.index].rstrip())
    cuts: list[Cut] = []
    while 0 <= line < stop:
        end = text.find("\n", line)
        content = text[line : end if end >= 0 else len(text)].strip(" \r")
        if content and not content.startswith("#"):
            begin = line + column
            tight = int(text[begin] == "-")
            cuts.append((begin, begin + tight, "- ") if begin in starts else (line, line, "  "))
        line = end + 1 or stop
    return Beginnings([say.no_dash(start, str(path[-1]), tuple(cuts), sure, path)], said if sure else [])


def _forgotten_line(text: str, node: MappingNode, takes: Field, keys: list[str], path: ItemPath) -> Beginnings:
    """Keys of an item below the line that begins it, and that is still a comment."""
    start, column = node.start_mark.index, node.start_mark.column
    line = text.rfind("\n", 0, start)
    above = text.rfind("\n", 0, max(line, 0)) + 1
    found = say.FORGOTTEN_ENTRY.fullmatch(text[above : max(line, 0)].removesuffix("\r"))
    if not found or column < 2 or found[2] not in fields(takes.item) or found[2] in keys or len({*keys}) < len(keys):
        return NONE
    return _taken_back(text, say.forgotten_entry(above, found, column, path), above, found[2], found[3])


def _taken_back(text: str, slip: Slip, line: int, key: str, typed: str) -> Beginnings:
    """A comment that holds a key and a text, which are sure to be read as such once its `#` is gone."""
    typed = typed.rstrip()
    sure = scalar(typed, flow=False)[0] == typed and comment_at(typed, texty=False) == len(typed)
    return Beginnings([slip._replace(sure=sure)], [(text.count("\n", 0, line), [], [key, typed])] if sure else [])
