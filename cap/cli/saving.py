"""`cap save` on the terminal: what would be saved is looked at, put into words, and committed, a repository after the other."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from cap.cli import terminal
from cap.cli.again import command_again
from cap.cli.common import opened
from cap.history.changes import Change
from cap.history.message import Saved, message
from cap.lint.engine import lint
from cap.plan.problem import Problem
from cap.plan.read import Reading, read
from cap.refusal import Refusal
from cap.text.escapes import utf8, visible
from cap.text.wording import count
from cap.workspace.committing import commit, require_ready
from cap.workspace.paths import shown
from cap.workspace.saving import Repository, require_no_private_page, unsaved
from cap.workspace.settings import Workspace, policy_of


def save(
    names: Sequence[str],
    more: Sequence[str],
    *,
    words: bool,
    errors: bool,
    dry_run: bool,
    config: Path | None,
    today_: str | None,
) -> None:
    """Commit the plans that changed, those of some people or all. Raises Refusal, and then nothing of that repository is committed."""
    workspace, day = opened(config, today_)
    found = unsaved(workspace, names)
    if not found:
        terminal.say("Nothing to save: every plan is as the last commit has it.")
        return
    told = [(one, _told(one)) for one in found]
    for one, plans in told:
        require_no_private_page(one.plans)
        require_ready(one.tree)
        if not errors:
            _require_readable(plans, workspace, day)
    sentences = _sentences if words else None
    for one, plans in told:
        said = message(plans, more, sentences)
        where = f"{shown(one.tree)}: " if told[1:] else ""
        if dry_run:
            terminal.put(visible(line) for line in said.rstrip("\n").split("\n"))
            terminal.say(f"{where}{count(len(plans), 'plan')} would be committed.")
            continue
        made = commit(one.tree, [plan.path for plan in one.plans], [plan.path for plan in one.plans if plan.new], said)
        terminal.put(visible(line) for line in said.rstrip("\n").split("\n"))
        terminal.say(f"{where}{count(len(plans), 'plan')} committed ({made}). Nothing was pushed.")


def _told(one: Repository) -> list[Saved]:
    """The plans as they were and are, read."""

    def reading(raw: bytes | None, path: str) -> Reading | None:
        return None if raw is None else read(raw, utf8(shown(one.tree / path)))

    return [Saved(utf8(plan.key), reading(plan.before, plan.path), reading(plan.now, plan.path)) for plan in one.plans]


def _require_readable(plans: Sequence[Saved], workspace: Workspace, day: date) -> None:
    """Refuse plans with an error, and show each. Ends with 1 where there is one."""
    wrong: list[Problem] = []
    for plan in plans:
        if plan.after is not None:
            wrong += [problem for problem in lint(plan.after, policy_of(workspace), today=day) if problem.level == "error"]
    if wrong:
        terminal.explain(wrong)
        raise Refusal(
            f"{count(len(wrong), 'error')} to mend first", f"Nothing was committed. If it is meant: {command_again(errors=True)}"
        )


def _sentences(found: Sequence[Change], before: Reading | None, after: Reading | None) -> list[str]:
    """What changed, in the words of the plan."""
    from cap.history.sentences import sentences

    return [one.text for one in sentences(found, before.plan if before else None, after.plan if after else None)]
