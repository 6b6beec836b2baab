"""What is said of private notes that a repository holds, or may come to hold."""

from __future__ import annotations

import pytest

from cap.lint.rules.privacy import leaked


@pytest.mark.parametrize(
    ("tracked", "exposed", "paths"),
    [([], None, []), ([], "notes", ["notes"]), (["notes/a.md", "notes/b.md"], "notes", ["notes/a.md", "notes/b.md"])],
)
def test_a_note_that_git_has_is_named_and_else_the_folder_that_it_could_take(
    tracked: list[str], exposed: str | None, paths: list[str]
) -> None:
    found = list(leaked(tracked, exposed))
    assert [path for path, _, _ in found] == paths
    for path, message, hint in found:
        if tracked:
            assert message.startswith("git tracks this private note:") and hint.startswith(f"Run `git rm --cached -- {path}`,")
        else:
            assert message.startswith("the private notes lie inside the work tree,")
            assert hint == "Take `private:` out of cap.yaml, so that the notes lie outside, or name the folder in .gitignore."
