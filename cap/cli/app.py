"""The shell that only assembles: which command lives where, loaded when it is called, and the one exit for what is refused."""

import errno
import re
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from importlib import import_module
from pathlib import Path
from typing import Annotated, Any

import typer
from typer._click.exceptions import NoArgsIsHelpError, UsageError
from typer.core import TyperGroup

from cap.cli import commands, terminal
from cap.cli.command import Command, ValuesLast
from cap.cli.completing import harmless
from cap.cli.terminal import Colour
from cap.refusal import Refusal, refusal_of

# By what people want to do; `cap --help` keeps this order. Each is the function NAME_command in the module cap.cli.commands.NAME.
COMMANDS = {
    "Start, look and check": (
        "init",
        "new",
        "form",
        "list",
        "show",
        "map",
        "timeline",
        "diff",
        "due",
        "calendar",
        "lint",
        "rule",
        "schema",
        "lsp",
        "help",
    ),
    "Talk": ("agenda", "prep", "ask", "note", "log"),
    "Keep": (
        "add",
        "set",
        "rate",
        "progress",
        "done",
        "drop",
        "reopen",
        "undo",
        "move",
        "next",
        "pause",
        "resume",
        "edit",
        "private",
        "merge",
        "trust",
        "save",
        "leave",
    ),
}
# Those whose last argument takes whatever stands behind the others, `-x` too.
VALUES_LAST: dict[str, type[Command]] = {"set": ValuesLast}
# What `cap --help` describes; it names the others.
DAILY = frozenset(
    (
        "init",
        "new",
        "form",
        "list",
        "show",
        "due",
        "lint",
        "agenda",
        "prep",
        "note",
        "log",
        "add",
        "progress",
        "done",
        "move",
        "edit",
    )
)
_NAMES = [name for names in COMMANDS.values() for name in names]
_ANYWHERE = {
    "--today": 2,
    "--color": 2,
    "--config": 2,
    "--help": 1,
    "-h": 1,
}  # may stand before the command; words that each takes
_CLOSED_PIPE = 128 + 13  # what a shell says of a program that the signal for it has ended

_CODES = "Exit codes: 0 all is well, 1 findings or something overdue where that was asked for, 2 something cannot be done."
HELP = "Career action plans in plain text. Start with `cap init`; `cap` alone shows the next two weeks."


def _version(wanted: bool) -> None:
    if wanted:
        from importlib.metadata import version

        terminal.put([f"cap {version('career-action-plan')}"])
        raise typer.Exit


def _function(command: str) -> Callable[..., None]:
    """Import the function of a command, whose docstring is its help."""
    function: Callable[..., None] = getattr(import_module(f"cap.cli.commands.{command}"), f"{command}_command")
    return function


def summary(command: str) -> str:
    """The first line of a command's help, out of its source where that is there: to import them all takes as long again."""
    with suppress(OSError):
        source = (Path(commands.__path__[0]) / f"{command}.py").read_text(encoding="utf-8")
        if found := re.search(r'\ndef \w+_command\(.*?\) -> None:\n    """(.*)', source, re.S):
            return found[1].partition("\n")[0].removesuffix('"""')
    return (_function(command).__doc__ or "").partition("\n")[0]


def in_order(args: Sequence[str]) -> list[str]:
    """Put what every command takes behind the command: `cap --today friday list`, `cap -h lint`."""
    before, left = [], list(args)
    while left and (words := _ANYWHERE.get(left[0].partition("=")[0])):
        taken = 1 if "=" in left[0] else words
        before += left[:taken]
        del left[:taken]
    return [left[0], *before, *left[1:]] if left and left[0] in _NAMES else list(args)


@contextmanager
def _refusing() -> Iterator[None]:
    """Say in one way what is refused, and end with 2; when the reader of a pipe went away, end as every program then does."""
    try:
        yield
    except Refusal as refusal:
        terminal.complain(refusal.message, refusal.hint)
    except OSError as error:
        terminal.give_up()
        if error.errno == errno.EPIPE:
            raise typer.Exit(_CLOSED_PIPE) from None
        terminal.complain(refusal_of(error).message)
    else:
        return
    raise typer.Exit(2)


