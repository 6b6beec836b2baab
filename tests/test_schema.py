"""The committed JSON Schema is the model's, and accepts what the reader accepts."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml

from cap.plan.fences import Fences, cut
from cap.plan.read import read
from cap.plan.schema import schema, schema_text

ROOT = Path(__file__).parent.parent
COMMITTED = ROOT / "cap" / "plan" / "plan.schema.json"
PLANS = sorted([*ROOT.glob("examples/plans/*.md"), *ROOT.glob("tests/corpus/*.md")])


def as_an_editor_sees_it(raw: bytes) -> Any:
    """The front matter as YAML 1.2 core values, with dates as text."""
    fences = cut(raw)
    assert isinstance(fences, Fences)

    class Core(yaml.CSafeLoader):
        pass

    Core.yaml_implicit_resolvers = {}
    for tag, pattern, first in (
        ("bool", r"^(?:true|True|TRUE|false|False|FALSE)$", "tTfF"),
        ("int", r"^[-+]?[0-9]+$", "-+0123456789"),
        ("float", r"^[-+]?(?:[0-9]+\.[0-9]*|\.[0-9]+)(?:[eE][-+]?[0-9]+)?$", "-+0123456789."),
        ("null", r"^(?:~|null|Null|NULL|)$", ["~", "n", "N", ""]),
        ("merge", r"^<<$", "<"),
    ):
        Core.add_implicit_resolver(f"tag:yaml.org,2002:{tag}", re.compile(pattern), list(first))
    return yaml.load(raw[fences.start : fences.end], Core)


def test_the_committed_schema_is_current() -> None:
    assert COMMITTED.read_text(encoding="utf-8") == schema_text() + "\n", "run: cap schema > cap/plan/plan.schema.json"


def test_the_schema_is_a_draft_7_schema() -> None:
    jsonschema.Draft7Validator.check_schema(json.loads(schema_text()))


@pytest.mark.parametrize("path", PLANS, ids=lambda path: path.stem)
def test_the_schema_and_the_reader_agree_on_a_plan(path: Path) -> None:
    raw = path.read_bytes()
    problems = {problem.rule for problem in read(raw).problems}
    if problems & {"yaml-syntax", "no-front-matter", "unreadable", "merge-conflict", "duplicate-key"}:
        return  # nothing that an editor could hold against a schema
    problems -= {"duplicate-id", "unknown-reference"}  # beyond a schema
    errors = list(
        jsonschema.Draft7Validator(schema(), format_checker=jsonschema.FormatChecker()).iter_errors(as_an_editor_sees_it(raw))
    )
    assert bool(errors) == bool(problems), errors
