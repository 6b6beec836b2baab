"""What the person wrote before a talk, taken in: sentences onto the list of topics, and their own numbers sealed on the private side."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import NamedTuple

from cap.agenda.prep_mail import five_kinds, prep_mail
from cap.agenda.prep_sheet import prep
from cap.agenda.readback import Head, undone
from cap.agenda.readback.guard import require_kind, require_nothing_private, require_persons
from cap.agenda.readback.meaning import Prepared
from cap.agenda.readback.own_ratings import OwnRating
from cap.agenda.readback.prepared import head_in, read_prepared
from cap.agenda.readback.reply import reply_in
from cap.cli import terminal
from cap.cli.changing import by_hand
from cap.cli.common import opened, who_can_read
from cap.cli.incoming import agree_to_write, page_from
from cap.cli.log.unsaved import keeping
from cap.cli.preparing import Given, options_for
from cap.edit.apply import require_editable
from cap.edit.changes.answer import Written
from cap.edit.changes.change import plan_of, require_plan
from cap.edit.changes.prep import add_topics, on_the_list
from cap.edit.edits import Append
from cap.mail.incoming import LARGEST, Came, came_in
from cap.plan.read import Reading, read
from cap.plan.standing import last_talk, short_name, whose
from cap.refusal import EditBlocked, Refusal
from cap.text.escapes import utf8
from cap.text.shell import for_shell
from cap.text.wording import brief, count, folded
from cap.workspace.examples import without_examples
from cap.workspace.kept import Draft, forget
from cap.workspace.paths import shown
from cap.workspace.private import notes_for_manager
from cap.workspace.sealed import Sealed, keep_sealed, sealed
from cap.workspace.settings import Workspace
from cap.workspace.store import read_file, resolve
from cap.workspace.writing import require_writable, update_plan

MOST = 40  # topics of one answer


class _Answer(NamedTuple):
    """What an answer comes to: see Prepared; `sealed` are the ratings that wait for the talk, without those that are known; `again`: the talk
    was held meanwhile."""

    topics: list[tuple[str, str]]
    sealed: list[Sealed]
    doubts: list[str]
    left: list[str]
    again: bool


def read_in(given: Given) -> None:
    """Read what came back, show what changes, and write it. Raises Refusal, with nothing changed."""
    assert given.read is not None
    if given.output is not None or given.format != "md":
        raise Refusal("--read takes an answer in, and --format and -o make a page", "Choose one of them.")
    workspace, today = opened(given.config, given.today)
    path = resolve(given.name, workspace, exact=True)
    require_writable(path, workspace.plan_folders)
    reading = read_file(path)
    require_plan(reading)
    raw, name = page_from(given.read, LARGEST)
    kept = raw.decode("utf-8", errors="surrogateescape") if given.read == "-" and len(raw) <= LARGEST else ""
    with keeping(Draft(f"{path.stem}-prep.txt", kept), {}, dry_run=given.dry_run):
        came = came_in(raw, name)
        answer = _answer(came, name, workspace, path, reading, today)
        _write_down(given, workspace, path, answer, today)
    if not given.dry_run and given.read != "-":
        forget(Path(given.read))  # if it was kept until now


def _answer(came: Came, name: str, workspace: Workspace, path: Path, reading: Reading, today: date) -> _Answer:
    """Understand what came in. Raises Refusal for what is no answer of this person's."""
    plan, who = plan_of(reading), short_name(plan_of(reading))
    found = Prepared([], [], [])
    head = None
    for text in came.texts:
        head = _head(text, name, path, reading) or head
    held = head is not None and (last := last_talk(plan)) is not None and last >= head.day
    options = options_for(workspace, path, head.day if head else today, "person")
    again, kinds = [prep_mail(reading, options).text, prep(reading, options)], five_kinds(reading, options)
    for text in came.texts:
        one = read_prepared(text, plan, again, kinds)
        found = Prepared(found.topics + one.topics, found.ratings + one.ratings, found.left + one.left)
    if head is None:
        terminal.say(f"{name} does not say whose answer it is; it is read as {who}’s.")
    topics = list(dict.fromkeys((said.words, said.note) for said in found.topics))
    if len(topics) > MOST:
        raise Refusal(f"{name} would make {len(topics)} topics, and no talk holds so many", "Is it the answer to `cap prep`?")
    words = "\n".join([*(text for text, _ in topics), *(one.words for one in found.ratings)])
    require_nothing_private(words, notes_for_manager(workspace, path))
    doubts = list(came.unread)
    ratings = [] if held else _not_known(found.ratings, workspace, path, reading, today, again=head is None)
    if found.ratings and held:
        doubts.append("that talk was held already, so the numbers in it were left out: cap rate records one")
    for rating in ratings:
        if not rating.number:
            about = f"for “{brief(rating.skill, 60)}”" if rating.skill else "for the skills"
            doubts.append(f"what was written {about} is no single number from 1 to 10; it is sealed in its words")
    return _Answer(topics, ratings, doubts, found.left, held)


