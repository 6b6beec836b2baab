"""The way from visions to actions, in every form in which it is drawn."""

from __future__ import annotations

import re
from html import unescape
from pathlib import Path
from xml.etree import ElementTree

import pytest
from hypothesis import given

from cap.map import Format, renderer
from cap.map.ways import Ways, ways
from cap.plan.read import read
from tests.plans_strategy import Written, examples, plans
from tests.transcripts import assert_approved

HERE = Path(__file__).parent
EXAMPLES = HERE.parents[1] / "examples" / "plans"
SVG = "{http://www.w3.org/2000/svg}"

TANGLED = """---
name: Zoë O'Neill
visions:
  - {id: school, vision: A school of my own}
  - {id: shop, vision: "A shop, \\"by\\" the sea [some day] <b>"}
  - Nothing yet
goals:
  - {id: lead, goal: Lead the early shift, vision: [school, shop], due: 2027-03-31}
  - {id: past, goal: Be a preceptor, vision: shop, done: 2026-03-31}
  - Learn to swim
skills:
  - {skill: Handing over, goal: [lead, past], rating: 4, target: 6, actions: [Ask Ruth]}
  - {skill: Teaching, goal: past}
  - Whistling
---
"""


def found(text: str, *, closed: bool = False) -> Ways:
    reading = read(text.encode())
    assert reading.plan is not None
    return ways(reading, reading.plan, closed=closed)


def drawn(found: Ways, format: Format, columns: int = 80) -> str:
    return "\n".join(renderer(format)(found, columns, lambda text, style: text)) + "\n"


@pytest.mark.parametrize("format", ["tree", "mermaid"])
def test_what_leads_where_and_what_leads_nowhere(format: Format) -> None:
    assert_approved(drawn(found(TANGLED), format), HERE / f"tangled.{format}.txt")


def test_what_is_closed_too() -> None:
    assert_approved(drawn(found(TANGLED, closed=True), "tree"), HERE / "tangled-all.tree.txt")


@pytest.mark.parametrize("file", sorted(EXAMPLES.glob("*.md")), ids=lambda path: path.stem)
def test_every_stop_is_in_every_picture_once(file: Path) -> None:
    made = found(file.read_text(encoding="utf-8"), closed=True)
    picture = ElementTree.fromstring(drawn(made, "svg"))
    boxes = [" ".join(text.text or "" for text in box.iter(f"{SVG}text")) for box in picture.iter(f"{SVG}g")]
    chart = drawn(made, "mermaid")
    tree = drawn(made, "tree", 10_000)
    for stop in made.stops:
        assert [box for box in boxes if box.startswith(f"{stop.number} ")], stop
        assert len(re.findall(rf'^  n{stop.number.replace(".", "_")}\W.*"', chart, re.M)) == 1
        assert f"{stop.number} {stop.text}" in tree
    assert len(boxes) == len(made.stops)


@given(plans())
@examples(100)
def test_no_words_of_a_plan_break_a_picture(plan: Written) -> None:
    reading = read(plan.raw)
    if reading.plan is None:
        return
    made = ways(reading, reading.plan, closed=True)
    picture = ElementTree.fromstring(drawn(made, "svg"))
    assert len(list(picture.iter(f"{SVG}g"))) == len(made.stops)
    for line in drawn(made, "mermaid").splitlines():
        assert line.count('"') in (0, 2)
    for line in drawn(made, "tree").splitlines():
        assert not re.search(r"[\x00-\x1f\x7f-\x9f\u202a-\u202e]", line)


def test_boxes_do_not_lie_on_each_other() -> None:
    skills = "".join(
        f"  - {{skill: Skill {i}, goal: g{i % 3}, actions: [{', '.join(f'Do the thing number {j} of {i}' for j in range(i))}]}}\n"
        for i in range(12)
    )
    goals = "".join(f"  - {{id: g{i}, goal: Goal {i}, vision: v{(i + 1) % 2}}}\n" for i in range(3))
    text = (
        f"---\nname: Ada\nvisions:\n  - {{id: v0, vision: A}}\n  - {{id: v1, vision: B}}\ngoals:\n{goals}skills:\n{skills}---\n"
    )
    picture = ElementTree.fromstring(drawn(found(text), "svg"))
    boxes = [[float(box.attrib[key]) for key in ("x", "y", "width", "height")] for box in picture.iter(f"{SVG}rect")]
    height = float(picture.attrib["height"])
    for i, (x, y, wide, high) in enumerate(boxes):
        assert y >= 0 and y + high <= height
        for other_x, other_y, other_wide, other_high in boxes[i + 1 :]:
            assert x + wide <= other_x or other_x + other_wide <= x or y + high <= other_y or other_y + other_high <= y


def test_a_box_reads_from_the_right_where_its_words_do() -> None:
    text = "---\nname: A\nskills: [{skill: 'ניהול לוח, ב-Berlin', rating: 4, target: 6, actions: [Ask שרה]}]\n---\n"
    picture = ElementTree.fromstring(drawn(found(text), "svg"))
    leftward, rightward = list(picture.iter(f"{SVG}g"))
    box, words, *others = leftward
    right = float(box.attrib["x"]) + float(box.attrib["width"])
    assert words.attrib["direction"] == "rtl" and 0 < right - float(words.attrib["x"]) < 20
    assert (others[0].text, others[0].attrib["text-anchor"]) == ("4 → 6", "end")
    assert "direction" not in rightward[1].attrib and float(rightward[1].attrib["x"]) - float(rightward[0].attrib["x"]) < 20


def test_the_picture_is_told_in_words() -> None:
    picture = ElementTree.fromstring(drawn(found(TANGLED), "svg"))
    described = unescape(picture.findtext(f"{SVG}desc") or "")
    assert "g1 Lead the early shift, by 2027-03-31 leads to 1." in described
    assert "3 Whistling, for no goal, nothing planned for it yet." in described
