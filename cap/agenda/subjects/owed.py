"""What was promised: named by the one who owes it, with three endings to choose from."""

from __future__ import annotations

from collections.abc import Sequence

from cap.agenda.cues import words_of
from cap.agenda.endings import COMING, DONE, REFUSED, WHO_ASKS, to_choose
from cap.agenda.page import Line, Rank
from cap.agenda.quoting import BLANK, in_quotes, phrase
from cap.agenda.situation import Situation, said_day
from cap.agenda.words import inline, joined
from cap.plan.model import Action, Support

# Words that say nothing of what a thing is about.
_SMALL = frozenset("a an the to of for in on at by with from and or my our your her his their".split())


def owed(s: Situation) -> list[Support]:
    """The promises whose day has come, the manager's first, the oldest first."""
    due = [need for need in s.plan.support if need.open and need.from_ and s.owed_by(need.due)]
    return sorted(due, key=lambda need: (s.whose(need.from_) != "manager", need.due))


def by_manager(s: Situation) -> list[Support]:
    return [need for need in owed(s) if s.whose(need.from_) == "manager"]


def kept(s: Situation) -> list[Support]:
    """The promises that were kept since the last talk."""
    return [need for need in s.plan.support if need.state == "done" and s.since(need.done) and s.last]


def given_up(s: Situation) -> list[Support]:
    """The promises that were given up, or declined by somebody, since the last talk: who was promised should hear it."""
    ended = [need for need in s.plan.support if need.from_ and need.state in ("dropped", "refused")]
    return [need for need in ended if s.since(need.dropped or need.refused) and s.whose(need.from_) != "person"]


def waiting(s: Situation, needs: Sequence[Support]) -> list[Action]:
    """The open actions that say they wait for one of these."""
    ids = {need.id for need in needs if need.id}
    return [action for _, action in s.actions() if not ids.isdisjoint(action.needs)]


def perhaps_waiting(s: Situation, needs: Sequence[Support]) -> list[Action]:
    """The late actions whose words are nearly all in one of these needs: they may have had to wait for it, though the plan does not say."""
    surely = {id(action) for action in waiting(s, needs)}
    found = []
    for _, action in s.actions():
        words = content(action.action)
        shared = max((len(words & content(need.need)) for need in needs), default=0)
        if id(action) not in surely and s.late(action.due) and shared >= 3 and shared >= 0.75 * len(words):
            found.append(action)
    return found


def _only_for(s: Situation, actions: Sequence[Action], needs: Sequence[Support]) -> bool:
    """Whether they are late, and nothing but the promise can have kept these back: none was moved before, or due before it."""
    first = min(need.due for need in needs if need.due)
    late = all(s.late(action.due) and not action.was and action.due and action.due >= first for action in actions)
    return late and all(s.late(need.due) for need in needs)


def held_up(s: Situation) -> list[Action]:
    """The actions of which the opening says that they wait for the manager: nobody asks the person about them."""
    mine = by_manager(s)
    return [*waiting(s, mine), *perhaps_waiting(s, mine)]


def content(text: str) -> set[str]:
    """The words of a text that say what it is about."""
    return {word for word in words_of(text).split() if word not in _SMALL}


def owed_lines(s: Situation) -> list[Line]:
    """What is owed, and what has been kept."""
    lines = []
    mine = by_manager(s)
    inherited = s.kind == "new-manager"  # what others promised is a subject of its own then
    others = [] if inherited else [need for need in owed(s) if s.whose(need.from_) != "manager"]
    if mine:
        first = {"manager": "You begin, with what you promised:", "both": f"{s.Manager} begins, with what was promised:"}
        lines.append(Line(text=first.get(s.audience, f"{s.Manager} begins, with what was promised to you:"), rank=Rank.OWED))
    lines += [_line(s, need) for need in mine]
    held = waiting(s, mine)
    if held:
        had = "has" if len(held) == 1 else "have"
        names = joined([phrase(action.action) for action in held])
        whose = f"; the delay is not {'yours' if s.audience == 'person' else f'{s.person}’s'}" if _only_for(s, held, mine) else ""
        lines.append(Line(text=f"{names} {had} been waiting for that{whose}.", rank=Rank.OWED))
    for action in perhaps_waiting(s, mine)[:1]:
        asked = f"**{inline(action.action, 2000)}**: did it have to wait for that? Then its date was never yours to keep."
        lines.append(Line(text=asked, box=True, question=True, number=s.number(action)))
    late = [need for need in mine if s.late(need.due)]
    if late and s.audience == "manager":
        lines.append(Line(text=_apology(s, late), rank=Rank.OWED))
    lines += [_line(s, need) for need in others]
    for need in given_up(s)[:2]:
        why = f", because {in_quotes(need.because)}" if need.because else "."
        who = "you" if s.audience == "manager" and s.whose(need.from_) == "manager" else s.name(need.from_ or "")
        lines.append(
            Line(text=f"{phrase(need.need)}, which {who} promised: not possible{why}", rank=Rank.EVENT, number=s.number(need))
        )
    for need in [need for need in kept(s) if s.whose(need.from_) != "person"][:2]:
        by_other = need.from_ and not s.whose(need.from_)
        question = s.ask(s.events.promises, "kept-by-other" if by_other else "kept", who=s.name(need.from_ or ""))
        if question:
            assert need.done is not None
            noted = f": {in_quotes(need.note)}" if need.note else "."
            text = f"{phrase(need.need)}: done on {said_day(need.done, s.day)}{noted} {question}"
            lines.append(Line(text=text, question=True, number=s.number(need)))
    return lines


def _line(s: Situation, need: Support) -> Line:
    assert need.due is not None
    who = s.name(need.from_ or "")
    told = f"promised by {said_day(need.due, s.day)}"
    if not (s.audience == "manager" and s.whose(need.from_) == "manager"):
        told = f"{who}, {told}"
    endings = to_choose(DONE, COMING, REFUSED, *(() if s.whose(need.from_) else (WHO_ASKS,)))
    return Line(text=f"**{inline(need.need, 2000)}** ({told}): {endings}", box=True, rank=Rank.OWED, number=s.number(need))


def _apology(s: Situation, needs: Sequence[Support]) -> str:
    """The sentence to say. It stands on the manager's page alone: most promises that look broken were kept and never ticked."""
    assert needs[0].due is not None
    day = said_day(needs[0].due, s.day)
    if len(needs) == 1:
        said = f"I told you that you would have this by {day}, and you did not. I am sorry."
    else:
        said = f"I promised you {len(needs)} things, the first by {day}, and they are not there. I am sorry."
    return f"If it has happened after all, say when. If not, before anything else: “{said} This is what I do now, and by when: {BLANK}.”"
