"""The committed JSON Schema is the model's, and accepts what the reader accepts."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml
from typer.testing import CliRunner

from cap.addresses import SCHEMA
from cap.cli.app import app
from cap.lint.catalogue import SHAPE
from cap.plan.fences import Fences, cut
from cap.plan.kinds import BY_KEY
from cap.plan.labels import LABELS, label
from cap.plan.model import Plan
from cap.plan.read import read
from cap.plan.schema import schema, schema_text
from tests.test_format import FORMAT, Chain

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


def test_the_schema_is_a_draft_7_schema_with_its_address() -> None:
    jsonschema.Draft7Validator.check_schema(json.loads(schema_text()))
    assert schema()["$id"] == SCHEMA


def property_of(chain: Chain) -> dict[str, Any]:
    """What the schema says of a key."""
    whole = schema()
    shape = BY_KEY[chain[-2]].shape if chain[1:] else Plan
    found: dict[str, Any] = (whole if shape is Plan else whole["definitions"][shape.__name__])["properties"][chain[-1]]
    return {**found, "definitions": whole["definitions"]}


@pytest.mark.parametrize("chain", FORMAT, ids=".".join)
def test_a_key_says_what_it_is_called_what_it_is_for_and_how_it_may_look(chain: Chain) -> None:
    said = property_of(chain)
    assert said["title"] and said["description"].endswith(".") and said["examples"]
    for example in said["examples"]:
        jsonschema.Draft7Validator(said, format_checker=jsonschema.FormatChecker()).validate(example)


LINKED = {
    "visions": [{"id": "charge", "vision": "Charge nurse"}],
    "goals": [{"id": "lone-charge", "goal": "Charge nurse on days"}, {"id": "teaching", "goal": "Hold the induction"}],
    "skills": [{"id": "board", "skill": "Delegating"}],
    "support": [{"id": "bed-office", "need": "A week in the bed office"}],
}


def a_plan_with(chain: Chain, example: Any) -> dict[str, Any]:
    """The smallest plan in which an example stands at its place, and what it may link to."""
    plan: dict[str, Any] = {"name": "Ada"}
    owner = plan
    for key in chain[:-1]:
        item = {name: label(name, key).examples[0] for name in BY_KEY[key].required}
        owner[key] = [item]
        owner = item
    owner[chain[-1]] = example
    return {**LINKED, **plan} | {key: [*plan[key], *items] for key, items in LINKED.items() if key in plan}


def test_every_example_is_one_that_cap_lint_takes(tmp_path: Path) -> None:
    for chain in FORMAT:
        for number, example in enumerate(property_of(chain)["examples"]):
            front = json.dumps(a_plan_with(chain, example))
            (tmp_path / f"{'-'.join(chain).strip('$')}-{number}.md").write_text(f"---\n{front}\n---\n")
    result = CliRunner().invoke(app, ["lint", str(tmp_path), "--format", "json", "--jobs", "1"])
    found = json.loads(result.stdout)
    assert found["summary"]["files"] > len(FORMAT)
    assert found["summary"]["errors"] == 0 and [problem for problem in found["problems"] if problem["rule"] in SHAPE] == []


def test_every_label_is_of_a_key() -> None:
    known = {chain[-1] for chain in FORMAT} | {".".join(chain[-2:]) for chain in FORMAT if chain[1:]}
    assert set(LABELS) <= known
    for key in LABELS:  # one for all the places of a key is not said once more for each of them
        assert "." in key or any(
            label(key, chain[-2] if chain[1:] else "") is LABELS[key] for chain in FORMAT if chain[-1] == key
        )


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
