"""SARIF 2.1.0, for code scanning and dashboards: columns in characters, without the plan's words unless that is asked for."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from importlib.metadata import version
from urllib.parse import quote

from cap.addresses import HOME, rule_page
from cap.lint.catalogue import CATALOGUE
from cap.lint.output import Style, discreet, elements
from cap.lint.output.fingerprint import fingerprinted
from cap.lint.result import Linted, Tally
from cap.plan.problem import Problem
from cap.text.escapes import json_text

_SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
_LEVELS = {"error": "error", "warning": "warning", "hint": "note"}


def render(files: Iterable[Linted], tally: Tally, style: Style) -> Iterator[str]:
    """The results first, as they come, and then the tool with those of its rules that had something to say."""
    rules: dict[str, int] = {}
    problems = (problem for file in files for problem in file.problems)
    yield f'{{"$schema": "{_SCHEMA}", "version": "2.1.0", "runs": [{{"columnKind": "unicodeCodePoints", "results": ['
    yield from elements(json_text(_result(problem, mark, rules, style)) for problem, mark in fingerprinted(problems))
    driver = {
        "name": "cap",
        "fullName": "cap, career action plans",
        "semanticVersion": version("career-action-plan"),
        "informationUri": HOME,
    }
    yield f'], "tool": {{"driver": {json_text(driver)[:-1]}, "rules": ['
    yield from elements(json_text(_rule(name)) for name in rules)
    yield "]}}}]}"


def _result(problem: Problem, fingerprint: str, rules: dict[str, int], style: Style) -> dict[str, object]:
    region = {
        "startLine": problem.line,
        "startColumn": problem.column,
        "endLine": problem.end_line,
        "endColumn": problem.end_column,
    }
    place = {"artifactLocation": {"uri": _uri(style.in_repository(problem.path))}, "region": region}
    return {
        "ruleId": problem.rule,
        "ruleIndex": rules.setdefault(problem.rule, len(rules)),
        "level": _LEVELS[problem.level],
        "message": {"text": discreet.said(problem, style.snippets)},
        "locations": [{"physicalLocation": place}],
        "partialFingerprints": {"capFinding/v1": fingerprint},
    }


def _uri(path: str) -> str:
    """A path as a reference: from the repository's root, or, where it is outside of every repository, a whole one."""
    absolute = path.startswith("/") or path[1:3] in (":/", ":\\")
    return ("file:///" if absolute else "") + quote(path.replace("\\", "/").lstrip("/") if absolute else path)


def _rule(name: str) -> dict[str, object]:
    rule = CATALOGUE[name]
    why = rule.page.split("\n\n")
    return {
        "id": name,
        "shortDescription": {"text": rule.title},
        "fullDescription": {"text": " ".join(" ".join(why[:2]).split())},
        "helpUri": rule_page(name),
        "help": {"text": rule.page, "markdown": rule.page},
        "defaultConfiguration": {"level": _LEVELS[rule.level]},
    }
