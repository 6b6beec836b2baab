"""Every kind of edit in every kind of file: the lines that are meant change, and not a byte besides.

The lines that are edited are the same in every file; what differs is all that stands around them.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable

import pytest

from cap.edit.apply import Append, Edit, Put, Remove, Rename, apply
from cap.plan.read import read

LINES = """\
name: Ada
stage: draft
next:
motivations: [impact, skills]
interests:
  - Teaching
  - Maps
topics:
  - {topic: Nights, by: ada}
rolle: Nurse
"""

DAY = datetime.date(2026, 11, 22)

# What is edited: the edits, the lines that are there, and the lines that belong there.
EDITS: dict[str, tuple[list[Edit], str, str]] = {
    "replace a scalar": ([Put(("stage",), "agreed")], "stage: draft", "stage: agreed"),
    "fill a blank": ([Put(("next",), DAY)], "next:", "next: 2026-11-22"),
    "insert a key": ([Put(("direction",), "up")], "stage: draft\n", "stage: draft\ndirection: up\n"),
    "replace an entry": ([Put(("interests", 0), "C# and F#")], "  - Teaching", "  - C# and F#"),
    "replace a list": ([Put(("motivations",), ["money", "skills"])], "[impact, skills]", "[money, skills]"),
    "append to brackets": ([Append(("motivations",), "a bit")], "[impact, skills]", "[impact, skills, a bit]"),
    "append a text": ([Append(("interests",), "Two\nlines")], "  - Maps\n", '  - Maps\n  - "Two\\nlines"\n'),
    "append an item": (
        [Append(("topics",), {"topic": "Pay", "date": DAY})],
        "  - {topic: Nights, by: ada}\n",
        "  - {topic: Nights, by: ada}\n  - {topic: Pay, date: 2026-11-22}\n",
    ),
    "make a list": ([Append(("themes",), "Growing")], "  - Maps\n", "  - Maps\nthemes:\n  - Growing\n"),
    "take a key out": ([Remove(("stage",))], "stage: draft\n", ""),
    "take entries out": ([Remove(("interests", 1)), Remove(("motivations", 0))], "impact, skills]", "skills]"),
    "rename a key": ([Rename(("rolle",), "role")], "rolle: Nurse", "role: Nurse"),
    "several at once": ([Put(("stage",), "agreed"), Put(("topics", 0, "status"), "done")], "stage: draft", "stage: agreed"),
}  # fmt: skip
# What the edits above change besides.
ALSO = {
    "take entries out": ("  - Maps\n", ""),
    "several at once": ("  - {topic: Nights, by: ada}", "  - {topic: Nights, by: ada, status: done}"),
}


def fenced(front: str, body: str = "\n# Ada\n") -> bytes:
    return f"---\n{front}---\n{body}".encode()


def before(text: str) -> Callable[[], bytes]:
    return lambda: fenced(text + LINES)


def after(text: str) -> Callable[[], bytes]:
    return lambda: fenced(LINES + text)


def with_body(body: bytes) -> Callable[[], bytes]:
    return lambda: fenced(LINES, "") + body


def between(text: str) -> Callable[[], bytes]:
    """`text` after every top-level line and its list."""
    lines = LINES.replace("\n", "\n\0").replace("\n\0  ", "\n  ").replace("\0", text)
    return lambda: fenced(lines)


SURROUNDINGS: dict[str, Callable[[], bytes]] = {
    "nothing special": lambda: fenced(LINES),
    "CRLF": lambda: fenced(LINES).replace(b"\n", b"\r\n"),
    "CRLF in the body alone": with_body(b"\r\ntext\r\n"),
    "a byte order mark": lambda: b"\xef\xbb\xbf" + fenced(LINES),
    "no body, no final newline": lambda: fenced(LINES, "")[:-1],
    "a body without a final newline": with_body(b"text"),
    "dots as the end fence": lambda: fenced(LINES).replace(b"\n---\n", b"\n...\n"),
    "blanks after the fences": lambda: fenced(LINES).replace(b"---\n", b"--- \t\n"),
    "trailing blanks and hard breaks in the body": with_body(b"a  \nb\\\n   \n\t\n\n\n"),
    "rules and setext underlines in the body": with_body(b"A\n---\n\n---\n\nB\n===\n***\n"),
    "a fake second front matter in the body": with_body(b"\n---\nname: Bob\nstage: paused\n---\n"),
    "a body that is not UTF-8": with_body(b"\xff\xfe\x00 caf\xe9 \xed\xa0\x80 \x1b[2J \r lone\r"),
    "half a conflict in the body": with_body(b"<<<<<<< quoted\n"),
    "comments at every level": between("# one\n   # odd indentation\n\n#two\n"),
    "empty and blank lines": between("\n   \n"),
    "comments first and last": lambda: fenced(f"# yaml-language-server: $schema=a.json\n\n{LINES}  # last\n#\n"),
    "a rule between fences in a block of text": before("x-note: |\n  one\n  ---\n  ...\n  two\n"),
    "literal blocks of every kind": before("x-a: |\n  t\n\nx-b: |-\n  t\n\n\nx-c: |+\n  t\n\nx-d: |2\n    t\nx-e: |1-  # why\n  t\n"),
    "folded blocks of every kind": after("x-a: >\n  t\n  u\n\n   v\nx-b: >-\n  t\n\n\nx-d: >2\n    t\nx-e: >-1\n  t\nx-c: >+\n  t\n\n\n"),
    "lines far over 80 columns": before(f"x-long: {'word ' * 400}end\nx-quoted: '{'word ' * 400}'\n"),
    "quoting of every kind": after("\"x-a\": 'it''s'\n'x-b': \"a\\\"b\\\n  c\"\nx-c: \"\\x41\\u00e9\\U0001F600\\e\"\n"),
    "scalars over several lines": before("x-a: one\n  two\n\n  three # four\nx-b: 'one\n\n  two'\nx-c: \"one \\\n  two\"\n"),
    "brackets over several lines": after("x-a: [\n  one,   # first\n# odd\n  two, # second\n]\nx-b: {a: 1,\n b: [],\n}\n"),
    "anchors, aliases and a merge": before("x-a: &a {k: &b v}\nx-b: *a\nx-c:\n  <<: *a\n  l: *b\nx-d: [*b, *b]\n"),
    "tags": after("x-a: !!str 5\nx-b: !mine {a: 1}\nx-c: !!set {a, b}\nx-d: !<tag:x.org,2000:y> z\n"),
    "duplicate keys": after("manager: a\nmanager: b\nx-a: {b: 1, b: 2}\n"),
    "impossible dates and timestamps": after("started: 2026-02-30\nx-t: 2026-01-01T10:00:00+02:00\nx-u: 2026-01-01 10:00:00 Z\n"),
    "what YAML 1.1 read otherwise": before("x-a: [no, on, y, 0o17, 017, 1_000, 1e3, 12:30, .inf, ~]\nx-b: {no: on, y: n, null: ~}\n"),
    "keys that are no words": after("x-a: {1: a, 2026-01-01: b, true: c, [x]: d, [y]: , z}\n? x-b\n: value\n? x-c\nx-d :  v\n1: a\ncontent: c\n"),
    "a null where a list is meant": after("goals: ~\nskills: null\nvisions: []  # none\nstrengths:  # none yet\n"),
    "values of the wrong shape": after("goals: text\nskills: [1, {skill: [x]}]\nmanager: {a: b}\ncadence: often\n"),
    "emoji, CJK and right-to-left": before("x-é: 👩‍👩‍👧‍👦 漢字 עברית\nx-e\u0301: {漢: 'שלום', 😀: e\u0301}\n"),
    "blanks that are none": before("x-a: a\u00a0b\u200bc\u3000d\nx-b: '\u00a0'\nx-c: \u202eabc\u2066 # \u00a0\n"),
    "odd line separators": before('x-a: "a\u2028b"  # \u2029\nx-b: \'c\u2029d\'\nx-c: "e\u0085f"\n'),
    "tabs between tokens": after("x-a:\tb\t# c\nx-b: [a,\tb]\t\nx-c:\t\n"),
    "escapes for a terminal": before('x-a: "\\e[2J\\x1b[0m"\nx-b: "\\0\\a\\N\\_\\L\\P"\n'),
    "nesting almost too deep": before(f"x-a: {'[' * 60}{']' * 60}\nx-b: {'{a: ' * 60}b{'}' * 60}\n"),
    "many values": after("x-a: [" + "1, " * 500 + "1]\n"),
    "lists that are not indented": after("x-a:\n- b\n- c:\n  - d\n  -   e\n"),
    "a long body": with_body(b"line of text\n" * 800_000),
}  # fmt: skip


@pytest.mark.parametrize("surrounding", SURROUNDINGS)
def test_not_a_byte_changes_but_the_lines_that_are_meant(surrounding: str) -> None:
    raw = SURROUNDINGS[surrounding]()
    end = b"\r\n" if raw.count(b"\r\n") > 5 and b"name: Ada\r\n" in raw else b"\n"
    assert read(raw).plan
    for name, (edits, old, new) in EDITS.items():
        expected = raw
        for there, then in ((old, new), ALSO.get(name, ("", ""))):
            there_bytes, then_bytes = (text.encode().replace(b"\n", end) for text in (there, then))
            assert there_bytes in expected
            expected = expected.replace(there_bytes, then_bytes, 1)
        if surrounding == "a long body" and name != "append an item":
            continue
        assert apply(raw, edits) == expected, name


def test_the_first_line_ends_like_the_fence_above_it() -> None:
    for end in (b"\n", b"\r\n"):
        raw = b"---\n---\n\nAda\n".replace(b"\n", end)
        assert apply(raw, [Put(("name",), "Ada")]) == raw.replace(b"---", b"---" + end + b"name: Ada", 1)
