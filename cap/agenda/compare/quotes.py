"""Hold the quotes of a page against the plan: what nearly matches one of its texts is meant to be that text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from itertools import pairwise
from typing import NamedTuple

from cap.agenda.compare.finding import Found
from cap.agenda.compare.sheet import Block, Sheet
from cap.agenda.compare.texts import Texts, Window
from cap.agenda.compare.words import Word, placed, same, telling, turned
from cap.text.wording import brief

_FEWEST, _SHORTEST = 4, 15  # words and characters; what is shorter is like many things
_ALIKE = 3  # words that say something and are the same
_ONE_IN, _MOST = 6, 3  # of so many words one may differ, and no more than so many in all
_ABOUT = 8  # words: a shorter question that follows a name or a quote is about that, whatever else it is asked of
_LABEL = re.compile(r"[\s>*+-]*(?:\[[ xX]?\]\s*)?(?:\*\*|[“\"])")
_DOUBLE = re.compile(r"“([^“”]*)”|„([^„“”]*)[“”]|«([^«»]*)»|(?<!\w)\"([^\"]*)\"(?!\w)")
_SINGLE = re.compile(r"‘([^‘’]*+(?:’(?=\w)[^‘’]*+)*+)’(?!\w)")
_GAP = re.compile(r"…|\.\.\.|\[[^\[\]]*\]")
_GAP_OR_QUOTE = re.compile(f"{_GAP.pattern}|{_SINGLE.pattern}")  # what is quoted inside a quote is a quote of its own
_SENTENCE = re.compile(r"[^?.!…:“”\"]+[?]?")


class Quote(NamedTuple):
    """A piece of a page that stands in quotation marks, without what is left out of it."""

    words: list[Word]  # placed in the page

    @property
    def plain(self) -> list[str]:
        return [word.text for word in self.words]


class Change(NamedTuple):
    """Where a quote differs from the plan: words of the quote, and words of the text."""

    quote: slice
    text: slice


def quotes(sheet: Sheet) -> Iterator[Quote]:
    """The quotes of a page, in order: what stands in double marks, then in single ones; a quote with gaps is several."""
    for block in sheet.blocks:
        for pattern in (_DOUBLE, _SINGLE):
            for found in pattern.finditer(block.text):
                start, end = found.span(next(group for group in range(1, pattern.groups + 1) if found[group] is not None))
                yield from _pieces(block, start, end, _GAP if pattern is _SINGLE else _GAP_OR_QUOTE)


def _pieces(block: Block, start: int, end: int, gaps: re.Pattern[str]) -> Iterator[Quote]:
    """The quote between the gaps in it. A word that the gap cuts off does not count."""
    begin = start
    for gap in [*gaps.finditer(block.text, start, end), None]:
        stop = gap.start() if gap else end
        found = [
            Word(word.text, word.start + begin + block.start, word.end + begin + block.start)
            for word in placed(block.text[begin:stop])
        ]
        cut = gap is not None and found and found[-1].end == stop + block.start
        if found:
            yield Quote(found[:-1] if cut else found)
        begin = gap.end() if gap else end


def wrong_quotes(sheet: Sheet, texts: Texts) -> Iterator[Found]:
    """Quotes that nearly match a text of the plan, and are wrong."""
    told = 0  # up to where a wrong quote was told of: one inside it is not told again
    for quote in quotes(sheet):
        plain = quote.plain
        if not _quotable(plain) or quote.words[0].start < told or texts.say(plain):
            continue
        for window in texts.nearest(plain):
            changes = _changes(plain, window.words)
            if changes:
                told = quote.words[-1].end
                yield _wrong(sheet, quote, texts, window, changes)
                break


def _quotable(plain: Sequence[str]) -> bool:
    return _FEWEST <= len(plain) <= 200 and sum(map(len, plain)) + len(plain) > _SHORTEST


def _changes(quote: list[str], text: list[str]) -> list[Change]:
    """Where a quote differs from a piece of a text; nothing when it does not, or is too far from it to be meant as a quote of it."""
    blocks = [block for block in SequenceMatcher(None, text, quote, autojunk=False).get_matching_blocks() if block.size]
    if len(telling([word for block in blocks for word in quote[block.b : block.b + block.size]])) < _ALIKE:
        return []
    changes = [Change(slice(one.b + one.size, other.b), slice(one.a + one.size, other.a)) for one, other in pairwise(blocks)]
    # a quote may begin and end where it likes: words of its own differ from those that the text has there; where it has none, it is speech
    before, begin = blocks[0].b, blocks[0].a
    after, end = len(quote) - blocks[-1].b - blocks[-1].size, blocks[-1].a + blocks[-1].size
    if (before and not begin) or (after and end == len(text)):
        return []
    changes.insert(0, Change(slice(0, before), slice(max(begin - before, 0), begin)))
    changes.append(Change(slice(len(quote) - after, len(quote)), slice(end, min(end + after, len(text)))))
    changes = [change for change in changes if _size(change)]
    if sum(map(_size, changes)) > min(max(len(quote) // _ONE_IN, 1), _MOST):
        return []
    pairs = [(quote[change.quote], text[change.text]) for change in changes]
    if all(same(*pair) for pair in pairs) or turned(*([word for pair in pairs for word in pair[side]] for side in (0, 1))):
        return []
    return changes


def _size(change: Change) -> int:
    size: int = max(change.quote.stop - change.quote.start, change.text.stop - change.text.start)
    return size


def _wrong(sheet: Sheet, quote: Quote, texts: Texts, window: Window, changes: Sequence[Change]) -> Found:
    change, skipped = changes[0], window.skipped
    differs = quote.words[change.quote]
    on_page = sheet.text[differs[0].start : differs[-1].end] if differs else ""
    in_plan = texts.original(window.number, skipped + change.text.start, skipped + change.text.stop)
    if on_page and in_plan:
        message = f"this quote has “{brief(on_page)}” where the plan has “{brief(in_plan)}”"
    elif on_page:
        message = f"this quote adds “{brief(on_page)}” to what the plan says"
    else:
        message = f"this quote leaves out “{brief(in_plan)}”"
    first = skipped + max(change.text.start - 6, 0)
    said = texts.original(window.number, first, skipped + change.text.stop + 6)
    hint = f"The plan says “{brief(said, 120)}”. Quote it as it stands, or say it in your own words, without the quotation marks."
    spot = differs or quote.words
    return Found(spot[0].start, spot[-1].end, "wrong-quote", message, hint, at=texts.texts[window.number].path)


def said_twice(sheet: Sheet, texts: Texts) -> Iterator[Found]:
    """The same question, or the same note, for the second time."""
    asked: set[tuple[str, ...]] = set()
    for block in sheet.blocks:
        for found in _SENTENCE.finditer(block.text) if block.kind == "text" else ():
            words = placed(found[0])
            key = tuple(word.text for word in words)
            if not found[0].endswith("?") or len(key) < (_ABOUT if _LABEL.match(block.text) else _FEWEST):
                continue
            if key in asked:
                start = block.start + found.start()
                hint = "Ask it where it matters most; in the other place, ask what only that place can answer."
                yield Found(
                    start + words[0].start, start + words[-1].end, "asked-twice", "this question stands on the page already", hint
                )
            asked.add(key)
    quoted: set[tuple[str, ...]] = set()
    for quote in quotes(sheet):
        key = tuple(quote.plain)
        if len(key) >= _FEWEST and texts.note(key):
            if key in quoted:
                hint = "Quote it once, where you ask about it, and go on from there."
                yield Found(
                    quote.words[0].start, quote.words[-1].end, "quoted-twice", "this note is quoted on the page already", hint
                )
            quoted.add(key)
