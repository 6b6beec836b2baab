"""Whatever the plan and however it is written: an edit changes what it is meant to change, or says why not."""

from __future__ import annotations

import copy
import datetime
import itertools
import re
from collections.abc import Sequence
from typing import Any

import msgspec
from hypothesis import assume, event, example, given
from hypothesis import strategies as st
from hypothesis.strategies import DrawFn, SearchStrategy

from cap.edit.apply import Append, Edit, Put, Remove, Rename, Value, append_text, apply
from cap.plan.kinds import NAME_KEYS
from cap.plan.model import Plan
from cap.plan.problem import ItemPath
from cap.plan.read import read
from cap.refusal import EditBlocked
from tests.plans_strategy import PROSE, Written, examples, mutated, plan_files, plans

_texts = st.one_of(
    st.sampled_from(PROSE), st.text(st.characters(codec="utf-8"), min_size=1, max_size=12).filter(lambda t: bool(t.strip(" \n")))
)
_dates = st.dates(datetime.date(2024, 1, 1), datetime.date(2027, 12, 31))
_status = st.sampled_from(("todo", "doing", "done", "dropped"))
_ratings = st.integers(1, 10)
_several = st.lists(_texts, max_size=4)


_Values = dict[str, SearchStrategy[Value]]


def _item(required: _Values, optional: _Values) -> SearchStrategy[Value]:
    return st.fixed_dictionaries(required, optional=optional)


# What may be put under a key, by the kind of item ("" is the plan), and what may be added to its lists.
PUTS: dict[str, _Values] = {
    "": {
        "name": _texts, "role": _texts, "started": _dates, "next": _dates, "x-note": _texts, "cadence": st.just("2 weeks"),
        "stage": st.sampled_from(("draft", "agreed", "exploring")), "direction": st.lists(st.sampled_from(("up", "across")), max_size=3),
        "motivations": _several, "interests": _several, "improve": _several, "themes": _several,
    },
    "goals": {"goal": _texts, "due": _dates, "status": _status, "measure": _texts, "obstacles": _several},
    "skills": {"skill": _texts, "rating": _ratings, "target": _ratings, "ten": _texts, "note": _texts, "status": _status},
    "actions": {"action": _texts, "due": _dates, "with": _several, "was": st.lists(_dates, max_size=3), "status": _status, "x-a": _texts},
    "visions": {"vision": _texts, "where": st.sampled_from(("here", "outside"))},
    "topics": {"topic": _texts, "by": _texts, "done": _dates},
    "strengths": {"skill": _texts, "mentor": st.just(True)},
}  # fmt: skip
_action = _item({"action": _texts}, {"due": _dates, "with": _several, "was": st.lists(_dates, max_size=2)})
APPENDS: dict[str, _Values] = {
    "": {
        "interests": _texts,
        "themes": _texts,
        "motivations": _texts,
        "visions": _texts | _item({"vision": _texts}, {"where": st.just("here")}),
        "topics": _item({"topic": _texts}, {"by": _texts, "date": _dates}),
        "conversations": _item({"date": _dates}, {"type": _texts}),
        "goals": _item({"goal": _texts}, {"due": _dates, "obstacles": _several}),
        "support": _item({"need": _texts}, {"due": _dates}),
        "skills": _item(
            {"skill": _texts},
            {
                "ways": st.lists(_texts | _item({"way": _texts}, {"cons": _texts}), max_size=3),
                "actions": st.lists(_action, max_size=2),
            },
        ),
    },
    "goals": {"obstacles": _texts},
    "skills": {"ratings": _item({"date": _dates, "rating": _ratings}, {"evidence": _texts}), "actions": _action, "ways": _texts},
    "actions": {"was": _dates, "with": _texts, "progress": _item({"date": _dates, "note": _texts}, {})},
}


def places(data: Any, path: ItemPath = (), kind: str = "") -> list[tuple[ItemPath, str]]:
    """Every item of a plan: its path, and the list it is in."""
    found: list[tuple[ItemPath, str]] = [(path, kind)]
    for key, value in data.items() if isinstance(data, dict) else ():
        if isinstance(value, list) and key in PUTS:
            for i, entry in enumerate(value):
                found += places(entry, (*path, key, i), key)
    return found


def at(data: Any, path: ItemPath) -> Any:
    for step in path:
        data = data[step]
    return data


def change(data: dict[str, Any], edit: Edit) -> Plan:
    """The plan that says `data` with `edit` made, by plain assignment."""
    data = copy.deepcopy(data)
    *above, key = edit.path
    item: Any
    holder: Any = at(data, tuple(above[:-1])) if above else data
    if len(above) > 1 and isinstance(at(data, tuple(above)), str):  # a name alone
        name = NAME_KEYS[str(above[-2])]
        holder[above[-1]] = {name: holder[above[-1]]}
    item = at(data, tuple(above))
    if isinstance(edit, Put):
        item[key] = edit.value
    elif isinstance(edit, Append):
        there = item.get(key) or []
        item[key] = [*([there] if isinstance(there, str) else there), edit.value]
    elif isinstance(edit, Remove):
        del item[key]
    plan = msgspec.convert(_texts_of_dates(data), Plan)
    assert isinstance(plan, Plan)
    return plan


