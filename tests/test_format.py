"""Every field of every kind of item has a place in everything that knows the format, or a word on why not.

The checks walk the model, so a new field or kind fails here until it is everywhere. A further place to be in is one more line in
PLACES: a function that takes a plan with every field filled in and gives the chains of keys that it knows.
"""

from __future__ import annotations

import contextlib
import datetime
import itertools
import json
import shlex
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import jsonschema
import msgspec
import msgspec.inspect as types
import pytest
import yaml
from typer.testing import CliRunner

from cap.cli.app import app
from cap.edit.typed import settable
from cap.form.fields import Block
from cap.form.questions import SECTIONS
from cap.lint.rule import Subject
from cap.plan.kinds import BY_KEY, CLOSABLE, ENDS, HOLDS, KINDS, NAME_KEYS, Kind, number, walk
from cap.plan.model import Plan
from cap.plan.read import Reading, read
from cap.plan.schema import schema
from cap.show.json import document
from cap.workspace.roster import Newcomer
from cap.workspace.scaffold import forms
from cap.workspace.settings import Settings, Workspace

Chain = tuple[str, ...]  # of keys, from the plan down: ("skills", "actions", "due")
DAY = datetime.date(2026, 3, 31)


def alternatives(kind: types.Type) -> list[types.Type]:
    if isinstance(kind, types.Metadata):
        return alternatives(kind.type)
    if isinstance(kind, types.UnionType):
        return [found for part in kind.types for found in alternatives(part)]
    return [kind]


def structs(kind: types.Type) -> list[types.StructType]:
    """The structs that may stand where a value of this type does, in a list or alone."""
    found = []
    for part in alternatives(kind):
        if isinstance(part, types.StructType):
            found.append(part)
        elif isinstance(part, types.ListType):
            found += structs(part.item_type)
    return found


def fields(shape: type[msgspec.Struct], above: Chain = ()) -> Iterator[Chain]:
    """Every key of the format, as a chain of keys."""
    info = types.type_info(shape)
    assert isinstance(info, types.StructType)
    for field in info.fields:
        yield (*above, field.encode_name)
        for below in structs(field.type):
            yield from fields(below.cls, (*above, field.encode_name))


FORMAT = list(fields(Plan))


def filled(kind: types.Type) -> Any:
    """A value of a type, its structs with every field."""
    parts = [part for part in alternatives(kind) if not isinstance(part, types.NoneType)]
    part = next((part for part in parts if isinstance(part, (types.ListType, types.StructType, types.BoolType))), parts[0])
    match part:
        case types.StructType():
            return {field.encode_name: filled(field.type) for field in part.fields}
        case types.ListType():
            return [filled(part.item_type)]
        case types.StrType(pattern=None):
            return "some words"
        case types.StrType():
            return "3 months" if "month" in (part.pattern or "") else "handle"
        case types.IntType():
            return 7
        case types.LiteralType():
            return min(part.values, key=str)
        case types.DateType():
            return DAY.isoformat()
        case types.BoolType():
            return True
    raise NotImplementedError(part)


@pytest.fixture(scope="module")
def whole() -> Reading:
    """A plan with every field of every kind."""
    data = filled(types.type_info(Plan))
    given = iter(range(1000))

    def named(value: Any) -> None:
        if isinstance(value, dict):
            if "id" in value:
                value["id"] = f"handle-{next(given)}"
            for child in value.values():
                named(child)
        for child in value if isinstance(value, list) else ():
            named(child)

    named(data)
    for kind in KINDS:
        for key, target in kind.links.items():
            for items in (
                [data[kind.key]] if kind.key in data else [owner["actions"] for owner in (data["goals"][0], data["skills"][0])]
            ):
                items[0][key] = [data[target][0]["id"]]
    reading = read(f"---\n{json.dumps(data)}\n---\n".encode())
    assert reading.problems == ()
    return reading


def keys(value: Any, above: Chain = ()) -> Iterator[Chain]:
    """The chains of keys in plain data."""
    for child in value if isinstance(value, list) else ():
        yield from keys(child, above)
    for key, child in value.items() if isinstance(value, dict) else ():
        yield (*above, key)
        yield from keys(child, (*above, key))


