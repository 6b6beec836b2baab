"""A mail to finish: what goes in comes out again, in both its parts, whatever it holds; and nothing is in it that was not put there."""

from __future__ import annotations

from email import message_from_bytes, policy
from email.message import EmailMessage

from hypothesis import assume, example, given
from hypothesis import strategies as st

from cap.mail.draft import Attached, draft
from cap.mail.incoming import came_in, page_in
from cap.mail.plain import plain
from cap.text.escapes import visible
from tests.form.texts import SCRIPTS, SPECIAL
from tests.plans_strategy import examples

LINES = st.one_of(
    st.sampled_from((*SCRIPTS, *SPECIAL, ".", "From here on", "word " * 300)),
    st.text(st.characters(codec="utf-8", categories=("L", "N", "P", "S", "Zs")), max_size=200),
)


def parsed(raw: bytes) -> EmailMessage:
    message = message_from_bytes(raw, policy=policy.default)
    assert isinstance(message, EmailMessage)
    return message


@examples(60)
@given(LINES, st.lists(LINES, min_size=1, max_size=6), st.sampled_from(SCRIPTS))
@example("A plan", ["a  b\ta", "\tc"], "Ada")
def test_what_goes_in_comes_out(subject: str, lines: list[str], name: str) -> None:
    body = "\n".join(lines).replace("\r", " ")
    assume(any(char.isalnum() for char in body))
    raw = draft(subject, body, Attached(f"{name}.html", "<!doctype html><p>ü"))
    assert raw == draft(subject, body, Attached(f"{name}.html", "<!doctype html><p>ü"))
    assert raw.isascii() and raw.count(b"\n") == raw.count(b"\r\n") and max(map(len, raw.split(b"\r\n"))) <= 998
    message = parsed(raw)
    assert set(message.keys()) <= {
        "Subject",
        "X-Unsent",
        "MIME-Version",
        "Content-Type",
    }  # no address, no day: whoever sends it knows
    assert message["X-Unsent"] == "1" and not message.defects
    text, html = message.get_body(("plain",)), message.get_body(("html",))
    assert text is not None and html is not None
    wanted = [" ".join(visible(line, keep="\t").split()) for line in body.split("\n") if line.split()]
    seen = [" ".join(line.split()) for line in text.get_content().split("\n") if line.split()]
    assert seen == [" ".join(line.split()) for line in plain(html.get_content()).split("\n") if line.split()]
    assert seen == wanted
    [page] = list(message.iter_attachments())
    assert (page.get_filename(), page.get_content_type()) == (f"{name}.html", "text/html")
    assert came_in(raw, "x").unread == [f"what is attached as {' '.join(name.split())}.html was not read"]


def test_no_line_of_a_plan_can_add_a_head() -> None:
    message = parsed(draft("a\nBcc: x@example.org\r\n\r\nhello", "b"))
    assert message["Bcc"] is None and message["Subject"] == "a Bcc: x@example.org hello"


def test_what_is_said_beside_an_attached_page_is_shown() -> None:
    for own, said in (
        ("Hi Ruth,\nattached. I’d also like to talk about my pay.", "Hi Ruth, attached. I’d also like to talk about my pay."),
        ("", ""),
    ):
        mail = EmailMessage()
        mail["From"], mail["Subject"] = "Ada <ada@example.org>", "Re: Your plan"
        mail.set_content(f"{own}\n\n> Ada, this is your plan.\n")
        mail.add_attachment("The page", filename="ada-form.md")
        page, unread = page_in(mail.as_bytes(), "reply.eml", lambda text: text.startswith("The page"))
        assert page.startswith("The page") and unread == [
            f"the mail’s own words were not read, since the page is attached to it: “{said}”" for _ in range(bool(said))
        ]
