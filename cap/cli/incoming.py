"""What comes in: a page or an answer, out of a file or a mail, and agreed to before it is written."""

from __future__ import annotations

import re
import sys
from pathlib import Path

from cap.cli import terminal
from cap.refusal import NotFound, Refusal, Unreadable, reason
from cap.workspace.paths import shown

_FOR_BROWSERS = re.compile(r"\s*(?:<!--.{0,2000}?-->\s*)?<(?:!doctype\s|(?:html|head|body)[\s>])", re.IGNORECASE | re.S)


_NO_TEXT = {  # how files begin that are no text
    b"%PDF": "a PDF",
    b"PK\x03\x04": "a word processor's file, or a zip",
    b"{\\rtf": "rich text",
    **dict.fromkeys([b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"RIFF", b"II*\0", b"MM\0*", b"\0\0\0\x18ftyp"], "a picture"),
}


def page_from(name: str, most: int) -> tuple[bytes, str]:
    """A page that comes in, from a file or, for `-`, from standard input, and what to call it. Raises Refusal.

    At most `most` bytes are read, and one more, so that a page that is too large is known.
    """
    raw, called = _bytes_of(name, most)
    for beginning, what in _NO_TEXT.items():
        if raw.startswith(beginning):
            raise Refusal(
                f"{called} is {what}, and only text can be read", "Nothing was changed. Save its words as text, or type them."
            )
    return raw, called


def _bytes_of(name: str, most: int) -> tuple[bytes, str]:
    if name == "-":
        return sys.stdin.buffer.read(most + 1), "<stdin>"
    file = Path(name)
    if not file.is_file():
        what = "this is not a file" if file.exists() else "there is no such file"
        raise NotFound(f"{shown(file)}: {what}", "Name the page that `cap agenda -o` wrote, or - for standard input.")
    try:
        with file.open("rb") as page:
            return page.read(most + 1), shown(file)
    except OSError as error:
        raise Unreadable(f"{shown(file)} cannot be read: {reason(error)}") from None


def page_in_mail(raw: bytes, name: str) -> str | None:
    """The page that a mail brings, what else is in it named; None for what is no mail. Raises Refusal."""
    from cap.agenda.readback import heads_of, undone
    from cap.mail.incoming import is_mail, page_in

    if not is_mail(raw):
        return None
    text, unread = page_in(raw, name, lambda text: bool(heads_of(undone(text))))
    for what in unread:
        terminal.say(f"{name}: {what}.")
    return text


def require_words(text: str, name: str) -> None:
    """Refuse the page for a browser itself: what was typed into it is not in it, and all else in it is no answer. Raises Refusal."""
    if _FOR_BROWSERS.match(text):
        raise Refusal(
            f"{name} is a page for a browser as it was sent",
            "Nothing was written. Name the file that its Save made; of a mail, save the text.",
        )


def agree_to_write(*, no_input: bool) -> None:
    """Have it agreed to that an answer is written, as it was shown. Raises Refusal."""
    if no_input or not terminal.somebody_there():
        raise Refusal(
            "an answer is looked at before it is written, and nobody is here to do that", "Nothing was written. With --yes it is."
        )
    if not terminal.agrees("Write it?"):
        raise Refusal("nothing was written")
