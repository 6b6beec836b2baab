"""`cap add`: a new item."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from yaml.nodes import SequenceNode

from cap.edit.changes.change import Change
from cap.edit.edits import Append, Value
from cap.edit.typed import AS_WORDS, settable, skill_of, value_of
from cap.plan.kinds import ADDED, BY_WORD, HOLDS, Kind, number
from cap.plan.model import Plan, Skill
from cap.plan.problem import ItemPath
from cap.plan.read import Reading
from cap.refusal import Refusal
from cap.text.wording import brief, near, one_of

OPTIONS = {"date": "on"}  # options that are not called as their key


def add(
    reading: Reading, kind: str, text: str, fields: Mapping[str, Sequence[str]], *, today: date, skill: str | None = None
) -> Change:
    """Add an item at the end of its list. A topic and a moment are of today when nobody says.

    `fields` are all the keys that could be given, with what was typed for each, if anything; `skill` is the skill that the item
    belongs to, or links to."""
    made = _kind(kind)
    known = settable(made.shape)
    within = made in HOLDS[Skill] and made not in HOLDS[Plan]
    offered = fields if within else {"skill": [] if skill is None else [skill], **fields}
    given = {key: texts for key, texts in offered.items() if texts}
    _require_taken(made, list(offered), given)
    if "date" in made.fields and made.word != "ahead":
        given.setdefault("date", [today.isoformat()])
    missing = next((key for key, field in known.items() if field.required and key not in (made.name, *given)), None)
    if missing:
        raise Refusal(f"{made.with_article} needs a {missing}", f"Say it with --{OPTIONS.get(missing, missing)}.")
    given[made.name] = [text]
    above: ItemPath = skill_of(reading, skill).path if within else ()
    there = reading.source.node((*above, made.key))
    path = (*above, made.key, len(there.value) if isinstance(there, SequenceNode) else 0)
    order = sorted((key for key in known if key in given), key=lambda key: key != "id")
    item: dict[str, Value] = {key: value_of(reading, known[key], (*path, key), given[key], today) for key in order}
    if made.shape is Skill and "rating" in item:  # the first one has a day, too
        item["ratings"] = [{"date": today, "rating": item["rating"]}]
    value: Value = item[made.name] if made.key in AS_WORDS and len(item) == 1 else item
    facts = [str(item["type"])] if "type" in item else []
    facts += [f"due {item['due']}"] if "due" in item else []
    facts += [str(item["date"])] if "date" in item and made.word != "topic" else []
    called = f"{made.noun} {number(path)}".rstrip()
    return Change(
        [Append(path[:-1], value)], f"added {called} “{brief(text)}”" + (f" ({', '.join(facts)})" if facts else ""), path
    )


def _kind(typed: str) -> Kind:
    """Find the kind of item that was typed. Raises Refusal."""
    if typed.lower() not in ADDED:
        guess = near(typed, ADDED)
        raise Refusal(
            f"there is no kind of item “{typed}”", f"Did you mean `{guess}`?" if guess else f"There is {one_of(ADDED)}."
        )
    return BY_WORD[typed.lower()]


def _require_taken(kind: Kind, offered: Sequence[str], given: Mapping[str, Sequence[str]]) -> None:
    """Refuse what an item of this kind does not have. Raises Refusal."""
    takes = [key for key in offered if key in kind.takes]
    stray = next((key for key in given if key not in takes), None)
    if stray:
        options = [f"--{OPTIONS.get(key, key)}" for key in takes]
        hint = f"It takes {one_of(options)}." if options else "Its text says it all."
        raise Refusal(f"{kind.with_article} takes no --{OPTIONS.get(stray, stray)}", hint)
