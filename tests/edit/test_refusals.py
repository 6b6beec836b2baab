"""What is not edited, and the words: where, why, and the lines to write by hand."""

from __future__ import annotations

import datetime

import pytest

from cap.edit.apply import Append, Edit, Put, Remove, Rename, append_text, apply
from cap.refusal import EditBlocked

STAGE = Put(("stage",), "agreed")
DAY = datetime.date(2026, 11, 22)
BOMB = "x-a: &a [x, x, x, x, x, x, x, x, x]\n" + "".join(
    f"x-{b}: &{b} [{', '.join([f'*{a}'] * 9)}]\n" for a, b in zip("abcdefgh", "bcdefghi", strict=True)
)


def refused(raw: bytes, edit: Edit) -> EditBlocked:
    with pytest.raises(EditBlocked) as caught:
        apply(raw, [edit])
    assert caught.value.hint
    return caught.value


# The file as it is, the line that is named (0: whichever), and a piece of the reason.
FILES: dict[str, tuple[bytes, int, str]] = {
    "an empty file": (b"", 1, "the file is empty"),
    "no front matter": (b"# Ada\n", 1, "there is no front matter"),
    "an unclosed front matter": (b"---\nname: Ada\n", 1, "never closed"),
    "blank lines before the fence": (b"\n\n---\nname: Ada\n---\n", 1, "opens on line 3"),
    "a comment before the fence": (b"# plan\n---\nname: Ada\n---\n", 1, "opens on line 2"),
    "a comment on the fence": (b"--- # plan\nname: Ada\n---\n", 1, "more than `---`"),
    "five dashes": (b"-----\nname: Ada\n-----\n", 1, "too many dashes"),
    "an indented fence": (b" ---\nname: Ada\n---\n", 1, "indented"),
    "TOML": (b"+++\nname = 1\n+++\n", 1, "TOML"),
    "a directive": (b"---\n%YAML 1.2\nname: Ada\n---\n", 2, "`%` cannot start a line"),
    "a directive below a comment": (b"---\n# c\n%YAML 1.2\n--- {name: Ada}\n---\n", 3, "YAML directive or a second `---`"),
    "a directive and a document": (b"---\n%YAML 1.2\n--- {name: Ada}\n---\n", 2, "YAML directive or a second `---`"),
    "a second document": (b"---\nname: Ada\n--- x\n---\n", 3, "second `---`"),
    "old Mac line ends": (b"---\rname: Ada\r---\r", 1, "old Macs"),
    "one old Mac line end": (b"---\nname: Ada\rstage: draft\nrole: Cook\n---\n", 2, "old Macs"),
    "UTF-16": ("\ufeff---\nname: Ada\n---\n".encode("utf-16-le"), 1, "UTF-16"),
    "bytes that are not UTF-8": (b"---\nname: Ada\nrole: caf\xe9\n---\n", 3, "0xE9 is not UTF-8"),
    "an encoded surrogate": (b"---\nname: \xed\xa0\x80\n---\n", 2, "is not UTF-8"),
    "NUL": (b"---\nname: Ada\0\n---\n", 2, "NUL"),
    "ESC": (b"---\nname: Ada\nrole: \x1b[2J\n---\n", 3, "cannot stand in a YAML file"),
    "a conflict": (b"---\nname: Ada\n<<<<<<< a\nstage: draft\n=======\nstage: agreed\n>>>>>>> b\n---\n", 3, "merge"),
    "a conflict in the body": (b"---\nname: Ada\n---\n<<<<<<< a\nx\n=======\ny\n>>>>>>> b\n", 4, "merge"),
    "a list where keys are meant": (b"---\n- name: Ada\n---\n", 2, "keys and values belong here, not a list"),
    "a text where keys are meant": (b"---\nAda\n---\n", 2, "keys and values belong here"),
    "broken YAML": (b"---\nname: Ada\nrole: [a\n---\n", 3, "bracket"),
    "a tab that indents": (b"---\nname: Ada\nthemes:\n\t- a\n---\n", 4, "tab"),
    "3,000 nested brackets": (b"---\nname: Ada\nx: " + b"[" * 3000 + b"]" * 3000 + b"\n---\n", 3, "64 levels deep"),
    "400 nested maps": (b"---\nname: Ada\nx: " + b"{a: " * 400 + b"}" * 400 + b"\n---\n", 3, "64 levels deep"),
    "an alias bomb": (f"---\nname: Ada\n{BOMB}---\n".encode(), 0, "this stands for more than"),
    "a scalar of 10 MB": (b"---\nname: " + b"x" * 10_000_000 + b"\n---\n", 1, "over 1 MiB"),
    "parsers that disagree": (b"---\nname: Ada\nx: ['a':1]\n---\n", 3, "YAML parser"),
    "a parser that stops at the mark of a block": (b"---\nname: Ada\nx:\n- a\n\n- ># b\n  c\n---\n", 6, "YAML parser"),
    "parsers that do not see the same": (b"---\nname: Ada\nx: [!,\n  {c: d}]\n---\n", 3, "parsers that every edit is checked with disagree"),
    "null": (b"---\n~\n---\n", 2, "the front matter is not made of keys and values"),
}  # fmt: skip


