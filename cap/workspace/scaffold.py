"""New files: a repository for plans, and a form for each person. What will be written is worked out before anything is."""

from __future__ import annotations

import contextlib
import os
import re
import shlex
from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path
from typing import NamedTuple

from cap.edit.scalars import scalar
from cap.plan.read import read
from cap.refusal import AlreadyThere, Ambiguous, Refusal
from cap.rendering import Team, render
from cap.text.wording import first_few, folded, sentence, unaccented
from cap.workspace.files import SMALL, contents
from cap.workspace.naming import key_of, require_key
from cap.workspace.paths import NAME, find_root, real, shown
from cap.workspace.roster import Newcomer
from cap.workspace.settings import Settings, Workspace, open_workspace
from cap.workspace.store import create, files_below, no_plans, read_file, refuse_private

FORM = "plan.md.j2"
LISTED = 8  # so many folders are named in a message
_FOR_ONE = """\
# cap: for-one {key}
# This repository is for the plan of {name} alone, and `cap new` starts no other here. To keep several, take out these two lines.

"""
_SHARED = """\
# Shared: everyone who can open this repository reads every plan in it.

"""
_NAMED = re.compile(r"(?m)^# This repository is for the plan of (.+) alone, ")
_ALONE = re.compile(r"(?m)^# cap: for-one (\S+)[ \t]*\r?$")


def forms(people: Sequence[Newcomer], workspace: Workspace, *, today: date) -> dict[Path, str]:
    """The file of each person and its text. Raises Refusal when one name cannot be used, or the form does not make a plan."""
    here = taken(workspace)
    found: dict[Path, str] = {}
    for person in people:
        path = _path(person, workspace)
        other = here.get(folded(path.stem))
        if other in found:
            raise Refusal(f"{shown(other)} and {shown(path)} would be the same file", "Give each person a name of their own.")
        if other is not None:
            raise AlreadyThere(f"{shown(other)} is there already", f"`cap show {other.stem}` shows it. Nothing was written.")
        here[folded(path.stem)] = path
        found[path] = form(person, workspace, today)
    return found


def without_a_plan(people: Sequence[Newcomer], workspace: Workspace) -> tuple[list[Newcomer], list[Path]]:
    """Those of a roster who have no plan yet, and the plans of the others.

    A person has one when a file has their key; and, where the roster gives no key, when a plan has their name.
    """
    here = taken(workspace)
    by_name = {} if all(person.key for person in people) else _by_name(here.values())
    new: list[Newcomer] = []
    theirs: list[Path] = []
    for person in people:
        their = here.get(folded(_key(person).removesuffix(".md")))
        if their is None and not person.key:
            their = by_name.get(folded(person.name))
        if their is None:
            new.append(person)
        else:
            theirs.append(their)
    return new, theirs


def namesakes(people: Sequence[Newcomer], workspace: Workspace) -> list[tuple[str, Path]]:
    """Those of some people whose name a plan has already, each with that plan."""
    by_name = {unaccented(name): path for name, path in _by_name(taken(workspace).values()).items()}
    return [(person.name, by_name[name]) for person in people if (name := unaccented(person.name)) in by_name]


def _by_name(files: Iterable[Path]) -> dict[str, Path]:
    """Plans by the names, folded, of their people; what cannot be read has none."""
    found: dict[str, Path] = {}
    for path in files:
        with contextlib.suppress(Refusal):
            plan = read_file(path).plan
            if plan is not None:
                found[folded(plan.name)] = path
    return found


def _key(person: Newcomer) -> str:
    return person.key or key_of(person.name)


def _path(person: Newcomer, workspace: Workspace) -> Path:
    """Where the plan goes; of a roster, a name that cannot be used is refused with its line."""
    try:
        stem = require_key(_key(person))
    except Refusal as refusal:
        if not person.line:
            raise
        hint = "Give this person a short name in a column `key`: letters, digits and `-`, a letter first."
        raise Refusal(f"line {person.line} of the roster: {refusal.message}", hint) from None
    return new_path(stem, workspace)


