"""What git still holds of a file that is gone, and the commands that take it out of every commit. They are printed, and run by nobody
but the people who decide it."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from cap.home import user_data
from cap.refusal import Refusal
from cap.text.shell import for_shell
from cap.text.wording import count, first_few
from cap.workspace import git
from cap.workspace.paths import real, shown

_ROOT = "$(git rev-list --max-parents=0 HEAD | sort | head -n 1 | cut -c 1-8)"


class Held(NamedTuple):
    """What git holds of a file: the work tree; the file's names in it, today's first; in how many commits it changed, None where git does
    not say; whether it is tracked by now; where the repository is kept too; its other work trees; and what git alone takes for a name of it."""

    tree: Path
    names: Sequence[str]
    commits: int | None
    tracked: bool
    remotes: Sequence[str]
    others: Sequence[Path]
    likely: Sequence[str] = ()

    @property
    def anything(self) -> bool:
        return self.tracked or self.commits != 0


def held(file: Path, former: Sequence[str] = (), likely: Sequence[str] = ()) -> Held | None:
    """What git holds of a file, there or not any more, and of the names that it had; None outside of every repository."""
    tree = git.work_tree(file.parent)
    if tree is None:
        return None
    names = tuple(dict.fromkeys([real(file).relative_to(real(tree)).as_posix(), *former]))
    return Held(
        tree, names, git.commits_with(tree, names), bool(git.tracked(file)), git.remotes(tree), git.linked_trees(tree), likely
    )


def in_words(found: Held | None, file: Path) -> Iterator[str]:
    """Say plainly what of a file is still there, a sentence a line."""
    if found is None:
        yield f"{shown(file)} lay in no repository, so no history holds it; backups may."
        return
    if not found.anything:
        yield "git never held it, so no history does; backups may."
        return
    named = f"`{found.names[0]}`" + (
        f" (once {first_few([f'`{name}`' for name in found.names[1:]], 3)})" if found.names[1:] else ""
    )
    if found.commits is None:
        yield f"git does not say how many of its commits hold {named}. Take it that they do."
    elif found.commits:
        commits = "1 commit holds" if found.commits == 1 else f"{found.commits} commits hold"
        yield f"git still holds it: {commits} a version of {named}, for everyone who has the repository."
    else:
        yield f"git was told of {named}, and no commit holds it yet."
    if found.remotes:
        yield f"It is kept elsewhere too: {first_few(found.remotes, 3)}, and every clone, fork and backup of that."
    if found.others:
        yield f"{count(len(found.others), 'more work tree')} of it may still have the file: {first_few([shown(one) for one in found.others], 3)}."


def commands(found: Held | None, key: str, *, stays: bool = False) -> Iterator[str]:
    """The lines to type that take a file out of history, with comments; none where no history holds it.

    The commit before it names nobody, for its message stays. A file that `stays` is put back as it is by then.
    """
    if found is None or not found.anything:
        return
    tree, path = for_shell(str(found.tree)), for_shell(found.names[0])
    yield f"cd {tree}"
    if found.commits == 0:
        yield f"git rm -q --cached --ignore-unmatch -- {path}"
        yield "# what was added and never committed lies there until this"
        yield "git gc --prune=now"
        return
    yield "# git filter-repo does not come with git: pipx install git-filter-repo"
    for name in found.likely:
        yield f"# git takes {for_shell(name)} for an earlier name of it. If that was theirs, add below: --path {for_shell(name)}"
    yield "# what is not committed would be lost below"
    yield "git commit -a -m 'Plans as they are now'"
    what = " ".join(f"--path {for_shell(name)}" for name in found.names)
    if found.remotes:
        yield from _at_the_host(found, key, what, stays=stays)
        return
    aside = for_shell(f".git/{key}-now.md")
    yield from [f"cp {path} {aside}"] if stays else []
    yield f"git filter-repo --force --invert-paths {what}"
    yield from _back(found, aside) if stays else []
    yield from _notes_move(found, key)


def _at_the_host(found: Held, key: str, what: str, *, stays: bool) -> Iterator[str]:
    """A fresh copy of what the host has is purged, and takes the host's place; then one's own clone is made anew."""
    tree, old, copy = (for_shell(text) for text in (str(found.tree), f"{found.tree}-old", f"without-{key}.git"))
    remote, path = for_shell(found.remotes[0]), for_shell(found.names[0])
    yield "# what only you have would be lost, too"
    yield f"git push --all {remote}"
    # each of these folders lies beside the others, so that a path to the host that begins with `..` leads there from all of them
    yield f'git clone --mirror "$(git remote get-url {remote})" ../{copy} && cd ../{copy}'
    yield f"git filter-repo --invert-paths {what}"
    yield "# from here on the history is another one, for everybody"
    yield f'git push --mirror "$(git -C {tree} remote get-url {remote})"'
    yield f'mv {tree} {old} && cd {old} && git clone "$(git remote get-url {remote})" {tree} && cd {tree}'
    yield f'git remote set-url origin "$(git -C {old} remote get-url {remote})"'
    if stays:
        yield from (*_back(found, f"{old}/{path}"), f"git push {remote}")
    yield from _notes_move(found, key)
    yield "# once you have seen that all is there"
    yield f"rm -rf {old} ../{copy}"


def _back(found: Held, place: str) -> Iterator[str]:
    path = for_shell(found.names[0])
    above = for_shell(found.names[0].rpartition("/")[0] or ".")
    yield f"mkdir -p {above} && cp {place} {path} && git add {path} && git commit -m {for_shell('A plan as it is now')}"


def _notes_move(found: Held, key: str) -> Iterator[str]:
    """Private notes lie in a folder that is named after the first commit, which becomes another one where it held the file."""
    own = user_data()
    first = None
    with contextlib.suppress(Refusal):  # a shallow clone, say, in which no notes are found either
        first = git.first_commit(found.tree)
    folder = own / f"{found.tree.name}-{first[:8]}" if own and first else None
    there = folder.rglob("*") if folder is not None and folder.is_dir() else ()
    if own is not None and folder is not None and any(file.is_file() and file.stem != key for file in there):
        begin = for_shell(str(own / f"{found.tree.name}-"))
        yield "# private notes are named after the first commit; if that is another one now, those on others move with it"
        yield f"mv {for_shell(str(folder))} {begin}{_ROOT}"


def afterwards(found: Held | None, names: Sequence[str]) -> Iterator[str]:
    """Say what no command here can do, a sentence a line. `names` are what commits may call the person."""
    if found is not None and found.commits != 0:
        told: list[str] = []
        for name in sorted(names, key=len):  # what finds `Noor` finds `Noor Haddad`
            told += [] if any(part.casefold() in name.casefold() for part in told) else [name]
        wanted = " ".join(f"--grep={for_shell(name)}" for name in told)
        yield f"What the messages of commits say of them stays: git log --all -i -F {wanted}"
        yield "Everyone else deletes their clone and makes a new one: an old one that pushes brings it all back."
        if found.remotes:
            yield "Forks, open pull requests and the caches of a host keep it until those who run it clear them."
    yield "Backups, other plans that name them, and pages and mails that were made of it are where they were."
