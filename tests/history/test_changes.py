"""Every difference of meaning between two plans is named by exactly one change, and nothing else is."""

from __future__ import annotations

import datetime
import json
import re
from collections import Counter
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.strategies import DataObject

from cap.history.changes import PLAN, TEXT, Change, changes, made_by_merge
from cap.history.matching import Matching, matching
from cap.plan.kinds import HOLDS, KINDS, walk
from cap.plan.model import Closing, Item, Plan
from cap.plan.problem import ItemPath
from cap.plan.read import Reading, read
from tests.plans_strategy import Written, examples, plans

LINKS = {kind.shape: kind.links for kind in KINDS}


def file(data: dict[str, Any], body: str = "") -> Reading:
    text = re.sub(
        "[\x7f-\xa0\u2028\u2029\ufeff\ufffe\uffff]",
        lambda odd: f"\\u{ord(odd[0]):04x}",
        json.dumps(data, default=str, ensure_ascii=False),
    )
    reading = read(f"---\n{text}\n---\n{body}".encode())
    assert reading.plan is not None
    return reading


def meaning(item: Item) -> dict[str, Any]:
    """What an item says, by key, apart from what it holds."""
    held = {kind.key for kind in HOLDS[type(item)]}
    said = {
        key: getattr(item, name)
        for name, key in zip(item.__struct_fields__, item.__struct_encode_fields__, strict=True)
        if key not in held
    }
    if isinstance(item, Closing):
        said["status"] = item.state
    if isinstance(item, Plan):
        said |= {"stage": item.stage or "draft", "format": None}
    return said


def items(plan: Plan) -> dict[ItemPath, Item]:
    return {(): plan} | {path: item for _, path, item in walk(plan)}


def accounted_for(old: Reading, new: Reading) -> None:
    """Hold the changes against what an independent look at both plans finds."""
    assert old.plan is not None and new.plan is not None
    found = changes(old, new)
    matched = matching(old.plan, new.plan)
    olds, news = items(old.plan), items(new.plan)
    assert len(matched.to_new) == len(matched.to_old) == len(set(matched.to_new.values()))
    named = Counter((change.old_path, change.new_path, field.key) for change in found for field in change.fields)
    assert not [key for key, times in named.items() if times > 1 and key[0] is not None]
    expected = set()
    for was, now in matched.to_new.items():
        before, after = meaning(olds[was]), meaning(news[now])
        links = LINKS.get(type(olds[was]), {})
        for key in before:
            if before[key] != after[key] and not (key in links and renamed(before[key], matched, olds, news) == after[key]):
                expected.add((was, now, key))
    told = {
        (change.old_path, change.new_path, field.key)
        for change in found
        if change.kind != TEXT and change.what != "ordered" and change.old_path is not None and change.new_path is not None
        for field in change.fields
        if not field.key.startswith("x-")
    }
    assert told == expected
    # what is on one side alone: itself, or what holds it, came or went
    gone = {change.old_path for change in found if change.what == "removed" and change.kind != TEXT}
    come = {change.new_path for change in found if change.what == "added" and change.kind != TEXT}
    assert gone == {path for path in olds if path not in matched.to_new and path[:-2] in matched.to_new}
    assert come == {path for path in news if path not in matched.to_old and path[:-2] in matched.to_old}
    placed = {(change.old_path, change.new_path) for change in found if change.what == "placed"}
    assert placed == {(was, now) for was, now in matched.to_new.items() if was and matched.to_new.get(was[:-2]) != now[:-2]}
    assert {change.old_path for change in found if change.what == "ordered" and change.kind != TEXT} == set(
        disordered(matched, olds)
    )


def renamed(ids: list[str], matched: Matching, olds: dict[ItemPath, Item], news: dict[ItemPath, Item]) -> list[str]:
    now = {getattr(olds[was], "id", None): getattr(news[path], "id", None) for was, path in matched.to_new.items()}
    return [now.get(one) or one for one in ids]


def disordered(matched: Matching, olds: dict[ItemPath, Item]) -> list[ItemPath]:
    lists = sorted({path[:-1] for path in olds if path}, key=repr)
    found = []
    for one in lists:
        after = [matched.to_new[path] for path in olds if path[:-1] == one and path in matched.to_new]
        stayed = [path for path in after if path[:-1] == (*matched.to_new.get(one[:-1], ("gone",)), one[-1])]
        if stayed != sorted(stayed):
            found.append(one)
    return found


