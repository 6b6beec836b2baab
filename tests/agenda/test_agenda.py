"""The agenda as its readers get it: what stands in it, for whom, and what never does."""

from __future__ import annotations

import itertools
import re
import subprocess
import sys
import time
from datetime import date
from pathlib import Path
from typing import Any, get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from msgspec.structs import replace

from cap.agenda import context as module
from cap.agenda import facts
from cap.agenda.context import Agenda, Audience, agenda, agenda_types
from cap.agenda.layout import share
from cap.agenda.questions import load
from cap.lint.engine import lint
from cap.lint.rules.privacy import MANAGERS_PAGE
from cap.plan.model import Goal, Plan, Skill, Support, Topic, Vision
from cap.plan.read import Reading, read
from cap.refusal import Refusal
from cap.rendering import TemplateProblem
from tests.plans_strategy import examples, plans
from tests.transcripts import assert_approved

HERE = Path(__file__).parent
TODAY = date(2026, 5, 11)
AUDIENCES: tuple[Audience, ...] = get_args(Audience)
KINDS = ("unclear-goals", "clear-goals")


def reading_of(plan: Plan) -> Reading:
    """A file that says no more than the plan."""
    reading = Reading("plan.md", b"")
    reading.plan = plan
    return reading


def said(text: str, *, today: date = TODAY, **how: Any) -> Agenda:
    """The agenda of a plan file's text, with its findings."""
    reading = read(text.encode())
    return agenda(reading, lint(reading, today=today), today=today, **how)


def plan_of(front: str) -> str:
    return f"---\n{front}\n---\n"


def section(text: str, title: str) -> str:
    """What stands below a heading that starts with `title`, up to the next one."""
    found = re.search(rf"^#+ {re.escape(title)}.*?\n(.*?)(?=^#|\Z)", text, re.MULTILINE | re.DOTALL)
    assert found, f"no {title} in:\n{text}"
    return found[1]


# --- the whole of it ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("audience", AUDIENCES)
def test_an_agenda_reads_as_its_transcript_does(kind: str, audience: Audience) -> None:
    text = said((HERE / "grace.md").read_text("utf-8"), kind=kind, audience=audience).text
    # with its first line, `cap lint` would find the transcript in this repository
    head = f"{MANAGERS_PAGE}\n\n" if audience == "manager" else ""
    assert text.startswith(head)
    assert_approved(text.removeprefix(head), HERE / f"grace-{kind}-{audience}.txt")


@examples(40)
@given(plans(), st.sampled_from(AUDIENCES), st.sampled_from((*KINDS, None)), st.integers(15, 480), st.dates())
def test_every_valid_plan_has_an_agenda_whose_minutes_add_up(
    written: Any, audience: Audience, kind: str | None, minutes: int, today: date
) -> None:
    reading = read(written.raw)
    made = agenda(reading, lint(reading, today=today), today=today, audience=audience, kind=kind, minutes=minutes)
    boxes = [int(box) for box in re.findall(r"^### .* \((\d+) min\)$", made.text, re.MULTILINE)]
    assert sum(boxes) == minutes and all(boxes)
    _assert_only_our_markup(made.text)


def _assert_only_our_markup(text: str) -> None:
    """Nothing from the plan has become a heading, a link, an image, code, HTML or a rule."""
    tokens = MarkdownIt().enable("strikethrough").parse(text)
    ours = {"heading", "paragraph", "bullet_list", "list_item", "inline"}
    assert {re.sub("_(open|close)$", "", token.type) for token in tokens} <= ours
    headings = [token for token in tokens if token.type == "heading_open"]
    assert [heading.tag for heading in headings].count("h1") == 1 and headings[0].tag == "h1"
    inside = [child for token in tokens for child in token.children or []]
    assert {re.sub("_(open|close)$", "", child.type) for child in inside} <= {
        "text",
        "text_special",
        "strong",
        "em",
    }


def test_a_plan_far_larger_than_any_still_has_one() -> None:
    long = "word " * 60
    plan = Plan(
        name=long,
        topics=[Topic(topic=f"{long}{i}", note=long) for i in range(600)],
        support=[Support(need=f"{long}{i}", from_="manager") for i in range(600)],
        interests=[f"{long}{i}" for i in range(600)],
        motivations=[long] * 600,
        themes=[long] * 600,
    )
    for audience in AUDIENCES:
        assert "and 594 more in the plan" in agenda(reading_of(plan), [], today=TODAY, audience=audience).text


