"""The plan, field by field: format 1 of the front matter.

These structs are the one source of the format. Both ways of reading (read.py), the JSON Schema (schema.py) and the help
that people get for a misspelt key are derived from them, so a field is added here and nowhere else.

A list field is never None: absent and blank are the empty list. Any other field is None when it is absent or blank.
Python's keywords take an underscore: `from_` is the key `from`, `with_` is `with`.
"""

import datetime
from typing import TYPE_CHECKING, Annotated, Literal

from msgspec import Meta, Struct

Text = Annotated[str, Meta(min_length=1)]
Date = datetime.date
Rating = Annotated[int, Meta(ge=1, le=10)]
Id = Annotated[
    str,
    Meta(
        pattern="^(?![gvst][0-9]+$)[a-z][a-z0-9-]*$(?!\\n)",
        extra={
            "wanted": "an id",
            "hint": "Use lower-case letters, digits and hyphens, a letter first; `g1` and the like are the numbers that `cap show` prints.",
        },
    ),
]
Cadence = Annotated[
    str,
    Meta(
        pattern="^[1-9][0-9]? (week|month|year)s?$(?!\\n)",
        extra={"wanted": "a span of time", "hint": "Write a number and weeks, months or years, such as `3 months`."},
    ),
]

# Where a list of text is meant, one text may stand: the file may hold either, a plan that was read holds the list.
if TYPE_CHECKING:
    Texts = list[str]
    Flag = bool
else:
    Texts = list[Text] | Text
    Flag = bool | Literal["yes", "no"]  # YAML 1.2 reads a bare yes as text

Stage = Literal["draft", "exploring", "agreed", "paused"]
Direction = Literal["up", "across", "deeper", "unsure"]
Story = Literal["told", "declined"]
Where = Literal["here", "company", "outside"]
Horizon = Literal["6 months", "12 months", "18 months"]
Status = Literal["todo", "doing", "done", "dropped"]
ActionType = Literal["experience", "exposure", "education"]

if TYPE_CHECKING:
    Directions = list[Direction]
else:
    Directions = list[Direction] | Direction


def many(value: Texts) -> Texts:
    """One text as a list of one."""
    return [value] if isinstance(value, str) else value


def _listed(item: Struct, *names: str) -> None:
    """Make lists of one of the texts in the fields that hold several. Most are lists already, and thousands are looked at."""
    for name in names:
        value = getattr(item, name)
        if type(value) is str:
            setattr(item, name, [value])


class Item(Struct, forbid_unknown_fields=True, kw_only=True, omit_defaults=True, rename={"from_": "from", "with_": "with"}):
    """A mapping in the front matter. `NAME_KEYS` says which field it is called by."""


class Closing(Item, kw_only=True):
    """An item that can be finished or dropped."""

    id: Annotated[Id | None, Meta(description="A short handle to link to and to type.")] = None
    status: Annotated[Status | None, Meta(description="todo, doing, done or dropped; todo when left out.")] = None
    done: Annotated[Date | None, Meta(description="The day it was done; says done by itself.")] = None
    because: Annotated[Text | None, Meta(description="Why it was dropped.")] = None
    note: Annotated[Text | None, Meta(description="A remark to keep.")] = None

    @property
    def state(self) -> Status:
        """The status in force: the one written, else what a `done` date says, else todo."""
        if self.status == "dropped":
            return "dropped"
        if self.done is not None:
            return "done"
        return self.status or "todo"

    @property
    def open(self) -> bool:
        return self.done is None and self.status in (None, "todo", "doing")


class Strength(Item, kw_only=True):
    """Something the person is good at."""

    skill: Annotated[Text, Meta(description="What they are good at.")]
    rating: Annotated[Rating | None, Meta(description="Where we agree it stands, 1 to 10.")] = None
    mentor: Annotated[Flag, Meta(description="yes: willing to help others grow it.")] = False

    def __post_init__(self) -> None:
        self.mentor = self.mentor in (True, "yes")