class LazyGroup(TyperGroup):
    """Imports a command's module when the command is called: start-up pays for one command, not for all."""

    def list_commands(self, ctx: Any) -> list[str]:
        return list(_NAMES)

    def get_command(self, ctx: Any, cmd_name: str) -> Any:
        if cmd_name not in _NAMES:
            return None
        single = typer.Typer(add_completion=False, rich_markup_mode=None)
        function = _function(cmd_name)
        single.command(cmd_name, cls=VALUES_LAST.get(cmd_name, Command))(function)
        return typer.main.get_command(single)

    def make_context(self, *args: Any, **settings: Any) -> Any:
        with _refusing():
            return super().make_context(*args, **settings)

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        terminal.use_colour(terminal.Colour.auto)
        if ctx.resilient_parsing:
            return super().parse_args(ctx, args)
        if args[:1] in (["--install-completion"], ["--show-completion"]):
            from cap.cli.shells import completing

            with completing(args[0]):
                return super().parse_args(ctx, args)
        try:
            return super().parse_args(ctx, in_order(args))
        except NoArgsIsHelpError:
            raise
        except UsageError:
            from cap.cli.mistyped import no_such_option

            raise no_such_option(args, self, ctx, _NAMES) from None

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        if args and not args[0].startswith("-") and args[0] not in _NAMES:
            from cap.cli.mistyped import no_command

            raise no_command(args, _NAMES)
        return super().resolve_command(ctx, args)

    def shell_complete(self, ctx: Any, incomplete: str) -> list[Any]:
        from typer._click.shell_completion import CompletionItem

        if incomplete.startswith("-"):
            options = [(name, param) for param in self.get_params(ctx) for name in param.opts]
            return [
                CompletionItem(name, help=harmless(getattr(param, "help", "")))
                for name, param in options
                if name.startswith(incomplete)
            ]
        return [CompletionItem(name, help=harmless(summary(name))) for name in _NAMES if name.startswith(incomplete)]

    def format_options(self, ctx: Any, formatter: Any) -> None:
        for param in self.params:
            if param.name == "show_completion":  # for the few who build their own; all of the help is to be seen at once
                shown: Any = param
                shown.hidden = True  # for those who make it their own
        super().format_options(ctx, formatter)

    def format_commands(self, ctx: Any, formatter: Any) -> None:
        formatter.write_paragraph()
        for title, names in COMMANDS.items():  # close together, so that all of it can be seen at once
            formatter.write_heading(title)
            with formatter.indentation():
                described = [(name, summary(name)) for name in names if name in DAILY]
                formatter.write_dl([*described, ("also", ", ".join(name for name in names if name not in DAILY))])
        from cap.text.dates import GRAMMAR

        formatter.write_paragraph()
        for about in (f"A DATE is {GRAMMAR}.", _CODES):
            formatter.write_text(about)

    def invoke(self, ctx: Any) -> Any:
        with _refusing():
            return super().invoke(ctx)

    def main(self, *words: Any, **more: Any) -> Any:
        try:
            return super().main(*words, **more)
        except OSError as error:  # wrong use, or what the shell may complete, and nowhere to say so
            terminal.give_up()
            sys.exit(_CLOSED_PIPE if error.errno == errno.EPIPE else 2)


app = typer.Typer(
    cls=LazyGroup,
    help=HELP,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["--help", "-h"], "max_content_width": 100},
)


# What `cap` alone takes; every command has its own, which its help names.
_Config = Annotated[Path | None, typer.Option("--config", envvar="CAP_CONFIG", hidden=True)]
_Today = Annotated[str | None, typer.Option("--today", envvar="CAP_TODAY", hidden=True)]
_Color = Annotated[Colour, typer.Option("--color", hidden=True)]


@app.callback(invoke_without_command=True)
def cap(
    ctx: typer.Context,
    version: Annotated[
        bool, typer.Option("--version", "-V", is_eager=True, callback=_version, help="Print the version.")
    ] = False,
    config: _Config = None,
    today_: _Today = None,
    color: _Color = Colour.auto,
) -> None:
    if ctx.invoked_subcommand is not None:
        return
    from cap.cli.home import show_two_weeks

    if not show_two_weeks(config, today_, color):
        typer.echo(ctx.get_help(), err=True)
        raise typer.Exit(2)
