"""What a word, a number, a yes or a span of time was meant as."""

from __future__ import annotations

import re
from collections.abc import Sequence

from cap.plan.meant import Meant, asked, sure
from cap.plan.meant.lookup import LONG, forms, is_nothing, misspelt, plainly, rows_of_value, slip_of_value
from cap.text.quotes import Words, quote
from cap.text.unseen import cleared, without_quotes
from cap.text.wording import unaccented

BLANK = "Not known yet? Leave it blank."
WHOLE = "Write one whole number; what there is to say about it has room in the text below."
_OUT_OF_TEN = re.compile(r"([0-9]{1,2})(?: ?/ ?| of | out of | von | de | sur )10")
_WHOLE = re.compile(r"([0-9]{1,2})[.,]0+")
_OUT_OF = re.compile(r"[0-9.,]+(?: ?/ ?| of | out of | von )[0-9]+")
_SEVERAL = re.compile(r"\s*(?:[,;/&+|]|\b(?:and|und|y|et)\b)\s*")
_SPAN = re.compile(r"(?:every |each |once every |alle |jede |tous les |cada )?([0-9]{1,3}|[a-z]+) ?([a-z]+)\.?")
_UNITS = {
    "day": "day days d tag tage tagen",
    "week": "week weeks wk wks w woche wochen semaines semanas",
    "month": "month months mo mos mth mths m monat monate monaten mois meses",
    "quarter": "quarter quarters q quartal quartale trimestres",
    "year": "year years yr yrs y jahr jahre jahren ans anos",
}
_UNIT = {word: unit for unit, words in _UNITS.items() for word in words.split()}
_MONTHS = {"month": 1, "quarter": 3, "year": 12}
_COUNTED = {
    "1": "a one every ein eine einen each",
    "2": "two zwei deux dos",
    "3": "three drei",
    "4": "four vier",
    "6": "six sechs",
}
_COUNT = {word: int(number) for number, words in _COUNTED.items() for word in words.split()}


def word_hint(typed: str, words: Sequence[str], field: str, *, guess: bool = True) -> Meant:
    """What was meant by something that is not one of the words of a field; without a `guess` only what is sure to be found."""
    written = {plainly(word): word for word in words}
    if same := next((written[form] for form in forms(typed) if form in written), None):
        return sure(same)
    for row in rows_of_value(typed, field):
        return sure(row.meant) if row.sure else asked(row.meant)
    if len(both := several(typed, words, field)) == 1:
        return sure(both[0])
    if field == "horizon" and (months := _months(typed)) and f"{months} months" in words:
        return sure(f"{months} months")
    if is_nothing(typed):
        return Meant(BLANK)
    alone = next((word for word in words if re.match(rf"{re.escape(word)}\s*[-–—(:,;.]", cleared(typed).lower())), None)
    if alone and not any(re.search(rf"\b{re.escape(word)}\b", typed[len(alone) :].lower()) for word in words):
        return Meant(f"Write `{alone}` alone; the rest has room in a note, or in the text below.")
    if guess and (slip := slip_of_value(typed, words)):
        return asked(slip)
    if guess and (slips := misspelt(typed, field, values=True)):
        return asked(slips[0])
    return Meant("Choose the word that fits." if len(words) > 1 else f"Write `{words[0]}`.")


def several(typed: str, words: Sequence[str], field: str) -> list[str]:
    """The words of a list that were written as one text, `up, across`; none where one of them is not sure."""
    parts = [part for part in _SEVERAL.split(cleared(typed)) if part] if len(typed) <= LONG else []
    meant = [_one(part, words, field) for part in parts] if len(parts) > 1 else []
    return list(dict.fromkeys(word for word in meant if word)) if all(meant) else []


def _one(typed: str, words: Sequence[str], field: str) -> str | None:
    meant = typed if typed in words else word_hint(typed, words, field).fix
    return meant if meant in words else None


def number_hint(typed: str, least: int | None, most: int | None, *, required: bool) -> Meant:
    """What was meant by something that is no whole number."""
    plain = unaccented(without_quotes(cleared(typed)))
    found = (_OUT_OF_TEN.fullmatch(plain) if most == 10 else None) or _WHOLE.fullmatch(plain)
    number = found[1] if found else next((row.meant for row in rows_of_value(typed, "number")), "")
    if number and (least is None or int(number) >= least) and (most is None or int(number) <= most):
        return Meant("Write " + _number(number) + ".", str(int(number)))
    if is_nothing(typed):
        return Meant(WHOLE if required else BLANK)
    if most == 10 and _OUT_OF.fullmatch(plain):
        return Meant("The scale goes from 1 to 10: write where it stands there.")
    near = re.findall(r"[0-9]+", plain)
    if (
        len(near) == 1
        and not re.search(rf"[-+.,/%]{near[0]}|{near[0]}[.,/%]", plain)
        and (least or 0) <= int(near[0][:9]) <= (most or 99)
    ):
        return Meant("Did you mean " + _number(near[0]) + "? What there is to say about it has room in the text below.")
    return Meant(WHOLE)


def _number(text: str) -> Words:
    """A number, which may be a rating, and is nothing for strangers."""
    return quote(f"`{int(text)}`", "the number alone")


def flag_hint(typed: str) -> Meant:
    """What was meant by something that is neither yes nor no."""
    if (word := plainly(typed)) in ("yes", "no"):
        return sure(word)
    for row in rows_of_value(typed, "flag"):
        return sure(row.meant) if row.sure else asked(row.meant)
    return Meant("Not sure yet? Leave it blank." if is_nothing(typed) else "Write `yes`, or leave it out.")


def span_hint(typed: str) -> Meant:
    """What was meant by something that is no span of time as cadences are written."""
    for row in rows_of_value(typed, "cadence"):
        return sure(row.meant) if row.sure else asked(row.meant)
    if is_nothing(typed):
        return Meant("Leave it blank, and the usual span counts.")
    count, unit = _span(typed)
    if unit == "day" and count % 7 == 0:
        count, unit = count // 7, "week"
    if unit == "quarter":
        count, unit = count * 3, "month"
    if unit in ("week", "month", "year") and 0 < count < 100:
        return sure(f"{count} {unit}{'s' if count > 1 else ''}")
    if slips := misspelt(typed, "cadence", values=True):
        return asked(slips[0])
    return Meant("Write a number and weeks, months or years, such as `3 months`.")


def _span(typed: str) -> tuple[int, str]:
    found = _SPAN.fullmatch(unaccented(without_quotes(cleared(typed.replace("-", " ")))))
    if not found:
        return 0, ""
    count = int(found[1]) if found[1].isdigit() else _COUNT.get(found[1], 0)
    return count, _UNIT.get(found[2], "")


def _months(typed: str) -> int:
    count, unit = _span(typed)
    return count * _MONTHS.get(unit, 0)


def id_hint(typed: str, otherwise: str) -> Meant:
    """The handle that comes nearest to what stands where an id belongs. It is only proposed: other items may link to it as it is."""
    word = re.sub(r"[^a-z0-9]+", "-", unaccented(without_quotes(cleared(typed)))).strip("-")
    numbered = re.fullmatch("[a-z][0-9]+", word)  # as `cap show` numbers items
    if not re.match("[a-z]", word) or numbered or len(word) > 40:
        return Meant(otherwise)
    return Meant("Write it in lower-case letters, digits and hyphens" + quote(f": `{word}`", "") + ".")
