"""Hold a page against the plan it was made for, whoever wrote it: `cap`, a team, a chatbot, or somebody by hand."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from cap.agenda.compare import hints, owed, quotes
from cap.agenda.compare.finding import Found
from cap.agenda.compare.sheet import Sheet
from cap.agenda.compare.texts import Texts
from cap.agenda.situation import Audience
from cap.plan.problem import Problem, problem_at, problem_order
from cap.plan.read import Reading

LIMIT = 30_000  # characters of a page that are compared; a page of two hours has a fifth of that
_SEEN = re.compile(r"^[ \t>*+-]*- seen:", re.MULTILINE)
_PRIVATE = re.compile(r"^[ \t]*(?:#{1,6}[ \t]+|\*\*)Your private notes\b", re.MULTILINE | re.IGNORECASE)


def compare(page: str, reading: Reading, *, path: str, today: date, audience: Audience | None = None) -> list[Problem]:
    """What is wrong with a page, by the plan that was read: the places are the page's.

    Only what is surely wrong is an error: a quote or a day that nearly matches the plan and is not its own, minutes that do not add
    up, a promise asked of the wrong one of the two, the same thing twice, the manager's private notes on another's page. What may be
    meant (names and numbers that the plan does not know, what is left out, the length) is a hint. `audience` counts for a page whose
    last line does not say whom it is for.
    """
    plan = reading.plan
    assert plan is not None
    sheet = Sheet(page[:LIMIT], plan)
    sheet.audience = sheet.audience or audience
    texts = Texts(reading)
    found = [
        *_too_large(page),
        *quotes.wrong_quotes(sheet, texts),
        *quotes.said_twice(sheet, texts),
        *owed.wrong_days(sheet, texts),
        *owed.wrong_weekdays(sheet, texts, today),
        *owed.wrong_minutes(sheet),
        *owed.wrong_side(sheet, texts, plan),
        *_private(sheet),
        *hints.unknown_names(sheet, texts),
        *hints.unknown_numbers(sheet, texts, today),
        *hints.missing(sheet, texts, reading, today),
        *hints.too_long(sheet),
    ]
    wrong = {one.start for one in found if one.level == "error"}  # a hint would say again that something is amiss there
    problems = [
        problem_at(path, sheet.span(one.start, one.end), one.rule, one.message, one.hint, level=one.level, item=one.at)
        for one in found
        if one.level == "error" or one.start not in wrong or one.start == sheet.title[0]
    ]
    return sorted(problems, key=problem_order)


def _too_large(page: str) -> Iterator[Found]:
    if len(page) > LIMIT:
        message = f"what comes after the first {LIMIT:,} characters of this page was not compared"
        yield Found(LIMIT - 1, LIMIT, "too-large", message, "Compare one page at a time.")


def _private(sheet: Sheet) -> Iterator[Found]:
    """What comes from the manager's private notes, on a page that is not the manager's."""
    if sheet.audience == "manager":
        return
    for pattern in (_SEEN, _PRIVATE):
        for match in pattern.finditer(sheet.text):
            start = match.end() - len(match[0].lstrip())
            message = "this comes from the manager's private notes, and the page is not the manager's alone"
            hint = "Take it out before anybody else sees it. A page for the manager alone says so in its last line: `cap: … · manager · …`."
            yield Found(start, match.end(), "private", message, hint)
