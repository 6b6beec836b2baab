"""GitLab's Code Quality report, which a merge request shows: a JSON array, without the plan's words unless that is asked for."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from cap.lint.output import Style, discreet, elements
from cap.lint.output.fingerprint import fingerprinted
from cap.lint.result import Linted, Tally
from cap.plan.problem import Problem
from cap.text.escapes import json_text

_SEVERITIES = {"error": "major", "warning": "minor", "hint": "info"}


def render(files: Iterable[Linted], tally: Tally, style: Style) -> Iterator[str]:
    problems = (problem for file in files for problem in file.problems)
    yield "["
    yield from elements(json_text(_issue(problem, mark, style)) for problem, mark in fingerprinted(problems))
    yield "]"


def _issue(problem: Problem, fingerprint: str, style: Style) -> dict[str, object]:
    return {
        "description": f"{problem.rule}: {discreet.said(problem, style.snippets)}",
        "check_name": problem.rule,
        "fingerprint": fingerprint,
        "severity": _SEVERITIES[problem.level],
        "location": {"path": style.in_repository(problem.path), "lines": {"begin": problem.line}},
    }