@examples(150)
@given(plans(), plans())
def test_two_plans_that_have_nothing_to_do_with_each_other(one: Written, other: Written) -> None:
    accounted_for(read(one.raw), read(other.raw))


@examples(300)
@given(plans(), plans(), st.data())
def test_a_plan_in_which_something_was_changed(one: Written, other: Written, draw: DataObject) -> None:
    data = msgspec.to_builtins(one.plan)
    changed, donor = msgspec.json.decode(msgspec.json.encode(data)), msgspec.to_builtins(other.plan)
    for _ in range(draw.draw(st.integers(1, 4))):
        disturb(changed, donor, draw)
    old, new = read(one.raw), file(changed)
    accounted_for(file(data), new)
    assert old.plan is not None and new.plan is not None
    same = [change for change in changes(old, new) if change.kind != TEXT and not key_of(change).startswith("x-")]
    assert bool(same) == (everything(old.plan) != everything(new.plan))


def key_of(change: Change) -> str:
    return change.fields[0].key if change.fields else ""


def everything(plan: Plan) -> list[tuple[ItemPath, str]]:
    return [(path, repr(meaning(item))) for path, item in items(plan).items()]


def disturb(data: dict[str, Any], donor: dict[str, Any], draw: DataObject) -> None:
    """Change something in a plan: take away, put in another's, turn a list round."""
    keys = [key for key in sorted({*data, *donor}) if key not in ("name", "format")]
    key = draw.draw(st.sampled_from(keys)) if keys else "name"
    value = data.get(key)
    dicts = [one for one in value if isinstance(one, dict)] if isinstance(value, list) else []
    within: bool = draw.draw(st.booleans())
    if dicts and within:
        entry = draw.draw(st.sampled_from(dicts))
        free = [one for one in sorted(entry) if one not in ("id", "vision", "goal", "skill", "needs", "action", "topic", "need")]
        inner = draw.draw(st.sampled_from(free)) if free else None
        if inner in ("because", "note", "status", "due", "was", "done", "target", "ten", "measure", "actions", "ratings", "ways"):
            del entry[inner]
        elif inner == "date":
            entry[inner] = "2024-02-29"
        return
    if isinstance(value, list) and len(value) > 1 and draw.draw(st.booleans()):
        value.reverse()
    elif key in donor and not linked(donor[key]) and key not in ("visions", "goals", "skills", "support", "topics"):
        data[key] = donor[key]
    elif key not in ("visions", "goals", "skills", "support"):
        data.pop(key, None)


def linked(value: Any) -> bool:
    return "'skill': [" in repr(value) or "'needs'" in repr(value)


@examples(150)
@given(plans(), plans())
def test_how_a_plan_is_written_is_no_change(one: Written, other: Written) -> None:
    """The same plan in two styles, and out of another writer."""
    assert changes(read(one.raw), read(one.raw)) == []
    plain = file(msgspec.to_builtins(one.plan))
    first = read(one.raw)
    assert [change for change in changes(first, plain) if change.kind != TEXT and not key_of(change).startswith("x-")] == []


def test_a_plan_that_came_and_one_that_went() -> None:
    plan = file({"name": "Ada"})
    assert [(one.what, one.kind) for one in changes(None, plan)] == [("added", PLAN)]
    assert [(one.what, one.kind) for one in changes(plan, None)] == [("removed", PLAN)]
    assert changes(None, None) == []


def told(old: dict[str, Any], new: dict[str, Any]) -> list[tuple[str, str, tuple[str, ...]]]:
    return [(one.what, one.kind, tuple(field.key for field in one.fields)) for one in changes(file(old), file(new))]


