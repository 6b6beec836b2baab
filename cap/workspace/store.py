"""The plans on disk: list them, resolve a name to one, read them, create one without ever overwriting another."""

from __future__ import annotations

import contextlib
import errno
import os
import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cached_property, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from cap.refusal import AlreadyThere, Ambiguous, NotFound, Refusal, Unreadable, reason
from cap.system import is_path
from cap.text.wording import first_few, folded, near, one_of, unaccented
from cap.workspace.files import READ, whole
from cap.workspace.naming import new_call
from cap.workspace.paths import DEEPEST, Identity, find_root, is_plans_name, leads_into, leads_out, markdown_below, real, shown
from cap.workspace.settings import Workspace, open_workspace, place_in

if TYPE_CHECKING:
    from cap.plan.read import Reading
    from cap.workspace.excluded import Exclusion

_LISTED = 8  # so many people are named in a message


# ---- listing and reading


def plan_files(workspace: Workspace) -> list[Path]:
    """Every plan of a workspace, in order of name, and once when several folders, or links of its name, lead to it.

    Folders that are not trusted are left out. Raises Refusal when a folder that the settings name is not there.
    """
    files: list[Path] = []
    for folder in workspace.plan_folders:
        if folder.is_dir():
            files += files_below(Path(shown(folder)), workspace)
        elif workspace.file is not None:
            number = [workspace.root / named for named in workspace.settings.plans].index(folder)
            where = place_in(workspace.file, "plans", number)
            raise NotFound(f"there is no folder {shown(folder)}", f"{where} names it under `plans:`.")
    often = {stem for stem, times in Counter(path.stem for path in files).items() if times > 1}
    places: dict[tuple[str, Path], Path] = {}
    for path in files:
        places.setdefault((path.stem, real(path) if path.stem in often else path), path)
    return list(places.values())


def files_below(folder: Path, workspace: Workspace) -> list[Path]:
    """Every `*.md` below a folder but `README.md`, what lies in hidden folders, private notes, and what the settings exclude; and
    every folder that cannot be listed.

    Raises Refusal when the folder itself is one of private notes.
    """
    if real(folder) == real(folder).parent:
        raise Refusal(
            f"{shown(folder)} is the whole computer, which is too wide for a folder of plans", "Name the folder itself."
        )
    closed = refuse_private(folder, workspace)
    exclusion = exclusion_of(workspace)
    found = markdown_below(folder, closed)
    return [path for path in found if not exclusion.leaves_out(path)] if exclusion else list(found)


def would_be_found(path: Path, workspace: Workspace) -> bool:
    """Whether a file that is named is one that a look into its folder would find, as `files_below` does. Raises Refusal."""
    there = real(path.parent) / path.name  # a link is found where it lies
    around = [folder for folder in map(real, (workspace.root, *workspace.plan_folders)) if there.is_relative_to(folder)]
    below = max((len(folder.parts) for folder in around), default=len(there.parts) - 1)
    if not is_plans_name(path.name) or any(part.startswith(".") for part in there.parts[below:]):
        return False
    exclusion = exclusion_of(workspace)
    return not (exclusion and exclusion.leaves_out(path)) and not leads_into(path, _closed_around(path, workspace))


def is_plan_file(path: Path, workspace: Workspace) -> bool:
    """Whether a path, there or not yet, is one of those that `plan_files` lists: that of a plan in a folder of plans. Raises Refusal."""
    there = real(path.parent)
    return any(there.is_relative_to(real(folder)) for folder in workspace.plan_folders) and would_be_found(path, workspace)


def idle_patterns(workspace: Workspace) -> list[str]:
    """What the settings exclude, and is not there: a line for each such pattern. Raises Refusal."""
    exclusion = exclusion_of(workspace)
    if exclusion is None:
        return []
    there = [path for folder in workspace.plan_folders if folder.is_dir() for path in markdown_below(folder)]
    return [
        f"{place_in(workspace.file, 'exclude', i)}: `{workspace.settings.exclude[i]}` under `exclude:` matches no file of a plans folder"
        for i in exclusion.idle(there)
    ]


def exclusion_of(workspace: Workspace) -> Exclusion | None:
    """What the settings exclude; None when that is nothing. Raises Refusal."""
    patterns = workspace.settings.exclude
    return _exclusion_made(workspace.file, (workspace.root, *workspace.plan_folders), tuple(patterns)) if patterns else None


@lru_cache
def _exclusion_made(file: Path | None, bases: tuple[Path, ...], patterns: tuple[str, ...]) -> Exclusion:
    from cap.workspace.excluded import BadPattern, Exclusion

    try:
        return Exclusion(patterns, bases)
    except BadPattern as bad:
        raise Refusal(
            f"{place_in(file, 'exclude', bad.number)}: `{patterns[bad.number]}` is not a pattern",
            "Write it as in a .gitignore: drafts/, *.old.md, /plans/left/*",
        ) from None


