"""`cap edit`: a plan in the person's own editor."""

from __future__ import annotations

from cap.cli.common import opened
from cap.cli.editing import edit_copy
from cap.cli.options import Config, Today, Who
from cap.workspace.store import resolve


def edit_command(name: Who, config: Config = None, today_: Today = None) -> None:
    """Open a plan in your editor, and check it when you come back.

    Uses CAP_EDITOR, or else the editor that git would: GIT_EDITOR, core.editor, VISUAL, EDITOR, vi. You edit a copy, so nothing
    that changes meanwhile is written over.

    \b
    Examples:
      cap edit alice
      EDITOR="code --wait" cap edit alice
    """
    workspace, day = opened(config, today_)
    edit_copy(resolve(name, workspace, exact=True), workspace, day)
