"""What people see in the summary of a job on GitHub: what has to be mended first, then what there is to think about, plan by plan.

Plans stand in the order of their names, and none is counted against another. Nothing is said in their words, unless that is asked for.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from html import escape
from typing import NamedTuple
from urllib.parse import quote

from cap.addresses import rule_page
from cap.lint.output import discreet
from cap.lint.result import Linted
from cap.plan.problem import Problem
from cap.text.escapes import visible
from cap.text.wording import count

LARGEST = 2**20  # bytes that GitHub shows of the summary of a step
_FEW = 3  # plans; what there is to say about so many stands open
_TAIL = 500  # bytes for what is said at the end
_MARKUP = re.compile(r"((?<!`)`[^`]+`(?!`))|([\\|<>*_\[\]~&`]|:(?=//)|(?<=www)\.)")


class Place(NamedTuple):
    """How findings are found: a path as one from the root of the repository; and where its files are shown, an address that such a path
    goes behind, "" where that is not known."""

    in_repository: Callable[[str], str]
    files: str = ""


def page(found: Sequence[Linted], snippets: bool, place: Place, room: int = LARGEST) -> str:
    """The summary, in Markdown of at most so many bytes."""
    first, then = _first(found), _then(found)
    total = sum(len(file.problems) for file in found)
    lines = [f"## Career action plans\n\n{_headline(found, first, then)}\n"]
    left = room - _TAIL - len(lines[0].encode())
    told = 0
    for line, findings in _lines(first, then, snippets, place):
        left -= len(line.encode())
        if left < 0:
            break
        lines.append(line)
        told += findings
    if told < total:
        if lines[-1].startswith("- ") and told > sum(len(problems) for _, problems in first):
            lines.append("\n</details>\n")
        lines.append(f"\nAnd {total - told:,} more, for which there is no room here: `cap lint` prints them all.\n")
    if then:
        lines.append(
            "\nThese are questions for the two who talk about a plan, and no marks. None of them has to be answered today.\n"
        )
    return "".join(lines) if len("".join(lines).encode()) <= room else ""


def _first(found: Sequence[Linted]) -> list[tuple[Linted, list[Problem]]]:
    """The errors, and before all others what is private."""
    errors = _of(found, lambda problem: problem.level == "error")
    return sorted(errors, key=lambda one: one[0].is_plan)


def _then(found: Sequence[Linted]) -> list[tuple[Linted, list[Problem]]]:
    """All the rest, warnings before hints."""
    rest = _of(found, lambda problem: problem.level != "error")
    return [(file, sorted(problems, key=lambda problem: problem.level == "hint")) for file, problems in rest]


def _of(found: Sequence[Linted], wanted: Callable[[Problem], bool]) -> list[tuple[Linted, list[Problem]]]:
    some = [(file, list(filter(wanted, file.problems))) for file in found]
    return [(file, problems) for file, problems in some if problems]


def _headline(found: Sequence[Linted], first: Sequence[object], then: Sequence[object]) -> str:
    """What came of it, in a sentence or two."""
    plans = sum(file.is_plan for file in found)
    private = any(problem.rule == "private-in-repo" for file in found for problem in file.problems)
    broken = sum(file.is_plan and any(problem.level == "error" for problem in file.problems) for file in found)
    said = ["Something private lies in this repository. Please take it out before anything else."] if private else []
    if broken:
        whose = "The plan has" if plans == 1 else f"{broken} of {plans} plans {'has' if broken == 1 else 'have'}"
        said.append(f"{whose} lines to mend first.")
    elif plans:
        said.append("The plan can be read." if plans == 1 else f"{'Both' if plans == 2 else f'All {plans}'} plans can be read.")
    if then:
        where = "" if plans == 1 else f" in {len(then)} of them" if not broken else f" in {count(len(then), 'plan')}"
        said.append(f"There is something to think about{where}.")
    elif plans and not broken:
        said.append("There is nothing to add.")
    return " ".join(said) or "There was no plan to look at."


def _lines(
    first: Sequence[tuple[Linted, list[Problem]]], then: Sequence[tuple[Linted, list[Problem]]], snippets: bool, place: Place
) -> Iterator[tuple[str, int]]:
    """The lines below the headline, each with how many findings it tells."""
    if first:
        yield "\n### To mend first\n\n", 0
    for _, problems in first:
        for problem in problems:
            yield _item(problem, snippets, place, with_path=True), 1
    if then:
        yield "\n### To think about\n", 0
    for file, problems in then:
        path = escape(visible(place.in_repository(file.path)))
        yield f"\n<details{' open' * (len(then) <= _FEW)}><summary>{path}</summary>\n\n", 0
        for problem in problems:
            yield _item(problem, snippets, place, with_path=False), 1
        yield "\n</details>\n", 0


def _item(problem: Problem, snippets: bool, place: Place, *, with_path: bool) -> str:
    """One finding: where, what, how to mend it, and the rule with its page."""
    path = place.in_repository(problem.path)
    where = f"{_plain(path)}, line {problem.line}" if with_path else f"line {problem.line}"
    if place.files:
        where = f"[{where}]({place.files}{quote(path, errors='replace')}?plain=1#L{problem.line})"
    level = "" if problem.level == "error" else f", {problem.level}"
    return f"- {where}: {_plain(discreet.said(problem, snippets))} ([{problem.rule}]({rule_page(problem.rule)}){level})\n"


def _plain(text: str) -> str:
    """Our words, and those of a plan, on a line: what stands between backticks as code, and all else as it is."""
    return _MARKUP.sub(lambda found: found[1] or f"\\{found[2]}", " ".join(visible(text).split()))