def in_json(whole: Reading) -> set[Chain]:
    assert whole.plan
    return set(keys(json.loads(document("ada", whole, whole.plan))["plan"]))


def in_schema(whole: Reading) -> set[Chain]:
    root = schema()
    jsonschema.Draft7Validator(root).validate(json.loads(whole.text))

    def below(definition: dict[str, Any], above: Chain) -> Iterator[Chain]:
        for key, value in definition.get("properties", {}).items():
            yield (*above, key)
            yield from below(value, (*above, key))
        if "$ref" in definition:
            yield from below(root["definitions"][definition["$ref"].rpartition("/")[2]], above)
        for part in (*definition.get("anyOf", ()), *([definition["items"]] if "items" in definition else ())):
            yield from below(part, above)

    return set(below(root, ()))


def in_form(whole: Reading) -> set[Chain]:
    """The keys of the form, its examples used as they stand."""
    [text] = forms([Newcomer("Alice", "alice")], Workspace(Path("nowhere"), Settings(), None), today=DAY).values()
    front = "\n".join(
        line[1:] if line.startswith(("#  ", *(f"#{key}:" for key in Plan.__struct_fields__))) else line
        for line in text.split("\n")
    )
    return set(keys(yaml.load(front.split("\n---\n")[0].removeprefix("---\n"), yaml.CBaseLoader)))


# What the form leaves out, by the last keys of its chain, and why.
NOT_IN_FORM: dict[Chain, str] = {
    ("format",): "there is one format",
    ("$schema",): "for editors; `cap new` names one where the settings do",
    ("goals", "vision"): "a link, which would dangle in an example that is used alone",
    ("skills", "goal"): "a link; the line above the example says how to write it",
    ("actions", "needs"): "a link",
    ("moments", "skill"): "a link",
    ("id",): "the goal's shows what a handle is for",
    ("was",): "`cap move` keeps it",
    ("ratings",): "`cap rate` keeps them",
    ("progress",): "`cap progress` writes it",
    **{(key,): "how something ends is for later, and commands write it" for key in ENDS},
    ("horizon",): "the date says it",
    ("goals", "where"): "the visions' shows its words",
    ("ways", "way"): "ideas stand as text in the form, and are weighed in the talk",
    ("pros",): "the same",
    ("cons",): "the same",
    ("chosen",): "the same",
    ("with",): "two lines about an action are enough to begin with",
    ("goals", "actions"): "a step's text alone is shown there; the skills' actions show the rest",
    ("topics", "by"): "whoever writes it down is there to say so",
    ("topics", "date"): "the same",
}


def in_questions(whole: Reading) -> set[Chain]:
    """The keys that `cap form` asks about."""

    def below(block: Block, above: Chain) -> Iterator[Chain]:
        here = (*above, block.kind.key)
        yield here
        yield from ((*here, question.key) for question in block.questions)
        for held in block.holds:
            yield from below(held, here)

    found = {(question.key,) for section in SECTIONS for question in section.questions}
    return found.union(*(below(section.block, ()) for section in SECTIONS if section.block))


# What `cap form` does not ask, and why.
NOT_ASKED: dict[Chain, str] = {
    ("format",): "there is one format",
    ("$schema",): "for editors, not for people",
    ("pauses",): "`cap pause` asks for its days",
    ("conversations",): "`cap log` records them",
    ("id",): "a handle for the file, made where something links to it",
    ("was",): "kept when a date is moved",
    **{
        (key,): "`done` and `because` are asked, and say the rest"
        for key in ("status", "dropped", "refused", "refused_by", "note")
    },
    ("topics", "because"): "a topic is settled, or it stays",
    ("topics", "by"): "whoever fills in the form",
    ("topics", "date"): "the day of the form",
    ("ways", "way"): "ideas stand as words, and are weighed in the talk",
    ("pros",): "the same",
    ("cons",): "the same",
    ("chosen",): "the same",
    ("moments", "by"): "who saw it says so: `cap note`, `cap add moment`",
    ("moments", "skill"): "the same",
    **{("ratings", key): "a number alone is asked, of today" for key in ("date", "rating", "by", "evidence")},
    **{("progress", key): "a sentence is asked, of today" for key in ("date", "note", "by", "link")},
    ("actions", "needs"): "what waits for what is said in the talk",
}

