"""Who may be named in a plan: those who are named there already, and those whom the workspace knows."""

from __future__ import annotations

from cap.language.cursor import Cursor
from cap.language.document import Document
from cap.language.fields import field_at
from cap.plan.problem import ItemPath

_ROLES = ("self", "manager")  # words for people whom the plan names


def people(document: Document, cursor: Cursor, key: str) -> list[tuple[str, str]]:
    """Names, each with who that is as far as it is known: the manager and the person first, then as they stand in the text."""
    values = cursor.others.values
    found: dict[str, str] = {}

    def add(name: str, who: str) -> None:
        if name and name not in found:
            found[name] = who

    rated = key == "by" and "ratings" in cursor.path
    if rated:
        add("self", "the person")
    if key != "manager" and ("manager",) in values:
        add(values["manager",].text, "the manager")
    if rated:
        add("manager", "whoever is the manager")
    if key not in ("manager", "with") and ("name",) in values:
        add(values["name",].text, "the person")
    for path, piece in values.items():
        if _names_somebody(path) and "\n" not in piece.typed and piece.text not in _ROLES:
            add(piece.text, "")
    whose = values["name",].text if ("name",) in values else ""
    for name in document.people:
        if name != whose or key == "by":
            add(name, "")
    return list(found.items())


def _names_somebody(path: ItemPath) -> bool:
    field = field_at(path)
    return field is not None and field.is_person