class Vision(Item, kw_only=True):
    """A future the person would love."""

    vision: Annotated[Text, Meta(description="The future they would love, in their words.")]
    id: Annotated[Id | None, Meta(description="A short handle for goals to link to.")] = None
    where: Annotated[Where | None, Meta(description="here, elsewhere in the company, or outside.")] = None


if TYPE_CHECKING:
    Visions = list[Vision]
else:
    Visions = list[Text | Vision]


class Goal(Closing, kw_only=True):
    """What the person wants to reach."""

    goal: Annotated[Text, Meta(description="What they want to reach.")]
    vision: Annotated[Texts, Meta(description="The id of the vision it leads to, or several.")] = []
    where: Annotated[Where | None, Meta(description="here, elsewhere in the company, or outside.")] = None
    horizon: Annotated[Horizon | None, Meta(description="What felt realistic in the talk.")] = None
    measure: Annotated[Text | None, Meta(description="How everyone will see that it is reached.")] = None
    due: Annotated[Date | None, Meta(description="By when.")] = None
    obstacles: Annotated[Texts, Meta(description="What could get in the way.")] = []

    def __post_init__(self) -> None:
        _listed(self, "vision", "obstacles")


class Way(Item, kw_only=True):
    """One way to gain a point in a skill."""

    way: Annotated[Text, Meta(description="One way to gain a point.")]
    pros: Annotated[Texts, Meta(description="What speaks for it.")] = []
    cons: Annotated[Texts, Meta(description="What speaks against it.")] = []
    chosen: Annotated[Flag, Meta(description="yes: the way that was picked.")] = False

    def __post_init__(self) -> None:
        _listed(self, "pros", "cons")
        self.chosen = self.chosen in (True, "yes")


if TYPE_CHECKING:
    Ways = list[Way]
else:
    Ways = list[Text | Way]


class RatingEntry(Item, kw_only=True):
    """A rating on a day, by someone."""

    date: Annotated[Date, Meta(description="The day of the rating.")]
    rating: Annotated[Rating, Meta(description="Whole, 1 to 10.")]
    by: Annotated[Text | None, Meta(description="self, manager or a name; left out: agreed together.")] = None
    evidence: Annotated[Text | None, Meta(description="What was seen that speaks for it.")] = None


class Progress(Item, kw_only=True):
    """A step forward, noted on a day."""

    date: Annotated[Date, Meta(description="The day of the note.")]
    note: Annotated[Text, Meta(description="What moved.")]
    link: Annotated[Text | None, Meta(description="Where to see it.")] = None


class Action(Closing, kw_only=True):
    """Something the person will do for a skill."""

    action: Annotated[Text, Meta(description="What they will do.")]
    type: Annotated[
        ActionType | None, Meta(description="experience (on the job), exposure (from others) or education (training).")
    ] = None
    measure: Annotated[Text | None, Meta(description="How you will both see that it worked.")] = None
    due: Annotated[Date | None, Meta(description="By when.")] = None
    was: Annotated[list[Date], Meta(description="Earlier due dates, oldest first.")] = []
    with_: Annotated[Texts, Meta(description="Who takes part.")] = []
    progress: Annotated[list[Progress], Meta(description="What moved, oldest first.")] = []

    def __post_init__(self) -> None:
        _listed(self, "with_")


class Skill(Closing, kw_only=True):
    """One of the two or three skills that matter now."""

    skill: Annotated[Text, Meta(description="What they want to get better at.")]
    goal: Annotated[Texts, Meta(description="The id of the goal it serves, or several.")] = []
    rating: Annotated[Rating | None, Meta(description="Where we agree it stands, 1 to 10.")] = None
    target: Annotated[Rating | None, Meta(description="Where it should stand.")] = None
    ten: Annotated[Text | None, Meta(description="What a 10 looks like.")] = None
    ways: Annotated[Ways, Meta(description="At least three ways to gain one point.")] = []
    ratings: Annotated[list[RatingEntry], Meta(description="Its ratings over time, oldest first.")] = []
    actions: Annotated[list[Action], Meta(description="A couple of things to do for it.")] = []

    def __post_init__(self) -> None:
        _listed(self, "goal")
        self.ways = [Way(way=way) if isinstance(way, str) else way for way in self.ways]


