"""As a picture of its own, or inside a page: columns of boxes from the visions on the left to the actions on the right."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape
from typing import NamedTuple

from cap.map.ways import STEPS, Stop, Ways
from cap.text.columns import Paint, cut, flat, wrapped
from cap.text.direction import direction

# Pixels, at the size at which the picture is drawn for a screen.
BOX, GAP, APART, MARGIN = 214, 40, 12, 8  # a box's width, between columns, between boxes, around all
LINE, PADDING = 17, 9
CELLS = 26  # columns of a terminal that fit into a box, as letters are wide on average
MOST = 5  # lines of a text
TALLEST = 1300  # how high it may be, so that on a page of paper it can still be read

STYLE = """\
.ways{font:13px/1.3 system-ui,sans-serif;fill:currentColor}
.ways rect{fill:none;stroke:currentColor;stroke-opacity:.55;rx:6}
.ways .gap rect{stroke-dasharray:5 4;stroke-opacity:1}
.ways .closed{opacity:.55}
.ways path{fill:none;stroke:currentColor;stroke-opacity:.4}
.ways .about{font-size:11px;fill-opacity:.8}
.ways .head{font-weight:600}"""


class Box(NamedTuple):
    """A stop with its lines, and where it stands: the top left corner and the height."""

    stop: Stop
    lines: list[tuple[str, str]]  # text and class
    x: float
    y: float
    height: float

    @property
    def middle(self) -> float:
        return self.y + self.height / 2


def render(ways: Ways, columns: int, paint: Paint) -> Iterator[str]:
    """A file of its own, dark where the screen is."""
    dark = ":root{color:#1b1b1b}@media(prefers-color-scheme:dark){:root{color:#e6e6e6;background:#16181c}}"
    yield from picture(ways, f"{dark}\n{STYLE}")


def picture(ways: Ways, style: str = "") -> Iterator[str]:
    """The SVG element; the page around it brings STYLE, unless it is given here."""
    boxes, height = _placed(ways)
    steps = sorted({box.stop.step for box in boxes.values()})
    width = MARGIN * 2 + BOX * len(steps) + GAP * (len(steps) - 1)
    yield (
        f'<svg xmlns="http://www.w3.org/2000/svg" class="ways" viewBox="0 0 {width} {height:.0f}" width="{width}" height="{height:.0f}"'
        ' role="img" aria-labelledby="ways-title ways-desc">'
    )
    yield f'<title id="ways-title">{_text(ways.name)}: from visions to actions</title>'
    yield f'<desc id="ways-desc">{_text(in_words(ways))}</desc>'
    if style:
        yield f"<style>{style}</style>"
    for step in steps:
        x = MARGIN + steps.index(step) * (BOX + GAP)
        yield f'<text class="head" x="{x}" y="{MARGIN + LINE - 4}">{STEPS[step].capitalize()}</text>'
    for number, after in ways.after.items():
        yield from (_link(boxes[number], boxes[stop.number]) for stop in after)
    for box in boxes.values():
        kind = "" if box.stop.open and not box.stop.gap else ' class="gap"' if box.stop.open else ' class="closed"'
        yield f'<g{kind}><rect x="{box.x:.0f}" y="{box.y:.1f}" width="{BOX}" height="{box.height}"/>'
        leftward = direction(box.stop.text) == "rtl"
        start = box.x + (BOX - PADDING if leftward else PADDING)
        for i, (text, style_) in enumerate(box.lines):
            y = box.y + PADDING + LINE * (i + 0.75)
            ours = bool(style_)  # words about it, which read our way
            way = (' text-anchor="end"' if ours else ' direction="rtl"') if leftward else ""
            yield f'<text x="{start:.0f}" y="{y:.1f}"{style_}{way}>{_text(text)}</text>'
        yield "</g>"
    yield "</svg>"


def is_tall(ways: Ways) -> bool:
    """Whether nobody could take in the picture, or read it on a page of paper."""
    return _placed(ways)[1] > TALLEST


def in_words(ways: Ways) -> str:
    """The picture for whoever hears it: each stop and what comes after it."""
    sentences = []
    for stop in ways.stops:
        after = ways.after.get(stop.number, ())
        about = "".join(f", {part}" for part in (stop.about, stop.gap) if part)
        leads = f" leads to {', '.join(other.number for other in after)}" if after else ""
        sentences.append(f"{stop.number} {flat(stop.text)}{about}{leads}.")
    return " ".join(sentences)


def _placed(ways: Ways) -> tuple[dict[str, Box], float]:
    """Every stop at its place: in the column of its step, beside the middle of what comes after it."""
    steps = sorted({stop.step for stop in ways.stops})
    boxes: dict[str, Box] = {}
    free = dict.fromkeys(steps, float(MARGIN + LINE + APART))  # how far down each column is taken

    def place(stop: Stop, top: float) -> float:
        """Place a stop and what comes after it, no higher than `top`; how far down they reach."""
        lines = _lines(stop)
        height = LINE * len(lines) + PADDING * 2 - 4
        top = max(top, free[stop.step])
        boxes[stop.number] = Box(stop, lines, MARGIN + steps.index(stop.step) * (BOX + GAP), top, height)
        below = top
        after = []
        for other in ways.after.get(stop.number, ()):
            if other.number not in boxes:
                after.append(other.number)
                below = place(other, below) + APART
        if after:
            middle = (boxes[after[0]].middle + boxes[after[-1]].middle) / 2
            top = max(top, middle - height / 2)
            boxes[stop.number] = boxes[stop.number]._replace(y=top)
        free[stop.step] = top + height + APART
        return max(below - APART if after else below, top + height)

    bottom = float(MARGIN + LINE + APART)
    for start in ways.starts:
        if start.number in ways.after:
            bottom = place(start, bottom) + APART
        else:  # nothing stands beside it, so that it goes where there is room
            place(start, 0)
    return boxes, max([bottom, *free.values()]) - APART + MARGIN


def _lines(stop: Stop) -> list[tuple[str, str]]:
    texts = wrapped(f"{stop.number} {flat(stop.text)}", CELLS)
    if len(texts) > MOST:
        texts = [*texts[: MOST - 1], cut(" ".join(texts[MOST - 1 :]), CELLS)]
    about = [line for part in (stop.about, stop.gap) if part for line in wrapped(part, CELLS + 5)]
    return [*((text, "") for text in texts), *((text, ' class="about"') for text in about)]


def _link(start: Box, end: Box) -> str:
    x, until = start.x + BOX, end.x
    bend = (until - x) / 2
    return f'<path d="M{x:.0f} {start.middle:.1f}C{x + bend:.0f} {start.middle:.1f} {until - bend:.0f} {end.middle:.1f} {until:.0f} {end.middle:.1f}"/>'


def _text(text: str) -> str:
    return escape(flat(text))
