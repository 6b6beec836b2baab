"""What became of a step: what was noted, what is late, what is done, and a question out of it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import timedelta

from cap.agenda.page import Line, Rank
from cap.agenda.quoting import asked_about, in_quotes, phrase
from cap.agenda.situation import Situation, said_day
from cap.agenda.words import inline, joined
from cap.plan.model import Action, Progress
from cap.plan.open_items import moves, quiet_since

NEAR = timedelta(weeks=6)
STALLED = timedelta(days=60)
NUMBERS = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
NUMBER = rf"({'|'.join(NUMBERS)}|[0-9]{{1,3}})"
_SO_FAR = re.compile(rf"\b{NUMBER} so far\b|^{NUMBER}\.(?=\s|$)|\b{NUMBER} of {NUMBER}\b", re.IGNORECASE)
_WANTED = re.compile(rf"{NUMBER}\b", re.IGNORECASE)


def recent(s: Situation, action: Action) -> list[Progress]:
    """The notes on a step since the last talk, the newest first."""
    return sorted((note for note in action.progress if s.since(note.date)), key=lambda note: note.date, reverse=True)


def action_lines(s: Situation, action: Action, waits: bool = False) -> list[Line]:
    """What there is to say about a step; nothing where nothing happened that calls for a word."""
    if action.state == "done":
        return _done(s, action)
    if action.state in ("dropped", "refused"):
        return _dropped(s, action)
    if waits:
        return []
    notes = recent(s, action)
    return _noted(s, action, notes) if notes else _silent(s, action)


def _noted(s: Situation, action: Action, notes: Sequence[Progress]) -> list[Line]:
    name, number = f"**{inline(action.action, 2000)}**{_when(s, action, notes[0].note)}", s.number(action)
    said = asked_about(s, s.events.notes, notes[0].note)
    text = f"{name}: {_whose_words(s, notes[0])}{said or in_quotes(notes[0].note)}"
    lines = [Line(text=text, box=True, question=said is not None, number=number)]
    question = s.ask(s.events.actions, "overdue-moving") if s.late(action.due) else _half(s, action, notes[0].note)
    if question:
        lines.append(Line(text=question, question=True, rank=Rank.NUMBER, number=number))
    return lines


def _whose_words(s: Situation, note: Progress) -> str:
    who = s.whose(note.by)
    return f"{s.name(note.by)} noted: " if note.by and who != "person" else ""


def _silent(s: Situation, action: Action) -> list[Line]:
    """A step of which nothing was noted: late, moved, long without news, or near its date."""
    question = _question_of(s, action)
    if not question and not s.late(action.due):
        return []
    asked = f": {question}" if question else ""
    text = f"**{inline(action.action, 2000)}**{_when(s, action)}{asked}"
    rank = Rank.EVENT if s.late(action.due) or action.was else Rank.NUMBER
    return [Line(text=text, box=True, question=bool(question), rank=rank, number=s.number(action))]


def _question_of(s: Situation, action: Action) -> str | None:
    rows, due = s.events.actions, action.due
    day = said_day(due, s.day) if due else ""
    others = [s.name(name) for name in action.with_ if s.whose(name) == ""]
    if s.late(due):
        if moves(action) >= 2:
            return s.ask(rows, "slipped-often", n=moves(action), day=day)
        return (s.ask(rows, "overdue-with", who=joined(others)) if others else None) or s.ask(rows, "overdue")
    if moves(action) >= 2:
        return s.ask(rows, "slipped-often", n=moves(action), day=day)
    if moves(action) == 1 and due and due >= s.day:
        return s.ask(rows, "slipped-once", day=day)
    quiet = quiet_since(s.plan, action, s.day)
    if action.status == "doing" and quiet and s.day - quiet >= STALLED:
        return s.ask(rows, "stuck")
    if due is None or not s.day <= due <= s.following:
        return None  # one that passed in a pause is not late, and too late to ask whether it holds
    if action.type == "education":
        return s.ask(rows, "education-ahead")
    if action.type == "exposure" and others:
        return s.ask(rows, "exposure-ahead", who=joined(others))
    if due - s.day <= NEAR:
        return s.ask(rows, "near", day=day)
    return s.ask(rows, "start", day=day) if action.status in (None, "todo") else None


def _when(s: Situation, action: Action, note: str = "") -> str:
    """` (three of six, by 30 April)`, as far as it is known."""
    parts = []
    share = counted(action, note)
    if share:
        parts.append(f"{_number(share[0])} of {_number(share[1])}")
    if action.due:
        passed = "was due" if s.late(action.due) else "was meant for"  # what fell due in a pause is not late
        parts.append(f"{passed if action.due < s.day else 'by'} {said_day(action.due, s.day)}")
    return f" ({', '.join(parts)})" if parts else ""


def counted(action: Action, note: str) -> tuple[int, int] | None:
    """How many of how many: a measure that begins with a number, and a note that counts up to it."""
    wanted = _WANTED.match(action.measure or "")
    found = _SO_FAR.search(note)
    if not wanted or not found:
        return None
    so_far, whole = value(found[1] or found[2] or found[3]), value(wanted[1])
    return (so_far, whole) if so_far < whole and (not found[4] or value(found[4]) == whole) else None


def _half(s: Situation, action: Action, note: str) -> str | None:
    """A question where half is done and the date is near."""
    share = counted(action, note)
    if share and min(share[0], share[1] - share[0]) > 1 and action.due and s.day <= action.due <= s.day + NEAR:
        k, n = share
        day = said_day(action.due, s.day)
        return s.ask(s.events.actions, "half", k=_number(k), n=_number(n), left=_number(n - k), day=day)
    if action.due and s.day <= action.due <= s.day + NEAR:
        return s.ask(s.events.actions, "near", day=said_day(action.due, s.day))
    return None


def value(word: str) -> int:
    return int(word) if word.isdigit() else NUMBERS.index(word.lower()) + 1


def _number(value: int) -> str:
    return NUMBERS[value - 1] if 1 <= value <= len(NUMBERS) else str(value)


def _done(s: Situation, action: Action) -> list[Line]:
    if not s.since(action.done):
        return []
    assert action.done is not None
    number, head = s.number(action), f"**{inline(action.action, 2000)}** (done {said_day(action.done, s.day)})"
    note = action.note or next((note.note for note in recent(s, action)), None)
    if note:
        said = asked_about(s, s.events.notes, note, instead=s.ask(s.events.done, action.type or "any"))
        if said:
            return [Line(text=f"{head}: {said}", question=True, number=number)]
    if action.measure and re.match(r"(what|how|which|who|three things|two things|one thing)\b", action.measure, re.IGNORECASE):
        question = s.ask(s.events.done, "with-measure-what")
        aim = f" The aim was {phrase(action.measure)}."
    else:
        question, aim = s.ask(s.events.done, action.type or "any") or s.ask(s.events.done, "any"), ""
    return [Line(text=f"{head}.{aim} {question}", question=True, number=number)] if question else []


def _dropped(s: Situation, action: Action) -> list[Line]:
    day = action.dropped or action.refused
    if not s.since(day):
        return []
    why = f": {inline(action.because)}" if action.because else ""
    how = "let go" if action.state == "dropped" else "declined"
    row = "because" if action.because else "any"
    question = s.ask(s.events.dropped, row) if action.state == "dropped" else None
    text = f"**{inline(action.action, 2000)}** ({how}{why}).{f' {question}' if question else ''}"
    return [Line(text=text, question=bool(question), number=s.number(action))]
