"""Plans as people write them: notes in their own words, promises, topics, moments, pauses, goals that somebody refused.

No two texts of one plan are alike, and none is part of another, so that what stands twice on a page was put there twice.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from datetime import date, timedelta
from itertools import count
from typing import Any

from hypothesis import strategies as st
from hypothesis.strategies import DrawFn

DAY = date(2026, 5, 18)

PEOPLE: tuple[tuple[str, str | None], ...] = (
    ("Grace Adeyemi", "Ruth Lindqvist"),
    ("Dr Mara Voss", "Head of Nursing"),
    ("山田花子", "佐藤健"),
    ("José-María de la O", "Ana"),
    ("עומר לוי", "נועה כהן"),
    ("Oddvar O’Neill", None),
)
GOALS = (
    "Act as charge nurse on day shifts",
    "Open a bakery with my sister",
    "Move to the design office in Leeds",
    "Pass the master craftsman exam",
    "Run the Thursday clinic alone",
    "Chair the works council",
)
SKILLS = (
    "Running the board",
    "Estimating jobs",
    "Chairing loud meetings",
    "Reading drawings",
    "Saying no kindly",
    "Grafting roses",
)
ACTIONS = (
    "Take the board every Sunday",
    "Follow the site manager for one late shift",
    "Write the handover sheet anew (two sides)",
    "Quote three small jobs: fence, gate, shed",
    "Take an evening course in bookkeeping",
    "Sit in on a tender meeting",
    "Teach Malik to change the belt",
    "Draft the C# style guide",
    "Ask four guests what they missed",
    "Drive the night round to Hull",
    "Shadow Tom Hale in triage",
    "Prune the old orchard by hand",
    "Talk to a tax adviser?",
    "Record the stock count on video",
)
MEASURES = (
    "Eight Sundays, no more than one rescue",
    "Six tills closed to the cent",
    "What they order again, and why",
    "The matron signs it off",
    "3 quotes within 10 % of the price",
    "How the others do it",
)
NOTES = (
    "Third Sunday, no rescue.",
    "My voice shook only the first time.",
    "Two of six so far. The third is booked.",
    "Forgot the spare keys, and Malik had to drive back.",
    "I liked the customer and hated the driving.",
    "No answer from the insurer yet.",
    "The course was cancelled again, now in autumn.",
    "Did the whole stock count on my own.",
    "Ms. Ortiz said no to the second shift.",
    "Too busy with the move; nothing done.",
    "It took longer than I thought, mostly for paperwork.",
    "The apprentice asked me to explain it a second time!",
    "Dropped the tray once. Nobody laughed.",
    "He left early. That helped.",
    "Complaints went from 12 % in March to 4 % in April.",
    "Called twice, spoke with the widow for an hour.",
    "Was told I talk too fast.",
    "Everyone stayed for the second half.",
    "I was tired after nine nights in a row.",
    "The mayor praised the new signs.",
    "Learnt that the old pump was never earthed.",
    "Gave up on the spreadsheet; paper is fine.",
    "Half the hedge is down",
    "Nothing to report, all quiet.",
    'Wrote "see above" in every box and felt silly.',
    "Is this even what they want?",
    "Zwei Angebote geschrieben, eines angenommen.",
    "一人でできました。",
    "They didn't turn up, so I started without them.",
    "Five. Each took a morning.",
)
MOMENTS = (
    "Stayed late to watch the fitters set up the robot.",
    "Showed the trainees how to hold the knife.",
    "Kept calm when the freezer failed on Friday.",
    "Her grandfather kept bees, and she still does.",
    "Reliable: always there at six.",
    "Spotted the crack in the third beam.",
    "A guest asked for her by name.",
    "Built a ramp out of pallets in ten minutes.",
    "Said what everybody thought about the rota.",
    "Turned the music down without being asked.",
)
TOPICS = (
    "Could nights be fewer next year?",
    "Is the Bristol post still open?",
    "Am I slower than the others?",
    "Should I tell Dana about the offer?",
    "The broken lift at gate nine",
    "What does a shift lead earn?",
    "May I swap Fridays with Olu?",
    "Parking, once more.",
    "If the merger comes, who keeps the vans?",
    "Studying part time",
)
NEEDS = (
    "A seat in the bed office",
    "The old price lists",
    "Two quiet mornings a month",
    "An introduction to Leonie Hart",
    "New boots, size 46",
    "Access to the archive room",
    "Feedback on the tender",
)
OBSTACLES = (
    "Winter staffing eats supernumerary days",
    "Only two posts in the whole region",
    "Money: four thousand are missing",
    "Four tills so far",
    "My knee",
    "Nobody to cover the phones",
    "The landlord has not signed",
)
VISIONS = (
    "Charge nurse on a ward where people stay",
    "A small farm shop with a café",
    "Teaching apprentices full time",
    "Restoring clocks in Vienna",
    "Captain of the harbour tug",
)
INTERESTS = ("Ward design", "Old engines", "Choir singing", "Board games", "Bread from rye")
STRENGTHS = ("Settling a frightened family", "Sharpening blades", "Mental arithmetic", "Finding lost post", "Calming dogs")
MOTIVATIONS = ("impact", "recognition", "the river nearby", "quick wit")
IMPROVE = ("Delegating", "Spelling names", "Sleeping before early shifts")
THEMES = ("Growing others", "Working outdoors", "Finishing what was begun")
AHEAD = ("The budget round closes", "Ward 7 reopens", "The auditor visits")
REASONS = ("The post was cut", "Somebody with more years got it", "It does not suit the season")
TENS = ("Sees the four o'clock bed crisis at noon", "Hears the fault before the gauge shows it", "Nobody notices that she chairs")
EVIDENCE = ("Three Sundays alone, one rescue at noon", "Two jobs priced too low in March", "Let the loudest speak last")
WAYS = ("Ask Elif to listen in", "Do ten in a row", "Read the log of last winter", "Swap roles for a week")
OTHERS = ("Tom Hale", "the works office", "Elif", "The matron")
TYPES = (
    "life-story",
    "career-vision",
    "unclear-goals",
    "clear-goals",
    "action-plan",
    "check-in",
    "next-move",
    "past-present-future",
)

TEXTS: tuple[Sequence[str], ...] = (
    *(
        GOALS,
        SKILLS,
        ACTIONS,
        MEASURES,
        NOTES,
        MOMENTS,
        TOPICS,
        NEEDS,
        OBSTACLES,
        VISIONS,
        INTERESTS,
        STRENGTHS,
        MOTIVATIONS,
        IMPROVE,
    ),
    *(THEMES, AHEAD, REASONS, TENS, EVIDENCE, WAYS),
)


def written(plan: dict[str, Any]) -> bytes:
    """A plan's file. JSON is YAML, and quick to write."""
    return f"---\n{json.dumps(plan, default=date.isoformat, ensure_ascii=False)}\n---\n".encode()


