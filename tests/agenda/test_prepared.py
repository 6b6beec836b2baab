"""What the person wrote before a talk: every word typed gets onto the list, whatever carried it."""

from __future__ import annotations

import contextlib
import re
import textwrap
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

import cap
from cap.agenda.readback.prepared import read_prepared
from cap.mail.draft import as_html
from cap.mail.incoming import came_in
from tests.before_a_talk import AGAIN, ASKED, MAIL, READING, saved
from tests.plans_strategy import examples


def understood(raw: bytes) -> tuple[list[str], list[tuple[str, int]]]:
    assert READING.plan is not None
    [text] = came_in(raw, "reply").texts
    found = read_prepared(text, READING.plan, AGAIN, ASKED)
    return [said.words for said in found.topics], [(one.skill, one.number) for one in found.ratings]


SAYINGS = (
    "Could we talk about the *nights* & the days, 50 % of them: yes?",
    "Zoë’s “best” day was <b>the one</b> in {May}, she says",
    'He said: "no" | and then "yes" # again',
    "<script>alert(1)</script> is what the screen said all day",
    "日勤と夜勤のバランスについて相談したいです",
    "أريد أن أتحدث عن الليالي والمناوبات القادمة",
    "मैं रातों की पाली के बारे में बात करना चाहता हूँ",
    "Хочу поговорить о ночных сменах и об отпуске",
    "Θέλω να μιλήσουμε για τις νυχτερινές βάρδιες",
    "אני רוצה לדבר על המשמרות בלילה ועל החופש",
    "อยากคุยเรื่องกะกลางคืนและวันหยุด",
    "야간 근무와 휴가에 대해 이야기하고 싶습니다",
    "- a dash, `code`, [a link](https://example.org/a_b_c) and ___ a line",
    "The budget: 1,200 left of 3.500, and C:\\plans\\2026 is full",
    "a=C3=A9b, =20 and &amp; &lt; stay as they are",
    "I walked home along the canal thinking about the ward and about who would be there in ten years, and it took a long time",
)
HEADS = (
    "On Sun, Nov 22, 2026 at 9:12 AM Ruth Lind <ruth@example.org> wrote:",
    "Am So., 22. Nov. 2026 um 09:12 Uhr schrieb Ruth Lind <\nruth@example.org>:",
    "Le dim. 22 nov. 2026 à 09:12, Ruth Lind <ruth@example.org> a écrit :",
    "El dom, 22 nov 2026 a las 9:12, Ruth Lind (<ruth@example.org>) escribió:",
    "2026年11月22日(日) 9:12 Ruth Lind <ruth@example.org>:",
    "Il giorno dom 22 nov 2026 alle ore 09:12 Ruth Lind <ruth@example.org> ha scritto:",
    "Dne ne 22. 11. 2026 v 9:12 Ruth Lind <ruth@example.org> napsal(a):",
)


def wrapped(text: str, columns: int, sign: str) -> str:
    lines = (textwrap.wrap(line, columns, break_long_words=False, break_on_hyphens=False) or [""] for line in text.split("\n"))
    return "\n".join(f"{sign}{piece}".rstrip() for line in lines for piece in line)


def as_flowed(text: str) -> str:
    """Lines as RFC 3676 has them: a blank at the end of each that goes on."""
    lines = []
    for line in text.split("\n"):
        sign = "> " if line.startswith("> ") else ""
        pieces = textwrap.wrap(line.removeprefix(sign), 66, break_long_words=False, break_on_hyphens=False) or [""]
        lines += [f"{sign}{piece} " for piece in pieces[:-1]] + [f"{sign}{pieces[-1]}"]
    return "\n".join(lines)


