"""Findings → text, one sibling module per format, each with a `render` as `Renderer` describes it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Literal, NamedTuple, Protocol, assert_never

from cap.lint.result import Linted, Tally
from cap.text.columns import Paint

Format = Literal["full", "concise", "json", "github", "gitlab", "sarif", "rdjson"]


class Style(NamedTuple):
    """How findings are to look. `snippets`: also where strangers may read, in the plan's own words. `columns`: how wide the terminal
    is; None where nothing is to be cut. `in_repository` makes the path of a finding one from the repository's root, where whoever
    shows it knows the file by that."""

    paint: Paint
    snippets: bool = False
    columns: int | None = None
    in_repository: Callable[[str], str] = str


class Renderer(Protocol):
    """Print findings, line by line. `tally` has counted a file once the renderer has taken it from `files`."""

    def __call__(self, files: Iterable[Linted], tally: Tally, style: Style) -> Iterator[str]: ...


def renderer(format: Format) -> Renderer:
    """The renderer of a format; no other is imported."""
    match format:
        case "full":
            from cap.lint.output.full import render
        case "concise":
            from cap.lint.output.concise import render
        case "json":
            from cap.lint.output.json import render
        case "github":
            from cap.lint.output.github import render
        case "gitlab":
            from cap.lint.output.gitlab import render
        case "sarif":
            from cap.lint.output.sarif import render
        case "rdjson":
            from cap.lint.output.rdjson import render
        case _:
            assert_never(format)
    return render


def elements(texts: Iterable[str]) -> Iterator[str]:
    """The elements of a JSON array as lines, a comma behind each but the last: no document is built in memory, nor one long line."""
    before = None
    for text in texts:
        if before is not None:
            yield before + ","
        before = text
    if before is not None:
        yield before


def counting(*, json: bool) -> Renderer:
    """The renderer of the counts by rule."""
    from cap.lint.output.statistics import render, render_json

    return render_json if json else render


def overview() -> Renderer:
    """The renderer for more plans than anybody reads one by one: what cannot be read as a plan, and the counts."""
    from cap.lint.output.statistics import render_page

    return render_page
