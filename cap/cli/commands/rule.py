"""`cap rule`: the method, to read."""

from enum import StrEnum
from typing import Annotated

import typer

from cap.cli import terminal
from cap.cli.completing import rules_starting_with
from cap.lint import pages
from cap.lint.catalogue import CATALOGUE, unknown_rule
from cap.refusal import Refusal


class PageFormat(StrEnum):
    """How the rules' pages are printed."""

    text = "text"
    md = "md"


def rule_command(
    rule: Annotated[str | None, typer.Argument(metavar="[RULE]", help="A rule's id.", autocompletion=rules_starting_with)] = None,
    format: Annotated[PageFormat, typer.Option("--format", help="text for the terminal, md for a website.")] = PageFormat.text,
) -> None:
    """Explain a rule, or list them all.

    \b
    Examples:
      cap rule                     the table of rules
      cap rule balance             what it asks for, why, and an example
    """
    if rule and (message := unknown_rule(rule)):
        raise Refusal(message)
    if format == PageFormat.md:
        terminal.put([pages.markdown([rule] if rule else CATALOGUE)])
    elif rule:
        terminal.put([pages.text(rule, terminal.painter())])
    else:
        terminal.put(pages.table(terminal.painter()))
