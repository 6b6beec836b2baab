"""The model → JSON Schema (draft-07), for editors."""

from __future__ import annotations

import json
from typing import Any

import msgspec

from cap.addresses import SCHEMA
from cap.plan.kinds import KINDS, Kind
from cap.plan.labels import label
from cap.plan.model import Plan


def schema_text() -> str:
    """The schema as it is committed in `plan.schema.json`."""
    return json.dumps(schema(), indent=2, ensure_ascii=False)


def schema() -> dict[str, Any]:
    """What the model says, widened to what a person may write: blank keys, bare numbers and dates as text, and keys of their own."""
    _, definitions = msgspec.json.schema_components([Plan], ref_template="#/definitions/{name}")
    plan = _widened(definitions.pop("Plan"))
    kinds = {kind.shape.__name__: kind for kind in KINDS}
    return {
        "$schema": "http://json-schema.org/draft-07/schema#",
        "$id": SCHEMA,
        **plan,
        "title": "Career action plan, format 1",
        "definitions": {name: _widened(definition, kinds[name]) for name, definition in definitions.items()},
    }


def _widened(definition: dict[str, Any], kind: Kind | None = None) -> dict[str, Any]:
    """An object whose optional keys may be blank, with room for `x-` keys, and the words that an editor shows."""
    required = definition.get("required", [])
    properties = {}
    for key, value in definition["properties"].items():
        wide = _text_may_be_bare(value) if key in required else _or_blank(_text_may_be_bare(value))
        called = label(key, kind.key if kind else "")
        properties[key] = {"title": called.title, **wide, "examples": list(called.examples)}
    title = {"title": kind.noun[0].upper() + kind.noun[1:]} if kind else {}
    return {**definition, **title, "properties": properties, "patternProperties": {"^x-": True}}


def _text_may_be_bare(value: dict[str, Any]) -> dict[str, Any]:
    """Where text is meant, a bare number, date or boolean is the text that was typed."""
    if value.get("type") == "string" and "format" not in value and "pattern" not in value:
        return {**{k: v for k, v in value.items() if k != "default"}, "type": ["string", "number", "boolean"]}
    found = {key: child for key, child in value.items() if key != "default"}
    if "anyOf" in found:
        found["anyOf"] = [_text_may_be_bare(child) for child in found["anyOf"]]
    if "items" in found:
        found["items"] = _or_blank(_text_may_be_bare(found["items"]))
    return found


def _or_blank(value: dict[str, Any]) -> dict[str, Any]:
    """The same, or nothing: a blank key is as good as none."""
    choices = value.get("anyOf", [{key: child for key, child in value.items() if key != "description"}])
    if {"type": "null"} in choices:
        return value
    described = {"description": value["description"]} if "description" in value else {}
    return {**described, "anyOf": [*choices, {"type": "null"}]}
