"""The fences are cut on bytes, in every form that is legal, and the body is never touched."""

from __future__ import annotations

import pytest
from hypothesis import given

from cap.plan.fences import LIMIT, Fences, Miss, cut
from cap.plan.read import read
from tests.plans_strategy import Written, examples, plans


@examples(100)
@given(plans())
def test_the_front_matter_is_what_stands_between_the_fences(written: Written) -> None:
    fences = cut(written.raw)
    assert isinstance(fences, Fences)
    assert written.raw[fences.start : fences.end].decode().replace("\r\n", "\n") == written.text
    assert read(written.raw).body == written.raw[fences.body :]


FORMS = {
    "LF": (b"---\nname: Ada\n---\nbody", b"name: Ada\n", b"body"),
    "CRLF": (b"---\r\nname: Ada\r\n---\r\nbody\r\n", b"name: Ada\r\n", b"body\r\n"),
    "mixed line ends": (b"---\r\nname: Ada\n---\r\nbody", b"name: Ada\n", b"body"),
    "a byte order mark": (b"\xef\xbb\xbf---\nname: Ada\n---\n", b"name: Ada\n", b""),
    "blanks after the fences": (b"--- \t\nname: Ada\n---\t \nbody", b"name: Ada\n", b"body"),
    "dots at the end": (b"---\nname: Ada\n...\nbody\n---\n", b"name: Ada\n", b"body\n---\n"),
    "no final line end": (b"---\nname: Ada\n---", b"name: Ada\n", b""),
    "rules in the body": (b"---\nname: Ada\n---\n\n---\nx: y\n---\n", b"name: Ada\n", b"\n---\nx: y\n---\n"),
    "a body that is no text": (b"---\nname: Ada\n---\n\xff\x00\xfe", b"name: Ada\n", b"\xff\x00\xfe"),
    "a longer rule inside a text": (b"---\nname: |\n  a\n  ---\n----\n---\n", b"name: |\n  a\n  ---\n----\n", b""),
    "nothing between": (b"---\n---\n", b"", b""),
    "conflict marks out of order": (b"---\n---\n>>>>>>> a\n=======\n<<<<<<< b\n", b"", b">>>>>>> a\n=======\n<<<<<<< b\n"),
    "an underlined heading": (b"---\n---\nAda\n=======\n", b"", b"Ada\n=======\n"),
    "conflict marks that are indented": (
        b"---\n---\n <<<<<<< a\n =======\n >>>>>>> b\n",
        b"",
        b" <<<<<<< a\n =======\n >>>>>>> b\n",
    ),
}


@pytest.mark.parametrize(("raw", "front", "body"), FORMS.values(), ids=FORMS.keys())
def test_every_legal_form_of_fences_is_found(raw: bytes, front: bytes, body: bytes) -> None:
    fences = cut(raw)
    assert isinstance(fences, Fences)
    assert (raw[fences.start : fences.end], raw[fences.body :]) == (front, body)


@pytest.mark.parametrize("end", [b"\n", b"\r\n"], ids=["LF", "CRLF"])
def test_a_conflict_is_reported_on_its_first_line_wherever_it_is(end: bytes) -> None:
    conflict = b"<<<<<<< ours\na\n||||||| base\nb\n=======\nc\n>>>>>>> theirs\n"
    for raw in (conflict + b"---\n---\n", b"---\n" + conflict + b"---\n", b"---\n---\n\n" + conflict):
        miss = cut(raw.replace(b"\n", end))
        assert isinstance(miss, Miss)
        assert (miss.rule, miss.span.line) == ("merge-conflict", raw[: raw.index(b"<")].count(b"\n") + 1)


def test_front_matter_may_be_one_mebibyte_and_no_more() -> None:
    text = "name: Ada\n#"
    largest = f"---\n{text.ljust(LIMIT - 1, '#')}\n---\n".encode()
    assert read(largest).problems == ()
    (problem,) = read(largest.replace(b"#\n", b"##\n")).problems
    assert (problem.rule, problem.span) == ("unreadable", (1, 1, 1, 4))
    assert problem.message == "the front matter is over 1 MiB"
