"""An answer against a plan: what changed on one side merges, what changed on both is said, and what carried it leaves no trace."""

from __future__ import annotations

import quopri
import re
from collections.abc import Callable
from textwrap import wrap

import pytest

from cap.form.answer import read_answer
from cap.form.written import Written, write
from cap.plan.read import read
from tests.form.filling import DAY, Fill, answers, filled, untouched

PLAN = """\
---
name: Grace Adeyemi
role: Staff Nurse
manager: Ruth Lindqvist
interests: [Teaching, Ward design]
visions:
  - Charge nurse on a ward where people stay
  - {vision: Practice educator, where: here}
goals:
  - goal: Act as charge nurse on days      # hers alone
    measure: Signed off by "the matron"
    due: 2027-03-31
    obstacles: [Winter staffing]
skills:
  - skill: Running the board
    rating: 5
    ways:
      - {way: Shadow the site manager, pros: Soon, chosen: yes}
      - Take the board on Sundays
    ratings:
      - {date: 2026-10-01, rating: 5}
    actions:
      - action: Take the board every Sunday
        type: experience
        due: 2027-01-31
  - {skill: Old skill, done: 2026-01-01}
strengths: [Calm]
topics: ["Fewer nights?"]
---

# Grace

## Life story

<!-- How did you come to this work? -->

## 2026-10-01 action-plan

Met.
"""
NOW = PLAN.encode()


def write_down(page: str, raw: bytes = NOW) -> Written:
    made = write(raw, "ada.md", read_answer(page), today=DAY)
    again = write(made.raw, "ada.md", read_answer(page), today=DAY)
    assert (again.said, again.raw) == ([], made.raw)  # reading it twice changes nothing the second time
    return made


def filling(given: dict[str, str | tuple[str, ...]]) -> str:
    return filled(read(NOW), answers(given))


def front(made: Written) -> str:
    return made.raw.decode().split("\n---\n")[0]


def test_each_kind_of_answer_is_written_as_small_as_can_be() -> None:
    made = write_down(
        filling(
            {
                "What is your work": "Charge Nurse",
                "What do you like": ("Ward design", "Teaching", "Night walks"),
                "What would you like to be better at": ("Saying no",),
                "Strength|How good": "8",
                "Future v1|Where": "outside",
                "Which way": ("deeper, to mastery",),
                "Goal g1|By when": "2027-06-30",
                "Goal g1|Which of your futures": ("v2",),
                "Goal g1|How far": "a year",
                "Skill 1|Which goal": ("Act as charge nurse on days",),
                "Skill 1|Where do you see": "6",
                "Skill 1|How could you": ("Shadow the site manager for a week", "The course"),
                "Step 1.1|What has moved": "Third Sunday, no rescue",
                "Step 1.1|Who does it": ("Tom",),
                "Topic t1|Is it done": "yesterday",
            }
        )
    )
    assert made.doubts == []
    assert (
        front(made)
        == """\
---
name: Grace Adeyemi
role: Charge Nurse
manager: Ruth Lindqvist
direction: deeper
interests: [Ward design, Teaching, Night walks]
improve: Saying no
visions:
  - {vision: Charge nurse on a ward where people stay, where: outside}
  - {vision: Practice educator, id: practice-educator, where: here}
goals:
  - goal: Act as charge nurse on days      # hers alone
    id: charge-nurse
    vision: practice-educator
    horizon: 12 months
    measure: Signed off by "the matron"
    due: 2027-06-30
    was: [2027-03-31]
    obstacles: [Winter staffing]
skills:
  - skill: Running the board
    goal: charge-nurse
    rating: 5
    ways:
      - {way: Shadow the site manager for a week, pros: Soon, chosen: yes}
      - The course
    ratings:
      - {date: 2026-10-01, rating: 5}
      - {date: 2026-11-22, rating: 6, by: self}
    actions:
      - action: Take the board every Sunday
        type: experience
        due: 2027-01-31
        with: Tom
        progress:
          - {date: 2026-11-22, note: "Third Sunday, no rescue", by: Grace}
  - {skill: Old skill, done: 2026-01-01}
strengths: [{skill: Calm, rating: 8}]
topics: [{topic: "Fewer nights?", done: 2026-11-21}]"""
    )


