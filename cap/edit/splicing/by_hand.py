"""An edit that cannot be made with certainty, as the lines that a person would write."""

from __future__ import annotations

from collections.abc import Sequence

from cap.edit.edits import Append, Edit, Remove, Rename
from cap.edit.splicing.events import Document
from cap.edit.splicing.layout import Spot
from cap.edit.splicing.writer import write_lines, write_list


def lines_by_hand(edits: Sequence[Edit]) -> str:
    """Write out some edits; nothing for what is to be taken out."""
    return "\n".join(filter(None, map(_lines_of, edits)))


def _lines_of(edit: Edit) -> str:
    if isinstance(edit, Remove):
        return ""
    if isinstance(edit, Rename):
        return f"{edit.key}:"
    nothing = Spot(Document("", (), (), None), None, 0)
    key = next((step for step in reversed(edit.path) if isinstance(step, str)), "")
    if isinstance(edit, Append):
        text = f"{key}:\n{write_list(nothing, key, [edit.value], 2).text}"
    elif edit.path[-1:] == (key,):
        text = write_lines(nothing, key, edit.value, 0, None).text
    else:
        text = write_list(nothing, key, [edit.value], 0).text
    return text.rstrip("\n").encode(errors="replace").decode()
