"""After a talk, at the terminal: four questions, a minute in all. The answers are lines of a page, and are read like one that was filled in."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from datetime import date

from cap.agenda.endings import COMING, REFUSED
from cap.agenda.readback.answers import day_in
from cap.agenda.situation import first_name
from cap.cli import terminal
from cap.edit.changes.log import keeps_next
from cap.plan.items import Entry
from cap.plan.model import Plan
from cap.plan.open_items import OpenItem, open_items
from cap.plan.read import Reading
from cap.plan.standing import short_name
from cap.refusal import Refusal
from cap.text.dates import GRAMMAR, after, spelled
from cap.text.wording import brief

_YES = ("y", "yes")


class Answers:
    """The answers so far, as lines of a page. Each is passed on as it comes, so that none is lost whatever happens next."""

    def __init__(self, changed: Callable[[Sequence[str]], None]) -> None:
        self.lines: list[str] = []
        self._changed = changed

    def add(self, *lines: str) -> None:
        self.lines += lines
        self._changed(self.lines)

    def mend(self, line: str) -> None:
        """The last line says more now."""
        self.lines[-1] = line
        self._changed(self.lines)


def ask(question: str) -> str:
    """Ask, and take the line that is typed. Raises Refusal when there is nobody any more."""
    answer = terminal.asked(question)
    if answer is None:
        raise Refusal("stopped before anything was written")
    return answer


def ask_about_the_talk(
    reading: Reading, day: date, kind: str, cadence: str, answers: Answers, *, when: bool, rated: Sequence[str] = ()
) -> None:
    """Ask the four questions; `when`: the next date is asked for too; and the manager's number for each skill that the person has `rated`
    before the talk, while theirs is still sealed."""
    assert reading.plan is not None
    _what_was_kept(reading, day, answers)
    _where_it_stands(reading.plan, rated, answers)
    _what_was_agreed(short_name(reading.plan), day, answers)
    remembered = ask("A sentence to remember? (Enter: none) ")
    if remembered:
        answers.add(f"- {remembered}\n")
    stays = keeps_next(reading, day, kind)
    if stays:
        terminal.say(f"The next career conversation stays on {spelled(stays)}.")
    elif when:
        _when_next(day, reading.plan.cadence or cadence, answers)


def _what_was_kept(reading: Reading, day: date, answers: Answers) -> None:
    due = [item for item in open_items(reading, day) if item.kind == "topic" or (item.due is not None and item.due <= day)]
    if due:
        terminal.say("What became of what was owed? Enter leaves a thing as it is.")
    for item in sorted(due, key=lambda item: ("support", "action", "goal", "topic").index(item.kind)):
        line = _ending(item, day)
        if line:
            answers.add(line)


def _ending(item: OpenItem, day: date) -> str:
    """One key, and what it needs: the line that says how a thing ended; "" to leave it."""
    who = f"{item.who}, " if item.kind == "support" and item.who else ""
    terminal.say(f"  {item.text}" + (f" ({who}by {spelled(item.due)})" if item.due else ""))
    topic = item.kind == "topic"
    keys = "[d]one, or Enter" if topic else "[d]one, [m]ove, [g]ive up, or Enter"
    while True:
        answer = ask(f"    {keys}: ").lower()
        if not answer:
            return ""
        if answer in ("d", "done", *_YES):
            return f"- [x] **{item.text}**\n"
        if answer in ("m", "move") and not topic:
            to = _day("    To which day? ", day)
            return f"- **{item.text}**: {COMING} {to}\n" if to else ""
        if answer in ("g", "give up", "drop") and not topic:
            because = ask("    Why? ")
            return f"- **{item.text}**: {REFUSED} {because.replace('·', '-')}\n" if because else ""
        terminal.say("    Type one of the letters, or nothing.")


def _where_it_stands(plan: Plan, skills: Sequence[str], answers: Answers) -> None:
    if skills:
        terminal.say(f"{short_name(plan)} gave a number before the talk. It is opened beside yours; Enter leaves it sealed.")
    for skill in skills:
        while number := ask(f"  {brief(skill, 60)}: your own number, 1 to 10? "):
            if re.fullmatch("[1-9]|10", number):
                answers.add(f"- **{skill}**: {first_name(plan.manager or 'manager')} {number}\n")
                break
            terminal.say("    A whole number from 1 to 10, or nothing.")


def _what_was_agreed(person: str, day: date, answers: Answers) -> None:
    begun = False
    while what := ask("What was agreed? (Enter: nothing more) " if begun else "What was agreed? (Enter: nothing) "):
        answers.add(*() if begun else ("\n| What | Who | By when |\n|---|---|---|\n",), _row(what, "", ""))
        begun = True
        who = ask(f"  Who does it? (Enter: {person}) ") or person
        answers.mend(_row(what, who, ""))
        answers.mend(_row(what, who, str(_day("  By when? (Enter: no day) ", day) or "")))
    if begun:
        answers.add("\n")


def _row(*cells: str) -> str:
    return "| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |\n"


def _when_next(day: date, cadence: str, answers: Answers) -> None:
    offered = after(day, cadence)
    typed = _day(f"When do you talk next? (Enter: {spelled(offered)}; - for no day) ", day, none="-", otherwise=offered)
    if typed:
        answers.add(f"- The next career conversation: {typed}\n")


def _day(question: str, day: date, *, none: str = "", otherwise: date | None = None) -> date | None:
    """Ask for a day that is to come, until it is one."""
    while True:
        typed = ask(question)
        if typed == none:
            return None
        found = day_in(typed, day) if typed else otherwise
        if found:
            return found
        terminal.say(f"  “{typed}” is no day ahead that can be read for certain. Write {GRAMMAR}.")


def choose_home(what: str, among: Sequence[Entry]) -> Entry | None:
    """Ask which skill or goal a step is for."""
    terminal.say(f"Which one is “{brief(what, 60)}” for?")
    for entry in among:
        terminal.say(f"  {entry.number}  {entry.text}")
    while typed := ask("  Its number (Enter: keep it in the notes): ").lower():
        found = next((entry for entry in among if entry.number == typed or entry.id == typed), None)
        if found:
            return found
    return None