def refuse_private(path: Path, workspace: Workspace) -> frozenset[Identity]:
    """Let nobody take a private note for a plan, whatever the path that leads to it; the folders that this is about. Raises Refusal."""
    closed = _closed_around(path, workspace)
    if leads_into(path, closed):
        raise Refusal(
            f"{shown(path)} is a place for private notes",
            "Only `cap private`, and the manager's own `cap agenda` and `cap prep`, read those; plans need a folder of their own.",
        )
    return closed


def _closed_around(path: Path, workspace: Workspace) -> frozenset[Identity]:
    """The private folders of this workspace, and of the one that a path lies in."""
    closed = workspace.closed
    around = real(path)
    root, file, _ = find_root(around if around.is_dir() else around.parent)
    if file is not None and file != workspace.file:
        with contextlib.suppress(Refusal):  # what others have set up wrongly is theirs to mend
            closed |= open_workspace(start=root).closed
    return closed


def require_inside(path: Path) -> None:
    """Let no link take anybody out of a repository. Raises Refusal."""
    if leads_out(path):
        raise Refusal(
            f"{shown(path)} {_LEADS_OUT}: to {shown(real(path))}", "If that is what you want, give the path of the file itself."
        )


def require_trusted(path: Path, workspace: Workspace) -> None:
    """Let nothing be written where the settings lead without being trusted, though the path was typed. Raises Refusal."""
    for key, folder in workspace.untrusted:
        if real(path).is_relative_to(folder):
            raise Refusal(
                f"{shown(path)} is where `{key}` leads outside the repository", f"Trust that first: {workspace.how_to_trust}"
            )


_LEADS_OUT = "goes by a link out of its repository"
# A link is looked at before it is followed.
_NO_LINK = getattr(os, "O_NOFOLLOW", 0)


def read_bytes(path: str | Path) -> bytes:
    """What a file holds. Raises OSError, also for a pipe, a device, what is too large for a plan, or a link that leads out of its
    repository."""
    try:
        if not _NO_LINK and os.path.islink(path):  # noqa: PTH114
            raise OSError(errno.ELOOP, "")
        descriptor = os.open(path, READ | _NO_LINK)
    except OSError as error:
        if error.errno not in (errno.ELOOP, errno.EMLINK):
            raise
        if leads_out(Path(path)):
            raise OSError(errno.EPERM, f"it {_LEADS_OUT}", str(path)) from None
        descriptor = os.open(path, READ)
    try:
        return whole(descriptor, path)
    except IsADirectoryError:  # it could be listed, or it would have said why not
        raise OSError(errno.EISDIR, f"it is a folder in folders, more than {DEEPEST} deep", str(path)) from None
    finally:
        os.close(descriptor)


def read_file(path: Path) -> Reading:
    """Read one file; its findings are reported under the path as people would type it here. Raises Refusal."""
    from cap.plan.read import read

    try:
        return read(read_bytes(path), shown(path))
    except OSError as error:
        raise Unreadable(f"{shown(path)} cannot be read: {reason(error)}") from None


def no_plans(workspace: Workspace, call: str | None = None) -> Refusal:
    """What to say where there are no plans; `call` starts the one that is asked for."""
    if not workspace.is_set_up:
        return NotFound(workspace.nothing_found, "Go to the folder that holds your plans, or set one up: `cap init`.")
    folders = ", ".join(map(shown, workspace.plan_folders))
    if not folders:
        return Refusal("there is no folder of plans that may be used", f"Trust the one that is named: {workspace.how_to_trust}")
    return NotFound(f"there are no plans in {folders}", f"`{call or 'cap new alice'}` starts one.")


# ---- whose plan is meant


def resolve(typed: str, workspace: Workspace, *, exact: bool = False) -> Path:
    """The one plan that a name stands for. Raises Refusal, with the candidates.

    A path, the exact stem, a case-insensitive stem, a whole display name, then either of them without its accents. After that,
    unless it must be `exact` because something will be written or is private, a unique beginning of a stem, of a display name
    or of one of its words.
    """
    if typed.endswith(".md") or is_path(typed):
        path = Path(typed)
        refuse_private(path, workspace)
        require_inside(path)
        if exact:
            require_trusted(path, workspace)
        if path.is_file():
            return path
        if path.exists():
            raise Refusal(f"{typed} is not a file", "Name a person, or the path of one plan.")
        files: dict[str, Path] = {}
        with contextlib.suppress(Refusal):
            files |= {other.stem: other for other in plan_files(workspace)}
        guess = near(path.stem, files)
        raise NotFound(f"there is no file {typed}", f"Did you mean {shown(files[guess])}?" if guess else "")
    plans = plan_files(workspace)
    if not plans:
        raise no_plans(workspace, new_call(typed) if typed not in map(shown, workspace.plan_folders) else None)
    people = _People(plans)
    whole = next(filter(None, people.whole(typed)), [])
    if len(whole) == 1:
        return whole[0]
    found = whole or people.beginning(typed)
    if len(found) == 1 and not exact:
        return found[0]
    if whole or (found and not exact):
        raise Ambiguous(f"`{typed}` could be {people.in_words(found)}", "Type more of the name, or the path of the file.")
    if found:
        raise NotFound(
            f"`{typed}` is a part of a name, and here the whole of it is needed", f"Did you mean {people.in_words(found)}?"
        )
    guess = people.near(typed)
    call = new_call(typed)
    if guess:
        hint = f"Did you mean {guess}?"
    elif exact:
        hint = "Type the whole name; `cap list` shows them."
    else:
        hint = "`cap list` shows everyone" + (f"; `{call}` starts a plan." if call else ".")
    raise NotFound(f"there is no plan for `{typed}`", hint)


