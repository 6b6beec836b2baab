"""What is offered at a place does what it says: what `cap lint --fix` would, what the command would, and nothing else."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from pathlib import Path

from hypothesis import given

from cap.language.actions import Action, actions, mend_all
from cap.language.document import Document, Point
from cap.language.edits import replaced
from cap.lint.fix import fixed
from cap.plan.problem import Problem
from cap.refusal import Refusal
from tests.cli.conftest import TODAY
from tests.plan.test_slips import FIFTEEN
from tests.plans_strategy import examples, mutated, plan_files

DAY = datetime.date.fromisoformat(TODAY)
TESTS = Path(__file__).parents[1]
BROKEN = [FIFTEEN.encode(), *(path.read_bytes() for path in sorted((TESTS / "errors").glob("*.md")))]
FOUND = [path.read_bytes() for path in sorted((TESTS / "rules").glob("*.md")) if "--" not in path.name]
PLAN = """\
---
name: Ada Obi
manager: Ruth
stage: agreed
goals:
  - goal: Act as charge nurse on day shifts
    measure: Signed off
    due: 2026-12-31
skills:
  - skill: Running the board
    rating: 5
    target: 7
    actions:
      - id: sundays
        action: Take the board every Sunday with the second senior
        type: experience
        measure: Eight Sundays
        due: 2026-12-06
---
"""


def opened(raw: bytes) -> Document:
    return Document(raw.decode("utf-8", "replace"), today=DAY)


def at(document: Document, problem: Problem) -> list[Action]:
    return list(actions(document, Point(problem.line, problem.column), Point(problem.line, problem.column)))


def done(document: Document, action: Action) -> Document:
    return Document(replaced(document, action.make()), document.path, today=DAY)


def mends(document: Document) -> Iterator[tuple[Problem, Action]]:
    for problem in document.problems:
        found = [one for one in at(document, problem) if one.problem == problem and one.preferred]
        if problem.fix is not None:
            assert len(found) == 1, problem
            yield problem, found[0]


def require_fixes(raw: bytes) -> int:
    """Each mend does what `--fix` does there, and all of them together what it does; so many could be done alone."""
    document = opened(raw)
    if all(problem.fix is None for problem in document.problems):
        return 0
    whole = fixed(document.raw)
    assert replaced(document, mend_all(document)).encode() == whole
    alone = 0
    for problem, action in mends(document):
        try:
            after = done(document, action)
        except Refusal:
            continue
        alone += 1
        assert fixed(after.raw) == whole, problem
        assert after.text != document.text
    return alone


def test_each_mend_is_the_one_that_fix_makes() -> None:
    fixable = sum(problem.fix is not None for raw in BROKEN for problem in opened(raw).problems)
    assert sum(map(require_fixes, BROKEN)) == fixable > 60


@given(mutated(plan_files()))
@examples(60)
def test_mends_of_whatever_was_typed(raw: bytes) -> None:
    require_fixes(raw)


def test_what_is_ignored_is_not_found_any_more_and_nothing_else_changes() -> None:
    tried = 0
    for raw in FOUND:
        document = opened(raw)
        for problem in document.problems:
            for action in at(document, problem):
                if action.problem == problem and action.title.startswith("Ignore"):
                    after = done(document, action)
                    left = [(one.rule, one.at) for one in after.problems]
                    before = [(one.rule, one.at) for one in document.problems if one != problem]
                    assert (problem.rule, problem.at) not in left and set(left) <= set(before), (problem, after.text)
                    assert f"[{problem.rule}] because …" in after.text or f", {problem.rule}]" in after.text
                    tried += 1
    assert tried > 60


def test_a_comment_that_silences_nothing_goes() -> None:
    raw = b"---\nname: Ada # cap: ignore[goal-far] why\n# cap: ignore[goal-far]\nrole: x # cap: ignore[goal-far, skill-leap] both\n---\n"
    document = opened(raw)
    texts = [
        done(document, one).text
        for problem in document.problems
        for one in at(document, problem)
        if one.title == "Delete the comment"
    ]
    assert "---\nname: Ada\n# cap" in texts[0]
    assert sum("ignore[goal-far] both" in text or "ignore[skill-leap] both" in text for text in texts) >= 2
    assert any("name: Ada # cap: ignore[goal-far] why\nrole" in text for text in texts)


def test_a_skill_is_linked_to_a_goal_which_gets_an_id_for_it() -> None:
    document = opened(PLAN.encode())
    problem = next(one for one in document.problems if one.rule == "action-irrelevant")
    (link,) = [one for one in at(document, problem) if one.title.startswith("Link to goal g1")]
    after = done(document, link)
    assert "  - id: charge-nurse\n    goal: Act as" in after.text or "    id: charge-nurse\n" in after.text
    assert "goal: charge-nurse\n" in after.text and "action-irrelevant" not in [one.rule for one in after.problems]
