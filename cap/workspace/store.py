"""The plans on disk: list them, resolve a name to one, read them, create one without ever overwriting another."""

from __future__ import annotations

import os
import re
import unicodedata
from collections.abc import Iterator, Sequence
from fnmatch import fnmatch
from pathlib import Path
from typing import TYPE_CHECKING

from cap.text.wording import near, one_of
from cap.workspace.paths import markdown_below, shown
from cap.workspace.refusal import Refusal
from cap.workspace.settings import Workspace

if TYPE_CHECKING:
    from cap.plan.read import Reading

_NAME = re.compile(r"[a-z](?:[a-z_-]|\.(?!\.))*(?<!\.)")  # with every letter, digit and mark as an `a`
_LONGEST = 200  # bytes
_DEVICES = frozenset({"con", "prn", "aux", "nul", *(f"{port}{i}" for port in ("com", "lpt") for i in range(1, 10))})


def plan_files(workspace: Workspace) -> list[Path]:
    """Every plan of a workspace, in order of name. Raises Refusal when a folder that the settings name is not there."""
    files: list[Path] = []
    for folder in workspace.plan_folders:
        if folder.is_dir():
            files += files_below(Path(shown(folder)), workspace)
        elif workspace.file is not None:
            raise Refusal(f"there is no folder {shown(folder)}", f"{shown(workspace.file)} names it under `plans:`.")
    return files


def files_below(folder: Path, workspace: Workspace) -> list[Path]:
    """Every `*.md` below a folder but `README.md`, what lies in hidden folders, and what the settings exclude."""
    return [path for path in markdown_below(folder) if not is_excluded(path, workspace)]


def is_excluded(path: Path, workspace: Workspace) -> bool:
    """Whether one of the settings' globs matches the path below the root, or its name."""
    if not workspace.settings.exclude:
        return False
    relative = Path(os.path.relpath(path, workspace.root)).as_posix()
    return any(fnmatch(relative, glob) or fnmatch(path.name, glob) for glob in workspace.settings.exclude)


def read_file(path: Path) -> Reading:
    """Read one file; its findings are reported under the path as people would type it here. Raises Refusal."""
    from cap.plan.read import read

    try:
        return read(path.read_bytes(), shown(path))
    except OSError as error:
        raise Refusal(f"{shown(path)} cannot be read: {(error.strerror or str(error)).lower()}") from None


def resolve(typed: str, workspace: Workspace, *, exact: bool = False) -> Path:
    """The one plan that a name stands for. Raises Refusal, with the candidates.

    A path, the exact stem, a case-insensitive stem; then, unless it must be `exact` because something will be written, a
    unique beginning of a stem or of a word of a display name. A write takes a whole display name instead.
    """
    if typed.endswith(".md") or os.sep in typed:
        path = Path(typed)
        if path.is_file():
            return path
        raise Refusal(f"there is no file {typed}")
    files = plan_files(workspace)
    if not files:
        folder = ", ".join(shown(folder) for folder in workspace.plan_folders)
        raise Refusal(f"there are no plans in {folder} yet", f"`cap new {typed}` starts one.")
    wanted = folded(typed)
    exactly = unicodedata.normalize("NFC", typed)
    for attempt in (
        (path for path in files if unicodedata.normalize("NFC", path.stem) == exactly),
        (path for path in files if folded(path.stem) == wanted),
        _by_name(files, wanted, exact),  # reads plans, so it comes last
    ):
        matches = list(attempt)
        if len(matches) == 1:
            return matches[0]
        if matches:
            raise Refusal(
                f"`{typed}` could be {one_of([shown(path) for path in matches[:8]])}",
                "Type more of the name, or the path of the file.",
            )
    guess = near(typed, [path.stem for path in files])
    if guess:
        hint = f"Did you mean `{guess}`?"
    elif exact:
        hint = "To change a plan, type its whole name; `cap list` shows them."
    else:
        hint = f"`cap list` shows everyone; `cap new {typed}` starts a plan."
    raise Refusal(f"there is no plan for `{typed}`", hint)


def _by_name(files: Sequence[Path], wanted: str, exact: bool) -> Iterator[Path]:
    for path in files:
        if not exact and folded(path.stem).startswith(wanted):
            yield path
            continue
        try:
            plan = read_file(path).plan
        except Refusal:
            continue  # one file that cannot be opened must not hide the others
        name = folded(plan.name) if plan else ""
        if name == wanted or (not exact and any(word.startswith(wanted) for word in name.split())):
            yield path


def folded(text: str) -> str:
    """A name as it is compared: neither case nor the way in which accents are stored counts."""
    return unicodedata.normalize("NFC", text).casefold()


def new_path(name: str, workspace: Workspace) -> Path:
    """Where the plan of a new person goes; `name` may end in `.md`. Raises Refusal when the name cannot be a file's."""
    if not workspace.plan_folders:
        raise Refusal("there is no folder for plans", "Name one in cap.yaml: `plans: plans`.")
    stem = unicodedata.normalize("NFC", name).removesuffix(".md")
    if _is_reserved(stem):
        raise Refusal(f"`{name}` cannot be the name of a plan", "Some computers, or `cap` itself, take it for something else.")
    if not _fits_a_file(stem):
        key = key_of(Path(stem).name)
        hint = "A file's name is made of letters, digits, `-`, `_` and `.`, and starts with a letter or a digit."
        if _fits_a_file(key) and not _is_reserved(key):
            import shlex

            hint += f" Try: cap new {key}" + (f" --name {shlex.quote(stem)}" if " " in stem else "")
        raise Refusal(f"`{name}` cannot be the name of a plan", hint)
    return workspace.plan_folders[0] / f"{stem}.md"


def _fits_a_file(stem: str) -> bool:
    """Whether a name is made of what is safe in a file's name everywhere."""
    # marks are the vowels of many scripts; `\w` knows letters and digits only
    letters = "".join("a" if unicodedata.category(character)[0] in "LNM" else character for character in stem)
    short = len(stem.encode(errors="replace")) <= _LONGEST
    return bool(_NAME.fullmatch(letters)) and unicodedata.category(stem[0])[0] != "M" and short


def _is_reserved(stem: str) -> bool:
    return stem.split(".")[0].lower() in _DEVICES or stem.lower() == "readme"


def key_of(name: str) -> str:
    """A display name as the name of a file: `Grace Adeyemi` → `grace-adeyemi`. Not every name gives one that fits."""
    kept = (character if unicodedata.category(character)[0] in "LNM" else "-" for character in unicodedata.normalize("NFC", name))
    return re.sub("-+", "-", "".join(kept)).strip("-").lower()


def taken(workspace: Workspace) -> dict[str, Path]:
    """The names that are not free, folded, each with the file that has it: plans in any folder, and all else where new ones go."""
    files = [path for folder in workspace.plan_folders if folder.is_dir() for path in files_below(folder, workspace)]
    if workspace.plan_folders and workspace.plan_folders[0].is_dir():
        files += workspace.plan_folders[0].glob("*.md")
    return {folded(path.stem): path for path in files}


def create(path: Path, text: str) -> None:
    """Write a new file, never over another; when it cannot be written whole, not at all. Raises Refusal."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("xb") as file:
            try:
                file.write(text.encode())
                file.flush()
                os.fsync(file.fileno())
            except BaseException:
                path.unlink()
                raise
    except FileExistsError as error:
        raise Refusal(f"{shown(Path(error.filename))} is there already", "Nothing was written over it.") from None
    except OSError as error:
        raise Refusal(f"{shown(path)} cannot be written: {(error.strerror or str(error)).lower()}") from None
