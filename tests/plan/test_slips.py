"""What people's fingers do to a plan: every slip is found in one run, what is mended says what was meant, and nothing else moves."""

from __future__ import annotations

import re
import time
from pathlib import Path
from typing import NamedTuple

import pytest
from hypothesis import event, given
from hypothesis import strategies as st

from cap.lint.fix import fix, fixed
from cap.plan.read import read
from tests.plans_strategy import examples, mutated, plan_files

GOOD = [path.read_text(encoding="utf-8") for path in sorted((Path(__file__).parents[1] / "corpus").glob("good-*.md"))]

FIFTEEN = """\
---
name:Ada Obi
role: Engineer: payments
manager: “Ruth: Lind”
started:\u00a02026-01-12
stage: agreed
interests: Teaching
  - Ward design
visions:
\t- Head of Delivery: all products
  • A practice of my own
  -Calm nights
#goals:
  - id: lead
    goal: Lead the release #payments
    measure: >95% on time
    due: 2026-12-01
skills:
  - skill: Planning
    goal: lead
     rating: 4
    actions:
      – action: "Plan the March release
        measure: The "big" one is out
        due: 2026-06-01
topics:
  * {topic: What do we tell the team, and when?, by: ada}
  - [ ] Ask about nights: fewer?
support:
  - {need: A seat: near the team, from: Ruth}
---

#tag
\tThe text below: stays.
"""
MENDED = """\
---
name: Ada Obi
role: "Engineer: payments"
manager: "Ruth: Lind"
started: 2026-01-12
stage: agreed
interests:
  - Teaching
  - Ward design
visions:
  - "Head of Delivery: all products"
  - A practice of my own
  - Calm nights
goals:
  - id: lead
    goal: "Lead the release #payments"
    measure: ">95% on time"
    due: 2026-12-01
skills:
  - skill: Planning
    goal: lead
    rating: 4
    actions:
      - action: "Plan the March release"
        measure: The "big" one is out
        due: 2026-06-01
topics:
  - {topic: "What do we tell the team, and when?", by: ada}
  - "Ask about nights: fewer?"
support:
  - {need: "A seat: near the team", from: Ruth}
---

#tag
\tThe text below: stays.
"""


@pytest.mark.parametrize("end", ["\n", "\r\n"], ids=["LF", "CRLF"])
def test_many_slips_are_found_in_one_run_and_mended_by_one_fix(end: str) -> None:
    raw = FIFTEEN.replace("\n", end).encode()
    found = read(raw).problems
    slipped = {2, 3, 4, 5, 8, 10, 11, 12, 13, 15, 16, 21, 23, 27, 28, 30}
    assert {problem.line for problem in found} == slipped, [(problem.line, problem.message) for problem in found]
    assert all(problem.fix for problem in found)
    mended, left = fix(raw)
    assert (mended.decode(), left) == (MENDED.replace("\n", end), [])
    assert not read(mended).problems


class Slip(NamedTuple):
    """A kind of slip: what a line looks like in which it may happen, the line with it, and, where that is something else, the line
    that was meant."""

    line: str
    typed: str
    meant: str | None = None


