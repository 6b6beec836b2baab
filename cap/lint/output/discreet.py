"""Findings for places where strangers may read, such as a pull request: an item by its number instead of its words."""

from __future__ import annotations

from cap.plan.items import named_by_number
from cap.plan.problem import Problem
from cap.text.quotes import Words
from cap.text.wording import sentence


def message(problem: Problem, snippets: bool) -> str:
    """What is the matter: in the plan's words with `snippets`, else with nothing of the plan in it."""
    return problem.message if snippets else _bare(problem.says, problem)


def hint(problem: Problem, snippets: bool) -> str:
    """How to mend it, likewise."""
    return problem.hint if snippets else _bare(problem.advises, problem)


def said(problem: Problem, snippets: bool) -> str:
    """Both, one after the other."""
    return f"{sentence(message(problem, snippets))} {hint(problem, snippets)}".rstrip()


def _bare(words: str | Words, problem: Problem) -> str:
    return words if isinstance(words, str) else words.without_quotes(named_by_number(problem.at))