def test_what_refers_to_what_is_found_in_time() -> None:
    plan = Plan(
        name="Ada",
        visions=[Vision(vision=f"Vision {i}", id=f"v-{i}") for i in range(8_000)],
        goals=[Goal(goal=f"Goal {i}", id=f"g-{i}", vision=[f"v-{i}"]) for i in range(8_000)],
        skills=[Skill(skill=f"Skill {i}", goal=[f"g-{i}", "g-1"]) for i in range(8_000)],
    )
    start = time.process_time()
    known = facts.known(facts.View(plan, TODAY, facts.called(plan, "both")))
    assert "Leads to: Vision 2" in agenda(reading_of(plan), [], today=TODAY).text
    assert time.process_time() - start < 4
    goals, skills = known["goals"], known["skills"]
    assert goals[7]["visions"] == ["Vision 7"] and goals[7]["skills"] == ["Skill 7"] and len(goals[1]["skills"]) == 8_000
    assert skills[7]["goals"] == ["Goal 7", "Goal 1"]


# --- who sees what --------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", KINDS)
def test_lines_to_take_and_tips_are_for_the_manager_alone(kind: str, tmp_path: Path) -> None:
    (tmp_path / "questions.yaml").write_text(
        "tough:\n  - {question: A tough one?, line: SECRET line, look: skills}\ntips:\n  up: [SECRET tip]\n", encoding="utf-8"
    )
    grace = (HERE / "grace.md").read_text("utf-8")
    sheets = {who: said(grace, kind=kind, audience=who, team_templates=tmp_path).text for who in AUDIENCES}
    assert sheets["manager"].count("SECRET") == 2 and "A tough one?" in sheets["manager"]
    for who in ("both", "person"):
        assert "SECRET" not in sheets[who] and "A tough one?" not in sheets[who]


def test_what_is_for_the_manager_alone_is_not_even_given_to_the_other_templates() -> None:
    reading = read((HERE / "grace.md").read_bytes())
    assert reading.plan is not None
    how = {"today": TODAY, "kind": "clear-goals", "reason": "", "minutes": 60, "cadence": "3 months", "private": "x"}
    for who in AUDIENCES:
        values = module.context(reading.plan, [], load(), audience=who, **how)  # type: ignore[arg-type]
        assert [bool(values[name]) for name in ("tips", "tough", "seen", "private")] == [who == "manager"] * 4
        assert bool(values["asks"]) == (who != "manager")


def test_private_notes_are_quoted_for_the_manager_alone() -> None:
    notes = "# PRIVATE\n\n- a list\t<b>\x1b[2J\n"
    sheets = {who: said(plan_of("name: Ada"), audience=who, private=notes).text for who in AUDIENCES}
    assert "> # PRIVATE\n>\n> - a list    <b>[2J\n" in section(sheets["manager"] + "\n", "For you alone")
    assert "PRIVATE" not in sheets["both"] and "PRIVATE" not in sheets["person"]


@pytest.mark.parametrize(
    "text",
    [
        "{% include private|join %}",
        "{% extends private|join %}",
        "{{ {}[private|join] }}",
        "{{ {private|join: 1}.x }}",
        "{{ self[private|join] }}",
        "{{ [].index(private|join) }}",
        "{{ private|join|spelled }}",
        "{{ [1]|map(private|join)|list }}",
        "{{ [1]|select(private|join)|list }}",
        "{{ [1]|map(**{private|join: 1})|list }}",
        "{% macro m() %}{% endmacro %}{{ m(**{private|join: 1}) }}",
        "{{ {}[private|join|lower|reverse] }}",
    ],
)
def test_no_mistake_in_a_template_tells_what_the_private_notes_say(tmp_path: Path, text: str) -> None:
    file = tmp_path / "x.j2"
    file.write_text(f"\n{text}")
    with pytest.raises(TemplateProblem) as caught:
        said(plan_of("name: Ada"), audience="manager", template=file, private="SECRET")
    told = str(caught.value).lower()
    assert "secret" not in told and "terces" not in told and caught.value.line == 2


