"""Comments that silence a rule: `# cap: ignore[rule] reason` on its line or the next, `# cap: ignore-file[rule] reason` in the file.

Only real YAML comments count: the same words in a quoted text or a block of text are text. Shape findings cannot be silenced.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from functools import cache
from typing import NamedTuple

from yaml.nodes import CollectionNode, Node, ScalarNode

from cap.lint.catalogue import CATALOGUE
from cap.lint.rule import Rule
from cap.lint.rules import RULES
from cap.plan.places import Source
from cap.plan.problem import Level, Problem, Span, problem_at
from cap.text.quotes import Words, quote
from cap.text.wording import near

_COMMENT = re.compile(r"(?<!\S)#[ \t]*cap:[ \t]*(ign[\w-]*)[ \t]*(?:\[([^\]\n#]*)\])?")
LONGEST = 4_000  # characters between the brackets; all rules there are take less
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
    by_line: dict[tuple[str, int | None], list[Ignore]] = {}
    for ignore in ignores:
        by_line.setdefault((ignore.rule, ignore.line), []).append(ignore)
    for problem in problems:
        covering = [*by_line.get((problem.rule, problem.line), ()), *by_line.get((problem.rule, None), ())]
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


def _ignores(source: Source) -> Iterator[Ignore | tuple[Span, str | Words, str]]:
    """Every rule that a comment names; a span, a message and a hint for what is not one."""
    texts = sorted(_texts(source.root))
    starts = [start for start, _ in texts]
    covered = _covered(source)
    for found in _COMMENT.finditer(source.text):
        before = bisect_right(starts, found.start()) - 1
        if before >= 0 and found.start() < texts[before][1]:
            continue
        if found[1] not in ("ignore", "ignore-file") or not (found[2] or "").strip():
            form = "Write `# cap: ignore[rule-id] reason`, or `ignore-file` for the whole file."
            yield source.span(*found.span()), "this comment silences nothing", form
            continue
        line = None if found[1] == "ignore-file" else covered[source.span(*found.span()).line - source.first_line]
        if len(found[2]) > LONGEST:
            yield (
                source.span(*found.span(1)),
                "this comment names more than there is to silence",
                "Name the rules that it is about.",
            )
            continue
        for name in re.finditer(r"[^\s,]+", found[2]):
            span = source.span(found.start(2) + name.start(), found.start(2) + name.end())
            if name[0] in _IDS:
                yield Ignore(name[0], line, span)
            else:
                yield span, *_not_silenced(name[0])


def _not_silenced(name: str) -> tuple[str | Words, str]:
    """What to say of an id that a comment cannot silence."""
    if name in CATALOGUE:
        return f"`{name}` cannot be silenced by a comment", "Mend what it found, and delete the comment."
    guess = _near_rule(name)
    return "there is no " + quote(
        f"rule `{name}`", "such rule"
    ) + " to silence", f"Did you mean `{guess}`?" if guess else "`cap rule` lists them all."


@cache
def _near_rule(name: str) -> str | None:
    return near(name, _IDS)


def _covered(source: Source) -> list[int]:
    """The line that a comment covers, for each line: its own, or, alone on it, the next one that holds more than a comment."""
    rows = source.text.split("\n")
    covered = list(range(source.first_line, source.first_line + len(rows)))
    for row in range(len(rows) - 2, -1, -1):
        if _BLANK.fullmatch(rows[row]):
            covered[row] = covered[row + 1]
    last = next((row for row in range(len(rows) - 1, -1, -1) if not _BLANK.fullmatch(rows[row])), -1)
    return covered[: last + 1] + list(range(source.first_line + last + 1, source.first_line + len(rows)))


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
