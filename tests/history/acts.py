"""What people do to a plan between two merges: commands, and edits by hand. Each act is from bytes to bytes."""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable
from random import Random

from cap.edit.apply import apply
from cap.edit.changes.add import add
from cap.edit.changes.change import Change
from cap.edit.changes.done import close
from cap.edit.changes.drop import drop
from cap.edit.changes.log import Held, record
from cap.edit.changes.move import move
from cap.edit.changes.next import set_next
from cap.edit.changes.progress import note_progress
from cap.edit.changes.rate import rate
from cap.edit.changes.set import set_key
from cap.plan.read import Reading, read
from cap.refusal import Refusal

TODAY = datetime.date(2026, 11, 24)

BASE = """\
---
# Kept by both of them.
name: Grace Adeyemi
role: Staff Nurse      # since spring
manager: Ruth Lindqvist
started: 2025-11-03
stage: agreed
direction: [up]
next: 2026-12-18
motivations: [impact, recognition]
interests:
  - Teaching
  - Ward design          # her word
improve: [Delegating]
strengths:
  - {skill: Settling a frightened family, rating: 9, mentor: yes}
  - Handing over

visions:                      # three to five
  - {id: charge, vision: Charge nurse on a ward where people stay, where: here}
  - Practice educator for new starters
  - Two days a week in the community

# What it comes down to.
goals:
  - id: lone-charge
    goal: Act as charge nurse on day shifts without a second senior
    vision: charge
    measure: Signed off for lone charge by the matron
    due: 2027-03-30
    obstacles: [Winter staffing eats supernumerary days]
    status: doing
  # a second one, for later
  - id: educator
    goal: Teach the new starters' first week
    due: 2027-09-30
skills:
  - id: board
    skill: Running the board
    goal: lone-charge
    rating: 5
    target: 7
    ten: "Sees the four o'clock bed crisis at noon"
    ways:
      - Shadow the site manager
      - Take the board on Sundays
      - {way: Bed-management e-learning, cons: No practice}
    ratings:
      - {date: 2026-05-24, rating: 4, by: Ruth Lindqvist, evidence: "Three Sundays, one rescue"}
      - {date: 2026-08-23, rating: 5}
    actions:
      - id: sundays
        action: Take the board every Sunday
        type: experience
        measure: Eight Sundays, no more than one rescue
        due: 2026-12-31
        was: [2026-10-31]
        with: Tom Hale
        status: doing
        progress:
          - {date: 2026-10-11, note: "Third Sunday, no rescue", by: grace}
      - id: shadow
        action: A day with the site manager
        type: exposure
        due: 2026-12-10

  - id: hard-talks
    skill: Hard conversations
    goal: lone-charge
    ratings:
    - date: 2026-08-23
      rating: 6
    rating: 6
    target: 8
    actions:
    - {id: debrief, action: Debrief after each complaint, type: experience, due: 2027-01-15}
support:
  - {id: bed-office, need: A seat in the bed office, from: Ruth Lindqvist, due: 2026-12-20}
  - id: course
    need: A place on the course
    from: Ruth Lindqvist
moments:
  - {date: 2026-09-01, moment: "Stayed late to show the new starter the pump, unasked", by: Ruth Lindqvist, skill: board}
topics:
  - {id: nights, topic: "Could nights be fewer next year?", by: grace, date: 2026-08-23}
x-team: ward 7
conversations:
  - {date: 2026-05-24, type: life-story}
  - {date: 2026-08-23, type: action-plan}
# the end
---

# Grace Adeyemi

## Life story

P0: Grace came to nursing from a bakery.

A line in between.

P1: She led the night team for a year.

Another line in between.

P2: Her mother was a midwife.

## 2026-08-23 action-plan

Agreed:

- the board, every Sunday
"""
ITEMS = ("lone-charge", "educator", "board", "hard-talks", "sundays", "shadow", "debrief", "bed-office", "course", "nights")
_SKILLS, _ACTIONS = ("board", "hard-talks"), ("sundays", "shadow", "debrief")
_NAMES = {
    "lone-charge": "goal",
    "educator": "goal",
    "board": "skill",
    "hard-talks": "skill",
    "bed-office": "need",
    "course": "need",
} | dict.fromkeys(_ACTIONS, "action")

Act = Callable[[bytes, Random, str], bytes]


def _made(raw: bytes, request: Callable[[Reading], Change]) -> bytes:
    return apply(raw, request(read(raw, "grace.md")).edits)


def _day(rng: Random) -> str:
    return str(TODAY + datetime.timedelta(days=rng.randrange(1, 300)))


def _past(rng: Random) -> str:
    return str(TODAY - datetime.timedelta(days=rng.randrange(60)))


def _move(raw: bytes, rng: Random, word: str) -> bytes:
    return _made(
        raw, lambda plan: move(plan, rng.choice(("lone-charge", "educator", *_ACTIONS, "bed-office")), _day(rng), today=TODAY)
    )


def _close(raw: bytes, rng: Random, word: str) -> bytes:
    return _made(raw, lambda plan: close(plan, rng.choice(ITEMS), today=TODAY, on=_past(rng), note=rng.choice((None, word))))


def _drop(raw: bytes, rng: Random, word: str) -> bytes:
    return _made(raw, lambda plan: drop(plan, rng.choice(ITEMS), because=word, today=TODAY))


def _rate(raw: bytes, rng: Random, word: str) -> bytes:
    by = rng.choice((None, None, "self", "Ruth Lindqvist"))
    return _made(
        raw,
        lambda plan: rate(plan, rng.choice(_SKILLS), str(rng.randrange(1, 11)), today=TODAY, on=_past(rng), by=by, evidence=word),
    )


