"""For programs: the whole plan as one JSON document, so that nobody needs a YAML parser to use it."""

from __future__ import annotations

import msgspec

from cap.lint.output.json import as_json
from cap.plan.model import Plan
from cap.plan.read import Reading
from cap.plan.values import values
from cap.text.escapes import json_text, utf8

VERSION = 1


def document(key: str, reading: Reading, plan: Plan) -> str:
    """A plan as JSON, its keys stable within a version.

    `plan` has the keys of the front matter: dates as year-month-day, a list where one text may stand for a list, `mentor` and
    `chosen` as true; what is absent or blank is left out. The team's own keys (`x-…`) are in it too, their values as the text that
    was typed. `body` is the Markdown below the front matter; `left_out` is what could not be read, as `cap lint` reports it.
    """
    whole = {
        "version": VERSION,
        "key": utf8(key),
        "path": utf8(reading.path),
        "plan": values(reading, plan, dates=False),
        "body": reading.body.decode("utf-8", errors="replace"),
        "left_out": [{**as_json(problem), "path": utf8(problem.path)} for problem in reading.problems],
    }
    return msgspec.json.format(json_text(whole), indent=2)
