"""What is said of each kind of slip in a line."""

from __future__ import annotations

import re

from cap.plan.model import Item
from cap.plan.problem import ItemPath
from cap.plan.slips.flow import Spot
from cap.plan.slips.grammar import fields
from cap.plan.slips.marks import TICKED, WIDTHLESS, named
from cap.plan.slips.slip import Cut, Slip
from cap.plan.slips.value import QUOTE, Blame, of_sign

SYNTAX = "yaml-syntax"
JOINED = "entries-joined"
CUT = "text-cut"
# A comment that is a key and nothing else.
FORGOTTEN = re.compile(r"#[ \t]?([a-z_]+):[ \t]*(?:#.*)?")
# A comment that would begin an entry with a key.
FORGOTTEN_ENTRY = re.compile(r"([ \t]*#[ \t]*-[ \t]+)([a-z_]+):[ ]+([^#\s][^\n]*)")


def _slip(start: int, end: int, message: str, hint: str, *cuts: Cut, sure: bool = True) -> Slip:
    return Slip(start, end, SYNTAX, "error", message, hint, cuts, sure)


def blamed(blame: Blame) -> Slip:
    return Slip(blame.start, blame.end, SYNTAX, "error", blame.message, blame.hint, blame.cuts, blame.sure)


def unseen_indent(at: int, sign: str, cut: Cut) -> Slip:
    if sign == "\t":
        return _slip(at, at + 1, "a tab indents this line", "Indent with spaces; YAML does not take tabs.", cut)
    if sign in WIDTHLESS:
        return _slip(at, at + 1, f"an invisible character (U+{ord(sign):04X}) stands before this line", "Delete it.", cut)
    return _slip(at, at + 1, f"{named(sign)} indents this line", "Type plain spaces instead.", cut)


def indent(at: int, content: str, cut: Cut) -> Slip:
    return _slip(at, at + 1, "this line does not start where its neighbours do", "Indent it exactly like them.", cut)


def neighbour(at: int) -> Slip:
    return _slip(at, at + 1, "this entry does not start where the one above it does", "Indent it like its neighbour.")


def joined(at: int, cuts: tuple[Cut, ...] = (), path: ItemPath = ()) -> Slip:
    message, hint = "this entry has run into the one above it, as one text", "Begin it at the same depth as the one above it."
    return Slip(at, at + 1, JOINED, "warning", message, hint, cuts, sure=True, at=path)


def as_one_text(start: int, end: int, path: ItemPath) -> Slip:
    hint = "Start each entry on a line of its own with `- `; what is one text goes on the line of its key."
    return Slip(start, end, JOINED, "warning", "these lines are read as one text, not as a list", hint, at=path)


def tab_behind_dash(at: int, gap: int) -> Slip:
    return _slip(at, at + gap, "a tab stands behind this `-`", "Type a space instead.", (at, at + gap, " "))


def _ticked(item: type[Item] | None, bare: bool, how: str) -> str:
    """How to mend a tick before an entry: of an item that can be done, what to write instead. `bare`: before no key of it."""
    if "status" not in fields(item):
        return f"{how}."
    assert item
    return f"{how}; if it is done, write `" + (f"{{{item.NAME}: …, status: done}}`." if bare else "status: done` below.")


def bullet(at: int, sign: str, gap: int, item: type[Item] | None = None, *, bare: bool = False) -> Slip:
    message, hint = f"`{sign}` begins no entry of a list", "Begin it with a hyphen and a space: `- `."
    if sign in TICKED:
        hint = _ticked(item, bare, "Begin it with `- `")
    return _slip(at, at + len(sign), message, hint, (at, at + len(sign) + gap, "- "), sure=sign not in TICKED)


def no_mark(at: int) -> Slip:
    return _slip(at, at + 1, "this entry of a list has no `-`", "Begin it with `- `, like its neighbours.", (at, at, "- "))


def tight(at: int) -> Slip:
    return _slip(at, at + 1, "a space is missing after this `-`", "Begin the entry with `- `.", (at, at + 1, "- "))


def box(start: int, end: int, tick: str, item: type[Item] | None, *, bare: bool) -> Slip:
    if tick:
        hint = _ticked(item, bare, f"Take `[{tick}]` away")
        return _slip(start, end, "this is a box to tick, which YAML takes for a list", hint, (start, end, ""), sure=False)
    hint = "Take `[ ]` away; until it says `done`, it is open."
    return _slip(start, end, "this is a box to tick, which YAML takes for a list", hint, (start, end, ""))