def _head(text: str, name: str, path: Path, reading: Reading) -> Head | None:
    """What a text says of itself, if it can be an answer of this person's. Raises Refusal."""
    require_persons(undone(text), name)
    head = head_in(text)
    if head is not None and folded(head.key) != folded(utf8(path.stem)):
        raise Refusal(
            f"{name} is about {head.key}, and not about {path.stem}", "Nothing was written. Name the person it is about."
        )
    if head is not None:
        require_kind(head, "prep", name)
    elif (reply := reply_in(text, reading)) is not None:
        raise Refusal(
            f"{name} is a reply about the talk of {reply.day}", f"It is read by: cap log {for_shell(path.stem)} --read FILE"
        )
    return head


def _not_known(
    ratings: list[OwnRating], workspace: Workspace, path: Path, reading: Reading, today: date, *, again: bool
) -> list[Sealed]:
    """The ratings that are not sealed already; nor, where nobody can tell whether an answer was read before, the person's last in the plan."""
    there = {one[1:] for _, one in sealed(workspace, path)}
    for skill in plan_of(reading).skills if again else ():
        own = [entry for entry in skill.ratings if whose(plan_of(reading), entry.by) == "person"]
        there |= {(skill.skill, entry.rating, entry.evidence or "") for entry in own[-1:]}
    return [Sealed(today, *one) for one in dict.fromkeys(ratings) if tuple(one) not in there]


def _write_down(given: Given, workspace: Workspace, path: Path, answer: _Answer, today: date) -> None:
    """Say what changes, have it agreed to, and write it: the topics as one change of the plan, the numbers on the private side."""
    before, stem = read_file(path).raw, path.stem
    made = _written(before, workspace, path, answer, today)
    who = short_name(plan_of(made.reading))
    known = sum(on_the_list(read(before, shown(path)), words, again=answer.again) for words, _ in answer.topics)
    lines = [*made.said]
    if answer.sealed:
        lines.append(f"{count(len(answer.sealed), 'rating')} of {who}’s own, to be sealed until the talk")
    terminal.say_about(stem, lines)
    for doubt in (*answer.doubts, *(f"{wish.words}: {refusal.message}" for wish, refusal in made.misfits)):
        terminal.say(f"  in doubt: {doubt}")
    if answer.left:
        terminal.say(f"  left out, as no answer: {', '.join(f'“{brief(one, 60)}”' for one in answer.left[:20])}")
    if not lines:
        what = "all of it is known already" if known or answer.sealed else "there is no answer in it"
        terminal.say(f"{stem}: {what}; nothing was changed.")
        return
    shown_diff = terminal.diff(utf8(shown(path)), before, made.reading.raw, terminal.painter(error=not given.dry_run))
    if given.dry_run:
        terminal.put(shown_diff)
        terminal.say(f"{stem}: nothing was written.")
        return
    if not given.yes:
        terminal.show(shown_diff)
        agree_to_write(no_input=given.no_input)
    kept = keep_sealed(workspace, path, answer.sealed) if answer.sealed else None
    if made.reading.raw != before:
        update_plan(
            path,
            lambda raw: made.reading.raw if raw == before else _written(raw, workspace, path, answer, today).reading.raw,
            workspace.plan_folders,
            lambda: f"what {who} wrote before the talk was put on the list of topics",
            told=kept.marks if kept else (),
        )
        terminal.say(f"{stem}: written. `cap undo {for_shell(stem)}` takes it back.")
    if kept is not None:
        where = f"{shown(kept.file)}{who_can_read(kept.file)}"
        terminal.say(f"{stem}: {who}’s numbers are sealed in {where}. `cap log {for_shell(stem)}` opens them beside yours.")


def _written(raw: bytes, workspace: Workspace, path: Path, answer: _Answer, today: date) -> Written:
    reading = read(raw, shown(path))
    require_plan(reading)
    require_editable(raw)
    try:
        made = add_topics(reading, answer.topics, today=today, again=answer.again)
        after = without_examples(made.reading.raw, [Append(("topics",), "")], reading, workspace) if made.said else raw
    except EditBlocked as refused:
        raise EditBlocked(by_hand(shown(path), refused), "", refused.line, refused.by_hand) from None
    return made._replace(reading=read(after, shown(path)))
