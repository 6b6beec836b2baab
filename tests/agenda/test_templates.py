"""A team's own templates: what they can use is documented, and they may lay out a page in another way."""

from __future__ import annotations

import inspect
import os
import pydoc
import re
from pathlib import Path
from typing import Any

import msgspec
import pytest

from cap.agenda import prepare
from cap.agenda.layout import FILTERS
from cap.agenda.page import Agreement, Line, Page, Section, Tough
from cap.agenda.prepare import Options, agenda_types, as_json, frame_of
from cap.plan.read import read
from cap.rendering import TemplateProblem
from tests.agenda.lives import DAY, written
from tests.agenda.printed import AUDIENCES, KINDS, body, page_of, rows

GRACE = Path(__file__).with_name("grace.md").read_bytes()
DOC = inspect.cleandoc(prepare.__doc__ or "")


@pytest.fixture
def team(tmp_path: Path) -> Path:
    (tmp_path / "agenda").mkdir()
    return tmp_path


def with_template(team: Path, text: str, kind: str = "check-in", **how: Any) -> str:
    (team / "agenda" / f"{kind}.md.j2").write_text(text, encoding="utf-8")
    return page_of(GRACE, team=team, kind=kind, **how).text


# --- what is documented is what is given --------------------------------------------------------------------------------------------


def given() -> set[str]:
    return {*frame_of(read(GRACE), "check-in", Options(today=DAY)), "page"}


def documented() -> set[str]:
    """The names in the first column of the list, up to the filters."""
    table = DOC.partition("\n\n")[2].partition("The filters")[0]
    names = [
        name for line in table.splitlines() if (found := re.match(r" {4}(\w+(?:, \w+)*) ", line)) for name in found[1].split(", ")
    ]
    assert len(names) == len(set(names))
    return set(names)


def test_every_variable_is_documented_and_every_documented_one_is_there() -> None:
    assert documented() == given()


def test_so_is_all_that_a_page_is_made_of() -> None:
    assert set(re.findall(r"\bpage\.(\w+)", DOC)) == set(Page.__struct_fields__)
    braces = {frozenset(re.findall(r"\w+", found)) for found in re.findall(r"\[\{([\w, ]+)\}\]", DOC)}
    for shape in (Section, Line, Agreement, Tough):
        assert frozenset(shape.__struct_fields__) in braces, shape


def test_so_is_every_filter() -> None:
    assert set(re.findall(r"\w+\|(\w+)", DOC.partition("The filters")[2])) == set(FILTERS)


def test_the_list_can_be_read_without_opening_a_file() -> None:
    shown = pydoc.plain(pydoc.render_doc(prepare))
    assert "page.agreements" in shown and "agree_minutes" in shown


@pytest.mark.parametrize("audience", AUDIENCES)
@pytest.mark.parametrize("kind", KINDS)
def test_everything_is_there_for_every_talk_and_audience(team: Path, kind: str, audience: str) -> None:
    """A template that names all there is works everywhere: nothing is there now and then."""
    text = "".join(f"{{{{ {name} }}}} " for name in sorted(given() - {"page", "plan"}))
    text += "".join(f"{{{{ page.{name}|string }}}} " for name in Page.__struct_fields__)
    text += "{% for s in page.sections %}{% for l in s.lines %}{{ l.text ~ l.box ~ l.question ~ l.rank ~ l.number }}{% endfor %}{{ s.about ~ s.minutes }}{% endfor %}"
    assert with_template(team, text, kind, audience=audience, private="a note")
    made = page_of({"name": "Ada"}, team=team, kind=kind, audience=audience)
    assert ("Ada" in made.text) == (kind != "team-session")


# --- a team's own -------------------------------------------------------------------------------------------------------------------


def test_one_block_in_place_of_ours(team: Path) -> None:
    ours = page_of(GRACE, kind="check-in", minutes=60).text
    theirs = with_template(
        team, '{% extends "cap:agenda/check-in.md.j2" %}{% block after %}\nBook the room again.\n{% endblock %}', minutes=60
    )
    assert "## After" in ours and "## After" not in theirs and "Book the room again." in theirs
    assert body(theirs)[: len(body(ours)) - 3] == body(ours)[:-3]


def test_every_block_of_the_frames_can_be_replaced(team: Path) -> None:
    from cap.rendering import built_in

    for frame, minutes in (("_page", 60), ("_short", 15)):
        blocks = re.findall(r"{% block (\w+)", (built_in() / "agenda" / f"{frame}.md.j2").read_text(encoding="utf-8"))
        assert len(blocks) >= 10
        for block in blocks:
            mark = f"ours: {block}"
            text = f'{{% extends "cap:agenda/check-in.md.j2" %}}{{% block {block} %}}\n{mark}\n{{% endblock %}}'
            assert mark in with_template(team, text, minutes=minutes, audience="manager", private="a note\n- seen: a moment")


