"""“Ignore this, because …”: the comment that silences a finding, put where it covers that finding, and taken out again."""

from __future__ import annotations

import re
from collections.abc import Iterator

from cap.language.document import Document, Replacement
from cap.language.edits import replaced
from cap.lint.rules import RULES, comments, rules_of
from cap.plan.problem import Problem, Span
from cap.refusal import EditBlocked

_LONG = 100  # characters of a line; behind a longer one a comment is not seen
_THERE = re.compile(r"(?<!\S)#[ \t]*cap:[ \t]*ignore[ \t]*\[[^\]\n#]*(?=\])")
_SILENT = frozenset(rule.id for rule in RULES) - {rule.id for rule in rules_of(comments)}
_REASON = "because …"


def can_be_ignored(problem: Problem) -> bool:
    """Whether a comment can silence a finding."""
    return problem.rule in _SILENT


def ignored(document: Document, problem: Problem) -> list[Replacement]:
    """Put in the comment that silences a finding, with the beginning of a reason. Raises EditBlocked where none can stand."""
    for one in _ways(document, problem):
        after = Document(replaced(document, [one]), document.path, today=document.today, policy=document.policy)
        if after.reading.plan == document.reading.plan and not any(_is_same(left, problem) for left in after.problems):
            return [one]
    hint = f"Write `# cap: ignore-file[{problem.rule}] {_REASON}` on a line of its own."
    raise EditBlocked("no comment can stand here", hint, problem.line)


def without_ignore(document: Document, problem: Problem) -> list[Replacement]:
    """Take out a rule of a comment that silences nothing; with the last rule the comment goes."""
    line = document.line(problem.line)
    start, end = problem.column - 1, problem.end_column - 1
    opened, closed = line.rfind("[", 0, start), line.find("]", end)
    others = re.findall(r"[^\s,]+", line[opened + 1 : start] + " " + line[end:closed])
    if others:
        return [Replacement(_on(problem.line, opened + 1, closed), ", ".join(others))]
    begin = line.rfind("#", 0, opened)
    if line[:begin].strip():
        return [Replacement(_on(problem.line, len(line[:begin].rstrip()), len(line)), "")]
    return [Replacement(Span(problem.line, 1, problem.line + 1, 1), "")]


def _ways(document: Document, problem: Problem) -> Iterator[Replacement]:
    """Where the comment may stand, the best place first: in one that is there, behind the line, above it, at the top."""
    line, end = document.line(problem.line), "\r\n" if "\r\n" in document.text else "\n"
    there = _THERE.search(line)
    comment = f"# cap: ignore[{problem.rule}] {_REASON}"
    if there:
        yield Replacement(_on(problem.line, there.end(), there.end()), f", {problem.rule}")
    behind = Replacement(_on(problem.line, len(line.rstrip()), len(line)), f"  {comment}")
    indent = line[: len(line) - len(line.lstrip())]
    above = Replacement(_on(problem.line, 0, 0), f"{indent}{comment}{end}")
    yield from (behind, above) if len(line) <= _LONG else (above, behind)
    first = document.front.start
    yield Replacement(_on(first, 0, 0), f"# cap: ignore-file[{problem.rule}] {_REASON}{end}")


def _is_same(one: Problem, other: Problem) -> bool:
    return (one.rule, one.at) == (other.rule, other.at)


def _on(line: int, start: int, end: int) -> Span:
    return Span(line, start + 1, line, end + 1)
