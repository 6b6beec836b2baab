"""What is private and where others get to read it: the facts for the rule `private-in-repo`. No note is opened for them."""

from __future__ import annotations

from pathlib import Path

from cap.home import at_home, user_data
from cap.lint.rules import privacy
from cap.plan.problem import Problem, Span, problem_at
from cap.workspace import git
from cap.workspace.paths import shown
from cap.workspace.settings import Workspace


def leaks(workspace: Workspace) -> list[Problem]:
    """What the rule `private-in-repo` finds: private notes, and pages for the manager alone, that a repository holds, or could come to
    hold with the next commit."""
    own = user_data()
    inside = workspace.settings.private or (own and git.work_tree(own))
    notes: list[Problem] = []
    if inside and not workspace.private_elsewhere:
        from cap.workspace.private import private_folder

        notes = leaks_in(private_folder(workspace), workspace)
    places = (workspace.root, *workspace.plan_folders)
    trees = dict.fromkeys(tree for place in places if (tree := git.work_tree(place)))
    marked = [line for tree in trees for line in git.lines_like(tree, *privacy.MARKS)]
    pages = dict.fromkeys(shown(line.file) for line in marked if privacy.is_mark(line.number, line.text))
    return notes + [_problem(*found) for found in privacy.misplaced([*pages])]


def leaks_in(folder: Path, workspace: Workspace, *files: Path) -> list[Problem]:
    """The findings about a folder of notes; `files` are notes that are to be written there."""
    tree = git.work_tree(folder)
    if tree is None:
        return []
    private = workspace.settings.private
    named = workspace.root / (at_home(private) or folder) if private else folder
    tracked = [shown(path) for place in dict.fromkeys((named, folder)) for path in git.tracked(place)]
    exposed = git.up_for_commit(folder, *files)
    outside = f"Name a folder outside {tree} as `private:` in cap.yaml, or name this one in .gitignore."
    return [
        _problem(path, message, hint if private or tracked else outside)
        for path, message, hint in privacy.leaked([*dict.fromkeys(tracked)], shown(exposed) if exposed else None)
    ]


def _problem(path: str, message: str, hint: str) -> Problem:
    rule = privacy.private_in_repo
    return problem_at(path, Span(1, 1, 1, 1), rule.id, message, hint, level=rule.level)
