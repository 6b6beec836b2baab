"""The ratings of a skill over time: what both agreed on as a line, what one side said alone as hollow marks."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import date

from cap.html.document import text
from cap.plan.model import RatingEntry, Skill
from cap.show.pictures import LETTER, WIDTH
from cap.text.columns import cut, flat, width

HEIGHT, LEFT, RIGHT, TOP, BOTTOM = 190, 30, 70, 12, 46  # with one row of what the marks mean
ROW, LONGEST = 20, 24  # pixels between such rows; columns of a terminal that a name may take there
# The mark of each rater in turn; the first is that of both.
_MARKS: tuple[Callable[[float, float], str], ...] = (
    lambda x, y: f'<circle cx="{x:.1f}" cy="{y:.1f}" r="4.5"/>',
    lambda x, y: f'<circle class="one" cx="{x:.1f}" cy="{y:.1f}" r="5.5"/>',
    lambda x, y: f'<rect class="one" x="{x - 5:.1f}" y="{y - 5:.1f}" width="10" height="10"/>',
    lambda x, y: f'<path class="one" d="M{x:.1f} {y - 6.5:.1f}l6.5 6.5l-6.5 6.5l-6.5 -6.5z"/>',
    lambda x, y: f'<path class="one" d="M{x:.1f} {y - 6.5:.1f}l6.5 11h-13z"/>',
)


def section(skills: Sequence[Skill]) -> Iterator[str]:
    """The pictures of all skills that have one, as a section of a page, each told in words too; nothing without one."""
    drawn = [(skill, [*picture(skill, f"r{i}")]) for i, skill in enumerate(skills)]
    if any(lines for _, lines in drawn):
        yield '<section><h2>Ratings over time</h2><div class="figures">'
        for skill, lines in drawn:
            if lines:
                yield f"<div><h3>{text(skill.skill)}</h3><figure>"
                yield from lines
                yield f"</figure><details><summary>In words</summary><p>{text(in_words(skill))}</p></details></div>"
        yield "</div></section>"


def picture(skill: Skill, key: str) -> Iterator[str]:
    """The SVG element, line by line; nothing before there are two ratings. `key` tells it from others on the page."""
    entries = sorted(skill.ratings, key=lambda entry: entry.date)
    if len(entries) < 2:
        return
    first, days = entries[0].date, max((entries[-1].date - entries[0].date).days, 1)

    def x(day: date) -> float:
        return LEFT + 12 + (day - first).days / days * (WIDTH - LEFT - RIGHT - 24)

    def y(rating: int) -> float:
        return TOP + (10 - rating) / 9 * (HEIGHT - TOP - BOTTOM)

    raters = _raters(entries)
    named = list(_named(raters))
    height = HEIGHT + ROW * named[-1][1]
    yield (
        f'<svg class="picture" viewBox="0 0 {WIDTH} {height}" width="{WIDTH}" height="{height}" role="img"'
        f' aria-labelledby="{key}-t {key}-d">'
    )
    yield f'<title id="{key}-t">Ratings of {text(skill.skill)}</title><desc id="{key}-d">{text(in_words(skill))}</desc>'
    for rating in (1, 5, 10):
        yield f'<path class="axis" d="M{LEFT} {y(rating):.1f}H{WIDTH - RIGHT}"/>'
        yield f'<text x="{LEFT - 8}" y="{y(rating) + 4:.1f}" text-anchor="end">{rating}</text>'
    if skill.target is not None:
        yield f'<path class="target" d="M{LEFT} {y(skill.target):.1f}H{WIDTH - RIGHT}"/>'
        yield f'<text x="{WIDTH - RIGHT + 6}" y="{y(skill.target) + 4:.1f}">target {skill.target}</text>'
    agreed = [entry for entry in entries if entry.by is None]
    if len(agreed) > 1:
        yield f'<path class="line" d="M{"L".join(f"{x(entry.date):.1f} {y(entry.rating):.1f}" for entry in agreed)}"/>'
    for entry in sorted(entries, key=lambda entry: entry.by is None):  # what was agreed lies on top
        yield _mark(raters, entry.by)(x(entry.date), y(entry.rating))
    yield f'<text x="{LEFT}" y="{HEIGHT - BOTTOM + 20}">{entries[0].date}</text>'
    yield f'<text x="{WIDTH - RIGHT}" y="{HEIGHT - BOTTOM + 20}" text-anchor="end">{entries[-1].date}</text>'
    for rater, row, at, label in named:
        below = HEIGHT - 12 + ROW * row
        yield _mark(raters, rater)(at + 6, below) + f'<text x="{at + 17}" y="{below + 4}">{text(label)}</text>'
    yield "</svg>"


def _named(raters: Sequence[str | None]) -> Iterator[tuple[str | None, int, int, str]]:
    """What each mark means: the row in which it is said, how far to the right, and the words."""
    row, at = 0, LEFT
    for rater in raters:
        label = "agreed" if rater is None else cut(flat(rater), LONGEST)
        wide = 34 + LETTER * width(label)
        if at > LEFT and at + wide > WIDTH:
            row, at = row + 1, LEFT
        yield rater, row, at, label
        at += wide


def in_words(skill: Skill) -> str:
    """The same as a sentence for each rater: `Agreed: 4 on 2026-01-28, 5 on 2026-04-28.`"""
    entries = sorted(skill.ratings, key=lambda entry: entry.date)
    said = [
        f"{'Agreed' if rater is None else f'By {rater}'}: "
        + ", ".join(f"{entry.rating} on {entry.date}" for entry in entries if entry.by == rater)
        for rater in _raters(entries)
    ]
    return ". ".join(said) + (f". Target: {skill.target}." if skill.target is not None else ".")


def _raters(entries: Sequence[RatingEntry]) -> list[str | None]:
    """Who rated, what was agreed first."""
    return sorted(dict.fromkeys(entry.by for entry in entries), key=lambda by: by is not None)


def _mark(raters: Sequence[str | None], by: str | None) -> Callable[[float, float], str]:
    if by is None:
        return _MARKS[0]
    alone = [rater for rater in raters if rater is not None]
    return _MARKS[1 + alone.index(by) % (len(_MARKS) - 1)]
