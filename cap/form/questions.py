"""The questions of the form, as data: what is asked, in which words, about which key of the plan.

Labels are plain ASCII, so that no mail program finds a quote or a dash in them to improve, and no label of a part begins with another.
"""

from __future__ import annotations

from collections.abc import Iterator

from cap.form.fields import Block, Question, Section

WHERE = {"here": "here, where I am", "company": "elsewhere in the company", "outside": "outside"}
DONE = Question("done", "Is it done? On which day", "3 May, or yesterday", when="page", adds=True, back=True)
LET_GO = Question("because", "If you have let go of it, why", "the ward closes in spring", when="page", adds=True)
DUE = Question(
    "due",
    "By when",
    "30 September, or +6m",
    "A day, even a rough one, turns a wish into something the two of you can plan around. It can be moved.",
)

STEP = Block(
    "action",
    "Step",
    (
        Question(
            "action",
            "What will you do",
            "take the board every other Sunday; weld ten overhead seams beside Ana; write the order list for a week",
            "Something you do yourself, that somebody could see you doing.",
        ),
        Question(
            "type",
            "How will you learn from it",
            why="Most of what we learn, we learn by doing: of ten steps, some seven are done at work, two with people, one in a course.",
            choices={
                "experience": "by doing it at work",
                "exposure": "from somebody",
                "education": "from a course or a book",
            },
        ),
        Question(
            "measure",
            "How will you both see that it worked",
            "eight Sundays with no more than one call for help; three seams that pass the X-ray",
            "A number, a thing, or somebody who says so. Then neither of you has to wonder.",
        ),
        DUE,
        Question(
            "with",
            "Who does it with you",
            "Tom from the night shift",
            "One person to a line. Nobody is an answer, too: leave it blank.",
        ),
        Question("progress", "What has moved", "third Sunday, no call for help", when="page", adds=True, answer="text"),
        DONE,
        LET_GO,
    ),
)

