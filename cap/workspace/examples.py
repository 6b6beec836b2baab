"""The examples that the form of a new plan shows, each until its key is filled."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from cap.edit.apply import without_example
from cap.edit.edits import Edit, Remove
from cap.plan.read import Reading
from cap.refusal import Refusal
from cap.workspace.roster import Newcomer
from cap.workspace.settings import Workspace


def without_examples(raw: bytes, edits: Sequence[Edit], before: Reading, workspace: Workspace) -> bytes:
    """Take out what the form showed of the keys that are filled now."""

    def form_again() -> str:
        from cap.workspace.scaffold import form

        plan = before.plan
        person = Newcomer(plan.name, "", plan.role or "", plan.manager or "", tuple(plan.direction)) if plan else Newcomer("x")
        try:
            return form(person, workspace, date(2000, 1, 1))
        except Refusal:  # the team's own form, which is wrong now
            return ""

    for key in dict.fromkeys(str(edit.path[0]) for edit in edits if not isinstance(edit, Remove)):
        raw = without_example(raw, key, form_again)
    return raw
