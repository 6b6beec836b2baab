"""Templates: where they are, and how a text is made of one. Jinja is slow to import, and is so only by `render`.

`agenda/clear-goals.md.j2` is the team's template of that name, or the built-in one where the team has none;
`cap:agenda/clear-goals.md.j2` is always the built-in one, so that a team's template can extend the one it stands in for:

    {% extends "cap:agenda/clear-goals.md.j2" %}
    {% block after_person %}{{ super() }}- [ ] Book the room again{% endblock %}
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, NamedTuple

import cap
from cap.refusal import Refusal, reason

BUILT_IN = "cap:"
SUFFIX = ".j2"
BANK = frozenset(
    {"questions.yaml", "tough.yaml", "events.yaml", "talks.yaml"}
)  # the words of agendas: what is read beside templates
LARGEST_FILE = 64_000  # bytes; Jinja reads about 50,000 characters a second


class TemplateProblem(Refusal):
    """A template that cannot be used: in which file, on which line, what is wrong (`message`), and how to mend it (`hint`)."""

    def __init__(self, template: str, line: int | None, what: str, hint: str = "") -> None:
        self.template, self.line, self.what = template, line, what
        super().__init__(f"{template}:{line}: {what}" if line else f"{template}: {what}", hint)


class Team(NamedTuple):
    """A team's folder of templates, which a stranger may have filled. What `is_private` in there is never read."""

    folder: Path
    is_private: Callable[[Path], bool] = lambda _: False


class Found(NamedTuple):
    """A template's file. `origin` is how people know it: a path of the team's, or `cap:` and the name."""

    file: Path
    origin: str


def built_in() -> Path:
    """The folder of the built-in templates: inside the package when installed, beside it in a checkout."""
    package = Path(cap.__file__).parent
    return package / "templates" if (package / "templates").is_dir() else package.parent / "templates"


def find(name: str, team: Path | Team | None = None) -> Found | None:
    """The file of the template `name`, or of a file of the question bank: the team's, else the built-in one; None when there is neither.

    Raises TemplateProblem for the name of anything else, for a name or a link that leads out of the folder or to what is private
    in there, and for what is there and is not a file.
    """
    parts = name.removeprefix(BUILT_IN).split("/")
    if any(part in ("", ".", "..") or re.search(r'[\\:*?"<>|\x00-\x1f]', part) for part in parts):
        hint = "Write its path inside the templates folder, such as `agenda/clear-goals.md.j2`."
        raise TemplateProblem(name, None, "this is not the name of a template", hint)
    for folder, is_private in _folders(None if name.startswith(BUILT_IN) else team):
        file = folder.joinpath(*parts)
        real = Path(os.path.realpath(file))
        if not real.is_relative_to(os.path.realpath(folder)):
            hint = "Put a copy of the file there instead of the link."
            raise TemplateProblem(str(file), None, "the link leads out of the templates folder", hint)
        if is_private(real):
            hint = "Templates need a folder of their own."
            raise TemplateProblem(str(file), None, "this leads to private notes, which no template can use", hint)
        if os.path.isfile(real):  # noqa: PTH113  Path's own raises for a folder that is closed
            if not (_is_template(file.name) and _is_template(real.name)):
                what = f"this is no template, because its name does not end in `{SUFFIX}`"
                raise TemplateProblem(str(file), None, what, "Nothing else is read, and no link to anything else.")
            return Found(real, BUILT_IN + "/".join(parts) if folder == built_in() else str(file))
        if os.path.lexists(file):
            raise TemplateProblem(str(file), None, "this is not a file", "Put the template in its place, or take it away.")
    return None


def _is_template(name: str) -> bool:
    return name.endswith(SUFFIX) or name in BANK


def _folders(team: Path | Team | None) -> list[Team]:
    """Where templates are looked for, those that are there."""
    own = Team(team) if isinstance(team, Path) else team
    return [place for place in (own, Team(built_in())) if place is not None and os.path.isdir(place.folder)]  # noqa: PTH112  never raises


def names(pattern: str, team: Path | Team | None = None) -> list[str]:
    """The names of the templates, built-in and the team's, that match `pattern`, such as `agenda/*.md.j2`; without those that
    start with an underscore, which are parts of others."""
    found = set()
    for folder, is_private in _folders(team):
        inside = os.path.realpath(folder)
        for file in folder.glob(pattern):
            above = Path(os.path.realpath(file.parent))  # a link is listed, and said to be one; what lies behind it is not
            if above.is_relative_to(inside) and not is_private(above):
                found.add(file.relative_to(folder).as_posix())
    return sorted(name for name in found if not name.rpartition("/")[2].startswith("_"))


def source(found: Found) -> str:
    """The text of a template. Raises TemplateProblem."""
    try:
        with found.file.open("rb") as file:
            raw = file.read(LARGEST_FILE + 1)
    except OSError as error:
        raise TemplateProblem(found.origin, None, f"it cannot be read: {reason(error)}") from None
    if len(raw) > LARGEST_FILE:
        hint = f"A template has at most {LARGEST_FILE:,} bytes; move parts of it to files of their own."
        raise TemplateProblem(found.origin, None, "it is too large for a template", hint)
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        raise TemplateProblem(found.origin, line, "this is not UTF-8", "Save the file again as UTF-8.") from None


def description(text: str) -> str:
    """What a template says of itself: the first paragraph of its first comment."""
    comment, end, _ = text.partition("{#")[2].partition("#}")
    return " ".join(comment.removeprefix("-").removesuffix("-").strip().partition("\n\n")[0].split()) if end else ""


def render(
    template: str | Path,
    values: Mapping[str, Any],
    *,
    team: Path | Team | None = None,
    filters: Mapping[str, Callable[..., Any]] | None = None,
) -> str:
    """A template filled with `values`: the one of that name, or the one in that file, wherever it is.

    `values` is plain data: text, numbers, true and false, None, lists and dictionaries of these; TypeError for anything else.
    `filters` are added to Jinja's own. Text is escaped for HTML in `*.html.j2`, and nowhere else. Raises TemplateProblem for
    whatever is wrong with a template.
    """
    from cap.rendering.sandbox import rendered

    return rendered(template, values, team, filters or {})