def test_the_subjects_and_agreements_laid_out_in_another_way(team: Path) -> None:
    text = """{#- Our own. -#}
{% for section in page.sections %}
{{ loop.index }} | {{ section.title }} | {{ section.minutes }}
{% for line in section.lines if line.question %}
  ? {{ line.text }}
{% endfor %}
{% endfor %}
{% for row in page.agreements %}
=> {{ row.who }}: {{ row.what }}{{ ", " ~ row.by if row.by }}
{% endfor %}
{{ plan.name }}, {{ plan.goals[0].measure }}
"""
    made = with_template(team, text, minutes=30)
    page = page_of(GRACE, kind="check-in", minutes=30).page
    minutes = [int(found) for found in re.findall(r"^\d+ \| .* \| (\d+)$", made, re.MULTILINE)]
    assert sum(minutes) + page.agree_minutes == 30 or len(minutes) != len(page.sections)
    assert "=> Ruth: A seat in the bed office" in made
    assert "Grace Adeyemi, Signed off for lone charge by the matron" in made
    assert made.splitlines()[-1].startswith("cap: plan · 2026-05-18 · check-in · both")


def test_a_type_of_their_own_borrows_the_talk_that_the_plan_calls_for(team: Path) -> None:
    made = with_template(team, '{#- A walk round the lake. -#}\n{% extends "cap:agenda/_page.md.j2" %}', kind="walk", minutes=60)
    assert "A seat in the bed office" in made and rows(made)
    assert ("walk", "A walk round the lake.") in [(kind.name, kind.description) for kind in agenda_types(team)]
    (team / "talks.yaml").write_text(
        "talks:\n  walk:\n    aim: fresh air\n    open: [Which way?, Which way today?, Left?, Right?]\n"
        "    parts:\n      - {part: opening, title: At the gate}\n      - {part: lake, title: Round the lake, say: [Look at the ducks.]}\n",
        encoding="utf-8",
    )
    made = with_template(team, '{% extends "cap:agenda/_page.md.j2" %}', kind="walk", minutes=60)
    assert "At the gate" in made and "Look at the ducks." in made and "fresh air" in made
    assert "A seat in the bed office" in made  # what is owed comes first, whatever the talk


def test_words_of_their_own_take_the_place_of_ours(team: Path) -> None:
    (team / "talks.yaml").write_text("close: [Tea?, Coffee?, Water?, Nothing?]\n", encoding="utf-8")
    made = page_of(GRACE, team=team, kind="check-in", minutes=60).text
    assert re.search(r"Tea\?|Coffee\?|Water\?|Nothing\?", made)


# --- what goes wrong ----------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "guess"),
    [
        ("{{ page.titel }}", "title"),
        ("{{ maneger }}", "manager"),
        ("\n\n{{ page.section }}", "sections"),
        ("{% for row in page.agreements %}{{ row.wat }}{% endfor %}", "what"),
        ("{{ day|speled }}", "spelled"),
    ],
)
def test_a_wrong_name_is_told_in_one_line_with_a_guess(team: Path, text: str, guess: str) -> None:
    with pytest.raises(TemplateProblem) as caught:
        with_template(team, text)
    told = str(caught.value)
    assert "\n" not in told and f"`{guess}`" in told and f"check-in.md.j2:{text.count(chr(10)) + 1}:" in told
    assert str(team) in told or os.sep in told


@pytest.mark.parametrize("file", ["talks.yaml", "events.yaml", "questions.yaml"])
@pytest.mark.parametrize("text", ["talk: {}\n", "- a\n", "close: [\n", "notes: [{row: a}]\n", "\x00"])
def test_a_file_of_words_that_is_wrong_is_told_by_its_place(team: Path, file: str, text: str) -> None:
    (team / file).write_text(text, encoding="utf-8")
    with pytest.raises(TemplateProblem) as caught:
        page_of(GRACE, team=team)
    assert "\n" not in str(caught.value) and file in str(caught.value)


def test_private_notes_are_not_told_in_what_goes_wrong(team: Path) -> None:
    text = "{{ page.private[0].zebra.stripes }}"
    with pytest.raises(TemplateProblem) as caught:
        with_template(team, text, audience="manager", private="secret-word")
    assert "secret-word" not in str(caught.value)
    with pytest.raises(TemplateProblem) as caught:
        with_template(team, "{{ plan[page.private[0]] }}", audience="manager", private="secret-word")
    assert "secret-word" not in str(caught.value)


# --- as data ------------------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("audience", AUDIENCES)
def test_the_page_as_data_is_what_a_template_gets(audience: str) -> None:
    options = Options(today=DAY, audience=audience)  # type: ignore[arg-type]
    made = prepare.agenda(read(GRACE), options)
    data = as_json(made, options)
    assert msgspec.convert(data["page"], Page) == made.page
    assert (data["kind"], data["audience"], data["version"]) == (made.kind, audience, 1)
    if audience != "manager":
        assert not data["page"]["private"] and not data["page"]["seen"]


def test_a_plan_without_anything_has_a_page() -> None:
    assert page_of(written({"name": "Ada"})).text.startswith("# Career conversation: Ada")