class Support(Closing, kw_only=True):
    """What the person needs from others."""

    need: Annotated[Text, Meta(description="What they need.")]
    from_: Annotated[Text | None, Meta(description="Who promised it.")] = None
    due: Annotated[Date | None, Meta(description="By when.")] = None


class Topic(Closing, kw_only=True):
    """Something to talk about next time."""

    topic: Annotated[Text, Meta(description="What to talk about.")]
    by: Annotated[Text | None, Meta(description="Who brought it up.")] = None
    date: Annotated[Date | None, Meta(description="When it came up.")] = None


class Conversation(Item, kw_only=True):
    """A career conversation that was held."""

    date: Annotated[Date, Meta(description="The day it was held.")]
    type: Annotated[Text | None, Meta(description="Which kind of conversation.")] = None


class Plan(Item, kw_only=True):
    """A person's career action plan."""

    format: Annotated[Literal[1] | None, Meta(description="The version of this format.")] = None
    name: Annotated[Text, Meta(description="The person, as they like to be called.")]
    role: Annotated[Text | None, Meta(description="What they do today.")] = None
    manager: Annotated[Text | None, Meta(description="Who holds the career conversations with them.")] = None
    started: Annotated[Date | None, Meta(description="The day this manager and person began.")] = None
    stage: Annotated[Stage | None, Meta(description="draft, exploring, agreed or paused; draft when left out.")] = None
    until: Annotated[Date | None, Meta(description="With stage paused: nothing is due before.")] = None
    direction: Annotated[Directions, Meta(description="up, across, deeper or unsure; one or several.")] = []
    cadence: Annotated[Cadence | None, Meta(description="How often to talk careers, such as 3 months.")] = None
    next: Annotated[Date | None, Meta(description="The next career conversation.")] = None
    story: Annotated[Story | None, Meta(description="told or declined; the story itself is in the text below.")] = None
    motivations: Annotated[
        Texts,
        Meta(description="What drives them: money, skills, impact, authority, recognition, creativity, or their own word."),
    ] = []
    interests: Annotated[Texts, Meta(description="What they like and want more of.")] = []
    improve: Annotated[Texts, Meta(description="What they would like to be better at.")] = []
    themes: Annotated[Texts, Meta(description="What the last look back and ahead came down to.")] = []
    strengths: Annotated[list[Strength], Meta(description="What they are good at.")] = []
    visions: Annotated[Visions, Meta(description="Three to five futures they would love.")] = []
    goals: Annotated[list[Goal], Meta(description="What they want to reach.")] = []
    skills: Annotated[list[Skill], Meta(description="The two or three that matter now.")] = []
    support: Annotated[list[Support], Meta(description="What they need, and who promised it.")] = []
    topics: Annotated[list[Topic], Meta(description="To talk about next time.")] = []
    conversations: Annotated[list[Conversation], Meta(description="Held so far, oldest first.")] = []

    def __post_init__(self) -> None:
        _listed(self, "direction", "motivations", "interests", "improve", "themes")
        self.visions = [Vision(vision=vision) if isinstance(vision, str) else vision for vision in self.visions]


# A list's key → the key in its items that says what the item is called: where a finding about the item points, and what
# `cap show` prints first. The plan itself stands under "".
NAME_KEYS = {
    "": "name",
    "strengths": "skill",
    "visions": "vision",
    "goals": "goal",
    "skills": "skill",
    "ways": "way",
    "ratings": "date",
    "actions": "action",
    "progress": "date",
    "support": "need",
    "topics": "topic",
    "conversations": "date",
}
