"""The findings of `cap lint`: in which format, and where they go."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Literal, NamedTuple

from cap.cli import terminal
from cap.lint.output import Format, Style, counting, overview, renderer
from cap.lint.result import Linted, Tally
from cap.text.escapes import visible
from cap.workspace.git import work_tree
from cap.workspace.paths import in_repository, real
from cap.workspace.settings import Workspace

MANY = 20  # plans; more are not read one by one on a terminal


class Wanted(NamedTuple):
    """What was asked for. `output` is the file that a report goes to; None: it is printed."""

    format: Literal["auto", Format]
    snippets: bool
    statistics: bool
    output: Path | None


def require_place(wanted: Wanted, workspace: Workspace) -> None:
    """Refuse a file that is no place for a report, before anything is worked out. Raises Refusal."""
    if wanted.output is not None:
        from cap.workspace import outgoing

        outgoing.require_place(wanted.output, workspace, kind=_chosen(wanted), what="a report")


def report(found: Iterable[Linted], plans: int, wanted: Wanted) -> Tally:
    """Print what was found in so many plans, or write it to a file; then what that comes to. Raises Refusal."""
    tally, chosen = Tally(), _chosen(wanted)
    files: Iterable[Linted] = tally.over(found)
    if chosen == "github" and (summary := os.environ.get("GITHUB_STEP_SUMMARY")):
        files = _summarized(list(files), Path(summary), wanted.snippets)
    many = wanted.format == "auto" and chosen == "full" and plans > MANY
    render = overview() if many else renderer(chosen)
    if wanted.statistics:
        render = counting(json=chosen == "json")
    if wanted.output is None:
        style = Style(terminal.painter(), wanted.snippets, terminal.room(), cache(in_repository))
        terminal.put(render(files, tally, style), commands=chosen == "github" and not wanted.statistics)
    else:
        _write(render(files, tally, Style(terminal.plain, wanted.snippets, None, cache(in_repository))), wanted.output)
    more = f" `cap lint --fix` mends {tally.fixable} of them." if tally.fixable else ""
    if not wanted.statistics:
        more += " `cap lint NAME` shows what one plan lacks, `--format full` every finding." if many else ""
        more += f" To learn more: cap rule {tally.worst}" if tally.worst and chosen == "full" and not many else ""
    terminal.say(f"{tally.in_words()}.{more}")
    return tally


def _chosen(wanted: Wanted) -> Format:
    if wanted.format != "auto":
        return wanted.format
    if wanted.output is not None:
        return "concise"
    if os.environ.get("GITHUB_ACTIONS") == "true":
        return "github"
    return "full" if sys.stdout.isatty() else "concise"


def _write(lines: Iterable[str], output: Path) -> None:
    """Write a report, a new one or in the place of another. Raises Refusal."""
    from cap.lint.output.reports import is_report
    from cap.workspace.outgoing import write_over

    text = "".join(visible(line, keep="\n\t") + "\n" for line in lines)
    write_over(output, text, is_ours=is_report)
    terminal.say(f"Written to {output}.")


def _summarized(files: list[Linted], summary: Path, snippets: bool) -> list[Linted]:
    """Add what people are to see to the summary of a job on GitHub."""
    from cap.lint.output.github_summary import LARGEST, Place, page

    place = Place(cache(in_repository), _where_files_are_shown())
    with summary.open("a", encoding="utf-8", errors="replace") as file:
        file.write(page(files, snippets, place, LARGEST - file.tell()))
    return files


def _where_files_are_shown() -> str:
    """The address on GitHub of the files as they are here; "" where this is not the repository that the job is about."""
    server, repository, commit, here = (
        os.environ.get(f"GITHUB_{name}", "") for name in ("SERVER_URL", "REPOSITORY", "SHA", "WORKSPACE")
    )
    if not (server and repository and commit and here) or work_tree(Path()) != real(Path(here)):
        return ""
    return f"{server}/{repository}/blob/{commit}/"