def _progress(raw: bytes, rng: Random, word: str) -> bytes:
    return _made(raw, lambda plan: note_progress(plan, rng.choice(_ACTIONS), word, today=TODAY, on=_past(rng), by="grace"))


def _next(raw: bytes, rng: Random, word: str) -> bytes:
    return _made(raw, lambda plan: set_next(plan, _day(rng), today=TODAY))


def _set(raw: bytes, rng: Random, word: str) -> bytes:
    key, item = rng.choice(
        [
            ("role", None),
            ("measure", "sundays"),
            ("measure", "educator"),
            ("ten", "board"),
            ("note", "course"),
            ("with", "shadow"),
            ("target", "board"),
        ]
    )
    return _made(
        raw, lambda plan: set_key(plan, key, [word if key != "target" else str(rng.randrange(6, 11))], today=TODAY, item=item)
    )


def _rename(raw: bytes, rng: Random, word: str) -> bytes:
    item = rng.choice([*_NAMES])
    return _made(raw, lambda plan: set_key(plan, _NAMES[item], [word], today=TODAY, item=item))


def _more(raw: bytes, rng: Random, word: str) -> bytes:
    key = rng.choice(("interests", "motivations", "improve", "themes"))
    return _made(raw, lambda plan: set_key(plan, key, [f"+{word}"], today=TODAY))


def _less(raw: bytes, rng: Random, word: str) -> bytes:
    key, text = rng.choice(
        (("interests", "Teaching"), ("motivations", "impact"), ("interests", "Ward design"), ("improve", "Delegating"))
    )
    return _made(raw, lambda plan: set_key(plan, key, [f"-{text}"], today=TODAY))


def _add(raw: bytes, rng: Random, word: str) -> bytes:
    kind = rng.choice(("goal", "skill", "action", "support", "topic", "way", "strength", "vision", "moment", "ahead"))
    skill = rng.choice(_SKILLS) if kind in ("action", "way") else None
    goal = ["lone-charge"] if kind == "skill" else []
    more: dict[str, list[str]] = {
        "support": {"from": ["Ruth Lindqvist"], "due": [_day(rng)]},
        "moment": {"date": [_past(rng)]},
        "ahead": {"date": [_day(rng)]},
    }.get(kind, {})
    return _made(raw, lambda plan: add(plan, kind, word, more, skill=skill, goal=goal, today=TODAY))


def _log(raw: bytes, rng: Random, word: str) -> bytes:
    held = Held(
        TODAY - datetime.timedelta(days=rng.randrange(5)),
        rng.choice(("check-in", "action-plan")),
        notes=f"{word}\n\n- and more of {word}",
    )
    return record(raw, "grace.md", held, today=TODAY).raw


def _remark(raw: bytes, rng: Random, word: str) -> bytes:
    """A comment is put above a line, or behind it."""
    lines = raw.split(b"\n")
    fence = lines.index(b"---", 1)
    at = rng.choice([i for i in range(1, fence) if re.match(rb" *(?:- )?[a-z_]+:", lines[i])])
    if rng.random() < 0.5:
        indent = re.match(rb" *", lines[at])
        assert indent
        lines.insert(at, indent[0] + f"# {word}".encode())
    elif b"#" not in lines[at]:
        lines[at] += f"  # {word}".encode()
    return b"\n".join(lines)


def _story(raw: bytes, rng: Random, word: str) -> bytes:
    """A paragraph of the story is written anew."""
    n = rng.randrange(3)
    return re.sub(rb"(?m)^P%d: .*" % n, f"P{n}: {word}".encode(), raw)


def _reorder(raw: bytes, rng: Random, word: str) -> bytes:
    """Two neighbours in a list change places, by hand."""
    head = rng.choice((b"visions", b"goals", b"skills", b"interests"))
    found = re.search(rb"(?m)^" + head + rb":.*\n((?:(?:  .*| *)\n)+)", raw)
    if not found:
        return raw
    entries = re.findall(rb"(?ms)^  - .*?(?=^  - |\Z)", found[1])
    if len(entries) < 2 or any(b"#" in entry or entry.endswith(b"\n\n") for entry in entries[:-1]):
        return raw
    tail = len(entries[-1]) - len(entries[-1].rstrip(b"\n")) - 1
    entries[-1] = entries[-1].rstrip(b"\n") + b"\n"
    i = rng.randrange(len(entries) - 1)
    entries[i], entries[i + 1] = entries[i + 1], entries[i]
    start = found[1].index(b"  - ")
    return raw[: found.start(1) + start] + b"".join(entries) + b"\n" * tail + raw[found.end(1) :]


def _delete(raw: bytes, rng: Random, word: str) -> bytes:
    """An entry that stands on one line is taken out by hand."""
    return re.sub(
        rng.choice(
            (
                rb"(?m)^  - Two days a week.*\n",
                rb"(?m)^  - \{id: bed-office.*\n",
                rb"(?m)^  - Handing over\n",
                rb"(?m)^    - \{id: debrief.*\n",
            )
        ),
        b"",
        raw,
        count=1,
    )


ACTS: tuple[Act, ...] = (
    _move, _move, _close, _drop, _rate, _rate, _progress, _progress, _next, _set, _set, _rename, _more, _less, _add, _add, _log, _log,
    _remark, _remark, _story, _reorder, _delete,
)  # fmt: skip


def lived(raw: bytes, rng: Random, who: str, most: int = 6) -> bytes:
    """A plan after some acts of somebody, who signs what is new."""
    for n in range(rng.randrange(1, most + 1)):
        try:
            raw = rng.choice(ACTS)(raw, rng, f"{who} said {rng.randrange(10**6)}-{n}")
        except Refusal:
            continue
    return raw