def test_what_is_new_stands_whole_and_leads_where_it_shall() -> None:
    made = write_down(
        filling(
            {
                "Another strength|What": "Finding the fault",
                "Another moment|What": "Stayed late",
                "Another future|What": "A shop of my own",
                "Another goal|What do": "Open a shop",
                "Another goal|By when": "31 May 2028",
                "Another goal|Which": ("A shop of my own",),
                "Another skill|What do": "Book-keeping",
                "Another skill|Which goal": ("Open a shop",),
                "Another skill|Where do you": "3",
                "Another skill|How could": ("A course", "Ask Noor", "My cousin's books"),
                "Another step|What will": "Keep my cousin's books for a month",
                "Another step|How will you learn": "by doing",
                "Another need|What": "A day a week",
                "Another need|Who": "Ruth",
                "Another day|What": "The lease ends",
                "Another day|On": "1.9.2027",
                "Another topic|What": "Two days less?",
            }
        )
    )
    assert made.doubts == []
    plan = read(made.raw).plan
    assert plan is not None
    assert [(goal.goal, goal.id, str(goal.due), goal.vision) for goal in plan.goals[1:]] == [
        ("Open a shop", "open-shop", "2028-05-31", ["shop"])
    ]
    [skill] = plan.skills[2:]
    assert (skill.goal, [way.way for way in skill.ways]) == (["open-shop"], ["A course", "Ask Noor", "My cousin's books"])
    assert [(one.rating, one.by) for one in skill.ratings] == [(3, "self")]
    assert [len(goal.actions) for goal in plan.goals] == [1, 1]  # “Another step” stands under each of them
    assert [len(one.actions) for one in plan.skills] == [2, 0, 1]
    assert plan.skills[2].actions[0].type == "experience"
    assert [(one.topic, one.by, one.date) for one in plan.topics[1:]] == [("Two days less?", "Grace", DAY)]
    assert [(one.what, str(one.date)) for one in plan.ahead] == [("The lease ends", "2027-09-01")]
    assert [(one.moment, one.date) for one in plan.moments] == [("Stayed late", DAY)]


def test_a_no_is_an_answer_too() -> None:
    made = write_down(filling({"Strength|Would you help": "not now"}))
    assert "strengths: [{skill: Calm, mentor: no}]" in front(made)
    assert "Would you help others with it? (one of: yes, gladly; not now): not now" in untouched(read(made.raw))


def test_what_gets_another_name_is_led_to_by_that_name() -> None:
    made = write_down(
        filling({"Goal g1|What do": "Act as charge nurse at night", "Skill 1|Which goal": ("act as charge nurse at night",)})
    )
    assert made.doubts == []
    plan = read(made.raw).plan
    assert plan is not None
    assert plan.goals[0].goal == "Act as charge nurse at night"
    assert plan.skills[0].goal == [plan.goals[0].id]


def test_signs_that_mail_makes_of_letters_are_words_where_letters_came_whole() -> None:
    made = write_down(filling({"What do you like": ("a=C2=A0b", "one =", "two =", "three =20")}))
    plan = read(made.raw).plan
    assert plan is not None
    assert plan.interests == ["a=C2=A0b", "one =", "two =", "three =20"]


def test_an_emptied_value_is_a_removal_and_is_said() -> None:
    made = write_down(filling({"How will you both see that it is reached": (), "What do you like": (), "Strength|What are": ()}))
    assert made.said == ["interests removed", "goal g1: measure removed", "removed strength “Calm”"]
    plan = read(made.raw).plan
    assert plan is not None
    assert (plan.interests, plan.strengths, plan.goals[0].measure) == ([], [], None)


def test_a_name_that_was_emptied_is_not_taken_for_an_end() -> None:
    made = write_down(filling({"What do you want to reach": ()}))
    assert made.said == ["notes added at the end of the text"]
    assert "what is given up says why" in made.doubts[0]
    made = write_down(filling({"Goal g1|If you have let go": "I would miss the patients"}))
    assert made.said == ["g1 “Act as charge nurse on days”: dropped on 2026-11-22, because I would miss the patients"]


def changed(old: str, new: str) -> bytes:
    assert old in PLAN
    return PLAN.replace(old, new).encode()