def key(text: str, start: int, end: int, new: str) -> Slip:
    typed = text[start:end]
    if new == ": " and typed == ":":
        return _slip(start, end, "a space is missing after this `:`", "Write `key: value`.", (start, end, new))
    if "：" in typed:
        message = "this wide `：` is not the colon that YAML reads"
        return _slip(start, start + 1, message, "Type a plain `:` and a space after it.", (start, end, new))
    if new == ":" and not typed:
        return _slip(start - 1, start, "a `:` is missing after this key", "Write it as `key:`.", (start, end, new))
    if new.startswith(":"):
        odd = next(i for i, sign in enumerate(typed) if sign not in ": \t")
        message = f"{named(typed[odd])} stands after this `:`, where YAML takes only a plain space"
        return _slip(start + odd, start + odd + 1, message, "Type a plain space instead.", (start, end, new))
    return _slip(start, end, "the quotes around this key are a word processor's", "A key needs no quotes.", (start, end, new))


def on_the_line_of_its_key(at: int, line_end: str, column: int, behind_key: int) -> Slip:
    message, hint = "this `-` stands where no list can start", "Move the list to lines of its own, below the key."
    return _slip(at, at + 1, message, hint, (behind_key, at, line_end + " " * column))


def forgotten(start: int, at: int, found: re.Match[str], column: int) -> Slip:
    message = f"the `#` before `{found[1]}:` was not taken away, so the list below it belongs elsewhere, or nowhere"
    return _slip(at, at + 1, message, f"Take the `#` away: `{found[1]}:`.", (start, at + found.start(1), " " * column))


def forgotten_name(line: int, at: int, end: int, key: str, column: int, path: ItemPath) -> Slip:
    message = f"the `#` before `{key}:` was not taken away"
    slip = _slip(
        at, at + 1, message, f"Take the `#` away, and begin `{key}:` where its neighbours begin.", (line, end, " " * column)
    )
    return slip._replace(rule="missing-key", at=path)


def forgotten_entry(line: int, found: re.Match[str], column: int, path: ItemPath) -> Slip:
    at, name = line + found[0].index("#"), line + found.end(1)
    cut = (line, name, " " * (column - 2) + "- ")
    slip = _slip(
        at, at + 1, f"the `#` before `- {found[2]}:` was not taken away", "Take the `#` away: the lines below belong to it.", cut
    )
    return slip._replace(rule="wrong-type", at=path)


# ---- what YAML reads, but not as it was meant


def cut_off(at: int, cuts: tuple[Cut, ...], begun: bool, path: ItemPath) -> Slip:
    message = "the text ends before this `#`: after a blank it begins a comment"
    if not begun:
        message = "nothing is read here: after a blank, `#` begins a comment"
    hint = "If this belongs to the text, put the whole text in quotes." if begun else QUOTE
    return Slip(at, at + 1, CUT, "hint", message, hint, cuts, bool(cuts), path)


def comma(spot: Spot, path: ItemPath) -> Slip:
    message, hint = of_sign(spot.sign)
    return Slip(spot.at, spot.at + len(spot.sign), CUT, "warning", message, hint, (spot.cut,), spot.sure, path)


def colon(at: int, cut: Cut, path: ItemPath) -> Slip:
    return Slip(at, at + 1, "wrong-type", "error", "this `:` makes a key inside the text", QUOTE, (cut,), True, path)


def set_quotes(start: int, end: int, raw: str, inner: str, path: ItemPath) -> Slip:
    message = f"`{raw[0]}` and `{raw[-1]}` are quotes of a word processor, and part of what is read"
    return Slip(start, end, "wrong-type", "error", message, "Take them away.", ((start, end, inner),), True, path)


def no_dash(at: int, key: str, cuts: tuple[Cut, ...], sure: bool, path: ItemPath) -> Slip:
    message = f"`{key}` is a list, and its entry has no `-`"
    hint = "Put `- ` before the first key of each entry, and indent its other keys as far as the first."
    return Slip(at, at + 1, "wrong-type", "error", message, hint, cuts, sure, path)


def undivided(at: int, key: str, cut: Cut, path: ItemPath) -> Slip:
    message = f"`{key}` begins another entry here, which has no `-` and so runs into the one above"
    return Slip(
        at, at + len(key), "duplicate-key", "error", message, "Put `- ` before it, right below the one above.", (cut,), True, path
    )


def bullet_read(at: int, sign: str, cut: Cut, unfit: bool, path: ItemPath, item: type[Item] | None = None) -> Slip:
    slip = (tight(at) if sign == "-" else bullet(at, sign, 0, item, bare=True))._replace(cuts=(cut,), at=path)
    return slip._replace(rule="wrong-type") if unfit else slip._replace(rule=JOINED, level="warning")