CARRIERS: dict[str, Callable[[str], bytes]] = {
    "text": lambda body: body.encode(),
    "CRLF": lambda body: body.replace("\n", "\r\n").encode(),
    "BOM": lambda body: b"\xef\xbb\xbf" + body.encode(),
    "utf-16": lambda body: body.encode("utf-16"),
    "quoted-printable": lambda body: saved(body, cte="quoted-printable"),
    "base64": lambda body: saved(body, cte="base64"),
    "flowed": lambda body: saved(as_flowed(body), cte="flowed"),
    "html": lambda body: saved(as_html(body), "html"),
}


def on_top(said: list[str], head: str, below: str) -> str:
    numbers = (1, 2, 3, 5)
    answers = "\n".join(f"{number}. {one}" for number, one in zip(numbers, said, strict=False))
    return f"Hi Ruth,\n\n{answers}\n\nBest,\nAda\n\n{head}\n\n{below}"


def below(said: list[str], head: str, below: str) -> str:
    return (
        f"{head}\n\n{below}\n\n" + "\n\n".join(f"{number}) {one}" for number, one in zip((1, 2, 3, 5), said, strict=False)) + "\n"
    )


def between(said: list[str], head: str, below: str) -> str:
    """Each answer below its question."""
    left = dict(zip((1, 2, 3, 5), said, strict=False))
    parts = re.split(r"\n(?=>?\s*\n)", below)
    found = [(part, re.match(r"\W*([1-5])\. ", part.strip("> \n"))) for part in parts]
    return f"{head}\n" + "\n".join(part + (f"\n\n{left[int(n[1])]}\n" if n and int(n[1]) in left else "") for part, n in found)


@examples(150)
@given(
    st.lists(st.sampled_from(SAYINGS), min_size=1, max_size=4, unique=True),
    st.sampled_from(HEADS),
    st.sampled_from((on_top, below, between)),
    st.sampled_from(sorted(CARRIERS)),
    st.sampled_from((0, 66, 76)),
)
def test_what_was_typed_is_what_is_on_the_list(
    said: list[str], head: str, where: Callable[..., str], carrier: str, columns: int
) -> None:
    columns = 0 if carrier == "flowed" else columns
    quoted = wrapped(MAIL, columns, "> ") if columns else "\n".join(f"> {line}".rstrip() for line in MAIL.split("\n"))
    topics, ratings = understood(CARRIERS[carrier](where(said, head, quoted)))
    plain = [one.removeprefix("- ") for one in topics]
    assert [" ".join(one.removeprefix("- ").split()) for one in said] == plain, (where.__name__, carrier)
    assert ratings == []


@examples(60)
@given(st.integers(1, 10), st.integers(1, 10), st.sampled_from(sorted(CARRIERS)), st.sampled_from(HEADS), st.integers(0, 7))
def test_numbers_are_known_however_they_are_given(one: int, other: int, carrier: str, head: str, way: int) -> None:
    quoted = "\n".join(f"> {line}".rstrip() for line in MAIL.split("\n"))
    ways = (
        f"4. {one} and {other}\n\n{head}\n{quoted}",
        f"4: Handover {one}, chairing {other}\n\n{head}\n{quoted}",
        f"4) {one}/10, {other}/10\n\n{head}\n{quoted}",
        f"zu 4: a) {one} b) {other}\n\n{head}\n{quoted}",
        f"4 - Chairing the round: {other}\nHandover: {one}\n\n{head}\n{quoted}",
        quoted.replace("Handover: ______", f"Handover: {one}").replace("round: ______", f"round: {other}"),
        f"Handover {one}, chairing {other}.\n\n{head}\n{quoted}",
        f"4.\n{one}\n{other}\n\n{head}\n{quoted}",
    )
    topics, ratings = understood(CARRIERS[carrier](ways[way]))
    assert (topics, sorted(ratings)) == ([], sorted([("Handover", one), ("Chairing the round", other)])), (
        ways[way][:60],
        carrier,
    )