@pytest.mark.parametrize(
    ("old", "new", "given"),
    [
        ("role: Staff Nurse", "role: Charge Nurse", {"By when|Goal": ()}),
        ("[Winter staffing]", "[Winter staffing, The matron leaves]", {}),
        ("[Teaching, Ward design]", "[Ward design]", {}),
        ("due: 2027-03-31", "due: 2027-05-31", {}),
        ("type: experience", "type: exposure", {}),
        ("  - {vision: Practice educator, where: here}\n", "", {}),
    ],
)
def test_what_only_the_plan_changed_meanwhile_stays(old: str, new: str, given: dict[str, str]) -> None:
    now = changed(old, new)
    made = write_down(filled(read(NOW), answers({"What do people call": "Gracie", **given})), now)
    assert made.said == ["called “Gracie”"]
    assert made.doubts == []
    assert made.raw.decode().replace("called: Gracie\n", "") == now.decode()


def test_lists_merge_entry_by_entry() -> None:
    now = changed("[Teaching, Ward design]", "[Teaching, Ward design, Nights]")
    made = write_down(filling({"What do you like": ("Ward design", "Choirs")}), now)
    assert "interests: [Ward design, Nights, Choirs]" in made.raw.decode()


def test_where_both_sides_changed_the_same_both_are_said_and_nothing_is_guessed() -> None:
    now = changed("role: Staff Nurse", "role: Charge Nurse")
    made = write_down(filling({"What is your work": "Ward Sister", "What do people call": "Gracie"}), now)
    assert made.doubts == [
        "What is your work today? Both sides changed it: the plan says “Charge Nurse”, the answer “Ward Sister”."
    ]
    assert "role: Charge Nurse" in front(made) and "called: Gracie" in front(made)
    assert made.raw.decode().endswith("\n## 2026-11-22 form\n\n- What is your work today? Ward Sister\n")


def test_what_was_said_of_something_that_is_gone_or_closed_is_kept() -> None:
    page = filling({"Step 1.1|How will you both": "Eight Sundays", "Goal g1|How far": "a year"})
    now = changed("due: 2027-01-31", "due: 2027-01-31\n        done: 2026-11-01").replace(
        b"Act as charge nurse on days ", b"Lead the ward "
    )
    made = write_down(page, now)
    assert (
        [doubt.partition(".")[0] for doubt in made.doubts]
        and "Eight Sundays" in made.raw.decode()
        and "a year" in made.raw.decode()
    )
    assert "closed by now" in str(made.doubts) and "not in the plan any more" in str(made.doubts)


def test_answers_that_cannot_be_read_for_certain_are_kept_and_named() -> None:
    made = write_down(
        filling(
            {
                "Goal g1|By when": "3/4",
                "Skill 1|How far": "eleven",
                "Future v1|Where": "on the moon",
                "Skill 1|Which goal": ("nothing",),
            }
        )
    )
    assert len(made.doubts) == 4
    for text in ("3/4", "eleven", "on the moon", "nothing"):
        assert text in made.raw.decode().partition("2026-11-22 form")[2] and text in str(made.doubts)


def test_the_story_goes_where_the_story_stands_and_opens_nothing_of_its_own() -> None:
    tale = "I came by boat.\n\n## Not a heading\n```\nnot code\n<!-- not hidden\n---"
    made = write_down(filled(read(NOW), answers({}), tale))
    body = made.raw.decode().partition("\n---\n")[2]
    assert (
        body
        == """
# Grace

## Life story

<!-- How did you come to this work? -->

I came by boat.

\\## Not a heading
\\```
not code
\\<!-- not hidden
\\---

## 2026-10-01 action-plan

Met.
"""
    )
    assert "story: told" in front(made)
    windows = NOW.replace(b"\n", b"\r\n").replace(b"## Life story\r\n\r\n<!-- How did you come to this work? -->\r\n\r\n", b"")
    made = write_down(filled(read(windows), answers({}), "Hello"), windows)
    assert made.raw.endswith(b"Met.\r\n\r\n## Life story\r\n\r\nHello\r\n")
    assert made.raw.count(b"\n") == made.raw.count(b"\r\n")


# ---- what carries it


def quoted(text: str) -> str:
    lead = "Dear Ruth, here it is.\n\nOn Monday Ruth wrote:\n"
    return lead + "".join(f"> {line}\n" for line in text.split("\n"))


def wrapped(text: str) -> str:
    return "\n".join(
        "\n".join(wrap(line, 72, subsequent_indent=re.match(r"\s*", line)[0], break_long_words=len(line) > 2000) or [""])  # type: ignore[index]
        for line in text.split("\n")
    )


def curly(text: str) -> str:
    return re.sub(r'"([^"]*)"', r"“\1”", text).replace("'", "’").replace("\n- ", "\n• ").replace("    - ", "    • ")


