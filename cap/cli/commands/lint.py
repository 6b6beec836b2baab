"""`cap lint`: hold plans against the method."""

import os
import sys
from collections.abc import Iterable
from functools import cache, partial
from itertools import chain
from pathlib import Path
from typing import Annotated, Literal

import typer

from cap.cli import terminal
from cap.cli.common import opened
from cap.cli.completing import names_starting_with, rules_starting_with
from cap.cli.options import Config, Today
from cap.lint.catalogue import rules_named, unchangeable_rule, unknown_rule
from cap.lint.engine import level_of, runs, silenced
from cap.lint.output import Format, Style, counting, overview, renderer
from cap.lint.result import Linted, Tally
from cap.lint.rules.files import plan_twice
from cap.plan.problem import Level
from cap.refusal import Refusal, refusal_of
from cap.text.escapes import utf8, visible
from cap.text.wording import count
from cap.workspace.files import LARGEST, too_large
from cap.workspace.parallel import each
from cap.workspace.paths import in_repository
from cap.workspace.settings import policy_of
from cap.workspace.store import idle_patterns, require_trusted
from cap.workspace.survey import leaked_notes, lint_bytes, lint_file, plans_named
from cap.workspace.twins import with_twins

MANY = 20  # plans; more are not read one by one on a terminal