_TEXT = r"(?P<key> *(?:- )?(?:role|goal|skill|action|measure|ten|note|manager): )(?P<first>\w+)(?P<rest> [\w ,.;’-]+)"
_BRACES = r"(?P<key>.*\{(?:topic|need|skill|action|goal|moment): )(?P<first>\w+)(?P<rest> [\w .;’-]+)(?P<end>[,}].*)"
SLIPS = {
    "a colon in a text": Slip(_TEXT, r"\g<key>\g<first>:\g<rest>", r'\g<key>"\g<first>:\g<rest>"'),
    "a # in a text": Slip(r"(?P<key> *- action: )(?P<first>\w+) (?P<rest>[\w ,.-]+)", r"\1\2 #\3", r'\1"\2 #\3"'),
    "a comma between braces": Slip(_BRACES, r"\g<key>\g<first>,\g<rest>\g<end>", r'\g<key>"\g<first>,\g<rest>"\g<end>'),
    "a colon between braces": Slip(_BRACES, r"\g<key>\g<first>:\g<rest>\g<end>", r'\g<key>"\g<first>:\g<rest>"\g<end>'),
    "a quote left open": Slip(_TEXT, r'\g<key>"\g<first>\g<rest>'),
    "no quotes": Slip(r'(.*?: )"([^"]+)"(.*)', r"\1\2\3"),
    "tabs": Slip(r"(?:  )(?:  )?(?:  )?(?P<rest>\S.*)", "\t"),
    "blanks that are none": Slip(r"( +)(\S.*)", "\u00a0"),
    "no blank after the hyphen": Slip(r"( *)- ([a-z].*)", r"\1-\2"),
    "a bullet": Slip(r"( *)- (.*)", r"\1• \2"),
    "an asterisk": Slip(r"( *)- (.*)", r"\1* \2"),
    "a dash": Slip(r"( *)- (.*)", r"\1– \2"),
    "no blank after the colon": Slip(r"( *(?:- )?(?:name|role|goal|skill|action|measure|due|rating)): (\S.*)", r"\1:\2"),
    "an odd blank after the colon": Slip(r"( *(?:- )?[a-z]+): (\S.*)", "\\1:\u00a0\\2"),
    "a # not taken away": Slip(r"( *)([a-z]+:)", r"\1#\2"),
    "an entry too far in": Slip(r"( *)(- .*)", r"\1  \2"),
}