def _texts_of_dates(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _texts_of_dates(child) for key, child in value.items() if not str(key).startswith("x-")}
    if isinstance(value, list):
        return [_texts_of_dates(child) for child in value]
    return value.isoformat() if isinstance(value, datetime.date) else value


@st.composite
def edits(draw: DrawFn, data: dict[str, Any]) -> Edit:
    items = places(data)
    path, kind = draw(st.sampled_from(items))
    if kind in APPENDS and draw(st.booleans()):
        key = draw(st.sampled_from(sorted(APPENDS[kind])))
        return Append((*path, key), draw(APPENDS[kind][key]))
    key = draw(st.sampled_from(sorted(PUTS[kind])))
    return Put((*path, key), draw(PUTS[kind][key]))


@st.composite
def edited(draw: DrawFn) -> tuple[Written, Edit]:
    written = draw(plans())
    return written, draw(edits(written.data))


# Why an edit of a sound plan may be refused: what is there is not for a program to rewrite.
ALLOWED = re.compile(r"this is a block of text|more than a list of words|the comment `.*` would be lost|YAML parser")


def attempt(raw: bytes, edit: Edit) -> bytes | None:
    try:
        return apply(raw, [edit])
    except EditBlocked as refused:
        assert ALLOWED.match(refused.message), refused.message
        event(f"refused: {refused.message[:20]}")
        return None


def remarks(raw: bytes) -> list[int]:
    """How often each comment that `plans()` writes is there."""
    return [
        len(re.findall(rb"(?m)(?:^|[ \t])" + words, raw))
        for words in (b"# see below\r?$", b"# in between\r?$", b"# a remark\r?$", b"# note\r?$", b"#\r?$")
    ]


@examples(200)
@given(edited())
def test_an_edit_changes_what_it_is_meant_to_change_and_nothing_else(case: tuple[Written, Edit]) -> None:
    written, edit = case
    raw = written.raw
    new = attempt(raw, edit)
    if new is None:
        return
    event(f"{type(edit).__name__} of {'a list' if isinstance(edit.value, list) else type(edit.value).__name__}")  # type: ignore[union-attr]
    reading = read(new)
    assert reading.problems == ()
    assert reading.plan == change(written.data, edit)
    assert reading.body == read(raw).body
    assert remarks(new) == remarks(raw)


@examples(120)
@given(edited())
def test_every_line_but_those_of_the_value_is_the_same_bytes(case: tuple[Written, Edit]) -> None:
    written, edit = case
    new = attempt(written.raw, edit)
    if new is None:
        return
    old_lines, new_lines = written.raw.split(b"\n"), new.split(b"\n")
    before = _common(old_lines, new_lines)
    after = _common(old_lines[before:][::-1], new_lines[before:][::-1])
    touched = old_lines[before : len(old_lines) - after]
    assert len(touched) <= _lines_of(written, edit)


def _common(one: Sequence[object], other: Sequence[object]) -> int:
    return next((i for i, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))


def _lines_of(written: Written, edit: Edit) -> int:
    """Over how many lines the old value goes, or the text that becomes an item because of a new key."""
    typed = {path: text for path, text in written.typed.items() if edit.path in (path[: len(edit.path)], (*path, edit.path[-1]))}
    if isinstance(edit, Append) and edit.path not in typed:
        typed = {path: text for path, text in typed.items() if len(path) < len(edit.path)}
    # a list may have comments and empty lines between its entries
    return 1 + sum(text.count("\n") + (4 if len(path) > len(edit.path) else 0) for path, text in typed.items())


WORDS = ("true", "false", "null", "yes", "no", "on", "off")  # which some reader of YAML takes for something other than text


@examples(50)
@given(plans(), st.data())
def test_a_scalar_put_back_gives_the_file_as_it_was(written: Written, data: st.DataObject) -> None:
    # typed the way it would be written: plain, or in quotes around nothing special
    simple = [
        path
        for path, typed in written.typed.items()
        if re.fullmatch(r"(['\"]?)[A-Za-z][A-Za-z ]*[A-Za-z]\1", typed) and typed.lower() not in WORDS
    ]
    simple = [path for path in simple if path[-1] in ("name", "role", "note", "measure", "ten", "action", "topic", "evidence")]
    assume(simple)
    path = data.draw(st.sampled_from(simple))
    there = attempt(written.raw, Put(path, "Something else"))
    assert there is not None
    assert there != written.raw or at(written.data, path) == "Something else"
    assert apply(there, [Put(path, at(written.data, path))]) == written.raw


