"""What a plan says, as facts, and what a merge of two versions should say: worked out apart from the merge, from PyYAML's values."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, NamedTuple

import yaml

ENDS = ("done", "dropped", "refused", "because", "refused_by")
Path = tuple[str, ...]
Facts = dict[Path, str]

_TOLD_BY = {
    "ratings": ("date", "by"),
    "progress": ("date", "note"),
    "conversations": ("date", "type"),
    "moments": ("date", "moment"),
}


def front_and_body(raw: bytes) -> tuple[str, str]:
    found = re.match(rb"(?:\xef\xbb\xbf)?---\r?\n(.*?\n)---\r?\n(.*)\Z", raw, re.S)
    assert found, raw[:80]
    return found[1].decode(), found[2].decode()


def data_of(raw: bytes) -> Any:
    return yaml.load(front_and_body(raw)[0], yaml.CBaseLoader)


def facts(raw: bytes) -> Facts:
    """Every fact of a plan: where it stands, by key and by what items are called, and its text."""
    found = dict(_facts(data_of(raw), ()))
    body = front_and_body(raw)[1]
    found |= {("P", n): text for n, text in re.findall(r"(?m)^P(\d): (.*)", body)}
    found |= {("body", line): "" for line in body.split("\n") if "said" in line and not line.startswith("P")}
    remarks = re.findall(r"# \w+ said [-\d]+", front_and_body(raw)[0])
    return found | {("comment", remark): "" for remark in remarks}


def _facts(value: Any, path: Path) -> Iterator[tuple[Path, str]]:
    if isinstance(value, dict):
        for key, child in value.items():
            yield from _facts(child, (*path, key))
    elif isinstance(value, list):
        for child in value:
            here = (*path, name_of(child, path[-1]))
            yield here, ""
            if isinstance(child, dict):
                yield from _facts(child, here)
    elif value not in ("", "~", "null"):
        yield path, value


def name_of(entry: Any, key: str) -> str:
    """What tells an entry of a list from the others."""
    if not isinstance(entry, dict):
        return str(entry)
    keys = _TOLD_BY.get(key) or next(
        ([k] for k in ("id", "skill", "vision", "goal", "way", "action", "need", "topic", "what") if k in entry), []
    )
    return "|".join(entry.get(k, "") for k in keys)


class Expected(NamedTuple):
    """What a merge should say, and where the two sides say different things: there, each side's own facts."""

    agreed: Facts
    contested: frozenset[Path]  # and all that is below
    crowded: frozenset[Path]  # comments that both put behind one line, which has room for one

    def leaves_open(self, path: Path) -> bool:
        return path in self.crowded or any(path[:i] in self.contested for i in range(len(path) + 1))


def expected(base: bytes, ours: bytes, theirs: bytes) -> Expected:
    was, one, other = facts(base), facts(ours), facts(theirs)
    contested: set[Path] = set()
    agreed: Facts = {}
    for path in {*was, *one, *other}:
        values = was.get(path), one.get(path), other.get(path)
        if values[1] == values[2] or values[2] == values[0]:
            chosen = values[1]
        elif values[1] == values[0]:
            chosen = values[2]
        else:
            chosen = _later(path, data_of(ours), data_of(theirs))
            if chosen is None:
                contested.add(path)
        if chosen is not None:
            agreed[path] = chosen
    for path in {path[:-1] for path in {*one, *other}}:  # an item that ended in two ways
        ends = [{key for key in ENDS[:3] if (*path, key) in version} for version in (was, one, other)]
        if ends[1] != ends[2] and ends[0] not in ends[1:]:
            contested |= {(*path, key) for key in ENDS if (*path, key) not in was and {(*path, key)} & ({*one} | {*other})}
    for path in was:  # an item that one side took out, and the other changed
        for gone, there in ((one, other), (other, one)):
            if was[path] == "" and path not in gone and path in there:
                below = [{p: v for p, v in version.items() if p[: len(path)] == path} for version in (was, there)]
                if below[0] != below[1]:
                    contested.add(path)
    inside = {path for path in agreed if any(path[:i] in contested for i in range(len(path) + 1))}
    behind = [dict(re.findall(r"(?m)^ *(\S.*?) +(# \w+ said [-\d]+)$", front_and_body(raw)[0])) for raw in (ours, theirs)]
    crowded = {("comment", version[line]) for line in behind[0].keys() & behind[1].keys() for version in behind}
    inside |= crowded
    return Expected(
        {path: value for path, value in agreed.items() if path not in inside}, frozenset(contested), frozenset(crowded)
    )


def _later(path: Path, ours: Any, theirs: Any) -> str | None:
    """A skill's rating is that of the later day, where each was agreed on a day of its own."""
    if len(path) != 3 or (path[0], path[2]) != ("skills", "rating"):
        return None
    last = []
    for data in (ours, theirs):
        skill = next(skill for skill in data["skills"] if name_of(skill, "skills") == path[1])
        last.append(
            max(((entry["date"], entry["rating"]) for entry in skill.get("ratings", ()) if not entry.get("by")), default=("", ""))
        )
    return max(last)[1] if last[0][0] != last[1][0] else None


def orders(raw: bytes) -> dict[Path, list[str]]:
    """The order of each list."""
    found: dict[Path, list[str]] = {}
    waiting: list[tuple[Any, Path]] = [(data_of(raw), ())]
    while waiting:
        value, path = waiting.pop()
        if isinstance(value, dict):
            waiting += [(child, (*path, key)) for key, child in value.items()]
        elif isinstance(value, list):
            found[path] = [name_of(child, path[-1]) for child in value]
            waiting += [(child, (*path, name_of(child, path[-1]))) for child in value]
    return found
