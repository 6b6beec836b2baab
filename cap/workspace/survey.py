"""Many plans, one after the other: which files are meant, and each of them read, linted, summed up. A file that cannot be opened is a
finding, or a row, like any other: it must not hide the rest.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from cap.lint.engine import Policy, level_of, lint
from cap.lint.result import Linted
from cap.lint.rules import privacy
from cap.plan.problem import Span, problem_at
from cap.plan.read import read
from cap.refusal import NotFound, Refusal, reason
from cap.text.escapes import utf8
from cap.workspace.paths import shown
from cap.workspace.settings import Workspace
from cap.workspace.store import (
    files_below,
    no_plans,
    plan_files,
    read_bytes,
    refuse_private,
    require_inside,
    resolve,
    would_be_found,
)

if TYPE_CHECKING:
    from cap.plan.model import Plan
    from cap.plan.read import Reading
    from cap.team.calendar import Dates
    from cap.team.due import Found, Wanted
    from cap.team.overview import Row


def plans_named(paths: Sequence[str], workspace: Workspace, *, force_exclude: bool = False) -> list[str]:
    """List the plans that are meant, each file once: those of some paths, folders or names, or everyone's without any.

    `force_exclude`: of files that are named, only those that would be found in their folder; that may be none.

    Raises Refusal when a path or a name is not there, or no plan is found at all.
    """
    left_out = False
    found: dict[str, None] = {}
    for path in paths:
        if path == "-":
            raise Refusal("`-` reads one plan from standard input, so it stands alone", "Lint the files in a second call.")
        if force_exclude and Path(path).is_file() and not would_be_found(Path(path), workspace):
            left_out = True
        elif Path(path).is_file():
            refuse_private(Path(path), workspace)
            require_inside(Path(path))
            found[os.path.normpath(path)] = None
        elif Path(path).is_dir():
            require_inside(Path(path))
            found |= dict.fromkeys(os.path.normpath(file) for file in files_below(Path(path), workspace))
        else:
            found[os.path.normpath(shown(resolve(path, workspace)))] = None
    if not paths:
        found = dict.fromkeys(map(str, plan_files(workspace)))
    if not found and not left_out:
        if not paths:
            raise no_plans(workspace)
        raise NotFound(f"there are no plans in {' '.join(paths)}", "`cap new alice` starts one.")
    return list(found)


def lint_file(path: str, policy: Policy, day: date, marked: bool = False) -> Linted:
    """Read and lint one file."""
    try:
        raw = read_bytes(path)
    except OSError as error:
        why = f"this file cannot be opened: {reason(error)}"
        problem = problem_at(utf8(path), Span(1, 1, 1, 1), "unreadable", why, "Check that you may read it.")
        return Linted(utf8(path), b"", [problem], is_whole=False)
    return lint_bytes(raw, utf8(path), policy, day, marked)


def lint_bytes(raw: bytes, path: str, policy: Policy, day: date, marked: bool = False) -> Linted:
    """Lint a plan that was read. `marked`: with what a baseline knows its findings by."""
    reading = read(raw, path)
    problems = lint(reading, policy, today=day)
    found = Linted(path, raw if problems else b"", problems, who=who_is(reading.plan))
    if not marked:
        return found
    from cap.lint.baseline import marks

    return found._replace(marks=marks(reading.source, problems), is_whole=reading.plan is not None)


def who_is(plan: Plan | None) -> str:
    """What tells people apart where they are written in full: the name and, on a line of its own, the manager; "" where one lacks."""
    return f"{plan.name}\n{plan.manager}" if plan is not None and plan.manager is not None else ""


def leaked_notes(workspace: Workspace, policy: Policy) -> Iterator[Linted]:
    """Find what is private and in a repository: findings about the repository, beside those about its plans."""
    from cap.workspace.exposed import leaks

    level = level_of(privacy.private_in_repo, policy)
    for problem in leaks(workspace) if level else ():
        yield Linted(problem.path, b"", [msgspec.structs.replace(problem, level=level)], is_plan=False)


def row_of(path: str, policy: Policy, day: date) -> Row | None:
    """Read one file and sum it up; None for the example."""
    from cap.team.overview import Row, row

    reading = _readable(path)
    if isinstance(reading, str):
        return Row(key=_key(path), path=utf8(path), errors=1, broken=reading)
    return row(_key(path), reading, lint(reading, policy, today=day), today=day, cadence=policy.cadence)


def due_of(path: str, wanted: Sequence[Wanted], cadence: str, day: date) -> list[Found]:
    """Read one file, and find what is due in it, for each that asks."""
    from cap.team.due import Found, find

    reading = _readable(path)
    if isinstance(reading, str):
        return [Found(utf8(path), broken=True) for _ in wanted]
    return [find(_key(path), reading, one, today=day, cadence=cadence) for one in wanted]


def dates_of(path: str, wanted: Wanted, cadence: str, day: date) -> Dates:
    """Read one file, and find what of it belongs into a calendar."""
    from cap.team.calendar import Dates, dates

    reading = _readable(path)
    if isinstance(reading, str):
        return Dates(utf8(path), broken=True)
    return dates(_key(path), reading, wanted, today=day, cadence=cadence)


def _key(path: str) -> str:
    return utf8(Path(path).stem)


def _readable(path: str) -> Reading | str:
    """Read one file; why it cannot be opened, if it cannot."""
    try:
        return read(read_bytes(path), utf8(path))
    except OSError as error:
        return f"it cannot be opened: {reason(error)}."