def lint_command(
    paths: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[PATH]...",
            help="Files, folders or names; `-` reads one plan from standard input.",
            autocompletion=names_starting_with,
        ),
    ] = None,
    format: Annotated[
        Literal["auto", Format],
        typer.Option(
            "--format",
            help="auto: github in GitHub Actions, full on a terminal (of more than 20 plans the counts), else concise.",
        ),
    ] = "auto",
    snippets: Annotated[
        bool,
        typer.Option(
            "--snippets",
            help="With github, gitlab, sarif, rdjson: name items by their words, not only by number. Others may read them.",
        ),
    ] = False,
    output: Annotated[
        Path | None,
        typer.Option(
            "-o",
            "--output",
            metavar="FILE",
            help="A file to write instead of printing; an older report there is replaced; - prints.",
        ),
    ] = None,
    select: Annotated[
        list[str] | None,
        typer.Option(
            "--select", metavar="RULE,…", help="Run only these rules; may be repeated.", autocompletion=rules_starting_with
        ),
    ] = None,
    ignore: Annotated[
        list[str] | None,
        typer.Option(
            "--ignore", metavar="RULE,…", help="Leave out these rules; may be repeated.", autocompletion=rules_starting_with
        ),
    ] = None,
    fail_on: Annotated[Level, typer.Option("--fail-on", help="The least level that makes the exit code 1.")] = "warning",
    no_timely: Annotated[bool, typer.Option("--no-timely", help="Leave out what only the calendar says.")] = False,
    stdin_filename: Annotated[
        str, typer.Option("--stdin-filename", metavar="PATH", help="What to call the plan from standard input.")
    ] = "<stdin>",
    jobs: Annotated[
        int | None, typer.Option("--jobs", min=1, metavar="N", help="Processes at the most; few files need only one.")
    ] = None,
    fix: Annotated[bool, typer.Option("--fix", help="Mend what has one right answer, and report the rest.")] = False,
    diff: Annotated[
        bool, typer.Option("--diff", help="Show what --fix would change, and change nothing; exit code 1 if there is something.")
    ] = False,
    since: Annotated[
        str | None,
        typer.Option(
            "--since", metavar="REF", help="Only plans that changed since the current branch left this commit or branch."
        ),
    ] = None,
    baseline: Annotated[
        Path | None,
        typer.Option(
            "--baseline", metavar="FILE", help="Leave out the findings that this file knows, instead of the settings' one."
        ),
    ] = None,
    write_baseline: Annotated[
        bool, typer.Option("--write-baseline", help="Write what is found now into the baseline, as known.")
    ] = False,
    statistics: Annotated[
        bool, typer.Option("--statistics", help="Only how often each rule spoke, and in how many plans; also as json.")
    ] = False,
    show_settings: Annotated[
        bool, typer.Option("--show-settings", help="Print the settings in force and where they come from.")
    ] = False,
    config: Config = None,
    today_: Today = None,
) -> None:
    """Check plans against the method; say what would make them better.

    The exit code is 0 when all is well, 1 when there is a finding at or above --fail-on, 2 when something cannot be done.

    \b
    Examples:
      cap lint                     everyone's plan
      cap lint plans/alice.md --fail-on error
    """
    workspace, day = opened(config, today_)
    output = None if str(output) == "-" else output
    if output is not None:
        from cap.workspace.outgoing import require_place

        if diff or show_settings:
            raise Refusal("--output is for findings, and they are not asked for", "Leave one of the options out.")
        kind = "concise" if format == "auto" else format
        require_place(output, workspace, kind=kind, what="a report")
    if show_settings:
        from cap.cli.settings import in_force

        terminal.put(in_force(workspace))
        return
    policy = policy_of(workspace)._replace(
        select=rules_named(select, unknown_rule), ignore=rules_named(ignore, unchangeable_rule), timely=not no_timely
    )
    if fix and diff:
        raise Refusal("--fix mends and --diff only shows", "Choose one of the two.")
    if diff and (baseline or write_baseline):
        raise Refusal("a baseline is about findings, and --diff shows a change", "Choose one of the two.")
    if statistics and (diff or format not in ("auto", "json")):
        raise Refusal("--statistics prints a table, or json", "Leave the other option out.")
    if paths == ["-"] and (fix or diff or write_baseline or since):
        raise Refusal("--fix, --diff, --write-baseline and --since work on files", "Save the plan first.")
    known = None
    if baseline or write_baseline or workspace.settings.lint.baseline:
        from cap.workspace.known import baseline_of

        known = baseline_of(baseline, workspace, new=write_baseline)
    if paths == ["-"]:
        raw, name = sys.stdin.buffer.read(LARGEST + 1), utf8(stdin_filename)
        if len(raw) > LARGEST:
            raise refusal_of(too_large(name, LARGEST))
        files = [name]
        found: Iterable[Linted] = [lint_bytes(raw, name, policy, day, known is not None)]
    else:
        files = plans_named(paths or [], workspace)
        for pattern in [] if paths else idle_patterns(workspace):
            terminal.complain(pattern)
        if since is not None:
            from cap.workspace.since import changed_since

            named, files = len(files), changed_since(files, since)
            terminal.say(f"{len(files)} of {count(named, 'plan')} changed since {since}.")
        if diff:
            from cap.cli.mending import diffs

            lines = list(diffs(files, silenced(policy), terminal.painter()))
            terminal.put(lines)
            raise typer.Exit(1 if lines else 0)
        if fix:
            from cap.cli.mending import mend

            for path in files:
                require_trusted(Path(path), workspace)
            terminal.say(f"{count(mend(files, workspace, silenced(policy)), 'plan')} mended.")
        task = partial(lint_file, policy=policy, day=day, marked=known is not None)
        found = terminal.progress(each(task, files, jobs), len(files), "plans")
        found = chain(with_twins(found, level_of(plan_twice, policy)), leaked_notes(workspace, policy))
    if known is not None:
        if write_baseline:
            found = list(found)
            known.take(found, partial(runs, policy=policy))
            terminal.say(known.as_written(by_settings=baseline is None))
        found = known.without(found, partial(runs, policy=policy))
    tally = Tally()
    printed = output is None
    chosen = _chosen(format, printed=printed)
    many = format == "auto" and chosen == "full" and len(files) > MANY
    found = tally.over(found)
    if chosen == "github" and (summary := os.environ.get("GITHUB_STEP_SUMMARY")):
        found = list(found)
        _summarize(found, Path(summary), snippets)
    render = counting(json=format == "json") if statistics else overview() if many else renderer(chosen)
    paint, room = (terminal.painter(), terminal.room()) if printed else (terminal.plain, None)
    report = render(found, tally, Style(paint, snippets, room, cache(in_repository)))
    if output is None:
        terminal.put(report, commands=chosen == "github" and not statistics)
    else:
        _write(report, output)
    more = f" `cap lint --fix` mends {tally.fixable} of them." if tally.fixable else ""
    more += " `cap lint NAME` shows what one plan lacks, `--format full` every finding." if many and not statistics else ""
    more += f" To learn more: cap rule {tally.worst}" if tally.worst and chosen == "full" and not (many or statistics) else ""
    terminal.say(f"{tally.in_words()}.{more}")
    if known is not None and not write_baseline:
        for line in known.in_words():
            terminal.say(line)
    if tally.fails(fail_on):
        raise typer.Exit(1)


def _write(lines: Iterable[str], output: Path) -> None:
    """Write a report, a new one or in the place of another. Raises Refusal."""
    from cap.lint.output.reports import is_report
    from cap.workspace.outgoing import write_over

    text = "".join(visible(line, keep="\n\t") + "\n" for line in lines)
    write_over(output, text, is_ours=is_report)
    terminal.say(f"Written to {output}.")


def _summarize(files: list[Linted], summary: Path, snippets: bool) -> None:
    """Add the whole list to the summary of a job on GitHub."""
    from cap.lint.output.github_summary import table

    with summary.open("a", encoding="utf-8") as file:
        file.write(table(files, snippets))


def _chosen(format: Literal["auto", Format], *, printed: bool) -> Format:
    if format != "auto":
        return format
    if not printed:
        return "concise"
    if os.environ.get("GITHUB_ACTIONS") == "true":
        return "github"
    return "full" if sys.stdout.isatty() else "concise"
