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


# What stands where the fence belongs, and a piece of what is said about it.
INSTEAD = {
    "UTF-16": ("\ufeff---\n".encode("utf-16-le"), "UTF-16"),
    "UTF-16, the other way round": ("\ufeff---\n".encode("utf-16-be"), "UTF-16"),
    "nothing": (b"", "empty"),
    "blanks": (b" \t\r\n\n", "empty"),
    "a byte order mark": (b"\xef\xbb\xbf", "empty"),
    "old Mac line ends": (b"---\rname: Ada\r---\r", "old Macs"),
    "old Mac line ends and others": (b"---\rname: Ada\n---\n", "more than `---`"),
    "four dashes": (b"---- \nname: Ada\n---\n", "too many dashes"),
    "four dashes, indented": (b" ----\nname: Ada\n", "no front matter"),
    "a word after the dashes": (b"--- yaml\nname: Ada\n---\n", "more than `---`"),
    "blanks before the dashes": (b"\t --- \r\nname: Ada\n---\n", "indented"),
    "TOML": (b" +++ \r\nname = 1\n+++\n", "TOML"),
    "empty lines": (b"\n \n---\nname: Ada\n---\n", "opens on line 3"),
    "a comment": (b"  # plan\n--- \r\nname: Ada\n---\n", "opens on line 2"),
    "a directive": (b"\t%YAML 1.2\n---\nname: Ada\n---\n", "opens on line 2"),
    "text right above the fence": (b"# plan\nAda\n---\nname: Ada\n---\n", "opens on line 3"),
    "bytes that are not UTF-8": (b"\xff Ada\n---\nname: Ada\n", "no front matter"),
    "text": (b"Ada\n---\nname: Ada\n", "no front matter"),
    "an indented fence below a comment": (b"# plan\n ---\nname: Ada\n---\n", "no front matter"),
}


@pytest.mark.parametrize(("raw", "said"), INSTEAD.values(), ids=INSTEAD.keys())
def test_what_stands_in_place_of_a_fence_is_named(raw: bytes, said: str) -> None:
    miss = cut(raw)
    assert isinstance(miss, Miss)
    assert said in miss.message
    assert miss.span.line == miss.span.end_line == 1


@pytest.mark.parametrize("end", [b"\n", b"\r\n"], ids=["LF", "CRLF"])
def test_the_line_that_stands_there_is_shown_without_its_end(end: bytes) -> None:
    miss = cut(b"+++ " + end)
    assert isinstance(miss, Miss)
    assert miss.span == (1, 1, 1, 5)


def test_an_unclosed_front_matter_is_shown_at_its_fence() -> None:
    for raw in (b"---", b"---\n", b"---\nname: Ada\n --- \n", b"---\nname: Ada\n---x\n"):
        miss = cut(raw)
        assert isinstance(miss, Miss)
        assert "never closed" in miss.message


def test_front_matter_may_be_one_mebibyte_and_no_more() -> None:
    text = "name: Ada\n#"
    largest = f"---\n{text.ljust(LIMIT - 1, '#')}\n---\n".encode()
    assert read(largest).problems == ()
    (problem,) = read(largest.replace(b"#\n", b"##\n")).problems
    assert (problem.rule, problem.span) == ("unreadable", (1, 1, 1, 4))
    assert problem.message == "the front matter is over 1 MiB"
