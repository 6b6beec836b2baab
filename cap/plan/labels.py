"""What each key is called in plain words, and how it may be filled in: for editors, which show both beside its description.

What is the same wherever it stands is under the key alone; what means something of its own in the items of one list is under both, as
`skills.goal`. An example is what stands behind the key, a date as its text.
"""

from __future__ import annotations

from typing import Any, NamedTuple


class Label(NamedTuple):
    """The title of a key, and at least one value that it may have."""

    title: str
    examples: tuple[Any, ...]


LABELS = {
    # the plan
    "format": Label("Format", (1,)),
    "$schema": Label("JSON Schema", ("../plan.schema.json",)),
    "name": Label("Full name", ("Grace Adeyemi",)),
    "called": Label("Called", ("Grace",)),
    "role": Label("Role today", ("Staff Nurse, Acute Medical Unit",)),
    "manager": Label("Manager", ("Ruth Lindqvist",)),
    "started": Label("Together since", ("2025-11-03",)),
    "stage": Label("Stage", ("draft", "exploring", "agreed")),
    "pauses": Label("Pauses", ([{"from": "2025-06-01", "until": "2025-09-30"}],)),
    "direction": Label("Direction", ("up", ["up", "deeper"])),
    "cadence": Label("How often to talk", ("3 months", "6 weeks")),
    "next": Label("Next career conversation", ("2026-05-18",)),
    "story": Label("Life story", ("told", "declined")),
    "motivations": Label("What matters most", (["impact", "recognition"],)),
    "interests": Label("Interests", (["Teaching", "Ward design"],)),
    "improve": Label("Would like to be better at", (["Delegating"],)),
    "themes": Label("Themes", (["Growing others"],)),
    "strengths": Label("Strengths", ([{"skill": "Settling a frightened family", "rating": 9, "mentor": "yes"}],)),
    "visions": Label("Visions", (["Charge nurse on a ward where people stay", "Practice educator for new starters"],)),
    "goals": Label(
        "Goals",
        ([{"goal": "Act as charge nurse on day shifts", "measure": "Signed off by the matron", "due": "2026-09-30"}],),
    ),
    "skills": Label("Skills", ([{"skill": "Running the board", "rating": 5, "target": 7}],)),
    "support": Label("Support", ([{"need": "A seat in the bed office", "from": "Ruth Lindqvist", "due": "2026-03-20"}],)),
    "ahead": Label("Days ahead", ([{"date": "2026-09-01", "what": "The ward manager's post is advertised"}],)),
    "moments": Label("Moments", ([{"date": "2026-02-01", "moment": "Showed the new starter the pump, unasked"}],)),
    "topics": Label("Topics for next time", (["Could nights be fewer next year?"],)),
    "conversations": Label("Conversations held", ([{"date": "2026-02-23", "type": "action-plan"}],)),
    # whatever closes
    "id": Label("Handle", ("sundays",)),
    "status": Label("Status", ("todo", "doing", "done", "dropped", "refused")),
    "done": Label("Done on", ("2026-02-23",)),
    "dropped": Label("Dropped on", ("2026-02-23",)),
    "refused": Label("Refused on", ("2026-02-23",)),
    "because": Label("Why it ended", ("The ward closes in spring",)),
    "refused_by": Label("Refused by", ("The matron",)),
    "note": Label("Note", ("Eight Sundays, one rescue",)),
    # what several kinds have
    "where": Label("Where", ("here", "company", "outside")),
    "due": Label("By when", ("2026-05-31",)),
    "was": Label("Due before", (["2026-01-31", "2026-03-31"],)),
    "measure": Label("How you will see it", ("Eight Sundays, no more than one rescue",)),
    "rating": Label("Rating today", (5,)),
    "by": Label("By whom", ("Ruth Lindqvist", "self")),
    "actions": Label(
        "Actions",
        ([{"action": "Take the board every Sunday", "type": "experience", "measure": "Eight Sundays", "due": "2026-05-31"}],),
    ),
    # one kind alone
    "strengths.skill": Label("Strength", ("Settling a frightened family",)),
    "strengths.rating": Label("Rating", (9,)),
    "mentor": Label("Would help others grow it", ("yes", "no")),
    "vision": Label("Vision", ("Charge nurse on a ward where people stay",)),
    "goals.vision": Label("Leads to the vision", ("charge",)),
    "goal": Label("Goal", ("Act as charge nurse on day shifts without a second senior",)),
    "horizon": Label("How far off it felt", ("6 months", "12 months", "18 months")),
    "goals.measure": Label("How everyone will see it", ("Signed off for lone charge by the matron",)),
    "obstacles": Label("Obstacles", (["Winter staffing eats supernumerary days"],)),
    "skill": Label("Skill", ("Running the board",)),
    "skills.goal": Label("Serves the goal", ("lone-charge", ["lone-charge", "teaching"])),
    "target": Label("Target", (7,)),
    "ten": Label("What a 10 looks like", ("Sees the four o'clock bed crisis at noon",)),
    "ways": Label(
        "Ways to gain a point",
        (["Shadow the site manager", {"way": "Bed-management e-learning", "cons": "No practice"}],),
    ),
    "ratings": Label("Ratings over time", ([{"date": "2025-11-24", "rating": 4}, {"date": "2026-02-23", "rating": 5}],)),
    "way": Label("Way", ("Take the board on Sundays",)),
    "pros": Label("For it", ("It begins next week",)),
    "cons": Label("Against it", (["No practice", "Two evenings a week"],)),
    "chosen": Label("The one you picked", ("yes", "no")),
    "ratings.date": Label("Day of the rating", ("2026-02-23",)),
    "ratings.rating": Label("Rating", (5,)),
    "evidence": Label("What was seen", ("Three Sundays, one rescue",)),
    "action": Label("Action", ("Take the board every Sunday with the second senior in the background",)),
    "actions.type": Label("Kind of learning", ("experience", "exposure", "education")),
    "with": Label("With", ("Tom Hale",)),
    "needs": Label("Waits for", ("bed-office",)),
    "progress": Label("Progress", ([{"date": "2026-01-11", "note": "Third Sunday, no rescue"}],)),
    "progress.date": Label("Day of the note", ("2026-01-11",)),
    "progress.note": Label("What moved", ("Third Sunday, no rescue",)),
    "link": Label("Where to see it", ("https://example.org/board",)),
    "need": Label("Need", ("A seat in the bed office",)),
    "support.from": Label("Promised by", ("Ruth Lindqvist",)),
    "ahead.date": Label("Day", ("2026-09-01",)),
    "what": Label("What happens", ("The ward manager's post is advertised",)),
    "moments.date": Label("Day", ("2026-02-01",)),
    "moment": Label("Moment", ("Stayed late to show the new starter the pump, unasked",)),
    "moments.skill": Label("Shows the skill", ("board",)),
    "topic": Label("Topic", ("Could nights be fewer next year?",)),
    "topics.date": Label("Came up on", ("2026-02-23",)),
    "conversations.date": Label("Day of the talk", ("2026-02-23",)),
    "conversations.type": Label("Kind of talk", ("action-plan", "check-in")),
    "pauses.from": Label("First day", ("2025-06-01",)),
    "until": Label("Goes on", ("2025-09-30",)),
}


def label(key: str, within: str = "") -> Label:
    """The label of a key, of the plan or of an item in the list that is called `within`."""
    return LABELS.get(f"{within}.{key}") or LABELS[key]
