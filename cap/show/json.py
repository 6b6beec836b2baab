"""For programs: the whole plan as one JSON document, so that nobody needs a YAML parser to use it."""

from __future__ import annotations

from typing import Any

import msgspec
from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from cap.lint.output.json import as_json
from cap.plan.model import Plan
from cap.plan.nodes import is_blank, pairs
from cap.plan.problem import ItemPath
from cap.plan.read import Reading
from cap.text.escapes import json_text, utf8

VERSION = 1


def document(key: str, reading: Reading, plan: Plan) -> str:
    """A plan as JSON, its keys stable within a version.

    `plan` has the keys of the front matter: dates as year-month-day, a list where one text may stand for a list, `mentor` and
    `chosen` as true; what is absent or blank is left out. The team's own keys (`x-…`) are in it too, their values as the text that
    was typed. `body` is the Markdown below the front matter; `left_out` is what could not be read, as `cap lint` reports it.
    """
    values = msgspec.to_builtins(plan)
    if "x-" in reading.text:
        _add_own_keys(values, reading.source.root, reading, ())
    whole = {
        "version": VERSION,
        "key": utf8(key),
        "path": utf8(reading.path),
        "plan": values,
        "body": reading.body.decode("utf-8", errors="replace"),
        "left_out": [{**as_json(problem), "path": utf8(problem.path)} for problem in reading.problems],
    }
    return msgspec.json.format(json_text(whole), indent=2)


def _add_own_keys(values: Any, node: Node | None, reading: Reading, path: ItemPath) -> None:
    """Add the `x-` keys of `node`, and of what is below it, to the plain `values` that were made of it."""
    if isinstance(values, dict) and isinstance(node, MappingNode):
        for key, child in pairs(node):
            name = str(key.value)
            if name.startswith("x-"):
                values.setdefault(name, _plain(child))
            elif name in values:
                _add_own_keys(values[name], child, reading, (*path, name))
    elif isinstance(values, list) and isinstance(node, SequenceNode):
        for i, value in enumerate(values):
            at = reading.file_path((*path, i))[-1]
            if isinstance(at, int) and at < len(node.value):
                _add_own_keys(value, node.value[at], reading, (*path, i))


def _plain(node: Node) -> Any:
    if isinstance(node, SequenceNode):
        return [_plain(child) for child in node.value]
    if isinstance(node, MappingNode):
        return {str(key.value): _plain(child) for key, child in pairs(node) if isinstance(key, ScalarNode)}
    return None if is_blank(node) else node.value
