"""`cap lint --show-settings`: the settings in force, as a `cap.yaml` that says the same."""

from collections.abc import Iterator, Mapping

import msgspec

from cap.edit.scalars import scalar
from cap.text.escapes import commandless, json_text, visible
from cap.workspace.paths import shown
from cap.workspace.settings import Settings, Workspace


def in_force(workspace: Workspace) -> Iterator[str]:
    """Write the settings as lines of YAML, each default marked as one."""
    yield f"# from {visible(shown(workspace.file))}" if workspace.file else "# there is no cap.yaml: these are the defaults"
    yield from _lines(msgspec.to_builtins(workspace.settings), msgspec.to_builtins(Settings()), "")


def _lines(values: Mapping[str, object], defaults: Mapping[str, object], indent: str) -> Iterator[str]:
    for key, value in values.items():
        default = defaults.get(key)
        if isinstance(value, dict) and value:
            yield f"{indent}{key}:"
            yield from _lines(value, default if isinstance(default, dict) else {}, indent + "  ")
        else:
            yield f"{indent}{key}: {_written(value)}".rstrip() + ("  # default" if value == default else "")


def _written(value: object) -> str:
    if isinstance(value, list) and len(value) == 1:
        value = value[0]
    if value is None:
        return ""
    if isinstance(value, str) and value.isprintable() and commandless(value) == value:
        return scalar(value, flow=False)[0]
    return json_text(value)  # which YAML reads, too
