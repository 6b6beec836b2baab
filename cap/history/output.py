"""What changed, laid out: as text, Markdown, a page for a browser, or JSON."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any, Literal, assert_never, get_args

from msgspec import to_builtins

from cap.history.changes import Change
from cap.history.telling import Told, summary
from cap.plan.problem import item_text
from cap.text.columns import Paint, flat, wrapped

Format = Literal["text", "md", "html", "json"]
FORMATS: tuple[Format, ...] = get_args(Format)


def lines(format: Format, all_told: Sequence[Told], title: str, columns: int | None, paint: Paint) -> Iterator[str]:
    """What changed in some plans, line by line. `title` stands over all of them; "" where each says by itself since when. Text is folded
    to `columns`, where there is a limit."""
    match format:
        case "text":
            yield from _text(all_told, title, columns, paint)
        case "md":
            yield from _markdown(all_told, title)
        case "html":
            yield from _html(all_told, title)
        case "json":
            yield from _json(all_told, title)
        case _:
            assert_never(format)


def _head(one: Told, title: str) -> str:
    """Whose plan it is, and since when where that is not said above."""
    who = f"{one.name} ({one.key})" if one.name.casefold() != one.key else one.name
    return who if title == one.since.words else f"{who}, {one.since.words}"


def said_of(one: Told) -> list[str]:
    """The sentences about one plan; for one that came, went or was only rewritten, what that is called."""
    if one.state == "new":
        return [f"A new plan{f': {one.holds}' if one.holds else ''}"]
    if one.state == "gone":
        return ["The plan is gone"]
    said = [*([one.moved] if one.moved else []), *(sentence.text for sentence in one.sentences)]
    if said:
        return said
    return ["Nothing changed but how it is written: layout, comments, ids" if one.rewritten else "Nothing changed"]


def _text(all_told: Sequence[Told], title: str, columns: int | None, paint: Paint) -> Iterator[str]:
    def folded(text: str, mark: str = "") -> Iterator[str]:
        yield from wrapped(flat(text), columns, mark) if columns else [mark + flat(text)]

    if title:
        yield from folded(f"What changed {title}: {summary(all_told)}.")
    for number, one in enumerate(all_told):
        if title or number:
            yield ""
        yield from (paint(line, "strong") for line in folded(_head(one, title)))
        for sentence in said_of(one):
            yield from folded(sentence, "- ")


def _markdown(all_told: Sequence[Told], title: str) -> Iterator[str]:
    from cap.text.markdown import literal

    if title:
        yield f"# What changed {literal(title)}"
        yield from ("", f"{summary(all_told).capitalize()}.")
    for number, one in enumerate(all_told):
        if title or number:
            yield ""
        yield f"## {literal(_head(one, title))}"
        yield ""
        yield from (f"- {literal(sentence)}" for sentence in said_of(one))


def _html(all_told: Sequence[Told], title: str) -> Iterator[str]:
    from cap.html.document import document, text

    body = [f"<h1>What changed {text(title)}</h1>", f"<p>{text(summary(all_told).capitalize())}.</p>"] if title else []
    tag = "h2" if title or len(all_told) > 1 else "h1"
    for one in all_told:
        body += [f"<{tag}>{text(_head(one, title))}</{tag}>", "<ul>"]
        body += [f"<li>{text(sentence)}</li>" for sentence in said_of(one)]
        body.append("</ul>")
    name = f"What changed {title}" if title else "What changed"
    yield from document(name, body).rstrip("\n").split("\n")


def _json(all_told: Sequence[Told], title: str) -> Iterator[str]:
    import msgspec

    from cap.text.escapes import json_text

    data = {"version": 1, "plans": [_plan(one) for one in all_told], "summary": _numbers(all_told)}
    yield from msgspec.json.format(json_text(data), indent=2).split("\n")


def _plan(one: Told) -> dict[str, Any]:
    since = {"what": one.since.what, "words": one.since.words, "day": one.since.day, "commit": one.since.commit}
    return {
        "key": one.key,
        "name": one.name,
        "path": one.path,
        "was": one.was,
        "state": one.state,
        "since": {key: str(value) if isinstance(value, date) else value for key, value in since.items()},
        "sentences": [
            {
                "text": sentence.text,
                "day": sentence.day and str(sentence.day),
                "changes": [_change(change) for change in sentence.changes],
            }
            for sentence in one.sentences
        ],
    }


def _change(change: Change) -> dict[str, Any]:
    """A change as data; an item that came or went with all that it holds."""
    whole = change.what in ("added", "removed") and change.kind != "text"
    return {
        "what": change.what,
        "kind": change.kind,
        "was": item_text(change.old_path) if change.old_path is not None else None,
        "item": item_text(change.new_path) if change.new_path is not None else None,
        "fields": [{"key": key, "old": _plain(old), "new": _plain(new)} for key, old, new in change.fields],
        "value": to_builtins(change.item, builtin_types=()) if whole else None,
    }


def _plain(value: Any) -> Any:
    if isinstance(value, date):
        return str(value)
    return [_plain(one) for one in value] if isinstance(value, list | tuple) else value


def _numbers(all_told: Sequence[Told]) -> Mapping[str, int]:
    return {state: sum(one.state == state for one in all_told) for state in ("changed", "new", "gone", "same")} | {
        "renamed": sum(one.was is not None for one in all_told)
    }
