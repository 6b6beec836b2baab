"""The shell that only assembles: which command lives where, loaded when it is called, and the one exit for what is refused."""

import errno
from collections.abc import Callable
from importlib import import_module
from typing import Annotated, Any

import typer
from typer.core import TyperCommand, TyperGroup

from cap.cli import terminal
from cap.cli.options import ValuesLast
from cap.refusal import Refusal, refusal_of
from cap.text.wording import near

# By what people want to do; `cap --help` keeps this order. Each is the function NAME_command in the module cap.cli.commands.NAME.
COMMANDS = {
    "Start, look and check": ("init", "new", "form", "list", "show", "map", "lint", "rule", "schema"),
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

HELP = "Career action plans in plain text. Start with `cap new alice`."


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
            if param.name == "show_completion":  # for the few who build their own; all of the help is to be seen at once
                shown: Any = param
                shown.hidden = True
        super().format_options(ctx, formatter)

    def format_commands(self, ctx: Any, formatter: Any) -> None:
        for title, commands in COMMANDS.items():  # close together, so that all of it can be seen at once
            formatter.write_heading(title)
            with formatter.indentation():
                formatter.write_dl([(name, (_function(name).__doc__ or "").partition("\n")[0]) for name in commands])

    def invoke(self, ctx: Any) -> Any:
        try:
            return super().invoke(ctx)
        except Refusal as refusal:
            terminal.complain(refusal.message, refusal.hint)
        except OSError as error:
            if error.errno == errno.EPIPE:
                raise  # the reader of a pipe went away: Typer ends quietly
            terminal.complain(refusal_of(error).message)
        raise typer.Exit(2)


app = typer.Typer(
    cls=LazyGroup,
    help=HELP,
    no_args_is_help=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["--help", "-h"]},
)


@app.callback()
def cap(
    version: Annotated[bool, typer.Option("--version", is_eager=True, callback=_version, help="Print the version.")] = False,
) -> None:
    pass