def test_a_mistake_in_a_template_is_told_in_full_beside_private_notes(tmp_path: Path) -> None:
    file = tmp_path / "x.j2"
    for text, words in (("{{ persn }}", "did you mean `person`?"), ("{% for note in private %}{{ nte }}{% endfor %}", "`nte`")):
        file.write_text(text)
        with pytest.raises(TemplateProblem, match=re.escape(words)):
            said(plan_of("name: Ada"), audience="manager", template=file, private="SECRET")
    file.write_text("{% if 'SECRET' in private %}{{ 1 // 0 }}{% endif %}")
    with pytest.raises(TemplateProblem, match="It goes wrong with your private notes alone"):
        said(plan_of("name: Ada"), audience="manager", template=file, private="SECRET")


def test_each_side_finds_its_own_promises() -> None:
    grace = (HERE / "grace.md").read_text("utf-8")
    theirs = section(said(grace, audience="person").text, "For you")
    assert "Take the board every Sunday" in theirs and "The old handover sheets" in theirs and "bed office" not in theirs
    yours = section(said(grace, audience="manager").text, "For you alone")
    assert "A seat in the bed office, by 20 March 2026 (7 weeks ago)" in yours and "handover sheets" not in yours


def test_a_sheet_speaks_to_its_reader_and_of_the_other_by_name() -> None:
    grace = (HERE / "grace.md").read_text("utf-8")
    assert "### You go first" in said(grace, audience="person").text
    for who in ("both", "manager"):
        assert "### Grace Adeyemi goes first" in said(grace, audience=who).text
    unnamed = said(plan_of("name: Ada"), audience="person").text
    assert "**Your manager**" in unnamed and "**The manager**" not in unnamed


# --- the parts of During ----------------------------------------------------------------------------------------------------------


def test_the_first_talk_settles_expectations_confidentiality_and_place_and_later_ones_do_not() -> None:
    first = section(said(plan_of("name: Ada")).text, "Settling in")
    assert "a good result" in first and "What stays here" in first and "good place" in first
    assert "Settling in" not in said(plan_of("name: Ada\nconversations: [{date: 2026-02-02}]")).text


def test_each_talk_of_a_type_and_each_without_one_brings_the_next_questions() -> None:
    talks = ["", "{date: 2026-02-02, type: check-in}", "{date: 2026-02-02}", "{date: 2026-02-02, type: unclear-goals}"]
    none, other, untyped, same = (
        section(said(plan_of(f"name: Ada\nconversations: [{talk}]"), kind="unclear-goals").text, "Questions") for talk in talks
    )
    assert none == other and untyped == same and none != same


def test_what_the_plan_lacks_is_asked_for_once() -> None:
    front = "name: Ada\nstage: agreed\nmotivations: [a]\ninterests: [b]\nimprove: [c]\nstrengths: [{skill: d}]\nstory: told"
    text = said(plan_of(f"{front}\nconversations: [{{date: 2026-02-02}}]"), kind="unclear-goals").text
    assert text.count("three to five futures") == 1


def test_the_person_comes_first_and_then_what_was_left() -> None:
    text = said((HERE / "grace.md").read_text("utf-8")).text
    boxes = re.findall(r"^### (.*) \(", text, re.MULTILINE)
    assert boxes[:2] == ["Grace Adeyemi goes first", "What was left"]
    assert re.findall(r"^- \[ \] (.*)$", section(text, "Grace Adeyemi"), re.MULTILINE) == ["Could nights be fewer next year?"]
    left = section(text, "What was left")
    order = [
        "Rating",  # what changed, the newest first
        "Running the board: Grace Adeyemi said 6",
        "Done: Write the handover sheet anew",
        "Sixth Sunday, one rescue",
        "Studying part time (Grace Adeyemi, 5 months ago)",
        "The vacancy on ward 7 (Ruth Lindqvist)",
        "A seat in the bed office, by 20 March 2026 (7 weeks ago): Ruth Lindqvist",
        "Take the board every Sunday with the second senior in the background, by 30 April 2026 (11 days ago), moved once",
        "Follow the site manager for one late shift, by 31 July 2026",
    ]
    places = [left.index(line) for line in order[1:]]
    assert places == sorted(places)
    assert "Third Sunday" not in left, "noted before the last conversation"


def test_where_nothing_was_noted_the_agenda_asks() -> None:
    text = said(plan_of("name: Ada\nconversations: [{date: 2026-02-02}]")).text
    assert "The last talk was 3 months ago, on 2 February 2026, and nothing has been noted since." in section(
        text, "What was left"
    )


