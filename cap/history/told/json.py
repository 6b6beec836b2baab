"""For programs: the road as one JSON document."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from cap.history.told import Road
from cap.text.columns import Paint
from cap.text.escapes import json_text, utf8

VERSION = 1


def render(road: Road, columns: int, paint: Paint) -> Iterator[str]:
    """The document, its keys stable within a version. `told` is the oldest first; `who` and `commit` are left out where nobody knows."""
    whole = {
        "version": VERSION,
        "key": utf8(road.key),
        "name": road.name,
        "since": str(road.since) if road.since else None,
        "kinds": list(road.kinds),
        "told": [
            {"date": str(one.day), "kind": one.kind, "text": one.text}
            | {key: value for key, value in (("who", one.who), ("commit", one.commit)) if value}
            for one in road.told
        ],
        "unknown": list(road.unknown),
    }
    yield from msgspec.json.format(json_text(whole), indent=2).split("\n")
