"""What `cap log` goes through: which talk it was, where its words come from, and then to write them down."""

from __future__ import annotations

import time
from datetime import date, timedelta
from pathlib import Path
from typing import Literal, NamedTuple

from cap.agenda.choosing import choose
from cap.agenda.prepare import Options, agenda, require_type
from cap.agenda.readback import Head, ReadBack, heads_of, nowhere, read_page, undone, whose_page
from cap.agenda.readback.guard import require_nothing_private, require_readable
from cap.agenda.readback.reply import reply_in
from cap.cli import terminal
from cap.cli.again import command_again
from cap.cli.common import opened
from cap.cli.editing import AT_ONCE
from cap.cli.incoming import page_from, page_in_mail, require_words
from cap.cli.log import opening
from cap.cli.log.questions import Answers, ask_about_the_talk, choose_home
from cap.cli.log.unsaved import STOPPED, add_hint, keeping, refusal_for
from cap.cli.log.writing import How, write_down
from cap.cli.pages import new_mail
from cap.edit.changes.change import plan_of, require_plan
from cap.edit.changes.log import Held
from cap.edit.typed import day_of, day_past
from cap.mail.frame import without_introductions
from cap.mail.incoming import LARGEST as LARGEST_MAIL
from cap.plan.read import Reading
from cap.plan.standing import short_name
from cap.plan.talks import FORM, PREP, strays
from cap.refusal import Doubtful, Refusal
from cap.text.dates import spelled
from cap.text.shell import for_shell
from cap.workspace.editor import edit as open_editor
from cap.workspace.editor import require_editor
from cap.workspace.files import contents
from cap.workspace.kept import Draft, forget, keep, kept_file
from cap.workspace.private import notes_for_manager
from cap.workspace.settings import Workspace
from cap.workspace.store import read_file, resolve
from cap.workspace.writing import require_writable

A_WHILE = timedelta(days=100)  # a page that waited longer may have the wrong day
LARGEST = 100_000  # bytes of a page; one for eight hours has a fifth of that
MOST_LINES = 5_000
MOST = 100  # changes that a page can ask for


class Given(NamedTuple):
    """What was typed."""

    name: str
    kind: str | None
    on: str | None
    messages: list[str]
    page: str | None
    edit: bool
    next: str | None
    copy: bool
    format: Literal["text", "eml"]
    output: Path | None
    yes: bool
    no_input: bool
    dry_run: bool
    config: Path | None
    today: str | None


class _Talk(NamedTuple):
    given: Given
    workspace: Workspace
    path: Path
    reading: Reading
    today: date
    asks: bool

    def options(self, head: Head) -> Options:
        """How the page of this talk is made here."""
        return Options(
            today=head.day,
            kind=head.kind,
            minutes=self.workspace.settings.minutes,
            audience=head.audience,
            cadence=self.workspace.settings.cadence,
            team=self.workspace.templates,
            private=notes_for_manager(self.workspace, self.path) if head.audience == "manager" else "",
            key=self.path.stem,
        )


def log(given: Given) -> None:
    """Record a talk. Raises Refusal, with nothing changed."""
    if given.page is not None and given.edit:
        raise Refusal("--read takes a page that is filled in, and --edit opens one to fill in", "Choose one of them.")
    if given.output is not None and given.format != "eml":
        raise Refusal("-o writes the person's copy as a mail", "Add --format eml.")
    workspace, today = opened(given.config, given.today)
    path = resolve(given.name, workspace, exact=True)
    if given.format == "eml":
        new_mail(given.output, f"{path.stem}-our-talk.eml", workspace)
    if given.page is None and not given.edit and any(text.strip() for text in given.messages):
        anew = {"on": str(today), **_days(given, today), **_type(given, workspace)}
        with keeping(Draft(f"{path.stem}.md", "\n\n".join(given.messages)), anew):
            talk = _talk(given, workspace, path, today)
            _write(talk, _head(talk, None), None)
        return
    talk = _talk(given, workspace, path, today)
    if given.page is not None:
        _from_page(talk)
    elif given.edit:
        _from_editor(talk)
    elif talk.asks:
        _from_questions(talk)
    else:
        raise Refusal(
            "what was the talk about?",
            f'cap log {for_shell(path.stem)} -m "…", or --read with the page that was filled in; at a terminal it asks.',
        )


