"""Which of the files that git holds count as plans, there or not any more."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from cap.workspace.paths import real
from cap.workspace.settings import Workspace
from cap.workspace.store import exclusion_of


class Counting:
    """Which files of a commit would count as plans of the workspace, were they on the disk."""

    def __init__(self, tree: Path, workspace: Workspace, only: Path | None) -> None:
        folders = [real(only).parent] if only else [real(folder) for folder in workspace.plan_folders]
        self.tree, self.exclusion = tree, None if only else exclusion_of(workspace)
        self.folders = self._below(folders)
        self.closed = self._below([real(folder) for folder in workspace.private_folders])

    def _below(self, folders: Sequence[Path]) -> list[tuple[str, ...]]:
        return [_folded(folder.relative_to(self.tree).parts) for folder in folders if folder.is_relative_to(self.tree)]

    def plans(self, files: Mapping[str, str]) -> dict[str, str]:
        return {name: blob for name, blob in files.items() if name.endswith(".md") and self._counts(name)}

    def _counts(self, name: str) -> bool:
        parts = _folded(name.split("/"))
        around = next((above for above in self.folders if parts[: len(above)] == above), None)
        return (
            around is not None
            and parts[-1] != "readme.md"
            and not any(part.startswith(".") for part in parts[len(around) :])
            and not any(parts[: len(above)] == above for above in self.closed)
            and not (self.exclusion and self.exclusion.leaves_out(self.tree / name))
        )


def _folded(parts: Sequence[str]) -> tuple[str, ...]:
    return tuple(part.casefold() for part in parts)