@examples(80)
@given(st.lists(st.one_of(st.just(""), st.sampled_from(SAYINGS)), min_size=12, max_size=12), st.sampled_from(sorted(CARRIERS)))
def test_every_blank_of_the_sheet_is_read(said: list[str], carrier: str) -> None:
    pieces = AGAIN[1].split("______")
    filled = "".join(f"{piece}{one or '______'}" for piece, one in zip(pieces[:-1], said, strict=False)) + pieces[-1]
    assert READING.plan is not None
    [text] = came_in(CARRIERS[carrier](filled), "reply").texts
    found = read_prepared(text, READING.plan, AGAIN, ASKED)
    understood_ = " ".join([*(one.words for one in found.topics), *(one.words for one in found.ratings)])
    plain = [" ".join(one.split()) for one in said[: len(pieces) - 1] if one]
    assert [one for one in plain if one not in understood_ and one.removeprefix("- ") not in understood_] == [], carrier
    assert not plain or understood_


@examples(80)
@given(st.binary(max_size=300), st.sampled_from((b"", MAIL.encode(), b"From: a\nSubject: b\n\n", b"<html><body>", b"\xff\xfe")))
def test_no_bytes_end_in_a_traceback(noise: bytes, before: bytes) -> None:
    assert READING.plan is not None
    with contextlib.suppress(cap.Refusal):
        for text in came_in(before + noise, "x").texts:
            read_prepared(text, READING.plan, AGAIN, ASKED)


def test_nothing_of_a_long_answer_is_lost() -> None:
    lines = [f"{'word ' * 14}{number}" for number in range(1_300)]
    topics, _ = understood("\n".join([*lines, *(f"> {line}" for line in MAIL.split("\n"))]).encode())
    assert " ".join(topics).count("word") == 1_300 * 14 and max(map(len, topics)) <= 2_000


RATES = (
    "Ich würde mir bei der Übergabe eine 7 geben.",
    "I would give myself a six for it",
    "handover - still a three",
    "Handover: between five and six",
    "I am probably a 4 in leading it",
    "Je me donnerais 6.",
    "Me pondría un 7 en eso",
    "Meine Einschätzung: 6",
    "I think I went from a 5 to a 7 with it",
)
RATES_NOTHING = (
    "My team of 4 needs 2 more people",
    "I give myself 7 days to finish",
    "I'd say 7 people came to the handover",
    "Ich gebe mir 3 Monate",
    "I see myself in 5 years as a head",
    "I'm a nurse on ward 7",
    "We need two nights",
    "See you at 7",
    "The handover takes 40 minutes",
)


@pytest.mark.parametrize("said", [*RATES, *RATES_NOTHING])
def test_what_rates_oneself_is_sealed_in_whatever_words_and_nothing_else_is(said: str) -> None:
    topics, ratings = understood(f"{said}\n\nFewer nights would help.\n".encode())
    assert len(ratings) == (said in RATES) and topics == [said] * (said in RATES_NOTHING) + ["Fewer nights would help."]


@pytest.mark.parametrize(
    ("notice", "signed"),
    [
        ("This e-mail and any attachments are confidential and intended solely for the\naddressee.", "Ada"),
        (
            "Diese Nachricht ist vertraulich und nur für den Empfänger bestimmt.\nWenn Sie nicht der richtige Adressat sind, löschen Sie sie.",
            "Àda Öbi",
        ),
        ("Please consider the environment before printing this e-mail.", "Ada Óbi | Ward 7"),
    ],
)
def test_what_a_firm_puts_below_a_mail_is_no_topic(notice: str, signed: str) -> None:
    quoted = "\n".join(f"> {line}".rstrip() for line in MAIL.split("\n"))
    said = ["This is confidential, please.", "I got an e-mail about my pay"]
    head = "On Sunday, Ruth wrote:"
    assert understood(f"{head}\n\n{quoted}\n\n{' '.join(said)}\n\n{signed}\n\n{notice}\n".encode()) == (said, [])
    assert understood(f"{' '.join(said)}\n\n{head}\n\n{quoted}\n\n{notice}\n".encode()) == (said, [])
