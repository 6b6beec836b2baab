"""What somebody else says of a person enters the plan once that person has heard it: asked on a terminal, said in a line without one."""

from __future__ import annotations

import shlex
from pathlib import PurePath

from cap.cli import terminal
from cap.cli.common import me
from cap.edit.changes.change import Change, person, plan_of
from cap.plan.read import Reading
from cap.plan.standing import short_name, whose
from cap.refusal import Refusal
from cap.text.wording import brief, folded
from cap.workspace.settings import Workspace


def is_anothers(reading: Reading, made: Change, workspace: Workspace) -> bool:
    """Whether a change says something of the person that is not the person's own word. Where nobody can tell who types, it is."""
    if not made.judgement:
        return False
    judge = made.judge or me(workspace.root)
    return whose(plan_of(reading), judge) != "person" and folded(judge) != folded(PurePath(reading.path).stem)


def ask_whether_said(reading: Reading, made: Change) -> None:
    """Have it confirmed that the person has heard it. Raises Refusal, with the way to keep it until then."""
    who, words, key = short_name(plan_of(reading)), brief(made.judgement), shlex.quote(person(reading))
    if not terminal.agrees(f"Has {who} heard this already: “{words}”? It stands in the plan then, for all who read it."):
        own = "" if made.judge else f" If you are {who}: with CAP_ME={key} you are not asked."
        keep = f"Nothing was written; `cap note {key} {shlex.quote(made.judgement)}` keeps it until then."
        raise Refusal(f"“{words}” is not in the plan: {who} hears it first", keep + own)


def reminder(reading: Reading) -> str:
    """What is said where nobody can be asked."""
    who, undo = short_name(plan_of(reading)), f"cap undo {shlex.quote(person(reading))}"
    return f"If {who} has not heard this yet, say it before it is read here. `{undo}` takes it back."