def printable(text: str) -> str:
    return quopri.encodestring(text.encode()).decode()


def flat(text: str) -> str:
    return re.sub(r"^[ \t#]+", "", text, flags=re.M).replace("______", "")


CARRIERS: dict[str, Callable[[str], str]] = {
    "as it is": lambda text: text,
    "quoted": quoted,
    "wrapped": wrapped,
    "wrapped, then quoted": lambda text: quoted(wrapped(text)),
    "above the page as it was sent": lambda text: f"{text}\n\nOn Monday Ruth wrote:\n" + quoted(untouched(read(NOW))),
    "curly": curly,
    "printable": printable,
    "windows": lambda text: text.replace("\n", "\r\n"),
    "no-break blanks": lambda text: text.replace("  ", "\u00a0 "),
    "without its signs": flat,
    "broken in its marks": lambda text: quoted(re.sub(r"<!-- [0-9a-f]+ -->", lambda found: "\n".join(wrap(found[0], 75)), text)),
    "without its marks": lambda text: re.sub(r"<!-- [0-9a-f]+ -->", "", text),
    "without its end": lambda text: text.partition("\n<!-- ")[0],
}
EDITED: Fill = answers(
    {
        "What is your work": "Charge Nurse on the acute ward",
        "Goal g1|How will you both": "Twenty day shifts in a row without one call to the second senior, and the matron’s word for it",
        "Another topic|What": "Two days less?",
        "What do you like": ("Teaching", "Ward design", "Choirs"),
    }
)


@pytest.mark.parametrize("carrier", CARRIERS)
def test_what_carried_it_changes_nothing(carrier: str) -> None:
    made = write_down(CARRIERS[carrier](untouched(read(NOW))))
    mine = [one for one in made.doubts if "Dear Ruth" not in one and "Ruth wrote" not in one]
    assert mine == []
    assert made.raw.startswith(NOW if not made.said else NOW.rstrip())
    assert made.said in ([], ["notes added at the end of the text"])


@pytest.mark.parametrize("carrier", CARRIERS)
def test_what_was_changed_arrives(carrier: str) -> None:
    made = write_down(CARRIERS[carrier](filled(read(NOW), EDITED)))
    plan = read(made.raw).plan
    assert plan is not None
    if "without its end" not in carrier:  # then nobody knows what the page said, so that what differs is only said
        assert plan.role == "Charge Nurse on the acute ward"
        assert (
            (plan.goals[0].measure or "")
            .replace("’", "'")
            .startswith("Twenty day shifts in a row without one call to the second senior, and")
        )
    assert plan.interests[:3] == ["Teaching", "Ward design", "Choirs"]
    assert [topic.topic for topic in plan.topics] == ["Fewer nights?", "Two days less?"]


def test_words_like_those_around_a_mail_are_words_where_no_page_is_quoted() -> None:
    said = ("--- Original message ---", "> and what was quoted there", "On Monday, Ruth wrote:", "> yes")
    page = filled(read(NOW), answers({"What do you like": said}))
    plan = read(write_down(page).raw).plan
    assert plan is not None and tuple(plan.interests) == said


def test_two_answers_to_one_question_are_both_there() -> None:
    page = untouched(read(NOW))
    line = next(one for one in page.split("\n") if "Staff Nurse" in one)
    made = write_down(page.replace(line, f"{line.replace('Staff Nurse', 'Sister')}\n{line.replace('Staff Nurse', 'Matron')}"))
    text = made.raw.decode()
    assert "role: Sister\n" in text and "Matron" in text.partition("\n---\n")[2]
    assert any("further up" in doubt for doubt in made.doubts)


HEADINGS = [line for line in untouched(read(NOW)).split("\n") if line.startswith("##") and "Another" not in line]


@pytest.mark.parametrize("heading", HEADINGS)
def test_words_in_a_heading_are_kept_and_named(heading: str) -> None:
    page = filling({"What is your work": "Sister", "Goal g1|How far": "a year"})
    made = write_down(page.replace(heading, f"{heading}, and bees"))
    assert f"{heading.lstrip('# ')}, and bees" in made.raw.decode().partition("2026-11-22 form")[2]
    assert any(heading.lstrip("# ")[:40] in doubt for doubt in made.doubts)
    assert "role: Sister" in front(made) and "horizon: 12 months" in front(
        made
    )  # what was answered below it arrives all the same
