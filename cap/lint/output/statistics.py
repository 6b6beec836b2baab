"""How often each rule spoke, and in how many plans: a page, however many plans there are. Nobody is named, so nobody is compared."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from cap.lint.catalogue import CATALOGUE
from cap.lint.output import Style
from cap.lint.output.concise import lines_of
from cap.lint.output.json import VERSION, summary
from cap.lint.result import Linted, Tally
from cap.plan.problem import Problem
from cap.text.escapes import json_text
from cap.text.table import Head, Line, table
from cap.text.wording import count

_HEADS = (Head("FINDINGS", right=True), Head("PLANS", right=True), Head("RULE"), Head("WHAT", least=24))
_MOST = 20  # errors that are shown one by one above the counts


class _Counts:
    """Counts findings, and the plans that have them, by rule."""

    def __init__(self, files: Iterable[Linted]) -> None:
        self.findings, self.plans = Counter[str](), Counter[str]()
        self.errors: list[Problem] = []
        for file in files:
            rules = [problem.rule for problem in file.problems]
            self.findings.update(rules)
            self.plans.update(set(rules))
            if len(self.errors) < _MOST:
                self.errors += [problem for problem in file.problems if problem.level == "error"]

    def rows(self) -> list[tuple[str, int, int]]:
        """Rule, findings, plans; the most frequent rule first."""
        return [
            (rule, findings, self.plans[rule])
            for rule, findings in sorted(self.findings.items(), key=lambda found: (-found[1], found[0]))
        ]


def render(files: Iterable[Linted], tally: Tally, style: Style) -> Iterator[str]:
    """The table by itself."""
    yield from _table(_Counts(files), style)


def render_page(files: Iterable[Linted], tally: Tally, style: Style) -> Iterator[str]:
    """The table below what nobody can read until it is mended."""
    counts = _Counts(files)
    yield from lines_of(counts.errors[:_MOST], style)
    if tally.levels["error"] > _MOST:
        yield f"… and {count(tally.levels['error'] - _MOST, 'more error', 'more errors')}"
    if counts.errors:
        yield ""
    yield from _table(counts, style)


def render_json(files: Iterable[Linted], tally: Tally, style: Style) -> Iterator[str]:
    """The same for programs."""
    rows = [json_text({"rule": rule, "findings": findings, "plans": plans}) for rule, findings, plans in _Counts(files).rows()]
    yield f'{{"version": {VERSION}, "statistics": ['
    yield from (row + ("," if row is not rows[-1] else "") for row in rows)
    yield f'], "summary": {summary(tally)}}}'


def _table(counts: _Counts, style: Style) -> Iterator[str]:
    lines = [
        Line({"FINDINGS": str(findings), "PLANS": str(plans), "RULE": rule, "WHAT": CATALOGUE[rule].title})
        for rule, findings, plans in counts.rows()
    ]
    if lines:
        yield from table(_HEADS, lines, style.columns, style.paint)
