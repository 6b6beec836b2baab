"""What other programs use."""

from __future__ import annotations

import datetime
import doctest
from pathlib import Path
from typing import Any

import frontmatter
import pytest

import cap
from cap.workspace.post import PlanHandler

EXAMPLES = Path(__file__).parent.parent / "examples" / "plans"
TODAY = datetime.date(2026, 11, 22)


def test_the_docstring_is_true() -> None:
    assert doctest.testmod(cap).failed == 0 and doctest.testmod(cap).attempted == 4


def test_every_public_name_is_there_and_no_other() -> None:
    for name in cap.__all__:
        assert getattr(cap, name)
    with pytest.raises(AttributeError, match="no attribute 'lnt'"):
        _ = cap.lnt


def test_the_names_stay_functions_once_the_packages_are_loaded() -> None:
    from cap.agenda.prepare import agenda
    from cap.lint.engine import lint

    assert cap.check is lint and cap.prepare is agenda


@pytest.mark.parametrize("path", sorted(EXAMPLES.glob("*.md")), ids=lambda path: path.stem)
def test_a_plan_loads_as_a_post_with_its_values_and_its_body(path: Path) -> None:
    raw = path.read_bytes()
    post = cap.load(path)
    assert raw.decode().endswith(post.content) and post.content.strip()
    plan = cap.read(raw).plan
    assert plan is not None and post["name"] == plan.name
    goals: Any = post.get("goals", [])
    dates = [goal["due"] for goal in goals if "due" in goal]
    assert dates == [goal.due for goal in plan.goals if goal.due]
    assert frontmatter.loads(raw.decode(), handler=PlanHandler()).metadata == post.metadata


def test_the_keys_of_a_teams_own_are_kept_at_every_level(tmp_path: Path) -> None:
    own = "{x-cost: 1800 EUR, x-who: [Ann, {desk: 2026-03-01}], x-none: }"
    front = f"name: Ada\nx-team: blue\nvisions: [A garden, {{vision: A farm, {own[1:]}]\nskills: [{{rating: 4, {own[1:]}, {{skill: Sums,\n"
    front += f"  ways: [{{way: Ask, {own[1:]}], actions: [{{action: Count, progress: [{{date: 2026-01-02, note: Done, {own[1:]}]}}]}}]\n"
    (tmp_path / "a.md").write_text(f"---\n{front}---\n", encoding="utf-8")
    kept = {"x-cost": "1800 EUR", "x-who": ["Ann", {"desk": "2026-03-01"}]}
    assert cap.load(tmp_path / "a.md").metadata == {
        "name": "Ada",
        "x-team": "blue",
        "visions": [{"vision": "A garden"}, {"vision": "A farm", **kept}],
        "skills": [
            {
                "skill": "Sums",
                "ways": [{"way": "Ask", **kept}],
                "actions": [{"action": "Count", "progress": [{"date": datetime.date(2026, 1, 2), "note": "Done", **kept}]}],
            }
        ],
    }
    reading = cap.read((tmp_path / "a.md").read_bytes())
    assert [problem.rule for problem in reading.problems] == ["missing-key"]
    assert reading.own[("skills", 0, "ways", 0)] == kept  # the plan's numbering: the entry without a name is not in it


def test_what_is_no_plan_says_so(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("---\nname: [\n---\n", encoding="utf-8")
    with pytest.raises(ValueError, match=r"a\.md:2:7: "):
        cap.load(tmp_path / "a.md")
    with pytest.raises(ValueError, match="no front matter"):
        PlanHandler().split("just text")


def test_nothing_is_written_with_it() -> None:
    post = cap.load(EXAMPLES / "linh.md")
    with pytest.raises(NotImplementedError, match="edited in place"):
        frontmatter.dumps(post, handler=PlanHandler())


def test_findings_and_an_agenda() -> None:
    reading = cap.read((EXAMPLES / "ally-adventure-as-printed.md").read_bytes(), "ally.md")
    problems = cap.check(reading, today=TODAY)
    assert {problem.path for problem in problems} == {"ally.md"} and "balance" in {problem.rule for problem in problems}
    made = cap.prepare(reading, cap.Options(today=TODAY, key="ally"))
    assert "Ally Adventure" in made.text and made.text.splitlines()[-1].startswith(
        f"cap: ally · {made.page.day} · {made.kind} · both · "
    )


def test_an_agenda_is_of_the_goals_that_can_be_read_and_numbers_them_as_the_file_does() -> None:
    goals = "  - [no, goal]\n  - {goal: Teach a class, due: 2026-06-01}\n  - {goal: Write a guide, due: 2027-06-01}\n"
    reading = cap.read(f"---\nname: Ada\nstage: agreed\ngoals:\n{goals}---\n".encode())
    page = cap.prepare(reading, cap.Options(today=TODAY, kind="clear-goals")).page
    numbers = {line.number for line in page.lines()} | {section.number for section in page.sections} | {*page.left_out}
    assert numbers == {"", "g2", "g3"}


@pytest.mark.parametrize(
    ("given", "message"),
    [
        ({"kind": "clear-goal"}, "there is no agenda of the type `clear-goal`"),
        ({"minutes": 14}, "14 minutes are too short"),
        ({"minutes": 481}, "481 minutes are too long"),
        ({"audience": "boss"}, "there is no agenda for `boss`"),
    ],
)
def test_wrong_options_are_refused_with_the_way_out(given: dict[str, Any], message: str) -> None:
    with pytest.raises(cap.Refusal, match=message) as refused:
        cap.prepare(cap.read(b"---\nname: Ada\n---\n"), cap.Options(today=TODAY, **given))
    assert refused.value.hint


def test_what_is_no_plan_has_no_agenda() -> None:
    reading = cap.read(b"---\nname: [\n---\n", "ada.md")
    with pytest.raises(cap.Refusal, match=r"^ada\.md:2: "):
        cap.prepare(reading, cap.Options(today=TODAY))
