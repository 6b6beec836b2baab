"""All printing: results on stdout, everything else on stderr; colour only where it is wanted."""

from __future__ import annotations

import os
import re
import shutil
import sys
from collections.abc import Iterable, Iterator, Sequence
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, TextIO, TypeVar

from cap.system import paints
from cap.text.columns import Paint, width, wrapped
from cap.text.escapes import commandless, visible

if TYPE_CHECKING:
    from cap.plan.problem import Problem

Result = TypeVar("Result")

_CODES = {"error": "1;31", "warning": "1;33", "hint": "1;36", "good": "32", "strong": "1", "faint": "2"}


class Colour(StrEnum):
    """When to use colour."""

    auto = "auto"
    always = "always"
    never = "never"


_colour = Colour.auto  # what was asked for with --color


def use_colour(colour: Colour) -> None:
    """Take what is asked for with --color, for all that is printed from now on."""
    global _colour
    _colour = colour


def painter(colour: Colour | None = None, *, error: bool = False) -> Paint:
    """Choose how to paint text for a stream: as --color says, or else as the environment and the terminal do."""
    colour = _colour if colour is None else colour
    stream = sys.stderr if error else sys.stdout
    if colour == Colour.always or (colour == Colour.auto and _is_colourful(stream)):
        return lambda text, style: f"\x1b[{_CODES[style]}m{text}\x1b[0m" if style in _CODES else text
    return plain


def _is_colourful(stream: TextIO) -> bool:
    """Whether colour is wanted there, by the usual variables; of two that say different things NO_COLOR wins."""
    said = os.environ.get
    if said("NO_COLOR"):
        return False
    if any(said(name, "0") not in ("", "0") for name in ("FORCE_COLOR", "CLICOLOR_FORCE")):
        return True
    return stream.isatty() and said("TERM") != "dumb" and said("CLICOLOR") != "0" and paints(stream)


def plain(text: str, style: str) -> str:
    """Leave a text without colour."""
    return text


def show(lines: Iterable[str]) -> None:
    """Show lines that are no result, such as a diff in colour. That they cannot be shown is no failure."""
    try:
        print(*map(harmless, lines), sep="\n", file=sys.stderr)
    except OSError:
        sys.stderr = _nowhere()


def put(lines: Iterable[str], *, commands: bool = False) -> None:
    """Print results, as they come. Raises OSError when they cannot be.

    Where a build server reads along they command it nothing, but for `commands`, which are workflow commands of ours.
    """
    write = sys.stdout.write
    watched = any(os.environ.get(name) for name in RUNNERS)
    try:
        for line in lines:
            shown = line if line.isprintable() else _drawn(line)
            write((commandless(shown, led=not commands) if watched else shown) + "\n")
        sys.stdout.flush()
    except OSError:
        give_up()
        raise


def put_raw(raw: bytes) -> None:
    """Print bytes, UTF-8 whatever the encoding of the terminal, as they are but for what a build server that reads along would obey.
    Raises OSError when they cannot be."""
    watched = any(os.environ.get(name) for name in RUNNERS)
    text = raw.decode(errors="surrogateescape")
    sys.stdout.buffer.write(commandless(text).encode(errors="surrogateescape") if watched else raw)
    sys.stdout.buffer.flush()


def put_exactly(raw: bytes) -> None:
    """Print what is meant for a file, byte for byte. Raises Refusal where a terminal or a build server would obey something of it."""
    text = raw.decode(errors="surrogateescape").replace("\r\n", "\n")
    shown = visible(text, keep="\n\t")
    if (commandless(shown) if any(map(os.environ.get, RUNNERS)) else shown) != text:
        from cap.refusal import Refusal

        raise Refusal("what would be printed holds signs that a terminal or a build server obeys", "Write it to a file: -o FILE")
    put_raw(raw)


def room() -> int | None:
    """How many columns there are for a table; None where results do not go to a terminal, and nothing is cut."""
    return shutil.get_terminal_size().columns if sys.stdout.isatty() else None


def give_up() -> None:
    """Print no more results: where they go to is full, or gone."""
    sys.stdout = _nowhere()  # or Python would try once more on its way out


def say(text: str) -> None:
    """Tell people something that is not the result. That it cannot be told is no failure."""
    try:
        print(_folded(harmless(text)), file=sys.stderr)
    except OSError:
        sys.stderr = _nowhere()


def say_about(name: str, lines: Sequence[str]) -> None:
    """Say several things about one person, below each other; nothing where there are none."""
    if lines:
        say("\n".join([f"{name}: {lines[0]}", *(f"{' ' * width(name)}  {line}" for line in lines[1:])]))


def somebody_there() -> bool:
    """Whether somebody sits at a terminal who can be asked."""
    return sys.stdin.isatty() and sys.stderr.isatty()


