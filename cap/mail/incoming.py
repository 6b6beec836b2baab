"""What came back by mail, as text: from a file that a mail program saved, whichever way it was encoded; or a text that was pasted into one."""

from __future__ import annotations

import contextlib
import re
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, NamedTuple

from cap.mail.plain import plain
from cap.refusal import Refusal
from cap.text.wording import brief

if TYPE_CHECKING:
    from email.message import EmailMessage, Message

LARGEST = 5_000_000  # bytes of a mail with all that is attached to it
LONGEST = 100_000  # characters of an answer; a person writes a page or two
MOST_PARTS = 100
_HEADER = re.compile(rb"(?:From [^\n]{1,200}\n)?(?:[\x21-\x39\x3b-\x7e]{1,60}:[^\n]*\n(?:[ \t][^\n]*\n)*){2,}\r?\n?")
_KNOWN = re.compile(
    rb"^(?:from|to|subject|date|received|return-path|message-id|mime-version|content-type|delivered-to|x-[\w-]+):", re.I | re.M
)
_SECOND = re.compile(rb"\n\r?\nFrom [^\s]+ [^\n]*\d{4}[^\n]*\n[\x21-\x39\x3b-\x7e]+:")  # in an mbox, the next mail begins so
_SENT_PAGE = re.compile(r'<textarea id="source"')  # of a page of ours that has fields
_TEXT_FILE = re.compile(r"\.(?:md|markdown|txt|text)$", re.IGNORECASE)


class Came(NamedTuple):
    """What came in: the texts, the mail's own first; and what in it could not be read as one, in words."""

    texts: list[str]
    unread: list[str]


def page_in(raw: bytes, name: str, is_page: Callable[[str], bool]) -> tuple[str, list[str]]:
    """The page that a mail brings: what is attached, if that is one, else what was written; and what was not read, in words. Raises Refusal."""
    came = came_in(raw, name, longest=10 * LONGEST)
    attached = next((text for text in reversed(came.texts[1:]) if is_page(text)), None)
    if attached is None:
        return came.texts[0], came.unread
    own = [line for line in came.texts[0].split("\n") if line.strip() and not line.lstrip().startswith(">")]
    said = [f"the mail’s own words were not read, since the page is attached to it: “{brief(' '.join(own), 200)}”"] if own else []
    return attached, [*came.unread, *said]


def came_in(raw: bytes, name: str, *, longest: int = LONGEST) -> Came:
    """The texts of an answer. `name` is what to call it. Raises Refusal, with what is wrong in a line."""
    if len(raw) > LARGEST:
        raise Refusal(f"{name} is larger than {LARGEST // 1_000_000} MB", "Save the answer without what is attached to it.")
    if raw[:4] == b"\xd0\xcf\x11\xe0":
        raise Refusal(f"{name} is an Outlook message (.msg), which only Outlook opens", "Save it there as text, or as .eml.")
    found = _of_mail(raw, name) if is_mail(raw) else Came([_as_text(_decoded(raw), name)], [])
    found = Came([text for text in map(_unsigned, found.texts) if text.strip("\0 \t\r\n>")], found.unread)
    if not found.texts:
        what = f"; {found.unread[0]}" if found.unread else ""
        raise Refusal(
            f"{name}: there is nothing in this answer{what}", "Name the mail that came back, or the file that Save made."
        )
    lines = longest // 20
    if any(len(text) > longest or text.count("\n") > lines for text in found.texts):
        raise Refusal(f"{name} holds more than {longest:,} characters, or {lines:,} lines", "Is it the answer that you mean?")
    return found


def _unsigned(text: str) -> str:
    """A text without what PGP puts around one that is signed."""
    signed = re.search(r"^-----BEGIN PGP SIGNED MESSAGE-----\n(?:\w+:.*\n)*\n", text, re.M)
    if signed is None:
        return text
    body, _, rest = text[signed.end() :].partition("\n-----BEGIN PGP SIGNATURE-----\n")
    return (
        text[: signed.start()] + re.sub(r"^- ", "", body, flags=re.M) + "\n" + rest.partition("-----END PGP SIGNATURE-----\n")[2]
    )


def is_mail(raw: bytes) -> bool:
    """Whether this is a mail as a mail program saves it, with its head."""
    head = _HEADER.match(raw[:100_000].replace(b"\r\n", b"\n"))
    return head is not None and len(_KNOWN.findall(head[0])) >= 2


