"""A plan as a page for a browser: its pictures, and what stands in their place where there is no room for them."""

from __future__ import annotations

import re
from datetime import date
from xml.etree import ElementTree

import pytest

from cap.plan.read import read
from cap.show.html import page_of
from cap.show.page import page
from tests.map.test_map import TANGLED

DAY = date(2026, 11, 22)


def made(text: str) -> str:
    reading = read(text.encode())
    assert reading.plan is not None
    return page_of(page(reading, reading.plan, today=DAY, cadence="3 months", full=True), reading, reading.plan)


def pictures(text: str) -> list[ElementTree.Element]:
    """The pictures of a page, in their order."""
    return [ElementTree.fromstring(found) for found in re.findall(r"(?s)<svg.*?</svg>", text)]


def rated(raters: list[str], number: int) -> str:
    ratings = "".join(
        f"      - {{date: 2026-{i % 12 + 1:02}-{i // 12 + 1:02}, rating: {i % 10 + 1}, by: {raters[i % len(raters)]!r}}}\n"
        for i in range(number)
    )
    return f"---\nname: Ada\nskills:\n  - skill: Handing over\n    target: 7\n    ratings:\n{ratings}---\n"


@pytest.mark.parametrize("number", [2, 40])
def test_every_rater_is_named_once_and_no_name_lies_on_another(number: int) -> None:
    raters = [
        "self",
        "Ruth Lindqvist",
        "A name of more than twenty-four letters",
        "五郎山田五郎山田五郎山田五郎",
        "Tom",
        "Óscar Núñez",
    ]
    [picture] = pictures(made(rated(raters[:number], number)))
    _, _, width, height = map(float, picture.attrib["viewBox"].split())
    named = {
        (text.text or "")[:3]: (float(text.attrib["y"]), float(text.attrib["x"]), len(text.text or ""))
        for text in picture
        if text.tag == "text" and (text.text or "")[:3] in {rater[:3] for rater in raters}
    }
    assert set(named) == {rater[:3] for rater in raters[:number]}
    places = sorted(named.values())
    assert all(y < height for y, _, _ in places)
    for (y, x, letters), (other_y, other_x, _) in zip(places, [*places[1:], (height, width, 0)], strict=True):
        end = x + 7 * letters  # pixels of a letter, of ours at this size
        assert other_y - y >= 15 or end < other_x
        assert end < width


def test_the_way_is_a_picture_with_words_to_unfold() -> None:
    picture, _, words = made(TANGLED).partition("<details><summary>In words</summary>")
    words = words.partition("</details>")[0]
    assert "<svg" in picture and "<svg" not in words
    told = re.findall(r"<b><bdi>(.*?)</bdi></b> (.*?)</p>", words)
    numbers = [number for number, _ in told]
    assert numbers == ["v1", "g1", "1", "1.1", "v2", "g1", "v3", "g3", "2", "3"]
    assert [number for number, said in told if "as above" in said] == ["g1"]
    assert words.count("<li") == words.count("</li>") == len(told) and words.count("<ul") == words.count("</ul>")
    assert '<bdi class="soft">(no goal leads here yet)</bdi>' in words


def test_a_way_too_long_for_a_picture_is_told_first() -> None:
    visions = "".join(f"  - Vision number {i}\n" for i in range(40))
    text = made(f"---\nname: Ada\nvisions:\n{visions}goals:\n  - {{id: g, goal: Learn}}\nskills: [{{skill: S, goal: g}}]\n---\n")
    words, _, picture = text.partition("<details><summary>As a picture</summary>")
    assert "Vision number 39" in words and "<svg" not in words
    assert "<svg" in picture.partition("</details>")[0]


def test_the_two_whose_plan_it_is_can_sign_it() -> None:
    assert "<p>Ada B, date</p><p>Ruth, date</p>" in made("---\nname: Ada B\nmanager: Ruth\n---\n")
    assert "<p>Ada B, date</p><p>Signed, date</p>" in made("---\nname: Ada B\n---\n")