# One item of each kind, with what only a command of its own or `cap add` can write; then every key that `cap set` takes, of the
# plan and of each item that has a number; then how things move and end.
BEGIN = """\
add strength ada Calm --rating 8 --mentor
add vision ada Far
add goal ada Lead
add skill ada Ink --rating 5
add way ada Ask --pros Near --cons Early --chosen
add support ada Seat
add action ada Draw --skill 1
add action ada Apply --goal g1
add ahead ada Budget --on 2026-12-01
add moment ada Won --by Tom
add topic ada Pay
rate ada 1 6 --by Tom --evidence Seen
pause ada --until 2026-12-01"""
PROGRESS = """\
progress ada 1.1 Begun --by Tom --link https://example.org
progress ada g1.1 Begun --by Tom --link https://example.org"""
MOVE = "move ada {item} 2027-03-01"
END = """\
done ada {item} --note x
reopen ada {item}
drop ada {item} --because x
reopen ada {item}
drop ada {item} --because x --refused-by Tom"""


def by_commands(whole: Reading) -> set[Chain]:
    """The keys that commands write into a plan that holds nothing but a name."""
    found: set[Chain] = set()
    with tempfile.TemporaryDirectory() as home, contextlib.chdir(home):
        Path(".git").mkdir()
        Path("plans").mkdir()
        plan = Path("plans/ada.md")
        plan.write_text("---\nname: Ada\n---\n")

        def cap(lines: str) -> None:
            for line in lines.splitlines():
                result = CliRunner().invoke(app, shlex.split(line), env={"CAP_TODAY": str(DAY), "XDG_STATE_HOME": home})
                assert result.exit_code == 0, (line, result.output)
                reading = read(plan.read_bytes())
                assert reading.plan and not reading.problems
                found.update(keys(msgspec.to_builtins(reading.plan)))

        def cap_set(kind: Kind | None, item: str) -> None:
            for key, field in settable(kind.shape if kind else Plan).items():
                value = filled(field.type)
                value = value[0] if isinstance(value, list) else "yes" if value is True else value
                if kind and key in kind.links:
                    value = f"{BY_KEY[kind.links[key]].prefix}1"
                if key not in (*ENDS, "id", "rating", *BY_KEY):
                    cap(f"set ada {key} {shlex.quote(str(value))}{f' --item {item}' if item else ''}")

        cap(BEGIN)
        plan_there = read(plan.read_bytes()).plan
        assert plan_there
        items = [(kind, number(path)) for kind, path, _ in walk(plan_there) if number(path)]
        for kind, item in items:  # ids first: what links to them comes later
            cap(f"set ada id of-{item.replace('.', '-')} --item {item}" if "id" in kind.fields else "")
        for kind, item in items:
            cap_set(kind, item)
        cap_set(None, "")
        cap(PROGRESS)
        for kind, item in items:
            cap(MOVE.format(item=item) if kind.dated else "")
        for kind, item in reversed(items):
            cap(f"set ada status doing --item {item}\n{END.format(item=item)}" if kind.closes else "")
    return found


NOT_BY_COMMANDS: dict[Chain, str] = {("conversations",): "`cap log` is to come"}

PLACES: dict[str, tuple[Callable[[Reading], set[Chain]], dict[Chain, str]]] = {
    "show --format json": (in_json, {}),
    "the schema": (in_schema, {}),
    "the form": (in_form, NOT_IN_FORM),
    "the questions of cap form": (in_questions, NOT_ASKED),
    "what commands write": (by_commands, NOT_BY_COMMANDS),
}


def excused(chain: Chain, reasons: dict[Chain, str]) -> bool:
    """Whether a key, or what it stands in, is one of those that may be missing."""
    return any(chain[:end][-len(last) :] == last for last in reasons for end in range(len(last), len(chain) + 1))


