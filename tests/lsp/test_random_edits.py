"""Whatever is typed, the editor shows what `cap lint -` says of the same text."""

from __future__ import annotations

import datetime
import json
from pathlib import Path
from typing import Any

from hypothesis import given
from hypothesis import strategies as st
from lsprotocol import types
from typer.testing import CliRunner

from cap.cli.app import app
from cap.lint.engine import lint
from cap.lint.output import Style, renderer
from cap.lint.result import Linted, Tally
from cap.lsp.diagnostics import diagnostics
from cap.lsp.documents import Documents
from cap.lsp.workspaces import Workspaces
from cap.plan.read import read
from tests.lsp.test_positions import UNITS
from tests.plans_strategy import AWKWARD, examples, mutated, plan_files

TODAY = datetime.date(2026, 6, 15)
LEVELS = {1: "error", 2: "warning", 3: "hint"}
edits = st.lists(
    st.tuples(st.integers(0, 3000), st.integers(0, 12), st.sampled_from([*AWKWARD, "", "\n", "- ", "due: ", "a", "😋"])),
    max_size=5,
)


def as_lint_says_it(text: str, encoding: str, shown: list[types.Diagnostic]) -> list[dict[str, Any]]:
    """What an editor shows, counted back by its own lines into what the JSON of `cap lint` has."""
    codec, width = UNITS[encoding]

    def place(position: types.Position) -> tuple[int, int]:
        lines = text.replace("\r\n", "\n").split("\n")
        units = lines[position.line].encode(codec, "surrogatepass")[: width * position.character]
        return position.line + 1, len(units.decode(codec, "surrogatepass")) + 1

    found = []
    for one in shown:
        (line, column), (end_line, end_column) = place(one.range.start), place(one.range.end)
        message, _, hint = one.message.partition("\n")
        assert one.severity is not None and one.code_description is not None
        assert one.code_description.href.endswith(f"/rules/{one.code}.md")
        found.append(
            {
                "line": line,
                "column": column,
                "end_line": end_line,
                "end_column": end_column,
                "rule": one.code,
                "level": LEVELS[one.severity],
                "message": message.removesuffix("."),
                "hint": hint,
            }
        )
    return found


def as_lint_prints_it(printed: str, text: str) -> list[dict[str, Any]]:
    """What `cap lint - --format json` prints. A place behind the end of a line, or of the text, is shown at that end."""
    lines = text.replace("\r\n", "\n").split("\n")
    found = []
    for problem in json.loads(printed)["problems"]:
        one = {key: value for key, value in problem.items() if key not in ("path", "item", "fixable")}
        for line, column in (("line", "column"), ("end_line", "end_column")):
            if one[line] > len(lines):
                one[line], one[column] = len(lines), len(lines[-1]) + 1
            one[column] = min(one[column], len(lines[one[line] - 1]) + 1)
        one["message"] = one["message"].removesuffix(".")
        found.append(one)
    return found


def lint_json(text: str) -> str:
    raw = text.encode("utf-8", "surrogatepass")
    linted = [Linted("plan.md", raw, lint(read(raw, "plan.md"), today=TODAY))]
    tally = Tally()
    return "\n".join(renderer("json")(tally.over(linted), tally, Style(lambda words, style: words)))


@given(mutated(plan_files()) | plan_files(), edits, st.sampled_from(sorted(UNITS)))
@examples(200)
def test_each_state_of_a_text_shows_what_lint_says(raw: bytes, typed: list[tuple[int, int, str]], encoding: str) -> None:
    text = raw.decode("utf-8", "replace").replace("\r", "")
    documents = Documents(Workspaces(None, print), encoding, None)
    opened = documents.open(types.TextDocumentItem("untitled:plan", "markdown", 0, text))
    opened.is_plan = True
    for number, (at, length, new) in enumerate([(0, 0, ""), *typed], 1):
        start = min(at, len(text))
        places = [_position(text, offset, encoding) for offset in (start, min(start + length, len(text)))]
        change = types.TextDocumentContentChangePartial(range=types.Range(*places), text=new.replace("\r", ""))
        text = text[:start] + change.text + text[start + length :]
        identifier = types.VersionedTextDocumentIdentifier(uri="untitled:plan", version=number)
        documents.change(types.DidChangeTextDocumentParams(identifier, [change]))
        version = documents.version("untitled:plan", TODAY)
        assert version is not None and version.document.text == text and version.number == number
        shown = diagnostics(version.document, version.positions)
        assert as_lint_says_it(text, encoding, shown) == as_lint_prints_it(lint_json(text), text)


def _position(text: str, offset: int, encoding: str) -> types.Position:
    codec, width = UNITS[encoding]
    line = text[:offset].rpartition("\n")[2]
    return types.Position(text.count("\n", 0, offset), len(line.encode(codec, "surrogatepass")) // width)


def test_the_function_is_that_of_the_program(tmp_path: Path) -> None:
    for raw in sorted((Path(__file__).parents[1] / "corpus").glob("*.md"))[:6]:
        text = raw.read_text(encoding="utf-8")
        printed = CliRunner().invoke(app, ["lint", "-", "--format", "json", "--today", str(TODAY)], input=text.encode())
        assert as_lint_prints_it(printed.stdout, text) == as_lint_prints_it(lint_json(text), text)