@pytest.mark.parametrize(("raw", "line", "reason"), FILES.values(), ids=FILES)
def test_a_file_that_cannot_be_trusted_is_not_edited(raw: bytes, line: int, reason: str) -> None:
    for edit in (STAGE, Append(("themes",), "Maps"), Remove(("name",)), Rename(("name",), "role")):
        found = refused(raw, edit)
        assert reason in found.message
        assert line in (0, found.line)
    assert refused(raw, STAGE).by_hand == "stage: agreed"


# The edit, the front matter, the line that is named, a piece of the reason, and the lines to write by hand.
PLACES: dict[str, tuple[Edit, str, int, str, str]] = {
    "a key that is there twice": (STAGE, "stage: draft\nname: A\nstage: paused\n", 4, "`stage` is here twice", "stage: agreed"),
    "an item with the key twice": (Put(("topics", 0, "by"), "x"), "name: A\ntopics:\n- topic: t\n  by: a\n  by: b\n", 6, "`by` is here twice", "by: x"),
    "a key that is there twice, below an empty line": (STAGE, "\nstage: draft\nname: A\nstage: paused\n", 5, "`stage` is here twice", "stage: agreed"),
    "a literal block": (Put(("role",), "Cook"), "name: A\nrole: |\n  long\n", 3, "block of text (`|`)", "role: Cook"),
    "a folded block": (Put(("goals", 0, "measure"), "x: y"), "name: A\ngoals:\n- goal: g\n  measure: >-\n    long\n", 5, "block of text (`>`)", 'measure: "x: y"'),
    "a block that shall be an item": (Put(("visions", 0, "where"), "here"), "name: A\nvisions:\n- >-\n  long\n", 4, "block of text", "where: here"),
    "an alias": (Put(("role",), "Cook"), "name: &n A\nrole: *n\n", 3, "`*n` stands for a value", "role: Cook"),
    "what is below an alias": (Put(("x-b", "k"), 1), "name: A\nx-a: &a {k: 0}\nx-b: *a\n", 4, "`*a` stands for a value", "k: 1"),
    "a list behind an alias": (Append(("themes",), "t"), "name: A\ninterests: &i [a]\nthemes: *i\n", 4, "`*i` stands for a value", "themes:\n  - t"),
    "a value that is used again": (Put(("name",), "B"), "name: &n A\nrole: *n\n", 2, "used again elsewhere, as `*n`", "name: B"),
    "what is below a value that is used again": (Put(("x-a", "k"), 1), "name: A\nx-a: &a {k: 0}\nx-b: *a\n", 3, "used again elsewhere", "k: 1"),
    "a list that is used again": (Append(("interests",), "t"), "name: A\ninterests: &i [a]\nthemes: *i\n", 3, "used again elsewhere", "interests:\n  - t"),
    "a key that is used again": (Rename(("x-a",), "x-b"), "name: A\n&k x-a: 1\nx-c: *k\n", 3, "used again elsewhere", "x-b:"),
    "a value in which something is used again": (Remove(("interests", 1)), "name: A\ninterests: [a, &b c]\nthemes: [*b]\n", 3, "used again elsewhere", ""),
    "an item in which something is used again": (Remove(("topics", 0)), "name: A\ntopics: [{topic: &t a}, {topic: b}]\nthemes: [*t]\n", 3, "this is used again elsewhere, as `*t`", ""),
    "one text where a list may stand, as an entry that goes": (Remove(("direction", 0)), "name: A\ndirection: up\n", 3, "there is no `direction[0]`", ""),
    "a key that may be merged in": (Put(("topics", 1, "by"), "x"), "name: A\ntopics:\n- &t {topic: a, by: b}\n- <<: *t\n  topic: c\n", 5, "through `<<`", "by: x"),
    "a value with a tag": (Put(("role",), "Cook"), "name: A\nrole: !!str 5\n", 3, "a tag such as", "role: Cook"),
    "a list with a tag": (Append(("themes",), "t"), "name: A\nthemes: !x [a]\n", 3, "a tag such as", "themes:\n  - t"),
    "keys and values in place of text": (Put(("role",), "Cook"), "name: A\nrole: {a: b}\n", 3, "`role` holds keys and values", "role: Cook"),
    "a list in place of text": (Put(("role",), "Cook"), "name: A\nrole: [a]\n", 3, "`role` holds a list", "role: Cook"),
    "a list of items": (Put(("visions",), ["a"]), "name: A\nvisions: [{vision: b}]\n", 3, "more than a list of words", "visions:\n  - a"),
    "text in place of a list": (Append(("topics",), {"topic": "t"}), "name: A\ntopics: later\n", 3, "`topics` is not a list here", "topics:\n  - {topic: t}"),
    "a word for text in place of a list": (Append(("goals",), "lead"), "name: A\ngoals: later\n", 3, "`goals` is not a list here", "goals:\n  - lead"),
    "keys and values in place of a list": (Append(("themes",), "t"), "name: A\nthemes: {a: b}\n", 3, "`themes` is not a list here", "themes:\n  - t"),
    "text in place of an item": (Put(("conversations", 0, "type"), "x"), "name: A\nconversations: [2026-11-22]\n", 3, "`conversations[0]` is not made of keys", "type: x"),
    "an entry of what is no list": (Put(("role", 0), "x"), "name: A\nrole: Cook\n", 3, "`role` is not a list here", "- x"),
    "an entry of an item's text": (Put(("goals", 0, "goal", 0), "x"), "name: A\ngoals: [{goal: g}]\n", 3, "`goals[0].goal` is not a list here", "- x"),
    "a key of a text": (Put(("x-a", "k"), 1), "name: A\nx-a: b\n", 3, "`x-a` is not made of keys and values here", "k: 1"),
    "an item in nothing": (Put(("skills", 0, "target"), 7), "", 2, "there is no `skills`", ""),
    "a key without a colon": (Put(("topics", 0, "by"), "x"), "name: A\ntopics: [{by, topic: t}]\n", 3, "`by` has no `:`", "by: x"),
    "a question mark without a value": (Put(("role",), "x"), "name: A\n? role\n", 3, "`role` has no `:`", "role: x"),
    "an item without brackets": (Put(("topics", 0, "by"), "x"), "name: A\ntopics: [topic: t]\n", 3, "no brackets of their own", "by: x"),
    "a comment on what goes": (Remove(("themes", 1)), "name: A # who\nthemes:\n- a\n- b  # why\n", 5, "the comment `# why` would be lost", ""),
    "a comment on a block of text that goes": (Remove(("x-a",)), "name: A\nx-a: |  # why\n  text\n", 3, "the comment `# why` would be lost", ""),
    "a comment on a folded text that goes": (Remove(("x-a",)), "name: A\nx-a: >  # why\n  text\n", 3, "the comment `# why` would be lost", ""),
    "a key without brackets that goes": (Remove(("topics", 0, "topic")), "name: A\ntopics: [topic: t]\n", 3, "no brackets of their own", ""),
    "a comment in an item that goes": (Remove(("topics", 0)), "name: A\ntopics:\n- topic: t\n  # why\n  by: b\n- topic: u\n", 4, "the comment `# why` would be lost", ""),
    "a comment in a text that goes": (Put(("themes",), []), "name: A\nthemes: [a, # why\n  b]\n", 3, "the comment `# why` would be lost", "themes: []"),
    "a comment in empty brackets in place of text": (Put(("role",), "Cook"), "name: A\nrole: [\n  # none\n]\n", 3, "the comment `# none` would be lost", "role: Cook"),
    "the only key of an item": (Remove(("topics", 0, "x-a")), "name: A\ntopics:\n- x-a: t\n", 4, "nothing would be left", ""),
    "the only key under a key": (Remove(("x-a", "k")), "name: A\nx-a:\n  k: 1\n", 4, "nothing would be left", ""),
    "the only entry of a list in a list": (Remove(("x-a", 0, 0)), "name: A\nx-a:\n- - a\n- b\n", 4, "nothing would be left", ""),
    "a dash that shares its line": (Remove(("themes", 0)), "name: A\n? themes\n: - b\n", 4, "shares its line", ""),
    "a key that shares its line": (Remove(("role",)), "name: A\n? role\n: b\n", 3, "shares its line", ""),
    "a key that is a literal block": (Rename(("x-a",), "x-b"), "name: A\n? |-\n  x-a\n: 1\n", 3, "this key is a block of text", "x-b:"),
    "a key that is a folded block": (Rename(("x-a",), "x-b"), "name: A\n? >-\n  x-a\n: 1\n", 3, "this key is a block of text", "x-b:"),
    "a new name that is there": (Rename(("tage",), "stage"), "name: A\ntage: draft\nstage: draft\n", 4, "`stage` is here already", "stage:"),
}  # fmt: skip