def slipped(text: str, kinds: list[tuple[str, int]]) -> tuple[str, str, set[int]]:
    """A plan with slips in its front matter, one a line; the plan that was meant; the lines, from 0, that have one."""
    end = text.index("\n---\n")
    lines = text[:end].split("\n")
    meant, touched = list(lines), set[int]()
    for name, at in kinds:
        kind = SLIPS[name]
        places = [i for i, line in enumerate(lines) if i and i not in touched and re.fullmatch(kind.line, line)]
        if not places:
            continue
        i = places[at % len(places)]
        touched.add(i)
        found = re.fullmatch(kind.line, lines[i])
        assert found
        inside = len(lines[i]) - len(lines[i].lstrip(" "))
        if name == "tabs":
            lines[i] = "\t" * (inside // 2) + lines[i].lstrip(" ")
        elif name == "blanks that are none":
            lines[i] = "\u00a0" * inside + lines[i].lstrip(" ")
        else:
            lines[i] = found.expand(kind.typed)
            meant[i] = found.expand(kind.meant) if kind.meant else meant[i]
    return "\n".join(lines) + text[end:], "\n".join(meant) + text[end:], touched


_kinds = st.lists(st.tuples(st.sampled_from(sorted(SLIPS)), st.integers(0, 99)), min_size=1, max_size=15)


@examples(60)
@given(st.sampled_from(GOOD), _kinds)
def test_what_is_mended_says_what_was_meant_and_no_other_line_changes(text: str, kinds: list[tuple[str, int]]) -> None:
    sloppy, meant, touched = slipped(text, kinds)
    raw = sloppy.encode()
    announced = sum(problem.fix is not None for problem in read(raw).problems)
    mended, left = fix(raw)
    assert not left
    assert (mended != raw) == bool(announced)
    again = read(mended)
    assert not any(problem.fix for problem in again.problems)
    assert fixed(mended) == mended
    pairs = enumerate(zip(sloppy.split("\n"), mended.decode().split("\n"), strict=True))
    moved = {i for i, (old, new) in pairs if old != new and (i in touched or old.strip() != new.strip())}
    assert moved <= touched  # where the first entry is too far in, the others may follow it
    if any(problem.level != "hint" for problem in again.problems):
        event("something is left to a person")
    else:
        event("all mended")
        assert again.plan == read(meant.encode()).plan


@pytest.mark.parametrize("name", SLIPS)
def test_each_kind_of_slip_alone_is_mended(name: str) -> None:
    kept = tried = 0
    for text in GOOD:
        sloppy, meant, touched = slipped(text, [(name, 3)])
        if touched:
            tried += 1
            kept += read(fixed(sloppy.encode())).plan == read(meant.encode()).plan
    assert tried > 5
    assert kept >= tried * 0.9, f"{kept} of {tried}"


@examples(100)
@given(mutated(plan_files()))
def test_mending_what_is_damaged_keeps_the_body_and_comes_to_an_end(raw: bytes) -> None:
    mended, left = fix(raw)
    assert fixed(mended) == mended
    assert read(mended).body == read(raw).body
    assert all(refused.message and refused.hint for refused in left)
    if not left:
        assert not any(problem.fix for problem in read(mended).problems)


# One line or two, and what comes of them; None: nothing is mended, since it may be meant so.
LINES = {
    "a comment stays one": ("role: Nurse # nights\n", None),
    "an ignore stays one": ("role: Nurse #cap: ignore[goal-missing]\n", None),
    "two numbers": ("role: Updates #2 and #3\n", 'role: "Updates #2 and #3"\n'),
    "nothing before the #": (
        "goals:\n  - goal: A\n    measure: #late under 3\n",
        'goals:\n  - goal: A\n    measure: "#late under 3"\n',
    ),
    "loose signs": ("interests: C#, F#, and # signs\n", None),
    "an entry in the one above": ("visions:\n  - One\n    - Two\n   - Three\n", "visions:\n  - One\n  - Two\n  - Three\n"),
    "entries behind a text": ("interests: One\n  - Two\n", "interests:\n  - One\n  - Two\n"),
    "a goal without its hyphen": (
        "goals:\n  id: a\n  goal: b\n  due: 2026-05-01\n",
        "goals:\n  - id: a\n    goal: b\n    due: 2026-05-01\n",
    ),
    "numbers in place of hyphens": ("interests:\n  1. One\n  2. Two\n", "interests:\n  - One\n  - Two\n"),
    "one entry, no blank": ("visions:\n  -One\n", "visions:\n  - One\n"),
    "one entry in braces, a dash": ("strengths:\n  — {skill: One}\n", "strengths:\n  - {skill: One}\n"),
    "a ticked box": ("topics:\n  - [x] Nights\n  - Days\n", "topics:\n  - {topic: Nights, status: done}\n  - Days\n"),
    "a ticked box where nothing is done": ("visions:\n  - [x] One\n", None),
    "a box": ("topics:\n  - [ ] Nights\n", "topics:\n  - Nights\n"),
    "a list on the line of its key": ("interests: - One\n  - Two\n", "interests:\n  - One\n  - Two\n"),
    "quotes within quotes": ('role: "The "new" one"\n', "role: 'The \"new\" one'\n"),
    "an odd quote": ('role: "The "new" one\n', None),
    "an apostrophe first": ("role: 'Twas a job\n", None),
    "a quote that may go on": ('role: "The\n  new one\nmanager: Bo\n', None),
    "the name is a comment": (
        "goals:\n  - id: a\n#    goal: Run it\n    measure: b\n",
        "goals:\n  - id: a\n    goal: Run it\n    measure: b\n",
    ),
    "the name of an entry that is a comment": ("goals:\n  - id: a\n    measure: b\n#  - id: c\n#    goal: Run it\n", None),
    "a blank that is none at the end": ("skills:\n\t- skill: A\n\t  ten: B\u00a0\n", "skills:\n  - skill: A\n    ten: B\u00a0\n"),
    "a word processor's quotes around a day": ("next: “2026/05/18”\n", "next: 2026-05-18\n"),
    "a word processor's quotes around a number": (
        "skills:\n  - {skill: A, rating: “4”}\n",
        "skills:\n  - {skill: A, rating: 4}\n",
    ),
    "a key that is a list, and no hyphen": ("goals:\n  ? [a]\n  : b\n  goal: c\n", None),
    "a list, and a sign before it": ("motivations: }[impact, money]\n", None),
    "a list behind a comment": ("motivations: #[impact, money]\n", None),
    "a key of one's own on a line that is indented": ("role: Nurse\n  x-team: Harbour\n", None),
    "the first entry of a list, left of its key": (
        "goals:\n- goal: A\n  obstacles:\n - Fire\n  - Money\n",
        None,
    ),
    "a comment right behind a hyphen": ("topics:\n  - One\n  -# {topic: Two}\n", None),
    "a key with a hyphen before it": ("goals:\n- goal: A\n  measure: Permit\n    - due: 2027-12-17\n", None),
    "a comment right behind a colon": ("stage:# agreed\n", None),
    "a quote right behind a colon, open": ('motivations:" [impact, money]\n', None),
    "a quote right behind a colon, closed": ('role:"Night nurse"\n', 'role: "Night nurse"\n'),
    "an item that looks like a key": (
        "conversations:\n  - {date: 2026-01-01, type: life-story}\n”  - {date: 2026-03-17, type: check-in}\n  - {date: 2026-06-16}\n",
        None,
    ),
    "an entry with nothing in it, elsewhere": (
        "visions:\n  - {vision: A}\n-\ngoals:\n  - goal: B\n    obstacles:\n      - Money\n      - Time\n",
        "visions:\n  - {vision: A}\n  -\ngoals:\n  - goal: B\n    obstacles:\n      - Money\n      - Time\n",
    ),
    "a sign between a comma and a key": ("topics:\n  - {topic: Nights,: by: kim}\n", None),
    "an item, and a sign behind it": ("topics:\n  - {topic: Nights, by: kim}:\n", None),
    "an item, and a sign before it": ("topics:\n  - @{topic: Nights, by: kim}\n", None),
    "an item, and a quote before it": ("topics:\n  - ' {topic: Bo's nights, by: kim}\n", None),
    "an item whose brace closes early": ("topics:\n  - {topic:} Nights, by: kim}\n", None),
    "a text in braces": ("topics:\n  - {nights} fewer\n", 'topics:\n  - "{nights} fewer"\n'),
    "a colon twice behind a key": (
        "role: A: b\ntopics:\n  - {topic: Nights, by:: kim}\n",
        'role: "A: b"\ntopics:\n  - {topic: Nights, by: kim}\n',
    ),
    "no blank behind a key's colon": ("topics:\n  - {topic: What, and when, by:kim}\n", None),
    "a sign before a key in braces": ("topics:\n  - {topic: Nights, `by: kim}\n", None),
    "a question mark alone": ("manager: ?\nvisions:\n  - One\n  - ?\n", "manager:\nvisions:\n  - One\n  -\n"),
    "a hyphen alone": ("goals:\n  - goal: A\n    measure: -\n", "goals:\n  - goal: A\n    measure:\n"),
    "an entry without its hyphen": ("visions:\n  - One\n  Two\n  - Three\n", "visions:\n  - One\n  - Two\n  - Three\n"),
    "boxes and arrows": ("topics:\n  ☐ Nights\n  → Knives: who pays?\n", 'topics:\n  - Nights\n  - "Knives: who pays?"\n'),
    "words below each other": ("interests:\n  - One\nimprove:\n  Two\n  Three\n", None),
    "a colon below a key that nobody knows": (
        "Zonk:\n  - Zink: B\n    Zank:\n      - Step: Course: FE\n",
        'Zonk:\n  - Zink: B\n    Zank:\n      - Step: "Course: FE"\n',
    ),
    "question marks in brackets": ("interests: [Dough, ??]\n", 'interests: [Dough, "??"]\n'),
    "boxes before words": ("interests:\n  ☐ One\n  ☐ Two\n", "interests:\n  - One\n  - Two\n"),
    "a tick in place of a hyphen": ("visions:\n  - One\n  ✓ Two\n", None),
    "only the first goal has a hyphen": (
        "goals:\n  - goal: A\n    due: 2026-05-01\n    goal: B\n    due: 2026-06-01\n",
        "goals:\n  - goal: A\n    due: 2026-05-01\n  - goal: B\n    due: 2026-06-01\n",
    ),
    "a name twice, and nothing else": ("goals:\n  - goal: A\n    goal: B\n    due: 2026-06-01\n", None),
    "no hyphen, and one without its blank": (
        "goals:\n  goal: A\n  due: 2026-05-01\n  -goal: B\n  due: 2026-06-01\n",
        "goals:\n  - goal: A\n    due: 2026-05-01\n  - goal: B\n    due: 2026-06-01\n",
    ),
    "the line that begins an entry is a comment": (
        "goals:\n#  - goal: A\n    due: 2026-05-01\n",
        "goals:\n  - goal: A\n    due: 2026-05-01\n",
    ),
    "a comma that may divide, beside one that cannot": (
        "strengths:\n  - {skill: Calm, even at noon}\nskills:\n  - skill: A\n    ways:\n      - {way: B, pros: Cheap, quick, cons: C}\n",
        'strengths:\n  - {skill: "Calm, even at noon"}\nskills:\n  - skill: A\n    ways:\n      - {way: B, pros: Cheap, quick, cons: C}\n',
    ),
    "a comment among the entries": (
        "role: A: b\nskills:\n  - skill: C\n    actions:\n      # one\n      - {action: D}\n",
        'role: "A: b"\nskills:\n  - skill: C\n    actions:\n      # one\n      - {action: D}\n',
    ),
}


@pytest.mark.parametrize("case", LINES)
def test_what_has_one_right_answer_is_mended_and_what_may_be_meant_so_is_not(case: str) -> None:
    lines, meant = LINES[case]
    raw = f"---\nname: Ada\n{lines}---\n".encode()
    problems = read(raw).problems
    assert any(problem.fix for problem in problems) == (meant is not None), problems
    assert fixed(raw) == f"---\nname: Ada\n{lines if meant is None else meant}---\n".encode()


@pytest.mark.parametrize(
    "lines",
    {
        "a name that is a comment, below a line that cannot be read": "goals:\n  - id: a\n#    goal: Run it\n    measure: b: c\n",
        "a day, beside an odd key": "conversations:\n  - {date: 2026-07-15, type:’ check-in}\n  - {date: 2026/10/21, type: check-in}\n",
    }.values(),
)
def test_what_is_called_fixable_is_mended_whatever_stands_beside_it(lines: str) -> None:
    raw = f"---\nname: Ada\n{lines}---\n".encode()
    assert any(problem.fix for problem in read(raw).problems)
    mended, left = fix(raw)
    assert not left
    assert not any(problem.fix for problem in read(mended).problems)


def test_what_a_number_sign_cuts_off_between_brackets_is_told() -> None:
    raw = b"---\nname: Ada\ninterests: [Bread, #1 is rye\n  Cakes, #2 too\n  'Pies #3', # a comment\n  Tarts]\n---\n"
    assert [(problem.rule, problem.line, problem.column) for problem in read(raw).problems] == [
        ("text-cut", 3, 20),
        ("text-cut", 4, 10),
    ]
    assert fixed(raw) == raw


def test_dozens_of_slips_take_less_than_a_second() -> None:
    lines = "".join(f"\t- {{topic: Pay {i}: what, and when?, by: kim}}\n  • Nights {i}: fewer?\n" for i in range(60))
    raw = f"---\nname: Ada\ntopics:\n{lines}---\n".encode()
    began = time.process_time()
    mended = fixed(raw)
    assert time.process_time() - began < 1
    assert not read(mended).problems


@pytest.mark.parametrize(
    "lines",
    {
        "number signs": "#" * 1_000_000,
        "comments in comments": "role: x" + " #a" * 8_000,
        "keys in comments": "#a:" * 8_000,
        "brackets that stay open": "visions:\n" + "  - [a\n" * 3_000,
        "quotes that stay open": "visions:\n" + '  - "a\n' * 3_000,
        "braces and commas": "topics:\n  - {topic: " + "a, by: b, " * 2_000 + "}",
    }.values(),
)
def test_no_text_makes_anybody_wait(lines: str) -> None:
    began = time.process_time()
    read(f"---\nname: Ada\n{lines}\n---\n".encode())
    assert time.process_time() - began < 1


@pytest.mark.parametrize("end", ["\n", "\r\n"], ids=["LF", "CRLF"])
def test_a_title_goes_below_and_what_is_never_closed_is_closed(end: str) -> None:
    def both(*lines: str) -> bytes:
        return end.join(lines).encode()

    title = both("# Plan of Ada", "", "---", "name: Ada", "---", "", "## Life story", "")
    assert [problem.fix for problem in read(title).problems] == ["---"]
    assert fixed(title) == both("---", "name: Ada", "---", "", "# Plan of Ada", "", "## Life story", "")
    assert fixed(both("---", "name: Ada", "topics:", "- Nights")) == both("---", "name: Ada", "topics:", "- Nights", "---", "")
    for raw in (
        both("Some prose.", "---", "name: Ada", "---", ""),
        both("---", "name: Ada", "", "# Ada", "", "She came in spring.", ""),
        both("---", "name: Ada", "She came in spring.", ""),
    ):
        assert fixed(raw) == raw and not read(raw).problems[0].fix
