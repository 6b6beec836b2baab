"""`cap add`: a new item."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from yaml.nodes import SequenceNode

from cap.edit.changes.change import Change
from cap.edit.edits import Append, Value
from cap.edit.typed import KINDS, settable, skill_of, value_of, with_article
from cap.plan.problem import ItemPath
from cap.plan.read import Reading
from cap.refusal import Refusal
from cap.text.wording import brief, one_of


def add(
    reading: Reading, kind: str, text: str, fields: Mapping[str, Sequence[str]], *, today: date, skill: str | None = None
) -> Change:
    """Add an item at the end of its list. A topic is dated today.

    `fields` are all the keys that could be given, with what was typed for each, if anything; `skill` is where an action belongs."""
    shape, key, name_key = KINDS[kind]
    known = settable(shape)
    takes = [field for field in fields if field in known and field != name_key]
    stray = "skill" if skill is not None and kind != "action" else None
    stray = stray or next((field for field, typed in fields.items() if typed and field not in takes), None)
    if stray:
        raise Refusal(f"{with_article(kind)} takes no --{stray}", f"It takes {one_of([f'--{field}' for field in takes])}.")
    above: ItemPath = skill_of(reading, skill).path if kind == "action" else ()
    there = reading.source.node((*above, key))
    path = (*above, key, len(there.value) if isinstance(there, SequenceNode) else 0)
    typed = {name_key: [text], **{field: texts for field, texts in fields.items() if texts}}
    if kind == "topic":
        typed["date"] = [today.isoformat()]
    order = ["id", name_key, *(name for name in known if name not in ("id", name_key))]
    item: dict[str, Value] = {
        name: value_of(reading, known[name], (*path, name), typed[name], today) for name in order if name in typed
    }
    facts = [str(item["type"])] if "type" in item else []
    facts += [f"due {item['due']}"] if "due" in item else []
    summary = f"added {kind} {_number(kind, path)}“{brief(text)}”" + (f" ({', '.join(facts)})" if facts else "")
    value: Value = item[name_key] if kind == "vision" and len(item) == 1 else item
    return Change([Append(path[:-1], value)], summary, path)


def _number(kind: str, path: ItemPath) -> str:
    """Give the number of an item as `cap show` prints it, and a blank; nothing for a strength, which has none."""
    numbers = ".".join(str(step + 1) for step in path if isinstance(step, int))
    return {"skill": f"{numbers} ", "action": f"{numbers} ", "strength": ""}.get(kind, f"{kind[0]}{numbers} ")
