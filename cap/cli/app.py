"""The shell that only assembles: which command lives where, loaded when it is called, and the one exit for what is refused."""

import contextlib
import errno
import sys
from collections.abc import Callable, Iterator
from importlib import import_module
from pathlib import Path
from typing import Annotated, Any

import typer
from typer.core import TyperCommand, TyperGroup

from cap.cli import terminal
from cap.cli.options import ValuesLast
from cap.cli.terminal import Colour
from cap.refusal import Refusal, refusal_of
from cap.text.wording import near

# By what people want to do; `cap --help` keeps this order. Each is the function NAME_command in the module cap.cli.commands.NAME.
COMMANDS = {
    "Start, look and check": ("init", "new", "list", "show", "due", "calendar", "lint", "rule", "schema"),
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
        "trust",
    ),
}
# Those whose last argument takes whatever stands behind the others, `-x` too.
VALUES_LAST: dict[str, type[TyperCommand]] = {"set": ValuesLast}
_NAMES = [name for names in COMMANDS.values() for name in names]

_GONE = 141  # how a shell counts what ended because nobody reads any more

HELP = "Career action plans in plain text. `cap` alone: the next two weeks."


def _version(wanted: bool) -> None:
    if wanted:
        from importlib.metadata import version

        terminal.put([f"cap {version('career-action-plan')}"])
        raise typer.Exit


def _function(command: str) -> Callable[..., None]:
    """Import the function of a command, whose docstring is its help."""
    function: Callable[..., None] = getattr(import_module(f"cap.cli.commands.{command}"), f"{command}_command")
    return function


class LazyGroup(TyperGroup):
    """Imports a command's module when the command is called: start-up pays for one command, not for all."""

    def list_commands(self, ctx: Any) -> list[str]:
        return list(_NAMES)

    def get_command(self, ctx: Any, cmd_name: str) -> Any:
        if cmd_name not in _NAMES:
            return None
        single = typer.Typer(add_completion=False, rich_markup_mode=None)
        function = _function(cmd_name)
        single.command(cmd_name, cls=VALUES_LAST.get(cmd_name, TyperCommand))(function)
        return typer.main.get_command(single)

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        if args and not args[0].startswith("-") and args[0] not in _NAMES:
            guess = near(args[0], _NAMES)
            raise Refusal(f"there is no command `{args[0]}`", f"Did you mean `{guess}`?" if guess else "`cap --help` lists them.")
        return super().resolve_command(ctx, args)

    def shell_complete(self, ctx: Any, incomplete: str) -> list[Any]:
        from typer._click.shell_completion import CompletionItem

        return [CompletionItem(name) for name in _NAMES if name.startswith(incomplete)]

    def format_options(self, ctx: Any, formatter: Any) -> None:
        for param in self.params:
            if param.name == "show_completion":
                shown: Any = param
                shown.hidden = True  # for those who make it their own
        super().format_options(ctx, formatter)

    def format_commands(self, ctx: Any, formatter: Any) -> None:
        for title, commands in COMMANDS.items():  # close together, so that all of it can be seen at once
            formatter.write_heading(title)
            with formatter.indentation():
                formatter.write_dl([(name, (_function(name).__doc__ or "").partition("\n")[0]) for name in commands])

    def make_context(self, *words: Any, **more: Any) -> Any:
        with _one_end():  # `--help` and `--version` are printed here
            return super().make_context(*words, **more)

    def invoke(self, ctx: Any) -> Any:
        with _one_end():
            return super().invoke(ctx)

    def main(self, *words: Any, **more: Any) -> Any:
        try:
            return super().main(*words, **more)
        except OSError as error:  # wrong use, or what the shell may complete, and nowhere to say so
            terminal.give_up()
            sys.exit(_GONE if error.errno == errno.EPIPE else 2)


@contextlib.contextmanager
def _one_end() -> Iterator[None]:
    """End for whatever cannot be done: with 2 and one message, or quietly, as a shell counts it, when nobody reads any more."""
    from typer._click.exceptions import UsageError

    try:
        yield
    except Refusal as refusal:
        terminal.complain(refusal.message, refusal.hint)
    except UsageError as error:  # Typer says these itself
        error.message = terminal.harmless(error.message)
        raise
    except OSError as error:
        terminal.give_up()
        if error.errno == errno.EPIPE:
            raise typer.Exit(_GONE) from None
        terminal.complain(refusal_of(error).message)
    else:
        return
    raise typer.Exit(2)


app = typer.Typer(
    cls=LazyGroup,
    help=HELP,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["--help", "-h"]},
)


# What `cap` alone takes; every command has its own, which its help names.
_Config = Annotated[Path | None, typer.Option("--config", envvar="CAP_CONFIG", hidden=True)]
_Today = Annotated[str | None, typer.Option("--today", envvar="CAP_TODAY", hidden=True)]
_Color = Annotated[Colour, typer.Option("--color", hidden=True)]


@app.callback(invoke_without_command=True)
def cap(
    ctx: typer.Context,
    version: Annotated[bool, typer.Option("--version", is_eager=True, callback=_version, help="Print the version.")] = False,
    config: _Config = None,
    today_: _Today = None,
    color: _Color = Colour.auto,
) -> None:
    if ctx.invoked_subcommand is not None:
        _require_none(ctx)
        return
    from cap.cli.home import show_two_weeks

    if not show_two_weeks(config, today_, color):
        typer.echo(ctx.get_help(), err=True)
        raise typer.Exit(2)


def _require_none(ctx: typer.Context) -> None:
    """Let nobody believe that an option before a command reaches it. Raises Refusal."""
    for param in ctx.command.params:
        source = ctx.get_parameter_source(param.name or "")
        if source is not None and source.name == "COMMANDLINE":
            raise Refusal(
                f"`{param.opts[0]}` stands before the command, and is for `cap` alone",
                f"Put it behind: cap {ctx.invoked_subcommand} {param.opts[0]} …",
            )