def display_name(key: str) -> str:
    """What to call a person of whom only the key is known: `grace-adeyemi` → `Grace Adeyemi`."""
    words = key.removesuffix(".md").replace("-", " ").replace("_", " ").split()
    return " ".join(word[0].upper() + word[1:] for word in words) or key


def form(person: Newcomer, workspace: Workspace, today: date) -> str:
    """The form of a person as `cap new` writes it. Raises Refusal when it does not make a plan."""
    values: dict[str, object] = {
        "name": person.name,
        "role": person.role,
        "manager": person.manager,
        "direction": list(person.direction),
        "started": person.started.isoformat() if person.started else "",
        "today": today.isoformat(),
        "in_three_months": _later(today, 90),
        "in_nine_months": _later(today, 270),
    }
    text = _filled(FORM, values, workspace.templates)
    try:
        reading = read(text.encode(), FORM)
    except UnicodeEncodeError:
        raise Refusal(f"`{person.name}`, or what stands beside it, is not UTF-8 text") from None
    errors = [problem for problem in reading.problems if problem.level == "error"]
    if errors:
        problem = errors[0]
        what = f"{sentence(problem.message)} {problem.hint}"
        raise Refusal(f"the form `{FORM}` does not make a plan that can be read, on its line {problem.line}: {what}")
    return text


def new_path(stem: str, workspace: Workspace) -> Path:
    """Where the plan of a new person goes. Raises Refusal when it is not clear which folder is meant, or that is for others."""
    folder = _folder_for(stem, workspace)
    refuse_private(folder, workspace)
    alone = _kept_for_one(folder)
    if alone and folded(alone.owner) != folded(stem):
        raise Refusal(
            f"{shown(alone.file)} keeps this place for the plan of `{alone.owner}` alone",
            f"To keep several people here after all, take the line `# cap: for-one` out of it. {_own_repository(stem, workspace)}",
        )
    return folder / f"{stem}.md"


def _folder_for(stem: str, workspace: Workspace) -> Path:
    """The folder for a new plan: the only one, the one we are in, or the only one inside the workspace. Raises Refusal."""
    folders = workspace.plan_folders
    if not folders and workspace.untrusted:
        raise no_plans(workspace)
    if not folders:
        raise Refusal("there is no folder for plans", "Name one in cap.yaml: `plans: plans`.")
    here = [folder for folder in folders if Path.cwd().is_relative_to(real(folder))]
    own = [folder for folder in folders if real(folder).is_relative_to(real(workspace.root))]
    for choice in (folders, here, own):
        if len(choice) == 1:
            return choice[0]
    names = first_few([shown(folder) for folder in folders], LISTED)
    open_to_all = [folder for folder in own or folders if _kept_for_one(folder) is None]
    way = f"Go to the one you mean, and type it there: `cd {shlex.quote(shown(open_to_all[0]))}`. " if open_to_all else ""
    raise Ambiguous(
        f"a new plan could go to any of the folders that cap.yaml names: {names}", f"{way}{_own_repository(stem, workspace)}"
    )


def _own_repository(stem: str, workspace: Workspace) -> str:
    """How to make a repository for one person, beside this one."""
    folder = os.path.relpath(workspace.root.absolute().parent / f"{stem}-plan").replace(os.sep, "/")
    return f"For a repository of their own: cap init {shlex.quote(folder)} --for-one {stem}"


class _Alone(NamedTuple):
    """Settings that keep a place for one person's plan."""

    file: Path
    owner: str


def _kept_for_one(folder: Path) -> _Alone | None:
    """Whose plan a place is for, where `cap init --for-one` made it; None where everybody's may go."""
    file = find_root(real(folder)).file
    try:
        found = _ALONE.search(contents(file, SMALL).decode("utf-8-sig")) if file else None
    except (OSError, UnicodeDecodeError):
        return None
    return _Alone(file, found[1]) if file and found else None


class Kept(NamedTuple):
    """For whom a place for plans was set up: for the plan of one `person` alone, for a team in which everyone reads everyone's, or
    for neither."""

    person: str = ""
    shared: bool = False


