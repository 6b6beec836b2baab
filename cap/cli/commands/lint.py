"""`cap lint`: hold plans against the method."""

import sys
from collections.abc import Iterable
from functools import partial
from itertools import chain
from pathlib import Path
from typing import Annotated, Literal

import typer

from cap.cli import terminal
from cap.cli.common import opened
from cap.cli.completing import names_starting_with, rules_starting_with
from cap.cli.options import Config, Today
from cap.cli.reporting import Wanted, report, require_place
from cap.lint.catalogue import rules_named, unchangeable_rule, unknown_rule
from cap.lint.engine import level_of, silenced
from cap.lint.output import Format
from cap.lint.result import Linted
from cap.lint.rules.files import plan_twice
from cap.lint.rules.privacy import private_in_repo
from cap.plan.problem import Level
from cap.refusal import Refusal, refusal_of
from cap.text.escapes import utf8
from cap.text.wording import count
from cap.workspace.files import LARGEST, too_large
from cap.workspace.parallel import each
from cap.workspace.settings import policy_of
from cap.workspace.store import idle_patterns, require_trusted, would_be_found
from cap.workspace.survey import leaked_notes, lint_bytes, lint_file, plans_named
from cap.workspace.twins import with_twins

STDIN = "<stdin>"


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
    ] = STDIN,
    force_exclude: Annotated[
        bool,
        typer.Option(
            "--force-exclude",
            help="Skip a named file that the settings exclude, a README.md too, as for a folder; for hooks and editors.",
        ),
    ] = False,
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
            "--baseline",
            metavar="FILE",
            help="Leave out the findings that this file knows; without it, the file that the settings name counts.",
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
    wanted = Wanted(format, snippets, statistics, None if str(output) == "-" else output)
    from_stdin = paths == ["-"]
    _refuse_what_does_not_go_together(
        (fix and diff, "--fix mends and --diff only shows", "Choose one of the two."),
        (
            diff and (baseline or write_baseline),
            "a baseline is about findings, and --diff shows a change",
            "Choose one of the two.",
        ),
        (
            statistics and (diff or format not in ("auto", "json")),
            "--statistics prints a table, or json",
            "Leave the other option out.",
        ),
        (
            wanted.output and (diff or show_settings),
            "--output is for findings, and they are not asked for",
            "Leave one of the options out.",
        ),
        (
            from_stdin and (fix or diff or write_baseline or since is not None),
            "--fix, --diff, --write-baseline and --since work on files",
            "Save the plan first.",
        ),
    )
    if show_settings:
        from cap.cli.settings import in_force

        terminal.put(in_force(workspace))
        return
    require_place(wanted, workspace)
    policy = policy_of(workspace)._replace(
        select=rules_named(select, unknown_rule), ignore=rules_named(ignore, unchangeable_rule), timely=not no_timely
    )
    known = None
    if baseline or write_baseline or workspace.settings.lint.baseline:
        from cap.workspace.known import baseline_of

        known = baseline_of(baseline, workspace, new=write_baseline)
    if from_stdin:
        raw, name = sys.stdin.buffer.read(LARGEST + 1), utf8(stdin_filename)
        if len(raw) > LARGEST:
            raise refusal_of(too_large(name, LARGEST))
        left_out = force_exclude and name != STDIN and not would_be_found(Path(stdin_filename), workspace)
        files = [] if left_out else [name]
        found: Iterable[Linted] = [lint_bytes(raw, name, policy, day, known is not None) for name in files]
    else:
        of_repository = not paths and policy.select == {private_in_repo.id}  # no plan need be read, nor be there
        files = [] if of_repository else plans_named(paths or [], workspace, force_exclude=force_exclude)
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
        level = level_of(plan_twice, policy)
        if level and (paths or since is not None):
            from cap.workspace.namesakes import namesakes

            found = with_twins(found, level, namesakes(files, workspace))
        else:
            found = with_twins(found, level)
        found = chain(found, leaked_notes(workspace, policy))
    if known is not None and write_baseline:
        found = known.take(found, policy)
        terminal.say(known.as_written(by_settings=baseline is None))
    elif known is not None:
        found = known.without(found, policy)
    tally = report(found, len(files), wanted)
    if known is not None:
        for line in known.in_words():
            terminal.say(line)
    if tally.fails(fail_on):
        raise typer.Exit(1)


def _refuse_what_does_not_go_together(*clashes: tuple[object, str, str]) -> None:
    for clash, message, hint in clashes:
        if clash:
            raise Refusal(message, hint)
