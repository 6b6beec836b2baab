"""An interview at the terminal: one question after another, every answer written at once, and an end whenever one likes."""

from __future__ import annotations

import contextlib
import re
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from cap.cli import terminal
from cap.cli.asking import named
from cap.cli.changing import by_hand, change
from cap.edit.changes.answer import Where, new_item, set_answer
from cap.edit.changes.change import Change, plan_of
from cap.form.fields import Question
from cap.form.interview import Turn, turns
from cap.form.page import hint_of
from cap.form.understood import is_unsure, understood
from cap.form.written import tell
from cap.plan.items import entries
from cap.plan.kinds import BY_KEY
from cap.plan.read import Reading
from cap.plan.standing import short_name
from cap.refusal import EditBlocked, Refusal
from cap.text.wording import brief, count, folded
from cap.workspace.paths import shown
from cap.workspace.settings import Workspace
from cap.workspace.store import read_file
from cap.workspace.writing import update_plan

HELLO = (
    "Enter skips a question, ? explains it, < goes back, - takes an answer out, and q ends. What you answer is written at once."
)
_SEVERAL = re.compile(r"\s*;\s+(?=\S)")  # several in a line, as examples and what is there are printed
_QUIT = ("q", "quit")


def interview(path: Path, workspace: Workspace, reading: Reading, day: date, config: Path | None) -> None:
    """Ask the questions of the form that have no answer yet, or all of them when each has one. Raises Refusal."""
    _Interview(path, workspace, reading, day, config).go()


