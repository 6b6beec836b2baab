"""The person: their story, what drives them, what they are good at, where they would love to be."""

from __future__ import annotations

from collections.abc import Iterator

from cap.lint.rule import Finding, Subject, rule
from cap.text.wording import count


@rule("hint", exploring=False)
def story_missing(subject: Subject) -> Iterator[Finding]:
    """You have talked, and the plan does not say whether their story was told or declined.

    Where someone comes from shows what they value, and a plan that fits those values gets followed. Ask for as much as they
    like to tell, and listen. Some would rather not: that is an answer too, and `story: declined` records it.

    Source: Qualtrics' Career Action Plan, where the life story is the first of three steps.

    Bad:

        conversations:
          - {date: 2026-02-02, type: career-vision}

    Good:

        story: told
        conversations:
          - {date: 2026-02-02, type: life-story}
    """
    if subject.last_talk and subject.plan.story is None:
        yield Finding(
            ("story",),
            "you have talked, and `story:` does not say whether theirs was told",
            "Ask how they came to this work; write `story: told`, or `story: declined` if they would rather not.",
        )


@rule("hint", exploring=False)
def vision_count(subject: Subject) -> Iterator[Finding]:
    """There are fewer than three visions of the future, or more than five.

    One vision is a plan without a choice; two turn into an either-or. With three, people start to compare, and say what
    they are really after. More than five cannot all be kept in mind. They may lie anywhere: in this job, elsewhere in the
    company, outside it. A dream job counts.

    Source: Qualtrics' Career Action Plan, and the timed one-on-one, which asks for three to five dreams.

    Bad:

        visions:
          - Head chef somewhere good

    Good:

        visions:
          - Head chef in a kitchen of twelve
          - A bakery of my own, open four days a week
          - Teaching at the catering college
    """
    visions = len(subject.plan.visions)
    if visions == 0:
        message, hint = "no visions of the future yet", "Ask for three to five futures they would love, a dream job among them."
    elif visions < 3:
        message, hint = f"{count(visions, 'vision')} only; three to five give a choice", "Ask: and what else would you love?"
    elif visions > 5:
        message, hint = f"{count(visions, 'vision')} are too many to steer by", "Keep the three to five that pull hardest."
    else:
        return
    yield Finding(("visions",), message, hint)


@rule("hint")
def motivation_missing(subject: Subject) -> Iterator[Finding]:
    """You have talked, and nothing says what drives them.

    Money, new skills, impact, authority to decide, recognition, room to create: the same task is a reward to one person and a chore
    to the next. Knowing the drive lets you choose the right kind of opportunity, and notice when it changes.

    Source: INTOO, on what motivates people at work.

    Bad:

        conversations:
          - {date: 2026-02-02}

    Good:

        motivations: [impact, recognition]
        conversations:
          - {date: 2026-02-02}
    """
    if subject.last_talk and not subject.plan.motivations:
        yield Finding(
            ("motivations",),
            "you have talked, and nothing says what drives them",
            "Add `motivations:`, for example impact, skills, money, authority, recognition, creativity, or their own word.",
        )


@rule("hint")
def strength_missing(subject: Subject) -> Iterator[Finding]:
    """You have talked, and nothing says what they are good at.

    People grow fastest from what they already do well, and feedback is easier to hear when it starts there. Ask them, add
    what you have seen, and note who would be glad to teach it.

    Source: Trailhead, on what a manager should know of each person.

    Bad:

        conversations:
          - {date: 2026-02-02}

    Good:

        strengths:
          - {skill: Calming an angry guest, rating: 9, mentor: yes}
        conversations:
          - {date: 2026-02-02}
    """
    if subject.last_talk and not subject.plan.strengths:
        yield Finding(
            ("strengths",),
            "you have talked, and nothing says what they are good at",
            "Ask what comes easily to them, add what you have seen, and list it under `strengths:`.",
        )
