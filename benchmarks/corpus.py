"""Plans by the thousand: the same ones each time, as varied as a company's, clean at TODAY or with two slips in each.

A plan is built as plain values, spoilt if it has to be, and then written the way people write: some entries in braces, some
over several lines, a comment here and there, names from everywhere, and now and then the line ends of Windows.
"""

from __future__ import annotations

import hashlib
import re
import shutil
import tomllib
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from random import Random
from typing import Any, NamedTuple

TODAY = date(2026, 6, 15)

Entry = dict[str, Any]  # a mapping of the front matter, in the order in which it is written


class Kind(NamedTuple):
    """Which plans a corpus holds: how many, and of how many plans one has two findings (0: all are clean)."""

    plans: int
    one_in: int

    @property
    def name(self) -> str:
        what = {0: "clean", 1: "findings"}.get(self.one_in, f"findings-in-one-of-{self.one_in}")
        return f"{what}-{self.plans}"

    @property
    def findings(self) -> int:
        return 2 * (self.plans // self.one_in) if self.one_in else 0


def corpus(folder: Path, kind: Kind) -> Path:
    """The workspace with the plans of `kind` below `folder`: the one that is there, unless it was made by another generator."""
    root = folder / kind.name
    stamp = root / "made-by"
    if not stamp.is_file() or stamp.read_text() != _generator():
        shutil.rmtree(root, ignore_errors=True)
        (root / "plans").mkdir(parents=True)
        for i in range(kind.plans):
            slips = 2 if kind.one_in and i % kind.one_in == kind.one_in - 1 else 0
            stem, text = plan_text(i, slips)
            (root / "plans" / f"{stem}.md").write_bytes(text)
        stamp.write_text(_generator())
    return root


def extracted(plans: Path) -> Path:
    """The front matter of each plan of a workspace as a YAML file of its own, for tools that read YAML only."""
    root = plans.parent / f"{plans.name}-yaml"
    stamp = root / "made-by"
    if not stamp.is_file() or stamp.read_text() != _generator():
        shutil.rmtree(root, ignore_errors=True)
        (root / "yaml").mkdir(parents=True)
        for path in sorted((plans / "plans").iterdir()):
            front = path.read_bytes().replace(b"\r\n", b"\n").split(b"\n---\n", 1)[0]
            (root / "yaml" / f"{path.stem}.yaml").write_bytes(front + b"\n")
        stamp.write_text(_generator())
    return root


@cache
def _generator() -> str:
    here = Path(__file__)
    return hashlib.sha256(here.read_bytes() + (here.parent / "texts.toml").read_bytes()).hexdigest()


@cache
def _texts() -> Any:
    return tomllib.loads((Path(__file__).parent / "texts.toml").read_text(encoding="utf-8"))


def plan_text(number: int, slips: int = 0) -> tuple[str, bytes]:
    """The file name's stem and the bytes of plan `number`, with so many `slips` (at most two), each worth one finding."""
    chance = Random(number)
    texts = _texts()
    profession = chance.choice(texts["profession"])
    first, family = chance.choice(texts["names"]), chance.choice(texts["families"])
    colleagues = [f"{chance.choice(texts['names'])} {chance.choice(texts['families'])}" for _ in range(2)]
    plan = _plan(chance, profession, f"{first} {family}", *colleagues)
    for slip in _slips(chance, slips):
        slip(plan, chance)
    talks = [talk["date"] for talk in plan["conversations"]]
    front = "\n".join(_written(plan, chance, airy=chance.random() < 0.25))
    body = "\n".join(_body(f"{first} {family}", profession["story"], talks))
    text = f"---\n{front}\n---\n\n{body}\n".encode()
    if number % 50 == 49:
        text = text.replace(b"\n", b"\r\n")
    stem = re.sub(r"\W", "", family).lower()
    return f"{stem}-{number:06}", text


def _plan(chance: Random, profession: Any, name: str, manager: str, colleague: str) -> Entry:
    """A plan without any finding at TODAY."""
    talks = _days(chance, 3, -400, -20)
    coming = TODAY + timedelta(days=chance.randint(10, 60))
    visions = chance.sample(profession["visions"], chance.randint(3, len(profession["visions"])))
    goal, measure = chance.choice(profession["goals"])
    return {
        "name": name,
        "role": chance.choice(profession["roles"]),
        "manager": manager,
        "started": talks[0] - timedelta(days=chance.randint(5, 40)),
        "stage": chance.choice(["agreed"] * 8 + ["exploring", "draft"]),
        "direction": chance.choice([["up"], ["up", "deeper"], ["across"], ["deeper"]]),
        "next": coming,
        "story": chance.choice(["told", "told", "declined"]),
        "motivations": chance.sample(["money", "skills", "impact", "authority", "recognition", "creativity"], 2),
        "interests": chance.sample(profession["interests"], 2),
        "strengths": [
            {"skill": strength, "rating": chance.randint(7, 10), "mentor": chance.choice(["yes", "no"])}
            for strength in chance.sample(profession["strengths"], 2)
        ],
        "visions": [{"id": "first", "vision": visions[0], "where": "here"}, *visions[1:]],
        "goals": [
            {
                "id": "main",
                "goal": goal,
                "vision": "first",
                "horizon": chance.choice(["6 months", "12 months"]),
                "measure": measure,
                "due": TODAY + timedelta(days=chance.randint(60, 380)),
                "obstacles": chance.sample(profession["obstacles"], 1),
                "status": "doing",
            }
        ],
        "skills": [
            _skill(chance, skill, talks, coming, colleague, busy=i == 0)
            for i, skill in enumerate(chance.sample(profession["skill"], chance.choice([2] * 7 + [3])))
        ],
        "support": [{"need": chance.choice(profession["needs"]), "from": manager, "due": coming + timedelta(days=14)}],
        "topics": [{"topic": chance.choice(profession["topics"]), "by": name.split()[0].lower(), "date": talks[-1]}],
        "conversations": [
            {"date": day, "type": type_} for day, type_ in zip(talks, ("life-story", "action-plan", "check-in"), strict=True)
        ],
    }


def _skill(chance: Random, texts: Any, talks: list[date], coming: date, colleague: str, *, busy: bool) -> Entry:
    """One skill with its ratings and actions; a `busy` one is under way and has an action that is due before the next talk."""
    rating = chance.randint(3, 7)
    action, measure = chance.choice(texts["experience"])
    soon = coming - timedelta(days=chance.randint(1, 9))
    actions: list[Entry] = [{"action": action, "type": "experience", "measure": measure, "due": soon}]
    if busy:
        note = f"Week {chance.randint(2, 9)}: {chance.choice(texts['evidence']).lower()}"
        actions[0] |= {"with": colleague, "status": "doing"}
        actions[0]["progress"] = [{"date": TODAY - timedelta(days=chance.randint(3, 50)), "note": note}]
    kind = chance.choice(["exposure", "exposure", "education"]) if busy else "exposure"
    action, measure = texts[kind]
    actions.append({"action": action, "type": kind, "measure": measure, "due": coming + timedelta(days=chance.randint(20, 90))})
    return {
        "skill": texts["name"],
        "goal": "main",
        "rating": rating,
        "target": rating + chance.randint(1, 2),
        "ten": texts["ten"],
        "ways": chance.sample(texts["ways"], 3),
        "ratings": [
            {"date": talks[1], "rating": rating - 1, "by": "manager", "evidence": chance.choice(texts["evidence"])},
            {"date": talks[2], "rating": rating},
        ],
        "actions": actions,
    }


def _days(chance: Random, count: int, first: int, last: int) -> list[date]:
    """So many days, in order, between two numbers of days from TODAY; the last one less than 80 days before it."""
    *before, latest = sorted(chance.sample(range(first, last - 60), count - 1)), chance.randint(last - 60, last)
    return [TODAY + timedelta(days=offset) for offset in [*before[0], latest]]


# What goes wrong in a plan. Each costs one finding, and the two of one plan do not get in each other's way: the first is the
# goal's or the last skill's, the second the first skill's.

Slip = Callable[[Entry, Random], None]


def _slips(chance: Random, count: int) -> list[Slip]:
    """Mostly what the method misses; one plan in five also has a slip of the fingers."""
    if not count:
        return []
    second = chance.choice(_TYPED if chance.random() < 0.2 else _MISSED_IN_FIRST_SKILL)
    return [chance.choice(_MISSED_ELSEWHERE), second][:count]


def _without(key: str, *path: str | int) -> Slip:
    def slip(plan: Entry, chance: Random) -> None:
        del _at(plan, *path)[key]

    return slip


def _with(value: object, key: str, *path: str | int) -> Slip:
    def slip(plan: Entry, chance: Random) -> None:
        _at(plan, *path)[key] = value

    return slip


def _renamed(key: str, typed: str, *path: str | int) -> Slip:
    def slip(plan: Entry, chance: Random) -> None:
        item = _at(plan, *path)
        item[typed] = item.pop(key)

    return slip


def _fewer_ways(plan: Entry, chance: Random) -> None:
    plan["skills"][-1]["ways"].pop()


def _rated_otherwise(plan: Entry, chance: Random) -> None:
    plan["skills"][0]["rating"] -= 1


def _ratings_swapped(plan: Entry, chance: Random) -> None:
    first, second = plan["skills"][0]["ratings"]
    first["date"], second["date"] = second["date"], first["date"]


def _at(plan: Entry, *path: str | int) -> Any:
    value: Any = plan
    for step in path:
        value = value[step]
    return value


_LONG_AGO = TODAY - timedelta(days=30)
_MISSED_ELSEWHERE: tuple[Slip, ...] = (
    _without("measure", "goals", 0),
    _without("ten", "skills", -1),
    _without("target", "skills", -1),
    _without("measure", "skills", -1, "actions", 1),
    _without("due", "skills", -1, "actions", 1),
    _with(_LONG_AGO, "due", "support", 0),
    _fewer_ways,
)
_MISSED_IN_FIRST_SKILL: tuple[Slip, ...] = (
    _without("measure", "skills", 0, "actions", 0),
    _without("evidence", "skills", 0, "ratings", 0),
    _with(_LONG_AGO, "due", "skills", 0, "actions", 0),
    _rated_otherwise,
    _ratings_swapped,
)
_TYPED: tuple[Slip, ...] = (
    _renamed("measure", "mesure", "skills", 0, "actions", 0),
    _with("doign", "status", "skills", 0, "actions", 0),
    _with("2026-02-30", "due", "skills", 0, "actions", 1),
    _with("about five", "rating", "skills", 0),
)

# Writing. Some people give everything room; most keep what is short on one line. Lists of these keys have one entry a line.
_IN_BRACES = frozenset(("strengths", "ratings", "progress", "support", "topics", "conversations"))
_COMMENTS = ("", "", "", "   # as agreed", "   # see the notes below")
_PLAIN = re.compile(r"[^\W\d_][^:#,?\[\]{}\"]*|[0-9]+(?:-[0-9]+)*(?: [a-z]+)?", re.ASCII)


def _written(plan: Entry, chance: Random, *, airy: bool) -> Iterator[str]:
    for key, value in plan.items():
        if airy and isinstance(value, list) and isinstance(value[0], dict):
            yield ""
        comment = chance.choice(_COMMENTS) if key in ("next", "stage") else ""
        lines = list(_entry(key, value, airy=airy))
        yield lines[0] + comment
        yield from lines[1:]


def _entry(key: str, value: object, *, airy: bool) -> Iterator[str]:
    """A key and its value, in lines without indentation."""
    if not isinstance(value, list):
        yield f"{key}: {_scalar(value)}"
    elif all(isinstance(item, str) for item in value) and not (airy and key == "ways"):
        yield f"{key}: {_flow(value)}"
    else:
        yield f"{key}:"
        for item in value:
            if not isinstance(item, dict) or key in _IN_BRACES or not (key == "skills" or "progress" in item or airy):
                yield f"  - {_flow(item)}"
            else:
                lines = [line for name, child in item.items() for line in _entry(name, child, airy=airy)]
                yield f"  - {lines[0]}"
                yield from (f"    {line}" for line in lines[1:])


def _flow(value: object) -> str:
    if isinstance(value, dict):
        return "{" + ", ".join(f"{key}: {_flow(child)}" for key, child in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(map(_flow, value)) + "]"
    return _scalar(value)


def _scalar(value: object) -> str:
    text = str(value)
    return text if text.isalpha() or _PLAIN.fullmatch(text) else f'"{text}"'


def _body(name: str, story: list[str], talks: list[date]) -> Iterator[str]:
    yield f"# {name}"
    yield ""
    yield "## Life story"
    yield ""
    yield from story
    yield ""
    yield f"## {talks[-1]} check-in"
    yield ""
    yield "We went through the list, and most of the hour was about the first skill."