class _Interview:
    def __init__(self, path: Path, workspace: Workspace, reading: Reading, day: date, config: Path | None) -> None:
        self.path, self.workspace, self.reading, self.day, self.config = path, workspace, reading, day, config
        self.written = 0
        self.title = ""
        self.all = False
        self.from_here: tuple[str, ...] | None = None
        self.seen: set[tuple[str, str]] = set()

    def go(self) -> None:
        """Go through the questions until there are no more, or somebody has had enough."""
        found = turns(self.reading, self.day)
        stem = self.path.stem
        terminal.say(f"{short_name(plan_of(self.reading))}’s plan, question by question. {HELLO}")
        self.all = all(turn.done for turn in found)
        if self.all:
            terminal.say("Every question has an answer. Here they are once more; Enter leaves one as it is.")
        elif found[0].done:
            terminal.say("We go on where the first answer is missing; < leads back to the others.")
        turn = next((one for one in found if self.all or not one.done), None)
        with contextlib.suppress(EOFError):
            while turn is not None:
                turn = self._after(turn)
            terminal.say("\nThat was the last question.")
        said = f"{count(self.written, 'answer')} written." if self.written else "Nothing was written."
        terminal.say(
            f"{said} `cap form {stem}` goes on, `cap show {stem}` shows the plan, `cap lint {stem}` says what would help."
        )

    def _after(self, turn: Turn) -> Turn | None:
        """Put a question, and say which comes next; None behind the last. Raises EOFError when somebody has had enough."""
        if turn.section.title != self.title:
            self.title = turn.section.title
            terminal.say(f"\n{self.title}\n{turn.section.intro}")
        before = [one.place for one in turns(self.reading, self.day)]
        back = self._put(turn)
        found = turns(self.reading, self.day)
        places = [one.place for one in found]
        if back:
            at = places.index(turn.place) if turn.place in places else 0
            if at == 0:
                terminal.say("  This is the first question.")
            self.from_here = self.from_here or turn.place
            return found[max(at - 1, 0)]
        added = [n for n, place in enumerate(places) if place not in before]
        if turn.new and added:  # what was just added comes next
            return next(one for one in found[added[0] :] if one.new or not one.done)
        at = places.index(turn.place) if turn.place in places else before.index(turn.place) - 1
        if self.from_here in places[at + 1 :]:  # somebody went back, and sees everything up to there again
            return found[at + 1]
        self.from_here = None
        return next((one for one in found[at + 1 :] if self.all or one.new or not one.done), None)

    def _put(self, turn: Turn) -> bool:
        """Ask until the answer is written or the question is left; whether to go back."""
        self._say(turn)
        answer = turn.asked.answer
        many = answer in ("texts", "long") or (answer == "link" and len(self._offered(turn)) > 1)
        lines: list[str] = []
        while True:
            typed = _typed("and? " if lines else "> ")
            if typed is None or typed.lower() in _QUIT:
                if lines:
                    self._write(turn, lines)
                raise EOFError
            if typed == "<":
                if not lines or self._write(turn, lines):
                    return True
                lines = []
            elif typed == "?":
                self._explain(turn)
            elif not typed and not lines:
                return False
            elif not lines and is_unsure(typed) and "unsure" not in turn.asked.question.choices:
                terminal.say("  That is an answer too; it stays open.")
                return False
            elif many and typed and typed != "-":
                lines += _SEVERAL.split(typed) if answer == "texts" else [typed]
            elif typed == "-" and not turn.asked.said:
                terminal.say("  There is nothing to take out.")
            elif self._write(turn, [] if typed == "-" else lines or [typed]):
                return False
            else:
                lines = []

    def _say(self, turn: Turn) -> None:
        """Put the question into words; an example stands with the first of its kind."""
        question, block, answer = turn.asked.question, turn.block, turn.asked.answer
        item = turn.where or turn.above
        about = f" [{brief(item.name)}]" if item else ""
        another = f"{block.another}? " if turn.new and turn.done and block else ""
        kind = (block.word if block else "", question.key)
        hint = hint_of(turn.asked._replace(hint=kind not in self.seen and not turn.asked.said))
        if answer == "link":
            hint = "; ".join(f"{number} {brief(text)}" for number, text in self._offered(turn)) or "there is none yet"
        terminal.say(f"\n{another}{question.label}?{about}" + (f" ({hint})" if hint else ""))
        if turn.asked.said:
            terminal.say(f"  now: {'; '.join(turn.asked.said)}")
        if answer == "long":
            terminal.say("  As many lines as you like; an empty line ends it.")
        elif answer == "texts" and kind not in self.seen:
            terminal.say("  One to a line; an empty line ends it.")
        self.seen.add(kind)

    def _offered(self, turn: Turn) -> list[tuple[str, str]]:
        """The open items that can be linked to, by their numbers."""
        assert turn.block is not None
        word = BY_KEY[turn.block.kind.links[turn.asked.question.key]].word
        return [(one.number, one.text) for one in entries(self.reading) if one.kind == word and getattr(one.item, "open", True)]

    def _explain(self, turn: Turn) -> None:
        question = turn.asked.question
        if question.why:
            terminal.say(f"  {question.why}")
        if question.choices:
            terminal.say("  A word that only one of them has is enough.")
        elif question.example:
            terminal.say(f"  For example: {question.example}.")

    def _write(self, turn: Turn, lines: Sequence[str]) -> bool:
        """Write an answer; whether that could be done."""
        try:
            if turn.asked.answer == "long":
                self._tell("\n".join(lines))
            else:
                self._change(turn, lines)
        except Refusal as refusal:
            terminal.complain(refusal.message, refusal.hint)
            return False
        self.written += 1
        return True

    def _tell(self, story: str) -> None:
        def told(raw: bytes) -> bytes:
            try:
                return tell(raw, shown(self.path), story)
            except EditBlocked as refused:
                raise EditBlocked(by_hand(shown(self.path), refused), "", refused.line, refused.by_hand) from None

        update_plan(self.path, told, self.workspace.plan_folders, lambda: "the story was told")
        self.reading = read_file(self.path)
        terminal.say(f"{self.path.stem}: the story is in the text, under “Life story”")

    def _change(self, turn: Turn, lines: Sequence[str]) -> None:
        question, where, day = turn.asked.question, turn.where, self.day
        if question.key in ("from", "with", "manager"):
            lines = [named(line) or "" for line in lines]
        texts = self._with_what_is_there(turn, lines)
        meant = understood(question, turn.asked.answer, texts, day)
        if turn.new:
            assert turn.block is not None
            made = Where(turn.block.word, meant[0], "", turn.above)
            dated = next((one for one in turn.block.questions if one.key == "date"), None)
            fields = {"date": self._day(dated)} if dated else {}

            def request(plan: Reading) -> Change:
                return new_item(plan, made, {key: texts for key, texts in fields.items() if texts}, today=day, on=day)
        else:

            def request(plan: Reading) -> Change:
                return set_answer(plan, where, question.key, meant, today=day, on=day)

        self.reading = change(str(self.path), request, config=self.config, dry_run=False, yes=True)[1]

    def _with_what_is_there(self, turn: Turn, lines: Sequence[str]) -> list[str]:
        """Several things: what was typed is added to what is there, `-this` is taken out of it, and `1` is the first that is offered."""
        if turn.asked.answer not in ("texts", "link") or not lines:
            return list(lines)
        found = list(turn.asked.said)
        for line in lines:
            out = next((one for one in found if folded(f"-{one}") == folded(line)), None)
            if out is not None:
                found.remove(out)
            elif turn.asked.answer == "link" and re.fullmatch(r"\d{1,3}", line):
                found.append(next((text for number, text in self._offered(turn) if re.sub(r"\D", "", number) == line), line))
            else:
                found.append(line)
        return found

    def _day(self, question: Question) -> list[str]:
        """The day of something, which is asked for before it is written."""
        terminal.say(f"{question.label}? (such as {question.example})")
        while True:
            typed = _typed("> ")
            if typed is None or typed.lower() in _QUIT:
                raise EOFError
            try:
                return understood(question, "day", [typed] if typed and not is_unsure(typed) else [], self.day)
            except Refusal as refusal:
                terminal.complain(refusal.message, refusal.hint)


def _typed(prompt: str) -> str | None:
    """What is typed; None when there is no more to come, or somebody wants out by the shortest way."""
    try:
        return terminal.asked(prompt)
    except KeyboardInterrupt:
        terminal.say("")  # what was typed so far stands on this line
        return None