def asked(question: str) -> str | None:
    """Ask somebody at the terminal, and wait for the line they type; None when there is no more to come."""
    sys.stderr.write(_folded(harmless(question)))
    sys.stderr.flush()
    line = sys.stdin.readline()
    if not line:
        say("")
    return line.strip() if line else None


def complain(message: str, hint: str = "") -> None:
    """Say what cannot be done, and the way out."""
    text = _folded(f"cap: {harmless(message)}" + (f"\n     {harmless(visible(hint))}" if hint else ""))
    try:
        print(painter(error=True)("cap:", "error") + text.removeprefix("cap:"), file=sys.stderr)
    except OSError:
        sys.stderr = _nowhere()


def confirmed(question: str) -> bool:
    """Ask a question on a terminal; without one, nobody has said yes."""
    return sys.stdin.isatty() and sys.stderr.isatty() and agrees(question)


def agrees(question: str) -> bool:
    """Ask somebody who sits at a terminal for a yes."""
    return (asked(f"{question} [y/N] ") or "").lower() in ("y", "yes")


# Where one of these is set, what is printed goes through the hands of a build server, which obeys what looks like a command.
RUNNERS = ("CI", "GITHUB_ACTIONS", "TF_BUILD", "TEAMCITY_VERSION")
_PAINTED = rf"(\x1b\[(?:0|{'|'.join(_CODES.values())})m)"


def _drawn(text: str) -> str:
    """Text with its lines, its tabs and our own colours, and with nothing else that a terminal obeys."""
    if "\x1b" not in text:
        return visible(text, keep="\n\t")
    return "".join(part if i % 2 else visible(part, keep="\n\t") for i, part in enumerate(re.split(_PAINTED, text)))


def harmless(text: str) -> str:
    """Make text harmless, so that it commands neither a terminal nor a build server."""
    return commandless(_drawn(text))


def _folded(text: str) -> str:
    """Break lines at blanks, and indent them to where their words, or the second of two columns, begin.

    A command to be typed begins a line, and stays whole, so that it can be copied.
    """
    columns = shutil.get_terminal_size().columns
    if not sys.stderr.isatty():
        return text
    return "\n".join(folded for line in text.split("\n") for folded in _lines(line, columns))


def _lines(line: str, columns: int) -> list[str]:
    """One line in as many as it takes; a path stays whole, and so does a command to be typed, on a line that can be copied."""
    if width(line) <= columns:
        return [line]
    words, *commands = re.split(r"(?<=: )(?=cap [a-z]+ )", line)
    part = re.fullmatch(r"(\s*(?:cap: |\S.*?\s{2,})?)(.*)", words)
    if part is None:
        return [line]
    below = " " * width(part[1]) + "  "
    return [*wrapped(part[2], columns, part[1], whole=True), *(below + command for command in commands)]


def _nowhere() -> TextIO:
    return Path(os.devnull).open("w", encoding="utf-8")  # open until the end


def progress(results: Iterable[Result], total: int, what: str) -> Iterable[Result]:
    """Pass results on; when it takes long, with a bar on a terminal. Results that go to the terminal too wait for the bar."""
    if not sys.stderr.isatty() or total < _MANY:
        return results
    watched = _with_bar(results, total, what)
    return list(watched) if sys.stdout.isatty() else watched


_MANY = 2000  # of anything; fewer are done before a bar could be read


def _with_bar(results: Iterable[Result], total: int, what: str) -> Iterator[Result]:
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (BarColumn(), MofNCompleteColumn(), TextColumn(what), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task(what, total=total)
        for result in results:
            bar.advance(task)
            yield result


def explain(problems: Iterable[Problem]) -> None:
    """Say what is wrong with a plan that cannot be read, a finding a line."""
    from cap.lint.output import Style
    from cap.lint.output.concise import render
    from cap.lint.result import Linted, Tally

    for line in render([Linted("", b"", list(problems))], Tally(), Style(plain)):
        say(line)


def diff(path: str, before: bytes, after: bytes, paint: Paint) -> Iterator[str]:
    """Show what would change in a file, as a unified diff; nothing when nothing would."""
    from difflib import unified_diff

    old, new = (raw.decode("utf-8", errors="replace").split("\n") for raw in (before, after))
    # the long text below need not be compared line by line
    alike = next((n for n, (one, other) in enumerate(zip(reversed(old), reversed(new))) if one != other), min(len(old), len(new)))
    old, new = (lines[: len(lines) - max(alike - 2, 0)] for lines in (old, new))
    for line in unified_diff(old, new, path, path, lineterm="", n=2):
        style = {"+": "good", "-": "error", "@": "faint"}.get(line[:1], "")
        yield paint(visible(line.rstrip("\r")), style)
