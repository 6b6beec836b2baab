"""What `cap init --add` puts beside plans: checks before a commit and on a git host, a page that says what the repository is, and a way
to merge.

Each is a record here, and all but the last a template. A file that is there already is never changed; its owner gets the lines to put in.
"""

from __future__ import annotations

import os
import re
from collections.abc import Collection, Sequence
from importlib.metadata import version
from pathlib import Path
from typing import Literal, NamedTuple

from cap.edit.scalars import scalar
from cap.refusal import Refusal
from cap.rendering import render
from cap.text.markdown import literal
from cap.text.shell import for_shell
from cap.text.wording import did_you_mean, first_few, one_of
from cap.workspace.files import SMALL, contents
from cap.workspace.git import is_elsewhere_too, work_tree
from cap.workspace.paths import NAME, real
from cap.workspace.scaffold import kept_for
from cap.workspace.settings import Workspace
from cap.workspace.store import require_inside

Standing = Literal["free", "has it", "taken"]
Kind = Literal["pre-commit", "github", "gitlab", "readme", "merge"]
OURS = "career-action-plan"  # whoever names it has set it up


class Addition(NamedTuple):
    """One thing that can be added: its file and template, when it looks at plans or else what it is, what to type next and why, and
    where its lines go in a file that others have written: those behind `under`, if that is said."""

    file: str
    template: str
    what: str
    next: tuple[str, str] | None
    paste: str
    under: str = ""
    beside: bool = False  # the plans; else in the root of the repository


ADDITIONS: dict[Kind, Addition] = {
    "pre-commit": Addition(
        file=".pre-commit-config.yaml",
        template="init/pre-commit.yaml.j2",
        what="before each commit, on this computer",
        next=("pre-commit install", "from then on each commit is looked at; pipx install pre-commit brings it"),
        paste="below the `repos:` of",
        under="repos:\n",
    ),
    "github": Addition(
        file=".github/workflows/career-plans.yml",
        template="init/github.yaml.j2",
        what="in each pull request on GitHub",
        next=("git push", "once it is committed; from then on each pull request is looked at"),
        paste="into another file beside",
    ),
    "gitlab": Addition(
        file=".gitlab-ci.yml",
        template="init/gitlab.yaml.j2",
        what="in each merge request on GitLab",
        next=("git push", "once it is committed; from then on each merge request is looked at"),
        paste="at the end of",
    ),
    "readme": Addition(
        file="README.md",
        template="init/README.md.j2",
        what="a page for all who come here: what this is, and who can read it",
        next=None,
        paste="where they fit into",
        beside=True,
    ),
    "merge": Addition(
        file=".gitattributes",
        template="",  # lines of it, and git's own settings: merge_driver.py
        what="git merges plans by meaning; in each clone anew",
        next=None,
        paste="at the end of",
    ),
}


def kinds_named(typed: Sequence[str]) -> list[Kind]:
    """What is to be added, out of texts with commas. Raises Refusal for what there is not."""
    words = [word for text in typed for word in re.split(r"[\s,]+", text.lower()) if word]
    for word in words or ([""] if typed else []):
        if word not in ADDITIONS:
            raise Refusal(f"there is no `{word}` to add", did_you_mean(word, ADDITIONS) or f"There is {one_of([*ADDITIONS])}.")
    return [kind for kind in ADDITIONS if kind in words]


class Planned(NamedTuple):
    """What an addition comes to in a place: the file, its text, what of that goes into one that is there already, and whether this one
    is free, has it, or is taken by something else."""

    addition: Addition
    file: Path
    text: str
    lines: str
    standing: Standing


def planned(kinds: Collection[Kind], workspace: Workspace, *, person: str = "", shared: bool = False) -> list[Planned]:
    """Work out some additions, in the order of the table. Nothing is written.

    `person` and `shared` are whom the repository is for, where it is only being set up. Raises Refusal.
    """
    root = work_tree(workspace.root) or real(workspace.root)
    files = {kind: (workspace.root if one.beside else root) / one.file for kind, one in ADDITIONS.items()}
    kept = kept_for(workspace.file)
    values = _places(workspace, root) | {
        "version": version(OURS),
        "person": person or kept.person,
        "shared": shared or kept.shared or is_elsewhere_too(root),
        "looked_at": [
            kind for kind, file in files.items() if ADDITIONS[kind].template and (kind in kinds or OURS in _text(file))
        ],
    }
    return [_planned(one, files[kind], values) for kind, one in ADDITIONS.items() if kind in kinds and one.template]


def free(plans: Sequence[Planned]) -> dict[Path, str]:
    """The files that can be written, and their texts."""
    return {one.file: one.text for one in plans if one.standing == "free"}


def _planned(addition: Addition, file: Path, values: dict[str, object]) -> Planned:
    below = "" if addition.beside else values["below"]  # one file may look at several places
    require_inside(file)
    text = render(addition.template, values, filters={"yaml": _yaml, "shell": _shell, "literal": literal}).strip("\n") + "\n"
    there = _text(file)
    standing: Standing = "free" if not os.path.lexists(file) else "has it" if OURS in there and str(below) in there else "taken"
    return Planned(addition, file, text, text.partition(addition.under)[2] if addition.under else text, standing)


def _places(workspace: Workspace, root: Path) -> dict[str, object]:
    """Where the plans are, in words, as a pattern for paths from the repository's root, and as what `cap lint` is told there.
    Raises Refusal."""
    folders = [real(folder) for folder in workspace.plan_folders]
    inside = [folder.relative_to(root).as_posix() for folder in folders if folder.is_relative_to(root)]
    if not inside:
        raise Refusal(
            f"no plans lie in {root}", "A check belongs into the repository that holds the plans: go there, and add it."
        )
    here = real(workspace.root)
    settings = workspace.file or workspace.root / NAME
    where = [os.path.relpath(root / folder, here).replace(os.sep, "/") for folder in inside]
    below = "" if here == root else here.relative_to(root).as_posix()
    if "${{" in below:
        raise Refusal(f"GitHub would take a part of {below} for an expression of its own", "Give that folder another name first.")
    config = ["--config", f"{below}/{settings.name}"] if below else []
    paths = "|".join(re.escape(folder).replace("\\-", "-") for folder in inside)
    return {
        "below": below,
        "job": "-".join(["career-plans", *re.findall(r"\w+", below.lower())]),
        "where": first_few([f"`{folder}/`" for folder in where], len(where)),
        "files": f"^{f'({paths})' if len(inside) > 1 else paths}/.*\\.md$",
        "config": config if workspace.file else [],
        "named": config if workspace.file else inside if below else [],
    }


def _text(file: Path) -> str:
    """What a file says; "" where it is not there, or cannot be read."""
    try:
        return contents(file, SMALL).decode(errors="replace")
    except OSError:
        return ""


def _yaml(text: str) -> str:
    """A text as YAML that every parser takes for text, in brackets too."""
    return scalar(text, flow=True)[0]


def _shell(words: Sequence[str]) -> str:
    """Words as they are typed behind a command."""
    return "".join(f" {for_shell(word)}" for word in words)
