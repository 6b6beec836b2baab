"""A page as somebody reads it: made from a plan, and taken apart again by its grammar."""

from __future__ import annotations

import ast
import functools
import re
from datetime import date
from pathlib import Path
from typing import Any, get_args

import cap.agenda
from cap.agenda.prepare import Agenda, Options, agenda, agenda_types
from cap.agenda.situation import Audience
from cap.plan.model import Plan
from cap.plan.read import read
from cap.rendering import built_in
from tests.agenda.lives import DAY, written

AUDIENCES: tuple[Audience, ...] = get_args(Audience)
KINDS = [kind.name for kind in agenda_types()]
LENGTHS = (15, 20, 30, 45, 60, 90, 480)
BLANK = "______"


def page_of(plan: bytes | dict[str, Any], **how: Any) -> Agenda:
    """The page of a plan, on the day of the plans in lives.py if nothing else is said."""
    reading = read(plan if isinstance(plan, bytes) else written(plan))
    assert reading.plan is not None, reading.problems
    return agenda(reading, Options(**{"today": DAY} | how))


def body(text: str) -> list[str]:
    """The lines above the marks."""
    return [line for line in text.rpartition("\n<!-- ")[0].splitlines() if line.strip()]


def spoken(text: str) -> list[str]:
    """The lines that are said: without headings, the table, the private part and what is left out."""
    above = text.partition("\n## Your private notes")[0]
    return [line for line in body(above + "\n<!-- ") if not line.startswith(("#", "|"))]


def boxes(text: str) -> list[str]:
    """What stands behind each box."""
    return re.findall(r"^- \[ \] (.*)$", text, re.MULTILINE)


def rows(text: str) -> list[list[str]]:
    """The cells of *What we agree*, without its head."""
    table = [line for line in text.splitlines() if line.startswith("|")]
    return [[part.strip() for part in re.split(r"(?<!\\)\|", line)[1:-1]] for line in table[2:]]


def lead(line: str) -> str:
    """The bold words at the beginning of a line, as they were in the plan."""
    found = re.match(r"(?:- )?(?:\[ \] )?\*\*((?:\\.|[^*\\]|(?<=\s)\*(?=\s))+)\*\*", line)
    return plain(found[1]) if found else ""


def plain(markdown: str) -> str:
    """Text without the backslashes that keep Markdown off it."""
    return re.sub(r"\\([!-/:-@\[-`{-~])", r"\1", markdown)


def quotes(text: str) -> list[str]:
    """What stands in quotation marks, without the full stop that a quotation takes."""
    return [plain(found) for line in spoken(text) for found in re.findall("“([^“”]*)”", line)]


def questions(text: str) -> list[str]:
    """The sentences that ask, without what they ask about: names in bold, and quotations."""
    found = []
    for line in spoken(text):
        said = re.sub(r"\*\*.+?\*\*|“[^“”]*”", "…", re.sub(r"^\s*- (\[ \] )?", "", line))
        found += [part for part in re.split(r"(?<=[.!?…:;])\s+", said) if part.endswith("?") and part.strip("…? ")]
    return found


def words(text: str) -> set[str]:
    return {word.casefold() for word in re.findall(r"[^\W\d_]+", text)}


def numbers(text: str) -> set[int]:
    return {int(number) for number in re.findall(r"(?<![^\W_])\d+", text)}


@functools.cache
def frame() -> str:
    """All that a page may say by itself: the data files, the templates, and what the code writes."""
    texts = [file.read_text(encoding="utf-8") for file in sorted(built_in().rglob("*.yaml")) + sorted(built_in().rglob("*.j2"))]
    for package in (Path(cap.agenda.__file__).parent, Path(cap.agenda.__file__).parent.parent / "text"):
        for file in sorted(package.rglob("*.py")):
            nodes = ast.walk(ast.parse(file.read_text(encoding="utf-8")))
            texts += [node.value for node in nodes if isinstance(node, ast.Constant) and isinstance(node.value, str)]
    return "\n".join(texts + [f"{date(2026, month, 1):%B}" for month in range(1, 13)])


@functools.cache
def frame_words() -> frozenset[str]:
    return frozenset(words(frame()))


@functools.cache
def frame_numbers() -> frozenset[int]:
    return frozenset(numbers(frame()))


def letters(text: str) -> str:
    """Only what can be read aloud: quotations are compared by it."""
    return "".join(char for char in text.casefold() if char.isalnum())


def read_plan(plan: dict[str, Any]) -> Plan:
    made = read(written(plan)).plan
    assert made is not None
    return made


@functools.cache
def code_words() -> str:
    """What the code and the templates write by themselves, as letters: the lines that stand on every page."""
    texts = [file.read_text(encoding="utf-8") for file in sorted(built_in().rglob("*.j2"))]
    for file in sorted(Path(cap.agenda.__file__).parent.rglob("*.py")):
        nodes = ast.walk(ast.parse(file.read_text(encoding="utf-8")))
        texts += [node.value for node in nodes if isinstance(node, ast.Constant) and isinstance(node.value, str)]
    return " ".join(map(letters, texts))
