"""One exception for what cannot be done; callers tell its kinds apart, and every one says the way out."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cap.edit.apply import Put, apply
from cap.edit.changes.done import close
from cap.plan.read import read
from cap.refusal import AlreadyThere, Ambiguous, ChangedMeanwhile, EditBlocked, NotFound, Refusal, Unreadable, reason, refusal_of
from cap.text.wording import first_few
from cap.workspace.settings import Settings, Workspace
from cap.workspace.store import create, read_file, resolve
from cap.workspace.writing import update

PLAN = b"---\nname: Ada\nsupport:\n  - need: A room\n  - need: A desk\n---\n"


def close_item(typed: str) -> None:
    close(read(PLAN), typed, today=date(2026, 11, 22))


def overtaken(path: Path) -> None:
    """A change during which somebody else saves the file."""

    def change(_: bytes) -> bytes:
        path.write_bytes(PLAN + b"Theirs\n")
        return PLAN + b"Ours\n"

    update(path, change)


REQUESTS: dict[str, tuple[type[Refusal], Callable[[Path, Workspace], object]]] = {
    "nobody of that name": (NotFound, lambda folder, workspace: resolve("zoe", workspace)),
    "no such file": (NotFound, lambda folder, workspace: resolve(str(folder / "zoe.md"), workspace)),
    "no such settings": (NotFound, lambda folder, workspace: update(folder / "zoe.md", lambda raw: raw)),
    "no such item": (NotFound, lambda folder, workspace: close_item("A chair")),
    "two people": (Ambiguous, lambda folder, workspace: resolve("a", workspace)),
    "two items": (Ambiguous, lambda folder, workspace: close_item("A")),
    "a file is there": (AlreadyThere, lambda folder, workspace: create(folder / "plans" / "ada.md", "")),
    "saved meanwhile": (ChangedMeanwhile, lambda folder, workspace: overtaken(folder / "plans" / "ada.md")),
    "a folder": (Unreadable, lambda folder, workspace: read_file(folder / "plans")),
    "no front matter": (EditBlocked, lambda folder, workspace: apply(b"Only text.\n", [Put(("stage",), "agreed")])),
}


@pytest.mark.parametrize(("kind", "request_of"), REQUESTS.values(), ids=REQUESTS)
def test_callers_tell_apart_what_cannot_be_done(
    kind: type[Refusal], request_of: Callable[[Path, Workspace], object], tmp_path: Path
) -> None:
    (tmp_path / "plans").mkdir()
    for name in ("ada", "alan"):
        (tmp_path / "plans" / f"{name}.md").write_bytes(PLAN)
    with pytest.raises(Refusal) as caught:
        request_of(tmp_path, Workspace(tmp_path, Settings(), None))
    assert type(caught.value) is kind


def test_a_refusal_reads_as_sentences() -> None:
    assert str(Refusal("there is no Ada", "Try again.")) == "there is no Ada. Try again."
    assert str(Refusal("whose plan?", "Type a name.")) == "whose plan? Type a name."
    assert str(Refusal("there is no Ada")) == "there is no Ada"


def test_the_system_s_reasons_are_words(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError) as caught:
        (tmp_path / "ada.md").read_bytes()
    assert reason(caught.value) == "no such file or directory"
    assert refusal_of(caught.value).message == f"{tmp_path / 'ada.md'}: no such file or directory"
    assert reason(NotImplementedError("No locks here")) == "no locks here"


@given(st.lists(st.text("abc", min_size=1), max_size=12), st.integers(1, 12))
def test_no_word_is_lost_where_only_the_first_few_are_named(words: list[str], most: int) -> None:
    text = first_few(words, most)
    if len(words) <= most:
        assert text == ", ".join(words)
    else:
        named, _, more = text.rpartition(" and ")
        assert named == ", ".join(words[:most]) and more == f"{len(words) - most} more"
