"""As Mermaid, which GitHub, GitLab and Obsidian draw: a flow chart from left to right."""

from __future__ import annotations

from collections.abc import Iterator

from cap.map.ways import STEPS, Stop, Ways
from cap.text.columns import Paint, flat

_SHAPES = (("([", "])"), ("[", "]"), ("(", ")"), ("[", "]"))  # of visions, goals, skills and actions
# Inside quotes a label is text, but for what ends it, what Mermaid takes for an entity or for Markdown, and what HTML would.
_ENTITIES = {ord(mark): f"#{ord(mark)};" for mark in '"#&<>`*_\\[]{}()|'}


def render(ways: Ways, columns: int, paint: Paint) -> Iterator[str]:
    """A fenced block, ready to be pasted into Markdown."""
    yield "```mermaid"
    yield "flowchart LR"
    yield f"  accTitle: {flat(ways.name).translate(_ENTITIES)}, from visions to actions"
    for step in range(len(STEPS)):
        for stop in ways.stops:
            if stop.step == step:
                before, behind = _SHAPES[step]
                yield f'  {_id(stop.number)}{before}"{_label(stop)}"{behind}{_class(stop)}'
    for number, after in ways.after.items():
        yield f"  {_id(number)} --> {' & '.join(_id(stop.number) for stop in after)}"
    yield "  classDef gap stroke-dasharray: 5 4"
    yield "  classDef closed opacity: 0.55"
    yield "```"


def _label(stop: Stop) -> str:
    parts = (f"{stop.number} {stop.text}", stop.about, stop.gap)
    return "<br>".join(flat(part).translate(_ENTITIES) for part in parts if part)


def _class(stop: Stop) -> str:
    return "" if stop.open and not stop.gap else ":::gap" if stop.open else ":::closed"


def _id(number: str) -> str:
    """A number as Mermaid's name for a box, which cannot begin with a digit and holds no dot: `2.1` → `n2_1`."""
    return "n" + number.replace(".", "_")