@st.composite
def lives(draw: DrawFn, /, **given: Any) -> dict[str, Any]:
    """A plan on the eighteenth of May 2026, in its second year or before its first talk. `given` stands as it is."""
    start = draw(st.integers(0, 29))
    spares = {id(texts): iter([*texts[start % len(texts) :], *texts[: start % len(texts)]]) for texts in TEXTS}

    crates = count(101)

    def one(texts: Sequence[str]) -> str:
        return next(spares[id(texts)], None) or f"Crate {next(crates)} is packed"

    def chance(of: int = 2) -> bool:
        return draw(st.integers(0, of - 1)) == of - 1

    def some(most: int, make: Callable[[], Any]) -> list[Any]:
        return [made for _ in range(draw(st.integers(0, most))) if (made := make()) is not None]

    def day(least: int, most: int) -> date:
        return DAY + timedelta(weeks=draw(st.integers(least, most)), days=start % 7)

    def past(weeks: int = 60) -> date:
        return min(day(-weeks, -1), DAY)

    def by(*names: str | None) -> dict[str, str]:
        name = draw(st.sampled_from((*names, None)))
        return {"by": name} if name else {}

    def maybe(key: str, make: Callable[[], Any], of: int = 2) -> dict[str, Any]:
        return {key: make()} if chance(of) else {}

    def ended() -> dict[str, Any]:
        """How an item ended, if it did."""
        match draw(st.integers(0, 9)):
            case 0 | 1:
                return {"done": past(20)} | maybe("note", lambda: one(NOTES))
            case 2:
                return {"dropped": past(20)} | maybe("because", lambda: one(REASONS))
            case 3:
                return (
                    {"refused": past(20)}
                    | maybe("because", lambda: one(REASONS))
                    | maybe("refused_by", lambda: OTHERS[start % 4])
                )
            case 4 | 5:
                return {"status": "doing"}
        return {}

    def action() -> dict[str, Any] | None:
        name = next(spares[id(ACTIONS)], None)
        if name is None:
            return None
        made = {"action": name} | ended()
        made |= maybe("type", lambda: draw(st.sampled_from(("experience", "exposure", "education"))))
        made |= maybe("measure", lambda: one(MEASURES), 4)
        made |= maybe("due", lambda: day(-20, 30)) | maybe("with", lambda: [OTHERS[start % 4]], 3)
        if "due" in made and chance(4):
            made["was"] = [made["due"] - timedelta(weeks=4 * n) for n in range(1 + start % 2, 0, -1)]
        if chance():
            made["progress"] = sorted(
                ({"date": past(30), "note": one(NOTES)} | by("manager", "Elif") for _ in range(draw(st.integers(1, 2)))),
                key=lambda note: str(note["date"]),
            )
        return made

    def rating() -> dict[str, Any]:
        seen = {"evidence": one(EVIDENCE)} if chance(4) else {}
        return {"date": past(), "rating": draw(st.integers(1, 10))} | by(None, "self", "manager") | (seen if start % 2 else {})

    def goal() -> dict[str, Any]:
        made = {"goal": one(GOALS)} | ended() | maybe("measure", lambda: one(MEASURES), 3) | maybe("due", lambda: day(-10, 120))
        made |= maybe("where", lambda: draw(st.sampled_from(("here", "company", "outside"))))
        return made | {"obstacles": some(2, lambda: one(OBSTACLES)), "actions": some(3, action)}

    def skill() -> dict[str, Any]:
        made = {"skill": one(SKILLS)} | (ended() if chance(4) else {}) | maybe("target", lambda: draw(st.integers(1, 10)))
        made |= maybe("ten", lambda: one(TENS), 3)
        made["ways"] = [{"way": one(WAYS)} | maybe("chosen", lambda: "yes") for _ in range(start % 2)]
        made["ratings"] = sorted(some(2, rating), key=lambda entry: str(entry["date"])) if chance() else []
        return made | {"actions": some(3, action)}

    def need() -> dict[str, Any]:
        who = draw(st.sampled_from(("manager", "manager", "self", OTHERS[start % 4], None)))
        made = {"need": one(NEEDS)} | (ended() if chance(3) else {}) | maybe("due", lambda: day(-20, 20))
        return made | ({"from": who} if who else {})

    def topic() -> dict[str, Any]:
        return (
            {"topic": one(TOPICS)}
            | by("self", "manager", None)
            | maybe("date", lambda: past(20))
            | (ended() if chance(4) else {})
        )

    name, manager = PEOPLE[draw(st.integers(0, len(PEOPLE) - 1))]
    plan: dict[str, Any] = {"name": name} | ({"manager": manager} if manager else {})
    plan |= maybe("role", lambda: "Fitter, night line") | maybe("called", lambda: "Kit", 6) | maybe("story", lambda: "told")
    plan |= maybe("started", lambda: past(120)) | maybe("stage", lambda: draw(st.sampled_from(("draft", "exploring", "agreed"))))
    plan |= maybe("next", lambda: day(-3, 12)) | maybe("cadence", lambda: "6 weeks", 3)
    plan["direction"] = draw(st.sampled_from(([], [], ["up"], ["across"], ["deeper"], ["unsure"], ["up", "deeper"])))
    for key, texts in (("motivations", MOTIVATIONS), ("interests", INTERESTS), ("improve", IMPROVE), ("themes", THEMES)):
        plan[key] = some(2, lambda texts=texts: one(texts))  # type: ignore[misc]
    plan["strengths"] = some(
        2, lambda: {"skill": one(STRENGTHS)} | maybe("rating", lambda: 9) | maybe("mentor", lambda: "yes", 3)
    )
    plan["visions"] = some(3, lambda: {"vision": one(VISIONS)} | maybe("where", lambda: "outside", 4))
    plan["goals"], plan["skills"] = some(2, goal), some(3, skill)
    plan["support"], plan["topics"] = some(3, need), some(4, topic)
    plan["moments"] = some(4, lambda: {"date": past(30), "moment": one(MOMENTS)} | by("manager", "Elif"))
    plan["ahead"] = some(2, lambda: {"date": day(1, 30), "what": one(AHEAD)})
    days = sorted({past() for _ in range(draw(st.integers(0, 4)))})
    plan["conversations"] = [{"date": held, "type": draw(st.sampled_from(TYPES))} for held in days]
    if chance(4):
        begun = past(30)
        plan["pauses"] = [{"from": begun} | maybe("until", lambda: begun + timedelta(weeks=2 + start % 12))]
    for number, item in enumerate(plan["support"]):
        item["id"] = f"need-{number}"
    if plan["support"] and chance():
        for owner in (*plan["goals"], *plan["skills"]):
            for step in owner["actions"][:1]:
                step["needs"] = ["need-0"]
    return plan | given