@pytest.mark.parametrize(("edit", "front", "line", "reason", "by_hand"), PLACES.values(), ids=PLACES)
def test_a_place_that_is_not_simple_is_left_to_people(edit: Edit, front: str, line: int, reason: str, by_hand: str) -> None:
    found = refused(f"---\n{front}---\n\ntext\n".encode(), edit)
    assert reason in found.message
    assert (found.line, found.by_hand) == (line, by_hand)


LINKED = "name: A\ngoals:\n- goal: g\n  id: lead\nskills:\n- skill: s\n  goal: lead\n  actions:\n  - action: a\n    id: sun\n"

# What nobody should write by hand either.
MISTAKES: dict[str, tuple[Edit, int, str]] = {
    "a word that is none of the words": (Put(("stage",), "ready"), 2, "`stage` is draft, exploring or agreed, not `ready`"),
    "text for a number": (Put(("skills", 0, "target"), "7"), 8, "in quotes it is text"),
    "a number out of range": (Put(("skills", 0, "target"), 11), 8, "goes from 1 to 10"),
    "text for a date": (Put(("next",), "soon"), 2, "`soon` is not a date"),
    "a day that is not in the calendar": (Put(("next",), "2026-02-30"), 2, "no 2026-02-30 in the calendar"),
    "a key that the format does not know": (Put(("stge",), "draft"), 11, "`stge` is not a key that this file knows"),
    "a key that an item does not know": (Append(("topics",), {"topic": "t", "who": "x"}), 11, "`who` is not a key that a topic knows"),
    "an item that misses a key": (Append(("skills", 0, "ratings"), {"date": DAY}), 8, "a rating needs `rating`"),
    "a text for an item": (Append(("moments",), "lead"), 11, "a moment is written as keys and values"),
    "an id that is taken": (Put(("skills", 0, "id"), "sun"), 7, "the id `sun` is taken"),
    "an id that is none": (Put(("skills", 0, "id"), "g1"), 7, "`g1` is not an id"),
    "a reference to nothing": (Append(("skills", 0, "goal"), "other"), 8, "no goal with the id `other`"),
    "an id that is referred to": (Put(("goals", 0, "id"), "other"), 5, "no goal with the id `lead`"),
    "a goal that is referred to": (Remove(("goals", 0)), 4, "no goal with the id `lead`"),
    "a name that goes": (Remove(("name",)), 2, "this file needs `name`"),
    "a text that blanks a name": (Put(("goals", 0, "goal"), " "), 4, "a goal needs `goal`"),
    "an item that is not there": (Put(("skills", 3, "target"), 7), 2, "there is no `skills[3]`"),
    "an entry that is not there": (Put(("goals", 1), {"goal": "x"}), 4, "there is no `goals[1]`"),
    "a negative number": (Put(("skills", -1, "target"), 7), 2, "there is no `skills[-1]`"),
    "a key that is not there": (Remove(("skills", 0, "due")), 7, "there is no `skills[0].due`"),
    "a name for a key that an item has not": (Rename(("skills", 0, "due"), "x-due"), 7, "there is no `skills[0].due`"),
    "a name for a key that is not there": (Rename(("stge",), "stage"), 2, "there is no `stge`"),
    "bytes that are not UTF-8": (Put(("skills", 0, "skill"), "\udce9"), 7, "not UTF-8"),
    "a text of 1 MiB": (Put(("role",), "x" * 1024 * 1024), 2, "over 1 MiB"),
}  # fmt: skip