def test_a_different_view_of_a_skill_is_named_until_a_rating_is_agreed() -> None:
    skill = "name: Ada\ngoals: [{goal: g}]\nskills: [{skill: SQL, ratings: [%s]}]"
    mine, yours = "{date: 2026-03-02, rating: 7, by: self}", "{date: 2026-03-02, rating: 4, by: manager}"
    assert "Ada says 7. The manager says 4." in said(plan_of(skill % f"{mine}, {yours}")).text
    assert "says" not in section(said(plan_of(skill % mine)).text, "Where things stand")
    for day in ("2026-03-02", "2026-03-03"):
        agreed = f"{mine}, {yours}, {{date: {day}, rating: 5}}"
        assert "says" not in section(said(plan_of(skill % agreed)).text, "Where things stand")
    again = f"{mine}, {{date: 2026-03-02, rating: 5}}, {mine}"
    assert "Ada says 7." in said(plan_of(skill % again)).text


def test_a_finding_comes_as_a_question_about_its_item() -> None:
    text = said(plan_of("name: Ada\ngoals: [{goal: Lead the choir, measure: Twenty concerts}]"), kind="clear-goals").text
    assert "- By when would you like to have reached “Lead the choir”?" in section(text, "Steps and support")
    assert "no `due`" not in text


def test_feedback_starts_with_strengths_also_where_the_plan_names_none() -> None:
    held = "name: Ada\nconversations: [{date: 2026-02-02}]"
    for kind, front in itertools.product(
        KINDS, (held, f"{held}\nimprove: [Delegating]", f"{held}\nstrengths: [{{skill: Tact}}]")
    ):
        for who in AUDIENCES:
            part = said(plan_of(front), kind=kind, audience=who).text.partition("### Questions")[0]
            lines = section(part, "Where things stand" if kind == "clear-goals" else "What we know so far").strip().split("\n")
            better = next(i for i, line in enumerate(lines) if "could be better" in line or "Delegating" in line)
            assert re.search("Good at|things that go well", lines[0]) and better > 0
    text = said(plan_of(held), kind="unclear-goals").text
    assert text.count("What comes easily to you that others find hard?") == 1


def test_a_first_talk_that_is_late_is_the_manager_s_to_own_and_a_later_one_is_asked_about() -> None:
    long_ago, missed = (
        said(plan_of(f"name: Ada\nmanager: Bo\n{line}")).text for line in ("started: 2025-01-07", "next: 2026-05-01")
    )
    assert "Bo: this talk comes later than it should have." in section(missed, "Settling in")
    assert "later than" not in long_ago and "rhythm" not in long_ago + missed  # no talk was set, so none is late
    again = said(plan_of("name: Ada\nstarted: 2025-01-07\nconversations: [{date: 2025-02-03}]")).text
    assert "Is the rhythm still right for you?" in section(again, "What was left") and "later than" not in again


def test_what_the_manager_saw_is_named_by_its_day() -> None:
    grace = (HERE / "grace.md").read_text("utf-8")
    seen = "- Running the board: on 24 November 2025 you said 4 (Three Sundays, one rescue). What have you seen since?"
    assert seen in section(said(grace, audience="manager").text, "For you alone")


def test_beside_a_question_about_leaving_stands_only_what_lies_elsewhere() -> None:
    front = "name: Ada\ngoals: [{goal: Stay put, where: here}, {goal: Move on, where: company}]\nvisions: [No place named]"
    line = re.search(r"not on this team\?.*", said(plan_of(front), audience="manager").text)
    assert line and line[0].endswith("In the plan: Move on.")


def test_nothing_is_asked_twice_on_one_page() -> None:
    reading = read(plan_of("name: Ada\nstage: agreed\ngoals: [{goal: A new role, due: 2026-12-01}]").encode())
    assert reading.plan is not None
    found = lint(reading, today=TODAY)
    assert "goal-unmeasured" in {finding.rule for finding in found}
    asked = []
    for name in ("Ada", "Bo", "Chidi", "Dana", "Emre", "Femi", "Grace", "Hana"):
        text = agenda(reading_of(replace(reading.plan, name=name)), found, today=TODAY).text
        asked.append(("once you have reached" in text, "How will we both see" in text))
    assert set(asked) == {(True, False), (False, True)}


