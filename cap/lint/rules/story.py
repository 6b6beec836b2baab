"""The person: the story so far, what matters to them, what comes easily, where they would love to be."""

from __future__ import annotations

from collections.abc import Iterator

from cap.lint.rule import Finding, Subject, is_name, rule
from cap.lint.words import says
from cap.plan.problem import Lack
from cap.text.wording import count


@rule("hint", exploring=False)
def story_missing(subject: Subject) -> Iterator[Finding]:
    """You have talked, and the plan does not say whether the life story was told or declined.

    Where somebody comes from shows what they value, and a plan that fits those values gets followed. As much of it as one likes to
    tell is enough; the other one listens. Some would rather not: that is an answer too, and `story: declined` records it.

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
            "you have talked: was the life story part of it?",
            "Write `story: told`, or `story: declined` where it is better left untold. How did you come to this work?",
            lack=Lack("no story", "how did you come to this work", "story"),
        )


@rule("hint", exploring=False)
def vision_count(subject: Subject) -> Iterator[Finding]:
    """There are fewer than three visions of the future, or more than five.

    One vision is a plan without a choice; two turn into an either-or. With three, one starts to compare, and finds out what one is
    really after. More than five cannot all be kept in mind. They may lie anywhere: in this job, elsewhere in the
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
    visions, lack = sum([is_name(vision.vision) for vision in subject.plan.visions]), None
    if visions == 0:
        message = "which three to five futures would you love?"
        hint = "List them under `visions:`, near or far, a dream job among them."
        lack = Lack("no visions", "which three to five futures would you love", "visions")
    elif visions < 3:
        message = f"{count(visions, 'vision')} so far: what else would you love?"
        hint = "Three to five give a choice; a dream job counts."
    elif visions > 5:
        message = f"{count(visions, 'vision')}: which three to five pull hardest?"
        hint = "Keep those to steer by; the others can rest in the text below."
    else:
        return
    yield Finding(("visions",), message, hint, lack=lack)


@rule("hint")
def motivation_missing(subject: Subject) -> Iterator[Finding]:
    """You have talked, and the plan does not say what matters most at work.

    Money, new skills, impact, authority to decide, recognition, room to create: the same task is a reward to one person and a chore
    to the next. Once it is said, both of you can look for the right kind of opportunity, and notice when it changes.

    Source: INTOO, on what motivates people at work.

    Bad:

        conversations:
          - {date: 2026-02-02}

    Good:

        motivations: [impact, recognition]
        conversations:
          - {date: 2026-02-02}
    """
    if subject.last_talk and not any(map(says, subject.plan.motivations)):
        yield Finding(
            ("motivations",),
            "what matters most to you at work?",
            "Add `motivations:`, such as impact, skills, money, authority, recognition, creativity, or a word of one's own.",
            lack=Lack("no motivations", "what matters most to you at work", "motivations"),
        )


@rule("hint")
def strength_missing(subject: Subject) -> Iterator[Finding]:
    """You have talked, and the plan names no strength.

    One grows fastest from what one already does well, and feedback is easier to hear when it starts there. What comes easily, what do
    others come to ask about? Add what somebody else has seen, and note with `mentor: yes` what one would be glad to teach.

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
    if subject.last_talk and not any(is_name(strength.skill) for strength in subject.plan.strengths):
        yield Finding(
            ("strengths",),
            "what comes easily to you?",
            "List it under `strengths:`, with what others have seen, too.",
            lack=Lack("no strengths", "what comes easily to you", "strengths"),
        )