SECTIONS = (
    Section(
        "Your story",
        "How you came to this work, and what mattered on the way. As much as you like to tell; nobody has to.",
        (
            Question(
                "tale",
                "What would you like to tell",
                "the grandfather who taught me to repair bicycles; the first boss who trusted me with the keys",
                "Whoever knows where you come from understands better what you want. It stands in your plan, and whoever may open that"
                " may read it. What was told before stays; this is added to it.",
                adds=True,
                answer="long",
            ),
            Question(
                "story",
                "Has your story been told",
                why="So that nobody asks twice. Not telling it is a fine answer.",
                choices={"told": "yes", "declined": "I would rather not tell it"},
            ),
        ),
    ),
    Section(
        "What drives you",
        "Think of a day that you came home from content.",
        (
            Question(
                "motivations",
                "What matters most to you at work",
                "money, skills, impact, authority, recognition, creativity, or a word of your own",
                "It is behind every goal that lasts. One thing to a line, what matters most first.",
            ),
            Question(
                "interests",
                "What do you like, and want more of",
                "teaching newcomers; old machines; talking with the relatives",
                "It shows where energy is, also where no plan is yet.",
            ),
            Question(
                "improve",
                "What would you like to be better at",
                "saying no; pastry; reading a balance sheet",
                "Some day or soon, whether or not anything is planned for it.",
            ),
            Question(
                "themes",
                "Which threads run through all this",
                "helping others grow; quiet work that has to be exact",
                "What your last look back and ahead came down to, once the two of you have taken one.",
            ),
        ),
    ),
    Section(
        "What you are good at",
        "What others come to you for, and what seems easy to you and hard to them.",
        block=Block(
            "strength",
            "Strength",
            (
                Question(
                    "skill",
                    "What are you good at",
                    "calming an angry customer; finding the fault by ear; clear minutes",
                    "Ask somebody who works beside you, if nothing comes to mind.",
                ),
                Question(
                    "rating", "How good, from 1 to 10", why="Where the two of you see it. Leave it blank if you do not know."
                ),
                Question(
                    "mentor",
                    "Would you help others with it",
                    why="Somebody may be looking for just that.",
                    choices={"yes": "yes, gladly", "no": "not now"},
                ),
            ),
        ),
    ),
    Section(
        "What you are proud of",
        "Small things count, most of all those that nobody saw.",
        block=Block(
            "moment",
            "Moment",
            (
                Question(
                    "moment",
                    "What did you do",
                    "stayed late to show the new cook the oven; found the leak that three others had missed",
                    "It is soon forgotten, and worth a lot when somebody asks what you can do.",
                ),
                Question("date", "On which day", "last Friday, or 3 May", "Roughly will do. Blank: today.", back=True),
            ),
            history=True,
        ),
    ),
    Section(
        "Futures you would love",
        "Three to five, however unlikely: here, elsewhere, or somewhere quite different.",
        block=Block(
            "vision",
            "Future",
            (
                Question(
                    "vision",
                    "What would you love to be doing",
                    "charge nurse on a ward where people stay; a repair shop of my own by the sea; two days a week with the apprentices",
                    "Nothing is promised by it, neither by you nor to you. It shows a direction.",
                ),
                Question(
                    "where",
                    "Where would that be",
                    choices=WHERE,
                    why="A future outside is a good answer, and no reason to worry.",
                ),
            ),
            blanks=3,
        ),
    ),
    Section(
        "Which way",
        "There is no wrong one, and not knowing yet is an answer.",
        (
            Question(
                "direction",
                "Which way do you feel drawn",
                why="It tells what will help: openings and feedback for up, introductions for across, harder work for deeper.",
                choices={
                    "up": "up, to more responsibility",
                    "across": "across, to something else",
                    "deeper": "deeper, to mastery",
                    "unsure": "I do not know yet",
                },
            ),
        ),
    ),
    Section(
        "A goal",
        "What you want to have reached in a year or so. One is enough.",
        block=Block(
            "goal",
            "Goal",
            (
                Question(
                    "goal",
                    "What do you want to reach",
                    "run the Saturday shift on my own; pass the coded-welder test; move into the buying team",
                    "Big enough to be worth a year, small enough to believe in.",
                ),
                Question(
                    "measure",
                    "How will you both see that it is reached",
                    "six Saturdays without a call to the manager; the certificate on the wall",
                    "If two people could argue whether you are there, say it more plainly.",
                ),
                DUE,
                Question(
                    "vision",
                    "Which of your futures does it lead to",
                    "its words, or its number, v1",
                    "So that you know later why you wanted it.",
                ),
                Question("where", "Where will it be reached", choices=WHERE, why="So that both of you look in the right place."),
                Question(
                    "horizon",
                    "How far off did it feel",
                    choices={
                        "6 months": "half a year",
                        "12 months": "a year",
                        "18 months": "a year and a half",
                    },
                    why="What felt realistic when you first spoke of it.",
                ),
                Question(
                    "obstacles",
                    "What could get in the way",
                    "winter staffing; nobody else knows the old alarm",
                    "Said early, it can be planned for. One thing to a line.",
                ),
                DONE,
                LET_GO,
            ),
            holds=(STEP,),
        ),
    ),
    Section(
        "Skills",
        "The two or three that bring the goal closer, with a couple of steps for each.",
        block=Block(
            "skill",
            "Skill",
            (
                Question(
                    "skill",
                    "What do you want to get better at",
                    "running the board; overhead seams; sauces for forty; telling a customer no",
                    "Two or three are plenty for half a year.",
                ),
                Question(
                    "goal",
                    "Which goal does it serve",
                    "its words, or its number, g1",
                    "What serves no goal is the first to be dropped.",
                ),
                Question(
                    "ratings",
                    "Where do you see yourself today, from 1 to 10",
                    why="Your own view, kept beside the view of others. Where the two differ is a good place to begin a talk.",
                    adds=True,
                    answer="number",
                ),
                Question(
                    "rating",
                    "Where do you both see it, from 1 to 10",
                    why="The number that you agree on, once somebody has seen it. Blank while nobody has.",
                    when="talk",
                ),
                Question("target", "How far is far enough, from 1 to 10", why="One point is a real step; two are a good year."),
                Question(
                    "ten",
                    "What does a 10 look like",
                    "sees the bed crisis of four o'clock at noon; plates forty without raising her voice",
                    "What the best you know do. It makes the numbers mean the same to both of you.",
                ),
                Question(
                    "ways",
                    "How could you gain one point",
                    "shadow the site manager; take the board on Sundays; the evening course",
                    "Three ideas at least, before you choose. One to a line.",
                ),
                DONE,
                LET_GO,
            ),
            holds=(STEP,),
            blanks=2,
        ),
    ),
    Section(
        "What you need from others",
        "Time, a word with somebody, a tool, a second pair of eyes.",
        block=Block(
            "support",
            "Need",
            (
                Question(
                    "need",
                    "What do you need",
                    "a seat in the bed office for a week; a free morning to visit the north branch",
                    "Asking is half of it. A wish that nobody can grant yet may stand here, too.",
                ),
                Question("from", "Who promised it", "Ruth", "Blank while it is a wish that nobody has promised."),
                DUE,
                DONE,
                LET_GO,
            ),
        ),
    ),
    Section(
        "Days ahead",
        "Days that matter to you, whoever sets them.",
        block=Block(
            "ahead",
            "Day",
            (
                Question(
                    "what",
                    "What happens",
                    "the shift leader's post is advertised; my daughter starts school; the new oven comes",
                    "So that no date of the plan falls on a day when you have no head for it.",
                ),
                Question("date", "On which day", "1 September", "A day is needed, even a rough one."),
            ),
        ),
    ),
    Section(
        "For the next talk",
        "What should not be forgotten when you two sit down again.",
        (
            Question(
                "next",
                "When do we talk again",
                "18 May, or +3m",
                "A day in the calendar is the best promise. It can be moved.",
            ),
            Question(
                "cadence",
                "How often shall we talk about this",
                "3 months",
                "As often as it helps you. Mostly every three months.",
            ),
        ),
        Block(
            "topic",
            "Topic",
            (
                Question(
                    "topic",
                    "What do you want to talk about",
                    "could nights be fewer next year; who takes over my customers if it works out",
                    "Anything you would be sorry not to have said.",
                ),
                DONE,
            ),
        ),
    ),
    Section(
        "About you",
        "Only what is wrong or missing.",
        (
            Question("name", "Your full name", "Grace Adeyemi"),
            Question("called", "What do people call you", "Grace", "Where it is not the first word of your name."),
            Question("role", "What is your work today", "Staff Nurse, Acute Medical Unit", "As you would say it to a stranger."),
            Question("manager", "Who do you talk with about all this", "Ruth Lindqvist", "Whoever holds these talks with you."),
            Question("started", "Since when have you two worked together", "3 November 2025", "Roughly will do.", back=True),
            Question(
                "stage",
                "Where does this plan stand",
                choices={
                    "draft": "a first draft",
                    "exploring": "we are exploring",
                    "agreed": "we both agree on it",
                },
                why="Exploring means that you talk, and nothing has to be chosen yet.",
                when="talk",
            ),
        ),
    ),
)


def blocks(within: Block | None = None) -> Iterator[Block]:
    """Every block of the form, what it holds right behind it."""
    for block in within.holds if within else [section.block for section in SECTIONS if section.block]:
        yield block
        yield from blocks(block)