def _days(given: Given, today: date) -> dict[str, str]:
    """The days that were typed, written out, by the options that hold them; DATE for one that would be refused again."""
    days = {}
    for option, typed, understood in (("on", given.on, day_past), ("next_", given.next, day_of)):
        if typed is not None:
            try:
                days[option] = str(understood(typed, today))
            except Refusal:
                days[option] = "DATE"
    return days


def _type(given: Given, workspace: Workspace) -> dict[str, str]:
    """The same for the type: TYPE for one that there is not, else nothing."""
    try:
        if given.kind is not None:
            require_type(given.kind, workspace.templates)
    except Refusal:
        return {"kind": "TYPE"}
    return {}


def _talk(given: Given, workspace: Workspace, path: Path, today: date) -> _Talk:
    """What is known of a talk before anybody is asked anything. Raises Refusal."""
    require_writable(path, workspace.plan_folders)
    reading = read_file(path)
    require_plan(reading)
    for stray in strays(reading):
        terminal.say(stray)
    if given.next is not None:
        day_of(given.next, today)
    if given.kind is not None:
        require_type(given.kind, workspace.templates)
    return _Talk(given, workspace, path, reading, today, terminal.somebody_there() and not given.no_input)


def _head(talk: _Talk, page: Head | None) -> Head:
    """Which talk it was: as typed, else as the page says, else one that stands in the plan for that day, else as the plan calls for."""
    given, plan = talk.given, plan_of(talk.reading)
    day = day_past(given.on, talk.today) if given.on is not None or page is None else page.day
    if day > talk.today:
        terminal.say(f"The page is for {day}, which has not come yet: recorded as of today. --on says another day.")
        day = talk.today
    if page and given.on is None and day < talk.today - A_WHILE:
        terminal.say(f"The page is of {spelled(day)}, and is recorded as of that day. --on says another.")
    there = [one.type for one in plan.conversations if one.date == day and one.type]
    kind = given.kind or (page.kind if page else there[-1] if there else choose(plan, day)[0])
    return Head(talk.path.stem, day, kind, page.audience if page else "both", "")


def _write(talk: _Talk, head: Head, back: ReadBack | None, *, first: bool = False) -> None:
    given = talk.given
    if back is not None:
        if len(back.outcomes) > MOST:
            raise Refusal(
                f"this page asks for {len(back.outcomes)} changes, and no talk comes to so many", "Is it the page of a talk?"
            )
        require_nothing_private(f"{back.notes}\n{back.outcomes}", notes_for_manager(talk.workspace, talk.path))
    notes = "\n\n".join([*(text.strip() for text in given.messages), *([back.notes] if back and back.notes else [])])
    following = str(day_of(given.next, talk.today)) if given.next is not None else back.next if back else ""
    held = Held(head.day, head.kind, back.outcomes if back else [], notes, following)
    how = How(talk.today, first, talk.asks, given.yes, given.dry_run, given.copy, given.format == "eml", given.output)
    write_down(talk.path, talk.workspace, held, back, how)


def _read(talk: _Talk, text: str, head: Head) -> ReadBack:
    return read_page(text, talk.reading, head, talk.options(head), choose_home if talk.asks else nowhere)


# ---- where the words come from


def _from_page(talk: _Talk) -> None:
    assert talk.given.page is not None
    raw, name = page_from(talk.given.page, LARGEST_MAIL)
    brought = page_in_mail(raw, name)
    text = raw.decode("utf-8-sig", errors="surrogateescape") if brought is None else brought
    stem = talk.path.stem
    with keeping(Draft(f"{stem}.md", text if talk.given.page == "-" else ""), _days(talk.given, talk.today)):
        if (len(raw) if brought is None else len(text)) > LARGEST:
            raise Refusal(f"{name} is larger than {LARGEST // 1000} kB", "Is it the page of a talk?")
        if len(text.splitlines()) > MOST_LINES:
            raise Refusal(f"{name} has more than {MOST_LINES:,} lines", "Is it the page of a talk?")
        if any("\udc80" <= char <= "\udcff" for char in text):
            raise Refusal(f"{name}: this page is not UTF-8", "Save it again as UTF-8.")
        require_words(text, name)
        text = without_introductions(text)
        reply = reply_in(text, talk.reading)
        plan = plan_of(talk.reading)
        other = whose_page(text, talk.reading, stem) or (reply.who if reply and reply.who != short_name(plan) else "")
        if other:
            raise Refusal(
                f"{name} is a page about {other}, and not about {stem}", "Nothing was written. Name the person it is about."
            )
        if reply:
            _write(talk, Head(stem, reply.day, reply.kind, "both", ""), ReadBack([], reply.notes, "", "", [], []), first=True)
        else:
            page = _one_page(undone(text), name, talk)
            require_readable(undone(text), page, name)
            if page is None:
                terminal.say(f"{name} does not say of which talk it is; --on and --type do.")
            head = _head(talk, page)
            _write(talk, head, _read(talk, text, head), first=True)
    if not talk.given.dry_run:
        forget(Path(talk.given.page))  # if it was kept until now