class _People:
    """Plans by what people call them. Names are read when the first one is asked for, because most calls need none."""

    def __init__(self, files: Sequence[Path]) -> None:
        self.files = files

    @cached_property
    def names(self) -> dict[Path, str]:
        """What everyone is called; nothing for a plan that cannot be read, which must not hide the others."""
        found: dict[Path, str] = {}
        for path in self.files:
            with contextlib.suppress(Refusal):
                plan = read_file(path).plan
                found[path] = plan.name if plan else ""
        return found

    def whole(self, typed: str) -> Iterator[list[Path]]:
        """Those whose file or who themselves are called what was typed, from the closest match to the farthest."""
        exactly, wanted = unicodedata.normalize("NFC", typed), folded(typed)
        yield [path for path in self.files if unicodedata.normalize("NFC", path.stem) == exactly]
        yield [path for path in self.files if folded(path.stem) == wanted]
        yield [path for path, name in self.names.items() if folded(name) == wanted]
        wanted = unaccented(typed)
        yield [path for path in self.files if wanted in (unaccented(path.stem), unaccented(self.names.get(path, "")))]

    def beginning(self, typed: str) -> list[Path]:
        """Those whose file's name, or whose own name, begins with what was typed, from its first word on or from a later one."""
        wanted = _divided(unaccented(typed))
        return [path for path in self.files if any(end.startswith(wanted) for end in self._ends(path))] if wanted else []

    def near(self, typed: str) -> str | None:
        """Whoever's file, or whose name or a part of it, is something like what was typed."""
        stems = {unaccented(path.stem): path for path in reversed(self.files)}
        if guess := near(unaccented(typed), stems):
            return f"`{stems[guess].stem}`"
        words = {word: path for path in reversed(self.files) for word in self._words(path)}
        return self.in_words([words[guess]]) if (guess := near(unaccented(typed), words)) else None

    def _ends(self, path: Path) -> Iterator[str]:
        """`van der berg`, `der berg` and `berg`: what the name in the plan, and that of the file, end with."""
        for name in (self.names.get(path, ""), path.stem):
            words = _divided(unaccented(name)).split()
            yield from (" ".join(words[start:]) for start in range(len(words)))
            yield unaccented(name)

    def _words(self, path: Path) -> list[str]:
        stem, name = unaccented(path.stem), unaccented(self.names.get(path, ""))
        return [*re.split(r"[-_.]", stem), stem, name, *name.split()]

    def in_words(self, found: Sequence[Path]) -> str:
        """Some people, the first few by file and name."""
        stems = [path.stem for path in found]
        texts = []
        for path in found:
            name = self.names.get(path, "")
            key = f"`{path.stem if stems.count(path.stem) == 1 else shown(path)}`"
            texts.append(f"{key} ({name})" if name and folded(name) != folded(path.stem) else key)
        return one_of(texts) if len(found) <= _LISTED else first_few(texts, _LISTED)


def _divided(name: str) -> str:
    """A name with blanks between its words, as `van-der-berg` is read."""
    return re.sub(r"[-_.\s]+", " ", name).strip()


def create(path: Path, text: str, mode: int = 0o666) -> None:
    """Write a new file, never over another; when it cannot be written whole, not at all. Raises Refusal."""
    create_raw(path, text.encode(), mode)


def create_raw(path: Path, raw: bytes, mode: int = 0o666) -> None:
    """`create` for bytes. Raises Refusal."""
    from cap.workspace.landing import put_new

    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        put_new(path, raw, mode)
    except FileExistsError as error:
        there = path if os.path.lexists(path) else Path(error.filename)
        raise AlreadyThere(f"{shown(there)} is there already", "Nothing was written over it.") from None
    except OSError as error:
        raise Refusal(f"{shown(path)} cannot be written: {reason(error)}") from None
