"""How the actions of a plan are spread, beside 70/20/10."""

from __future__ import annotations

from collections.abc import Iterator

from cap.plan.standing import Mix
from cap.show.pictures import LETTER, WIDTH

BAR, LEFT = 22, 78
_IDEAL = Mix(70, 20, 10)
_PARTS = (("most", "on the job"), ("some", "from others"), ("least", "in training"))


def picture(mix: Mix) -> Iterator[str]:
    """The SVG element, line by line; nothing where there is no action with a type."""
    if not any(mix):
        return
    yield f'<svg class="picture" viewBox="0 0 {WIDTH} 92" width="{WIDTH}" height="92" role="img" aria-labelledby="balance-t balance-d">'
    yield f'<title id="balance-t">Balance of the actions</title><desc id="balance-d">{mix.in_words}; 70, 20 and 10 of 100 would be usual.</desc>'
    for row, (label, counts) in enumerate((("this plan", mix), ("70/20/10", _IDEAL))):
        top = 4 + row * (BAR + 8)
        yield f'<text x="{LEFT - 8}" y="{top + 15}" text-anchor="end">{label}</text>'
        at = float(LEFT)
        for (part, _), number in zip(_PARTS, counts, strict=True):
            width = (WIDTH - LEFT - 4) * number / sum(counts)
            if number:
                yield f'<rect class="part {part}" x="{at:.1f}" y="{top}" width="{width:.1f}" height="{BAR}"/>'
            at += width
    start = 4
    for (part, name), number in zip(_PARTS, mix, strict=True):
        label = f"{number} {name}"
        yield f'<rect class="part {part}" x="{start}" y="70" width="12" height="12"/><text x="{start + 18}" y="81">{label}</text>'
        start += 36 + LETTER * len(label)
    yield "</svg>"
