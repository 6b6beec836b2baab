"""Whatever changed is said in one sentence on one line, and nothing is said of what did not."""

from __future__ import annotations

from collections import Counter
from typing import Any

from hypothesis import given

from cap.cli.terminal import plain
from cap.history.changes import Change, changes
from cap.history.output import lines
from cap.history.sentences import told
from cap.history.telling import Compared, Since, tell
from cap.plan.read import read
from tests.history.test_changes import file
from tests.plans_strategy import Written, examples, plans


def quiet(change: Change) -> bool:
    """What nobody needs to hear: a handle, and dated entries in another order."""
    dated = ("rating", "progress", "conversation", "pause", "moment", "ahead")
    return change.field("id") is not None or (change.what == "ordered" and change.kind in dated)


@examples(250)
@given(plans(), plans())
def test_each_change_is_said_once(one: Written, other: Written) -> None:
    for old, new in ((one, other), (other, one), (one, one)):
        before, after = read(old.raw), read(new.raw)
        said = told(before, after)
        for sentence in said:
            assert sentence.text.strip() and "\n" not in sentence.text
        times = Counter(id(change) for sentence in said for change in {id(one): one for one in sentence.changes}.values())
        found = changes(before, after)
        loud = [change for change in found if not quiet(change)]
        assert len(times) == len(loud)
        assert (said == []) == (loud == [])


def test_no_line_is_wider_than_the_terminal_and_no_word_is_torn() -> None:
    since = Since("talk", "since the talk on 29 October 2026, as it was written down on 26 November 2026")
    old, new = file({"name": "Ada Obi"}), file({"name": "Ada Obi", "role": "Nurse on the wards of the second floor, by night"})
    said = list(
        lines("text", [tell(Compared("ada", "ada.md", None, old, new, since))], "since a branch with a long name", 40, plain)
    )
    assert max(map(len, said)) <= 40 and {"2026", "November"} <= set(" ".join(said).split())


def sentences(old: dict[str, Any], new: dict[str, Any], before: str = "", after: str = "") -> list[str]:
    return [one.text for one in told(file({"name": "Ada Obi", "manager": "Ruth"} | old, before), file({"name": "Ada Obi", "manager": "Ruth"} | new, after))]  # fmt: skip


def test_an_agreed_rating_and_its_entry_are_one_fact() -> None:
    skill = {"skill": "Planning", "rating": 5, "ratings": [{"date": "2026-01-01", "rating": 5}]}
    entry = {"date": "2026-02-01", "rating": 6}
    rated = skill | {"rating": 6, "ratings": [*skill["ratings"], entry]}  # type: ignore[misc]
    assert sentences({"skills": [skill]}, {"skills": [rated]}) == ["Planning: 6 (was 5), by both"]
    assert sentences({"skills": [skill]}, {"skills": [skill | {"rating": 7}]}) == ["Planning: rating 7 (was 5)"]
    own = rated | {"rating": 5, "ratings": [*skill["ratings"], entry | {"by": "self", "evidence": "Two weeks\nalone"}]}  # type: ignore[misc]
    assert sentences({"skills": [skill]}, {"skills": [own]}) == ["Planning: 6, by Ada: “Two weeks alone”"]
    corrected = skill | {"ratings": [{"date": "2026-01-01", "rating": 5, "evidence": "Seen"}]}
    assert sentences({"skills": [skill]}, {"skills": [corrected]}) == ["Rating of 1 January 2026: evidence Seen"]


def test_what_belongs_to_one_item_is_one_sentence() -> None:
    old = {"goal": "Lead the ward", "measure": "Signed off", "obstacles": ["Winter"]}
    new = {"goal": "Lead the ward", "due": "2026-09-30", "where": "company", "x-cost": 5}
    said = (
        "where elsewhere in the company; no longer measured by “Signed off”; by 30 September 2026; no longer hindered by Winter"
    )
    assert sentences({"goals": [old]}, {"goals": [new]}) == [f"Lead the ward: {said}; x-cost 5"]


def test_lists_of_words() -> None:
    assert sentences({"motivations": ["money", "impact"]}, {"motivations": ["impact", "money"]}) == [
        "What matters most, in a new order: impact, money"
    ]
    assert sentences({"interests": ["A"]}, {}) == ["Interests: none now (was A)"]


def test_the_text_is_told_by_headings_and_paragraphs() -> None:
    old = "# Ada\n\n## Life story\n\nShe began in a bakery on the corner.\n\nThen it closed.\n"
    new = "# Ada\n\n## Life story\n\nShe began in a bakery at the corner.\n\nA new one.\n\n## 2026-03-01 check-in\n\nAll is well.\n\n- Ask Tom\n"
    assert sentences({}, {}, old, new) == [
        "“Life story”: 1 paragraph new, 1 paragraph reworded, 1 paragraph gone",
        "New in the text: “2026-03-01 check-in”, 2 paragraphs",
    ]
    assert sentences({}, {}, old, old.replace("corner.", "corner.  ")) == []


def test_a_step_that_serves_another_skill_now() -> None:
    step = {"action": "Ask Tom"}
    first, second = {"skill": "Planning", "actions": [step]}, {"skill": "Saying no"}
    assert sentences({"skills": [first, second]}, {"skills": [{"skill": "Planning"}, second | {"actions": [step]}]}) == [
        "Now for Saying no, no longer for Planning: Ask Tom"
    ]
    assert sentences({"skills": [first]}, {"skills": [second | {"actions": [step]}]}) == [
        "New skill: Saying no",
        "Now for Saying no, no longer for Planning: Ask Tom",
        "Taken out: the skill “Planning”",
    ]
