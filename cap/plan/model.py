"""The plan, field by field: format 1 of the front matter.

These structs are the one source of the format. Both ways of reading (read.py), the JSON Schema (schema.py) and the help
that people get for a misspelt key are derived from them, so a field is added here and nowhere else.

A list field is never None: absent and blank are the empty list. Any other field is None when it is absent or blank.
Python's keywords take an underscore: `from_` is the key `from`, `with_` is `with`.
"""

import datetime
from itertools import chain
from typing import TYPE_CHECKING, Annotated, ClassVar, Literal, TypeVar

from msgspec import Meta, Struct, field

Text = Annotated[str, Meta(min_length=1)]
Date = datetime.date
Rating = Annotated[int, Meta(ge=1, le=10)]
Id = Annotated[
    str,
    Meta(
        pattern="^(?![gvstma][0-9]+$)[a-z][a-z0-9-]*$(?!\\n)",
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

Stage = Literal["draft", "exploring", "agreed"]
Direction = Literal["up", "across", "deeper", "unsure"]
Story = Literal["told", "declined"]
Where = Literal["here", "company", "outside"]
Horizon = Literal["6 months", "12 months", "18 months"]
Status = Literal["todo", "doing", "done", "dropped", "refused"]
ActionType = Literal["experience", "exposure", "education"]

if TYPE_CHECKING:
    Directions = list[Direction]
else:
    Directions = list[Direction] | Direction

# Where a list of items is meant, an entry may be the item's name alone: a plan that was read holds the item.
Entry = TypeVar("Entry")
if TYPE_CHECKING:
    Named = list[Entry]
else:
    Named = list[Text | Entry]


def many(value: Texts) -> Texts:
    """One text as a list of one."""
    return [value] if isinstance(value, str) else value


def _listed(item: Struct, *names: str) -> None:
    """Make lists of one of the texts in the fields that hold several. Most are lists already, and thousands are looked at."""
    for name in names:
        value = getattr(item, name)
        if type(value) is str:
            setattr(item, name, [value])


def _spelt_out(item: Struct, name: str, shape: type["Item"]) -> None:
    """Make items of the texts in a list of items."""
    entries = getattr(item, name)
    if str in map(type, entries):
        setattr(item, name, [shape(**{shape.NAME: entry}) if isinstance(entry, str) else entry for entry in entries])


class Item(Struct, forbid_unknown_fields=True, kw_only=True, omit_defaults=True, rename={"from_": "from", "with_": "with"}):
    """A mapping in the front matter. `NAME` is the key that says what it is called."""

    NAME: ClassVar[str] = ""


class Closing(Item, kw_only=True):
    """An item that can be finished, dropped, or refused by somebody else."""

    id: Annotated[Id | None, Meta(description="A short handle to link to and to type.")] = None
    status: Annotated[Status | None, Meta(description="todo, doing, done, dropped or refused; todo when left out.")] = None
    done: Annotated[Date | None, Meta(description="The day it was done; says done by itself.")] = None
    dropped: Annotated[Date | None, Meta(description="The day it was dropped; says dropped by itself.")] = None
    refused: Annotated[Date | None, Meta(description="The day somebody else declined it; says refused by itself.")] = None
    because: Annotated[Text | None, Meta(description="Why it was dropped or refused.")] = None
    refused_by: Annotated[Text | None, Meta(description="Who declined it.")] = None
    note: Annotated[Text | None, Meta(description="A remark to keep.")] = None

    @property
    def state(self) -> Status:
        """The status in force: an end that is written, else the one that a date says, else what is written, else todo."""
        if self.status in ("done", "dropped", "refused"):
            return self.status
        if self.done is not None:
            return "done"
        if self.dropped is not None:
            return "dropped"
        return "refused" if self.refused is not None else self.status or "todo"

    @property
    def ends(self) -> list[tuple[str, Date]]:
        """The days on which it ended, each under its key. More than one is a slip."""
        days = {"done": self.done, "dropped": self.dropped, "refused": self.refused}
        return [(key, day) for key, day in days.items() if day is not None]

    @property
    def open(self) -> bool:
        return self.status in (None, "todo", "doing") and self.done is None and self.dropped is None and self.refused is None


class Strength(Item, kw_only=True):
    """Something the person is good at."""

    NAME = "skill"

    skill: Annotated[Text, Meta(description="What they are good at.")]
    rating: Annotated[Rating | None, Meta(description="Where we agree it stands, 1 to 10.")] = None
    mentor: Annotated[Flag | None, Meta(description="yes: willing to help others grow it.")] = None

    def __post_init__(self) -> None:
        if self.mentor is not None:
            self.mentor = self.mentor in (True, "yes")


class Vision(Item, kw_only=True):
    """A future the person would love."""

    NAME = "vision"

    vision: Annotated[Text, Meta(description="The future they would love, in their words.")]
    id: Annotated[Id | None, Meta(description="A short handle for goals to link to.")] = None
    where: Annotated[Where | None, Meta(description="here, elsewhere in the company, or outside.")] = None


class Way(Item, kw_only=True):
    """One way to gain a point in a skill."""

    NAME = "way"

    way: Annotated[Text, Meta(description="One way to gain a point.")]
    pros: Annotated[Texts, Meta(description="What speaks for it.")] = []
    cons: Annotated[Texts, Meta(description="What speaks against it.")] = []
    chosen: Annotated[Flag, Meta(description="yes: the way that was picked.")] = False

    def __post_init__(self) -> None:
        _listed(self, "pros", "cons")
        self.chosen = self.chosen in (True, "yes")


class RatingEntry(Item, kw_only=True):
    """A rating on a day, by someone."""

    NAME = "date"

    date: Annotated[Date, Meta(description="The day of the rating.")]
    rating: Annotated[Rating, Meta(description="Whole, 1 to 10.")]
    by: Annotated[Text | None, Meta(description="self, manager or a name; left out: agreed together.")] = None
    evidence: Annotated[Text | None, Meta(description="What was seen that speaks for it.")] = None


class Progress(Item, kw_only=True):
    """A step forward, noted on a day."""

    NAME = "date"

    date: Annotated[Date, Meta(description="The day of the note.")]
    note: Annotated[Text, Meta(description="What moved.")]
    by: Annotated[Text | None, Meta(description="Who noted it.")] = None
    link: Annotated[Text | None, Meta(description="Where to see it.")] = None


class Action(Closing, kw_only=True):
    """Something the person will do, for a skill or straight for a goal."""

    NAME = "action"

    action: Annotated[Text, Meta(description="What they will do.")]
    type: Annotated[
        ActionType | None, Meta(description="experience (on the job), exposure (from others) or education (training).")
    ] = None
    measure: Annotated[Text | None, Meta(description="How you will both see that it worked.")] = None
    due: Annotated[Date | None, Meta(description="By when.")] = None
    was: Annotated[list[Date], Meta(description="Earlier due dates, oldest first.")] = []
    with_: Annotated[Texts, Meta(description="Who takes part.")] = []
    needs: Annotated[Texts, Meta(description="The id of the support it waits for, or several.")] = []
    progress: Annotated[list[Progress], Meta(description="What moved, oldest first.")] = []

    def __post_init__(self) -> None:
        _listed(self, "with_", "needs")


class Goal(Closing, kw_only=True):
    """What the person wants to reach."""

    NAME = "goal"

    goal: Annotated[Text, Meta(description="What they want to reach.")]
    vision: Annotated[Texts, Meta(description="The id of the vision it leads to, or several.")] = []
    where: Annotated[Where | None, Meta(description="here, elsewhere in the company, or outside.")] = None
    horizon: Annotated[Horizon | None, Meta(description="What felt realistic in the talk.")] = None
    measure: Annotated[Text | None, Meta(description="How everyone will see that it is reached.")] = None
    due: Annotated[Date | None, Meta(description="By when.")] = None
    was: Annotated[list[Date], Meta(description="Earlier due dates, oldest first.")] = []
    obstacles: Annotated[Texts, Meta(description="What could get in the way.")] = []
    actions: Annotated[Named[Action], Meta(description="Steps that build no skill: apply, ask, save up.")] = []

    def __post_init__(self) -> None:
        _listed(self, "vision", "obstacles")
        if self.actions:
            _spelt_out(self, "actions", Action)


class Skill(Closing, kw_only=True):
    """One of the two or three skills that matter now."""

    NAME = "skill"

    skill: Annotated[Text, Meta(description="What they want to get better at.")]
    goal: Annotated[Texts, Meta(description="The id of the goal it serves, or several.")] = []
    rating: Annotated[Rating | None, Meta(description="Where we agree it stands, 1 to 10.")] = None
    target: Annotated[Rating | None, Meta(description="Where it should stand.")] = None
    ten: Annotated[Text | None, Meta(description="What a 10 looks like.")] = None
    ways: Annotated[Named[Way], Meta(description="At least three ways to gain one point.")] = []
    ratings: Annotated[list[RatingEntry], Meta(description="Its ratings over time, oldest first.")] = []
    actions: Annotated[Named[Action], Meta(description="A couple of things to do for it.")] = []

    def __post_init__(self) -> None:
        _listed(self, "goal")
        _spelt_out(self, "ways", Way)
        _spelt_out(self, "actions", Action)


class Support(Closing, kw_only=True):
    """What the person needs from others."""

    NAME = "need"

    need: Annotated[Text, Meta(description="What they need.")]
    from_: Annotated[Text | None, Meta(description="Who promised it; left out: a wish, owed by nobody.")] = None
    due: Annotated[Date | None, Meta(description="By when.")] = None
    was: Annotated[list[Date], Meta(description="Earlier due dates, oldest first.")] = []


class Topic(Closing, kw_only=True):
    """Something to talk about next time."""

    NAME = "topic"

    topic: Annotated[Text, Meta(description="What to talk about.")]
    by: Annotated[Text | None, Meta(description="Who brought it up.")] = None
    date: Annotated[Date | None, Meta(description="When it came up.")] = None


class DayAhead(Item, kw_only=True):
    """A day that matters for the person, whoever sets it."""

    NAME = "what"

    date: Annotated[Date, Meta(description="The day.")]
    what: Annotated[Text, Meta(description="What happens on it: a rotation, a post that opens, a budget round.")]


class Moment(Item, kw_only=True):
    """What the person is proud of, or what somebody saw and has said to them."""

    NAME = "moment"

    date: Annotated[Date, Meta(description="The day it happened.")]
    moment: Annotated[Text, Meta(description="What happened.")]
    by: Annotated[Text | None, Meta(description="Who saw it.")] = None
    skill: Annotated[Texts, Meta(description="The id of the skill that it shows, or several.")] = []

    def __post_init__(self) -> None:
        _listed(self, "skill")


class Pause(Item, kw_only=True):
    """A time in which nothing is due: parental leave, illness, no wish to."""

    NAME = "from"

    from_: Annotated[Date | None, Meta(description="Its first day; left out: it began at some time.")] = None
    until: Annotated[Date | None, Meta(description="The day on which it goes on; left out: no end is set.")] = None

    def covers(self, day: Date) -> bool:
        """Whether a day lies in the pause. The day on which it goes on does not."""
        return (self.from_ is None or self.from_ <= day) and (self.until is None or day < self.until)


class Conversation(Item, kw_only=True):
    """A career conversation that was held."""

    NAME = "date"

    date: Annotated[Date, Meta(description="The day it was held.")]
    type: Annotated[Text | None, Meta(description="Which kind of conversation.")] = None


class Plan(Item, kw_only=True):
    """A person's career action plan."""

    NAME = "name"

    format: Annotated[Literal[1] | None, Meta(description="The version of this format.")] = None
    schema: Annotated[Text | None, Meta(description="The JSON Schema that an editor holds the plan against.")] = field(
        default=None, name="$schema"
    )
    name: Annotated[Text, Meta(description="The person, by their full name.")]
    called: Annotated[Text | None, Meta(description="What others call them; the first word of the name when left out.")] = None
    role: Annotated[Text | None, Meta(description="What they do today.")] = None
    manager: Annotated[Text | None, Meta(description="Who holds the career conversations with them.")] = None
    started: Annotated[Date | None, Meta(description="The day this manager and person began.")] = None
    stage: Annotated[Stage | None, Meta(description="draft, exploring or agreed; draft when left out.")] = None
    pauses: Annotated[list[Pause], Meta(description="Times in which nothing is due, kept as history.")] = []
    direction: Annotated[Directions, Meta(description="up, across, deeper or unsure; one or several.")] = []
    cadence: Annotated[Cadence | None, Meta(description="How often to talk careers, such as 3 months.")] = None
    next: Annotated[Date | None, Meta(description="The next career conversation.")] = None
    story: Annotated[Story | None, Meta(description="told or declined; the story itself is in the text below.")] = None
    motivations: Annotated[
        Texts,
        Meta(
            description="What matters most at work: money, skills, impact, authority, recognition, creativity, or a word of one's own."
        ),
    ] = []
    interests: Annotated[Texts, Meta(description="What they like and want more of.")] = []
    improve: Annotated[Texts, Meta(description="What they would like to be better at.")] = []
    themes: Annotated[Texts, Meta(description="What the last look back and ahead came down to.")] = []
    strengths: Annotated[Named[Strength], Meta(description="What they are good at.")] = []
    visions: Annotated[Named[Vision], Meta(description="Three to five futures they would love.")] = []
    goals: Annotated[Named[Goal], Meta(description="What they want to reach.")] = []
    skills: Annotated[Named[Skill], Meta(description="The two or three that matter now.")] = []
    support: Annotated[Named[Support], Meta(description="What they need, and who promised it.")] = []
    ahead: Annotated[list[DayAhead], Meta(description="Days that matter, whoever sets them.")] = []
    moments: Annotated[list[Moment], Meta(description="What went well on a day, as it was said to them.")] = []
    topics: Annotated[Named[Topic], Meta(description="To talk about next time.")] = []
    conversations: Annotated[list[Conversation], Meta(description="Held so far, oldest first.")] = []

    def __post_init__(self) -> None:
        _listed(self, "direction", "motivations", "interests", "improve", "themes")
        _spelt_out(self, "visions", Vision)
        lists = (self.strengths, self.goals, self.skills, self.support, self.topics)
        if str in map(type, chain.from_iterable(lists)):  # one look at all of them, because few plans have a text there
            _spelt_out(self, "strengths", Strength)
            _spelt_out(self, "goals", Goal)
            _spelt_out(self, "skills", Skill)
            _spelt_out(self, "support", Support)
            _spelt_out(self, "topics", Topic)