def _one_page(text: str, name: str, talk: _Talk) -> Head | None:
    """What the page says of itself, if that can be: one talk, of a type that there is. Raises Refusal."""
    heads = heads_of(text)
    said = [f"{head.kind} of {head.day}" for head in heads]
    if len({(head.day, head.kind, head.audience) for head in heads}) > 1:
        raise Refusal(f"{name} holds more than one page: {', '.join(dict.fromkeys(said))}", "Read each from a file of its own.")
    if len(heads) > 1:
        raise Refusal(
            f"{name} holds this page twice", "Keep the one that was filled in; a mail program puts the other below an answer."
        )
    if heads and heads[-1].kind not in (FORM, PREP) and talk.given.kind is None:
        try:
            require_type(heads[0].kind, talk.workspace.templates)
        except Refusal as unknown:
            what = f"{name}: by its last line this is a page for `{heads[0].kind}`, and there is no such type of talk"
            raise Refusal(what, f"{unknown.hint} --type says which it was.") from None
    return heads[-1] if heads else None


def _from_questions(talk: _Talk) -> None:
    head = _head(talk, None)
    stem = talk.path.stem
    last = f"\ncap: {stem} · {head.day} · {head.kind} · both · 00000000\n"
    draft = Draft(f"{stem}.md")
    if older := draft.older:
        terminal.say(f"{stem}: what you typed before is still in {older}. To take it up: {command_again(page=str(older))}")
    terminal.say(f"{stem}: {head.kind} on {head.day}. Another with --type or --on; Ctrl-C stops, and nothing you typed is lost.")
    with keeping(draft, _days(talk.given, talk.today), dry_run=talk.given.dry_run):
        answers = Answers(lambda lines: draft.grow("".join(lines) + last))
        ask_about_the_talk(
            talk.reading,
            head.day,
            head.kind,
            talk.workspace.settings.cadence,
            answers,
            when=talk.given.next is None,
            rated=opening.asked_for(talk.workspace, talk.path, talk.reading),
        )
        _write(talk, head, _read(talk, "".join(answers.lines), head))


def _from_editor(talk: _Talk) -> None:
    command = require_editor()
    head = _head(talk, None)
    stem = talk.path.stem
    made = agenda(talk.reading, talk.options(head)).text
    wanted = kept_file(f"{stem}-{head.day}-{head.kind}.md")
    if wanted.is_file():
        file = wanted
        terminal.say(f"{stem}: here is what you wrote before, from {file}.")
    else:
        file = keep(wanted.name, made)
    start, before = time.monotonic(), contents(file)
    try:
        open_editor(command, [file])
        raw = contents(file)
        if raw == before:
            _untouched(talk, file, made, waited=time.monotonic() - start >= AT_ONCE)
            return
        head = head._replace(audience="both")
        _write(talk, head, _read(talk, raw.decode("utf-8-sig", errors="replace"), head), first=True)
    except STOPPED as stopped:
        refusal = refusal_for(stopped)
        again = command_again(**({"yes": True} if isinstance(stopped, Doubtful) else {}))
        add_hint(refusal, f"What you wrote is safe in {file}; to take it up again: {again}")
        raise refusal from None
    if not talk.given.dry_run:
        file.unlink()


def _untouched(talk: _Talk, file: Path, made: str, *, waited: bool) -> None:
    if waited and contents(file).decode(errors="replace") == made:
        file.unlink()
        terminal.say(f"{talk.path.stem}: nothing was filled in, and nothing was written.")
    else:
        way = command_again(edit=None, page=str(file))
        terminal.say(f"{talk.path.stem}: nothing was filled in yet. The page is {file}; when it is: {way}")