def kept_for(settings: Path | None) -> Kept:
    """For whom a place is, as its settings say since `cap init`."""
    try:
        text = contents(settings, SMALL).decode("utf-8-sig") if settings else ""
    except (OSError, UnicodeDecodeError):
        return Kept()
    named = _NAMED.search(text) if _ALONE.search(text) else None
    return Kept(named[1] if named else "", text.startswith(_SHARED.partition("\n")[0]))


def taken(workspace: Workspace) -> dict[str, Path]:
    """The names that are not free, folded, each with the file that has it: plans, and all else that lies beside them."""
    folders = [folder for folder in workspace.plan_folders if folder.is_dir()]
    files = [path for folder in folders for path in files_below(folder, workspace)]
    return {folded(path.stem): path for path in (*files, *(path for folder in folders for path in folder.glob("*.md")))}


def require_no_settings_above() -> None:
    """Refuse to set up a folder by chance inside one that is set up already. Raises Refusal."""
    workspace = open_workspace()
    if workspace.file is not None and workspace.root != Path.cwd():
        raise Refusal(f"{shown(workspace.file)} is in force here already", "To set up this folder apart from it: `cap init .`")


def set_up_at(folder: Path | None) -> Workspace | None:
    """The place for plans that a folder is, or, for None, that the current folder lies in; None where there is none yet."""
    if folder is not None and not os.path.lexists(folder / NAME) and not any((folder / "plans").glob("*.md")):
        return None
    workspace = open_workspace(start=real(folder) if folder is not None else None)
    plans = any(any(plans.glob("*.md")) for plans in workspace.plan_folders)
    return workspace if workspace.file is not None or plans else None


def repository(folder: Path, *, today: date, person: Newcomer | None = None, shared: bool = False) -> dict[Path, str]:
    """The files of a new repository and their texts: the settings, and one person's form, or else an example plan where there are
    no plans yet. Settings of a `shared` one say so.

    Raises Refusal when something is in the way.
    """
    plans = folder / "plans"
    for path in (folder, plans):
        if path.exists() and not path.is_dir():
            raise Refusal(f"{shown(path)} is not a folder", "Nothing was written.")
    settings = folder / NAME
    if settings.exists() or settings.is_symlink():
        raise AlreadyThere(f"{shown(settings)} is there already", "This folder is set up; `cap new alice` starts a plan.")
    files = {settings: (_SHARED if shared else "") + _filled("cap.yaml.j2", {}, None)}
    if person is not None:
        files |= forms([person], Workspace(folder, Settings(), None), today=today)
        files[settings] = _FOR_ONE.format(key=[*files][-1].stem, name=person.name) + files[settings]
    elif not any(plans.glob("*.md")):
        days = {"started": -75, "first": -61, "second": -33, "last": -12, "noted": -4}
        days |= {"soon": 30, "next": 76, "later": 120, "latest": 200, "goal": 280}
        files[plans / "example.md"] = _filled("example.md.j2", {key: _later(today, step) for key, step in days.items()}, None)
    return files


def write(files: dict[Path, str]) -> None:
    """Write new files. Raises Refusal, which says what was written before it."""
    written: list[Path] = []
    for path, text in files.items():
        try:
            create(path, text)
        except Refusal as refusal:
            if written:
                names = ", ".join(shown(other) for other in written)
                refusal.hint = f"{refusal.hint} Already written: {names}.".strip()
            raise
        written.append(path)


def _filled(template: str, values: dict[str, object], team: Team | None) -> str:
    return render(template, values, team=team, filters={"yaml": _yaml}).rstrip("\n") + "\n"


def _yaml(text: str) -> str:
    """A text as YAML that every parser takes for text, in brackets too."""
    return scalar(text, flow=True)[0]


def _later(day: date, days: int) -> str:
    """The ISO date of a day so many days later, or earlier; within the calendar."""
    number = min(max(day.toordinal() + days, date.min.toordinal()), date.max.toordinal())
    return date.fromordinal(number).isoformat()
