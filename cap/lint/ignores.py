"""Comments that silence a rule: `# cap: ignore[rule] reason` on its line or the next, `# cap: ignore-file[rule] reason` in the file.

Only real YAML comments count: the same words in a quoted text or a block of text are text. Shape findings cannot be silenced.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from yaml.nodes import CollectionNode, Node, ScalarNode

from cap.lint.catalogue import CATALOGUE
from cap.lint.rule import Rule
from cap.lint.rules import RULES
from cap.plan.places import Source
from cap.plan.problem import Level, Problem, Span, problem_at
from cap.text.wording import near

_COMMENT = re.compile(r"(?<!\S)#[ \t]*cap:[ \t]*(ign[\w-]*)[ \t]*(?:\[([^\]\n]*)\])?")
_BLANK = re.compile(r"[ \t\r]*(?:#.*)?")
_IDS = {rule.id: rule for rule in RULES}


class Ignore(NamedTuple):
    """One rule that one comment names. `line` is the line covered, None for the whole file; `span` is where the id stands."""

    rule: str
    line: int | None
    span: Span


def silence(source: Source, problems: Sequence[Problem], in_force: Sequence[tuple[Rule, Level]]) -> Iterator[Problem]:
    """The problems that no comment covers, and those of the comments themselves. Shape problems are not among `problems`."""
    levels = {rule.id: level for rule, level in in_force}
    used: set[Ignore] = set()
    ignores: list[Ignore] = []
    for found in _ignores(source):
        if isinstance(found, Ignore):
            ignores.append(found)
        elif "unknown-ignore" in levels:
            span, message, hint = found
            yield problem_at(source.path, span, "unknown-ignore", message, hint, level=levels["unknown-ignore"])
    for problem in problems:
        covering = [found for found in ignores if found.rule == problem.rule and found.line in (None, problem.line)]
        used.update(covering)
        if not covering:
            yield problem
    for ignore in ignores:
        if ignore not in used and "unused-ignore" in levels and ignore.rule in levels and not _IDS[ignore.rule].timely:
            where = "in this file" if ignore.line is None else "here"
            message = f"`{ignore.rule}` has nothing to say {where}"
            yield problem_at(
                source.path, ignore.span, "unused-ignore", message, "Delete the comment.", level=levels["unused-ignore"]
            )


def _ignores(source: Source) -> Iterator[Ignore | tuple[Span, str, str]]:
    """Every rule that a comment names; a span, a message and a hint for what is not one."""
    texts = sorted(_texts(source.root))
    for found in _COMMENT.finditer(source.text):
        if any(start <= found.start() < end for start, end in texts):
            continue
        if found[1] not in ("ignore", "ignore-file") or not (found[2] or "").strip():
            form = "Write `# cap: ignore[rule-id] reason`, or `ignore-file` for the whole file."
            yield source.span(*found.span()), "this comment silences nothing", form
            continue
        line = None if found[1] == "ignore-file" else _covered(source, found.start())
        for name in re.finditer(r"[^\s,]+", found[2]):
            span = source.span(found.start(2) + name.start(), found.start(2) + name.end())
            if name[0] in _IDS:
                yield Ignore(name[0], line, span)
            else:
                yield span, *_not_silenced(name[0])


def _not_silenced(name: str) -> tuple[str, str]:
    """What to say of an id that a comment cannot silence."""
    if name in CATALOGUE:
        return f"`{name}` cannot be silenced by a comment", "Mend what it found, and delete the comment."
    guess = near(name, _IDS)
    return f"there is no rule `{name}` to silence", f"Did you mean `{guess}`?" if guess else "`cap rule` lists them all."


def _covered(source: Source, index: int) -> int:
    """The line that a comment at `index` covers: its own, or, alone on its line, the next one that holds more than a comment."""
    lines = source.text.split("\n")
    row = source.text.count("\n", 0, index)
    if not source.text[source.text.rfind("\n", 0, index) + 1 : index].strip():
        row = next((later for later in range(row + 1, len(lines)) if not _BLANK.fullmatch(lines[later])), row)
    return source.first_line + row


def _texts(root: Node | None) -> Iterator[tuple[int, int]]:
    """Where texts stand, as character offsets: a `#` within one is no comment."""
    stack, seen = [root], set()
    while stack:
        node = stack.pop()
        if node is None or id(node) in seen:
            continue
        seen.add(id(node))
        if isinstance(node, ScalarNode):
            yield node.start_mark.index, node.end_mark.index
        elif isinstance(node, CollectionNode):
            for child in node.value:
                stack += child if isinstance(child, tuple) else (child,)
