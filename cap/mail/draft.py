"""Make a mail to finish and send: text, the same as HTML, and a page with it. No address is guessed, and the same plan gives the same bytes."""

from __future__ import annotations

import re
from email.message import EmailMessage
from email.policy import SMTP
from hashlib import sha256
from html import escape
from typing import NamedTuple

from cap.text.escapes import visible


class Attached(NamedTuple):
    """A page that goes along: what the file is called, and its HTML."""

    name: str
    html: str


def draft(subject: str, body: str, attached: Attached | None = None) -> bytes:
    """A mail as a file, with CRLF, that a mail program opens as a message to finish (`X-Unsent`). `body` is plain text; a paragraph is a
    line. There is no `To`, `From`, `Date` or `Message-ID`: these are for whoever sends it."""
    message = EmailMessage(policy=SMTP.clone(max_line_length=78))
    message["Subject"] = visible(" ".join(subject.split()))
    message["X-Unsent"] = "1"
    body = _encodable(visible(body, keep="\n\t"))
    message.set_content(body, cte="quoted-printable")
    message.add_alternative(as_html(body), subtype="html", cte="quoted-printable")
    if attached is not None:
        page = _encodable(attached.html).encode()
        message.add_attachment(page, maintype="text", subtype="html", filename=attached.name, params={"charset": "utf-8"})
    for part in message.walk():
        if part is not message:
            del part["MIME-Version"]  # said once is enough
    for number, part in enumerate(part for part in message.walk() if part.is_multipart()):
        part.set_boundary(f"cap-{number}-{sha256(body.encode()).hexdigest()[:24]}")
    return message.as_bytes()


def as_html(body: str) -> str:
    """Plain text as HTML that every mail program shows, and quotes, line by line."""
    paragraphs = re.split(r"\n{2,}", body.strip("\n"))
    lines = [f'<p dir="auto">{"<br>".join(map(_line, one.split(chr(10))))}</p>' for one in paragraphs]
    return "\n".join(['<!doctype html><html><head><meta charset="utf-8"></head><body>', *lines, "</body></html>"]) + "\n"


def _line(line: str) -> str:
    """A line of text, indented as it was."""
    words = line.lstrip(" ")
    return "&nbsp;" * (len(line) - len(words)) + escape(words, quote=False)


def _encodable(text: str) -> str:
    """A text that is UTF-8; half a character, which a plan's file name can hold, is shown as such."""
    return text.encode(errors="replace").decode()
