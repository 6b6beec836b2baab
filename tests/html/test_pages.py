"""Pages for a browser: nothing in them runs but our own script, nothing is fetched, and what is filled in is the page again."""

from __future__ import annotations

import datetime
import re
from html import escape
from html.parser import HTMLParser

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from cap.form.html import html as form_page
from cap.html.document import document
from cap.html.fillable import fillable
from cap.html.markdown import html
from cap.plan.read import read
from cap.show.html import page_of
from cap.show.page import page
from cap.team.due import Wanted, find, in_order
from cap.team.output import due, people
from cap.team.overview import Asked, row
from cap.text.escapes import visible
from tests.plans_strategy import Written, examples, mutated, plan_files, plans

DAY = datetime.date(2026, 11, 22)
VOID = {"meta", "input", "br", "hr", "path", "rect", "circle"}


def plain(text: str, style: str) -> str:
    return text


class Seen(HTMLParser):
    """What a page consists of; raises AssertionError for a tag that is not closed."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.open: list[str] = []
        self.feed(text)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


def assert_harmless(text: str, scripts: int) -> None:
    seen = Seen(text)
    assert [tag for tag, _ in seen.tags].count("script") == scripts
    assert {tag for tag, _ in seen.tags}.isdisjoint({"img", "iframe", "object", "embed", "link", "base", "audio", "video"})
    for tag, attributes in seen.tags:
        assert not [name for name in attributes if name.startswith("on") or name in ("src", "srcset", "style", "action")], tag
        assert re.match(r"(?i)(https?:|mailto:|#|[^:]*$)", attributes.get("href") or ""), attributes


@given(plans())
@examples(60)
def test_a_plan_as_a_page_holds_nothing_that_runs(plan: Written) -> None:
    reading = read(plan.raw)
    if reading.plan is not None:
        made = page(reading, reading.plan, today=DAY, cadence="3 months", full=True)
        assert_harmless(page_of(made, reading, reading.plan), 0)


@given(st.lists(st.one_of(plan_files(), mutated(plan_files())), max_size=4), st.text(max_size=8))
@examples(40)
def test_everyone_and_what_is_due_as_pages_hold_nothing_that_runs_and_every_name(raws: list[bytes], key: str) -> None:
    readings = [read(raw) for raw in raws]
    found = [row(key, reading, [], today=DAY, cadence="3 months") for reading in readings]
    rows = [one for one in found if one is not None]
    wanted = Wanted(datetime.date.max, manager=None)
    dues = in_order([find(key, reading, wanted, today=DAY, cadence="3 months") for reading in readings], wanted)
    asked = Asked(manager=key or None).in_words()
    for made, names in (
        ("\n".join(people.render("html", rows, DAY, None, plain, [asked])), [one.name for one in rows if one.name]),
        ("\n".join(due.render("html", dues, DAY, DAY, None, plain, [asked])), [one.what for one in dues]),
    ):
        assert_harmless(made, 0)
        for name in names:
            assert escape(visible(" ".join(name.split()))) in made


@example("[x](javascript:alert(1)) <b onclick=x> ![](https://example.org/a.png)")
@example("# a\n\n| a |\n|---|\n| ______ |\n\n## b\n\n- [ ] c ______\n\n</textarea><script>x</script>\n\n<!-- 0123 -->")
@example("- <http://b/%EE%80%80b999.0%EE%80%81> and <http://b/%EE%80%80n0.0%EE%80%81>")
@example("&#xE000;b99999.0&#xE001; &#57344;n0.0&#57345; \ue000c3.0\ue001")
@given(st.text(st.sampled_from("#-[]()<>|_ \n&;!/ab`*\"'\\") | st.characters(exclude_categories=["Cs"]), max_size=120))
@examples(100)
def test_whatever_stands_on_a_page_that_is_filled_in(text: str) -> None:
    assert_harmless(fillable(text, key="a", how="Fill it in."), 1)
    assert_harmless(document("t", [html(text)]), 0)


def test_each_block_reads_in_the_direction_of_most_of_it() -> None:
    made = html(
        "## שרה's question (15 min)\n\n- “ניהול לוח”: bring one moment.\n- להוביל צוות, אולי ב-Berlin\n\n| רות | What |\n|---|---|\n| 1 | לוח |"
    )
    assert '<h3 dir="ltr">שרה' in made
    assert '<li dir="ltr">“ניהול לוח”: bring' in made and '<li dir="rtl">להוביל' in made
    assert '<th dir="rtl">רות</th>' in made and '<td dir="rtl">לוח</td>' in made
    assert html("1. אחת\n2. שתיים").startswith('<ol dir="rtl">')
    assert "dir=" not in html("## Zoë’s “question”\n\n- 五郎\n\nДа.")


def test_a_form_reads_in_its_own_direction_and_shows_on_paper_what_a_field_would_cut() -> None:
    vision = "Charge nurse on a ward where people stay, and where nobody has to work alone at night"
    reading = read(
        f"---\nname: שרה\nvisions: [{{id: a, vision: '{vision}'}}, {{id: b, vision: Short}}]\ngoals: [{{goal: G, vision: [a, b]}}]\n---\n".encode()
    )
    made = form_page(reading, key="a", day=DAY)
    assert '<p dir="ltr">שרה, this is your plan.' in made
    assert re.findall(r'value="([^"]*)"[^>]*>\n<p class="paper" aria-hidden="true">(.*?)</p>', made) == [(vision, vision)]


@pytest.mark.parametrize("script", ["", "let a = 1;"])
def test_a_page_may_do_what_it_brings_and_nothing_else(script: str) -> None:
    made = document("A & <b>", ["<p>x</p>"], script=script)
    policy = re.search(r'Content-Security-Policy" content="([^"]*)"', made)
    assert policy and policy[1].startswith("default-src 'none'; style-src 'sha256-")
    assert ("script-src 'sha256-" in policy[1]) == bool(script)
    assert "<title>A &amp; &lt;b&gt;</title>" in made
