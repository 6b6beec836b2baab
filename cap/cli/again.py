"""The command line that is being carried out, to be typed once more: with all that was typed, and what is still missing."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from cap.text.shell import for_shell


def command_again(**changed: object) -> str:
    """The command line as it was typed, quoted for the shell. `changed` gives parameters another value, None or False leaves one out."""
    from typer._click.core import ParameterSource
    from typer._click.globals import get_current_context

    context = get_current_context()
    words: list[str] = []
    options: list[str] = []
    for param in context.command.params:
        name = str(param.name)
        typed = context.get_parameter_source(name) is ParameterSource.COMMANDLINE
        value = changed.get(name, context.params.get(name) if typed else None)
        if param.param_type_name == "argument":
            words += map(str, _each(value))
        else:
            for one in _each(value):
                options += [param.opts[0]] if one is True else [param.opts[0], str(getattr(one, "value", one))]
    dashed = any(word.startswith("-") for word in words)
    line = [*options, "--", *words] if dashed else [*words, *options]
    return f"cap {context.info_name} {for_shell(*line)}".strip()


def _each(value: Any) -> Iterator[Any]:
    """The values of a parameter, none for one that is left out."""
    if isinstance(value, (list, tuple)):
        yield from value
    elif value is not None and value is not False:
        yield value