@pytest.mark.parametrize("place", PLACES)
def test_every_field_of_every_kind_is_there_or_it_is_said_why_not(place: str, whole: Reading) -> None:
    known, reasons = PLACES[place]
    there = known(whole)
    assert [chain for chain in FORMAT if chain not in there and not excused(chain, reasons)] == []
    needless = [last for last in reasons if not any(excused(chain, {last: ""}) and chain not in there for chain in FORMAT)]
    assert needless == []


def test_there_is_a_record_for_every_kind_of_item_in_the_model() -> None:
    found = {chain[-1] for chain in FORMAT if any(other[:-1] == chain for other in FORMAT)}
    assert found == set(BY_KEY)
    for chain in FORMAT:
        if chain[-1] in BY_KEY:
            shape = BY_KEY[chain[-2]].shape if chain[1:] else Plan
            assert BY_KEY[chain[-1]] in HOLDS[shape]


def test_an_item_s_name_is_one_of_its_fields_and_it_cannot_be_without() -> None:
    for kind in KINDS:
        info = types.type_info(kind.shape)
        assert isinstance(info, types.StructType)
        named = {field.encode_name: field.required for field in info.fields}
        assert kind.name == NAME_KEYS[kind.key]
        assert named[kind.name] or kind.word == "pause"  # a pause may be without its beginning
        assert set(kind.takes) <= set(kind.fields)


def test_what_closes_has_all_that_says_how_and_nothing_else_has() -> None:
    for kind in KINDS:
        assert (set(ENDS) <= set(kind.fields)) == (kind.word in CLOSABLE)


def test_rules_see_every_item_that_closes_and_every_list_of_what_was(whole: Reading) -> None:
    assert whole.plan is not None
    subject = Subject(whole.plan, whole, today=DAY)
    items = list(walk(whole.plan))
    assert dict(subject.closing) == {path: item for kind, path, item in items if kind.closes}
    dated = {path[:-1] for kind, path, _ in items if kind.key in ("conversations", "ratings", "progress")}
    assert {path for path, _ in subject.histories} == dated


def test_every_link_leads_into_the_list_that_its_record_names() -> None:
    named = [kind for kind in KINDS if kind.key in Plan.__struct_fields__ and "id" in kind.fields]
    for kind in KINDS:
        for key, target in kind.links.items():
            for other in named:
                data: dict[str, Any] = {"name": "Ada"} | {one.key: [{one.name: "a", "id": f"in-{one.key}"}] for one in named}
                item = {kind.name: "b", key: f"in-{other.key}"} | ({"date": "2026-01-01"} if "date" in kind.fields else {})
                owner = data if kind.key in Plan.__struct_fields__ else data["goals"][0]
                owner[kind.key] = [*owner.get(kind.key, []), item]
                problems = read(f"---\n{json.dumps(data)}\n---\n".encode()).problems
                assert [problem.rule for problem in problems] == ["unknown-reference"] * (other.key != target), (kind.word, key)


def test_no_two_items_share_an_id(whole: Reading) -> None:
    assert whole.plan is not None
    named = [path for kind, path, _ in walk(whole.plan) if "id" in kind.fields]
    for pair in itertools.combinations(named, 2):
        data: dict[str, Any] = {"name": "Ada"}
        for path in pair:
            owner = data
            for key in map(str, path[::2]):
                kind = BY_KEY[key]
                day = {"date": "2026-01-01"} if "date" in kind.fields and kind.name != "date" else {}
                owner = owner.setdefault(key, [{kind.name: key} | day])[0]
            owner["id"] = "twice"
        problems = read(f"---\n{json.dumps(data)}\n---\n".encode()).problems
        assert [problem.rule for problem in problems] == ["duplicate-id"], pair


def test_numbers_follow_from_the_record(whole: Reading) -> None:
    assert whole.plan
    numbers = [found for kind, path, _ in walk(whole.plan) if (found := number(path))]
    assert numbers == ["v1", "g1", "g1.1", "1", "1.1", "s1", "a1", "m1", "t1"]
