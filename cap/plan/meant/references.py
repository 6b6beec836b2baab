"""Which item was meant by an id that none has."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from itertools import islice

from cap.text.quotes import Words, quote
from cap.text.unseen import called, cleared, first_unseen
from cap.text.wording import brief, folded, near, one_of

MANY = 9  # so many ids are named, of more only one
Hint = tuple[str | Words, str | None]  # and what belongs there instead, where that is sure


def reference_hint(typed: str, noun: str, known: Collection[str], ids: Collection[str], names: Mapping[str, str | None]) -> Hint:
    """What to say of `typed`, which is the id of no `noun` of a plan.

    `known` are the ids that there are, `ids` those of everything, and `names` what each of these items is called, with its id; empty in a file
    in which so much is wrong that nobody looks for a guess.
    """
    from cap.plan.meant.lookup import is_nothing

    if is_nothing(typed) and typed not in ids:
        return "Not known yet? Leave it blank.", None
    sure = cleared(typed).lower()
    if sure in known:
        there = quote(f"`{sure}`", f"the id of that {noun}")
        if odd := first_unseen(typed):
            return f"There is {called(odd[1])} in it, which is not seen: write " + there + ".", sure
        if typed not in ids:
            return "Write " + there + ".", sure
    if typed in ids:
        other = quote(f"`{brief(typed)}`", "this") + f" is the id of something else; this key takes the id of a {noun}: "
        if not known:
            return other + f"give the {noun} that you mean an `id:`, and write that id here.", None
        return other + "write " + quote(
            one_of([f"`{found}`" for found in islice(known, MANY)]), "one of those of this plan"
        ) + ".", None
    by_name = [item for name, item in names.items() if folded(name) == folded(typed)]
    if len(by_name) == 1:
        if by_name[0] is None:
            return f"That is what a {noun} is called: give it an `id:`, a short word, and write that id here.", None
        return f"That is what the {noun} is called; write its id, " + quote(f"`{by_name[0]}`", "which it has") + ".", by_name[0]
    guess = near(typed, known) if names else None
    if guess:
        return "Did you mean " + quote(f"`{guess}`", f"the id of another {noun}") + "?", None
    if len(known) > MANY:
        return f"Write the id of a {noun} of this plan" + quote(f", such as `{next(iter(known))}`", "") + ".", None
    if known:
        return "Write " + quote(one_of([f"`{found}`" for found in known]), f"the id of a {noun} of this plan") + ".", None
    return f"Give the {noun} that you mean an `id:`, and write that id here.", None
