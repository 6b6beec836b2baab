"""The core is pure: it takes text, settings and a date, and returns values. Disk, terminal, git and environment live at the edge."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
CORE = ("plan", "edit", "lint", "agenda", "form", "history", "html", "mail", "map", "team", "show", "text")
EDGE = ("cap.cli", "cap.workspace", "rich", "typer", "click", "subprocess", "os.environ", "os.environb", "os.getenv")


def uses(code: str, package: str) -> Iterator[str]:
    """The dotted names that a module of `package` imports, anywhere in it, and those it takes from a module it imported."""
    modules: dict[str, str] = {}
    tree = ast.parse(code)
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            for alias in node.names:
                modules[alias.asname or alias.name.partition(".")[0]] = alias.name
                yield alias.name
        elif isinstance(node, ast.ImportFrom):
            above = ".".join(package.split(".")[: len(package.split(".")) - node.level + 1]) if node.level else ""
            module = ".".join(part for part in (above, node.module) if part)
            yield from (f"{module}.{alias.name}" for alias in node.names)
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.value.id in modules:
            yield f"{modules[node.value.id]}.{node.attr}"


def of_the_edge(name: str) -> bool:
    return any(name == edge or name.startswith(f"{edge}.") for edge in EDGE)


MODULES = [path for package in CORE for path in sorted((ROOT / "cap" / package).rglob("*.py"))]


@pytest.mark.parametrize("module", MODULES, ids=lambda path: str(path.relative_to(ROOT)))
def test_the_core_knows_nothing_of_the_edge(module: Path) -> None:
    package = ".".join(module.relative_to(ROOT).parent.parts)
    used = [name for name in uses(module.read_text(encoding="utf-8"), package) if of_the_edge(name)]
    measures = module == ROOT / "cap" / "text" / "columns.py"  # widths, which no terminal is asked for
    assert [name for name in used if not (measures and name.startswith("rich.cells."))] == []


@pytest.mark.parametrize(
    ("code", "used"),
    [
        ("import subprocess", "subprocess"),
        ("def f():\n    from cap.workspace import git", "cap.workspace.git"),
        ("from ..cli import app", "cap.cli.app"),
        ("from .. import cli", "cap.cli"),
        ("import os\nos.environ['A']", "os.environ"),
        ("import os as o\no.getenv('A')", "os.getenv"),
        ("from os import environ", "os.environ"),
        ("import rich.console", "rich.console"),
        ("import cap.workspace.store as store", "cap.workspace.store"),
    ],
)
def test_every_way_of_reaching_the_edge_is_seen(code: str, used: str) -> None:
    assert used in uses(code, "cap.plan")
    assert of_the_edge(used)


def test_every_package_of_the_core_is_looked_at() -> None:
    assert set(CORE) == {path.relative_to(ROOT / "cap").parts[0] for path in MODULES}


def test_edits_are_made_through_one_door() -> None:
    inside, door = ROOT / "cap" / "edit" / "splicing", ROOT / "cap" / "edit" / "apply.py"
    outside = [path for path in (ROOT / "cap").rglob("*.py") if inside not in path.parents and path != door]
    users = [path.name for path in outside for name in uses(path.read_text("utf-8"), "") if name.startswith("cap.edit.splicing")]
    assert users == [] and any(name.startswith("cap.edit.splicing") for name in uses(door.read_text("utf-8"), ""))


def test_everything_leaves_by_one_way() -> None:
    """What is printed goes through `terminal`, where control characters and a build server's commands are taken out."""
    ways = ("sys.stdout.write", "sys.stderr.write", "print(", "echo(", "secho(")
    found = {
        (path.relative_to(ROOT / "cap").as_posix(), way)
        for path in (ROOT / "cap").rglob("*.py")
        for line in path.read_text("utf-8").split("\n")
        for way in ways
        if re.search(rf"(?<![\w.]){re.escape(way)}", line.partition("#")[0]) and "harmless(" not in line
    }
    assert {path for path, _ in found} == {"cli/terminal.py"}