@pytest.mark.parametrize(("edit", "line", "reason"), MISTAKES.values(), ids=MISTAKES)
def test_a_value_that_does_not_fit_is_not_written(edit: Edit, line: int, reason: str) -> None:
    found = refused(f"---\n{LINKED}---\n".encode(), edit)
    assert reason in found.message
    assert (found.line, found.by_hand) == (line, "")


def test_of_several_edits_all_are_made_or_none() -> None:
    raw = f"---\n{LINKED}---\n".encode()
    renamed: list[Edit] = [Put(("goals", 0, "id"), "head"), Put(("skills", 0, "goal"), "head")]
    assert apply(raw, renamed) == raw.replace(b"lead", b"head")
    several: list[Edit] = [STAGE, *renamed, Put(("skills", 0, "actions", 0, "due"), "soon")]
    with pytest.raises(EditBlocked, match="`soon`") as caught:
        apply(raw, several)
    assert raw.split(b"\n")[caught.value.line - 1] == b"    id: sun"  # in the file as it is, not as it would have become


def test_a_plan_with_mistakes_elsewhere_is_edited_and_keeps_them() -> None:
    raw = b"---\nname: A\nstage: Redy\ntopics: [{by: x}, {topic: t}]\nskills: [{skill: s, goal: gone, rating: 11}]\n---\n"
    edits: list[Edit] = [
        Put(("topics", 1, "by"), "z"),
        Append(("themes",), "t"),
        Put(("topics", 0, "topic"), "u"),
        Put(("stage",), "draft"),
    ]
    expected = b"---\nname: A\nstage: draft\nthemes: [t]\ntopics: [{topic: u, by: x}, {topic: t, by: z}]\n"
    assert apply(raw, edits).startswith(expected.replace(b"{topic: u, by: x}", b"{by: x, topic: u}"))


