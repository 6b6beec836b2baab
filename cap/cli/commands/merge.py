"""`cap merge`: three versions of a plan, merged by meaning."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Annotated

import typer

from cap.cli import terminal


def merge_command(
    base: Annotated[Path, typer.Argument(metavar="BASE", help="The version that both come from; an empty file for none.")],
    ours: Annotated[Path, typer.Argument(metavar="OURS", help="Your version.")],
    theirs: Annotated[Path, typer.Argument(metavar="THEIRS", help="The other one.")],
    output: Annotated[
        Path | None, typer.Option("-o", "--output", metavar="FILE", help="A new file to write instead of printing; - prints.")
    ] = None,
    path: Annotated[str | None, typer.Option("--path", metavar="PATH", help="What to call the file in messages.")] = None,
    marker_size: Annotated[
        int, typer.Option("--marker-size", metavar="N", min=1, max=1000, help="How many signs a conflict marker has.")
    ] = 7,
    label_ours: Annotated[str, typer.Option("--ours", metavar="TEXT", help="What markers call your version.")] = "ours",
    label_theirs: Annotated[str, typer.Option("--theirs", metavar="TEXT", help="What markers call the other one.")] = "theirs",
) -> None:
    """Merge two versions of a plan by meaning.

    Git calls it for you, once `cap init --add merge` was typed in a clone. What each side changed is kept, byte for byte: other items,
    other keys of one item, entries that both added to one list, by date. Where both changed the same thing, both are marked as git
    marks it, a line or two, and named; then it ends with 1. What is no plan is merged by lines, as git does.

    \b
    Examples:
      cap merge base.md alice.md hers.md -o merged.md
      cap merge base.md alice.md hers.md --theirs Alice   the markers say whose is what
    """
    from cap.history.merging.chunks import Labels
    from cap.history.merging.three_way import merge
    from cap.plan.read import read
    from cap.refusal import Refusal, reason
    from cap.text.wording import count
    from cap.workspace.files import contents
    from cap.workspace.git import merged_lines
    from cap.workspace.landing import sweep
    from cap.workspace.paths import shown
    from cap.workspace.settings import open_workspace
    from cap.workspace.store import create_raw, refuse_private, require_inside

    workspace, texts = open_workspace(), []
    for file in (base, ours, theirs):
        try:
            refuse_private(file, workspace)
            require_inside(file)
            texts.append(b"" if str(file) == os.devnull else contents(file))
        except OSError as error:
            raise Refusal(f"{shown(file)} cannot be read: {reason(error)}") from None
    found = merge(texts[0], texts[1], texts[2], merged_lines, Labels(label_ours, label_theirs), marker_size)
    if output is None or str(output) == "-":
        terminal.put_exactly(found.raw)
    else:
        sweep(output.parent)
        create_raw(output, found.raw)
    name = path or shown(ours)
    if found.why:
        terminal.say(f"{name}: merged by lines, because {found.why}")
    if found.conflicts:
        terminal.say(f"{name}: {count(found.conflicts, 'place')} to decide; cap lint says how")
        for problem in read(found.raw, name).problems:
            if problem.rule == "merge-conflict":
                terminal.say(f"  line {problem.line}: {problem.message}")
    for problem in found.problems:
        terminal.say(f"{name}:{problem.line}: {problem.message}. {problem.hint}")
    if not found.clean:
        raise typer.Exit(1)
