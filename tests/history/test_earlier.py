"""A plan as it was when its last talk was over, however late that was written down, and whatever the file was called then."""

from __future__ import annotations

from datetime import date

from cap.plan.read import read
from cap.workspace.earlier import Earlier, Wanted, at_talks
from tests.history.conftest import Repository

TALK = date(2026, 3, 2)


def plan(role: str, *talks: date, name: str = "Ada Obi") -> str:
    held = "".join(f"\n  - {{date: {talk}}}" for talk in talks)
    return f"---\nname: {name}\nrole: {role}\nconversations:{held}\n---\n\n" + "A line of the story, as long as a line is.\n" * 20


def at(repository: Repository, *names: str) -> list[str]:
    wanted = [Wanted(name, TALK, read((repository.root / name).read_bytes())) for name in names]
    return [_role(found) for found in at_talks(repository.root, wanted)]


def _role(found: Earlier | None) -> str:
    return found.reading.plan.role or "" if found and found.reading and found.reading.plan else "nothing"


def lived(repository: Repository, *versions: tuple[str, str]) -> None:
    for day, text in versions:
        repository.write("plans/ada.md", text)
        repository.commit(day)


def test_it_is_the_end_of_that_day(repository: Repository) -> None:
    lived(
        repository,
        ("2026-02-01", plan("before")),
        ("2026-03-02", plan("in the morning", TALK)),
        ("2026-03-02", plan("in the evening", TALK)),
        ("2026-03-03", plan("after", TALK)),
    )
    assert at(repository, "plans/ada.md") == ["in the evening"]


def test_a_talk_that_was_written_down_later_begins_there(repository: Repository) -> None:
    days = [f"2026-03-{day:02}" for day in range(3, 20)]
    lived(
        repository, ("2026-02-01", plan("before")), *((day, plan(day, *([TALK] if day >= "2026-03-09" else []))) for day in days)
    )
    assert at(repository, "plans/ada.md") == ["2026-03-09"]


def test_a_talk_that_no_commit_knows_begins_with_what_was_there_before_it(repository: Repository) -> None:
    lived(repository, ("2026-02-01", plan("before")), ("2026-03-05", plan("after")))
    repository.write("plans/ada.md", plan("now", TALK))
    assert at(repository, "plans/ada.md") == ["before"]


def test_git_that_began_later_begins_with_its_first(repository: Repository) -> None:
    lived(repository, ("2026-04-01", plan("first", TALK)), ("2026-04-05", plan("second", TALK)))
    assert at(repository, "plans/ada.md") == ["first"]
    repository.write("plans/new.md", plan("never committed", TALK))
    assert at(repository, "plans/new.md") == ["nothing"]


def test_files_that_were_called_otherwise_one_and_many(repository: Repository) -> None:
    for day, talks in (("2026-02-01", []), ("2026-03-02", [TALK]), ("2026-03-20", [TALK])):
        repository.write("plans/ada.md", plan(f"Ada {day}", *talks))
        repository.write("plans/bo.md", plan(f"Bo {day}", *talks, name="Bo Ek"))
        repository.commit(day)
    repository.git("mv", "plans", "people")
    repository.commit("2026-04-01")
    repository.write("people/cy.md", plan("Cy", TALK, name="Cy Lee"))
    repository.commit("2026-04-02")
    assert at(repository, "people/ada.md") == ["Ada 2026-03-02"]
    assert at(repository, "people/ada.md", "people/bo.md", "people/cy.md") == ["Ada 2026-03-02", "Bo 2026-03-02", "Cy"]


def test_what_cannot_be_read_is_not_taken_for_a_plan(repository: Repository) -> None:
    lived(repository, ("2026-03-02", "---\nname: [\n---\n"), ("2026-03-05", plan("after")))
    assert at(repository, "plans/ada.md") == ["nothing"]
