"""The keys and values of a text, their places and paths, without a parser: of what one can read, they are the parser's."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from cap.language.completion import complete
from cap.language.cursor import cursor
from cap.language.document import Document
from cap.language.hover import hover
from cap.language.references import definition, highlights, references
from cap.language.scan import sketch
from cap.language.symbols import folds, selections, symbols
from cap.plan.fences import Fences, cut
from cap.plan.nodes import compose
from cap.plan.problem import ItemPath
from tests.language.marked import TODAY
from tests.plans_strategy import examples, mutated, plan_files

ROOT = Path(__file__).parents[2]
PLANS = sorted([*ROOT.glob("examples/plans/*.md"), *ROOT.glob("tests/corpus/*.md")])
_PROPERTIES = re.compile(r"(?:[&!]\S*\s+)*")
Scalar = tuple[int, int, ItemPath, bool, str]  # where it stands, its path, whether it is a key, what it says


def parsed(node: Node | None, text: str, path: ItemPath, seen: set[int]) -> Iterator[Scalar]:
    """The scalars that libyaml finds, those behind an alias once."""
    if node is None or id(node) in seen:
        return
    seen.add(id(node))
    if isinstance(node, ScalarNode):
        yield from _scalar(node, text, path, key=False)
    elif isinstance(node, SequenceNode):
        for i, child in enumerate(node.value):
            yield from parsed(child, text, (*path, i), seen)
    elif isinstance(node, MappingNode):
        for key, value in node.value:
            yield from _scalar(key, text, (*path, key.value), key=True)
            yield from parsed(value, text, (*path, key.value), seen)


def _scalar(node: ScalarNode, text: str, path: ItemPath, *, key: bool) -> Iterator[Scalar]:
    start, end = node.start_mark.index, node.end_mark.index
    found = _PROPERTIES.match(text, start, end)
    start = found.end() if found else start
    is_block = node.style in ("|", ">")
    if node.style or node.value:
        end = start + len(text[start:end].rstrip(" \t\r\n")) if is_block else end
        yield start, end, path, key, "" if is_block else node.value


def sketched(text: str) -> list[Scalar]:
    return sorted(
        (
            piece.start,
            piece.start + len(piece.typed.rstrip(" \t\r\n")),
            piece.path,
            piece.key,
            "" if piece.quote == "|" else piece.text,
        )
        for piece in sketch(text).pieces
        if piece.quote != "*"
    )


def front(raw: bytes) -> str:
    fences = cut(raw)
    assert isinstance(fences, Fences)
    return raw[fences.start : fences.end].decode()


@examples(300)
@given(plan_files())
def test_the_pieces_are_the_scalars_of_the_parser(raw: bytes) -> None:
    text = front(raw)
    assert sketched(text) == sorted(parsed(compose(text), text, (), set()))


@pytest.mark.parametrize("path", [path for path in PLANS if not path.stem.startswith("odd-")], ids=lambda path: path.stem)
def test_the_pieces_of_a_plan_that_somebody_wrote(path: Path) -> None:
    text = front(path.read_bytes())
    assert sketched(text) == sorted(parsed(compose(text), text, (), set()))


@examples(150)
@given(plan_files(), st.data())
def test_the_cursor_knows_in_which_key_or_value_it_stands(raw: bytes, data: st.DataObject) -> None:
    """At any place within a key or a value of a text that can be read: its path, which of the two it is, and what stands before the cursor."""
    document = Document(raw.decode(errors="replace"), today=TODAY)
    begin, end = document.inside
    text = document.text[begin:end]
    everything = parsed(compose(text), text, (), set())
    found = [one for one in everything if one[4] and not re.search(r"\n|\\|''", text[one[0] : one[1]])]
    start, stop, path, is_key, _ = data.draw(st.sampled_from(found))
    typed = text[start:stop]
    inside = 1 if typed[0] in "'\"" else 0
    at = data.draw(st.integers(start + inside, stop - inside))
    here = cursor(document, document.point(begin + at))
    assert here is not None
    assert (here.key, here.value)[not is_key]
    assert (here.path if here.value else (*here.path, path[-1])) == path
    assert (here.start, here.end, here.quote) == (begin + start, begin + stop, typed[0] if inside else "")
    assert here.prefix == text[start + inside : at]
    assert here.colon is is_key


@examples(150)
@given(mutated(plan_files()), st.data())
def test_nothing_is_too_broken_to_be_asked_about(raw: bytes, data: st.DataObject) -> None:
    ask_everything(raw.decode(errors="surrogateescape"), [data.draw(st.integers(0, max(len(raw), 1))) for _ in range(3)])


def test_half_of_a_character_is_no_reason_to_say_nothing() -> None:
    text = "---\nname: 'a\n  \udca0'\nstage: \"\\ud83d \ud83d\"\ngoals: [\ud83d]\n---\n"
    ask_everything(text, list(range(len(text))))


def ask_everything(text: str, offsets: list[int]) -> None:
    document = Document(text, today=TODAY)
    for offset in offsets:
        point = document.point(min(offset, len(text)))
        for one in complete(document, point):
            start, end = document.offsets(one.edit.span)
            assert document.point(start).line == document.point(end).line
            assert start <= document.offset(point) <= end
        assert hover(document, point) is None or hover(document, point)
        assert definition(document, point) is None or references(document, point)
        assert len(highlights(document, point)) == len(references(document, point))
        for inner, outer in zip(selections(document, point), selections(document, point)[1:], strict=False):
            assert outer[:2] <= inner[:2] and inner[2:] <= outer[2:]
    for symbol in symbols(document):
        assert symbol.span[:2] <= symbol.selection[:2] and symbol.selection[2:] <= symbol.span[2:]
        assert all(symbol.span[:2] <= child.span[:2] and child.span[2:] <= symbol.span[2:] for child in symbol.children)
    assert all(0 < start < end for start, end in folds(document))


@pytest.mark.slow
@pytest.mark.parametrize("path", sorted(ROOT.glob("examples/plans/*.md")), ids=lambda path: path.stem)
def test_every_beginning_of_a_plan_that_somebody_wrote(path: Path) -> None:
    text = path.read_bytes().decode(errors="surrogateescape")
    for length in range(0, len(text), 7):
        ask_everything(text[:length], [length])


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_every_beginning_of_a_plan_can_be_asked_about(end: str) -> None:
    """As it is typed, letter by letter."""
    text = (ROOT / "tests" / "language" / "typed.md").read_text(encoding="utf-8").replace("\n", end)
    for length in range(len(text)):
        ask_everything(text[:length], [length])


@pytest.mark.parametrize("deep", ["goals: " + "[" * 30_000, "goals: " + "[{a: " * 10_000, "goals:\n" + "- " * 30_000])
def test_what_is_nested_deeper_than_front_matter_may_be_takes_no_more_room(deep: str) -> None:
    front = f"---\nname: Ada\n{deep}x\nrole: Nurse\n---\n"
    document = Document(front, "plan.md", today=TODAY)
    assert document.sketch.keys(()).keys() >= {"name", "goals", "role"}
    assert max(len(piece.path) for piece in document.sketch.pieces) <= 200
