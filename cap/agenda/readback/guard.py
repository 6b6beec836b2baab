"""Keep what is for the manager alone out of a plan, whatever became of the page on its way."""

from __future__ import annotations

import re
from typing import Literal

from cap.agenda.readback.incoming import Head
from cap.agenda.seal import marks_in
from cap.lint.rules.privacy import MANAGERS_PAGE, SEEN
from cap.plan.talks import FORM, PREP
from cap.refusal import Refusal
from cap.text.shell import for_shell
from cap.text.wording import unaccented

_READ_BY = {FORM: ("the answer to a form", "form"), PREP: ("what was written before a talk", "prep")}
SHORT = 12  # letters; a private line with fewer may stand anywhere by chance
_SHEET = re.compile(r"^[^\w\n]*Before we talk, ", re.MULTILINE)  # as `cap prep --for person` prints it
_MANAGERS_SHEET = re.compile(r"^[^\w\n]*Before you talk with ", re.MULTILINE)
_LAST = re.compile(r"cap:[^\n]{1,400}?\b(both|manager|person)\b[^\n]{0,40}?\b[0-9a-f]{8}\b")


def letters(text: str) -> str:
    """The letters and digits of a text: what is left of a line when a mail program, a word processor or HTML has been over it."""
    return re.sub(r"[\W_]+", "", unaccented(re.sub(r"<[^<>\n]{1,200}>", " ", text)))


def require_kind(head: Head, command: Literal["form", "log", "prep"], name: str) -> None:
    """Refuse what another command reads. Raises Refusal."""
    what, reader = _READ_BY.get(head.kind, (f"the page of a talk ({head.kind})", "log"))
    if reader != command:
        raise Refusal(f"{name} is {what}", f"It is read by: cap {reader} {for_shell(head.key)} --read FILE")


def require_readable(text: str, head: Head | None, name: str) -> None:
    """Refuse a page that cannot be told to be for both, because it looks like one for the manager alone. Raises Refusal."""
    if not text.strip("\0 \t\r\n"):
        raise Refusal(f"{name}: this page is empty", "Fill in the page that `cap agenda -o` wrote, or say it in words: -m TEXT.")
    if head is not None:
        require_kind(head, "log", name)
    if text.lstrip().startswith("{"):
        raise Refusal(f"{name}: this is no page of a talk", "What `cap agenda -o` wrote can be read, and not its JSON.")
    if head is None and _SHEET.search(text):
        raise Refusal(
            f"{name}: this is a sheet to think with before a talk, and not the page of one",
            "If it was sent back for you to read: cap prep NAME --read FILE. What came up in the talk: -m TEXT.",
        )
    plain = letters(text)
    alone = (
        letters(MANAGERS_PAGE.partition(".")[0]) in plain or "yourprivatenotes" in plain or SEEN in text or "foryoualone" in plain
    )
    whose = {found[1] for found in _LAST.finditer(text)}
    marks = marks_in(text)
    told = head is not None and head.audience == "manager" and whose == {"manager"} and bool(marks.marks)
    if (alone or any(marks.alone) or "manager" in whose) and not told:
        raise Refusal(
            f"{name}: this is a page for the manager alone that has lost its last lines, or a part of one",
            "What is private on it can no longer be told from the rest, so nothing was read. Say what was agreed in words: -m TEXT.",
        )


def require_persons(text: str, name: str) -> None:
    """Refuse a sheet or a page for the manager alone where words of the person are expected. Raises Refusal."""
    whose = {found[1] for found in _LAST.finditer(text)}
    if (
        letters(MANAGERS_PAGE.partition(".")[0]) in letters(text)
        or re.search(rf"^[\s>]*{re.escape(SEEN)}", text, re.MULTILINE)
        or _MANAGERS_SHEET.search(text)
        or any(marks_in(text).alone)
        or "manager" in whose
    ):
        raise Refusal(
            f"{name}: this is a sheet or a page for the manager alone, and no answer of the person's",
            "Nothing was read. The one for the person is made with --for person.",
        )


def require_nothing_private(text: str, private: str) -> None:
    """Refuse a text for the plan in which a line of the private notes stands. Raises Refusal, which does not quote it."""
    plain = letters(text)
    for line in private.splitlines():
        wanted = letters(line.removeprefix(SEEN))
        if len(wanted) >= SHORT and wanted in plain:
            raise Refusal(
                "a line of your private notes would get into the plan",
                "Nothing was written. Take that part out of the text first.",
            )
