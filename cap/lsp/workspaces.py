"""The folders with plans in which files are open: their settings, read again when they change, and who is in them."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from cap.language.document import Document
from cap.lint.engine import Policy
from cap.plan.model import Goal, Skill
from cap.plan.read import Reading, read
from cap.refusal import Refusal
from cap.text.escapes import utf8
from cap.workspace.paths import NAME, find_root, leads_into
from cap.workspace.settings import Settings, Workspace, open_workspace, policy_of
from cap.workspace.store import is_plan_file, plan_files, read_bytes

# What nobody but a plan has at the top of its front matter; `name` alone is anybody's.
_ONLY_PLANS = frozenset(
    "stage direction cadence story motivations improve themes strengths visions goals skills support moments conversations".split()
)
_Stamp = tuple[Path, Path | None, tuple[int, int] | None]
REST = 0.001  # seconds now and then between plans that are read in the background, for whoever types meanwhile
MANY = 100  # plans that change at once: a checkout
EVERY = 8  # plans that are read in one go
log = logging.getLogger(__name__)


class Around(NamedTuple):
    """What surrounds an open file: its workspace, how plans are judged there, and whether it is one by where it lies."""

    workspace: Workspace
    policy: Policy
    is_plan: bool
    is_left: bool  # a private note, a README, excluded: nobody looks at it


class Person(NamedTuple):
    """Whom a plan is about, and whom it names."""

    name: str
    others: tuple[str, ...]


def is_like_a_plan(document: Document) -> bool:
    """Whether a text that lies in no folder of plans is one: it has a name, and a key that only plans have."""
    keys = {document.line(number).partition(":")[0] for number in document.front}
    return "name" in keys and not keys.isdisjoint(_ONLY_PLANS)


def person(reading: Reading) -> Person | None:
    """Whom a plan is about, and whom it names; None for what cannot be read."""
    plan = reading.plan
    if plan is None or reading.is_example:
        return None
    owners: list[Goal | Skill] = [*plan.goals, *plan.skills]
    actions = [action for owner in owners for action in owner.actions]
    named = [plan.manager, *(name for action in actions for name in action.with_), *(one.from_ for one in plan.support)]
    return Person(plan.name, tuple(dict.fromkeys(name for name in named if name)))


class Workspaces:
    """Every workspace in which a file was opened. `config` is the settings file for all of them, None for the nearest one.

    `complain` is told, once, what is wrong with settings; those that were right before, or none, count until they are mended.
    """

    def __init__(self, config: Path | None, complain: Callable[[str], None]) -> None:
        self._config, self._complain = config, complain
        self._opened: dict[Path, tuple[_Stamp, Workspace]] = {}  # by the folder of the open file
        self._around: dict[Path, Around] = {}
        # By the folder of the workspace:
        self._complaints: dict[Path, str] = {}
        self._people: dict[Path, dict[Path, Person]] = {}
        self._names: dict[Path, tuple[str, ...]] = {}
        self._surveyed: set[Path] = set()

    def around(self, path: Path) -> Around:
        """What surrounds a file. The settings are read again when they are not what they were, and so is then looked where the file is."""
        workspace = self._workspace(path.parent)
        known = self._around.get(path)
        if known is None or known.workspace is not workspace:
            known = self._around[path] = self._look_around(path, workspace)
        return known

    def forget(self, path: Path) -> None:
        """Look around a file anew the next time: it was opened, closed or saved."""
        self._around.pop(path, None)

    def _look_around(self, path: Path, workspace: Workspace) -> Around:
        try:
            is_plan = is_plan_file(path, workspace)
        except Refusal as refusal:  # a pattern under `exclude:` that is none
            self._say(workspace.root, str(refusal))
            is_plan = False
        above = {*path.parents}
        is_private = not above.isdisjoint(workspace.private_folders) or leads_into(path, workspace.closed)
        is_other = path.name.lower() == "readme.md" or not above.isdisjoint(workspace.plan_folders)
        is_left = is_private or (is_other and not is_plan)
        return Around(workspace, policy_of(workspace), is_plan and not is_private, is_left)

    def names(self, workspace: Workspace) -> tuple[str, ...]:
        """The people of a workspace, as far as they are known by now."""
        if workspace.root not in self._names:
            found = self._people.get(workspace.root, {}).values()
            self._names[workspace.root] = tuple(sorted({name for one in found for name in (one.name, *one.others)}))
        return self._names[workspace.root]

    def everyone(self) -> Iterator[tuple[str, Path]]:
        """All people whose plans are known by now, each with their plan."""
        for found in list(self._people.values()):
            yield from ((one.name, path) for path, one in list(found.items()))

    def plans_of(self, name: str, workspace: Workspace) -> list[Path]:
        """The plans of people of that name."""
        return [path for path, one in self._people.get(workspace.root, {}).items() if one.name == name]

    def is_known(self, workspace: Workspace) -> bool:
        """Whether it is known, or is being found out, who is in a workspace."""
        return workspace.root in self._surveyed

    def survey(self, workspace: Workspace, stopped: Callable[[], bool]) -> None:
        """Read who is in a workspace, plan by plan. This is for a thread of its own, and takes care to keep nobody waiting."""
        self._surveyed.add(workspace.root)
        found: dict[Path, Person] = {}
        try:
            paths = plan_files(workspace)
        except Refusal as refusal:
            log.warning("%s", refusal)
            return
        for number, path in enumerate(paths):
            if stopped():
                return
            if one := _person_in(path):
                found[path.absolute()] = one
            if number % EVERY == 0:
                time.sleep(REST)
        self._people[workspace.root] = found
        self._names.pop(workspace.root, None)

    def refresh(self, paths: Sequence[Path], stopped: Callable[[], bool]) -> None:
        """Take up what has changed outside of the editor; where that is much, everything is read again."""
        for _, workspace in list(self._opened.values()):
            if not self.is_known(workspace):
                continue
            plans = [path for path in paths if is_plan_file(path, workspace)]
            if len(plans) > MANY:
                self.survey(workspace, stopped)
            else:
                for path in plans:
                    self.learn(path, workspace)

    def learn(self, path: Path, workspace: Workspace) -> None:
        """Read one plan of a workspace again, or forget it when it is gone."""
        found = self._people.setdefault(workspace.root, {})
        if one := _person_in(path):
            found[path] = one
        else:
            found.pop(path, None)
        self._names.pop(workspace.root, None)

    def _workspace(self, folder: Path) -> Workspace:
        stamp = self._stamp(folder)
        if folder in self._opened and self._opened[folder][0] == stamp:
            return self._opened[folder][1]
        try:
            workspace = open_workspace(self._config, folder)
        except Refusal as refusal:
            self._say(stamp[0], str(refusal))
            workspace = self._opened[folder][1] if folder in self._opened else Workspace(stamp[0], Settings(), None)
        else:
            self._complaints.pop(stamp[0], None)
            for notice in workspace.notices:
                log.warning("%s", notice)
        self._opened[folder] = stamp, workspace
        return workspace

    def _stamp(self, folder: Path) -> _Stamp:
        """By what it is seen that the settings for a folder have changed."""
        root, file, _ = find_root(folder) if self._config is None else (self._config.parent.absolute(), self._config, None)
        try:
            status = file.stat() if file else None
        except OSError:
            status = None
        return root, file, (status.st_mtime_ns, status.st_size) if status else None

    def _say(self, root: Path, message: str) -> None:
        if self._complaints.get(root) != message:
            self._complaints[root] = message
            self._complain(message)


def _person_in(path: Path) -> Person | None:
    """Whom a file is about; None for what is no plan, or is not there."""
    try:
        return person(read(read_bytes(path), utf8(str(path))))
    except OSError:
        return None


def is_settings(path: Path) -> bool:
    """Whether a file is one of settings."""
    return path.name == NAME
