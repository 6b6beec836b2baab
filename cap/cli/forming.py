"""What `cap form` goes through: a page goes out, an answer comes in, or the questions are asked here."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Literal, NamedTuple

from cap.agenda.readback.guard import require_kind
from cap.cli import terminal
from cap.cli.changing import by_hand
from cap.cli.common import opened
from cap.cli.incoming import agree_to_write, page_from, page_in_mail, require_words
from cap.cli.log.unsaved import keeping
from cap.cli.pages import deliver, deliver_mail, destination
from cap.edit.changes.change import plan_of, require_plan
from cap.form.answer import Answers, read_answer
from cap.form.page import title
from cap.form.written import Written, write
from cap.mail.incoming import LARGEST as LARGEST_MAIL
from cap.plan.read import Reading
from cap.refusal import EditBlocked, Refusal
from cap.text.escapes import utf8
from cap.text.shell import for_shell
from cap.text.wording import folded
from cap.workspace.kept import Draft
from cap.workspace.paths import shown
from cap.workspace.settings import Workspace
from cap.workspace.store import read_file, resolve
from cap.workspace.writing import require_writable, update_plan

LARGEST = 1_000_000  # bytes of an answer; a plan may have 1 MiB, and is then a book


class Given(NamedTuple):
    """What was typed."""

    name: str
    format: Literal["md", "html", "eml"] | None
    read: str | None
    output: Path | None
    yes: bool
    no_input: bool
    dry_run: bool
    config: Path | None
    today: str | None


def fill_in(given: Given) -> None:
    """Make the form, read it, or ask its questions. Raises Refusal, with nothing changed."""
    if given.read is not None and (given.format or given.output):
        raise Refusal("--read takes an answer in, and --format and -o make a page", "Choose one of them.")
    workspace, today = opened(given.config, given.today)
    path = resolve(given.name, workspace, exact=given.read is not None)
    reading = read_file(path)
    require_plan(reading)
    asks = terminal.somebody_there() and not given.no_input
    if given.read is not None:
        _read(given, workspace, path, reading, today)
    elif given.format or given.output or not asks:
        _page(given, workspace, path, reading, today)
    else:
        from cap.cli.interviewing import interview

        if given.dry_run:
            raise Refusal("an interview writes each answer at once", "Leave out --dry-run; `cap undo` takes an answer back.")
        path = resolve(given.name, workspace, exact=True)
        require_writable(path, workspace.plan_folders)
        interview(path, workspace, reading, today, given.config)


def _page(given: Given, workspace: Workspace, path: Path, reading: Reading, today: date) -> None:
    """Print the page, or write it; one for the browser goes to a file, since nobody reads it on a terminal."""
    key = utf8(path.stem)
    if given.format == "eml":
        _mail(given, workspace, path, reading, today)
        return
    as_html = given.format == "html" or (given.format is None and given.output is not None and given.output.suffix == ".html")
    if not as_html:
        from cap.form.page import form

        output = destination(given.output, workspace, private=False)
        deliver(form(reading, key=key, day=today), output, private=False, whole=True)
        return
    from cap.form.html import html

    output = destination(given.output or Path(f"{path.stem}-form.html"), workspace, private=False, kind="html")
    deliver(html(reading, key=key, day=today), output, private=False, whole=True)
    terminal.say(f"It opens in any browser, offline too. What comes back: cap form {for_shell(path.stem)} --read FILE")


def _mail(given: Given, workspace: Workspace, path: Path, reading: Reading, today: date) -> None:
    """A mail with the questions in it, to answer there, and the page for the browser attached."""
    from cap.form.html import html
    from cap.form.page import form
    from cap.mail.draft import Attached, draft

    key = utf8(path.stem)
    page = Attached(f"{key}-form.html", html(reading, key=key, day=today))
    made = draft("Your plan, as questions", form(reading, key=key, day=today), page)
    deliver_mail(made, given.output, f"{path.stem}-form.eml", workspace)
    terminal.say(f"Look it over, say for whom, and send it. What comes back: cap form {for_shell(path.stem)} --read FILE")


# ---- an answer that comes in


def _read(given: Given, workspace: Workspace, path: Path, reading: Reading, today: date) -> None:
    assert given.read is not None
    require_writable(path, workspace.plan_folders)
    raw, name = page_from(given.read, LARGEST_MAIL)
    stem = path.stem
    text = _text_of(raw, name)
    with keeping(Draft(f"{stem}-form.md", text if given.read == "-" else ""), {}):
        answers = read_answer(text)
        _require_ours(answers, text, reading, stem, name)
        _write_down(given, workspace, path, answers, today)


def _text_of(raw: bytes, name: str) -> str:
    """What came in, as text. Raises Refusal."""
    if (brought := page_in_mail(raw, name)) is not None:
        return brought
    if len(raw) > LARGEST:
        raise Refusal(f"{name} is larger than {LARGEST // 1_000_000} MB", "Is it the answer to a form?")
    try:
        text = raw.decode("utf-16" if raw[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig")
    except UnicodeDecodeError:
        raise Refusal(f"{name}: this answer is not UTF-8", "Save it again as UTF-8; nothing was written.") from None
    if not text.strip("\0 \t\r\n"):
        raise Refusal(f"{name}: there is nothing in this answer", "Name the file that Save made, or the text of the mail.")
    require_words(text, name)
    return text


def _require_ours(answers: Answers, text: str, reading: Reading, stem: str, name: str) -> None:
    """Refuse what is no answer to a form, and one about somebody else. Raises Refusal."""
    head = answers.head
    if head is not None:
        require_kind(head, "form", name)
    if head is not None and folded(head.key) != folded(stem):
        raise Refusal(f"{name} is about {head.key}, and not about {stem}", "Nothing was written. Name the person it is about.")
    if head is None and folded(title(plan_of(reading)).lstrip("# ")) not in folded(text):
        own = title(plan_of(reading)).lstrip("# ")
        raise Refusal(f"{name} does not say whose form it is", f"Its first line, “{own}”, or its last would tell.")


def _write_down(given: Given, workspace: Workspace, path: Path, answers: Answers, today: date) -> None:
    """Say what changes, have it agreed to, and write it as one change. Raises Refusal."""
    before = read_file(path).raw
    made = _written(before, path, answers, today)
    stem = path.stem
    terminal.say_about(stem, made.said)
    for doubt in made.doubts:
        terminal.say(f"  in doubt: {doubt}")
    if made.raw == before:
        terminal.say(f"{stem}: all of it stands in the plan already; nothing was changed.")
        return
    lines = terminal.diff(utf8(shown(path)), before, made.raw, terminal.painter(error=not given.dry_run))
    if given.dry_run:
        terminal.put(lines)
        terminal.say(f"{stem}: nothing was written.")
        return
    if not given.yes:
        terminal.say("\n".join(lines))
        agree_to_write(no_input=given.no_input)

    def again(raw: bytes) -> bytes:
        return made.raw if raw == before else _written(raw, path, answers, today).raw

    update_plan(path, again, workspace.plan_folders, lambda: "a form was read")
    terminal.say(f"{stem}: written. `cap undo {for_shell(stem)}` takes it back.")


def _written(raw: bytes, path: Path, answers: Answers, today: date) -> Written:
    with _saying_where(path):
        return write(raw, shown(path), answers, today=today)


@contextlib.contextmanager
def _saying_where(path: Path) -> Iterator[None]:
    """Say of a text that cannot be edited where that is. Raises EditBlocked."""
    try:
        yield
    except EditBlocked as refused:
        raise EditBlocked(by_hand(shown(path), refused), "", refused.line, refused.by_hand) from None