def _of_mail(raw: bytes, name: str) -> Came:
    if raw.startswith(b"From ") and _SECOND.search(raw):
        raise Refusal(f"{name} holds more than one mail", "Save the answer alone, in a file of its own.")
    from email import message_from_bytes, policy

    raw = re.sub(rb"^From [^\n]*\n", b"", raw)
    message: EmailMessage = message_from_bytes(raw, policy=policy.default)
    if str(message["Auto-Submitted"] or "no").lower().strip() != "no" or message["X-Autoreply"]:
        raise Refusal(f"{name} is an automatic reply", "What the person writes comes in another mail.")
    texts, unread = [], []
    body = _body(message)
    if body is not None:
        texts.append(body)
    for part in _parts(message):
        with contextlib.suppress(LookupError, ValueError, TypeError, AttributeError):
            file = " ".join(str(part.get_filename() or "").split())
            if not file or part.is_multipart():
                continue
            kind = part.get_content_type()
            if kind in ("text/markdown", "text/x-markdown") or _TEXT_FILE.search(file):
                texts.append(_as_text(_decoded(_payload(part), part.get_content_charset()), file))
            elif not kind.startswith("image/") or not texts:
                unread.append(f"what is attached as {file} was not read")
    return Came(texts, unread)


def _parts(message: Message) -> Iterator[Message]:
    for number, part in enumerate(message.walk()):
        if number >= MOST_PARTS:
            return
        yield part


def _body(message: EmailMessage) -> str | None:
    """What was written: the plain text, or the HTML where there is none worth the name."""
    found: dict[str, str] = {}
    for part in _parts(message):
        kind = part.get_content_type()
        if kind in ("text/plain", "text/html") and kind not in found and not part.get_filename():
            try:
                text = _decoded(_payload(part), part.get_content_charset())
            except (LookupError, ValueError):
                continue
            flowed = str(part.get_param("format") or "").lower() == "flowed"
            found[kind] = _unflowed(text, str(part.get_param("delsp") or "").lower() == "yes") if flowed else text
    written = found.get("text/plain", "")
    if "text/html" in found and not written.strip():
        return _of_html(found["text/html"], "this mail")
    return written or None


def _payload(part: Message) -> bytes:
    payload = part.get_payload(decode=True)
    return payload if isinstance(payload, bytes) else b""


def _decoded(raw: bytes, charset: str | None = None) -> str:
    """Bytes as text, with plain line ends: by the charset that is named, by their first bytes, as UTF-8, or else as Windows and old mail
    programs write."""
    return _in_charset(raw, charset).replace("\r\n", "\n").replace("\r", "\n")


def _in_charset(raw: bytes, charset: str | None) -> str:
    if raw[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return raw.decode("utf-16", errors="replace")
    if charset and charset.lower() not in ("us-ascii", "ascii", "utf-8", "utf8"):
        with contextlib.suppress(LookupError, UnicodeDecodeError):
            return raw.decode(charset)
    if raw[:200].count(0) * 3 > len(raw[:200]):
        return raw.decode("utf-16-be" if raw[:1] == b"\0" else "utf-16-le", errors="replace")
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        return raw.decode("cp1252", errors="replace")


def _as_text(text: str, name: str) -> str:
    """A text, or what is written on a page of HTML. Raises Refusal for a page of ours as it was sent, and what nobody could read."""
    if not re.match(
        r"\s*(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body|div|p|table|meta)\b", text[:4000], re.IGNORECASE | re.S
    ):
        return text
    return _of_html(text, name)


def _of_html(text: str, name: str) -> str:
    if _SENT_PAGE.search(text):
        raise Refusal(f"{name} is a page for a browser as it was sent", "Name the file that its Save made.")
    if len(text) > 10 * LONGEST:
        raise Refusal(f"{name} is too long to be an answer", "Save the mail as text.")
    try:
        return plain(text)
    except (ValueError, AssertionError, RecursionError):
        raise Refusal(f"{name} is HTML that cannot be read", "Save the mail as text.") from None


def _unflowed(text: str, delsp: bool) -> str:
    """Text in the form that RFC 3676 calls flowed, each paragraph on a line again; what is quoted stays quoted."""
    made: list[str] = []
    depth, open_ = 0, False
    for line in text.split("\n"):
        quotes = len(line) - len(line.lstrip(">"))
        rest = line[quotes:].removeprefix(" ")
        flows = rest.endswith(" ") and rest != "-- "
        if flows and delsp:
            rest = rest[:-1]
        if open_ and quotes == depth and rest != "-- ":
            made[-1] += rest
        else:
            made.append(f"{'>' * quotes}{' ' * bool(quotes)}{rest}")
        depth, open_ = quotes, flows
    return "\n".join(made)
