"""What is written looks like its neighbours: the exact lines, for every style that people use."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from textwrap import dedent

import pytest

from cap.edit.apply import Append, Edit, Put, Remove, Rename, Value, apply

DAY = datetime.date(2026, 11, 22)
RATING: dict[str, Value] = {"date": DAY, "rating": 6}
ACTION: dict[str, Value] = {"action": "Lead the stand-up", "due": DAY, "with": ["Tom", "Ann"]}

# What it shows, the edits, the lines before, the lines after.
CASES: list[tuple[str, list[Edit], str, str]] = []


def case(name: str, edits: Edit | list[Edit], before: str, after: str) -> None:
    CASES.append((name, edits if isinstance(edits, list) else [edits], dedent(before).lstrip("\n"), dedent(after).lstrip("\n")))


# ---- one scalar

for typed, written in (
    ("Bo", "Ada"),
    ("'Bo'", "'Ada'"),
    ('"Bo"', '"Ada"'),
    ('"B\\\n  o"', '"Ada"'),
    ("B\n  o", "Ada"),
    ("&n Bo", "&n Ada"),
):
    case(
        f"{typed!r} keeps its quotes and its comment",
        Put(("name",), "Ada"),
        f"name: {typed}   # full\n",
        f"name: {written}   # full\n",
    )
case(
    "the same value changes nothing",
    [Put(("name",), "Ada"), Put(("next",), DAY)],
    "name: 'Ada'\nnext:   2026-11-22\n",
    "name: 'Ada'\nnext:   2026-11-22\n",
)
for typed, text in (("B\n  o", "B o"), ("'it''s'", "it's"), ('"\\x42o"', "Bo")):
    case(f"{typed!r} says {text!r} already", Put(("name",), text), f"name: {typed}\n", f"name: {typed}\n")
case(
    "brackets in a text on a line of its own",
    Put(("role",), "Cook, [baker]"),
    "name: A\nrole: x\n",
    "name: A\nrole: Cook, [baker]\n",
)
case(
    "a number in quotes loses them",
    Put(("strengths", 0, "rating"), 4),
    'name: A\nstrengths: [{skill: Ink, rating: "4"}]\n',
    "name: A\nstrengths: [{skill: Ink, rating: 4}]\n",
)
for said, answer in ((True, "yes"), (False, "no")):
    for there in ("", ", mentor: no", ", mentor: yes"):
        case(
            f"`{answer}` is said in {there!r}",
            Put(("strengths", 0, "mentor"), said),
            f"name: A\nstrengths: [{{skill: Ink{there}}}]\n",
            f"name: A\nstrengths: [{{skill: Ink, mentor: {answer}}}]\n",
        )
for blank, written in (("", '""'), (" ", '" "'), ("\n", '"\\n"'), ("\t", '"\\t"')):
    case(f"{blank!r} in place of text", Put(("role",), blank), "name: A\nrole: Cook\n", f"name: A\nrole: {written}\n")
case("a date in quotes keeps them", Put(("next",), DAY), "name: A\nnext: '2026-01-01'\n", "name: A\nnext: '2026-11-22'\n")
case(
    "a word is mended",
    [Put(("stage",), "draft"), Put(("next",), datetime.date(2026, 3, 1))],
    "name: A\nstage: Draft # new\nnext: 2026/3/1\n",
    "name: A\nstage: draft # new\nnext: 2026-03-01\n",
)
case(
    "text in brackets is quoted where it must be",
    Put(("topics", 0, "topic"), "Pay, nights"),
    "name: A\ntopics:\n  - {topic: Pay}\n",
    'name: A\ntopics:\n  - {topic: "Pay, nights"}\n',
)
case("a key with a blank before its colon", Put(("role",), "Nurse"), "name: A\nrole : Cook\n", "name: A\nrole : Nurse\n")
case("a key in quotes", Put(("role",), "Nurse"), "name: A\n'role': Cook\n", "name: A\n'role': Nurse\n")
case("a key after a question mark", Put(("role",), "Nurse"), "name: A\n? role\n: Cook\n", "name: A\n? role\n: Nurse\n")
case(
    "a value on the next line",
    Put(("role",), "Nurse"),
    "name: A\nrole:\n  # what they do\n  Cook\n",
    "name: A\nrole:\n  # what they do\n  Nurse\n",
)
case(
    "a plan in brackets",
    [Put(("stage",), "agreed"), Put(("next",), DAY)],
    "{name: A, stage: draft}\n",
    "{name: A, stage: agreed, next: 2026-11-22}\n",
)
case(
    "an anchor that is used nowhere stays",
    Put(("interests",), ["b"]),
    "name: A\ninterests: &i\n  - a\n",
    "name: A\ninterests: &i\n  - b\n",
)
case(
    "one text where a list may stand is entry 0",
    Put(("direction", 0), "across"),
    "name: A\ndirection: up # and on\n",
    "name: A\ndirection: across # and on\n",
)

case(
    "one text of an item where a list may stand is entry 0",
    Put(("skills", 0, "goal", 0), "b"),
    "name: A\ngoals: [{goal: x, id: a}, {goal: y, id: b}]\nskills: [{skill: Ink, goal: a}]\n",
    "name: A\ngoals: [{goal: x, id: a}, {goal: y, id: b}]\nskills: [{skill: Ink, goal: b}]\n",
)
case(
    "an anchor on the whole plan stays",
    [Put(("name",), "B"), Put(("role",), "Cook")],
    "&plan\nname: A\n",
    "&plan\nname: B\nrole: Cook\n",
)

# ---- a blank

for blank in ("", " ", " ~", " null", " Null", " ''", ' ""', "   "):
    quote = blank.strip()[:1] if "'" in blank or '"' in blank else ""
    case(
        f"`next:{blank}` is filled",
        Put(("role",), "Cook"),
        f"name: A\nrole:{blank}\nstage: draft\n",
        f"name: A\nrole: {quote}Cook{quote}\nstage: draft\n",
    )
case(
    "a blank before a comment is filled, and the comment stays",
    Put(("next",), DAY),
    "name: A\nnext:   # the talk\n",
    "name: A\nnext: 2026-11-22   # the talk\n",
)
case(
    "a blank with an anchor is filled",
    [Put(("x-a",), "b"), Put(("themes",), ["c"])],
    "name: A\nx-a: &k\nthemes: &t  # all\nrole: Cook\n",
    "name: A\nx-a: &k b\nthemes: &t [c]  # all\nrole: Cook\n",
)
case(
    "a null before a comment is filled",
    Put(("next",), DAY),
    "name: A\nnext: ~  # the talk\n",
    "name: A\nnext: 2026-11-22  # the talk\n",
)
case(
    "a blank in brackets is filled",
    Put(("topics", 0, "by"), "A, B"),
    "name: A\ntopics: [{topic: Pay, by: }]\n",
    'name: A\ntopics: [{topic: Pay, by: "A, B"}]\n',
)
case(
    "a blank is filled in its column",
    Put(("next",), DAY),
    "name:    A\nrole:    Cook\nnext:\n",
    "name:    A\nrole:    Cook\nnext:    2026-11-22\n",
)
case(
    "a blank among quoted texts gets quotes",
    [Put(("role",), "Cook"), Put(("next",), DAY)],
    'name: "A"\nrole:\nnext:\n',
    'name: "A"\nrole: "Cook"\nnext: 2026-11-22\n',
)
case(
    "a blank list becomes a list in brackets",
    Put(("themes",), ["a", "b, c"]),
    "name: A\nthemes:  # found\n",
    'name: A\nthemes: [a, "b, c"]  # found\n',
)
case(
    "a blank list entry is filled",
    Put(("themes", 1), "b"),
    "name: A\nthemes:\n  - a\n  -\n  - c\n",
    "name: A\nthemes:\n  - a\n  - b\n  - c\n",
)
case(
    "a blank list entry among quoted ones gets quotes",
    Put(("themes", 1), "b"),
    "name: A\nthemes:\n  - 'a'\n  -\n  - 'c'\n",
    "name: A\nthemes:\n  - 'a'\n  - 'b'\n  - 'c'\n",
)
case(
    "brackets in a text in place of a blank",
    Put(("role",), "Cook, [baker]"),
    "name: A\nrole:\n",
    "name: A\nrole: Cook, [baker]\n",
)
case(
    "words go on lines below a blank when other lists of words do, and into brackets that are there",
    [Append(("interests",), "a"), Append(("improve",), "b")],
    "name: A\ninterests:\nimprove: []\nthemes:\n  - t\n",
    "name: A\ninterests:\n  - a\nimprove: [b]\nthemes:\n  - t\n",
)
case(
    "a list below a blank lies like another list of its item",
    [Append(("skills", 0, "actions", 0, "with"), "Tom"), Append(("skills", 1, "actions"), {"action": "z"})],
    """
    name: A
    skills:
      - skill: Ink
        actions:
          - action: Draw
            was:
            - 2026-01-01
            x-a: {k: [1, 2]}
            with:
      - skill: Oil
        ways:
        - w
        actions:
    """,
    """
    name: A
    skills:
      - skill: Ink
        actions:
          - action: Draw
            was:
            - 2026-01-01
            x-a: {k: [1, 2]}
            with:
            - Tom
      - skill: Oil
        ways:
        - w
        actions:
        - action: z
    """,
)
case(
    "a list below a blank lies like the next one of its name",
    Append(("skills", 1, "actions"), {"action": "z"}),
    """
    name: A
    skills:
      - skill: Ink
        actions:
          - {action: Draw}
        ways:
        - w
      - skill: Oil
        actions:
    themes: [t]
    """,
    """
    name: A
    skills:
      - skill: Ink
        actions:
          - {action: Draw}
        ways:
        - w
      - skill: Oil
        actions:
          - {action: z}
    themes: [t]
    """,
)
case(
    "items go into brackets when those of the same name are in brackets",
    Append(("skills", 1, "actions"), {"action": "z"}),
    "name: A\nskills:\n- skill: Ink\n  actions: [{action: x}]\n- skill: Oil\n  actions:\n",
    "name: A\nskills:\n- skill: Ink\n  actions: [{action: x}]\n- skill: Oil\n  actions: [{action: z}]\n",
)
for there, after in (("' '", "['a']"), ('"\\t"', '["\\t", "a"]'), ("'X'", "['X', 'a']"), ("''", "['a']")):
    case(f"{there!r} gets another", Append(("themes",), "a"), f"name: A\nthemes: {there}\n", f"name: A\nthemes: {after}\n")
case("empty brackets are filled", Append(("themes",), "a"), "name: A\nthemes: [ ]  # none\n", "name: A\nthemes: [a]  # none\n")
case(
    "empty brackets with a comment in them are filled",
    Append(("themes",), "a"),
    "name: A\nthemes: [\n  # none\n]\n",
    "name: A\nthemes: [a\n  # none\n]\n",
)
for blank in ("", " []", " ~", " [ ]"):
    case(
        f"items go below `topics:{blank}`",
        Append(("topics",), {"topic": "Pay"}),
        f"name: A\ntopics:{blank}  # open\nx-a: b\n",
        "name: A\ntopics:  # open\n  - {topic: Pay}\nx-a: b\n",
    )
case(
    "items go below the hints of a form",
    Append(("goals",), {"goal": "Lead", "due": DAY}),
    """
    name: A
    goals:
      # - goal: what they want
      #   due: by when

    # ---- skills
    skills:
    """,
    """
    name: A
    goals:
      # - goal: what they want
      #   due: by when
      - goal: Lead
        due: 2026-11-22

    # ---- skills
    skills:
    """,
)
case("a front matter with nothing in it is filled", Put(("name",), "Ada"), "", "name: Ada\n")
case("a front matter of comments is filled", Put(("name",), "Ada"), "# who\n\n", "# who\n\nname: Ada\n")
case("a front matter of comments with other line ends", Put(("name",), "Ada"), "# who\r\n", "# who\r\nname: Ada\r\n")

# ---- a new key

case(
    "a key goes after the last one that comes before it in the format",
    Put(("stage",), "draft"),
    "manager: B\nname: A\nnext:\n",
    "manager: B\nstage: draft\nname: A\nnext:\n",
)
case("the format goes after the name", Put(("format",), 1), "name: A\nrole: Cook\n", "name: A\nformat: 1\nrole: Cook\n")
case(
    "a link goes after the note of progress",
    Put(("skills", 0, "actions", 0, "progress", 0, "link"), "a.org"),
    "name: A\nskills: [{skill: b, actions: [{action: c, progress: [{date: 2026-01-01, note: d, x-e: f}]}]}]\n",
    "name: A\nskills: [{skill: b, actions: [{action: c, progress: [{date: 2026-01-01, note: d, link: a.org, x-e: f}]}]}]\n",
)
case(
    "a key that the format does not know goes to the end",
    Put(("x-team",), "Red"),
    "name: A\nrole: Cook\n",
    "name: A\nrole: Cook\nx-team: Red\n",
)
case(
    "a new id follows the name of its item",
    Put(("goals", 0, "id"), "lead"),
    "name: A\ngoals:\n  - goal: Lead\n    due: 2026-01-01\n",
    "name: A\ngoals:\n  - goal: Lead\n    id: lead\n    due: 2026-01-01\n",
)
case(
    "a status goes before the notes of progress",
    [Put(("skills", 0, "actions", 0, "status"), "done"), Put(("skills", 0, "actions", 0, "done"), DAY)],
    """
    name: A
    skills:
    - skill: Ink
      actions:
      - action: Draw   # daily
        progress:
        - {date: 2026-01-01, note: x}
    """,
    """
    name: A
    skills:
    - skill: Ink
      actions:
      - action: Draw   # daily
        status: done
        done: 2026-11-22
        progress:
        - {date: 2026-01-01, note: x}
    """,
)
case(
    "a key goes in brackets with its item",
    Put(("topics", 0, "status"), "done"),
    "name: A\ntopics: [{topic: Pay, note: x}]\n",
    "name: A\ntopics: [{topic: Pay, status: done, note: x}]\n",
)
case(
    "quoted keys have quoted neighbours",
    Put(("role",), "Cook"),
    '"name": "A"\n"stage": "draft"\n',
    '"name": "A"\n"role": "Cook"\n"stage": "draft"\n',
)
case(
    "values in a column get another",
    Put(("role",), "Cook"),
    "name:     A\nmanager:  B\n",
    "name:     A\nrole:     Cook\nmanager:  B\n",
)
for before, line in (
    ("name:     A\nrole:\n  C\nmanager:  B\n", "stage:    draft"),
    ("name:  A\nrole:  C\n", "stage: draft"),
    ("name:   A\nrole:   C\n", "stage:  draft"),
    ("name:   A\n", "stage: draft"),
    ("name:   A\nrole:  C\n", "stage: draft"),
    ("name: |-\n  A\n", "stage: draft"),
    ("name: 'A'\nstarted: 2026-01-01\n", "stage: 'draft'"),
    ("name: 'A'\nrole: C\n", "stage: draft"),
    ("name: 'A'\nrole: \"C\"\n", "stage: draft"),
):
    case(f"{line!r} goes below {before!r}", Put(("stage",), "draft"), before, f"{before}{line}\n")
case(
    "values in a column get another in an item",
    Put(("topics", 0, "note"), "x"),
    "name: A\ntopics:\n- topic:  Pay\n  by:     ada\n",
    "name: A\ntopics:\n- topic:  Pay\n  by:     ada\n  note:   x\n",
)
case(
    "a key goes below a text over several lines",
    Put(("role",), "Cook"),
    "name: A\n  B\nstage: draft\n",
    "name: A\n  B\nrole: Cook\nstage: draft\n",
)
for mark in ("|", ">-", "|2", "|  # one + one"):
    case(
        f"a key goes below a block of text, `{mark}`",
        Put(("goals", 0, "due"), DAY),
        f"name: A\ngoals:\n- goal: Lead\n  measure: {mark}\n    1 + 1\n\n    two\n\n# next\n",
        f"name: A\ngoals:\n- goal: Lead\n  measure: {mark}\n    1 + 1\n\n    two\n  due: 2026-11-22\n\n# next\n",
    )
for mark in ("|+", ">+", "|2+"):
    case(
        f"a key goes below a block of text that keeps its empty lines, `{mark}`",
        Put(("goals", 0, "due"), DAY),
        f"name: A\ngoals:\n- goal: Lead\n  measure: {mark}\n    one\n\n# next\n",
        f"name: A\ngoals:\n- goal: Lead\n  measure: {mark}\n    one\n\n  due: 2026-11-22\n# next\n",
    )
for mark in "|>":
    case(
        f"a block of text goes, `{mark}`, and what looks like a comment in it",
        Remove(("x-a",)),
        f"name: A\nx-a: {mark}\n  one # two\n# next\nrole: Cook\n",
        "name: A\n# next\nrole: Cook\n",
    )
case(
    "a key keeps off the comment of what follows",
    Put(("role",), "Cook"),
    "name: A  # full\n# now\n\nstage: draft\n",
    "name: A  # full\nrole: Cook\n# now\n\nstage: draft\n",
)
case(
    "a comment that silences a rule stays with its line",
    Put(("skills", 0, "target"), 7),
    "name: A\nskills:\n  - skill: a\n    rating: 5\n    # cap: ignore[skill-target] soon\n  - skill: b\n",
    "name: A\nskills:\n  - skill: a\n    rating: 5\n    target: 7\n    # cap: ignore[skill-target] soon\n  - skill: b\n",
)
case(
    "a plan that is indented", Put(("role",), "Cook"), "  name: A\n  stage: draft\n", "  name: A\n  role: Cook\n  stage: draft\n"
)
case(
    "a named item becomes one with keys",
    Put(("visions", 1, "where"), "outside"),
    "name: A\nvisions:\n  - Sea\n  - Farm, own  # or hers\n",
    'name: A\nvisions:\n  - Sea\n  - {vision: "Farm, own", where: outside}  # or hers\n',
)
case(
    "mixed line ends: each new line ends like the one above it",
    [Put(("role",), "Cook"), Put(("next",), DAY), Append(("topics",), {"topic": "Pay"})],
    "name: A\r\nstage: draft\ntopics:\r\n",
    "name: A\r\nrole: Cook\r\nstage: draft\nnext: 2026-11-22\ntopics:\r\n  - {topic: Pay}\r\n",
)

case("a key of a list in a front matter with nothing in it", Append(("visions",), "Sea"), "", "visions:\n  - Sea\n")
case(
    "a key in brackets is written like those beside it",
    [Put(("topics", 0, "by"), "A, B"), Put(("topics", 1, "by"), "A, B")],
    "name: A\ntopics: [{'topic': 'Pay'}, {topic: Home}]\n",
    "name: A\ntopics: [{'topic': 'Pay', 'by': 'A, B'}, {topic: Home, by: 'A, B'}]\n",
)
case(
    "a new list in an item lies like another list of that item",
    Append(("skills", 0, "actions"), {"action": "x"}),
    "name: A\nskills:\n  - skill: Ink\n    ways:\n    - way: w\n      pros:\n        - p\n",
    "name: A\nskills:\n  - skill: Ink\n    ways:\n    - way: w\n      pros:\n        - p\n    actions:\n    - action: x\n",
)

FORM = """\
name: A
x-a: b
#role: what they do
#  more on it
#manager: who it is
# - one
# - two
# cap: ignore[some-rule]
stage: draft
#next: the next talk
topics:
- topic: t
#started: since when
- topic: u
#by: who
"""
for key, line, below in (
    ("role", "role: x", "#  more on it\n"),
    ("manager", "manager: x", "# - two\n"),
    ("next", "next: 2026-11-22", "#next: the next talk\n"),
    ("started", "started: 2026-11-22", "name: A\n"),  # what is shown inside a list is no place for a key
):
    value: Value = DAY if "2026" in line else "x"
    case(f"`{key}` goes where a form shows it", Put((key,), value), FORM, FORM.replace(below, f"{below}{line}\n"))
case(
    "what a form shows above its first key is no place for a key",
    Put(("role",), "x"),
    "#role: what they do\nname: A\nstage: draft\n",
    "#role: what they do\nname: A\nrole: x\nstage: draft\n",
)
case(
    "what a form shows is no place for a key of an item",
    Put(("topics", 0, "by"), "x"),
    FORM,
    FORM.replace("- topic: t\n", "- topic: t\n  by: x\n"),
)

# ---- a new entry

case(
    "an entry goes after the last one and its comment",
    Append(("themes",), "c"),
    "name: A\nthemes:\n  - a\n  - b  # why\n\n# what follows\nx-a: b\n",
    "name: A\nthemes:\n  - a\n  - b  # why\n  - c\n\n# what follows\nx-a: b\n",
)
case(
    "an entry goes after the comment below the last one",
    Append(("themes",), "c"),
    "name: A\nthemes:\n  - a\n    # more on a\n  # - b\n# what follows\n",
    "name: A\nthemes:\n  - a\n    # more on a\n  # - b\n  - c\n# what follows\n",
)
case(
    "entries of which some have quotes get another without",
    Append(("themes",), "c"),
    "name: A\nthemes: ['a', b]\n",
    "name: A\nthemes: ['a', b, c]\n",
)
for entries in ("'a', 'b'", '"a", "b"'):
    quote = entries[0]
    case(
        f"[{entries}] gets another in quotes",
        Append(("themes",), "c"),
        f"name: A\nthemes: [{entries}] # x\n",
        f"name: A\nthemes: [{entries}, {quote}c{quote}] # x\n",
    )
case(
    "entries in quotes get another",
    Append(("themes",), "c"),
    "name: A\nthemes:\n  - 'a'\n  - 'b'\n",
    "name: A\nthemes:\n  - 'a'\n  - 'b'\n  - 'c'\n",
)
case("a comma at the end stays there", Append(("themes",), "c"), "name: A\nthemes: [a, b, ]\n", "name: A\nthemes: [a, b, c, ]\n")
case(
    "brackets with a line for each entry",
    Append(("themes",), "c"),
    "name: A\nthemes: [\n  a,  # one\n  b,  # two\n]\n",
    "name: A\nthemes: [\n  a,  # one\n  b,  # two\n  c,\n]\n",
)
case(
    "brackets with a line for each entry and no last comma",
    Append(("themes",), "c"),
    "name: A\nthemes: [\n  a,\n  b   # two\n]\n",
    "name: A\nthemes: [\n  a,\n  b,   # two\n  c\n]\n",
)
case(
    "brackets that are closed on the line of the last entry",
    Append(("themes",), "c"),
    "name: A\nthemes: [a,  # one\n  b]\n",
    "name: A\nthemes: [a,  # one\n  b, c]\n",
)
for before, after in (
    ("[a]", '[a, "c, d"]'),
    ("[a,\n  b,\n]", '[a,\n  b,\n  "c, d",\n]'),
    ("[a, b\n  ]", '[a, b, "c, d"\n  ]'),
    ("[\n  a\n  # more\n]", '[\n  a, "c, d"\n  # more\n]'),
    ("[\n  a\n  ,\n]", '[\n  a, "c, d"\n  ,\n]'),
    ("[\n  a,\n  # more\n]", '[\n  a,\n  "c, d",\n  # more\n]'),
):
    case(f"{before!r} gets another", Append(("themes",), "c, d"), f"name: A\nthemes: {before}\n", f"name: A\nthemes: {after}\n")
case(
    "an entry goes before a comma on the next line",
    Put(("themes",), ["a", "x", "b"]),
    "name: A\nthemes: [\n  a  # one\n  , b\n]\n",
    "name: A\nthemes: [\n  a, x  # one\n  , b\n]\n",
)
case(
    "a key goes into brackets with nothing but a line end",
    Put(("x-a", "k"), 1),
    "name: A\nx-a: {\n}\n",
    "name: A\nx-a: {k: 1\n}\n",
)
case(
    "an entry goes before the comment of what follows in the same item",
    Append(("skills", 0, "ratings"), RATING),
    "name: A\nskills:\n- skill: a\n  ratings:\n  - {date: 2026-01-01, rating: 4}\n  # and now\n  actions:\n  - action: x\n",
    "name: A\nskills:\n- skill: a\n  ratings:\n  - {date: 2026-01-01, rating: 4}\n  - {date: 2026-11-22, rating: 6}\n  # and now\n  actions:\n  - action: x\n",
)
case(
    "a goal goes over several lines below a dash with nothing",
    Append(("goals",), {"goal": "Lead", "due": DAY}),
    "name: A\ngoals:\n  -\n",
    "name: A\ngoals:\n  -\n  - goal: Lead\n    due: 2026-11-22\n",
)
case(
    "mixed line ends in lists",
    [Append(("themes",), "b"), Append(("interests",), "b")],
    "name: A\nthemes:\r\n- a\r\ninterests: [\r\n  a,\r\n]\n",
    "name: A\nthemes:\r\n- a\r\n- b\r\ninterests: [\r\n  a,\r\n  b,\r\n]\n",
)
case(
    "keys in brackets over several lines",
    Put(("topics", 0, "by"), "ada"),
    "name: A\ntopics:\n  - {\n    topic: Pay,   # soon\n    status: todo\n  }\n",
    "name: A\ntopics:\n  - {\n    topic: Pay,   # soon\n    by: ada,\n    status: todo\n  }\n",
)
case(
    "blanks inside the brackets",
    Append(("topics",), {"topic": "Pay"}),
    "name: A\ntopics:\n  - { topic: Home, by: b }\n",
    "name: A\ntopics:\n  - { topic: Home, by: b }\n  - { topic: Pay }\n",
)
case(
    "items in brackets on one line, with blanks inside",
    Append(("conversations",), {"date": DAY}),
    "name: A\nconversations: [{ date: 2026-01-01 }]\n",
    "name: A\nconversations: [{ date: 2026-01-01 }, { date: 2026-11-22 }]\n",
)
case(
    "items in brackets on one line",
    Append(("conversations",), {"date": DAY}),
    "name: A\nconversations: [{date: 2026-01-01}]\n",
    "name: A\nconversations: [{date: 2026-01-01}, {date: 2026-11-22}]\n",
)
case(
    "one text becomes a list",
    Append(("skills", 0, "goal"), "b"),
    "name: A\ngoals: [{id: a, goal: x}, {id: b, goal: y}]\nskills:\n  - skill: Ink\n    goal: a   # first\n",
    "name: A\ngoals: [{id: a, goal: x}, {id: b, goal: y}]\nskills:\n  - skill: Ink\n    goal: [a, b]   # first\n",
)
case(
    "a text in quotes becomes a list",
    Append(("improve",), "Maps"),
    "name: A\nimprove: 'Talks, long'\n",
    "name: A\nimprove: ['Talks, long', 'Maps']\n",
)
case(
    "an alias before it is no matter",
    Append(("themes",), "c"),
    "name: &n A\nthemes: [b, *n]\n",
    "name: &n A\nthemes: [b, *n, c]\n",
)

for dash in ("", "  ", "    "):
    for gap in (" ", "   "):
        pad = " " * (len(dash) + 1 + len(gap))
        before = f"name: A\ntopics:\n{dash}-{gap}topic: Pay\n{pad}by: a   # who\nx-a: b\n"
        after = f"name: A\ntopics:\n{dash}-{gap}topic: Pay\n{pad}by: a   # who\n{dash}-{gap}topic: Home\n{pad}date: 2026-11-22\nx-a: b\n"
        case(f"items of several lines, {dash + '-' + gap!r}", Append(("topics",), {"topic": "Home", "date": DAY}), before, after)
case(
    "lists in a new item lie like those of its neighbours",
    Append(("skills", 0, "actions"), ACTION),
    """
    name: A
    skills:
    - skill: Ink
      actions:
        - action: Draw
          with:
          - Bo
        -
    """,
    """
    name: A
    skills:
    - skill: Ink
      actions:
        - action: Draw
          with:
          - Bo
        -
        - action: Lead the stand-up
          due: 2026-11-22
          with:
          - Tom
          - Ann
    """,
)
case(
    "the first list in an item lies like that of the item before",
    Append(("skills", 1, "ratings"), RATING),
    """
    name: A
    skills:
    - skill: Ink
      ratings:
        -   {date: 2026-01-01, rating: 4}
    - skill: Oil
    """,
    """
    name: A
    skills:
    - skill: Ink
      ratings:
        -   {date: 2026-01-01, rating: 4}
    - skill: Oil
      ratings:
        -   {date: 2026-11-22, rating: 6}
    """,
)
case(
    "lists at two indentations: the nearest counts",
    [Append(("topics",), {"topic": "Pay"}), Append(("conversations",), {"date": DAY})],
    "name: A\nthemes:\n- a\nvisions:\n    - b\n",
    "name: A\nthemes:\n- a\nvisions:\n    - b\ntopics:\n    - {topic: Pay}\nconversations:\n    - {date: 2026-11-22}\n",
)
case(
    "a first action is written over several lines",
    Append(("skills", 0, "actions"), ACTION),
    "name: A\nskills:\n  - skill: Ink\n",
    "name: A\nskills:\n  - skill: Ink\n    actions:\n      - action: Lead the stand-up\n        due: 2026-11-22\n        with: [Tom, Ann]\n",
)
case(
    "an action in brackets is followed by another",
    Append(("skills", 0, "actions"), ACTION),
    "name: A\nskills:\n  - skill: Ink\n    actions:\n      - {action: Draw, due: 2026-01-01}\n",
    "name: A\nskills:\n  - skill: Ink\n    actions:\n      - {action: Draw, due: 2026-01-01}\n      - {action: Lead the stand-up, due: 2026-11-22, with: [Tom, Ann]}\n",
)
case(
    "a first list goes in brackets with its item",
    Append(("skills", 0, "actions", 0, "progress"), {"date": DAY, "note": "x"}),
    "name: A\nskills: [{skill: Ink, actions: [{action: Draw}]}]\n",
    "name: A\nskills: [{skill: Ink, actions: [{action: Draw, progress: [{date: 2026-11-22, note: x}]}]}]\n",
)
case(
    "keys in quotes have neighbours in quotes",
    Append(("topics",), {"topic": "Pay", "by": "bo"}),
    "name: A\ntopics:\n  - {'topic': 'Home', 'by': \"a\"}\n",
    "name: A\ntopics:\n  - {'topic': 'Home', 'by': \"a\"}\n  - {'topic': 'Pay', 'by': \"bo\"}\n",
)
case(
    "visions are listed one to a line",
    Append(("visions",), "Sea"),
    "name: A\nthemes: [a]\n",
    "name: A\nthemes: [a]\nvisions:\n  - Sea\n",
)
case(
    "a vision with keys among visions without",
    Append(("visions",), {"vision": "Sea", "where": "here"}),
    "name: A\nvisions:\n- Farm\n",
    "name: A\nvisions:\n- Farm\n- {vision: Sea, where: here}\n",
)
case(
    "a long text is not folded",
    Append(("themes",), "word " * 60 + "end"),
    "name: A\nthemes:\n  - a\n",
    f"name: A\nthemes:\n  - a\n  - {'word ' * 60}end\n",
)

# ---- a list, an item

case(
    "only the entries that differ change",
    Put(("themes",), ["a", "X", "c"]),
    "name: A\nthemes:\n  - 'a'  # one\n  - b    # two\n  - \"c\"  # three\n",
    "name: A\nthemes:\n  - 'a'  # one\n  - X    # two\n  - \"c\"  # three\n",
)
case(
    "an entry goes in the middle",
    Put(("themes",), ["a", "b", "c"]),
    "name: A\nthemes:\n  - a  # one\n  - c  # three\n",
    "name: A\nthemes:\n  - a  # one\n  - b\n  - c  # three\n",
)
case("an entry goes in front", Put(("themes",), ["z", "a"]), "name: A\nthemes: [a]\n", "name: A\nthemes: [z, a]\n")
case(
    "an entry goes away",
    Put(("themes",), ["b", "c"]),
    "name: A\nthemes:\n  - a\n  - b  # two\n  - c\n",
    "name: A\nthemes:\n  - b  # two\n  - c\n",
)
case(
    "all entries in brackets go away",
    Put(("themes",), []),
    "name: A\nthemes: [a, b]  # none now\n",
    "name: A\nthemes: []  # none now\n",
)
case(
    "all entries on lines go away",
    Put(("themes",), []),
    "name: A\nthemes:  # none now\n  - a\n  - b\nx-a: b\n",
    "name: A\nthemes:  # none now\nx-a: b\n",
)
case("no entries in place of none", Put(("themes",), []), "name: A\nthemes: [ ]\n", "name: A\nthemes: [ ]\n")
case(
    "entries in place of none",
    Put(("themes",), ["a", "b, c"]),
    "name: A\nthemes: [ ]  # yet\n",
    'name: A\nthemes: [a, "b, c"]  # yet\n',
)
case("a new list of one word", Put(("direction",), ["up"]), "name: A\n", "name: A\ndirection: [up]\n")
case("one word in place of a list", Put(("direction",), "up"), "name: A\ndirection: [across]\n", "name: A\ndirection: [up]\n")
case(
    "a list in place of one word",
    Put(("direction",), ["up", "deeper"]),
    "name: A\ndirection: across  # or\n",
    "name: A\ndirection: [up, deeper]  # or\n",
)
case(
    "one other word in place of one word",
    Put(("direction",), ["up"]),
    "name: A\ndirection: 'across'  # or\n",
    "name: A\ndirection: 'up'  # or\n",
)
case(
    "an entry is said anew: what is the same stays, what is not said goes, what is the team's own stays",
    Put(("conversations", 0), {"date": DAY, "type": "check-in"}),
    "name: A\nconversations:\n  - {date: 2026-11-22, x-room: 4}  # late\n",
    "name: A\nconversations:\n  - {date: 2026-11-22, type: check-in, x-room: 4}  # late\n",
)
case(
    "a rating of the same day is said anew",
    Put(("skills", 0, "ratings", 0), {"date": DAY, "rating": 5}),
    "name: A\nskills:\n- skill: Ink\n  ratings:\n  - date: 2026-11-22\n    rating: 4\n    by: self\n    # so far\n",
    "name: A\nskills:\n- skill: Ink\n  ratings:\n  - date: 2026-11-22\n    rating: 5\n    # so far\n",
)

# ---- taking out, calling otherwise

case(
    "the first key of an item goes",
    Remove(("goals", 0, "id")),
    "name: A\ngoals:\n  - id: a\n    goal: x\n",
    "name: A\ngoals:\n  - goal: x\n",
)
case("a key with a list goes", Remove(("themes",)), "name: A\nthemes:\n- a\n- b\n\nx-a: b\n", "name: A\n\nx-a: b\n")
case("the first entry in brackets goes", Remove(("themes", 0)), "name: A\nthemes: [a, b]\n", "name: A\nthemes: [b]\n")
case("the only entry in brackets goes", Remove(("themes", 0)), "name: A\nthemes: [a,]\n", "name: A\nthemes: []\n")
case(
    "a key in brackets goes",
    Remove(("topics", 0, "by")),
    "name: A\ntopics: [{by: b, topic: Pay}]\n",
    "name: A\ntopics: [{topic: Pay}]\n",
)
case(
    "an item goes",
    Remove(("topics", 1)),
    "name: A\ntopics:\n  - topic: a\n  - topic: b\n    by: x\n  - topic: c\n",
    "name: A\ntopics:\n  - topic: a\n  - topic: c\n",
)
case(
    "an entry on the line below its dash goes",
    Remove(("themes", 1)),
    "name: A\nthemes:\n  - a\n  -\n    b\n  - c\n",
    "name: A\nthemes:\n  - a\n  - c\n",
)
case("the first entry of a list in a list goes", Remove(("x-a", 0, 0)), "name: A\nx-a:\n- - a\n  - b\n", "name: A\nx-a:\n- - b\n")
case(
    "the only entry of a list of an item goes",
    Remove(("skills", 0, "actions", 0)),
    "name: A\nskills:\n- skill: a\n  actions:\n  - action: x\n    due: 2026-01-01\n  target: 7\n",
    "name: A\nskills:\n- skill: a\n  actions:\n  target: 7\n",
)
case(
    "the only entry of a list with an anchor goes", Remove(("themes", 0)), "name: A\nthemes: &t\n  - a\n", "name: A\nthemes: &t\n"
)
case(
    "a key goes beside a key with an anchor, under a key with another",
    Put(("x-a", "l"), 1),
    "name: A\nx-a: &a\n  &b k: v\n",
    "name: A\nx-a: &a\n  &b k: v\n  l: 1\n",
)
case("a key keeps its quotes", Rename(("tage",), "stage"), "name: A\n'tage' : draft\n", "name: A\n'stage' : draft\n")
case(
    "a key of an item is called otherwise",
    Rename(("topics", 1, "bye"), "by"),
    "name: A\ntopics:\n- topic: x\n- topic: y\n  bye: ada  # they\n",
    "name: A\ntopics:\n- topic: x\n- topic: y\n  by: ada  # they\n",
)
case(
    "a key whose value has an anchor is called otherwise", Rename(("x-a",), "x-b"), "name: A\nx-a: &k 1\n", "name: A\nx-b: &k 1\n"
)
case(
    "a key in brackets is called otherwise",
    Rename(("topics", 0, "topick"), "topic"),
    "name: A\ntopics: [{topick: x}]\n",
    "name: A\ntopics: [{topic: x}]\n",
)


case(
    "an item whose anchor is used nowhere goes",
    Remove(("themes", 1)),
    "name: A\nthemes:\n- a\n- &b b\n",
    "name: A\nthemes:\n- a\n",
)

# ---- corners

case(
    "what looks like a comment in a text is none", Put(("role",), "c"), 'name: A\nrole: "a # b" # d\n', 'name: A\nrole: "c" # d\n'
)
case(
    "a key goes into brackets with nothing but a comment",
    Put(("x-a", "k"), 1),
    "name: A\nx-a: {\n  # none\n}\n",
    "name: A\nx-a: {k: 1\n  # none\n}\n",
)

case(
    "an anchor before brackets stays",
    [Append(("themes",), "b"), Put(("topics", 0, "by"), "c")],
    "name: A\nthemes: &t [a]\ntopics: [&u {topic: b}]\n",
    "name: A\nthemes: &t [a, b]\ntopics: [&u {topic: b, by: c}]\n",
)
case(
    "an anchor on the line of the key stays",
    Append(("themes",), "b"),
    "name: A\nthemes: &t   # all\n  - a\n",
    "name: A\nthemes: &t   # all\n  - a\n  - b\n",
)

case("a key goes into empty brackets", Put(("x-a", "k"), 1), "name: A\nx-a: { }\n", "name: A\nx-a: {k: 1}\n")
case(
    "no entries for a blank list among others",
    Put(("themes",), []),
    "name: A\ninterests:\n- a\nthemes:\n",
    "name: A\ninterests:\n- a\nthemes: []\n",
)
case(
    "a new list has as many blanks after its dashes as the others",
    Append(("themes",), "b"),
    "name: A\ninterests:\n-   a\n",
    "name: A\ninterests:\n-   a\nthemes:\n-   b\n",
)
case("no entries for a blank list", Put(("themes",), []), "name: A\nthemes:\n", "name: A\nthemes: []\n")
case(
    "inside brackets all is in brackets",
    Append(("skills", 1, "ratings"), RATING),
    "name: A\nskills:\n  - skill: a\n    ratings:\n      - {date: 2026-01-01, rating: 4}\n  - {skill: b}\n",
    "name: A\nskills:\n  - skill: a\n    ratings:\n      - {date: 2026-01-01, rating: 4}\n  - {skill: b, ratings: [{date: 2026-11-22, rating: 6}]}\n",
)
case(
    "a named item gets a list",
    Append(("skills", 0, "ways", 0, "cons"), "slow"),
    "name: A\nskills: [{skill: a, ways: [b]}]\n",
    "name: A\nskills: [{skill: a, ways: [{way: b, cons: [slow]}]}]\n",
)


# ---- a new first entry

for above in ("", "  # hers\n", "  # cap: ignore[action-count] fine\n"):
    case(
        f"new first entries of a list below {above!r}, and no other entry touched",
        Put(("themes",), ["Maps", "Ink", "Trains", "Ships"]),
        f"name: A\nthemes:\n{above}  - 'Trains'   # since school\n  - Ships\n",
        f"name: A\nthemes:\n  - Maps\n  - Ink\n{above}  - 'Trains'   # since school\n  - Ships\n",
    )
for before, after in (
    ("['Trains', Ships]", "[Maps, 'Trains', Ships]"),
    ("[ 'Trains', Ships ]", "[ Maps, 'Trains', Ships ]"),
    ("[\n  &t Trains, # since school\n  Ships,\n]", "[Maps,\n  &t Trains, # since school\n  Ships,\n]"),
):
    case(
        f"a new first entry of {before!r}, and no other entry touched",
        Put(("themes",), ["Maps", "Trains", "Ships"]),
        f"name: A\nthemes: {before}\n",
        f"name: A\nthemes: {after}\n",
    )


@pytest.mark.parametrize(("edits", "before", "after"), [row[1:] for row in CASES], ids=[row[0] for row in CASES])
def test_what_is_written_looks_like_its_neighbours(edits: Sequence[Edit], before: str, after: str) -> None:
    body = "---\n\n# A\n  trailing  \n"
    assert apply(f"---\n{before}{body}".encode(), edits).decode() == f"---\n{after}{body}"