def test_a_mistake_in_place_of_a_mistake_is_said_in_its_own_words() -> None:
    found = refused(b"---\nname: A\nmanager: {a: b}\nstage: Redy\nrole: [x]\n---\n", Put(("stage",), "Steady"))
    assert found.message.endswith("not `Steady`")
    assert (found.line, found.by_hand) == (4, "")


def test_an_item_that_stays_unreadable_is_edited() -> None:
    raw = b"---\nname: A\ntopics:\n- {by: x}\n- {topic: t}\n---\n"
    assert apply(raw, [Put(("topics", 0, "note"), "z")]) == raw.replace(b"{by: x}", b"{by: x, note: z}")
    assert "`y` is not a date" in refused(raw, Put(("topics", 0, "date"), "y")).message


def test_a_plan_without_a_name_is_edited() -> None:
    raw = b"---\nname:\nrole:\n---\n"
    cook = b"---\nname:\nrole: Cook\n---\n"
    assert apply(raw, [Put(("role",), "Cook")]) == cook
    assert apply(cook, [Put(("name",), "Ada")]) == b"---\nname: Ada\nrole: Cook\n---\n"
    assert apply(cook, [Remove(("role",))]) == b"---\nname:\n---\n"


def test_a_plan_that_gets_its_name_may_turn_out_to_have_other_mistakes() -> None:
    raw = b"---\nname:\ngoals:\n- {goal: a, id: x}\n- {goal: b, id: x}\nskills:\n- {skill: s, goal: gone}\n---\n"
    assert apply(raw, [Put(("name",), "Ada")]) == raw.replace(b"name:", b"name: Ada")
    assert "`y` is not a date" in refused(raw, Put(("goals", 0, "due"), "y")).message


def test_lines_by_hand_of_several_edits() -> None:
    edits: list[Edit] = [
        Put(("role",), "Cook: pastry"),
        Append(("skills",), {"skill": "Ink", "ways": ["a", "b"], "actions": [{"action": "x", "due": DAY}]}),
        Put(("themes", 0), "Growing"),
        Put(("goals", 0), {"goal": "Lead", "due": DAY}),
        Put(("x-a",), "caf\udce9"),
        Remove(("stage",)),
    ]
    with pytest.raises(EditBlocked) as caught:
        apply(b"# Ada\n", edits)
    assert caught.value.by_hand.split("\n") == [
        'role: "Cook: pastry"',
        "skills:",
        "  - skill: Ink",
        "    ways:",
        "      - a",
        "      - b",
        "    actions:",
        "      - action: x",
        "        due: 2026-11-22",
        "- Growing",
        "- goal: Lead",
        "  due: 2026-11-22",
        "x-a: caf?",
    ]


@pytest.mark.parametrize(
    ("raw", "text", "line", "reason", "by_hand"),
    [
        (b"---\nname: A\n---\nfine\ncaf\xe9\n", "## Note", 5, "the byte 0xE9 in the text below the front matter is not UTF-8", "## Note"),
        (b"---\nname: A\n", "## Note", 1, "never closed", "## Note"),
        (b"---\nname: A\n---\n", "\udce9", 1, "this text holds bytes that are not UTF-8", ""),
    ],
    ids=["a body that is not UTF-8", "no end of the front matter", "text that is not UTF-8"],
)  # fmt: skip
def test_text_that_cannot_go_to_the_end(raw: bytes, text: str, line: int, reason: str, by_hand: str) -> None:
    with pytest.raises(EditBlocked) as caught:
        append_text(raw, text)
    assert reason in caught.value.message
    assert caught.value.hint
    assert (caught.value.line, caught.value.by_hand) == (line, by_hand)
