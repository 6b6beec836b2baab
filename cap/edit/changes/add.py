"""`cap add`: a new item, or a word in a list of words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from msgspec import to_builtins
from yaml.nodes import SequenceNode

from cap.edit.changes.change import Change, plan_of
from cap.edit.edits import Append, Put, Value
from cap.edit.typed import AS_WORDS, find_item, only_open, settable, value_of
from cap.plan.kinds import ADDED, BY_WORD, HOLDS, WORDS, Kind, number
from cap.plan.model import Closing, Goal, Item, Moment, Plan, Skill
from cap.plan.problem import ItemPath
from cap.plan.read import Reading
from cap.refusal import Refusal
from cap.text.wording import brief, did_you_mean, folded, one_of

OPTIONS = {"date": "on"}  # options that are not called as their key
Given = Mapping[str, Sequence[str]]


def add(
    reading: Reading, word: str, text: str, fields: Given, *, today: date, skill: str | None = None, goal: Sequence[str] = ()
) -> Change:
    """Add an item at the end of its list, or a word. A topic and a moment are of today when nobody says.

    `fields` are all the keys that could be given, with what was typed for each, if anything; `skill` and `goal` are what the item
    belongs to, or links to.
    """
    word = kind_typed(word)
    if word in WORDS:
        return _add_word(reading, word, text, fields, today=today, skill=skill, goal=goal)
    made = BY_WORD[word]
    known = settable(made.shape)
    within = [shape for shape in (Skill, Goal) if made in HOLDS[shape] and made not in HOLDS[Plan]]
    links = {"skill": [skill] if skill is not None else [], "goal": goal}
    stands_in = [shape.NAME for shape in within]
    offered = {**{key: texts for key, texts in links.items() if key not in stands_in}, **fields}
    given = {key: texts for key, texts in offered.items() if texts}
    _require_taken(made.with_article, [*stands_in, *(key for key in offered if key in made.takes)], given)
    above = _owner(reading, made, stands_in, skill, goal) if within else ()
    alike = _alike(reading, made, above, text)
    if alike is not None and made.prefix is None:
        return _say_more(reading, made, *alike, given, today=today)
    if "date" in made.fields and made.word != "ahead":
        given.setdefault("date", [today.isoformat()])
    missing = next((key for key, field in known.items() if field.required and key not in (made.name, *given)), None)
    if missing:
        raise Refusal(f"{made.with_article} needs a {missing}", f"Say it with --{OPTIONS.get(missing, missing)}.")
    given[made.name] = [text]
    there = reading.source.node((*above, made.key))
    path = (*above, made.key, len(there.value) if isinstance(there, SequenceNode) else 0)
    order = sorted((key for key in known if key in given), key=lambda key: key != "id")
    item: dict[str, Value] = {key: value_of(reading, known[key], (*path, key), given[key], today) for key in order}
    if made.shape is Skill and "rating" in item:  # the first one has a day, too
        item["ratings"] = [{"date": today, "rating": item["rating"]}]
    value: Value = item[made.name] if made.key in AS_WORDS and len(item) == 1 else item
    facts = [str(item["type"])] if "type" in item else []
    facts += [f"due {item['due']}"] if "due" in item else []
    facts += [str(item["date"])] if "date" in item and (made.word != "topic" or fields.get("date")) else []
    called = f"{made.noun} {number(path)}".rstrip()
    return Change(
        [Append(path[:-1], value)],
        f"added {called} “{brief(text)}”" + (f" ({', '.join(facts)})" if facts else ""),
        path,
        doubt=f"{number(alike[0])} “{brief(text)}” is there already" if alike and _open(alike[1]) else "",
        judgement=text.strip() if made.shape is Moment else "",
        judge=fields["by"][0] if fields.get("by") else None,
    )


def kind_typed(typed: str) -> str:
    """Find what kind of item, or of words, was typed. Raises Refusal."""
    if typed.lower() not in ADDED:
        also = next((kind for kind, words in _ALSO.items() if typed.lower().removesuffix("s") in words.split()), "")
        hint = f"Did you mean `{also}`?" if also else did_you_mean(typed, ADDED) or f"There is {one_of(ADDED)}."
        raise Refusal(f"there is no kind of item “{typed}”", hint)
    return typed.lower()


# What people also call them.
_ALSO = {
    "support": "promise need help wish request",
    "action": "step task todo activity",
    "vision": "future dream",
    "moment": "praise feedback win",
    "topic": "question agenda",
}


def _owner(reading: Reading, made: Kind, shapes: Sequence[str], skill: str | None, goal: Sequence[str]) -> ItemPath:
    """Find what an item stands in: the skill or the goal that was named, else the only skill that is open. Raises Refusal."""
    if skill is not None and goal:
        raise Refusal(f"{made.with_article} is for a skill, or else a step to a goal", "Say one of --skill and --goal.")
    if goal or "skill" not in shapes:
        return _goal(reading, made.noun, goal)
    return (find_item(reading, skill, ("skill",)) if skill is not None else only_open(reading, "skill", made.noun)).path


def _goal(reading: Reading, noun: str, goal: Sequence[str]) -> ItemPath:
    """Find the goal that was named, else the only open one. Raises Refusal."""
    if len(goal) > 1:
        raise Refusal(f"one {noun} stands under one goal", "Say --goal once.")
    return (find_item(reading, goal[0], ("goal",)) if goal else only_open(reading, "goal", noun)).path


def _alike(reading: Reading, made: Kind, above: ItemPath, text: str) -> tuple[ItemPath, Item] | None:
    """Find an item of the same list that says the same."""
    at = reading.plan_path(above)
    owner: object = plan_of(reading)
    for step in at or ():
        owner = owner[step] if isinstance(step, int) else getattr(owner, step)  # type: ignore[index]
    items: list[Item] = getattr(owner, made.key)
    for i, item in enumerate(items):
        if folded(str(getattr(item, made.name))) == folded(text):
            return reading.file_path((*(at or ()), made.key, i)), item
    return None


def _open(item: Item) -> bool:
    """Tell whether an item is what the same words would be added to in vain: a closed one may come again."""
    return not isinstance(item, Closing) or item.open


def _say_more(reading: Reading, made: Kind, path: ItemPath, item: Item, given: Given, *, today: date) -> Change:
    """Put more into an item without a number, which its own words are the way to."""
    known = settable(made.shape)
    new = {key: value_of(reading, known[key], (*path, key), given[key], today) for key in known if key in given}
    old = to_builtins(item)
    edits = [Put((*path, key), value) for key, value in new.items() if old.get(key) != value]
    facts = ", ".join(f"{key} {'yes' if value is True else value}" for key, value in new.items())
    return Change(edits, f"{made.noun} “{brief(str(getattr(item, made.name)))}”" + (f": {facts}" if facts else ""), path)


def _add_word(
    reading: Reading, word: str, text: str, fields: Given, *, today: date, skill: str | None, goal: Sequence[str]
) -> Change:
    """Add words to a list of words; of what is there already, nothing is written."""
    key = WORDS[word]
    of_goal = key not in settable(Plan)
    noun = f"{'an' if word[0] in 'aeiou' else 'a'} {word}" if word != key else f"an entry under `{key}`"
    given = {name: texts for name, texts in {"skill": [skill] if skill else [], **fields}.items() if texts}
    given |= {"goal": goal} if goal and not of_goal else {}
    _require_taken(noun, ["goal"] if of_goal else [], given)
    above = _goal(reading, word, goal) if of_goal else ()
    owner = plan_of(reading) if not above else find_item(reading, number(above)).item
    value = value_of(reading, settable(type(owner))[key], (*above, key), [text], today)
    if folded(value) in map(folded, getattr(owner, key)):
        return Change([], f"{word} “{brief(value)}”", above)
    where = f" to goal {number(above)}" if above else ""
    return Change([Append((*above, key), value)], f"added {word} “{brief(value)}”{where}", above)


def _require_taken(what: str, takes: Sequence[str], given: Given) -> None:
    """Refuse what an item of this kind does not have. Raises Refusal."""
    stray = next((key for key in given if key not in takes), None)
    if stray:
        options = [f"--{OPTIONS.get(key, key)}" for key in takes]
        hint = f"It takes {one_of(options)}." if options else "Its text says it all."
        raise Refusal(f"{what} takes no --{OPTIONS.get(stray, stray)}", hint)
