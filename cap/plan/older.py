"""Read what older plans wrote: `stage: paused`, with `until`, is a pause in a draft.

The nodes take the new form before the walk sees them, each where it stands in the file, so that nobody else knows the old one.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from cap.plan.nodes import Refused, compose, is_blank
from cap.plan.places import Source
from cap.plan.problem import ItemPath, Problem, Span, problem_at

RULE = "stage-paused"
_NO_END = "[{}]"  # one pause, of which neither end is known
_DAY = re.compile(r"[0-9]+(?:[-/.][0-9]+)*")

Pair = tuple[Node, Node]


class _Old(NamedTuple):
    """The keys of the old form in a front matter: `stage` only when it says paused."""

    root: MappingNode
    stage: Pair | None
    until: Pair | None
    pauses: Pair | None

    @property
    def movable(self) -> bool:
        """Whether the new form can be written in place of the old one."""
        if self.stage is None or self.pauses is not None:
            return False
        day = self.until[1] if self.until else None
        return (
            day is None
            or is_blank(day)
            or (isinstance(day, ScalarNode) and day.style not in ("|", ">") and bool(_DAY.fullmatch(day.value)))
        )


def translate(source: Source) -> list[Problem]:
    """Put the nodes of `source` into the new form; the answer says that they were not. Raises Refused."""
    old = _find(source.root)
    if old is None:
        return []
    if old.until is not None:
        old.root.value.remove(old.until)
    if old.stage is None:
        assert old.until is not None
        hint = "A pause stands under `pauses:`; if it is long over, take this line away."
        return [_hint(source, source.node_span(old.until[0]), "`until` says nothing without a pause", hint, "until")]
    word = old.stage[1]
    hint = "Write `stage: draft`, and the pause under `pauses:`, as in `- {from: 2026-06-01, until: 2026-09-30}`."
    span = source.node_span(word)
    assert isinstance(word, ScalarNode)
    fix = "draft" if old.movable and _is_new(rewritten(source.text)) else None
    found = _hint(source, span, "a pause has a place of its own now", hint, "stage", fix=fix)
    word.value, word.style = "draft", None
    day = [] if old.until is None or is_blank(old.until[1]) else [old.until]
    pause = MappingNode("", day, word.start_mark, word.end_mark)
    if old.pauses is None:
        key = ScalarNode("", "pauses", word.start_mark, word.end_mark)
        old.root.value.append((key, SequenceNode("", [pause], word.start_mark, word.end_mark)))
    elif isinstance(old.pauses[1], SequenceNode):
        old.pauses[1].value.append(pause)
    return [found]


def rewritten(text: str) -> str:
    """A front matter in the new form, every other character as it was; the same text when it cannot be put there."""
    old = _find(compose(text))
    if old is None or not old.movable:
        return text
    assert old.stage is not None
    key, word = old.stage
    cuts = [(word.start_mark.index, word.end_mark.index, "draft")]
    if old.until is None:
        line = ("\r\n" if "\r\n" in text else "\n") + " " * key.start_mark.column
        cuts.append((key.start_mark.index, key.start_mark.index, f"pauses: {_NO_END}" + (", " if old.root.flow_style else line)))
    else:
        until, day = old.until
        start, end = until.start_mark.index, day.end_mark.index
        cuts += [(start, end, f"pauses: {_NO_END}")] if is_blank(day) else [(start, start, "pauses: [{"), (end, end, "}]")]
    for start, end, new in sorted(cuts, reverse=True):
        text = text[:start] + new + text[end:]
    return text


def _is_new(text: str) -> bool:
    """Whether a front matter can be read, and nothing of it is in the old form."""
    try:
        return _find(compose(text)) is None
    except Refused:
        return False


def path_in_file(source: Source, path: ItemPath) -> ItemPath:
    """Where a file that keeps the old form has what stands at `path`: the end of its pause is under `until`."""
    if path[:1] != ("pauses",) or path[2:] != ("until",):
        return path
    pauses = source.node(("pauses",))
    last = len(pauses.value) - 1 if isinstance(pauses, SequenceNode) else 0
    return ("until",) if path[1] == last else path


def _find(root: Node | None) -> _Old | None:
    """The old form, None where there is none of it, or where a key stands twice and nobody knows which is meant."""
    if not isinstance(root, MappingNode):
        return None
    pairs: dict[str, Pair | None] = {"stage": None, "until": None, "pauses": None}
    for key, value in root.value:
        if isinstance(key, ScalarNode) and key.value in pairs:
            if pairs[key.value] is not None:
                return None
            pairs[key.value] = (key, value)
    stage = pairs["stage"]
    if stage and not (isinstance(stage[1], ScalarNode) and not stage[1].tag and stage[1].value.strip().lower() == "paused"):
        stage = None
    return _Old(root, stage, pairs["until"], pairs["pauses"]) if stage or pairs["until"] else None


def _hint(source: Source, span: Span, message: str, hint: str, key: str, fix: str | None = None) -> Problem:
    return problem_at(source.path, span, RULE, message, hint, level="hint", item=(key,), fix=fix)