def test_what_is_due_by_the_day_of_the_talk_is_not_put_off_to_the_next_one() -> None:
    actions = ", ".join(
        f"{{action: {name}, due: {day}}}"
        for name, day in (
            ("Late", "2026-05-10"),
            ("Before", "2026-05-16"),
            ("On", "2026-05-18"),
            ("After", "2026-05-19"),
            ("Far", "2027-01-01"),
        )
    )
    plan = plan_of(
        f"name: Ada\nnext: 2026-05-18\nconversations: [{{date: 2026-02-02}}]\nskills: [{{skill: s, actions: [{actions}]}}]"
    )
    left = section(said(plan).text, "What was left")
    groups = {title: re.findall(r"\[ \] (\w+)", rest) for title, rest in re.findall(r"\*\*(.*)\*\*\n\n((?:- .*\n)+)", left)}
    assert groups | {"To ask": []} == {
        "Past the date": ["Late"],
        "Due by 18 May 2026": ["Before", "On"],
        "Due before the next talk": ["After"],
        "To ask": [],
    }


def test_the_page_says_nothing_about_the_state_of_the_file() -> None:
    text = said(plan_of("name: Ada\nnmae: Ada\ngoals: [{goal: g, done: 2026-02-02, status: todo}]")).text
    assert "lint" not in text and "nmae" not in text


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("audience", AUDIENCES)
def test_a_page_for_a_quarter_of_an_hour_fits_a_screen(kind: str, audience: Audience) -> None:
    text = said((HERE / "grace.md").read_text("utf-8"), kind=kind, audience=audience, minutes=15).text
    assert text.count("\n") <= 45
    for part in re.split(r"^#+ .*\n", text, flags=re.MULTILINE):
        assert len(re.findall(r"^- ", part, re.MULTILINE)) <= 6
    mark = r"\*\*Ruth Lindqvist\*\*" if audience == "both" else ""
    assert len(re.findall(rf"^- \[ \] {mark}", section(text, "Before"), re.MULTILINE)) in (2, 3)
    assert ("A seat in the bed office" in section(text, "Before")) == (audience != "person")
    headings = ["For you"] * (audience != "both") + ["Before", "During", "After"]
    assert [heading.removesuffix(" alone") for heading in re.findall(r"^## (.*)$", text, re.MULTILINE)] == headings


def test_a_finding_whose_item_is_not_there_is_passed_over() -> None:
    findings = lint(read(plan_of("name: Ada\ngoals: [{goal: a}, {goal: b}]").encode()), today=TODAY)
    text = agenda(reading_of(Plan(name="Ada")), findings, today=TODAY).text
    assert "“" not in section(text, "One thing to try")


def test_while_a_plan_is_paused_nobody_is_asked_what_got_stuck_or_could_be_better() -> None:
    plan = "name: Ada\nstage: paused\nuntil: %s\nconversations: [{date: 2026-02-02}]\nskills: [{skill: s, actions: [{action: Rest}]}]"
    resting, back = (said(plan_of(plan % day)).text for day in ("2026-06-01", "2026-05-11"))
    for words in ("got stuck", "could be better", "from 1 to 10"):
        assert words not in resting and words in back
    assert "nothing in it is due" in resting and "nothing in it is due" not in back


def test_while_a_plan_is_paused_nothing_is_called_late() -> None:
    overdue = "name: Ada\nstage: paused\nuntil: %s\nskills: [{skill: s, actions: [{action: Rest, due: 2026-05-01}]}]"
    resting = said(plan_of(overdue % "2026-06-01")).text
    assert "Past the date" not in resting and "paused until 1 June 2026" in resting
    assert "Past the date" in said(plan_of(overdue % "2026-05-11")).text


# --- dates and minutes ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("front", "line"),
    [
        ("", "around 11 August 2026 (every 3 months)"),
        ("cadence: 1 month", "around 11 June 2026 (every month)"),
        ("cadence: 6 weeks", "around 22 June 2026 (every 6 weeks)"),
        ("next: 2026-05-31\ncadence: 1 month", "around 30 June 2026 (every month)"),  # that talk is the one prepared
        ("next: 2026-05-11", "around 11 August 2026 (every 3 months)"),
        ("next: 2026-05-10", "around 11 August 2026 (every 3 months)"),  # missed
        ("next: 2026-09-01", "1 September 2026, as set in the plan"),  # further off than a month: this one comes in between
        ("stage: paused\nuntil: 2027-01-04", "around 4 January 2027 (every 3 months)"),
    ],
)
def test_it_ends_with_the_next_date(front: str, line: str) -> None:
    assert said(plan_of(f"name: Ada\n{front}")).text.endswith(
        f"**Next career conversation**: {line}, sooner if something changes.\n"
    )