_letters = st.lists(st.sampled_from("abc"), max_size=5)


@examples(120)
@example(["a", "a"], ["b", "a", "a"])
@given(_letters, _letters)
def test_of_a_list_the_entries_at_either_end_that_are_the_same_stay_as_they_are_written(old: list[str], new: list[str]) -> None:
    written = [f"{quote}{text}{quote}" for text, quote in zip(old, itertools.cycle(("'", "", '"')))]
    lines = "themes:\n" + "".join(f"- {entry}\n" for entry in written) if old else "themes: []\n"
    raw = f"---\nname: A\n{lines}x-a: b\n---\n".encode()
    after = apply(raw, [Put(("themes",), new)])
    plan = read(after).plan
    assert plan
    assert plan.themes == new
    assert after == raw or old != new
    entries = re.findall(r"['\"]?[abc]['\"]?", after.decode()[: after.index(b"x-a")].partition("themes")[2])
    head = _common(old, new)
    tail = _common(old[head:][::-1], new[head:][::-1])
    assert entries[:head] == written[:head]
    assert entries[len(new) - tail :] == written[len(old) - tail :]


@examples(60)
@given(plans(), _texts)
def test_what_is_appended_and_taken_out_again_leaves_no_trace(written: Written, text: str) -> None:
    there = attempt(written.raw, Append(("topics",), {"topic": text}))
    if there is None or not written.data.get("topics"):
        return
    assert apply(there, [Remove(("topics", len(written.data["topics"])))]) == written.raw


@examples(150)
@given(mutated(plan_files()), st.data())
def test_a_damaged_file_is_edited_soundly_or_refused(raw: bytes, data: st.DataObject) -> None:
    before = read(raw)
    items = places(msgspec.to_builtins(before.plan)) if before.plan else [((), "")]
    path, kind = data.draw(st.sampled_from(items))
    path = before.file_path(path)
    puts = st.sampled_from(sorted(PUTS[kind])).flatmap(lambda key: PUTS[kind][key].map(lambda value: Put((*path, key), value)))
    choices: list[SearchStrategy[Edit]] = [puts, st.just(Remove((*path, "x-team"))), st.just(Rename((*path, "name"), "role"))]
    if kind in APPENDS:
        choices.append(
            st.sampled_from(sorted(APPENDS[kind])).flatmap(
                lambda key: APPENDS[kind][key].map(lambda value: Append((*path, key), value))
            )
        )
    edit = data.draw(st.one_of(choices))
    try:
        new = apply(raw, [edit])
    except EditBlocked as refused:
        assert refused.line >= 1
        event(f"refused: {refused.message[:25]}")
        return
    after = read(new)
    assert after.body == before.body
    assert len(after.problems) <= len(before.problems)
    event("edited")


@examples(80)
@given(plans(), st.lists(st.sampled_from(("a", "é", " ", "\t", "\n", "\r\n", "\r")) | _texts, max_size=8).map("".join))
def test_text_goes_to_the_end_of_the_body_in_its_line_ends(written: Written, text: str) -> None:
    try:
        new, closed = append_text(written.raw, text)
    except EditBlocked as refused:
        assert "is not UTF-8" in refused.message
        return
    assert new.startswith(written.raw)
    assert read(new).plan == written.plan
    added = new[len(written.raw) :].decode().lstrip("\r\n").removeprefix("-->") if closed else new[len(written.raw) :].decode()
    assert added.replace("\r\n", "\n").strip("\n") == text.replace("\r\n", "\n").replace("\r", "\n").strip("\n")
    assert len(set(re.findall(r"\r?\n", added))) == 1
    assert new.endswith(b"\n")


def test_text_is_set_off_by_one_empty_line() -> None:
    for body, added in (
        (b"", b"\nNote\n"),
        (b"\n", b"Note\n"),
        (b"Text", b"\n\nNote\n"),
        (b"Text\n", b"\nNote\n"),
        (b"Text\n \n", b"Note\n"),
        (b"Text\r\n", b"\r\nNote\r\n"),
        (b"Text\r\n\r\n", b"Note\r\n"),
        (b"a\r\nb\r\nc\n", b"\r\nNote\r\n"),  # most of its lines end so
        (b"a\r\nb\r\nc\nd\ne\n", b"\nNote\n"),
        (b"a\r\nb\n", b"\nNote\n"),
    ):
        raw = b"---\nname: A\n---\n" + body
        assert append_text(raw, "Note\n\n").raw == raw + added
    assert append_text(b"---\r\nname: A\r\n---", "a\nb").raw == b"---\r\nname: A\r\n---\r\n\r\na\r\nb\r\n"
