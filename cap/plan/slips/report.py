"""The slips of a text as problems at their places, and as cuts that were proved."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from msgspec.structs import replace

from cap.plan.nodes import Refused, compose
from cap.plan.places import Source
from cap.plan.problem import ItemPath, Problem, Span, problem_at
from cap.plan.slips.diagnosis import Diagnosis, diagnose, leaves_of, lines_of
from cap.plan.slips.parsed import Parsed, wanted
from cap.plan.slips.slip import Cut, Slip, cuts_of, in_order, mended, way_back

LONGEST = 50_000  # characters; for a longer text it would take too long
_PROOFS = 3  # each leaves out what the one before has found wrong
_EXPLAINED = frozenset(("wrong-type", "unknown-key", "missing-key", "invalid-value", "invalid-date", "duplicate-key"))


class Mending(NamedTuple):
    """How a text is mended, and what has to be shown for it. `cuts` are in the order of the text, each with the slip that it mends.

    `readable` must be read alike by every parser, and hold the `comments` (None: those that there were), but for as many as were
    `taken_back` into a text.
    """

    cuts: dict[Cut, Slip]
    readable: str
    comments: list[str] | None = None
    taken_back: int = 0


class Found(NamedTuple):
    """What was found in a text: problems, the items whose values they leave in doubt, and what mends it, if anything does."""

    problems: list[Problem]
    spoilt: set[ItemPath]
    mending: Mending | None = None


def in_broken(source: Source, refused: Refused) -> Found:
    """Every slip in a text that YAML cannot read, and where it stops all the same."""
    stop = problem_at(source.path, source.span(refused.index, refused.index + 1), refused.rule, str(refused), refused.hint)
    if refused.rule != "yaml-syntax" or len(source.text) > LONGEST:
        return Found([stop], set())
    found = diagnose(source.text)
    if found.readable is None or not found.slips:
        return Found([stop], set())
    problems = [_problem(source, slip) for slip in found.slips]
    behind = _behind(source, found)
    problems += [_problem(source, slip) for slip in behind]
    if found.left is not None and all(slip.sure or slip.start > found.left.index for slip in found.slips):
        span = source.span(found.left.index, found.left.index + 1)
        if all(problem.line != span.line for problem in problems):
            problems.append(problem_at(source.path, span, found.left.rule, str(found.left), found.left.hint))
    more = [cut for slip in behind if slip.sure for cut in slip.cuts if not _touched(cut, found.cuts)]
    cuts = in_order([*cuts_of(slip for slip in found.slips if slip.sure), *more])
    readable = mended(source.text, in_order([*found.cuts, *more]))
    mends = _with_slips(cuts, [*found.slips, *behind])
    return Found(problems, set(), Mending(mends, readable, found.comments, _taken_back(source, more)) if cuts else None)


def _behind(source: Source, found: Diagnosis) -> list[Slip]:
    """The slips that show only in the readable text, at their places in the text as it is.

    One on a line that is mended already has its turn when the text can be read; so it is only sure if that is certain to come.
    """
    assert found.readable is not None
    back = way_back(found.cuts)
    whole = found.left is None and all(slip.sure for slip in found.slips)
    slips = []
    for slip in _proved(Parsed(Source(source.path, found.readable, source.first_line))):
        cuts = tuple((back(start), back(end), new) for start, end, new in slip.cuts)
        sure = slip.sure and (whole or not any(_touched(cut, found.cuts) for cut in cuts))
        slips.append(slip._replace(start=back(slip.start), end=back(slip.end), cuts=cuts, sure=sure))
    return slips


def _touched(cut: Cut, others: Sequence[Cut]) -> bool:
    return any(start <= cut[1] and cut[0] <= end for start, end, _ in others)


def in_read(source: Source, problems: Sequence[Problem]) -> Found:
    """The problems of a text that YAML can read, and the slips in it; those that a slip explains give way to it."""
    if len(source.text) > LONGEST:
        return Found(list(problems), set())
    slips = _proved(Parsed(Source(source.path, source.text, source.first_line)))  # anew: what is old was translated in the nodes
    about = {slip.at for slip in slips}
    left = [
        problem
        for problem in problems
        if problem.rule not in _EXPLAINED or not any(problem.at[:i] in about for i in range(1, len(problem.at) + 1))
    ]
    spoilt = {slip.at for slip in slips if slip.spoils}
    cuts = cuts_of(slip for slip in slips if slip.sure)
    mending = Mending(_with_slips(cuts, slips), mended(source.text, cuts), None, _taken_back(source, cuts)) if cuts else None
    return Found([*left, *(_problem(source, slip) for slip in slips)], spoilt, mending)


def _with_slips(cuts: Sequence[Cut], slips: Sequence[Slip]) -> dict[Cut, Slip]:
    """The cuts, each with its slip; of several the first."""
    found = {cut: slip for slip in reversed(slips) if slip.sure for cut in slip.cuts}
    return {cut: found[cut] for cut in cuts}


def _taken_back(source: Source, cuts: Sequence[Cut]) -> int:
    """How many comments become a part of the text."""
    return sum("#" in source.text[start:end] for start, end, _ in cuts)


def _proved(found: Parsed) -> list[Slip]:
    """The slips; those stay fixable with which the text, mended, says on each line what it said, but for what they are about.

    One of which that is not so keeps no other from being mended, but those that share a line with it.
    """
    slips, said = found.slips, found.said
    before, _ = leaves_of(found.source.root, found.text, [])
    for _ in range(_PROOFS):
        cuts = cuts_of(slip for slip in slips if slip.sure)
        if not cuts:
            return slips
        try:
            after, _ = leaves_of(compose(mended(found.text, cuts)), found.text, cuts)
        except Refused:
            break
        meant = wanted(before, said)
        if meant is None:
            break
        if after == meant:
            return slips
        wrong = {line for line in {*after, *meant} if after.get(line) != meant.get(line)}
        for slip in slips:  # in their order, so that what hangs together by its lines goes together
            lines = lines_of(slip, found.text)
            wrong |= lines if lines & wrong else set()
        slips = [slip._replace(sure=False) if lines_of(slip, found.text) & wrong else slip for slip in slips]
        said = [one for one in said if one[0] not in wrong]
    return [slip._replace(sure=False) for slip in slips]


def place_of(source: Source, slip: Slip) -> Span:
    """Where a slip is reported."""
    return source.span(slip.start, max(slip.end, slip.start + 1))


def _problem(source: Source, slip: Slip) -> Problem:
    fix = (slip.cuts[0][2] or " ") if slip.sure and slip.cuts else None  # where something only goes, a blank stands for that
    span = place_of(source, slip)
    problem = problem_at(source.path, span, slip.rule, slip.message, slip.hint, level=slip.level, item=slip.at, fix=fix)
    return replace(problem, slip=True)
