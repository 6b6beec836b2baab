"""The versions of a plan, read: out of git, with what no commit holds yet, or the file alone; and what cannot be known from them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import NamedTuple

from cap.history.timeline import Written
from cap.plan.read import Reading, read
from cap.refusal import Refusal
from cap.text.escapes import utf8
from cap.text.wording import sentence
from cap.workspace.objects import head, is_shallow
from cap.workspace.paths import shown
from cap.workspace.versions import place, versions


class Sources(NamedTuple):
    """What a road is made of. `dated_only`: nothing says when a version was written, so only what has a day of its own can be told.
    `unknown` are sentences on what cannot be told."""

    written: list[Written]
    dated_only: bool
    unknown: list[str]


def sources(path: Path, now: Reading, today: date) -> Sources:
    """Find the versions of a plan, the oldest first. What git does not say is no failure: it cannot be told then."""
    where = place(path)
    if where is None:
        return _alone(now, today, "No git keeps its versions")
    try:
        if head(where[0]) is None:
            return _alone(now, today, "No commit holds it yet")
        written = list(_written(*where))
        shallow = is_shallow(where[0])
    except Refusal as refusal:
        return _alone(now, today, f"git does not say how it was before ({refusal.message})")
    if not written:
        return _alone(now, today, "No commit holds it yet")
    unknown = []
    if shallow:
        unknown.append(
            "The first versions were left out when this was cloned: what stood in the plan by then is told as if it came then."
            " `git fetch --unshallow` brings them."
        )
    last = written[-1].after
    if last is None or last.raw != now.raw:
        written.append(Written(today, "", "", [last], now))
        unknown.append(f"What no commit holds yet is told as of today, {today}, but for what has a day of its own.")
    return Sources(written, False, unknown)


def _alone(now: Reading, today: date, why: str) -> Sources:
    lost = "so only what has a day of its own is told: not when goals, visions, motivations and the direction came and changed, nor who wrote it."
    return Sources([Written(today, "", "", [None], now)], True, [f"{sentence(why).rstrip('.')}, {lost}"])


def _written(tree: Path, path: str) -> Iterator[Written]:
    known: dict[bytes, Reading] = {}  # the versions that were read last; each is one side of the next

    def reading(raw: bytes | None, name: str) -> Reading | None:
        if raw is None:
            return None
        if raw not in known:
            if len(known) >= _REMEMBERED:
                del known[next(iter(known))]
            known[raw] = read(raw, utf8(shown(tree / name)))
        return known[raw]

    for one in versions(tree, path):
        before = [reading(raw, one.path) for raw in one.before]
        yield Written(one.day, one.author, one.commit[:8], before, reading(one.raw, one.path))


_REMEMBERED = 8