def test_what_a_change_is_called() -> None:
    day = datetime.date(2026, 5, 1)
    goal = {"id": "g", "goal": "Act as charge nurse", "due": day}
    action = {"action": "Take the board on Sundays"}
    skills = [{"skill": "Running the board", "actions": [action]}, {"skill": "Delegating"}]
    plan = {"name": "Ada", "goals": [goal], "skills": skills, "topics": ["Fewer nights?"]}

    def with_goal(**fields: Any) -> dict[str, Any]:
        return plan | {"goals": [goal | fields]}

    assert told(plan, with_goal(done=day)) == [("closed", "goal", ("status", "done"))]
    assert told(plan, with_goal(dropped=day, because="Moved away")) == [("closed", "goal", ("status", "dropped", "because"))]
    assert told(with_goal(done=day), plan) == [("reopened", "goal", ("status", "done"))]
    assert told(with_goal(done=day), with_goal(done=day, status="done")) == []
    assert told(plan, with_goal(status="todo")) == []
    assert told(plan, with_goal(status="doing")) == [("changed", "goal", ("status",))]
    assert told(plan, with_goal(due=day.replace(month=9), was=[day])) == [("moved", "goal", ("due", "was"))]
    assert told(plan, with_goal(goal="Lead the ward by night")) == [("reworded", "goal", ("goal",))]
    assert told(plan, plan | {"topics": ["Fewer nights, please?"]}) == [("reworded", "topic", ("topic",))]
    assert told(plan, plan | {"topics": ["A desk by the window"]}) == [("added", "topic", ()), ("removed", "topic", ())]
    assert told(plan, plan | {"skills": skills[::-1]}) == [("ordered", "skill", ("skills",))]
    there = [{"skill": "Running the board"}, {"skill": "Delegating", "actions": [action]}]
    assert told(plan, plan | {"skills": there}) == [("placed", "action", ())]
    assert told(plan, plan | {"skills": there[1:]}) == [("placed", "action", ()), ("removed", "skill", ())]


def test_an_id_that_is_given_in_place_of_another_changes_nothing_for_who_refers_to_it() -> None:
    def plan(name: str) -> dict[str, Any]:
        return {"name": "Ada", "goals": [{"id": name, "goal": "Lead"}], "skills": [{"skill": "Planning", "goal": name}]}

    assert told(plan("a"), plan("b")) == [("changed", "goal", ("id",))]


def test_the_text() -> None:
    before = "# Ada\n\n## Life story\n\nOne.\n\nTwo lines\nof it.\n\n## 2026-02-23 check-in\n\n- a\n- b\n"
    after = "# Ada\n\n## Life story\n\nTwo lines of it.\r\n\n\nThree.\n\n## 2026-05-20 check-in\n\n- new\n"
    found = changes(file({"name": "Ada"}, before), file({"name": "Ada"}, after))
    assert [(one.what, one.fields[0]) for one in found] == [
        ("changed", ("Life story", ("One.",), ("Three.",))),
        ("added", ("2026-05-20 check-in", (), ("- new",))),
        ("removed", ("2026-02-23 check-in", ("- a", "- b"), ())),
    ]
    assert changes(file({"name": "Ada"}, before), file({"name": "Ada"}, before.replace("\n", "\r\n"))) == []


def test_a_merge_has_made_only_what_no_side_had() -> None:
    base = {"name": "Ada", "role": "Nurse", "interests": ["Bread"], "topics": ["Fewer nights?"]}
    ours, theirs = base | {"role": "Matron"}, base | {"interests": ["Bread", "Wards"], "topics": []}
    both = ours | {"interests": ["Bread", "Wards"], "topics": []}
    assert made_by_merge([file(ours), file(theirs)], file(both)) == []
    made = made_by_merge([file(ours), file(theirs)], file(both | {"direction": "up", "role": "Matron"}))
    assert [(one.what, one.fields[0].key) for one in made] == [("changed", "direction")]
    assert made_by_merge([None, file(ours)], file(ours)) == []


def test_what_would_take_minutes_to_compare_counts_as_gone_and_new(monkeypatch: pytest.MonkeyPatch) -> None:
    old, new = (
        {"name": "Ada", "topics": [f"{word} number {i:02} of the very same kind" for i in range(20)]}
        for word in ("Topic", "Thing")
    )
    assert {what for what, _, _ in told(old, new)} == {"reworded"}
    monkeypatch.setattr("cap.history.matching._EFFORT", 30)
    assert {what for what, _, _ in told(old, new)} == {"reworded", "added", "removed"}
    accounted_for(file(old), file(new))