def test_the_settings_cadence_counts_for_a_plan_without_one() -> None:
    assert "11 July 2026 (every 2 months)" in said(plan_of("name: Ada"), cadence="2 months").text
    assert "(every month)" in said(plan_of("name: Ada\ncadence: 1 month"), cadence="2 months").text


@given(st.integers(15, 480), st.lists(st.integers(0, 9), min_size=1, max_size=8).filter(any))
def test_shared_minutes_are_whole_add_up_and_leave_nobody_out(total: int, weights: list[int]) -> None:
    minutes = share(total, weights)
    assert sum(minutes) == total
    assert [part > 0 for part in minutes] == [weight > 0 for weight in weights]


def test_an_hour_is_shared_in_steps_of_five() -> None:
    assert share(60, [1, 2, 2, 3, 3, 3]) == [5, 10, 10, 15, 10, 10]
    assert share(30, [0, 2, 2, 3, 3, 3]) == [0, 5, 4, 7, 7, 7]


# --- what cannot be -----------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("how", "message", "hint"),
    [
        ({"minutes": 14}, "14 minutes are too short", "from 15 to 480"),
        ({"minutes": 481}, "481 minutes are too long", "from 15 to 480"),
        ({"kind": "clear-goal"}, "no agenda of the type `clear-goal`", "Did you mean `clear-goals`?"),
        ({"kind": "../../etc/passwd"}, "no agenda of the type `../../etc/passwd`", "There is `clear-goals` or `unclear-goals`."),
        ({"audience": "boss"}, "no agenda for `boss`", "Choose both, manager or person."),
    ],
)
def test_what_cannot_be_is_said_in_one_message(how: dict[str, Any], message: str, hint: str) -> None:
    with pytest.raises(Refusal) as caught:
        said(plan_of("name: Ada"), **how)
    assert message in caught.value.message and hint in caught.value.hint


# --- which conversation -------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("front", "kind", "reason"),
    [
        ("", "unclear-goals", "no goal is open"),
        ("goals: [{goal: g, done: 2026-01-01}]", "unclear-goals", "no goal is open"),
        ("goals: [{goal: g}]\ndirection: [up, unsure]", "unclear-goals", "unsure"),
        ("goals: [{goal: g}]\nstage: exploring", "unclear-goals", "exploring"),
        ("goals: [{goal: g}]", "clear-goals", "a goal to work towards"),
    ],
)
def test_the_plan_chooses_the_conversation(front: str, kind: str, reason: str) -> None:
    made = said(plan_of(f"name: Ada\n{front}"))
    assert made.kind == kind and reason in made.reason


def test_every_type_is_listed_with_its_description() -> None:
    types = {kind.name: kind for kind in agenda_types()}
    assert set(KINDS) <= set(types) and not any(name.startswith("_") for name in types)
    assert all(kind.description.endswith(".") and kind.origin == "built-in" for kind in types.values())


# --- a team's own -------------------------------------------------------------------------------------------------------------------


@pytest.fixture
def team(tmp_path: Path) -> Path:
    (tmp_path / "agenda").mkdir()
    return tmp_path


def test_a_team_template_stands_in_for_the_built_in_one(team: Path) -> None:
    (team / "agenda" / "unclear-goals.md.j2").write_text("{# Ours. #}\nHello {{ person.name }}", encoding="utf-8")
    assert said(plan_of("name: Ada"), team_templates=team).text == "Hello Ada\n"
    assert [kind.origin for kind in agenda_types(team)] == ["built-in", str(team / "agenda" / "unclear-goals.md.j2")]


