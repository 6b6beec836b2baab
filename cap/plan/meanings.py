"""What the words mean that a key takes: where only they will do, and where they are the usual ones.

What a key itself means stands in model.py. Both are shown where people write: completion, hover, the JSON Schema.
"""

from __future__ import annotations

from collections.abc import Mapping

# A key → its words → what each means. A key that takes other words in one kind of item is that kind's: `action.type`.
MEANINGS: Mapping[str, Mapping[str, str]] = {
    "stage": {
        "draft": "Being written; nothing in it binds anybody yet.",
        "exploring": "You talk, and nothing has to be chosen yet.",
        "agreed": "You both stand behind it.",
    },
    "direction": {
        "up": "More responsibility.",
        "across": "Something else, in another place.",
        "deeper": "Mastery of what they do now.",
        "unsure": "Not known yet, and that is fine.",
    },
    "story": {
        "told": "It was told; what may be read stands below, under Life story.",
        "declined": "It is not written, for whatever reason. Nobody has to.",
    },
    "where": {
        "here": "On this team.",
        "company": "Elsewhere in the company.",
        "outside": "Somewhere else.",
    },
    "horizon": {
        "6 months": "Half a year felt realistic.",
        "12 months": "A year felt realistic.",
        "18 months": "A year and a half felt realistic.",
    },
    "status": {
        "todo": "Not begun; the same as leaving it out.",
        "doing": "Begun.",
        "done": "Reached. `done:` with the day says it by itself.",
        "dropped": "Given up; `because:` keeps the reason.",
        "refused": "Somebody else declined it; `refused_by:` and `because:` say who and why.",
    },
    "action.type": {
        "experience": "Learnt on the job. Some seven of ten actions.",
        "exposure": "Learnt from others: shadowing, a mentor, a review. Some two of ten.",
        "education": "Learnt in a training: a course, a book, a talk. Some one of ten.",
    },
    # As the templates of the agendas say, which a test holds it to. A team's own types are as good.
    "conversation.type": {
        "action-plan": "Three equal parts: what to aim for, each skill with its number and three ways up, what starts now.",
        "career-vision": "Three to five futures they would love, and a first taste of one.",
        "check-in": "A quarter of an hour: what was left, what moved, one question, the next date.",
        "clear-goals": "The goal is known: what it takes, and the first steps.",
        "life-story": "A first talk: how they came here, what they like, and one thing to look at more closely.",
        "new-manager": "Somebody else leads the talks now: how the two want to work, and what was promised before.",
        "next-move": "The goal lies on another team or outside: getting there well, and what stays behind in good order.",
        "past-present-future": "A look back, around and ahead, and the themes that run through all three.",
        "setback": "A goal was turned down: what was decided and why, how that is, and what is still wanted.",
        "unclear-goals": "Looking around together: what they like, what they are good at, and one small thing to try.",
        "welcome-back": "After a pause: how things are, and which dates still make sense.",
    },
    "mentor": {"yes": "Willing to help others grow it.", "no": "Not now; the same as leaving it out."},
    "chosen": {"yes": "The way that was picked.", "no": "The same as leaving it out."},
    "format": {"1": "The version that there is."},
    "cadence": {
        "1 month": "Every month.",
        "6 weeks": "Every six weeks.",
        "2 months": "Every two months.",
        "3 months": "Every quarter; what most settle on.",
        "6 months": "Twice a year.",
        "1 year": "Once a year.",
    },
    "motivations": {
        "money": "What the work pays.",
        "skills": "Getting better at something.",
        "impact": "Seeing what the work changes.",
        "authority": "Having the say.",
        "recognition": "Being seen for it.",
        "creativity": "Making something new.",
    },
}
