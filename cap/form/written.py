"""A whole answer in the plan, as one change of the file: the keys, the story, and the notes on what could not be written."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from cap.edit.apply import append_text, apply, require_editable
from cap.edit.changes.answer import carry_out, set_answer
from cap.edit.changes.change import require_plan
from cap.edit.story import add_story, as_paragraphs
from cap.form.answer import Answers
from cap.form.merge import merge
from cap.plan.read import read
from cap.plan.talks import FORM, heading
from cap.text.wording import brief, sentence


class Written(NamedTuple):
    """A file with an answer in it: `said` is what was changed, a line each, `doubts` what stands in the notes instead, and why."""

    raw: bytes
    said: Sequence[str]
    doubts: Sequence[str]


def tell(raw: bytes, path: str, story: str) -> bytes:
    """Add to the story, which is told by that. Raises Refusal and EditBlocked."""
    reading = read(raw, path)
    require_plan(reading)
    told = set_answer(reading, None, "story", ["told"], today=date.min, on=date.min)
    return add_story(apply(raw, told.edits), story)


def write(raw: bytes, path: str, answers: Answers, *, today: date) -> Written:
    """Write an answer into a plan. What stands there already, to the word, changes nothing. Raises Refusal and EditBlocked."""
    reading = read(raw, path)
    require_plan(reading)
    require_editable(raw)
    merged = merge(answers, reading, today=today)
    done = carry_out(reading, merged.wishes)
    after, said = done.reading.raw, list(done.said)
    if merged.tale and (longer := tell(after, path, merged.tale)) != after:
        after = longer
        said.append(f"the story: {len(merged.tale.split())} words added to the text")
    doubts = [sentence(doubt.why) for doubt in merged.doubts]
    doubts += [f"“{brief(wish.words.removeprefix('- '), 80)}”: {refusal}" for wish, refusal in done.misfits]
    kept = [doubt.words for doubt in merged.doubts] + [wish.words for wish, _ in done.misfits]
    body = after.decode(errors="replace").replace("\r\n", "\n")
    kept = [words for words in dict.fromkeys(map(as_paragraphs, kept)) if words not in body]
    if kept:
        day = answers.head.day if answers.head else today
        title = heading(min(day, today), FORM)
        lines = "\n".join(kept)
        under_it = body.rstrip().rpartition("\n## ")[2].startswith(title[3:])
        after = append_text(after, lines if under_it else f"{title}\n\n{lines}").raw
        said.append("notes added at the end of the text")
    return Written(after, said, doubts)