def test_a_team_template_extends_the_built_in_one_of_its_name(team: Path) -> None:
    (team / "agenda" / "unclear-goals.md.j2").write_text(
        '{% extends "cap:agenda/unclear-goals.md.j2" %}{% block after_person %}{{ super() }}- [ ] Our own step\n{% endblock %}',
        encoding="utf-8",
    )
    own, ours = (said(plan_of("name: Ada"), team_templates=folder).text for folder in (None, team))
    assert ours.splitlines() != own.splitlines() and [line for line in ours.splitlines() if line not in own] == [
        "- [ ] Our own step"
    ]


def test_a_team_replaces_a_part_that_the_built_in_ones_share(team: Path) -> None:
    (team / "agenda" / "_person.md.j2").write_text("## Ours for {{ person.name }}\n", encoding="utf-8")
    assert "## Ours for Ada" in said(plan_of("name: Ada"), team_templates=team, audience="person").text
    assert "## Ours for Ada" not in said(plan_of("name: Ada"), team_templates=team, audience="both").text


def test_a_team_adds_a_type_by_adding_a_file(team: Path) -> None:
    (team / "agenda" / "retro.md.j2").write_text(
        "{#- Looking back as a team.\n\nNotes for us. -#}\n{% for q in questions %}- {{ q.text }}\n{% endfor %}", encoding="utf-8"
    )
    found = next(kind for kind in agenda_types(team) if kind.name == "retro")
    assert found.description == "Looking back as a team."
    made = said(plan_of("name: Ada"), team_templates=team, kind="retro")
    assert made.kind == "retro" and made.text.count("?") >= 4, "it borrows questions until it has some of its own"


def test_long_runs_of_blanks_and_minutes_beyond_counting_hold_nobody_up(team: Path) -> None:
    blanks, file = " " * 190_000, team / "agenda" / "unclear-goals.md.j2"
    start = time.process_time()
    assert len(said(plan_of("name: Ada"), audience="manager", private=f"a{blanks}x").text) > len(blanks)
    file.write_text("a" + blanks[:40_000] + "x\t \n")
    assert said(plan_of("name: Ada"), team_templates=team).text == "a" + blanks[:40_000] + "x\n"
    for call in ("90000000000|share([1, 2])", "480|share(range(1, 241))"):
        file.write_text("{% for i in range(1000) %}{% set x = " + call + " %}{% endfor %}")
        with pytest.raises(TemplateProblem, match="more than a template may"):
            said(plan_of("name: Ada"), team_templates=team)
    assert time.process_time() - start < 4


def test_a_template_file_from_anywhere_is_used_in_place_of_the_type_s_own(tmp_path: Path) -> None:
    file = tmp_path / "mine.md.j2"
    file.write_text('{% extends "agenda/clear-goals.md.j2" %}{% block purpose %}Mine.{% endblock %}', encoding="utf-8")
    assert "\n\nMine.\n\n" in said(plan_of("name: Ada"), kind="clear-goals", template=file).text


def test_one_template_that_cannot_be_read_hides_no_other_type(team: Path) -> None:
    (team / "agenda" / "bad.md.j2").write_bytes(b"{# caf\xe9 #}")
    types = {kind.name: kind.description for kind in agenda_types(team)}
    assert set(KINDS) <= set(types) and types["bad"] == "this is not UTF-8"


def test_every_variable_is_documented_and_every_documented_one_is_there() -> None:
    reading = read((HERE / "grace.md").read_bytes())
    assert reading.plan is not None
    plan = replace(reading.plan, conversations=[])
    how = {"today": TODAY, "kind": "clear-goals", "reason": "", "minutes": 60, "cadence": "3 months", "audience": "manager"}
    values = module.context(plan, [], load(), **how)  # type: ignore[arg-type]
    table = (module.__doc__ or "").partition("The filters")[0]
    documented = {name for line in re.findall(r"^ {4}(\w.*?)  ", table, re.MULTILINE) for name in line.split(", ")}
    assert documented == set(values)
    methods = set(dir(dict))
    for value in values.values():
        for entry in value if isinstance(value, list) else [value]:
            if isinstance(entry, dict):
                assert not methods & set(entry), "a template would find the method, not the key"
                assert all(re.search(rf"\b{key}\b", table) for key in entry)


def test_jinja_is_not_imported_before_a_template_is_rendered() -> None:
    code = "import sys, cap.agenda.context as c; c.agenda_types(); assert not {'jinja2', 'typer', 'rich'} & set(sys.modules)"
    subprocess.run([sys.executable, "-c", code], check=True)
