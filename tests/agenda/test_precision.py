"""Which question a sentence calls for. A wrong one costs more than ten good ones, so a row fires only where it must fit."""

from __future__ import annotations

import re

import pytest

from cap.agenda.cues import sentences
from cap.agenda.data import Events, Row, load
from cap.agenda.prepare import Options, situation
from cap.agenda.quoting import OPEN, TWO_MOODS, asked_about, in_quotes
from cap.agenda.situation import SLOT
from cap.plan.read import read
from tests.agenda.lives import DAY, written

EVENTS = load("events.yaml", Events)

# What people of many trades note on a step; the row that has to fire (`!`), those that may, or none: then it is asked about openly.
NOTES = [
    # it fits
    ("My voice shook only the first time.", "!only-the-first-time"),
    ("Forgot the keys to the van.", "!forgot"),
    ("I forgot to sign the sheet, again.", "!forgot"),
    ("It slipped my mind until Friday.", "!forgot"),
    ("In the end I did it myself.", "!stepped-in"),
    ("Took it back after two days.", "!stepped-in"),
    ("Gave up on the spreadsheet.", "!gave-up"),
    ("The second batch failed.", "!gave-up"),
    ("Two of three quotes were turned down.", "!turned-down"),
    ("The tender was rejected.", "!turned-down"),
    ("The visit was cancelled, the dentist was ill.", "!cancelled"),
    ("Postponed to June.", "!cancelled"),
    ("Still waiting for the login.", "!waiting"),
    ("No answer from the council yet.", "!waiting"),
    ("I did not know what to say to the widow.", "!lost-for-words"),
    ("Too busy with the audit.", "!no-time"),
    ("Did not get to it in March.", "!no-time"),
    ("I was nervous for the first ten minutes.", "!nerves"),
    ("My hands were shaking at the vein.", "!nerves"),
    ("It took longer than I thought.", "!than-expected"),
    ("Fewer people came than expected.", "!than-expected"),
    ("Ran the whole till on my own.", "!alone"),
    ("Thirty welds, no rework.", "!clean"),
    ("I enjoyed every minute of it.", "!liked"),
    ("I loved the quiet in the workshop.", "!liked"),
    ("Boring, to be honest.", "!disliked"),
    ("I hated the driving.", "!disliked"),
    ("I was told I talk too fast.", "!said-of-me"),
    ("The union praised the new rota.", "!praised"),
    ("A guest thanked me at the door.", "!praised"),
    ("The head asked me to do it for the other wards.", "!somebody-asked"),
    ("Found out that the meter counts twice.", "!learnt"),
    ("I was tired after nine nights.", "!tired"),
    ("From 12 % in March to 4 % in April.", "!figures"),
    # both moods: asked about openly
    ("First visit. I liked the customer and hated the driving.", "disliked liked"),
    ("I liked the customer and hated the driving.", ""),
    ("I enjoyed the course, but the exam went wrong.", ""),
    ("I was proud of it and worn out, and I was tired for a week.", ""),
    ("No complaints, but I was nervous throughout.", ""),
    # negations
    ("I have not forgotten the forms this time.", ""),
    ("Nobody forgot anything.", ""),
    ("We never gave up.", ""),
    ("It nearly failed, but held.", ""),
    ("Nothing went wrong at the opening.", ""),
    ("The visit was not cancelled after all.", ""),
    ("I'm no longer waiting for them.", ""),
    ("I wasn't nervous at all.", ""),
    ("I was not nervous this time.", ""),
    ("She was less nervous than in May.", ""),
    ("I didn't do it on my own.", ""),
    ("I could not have done it without help.", ""),
    ("I couldn't do it without asking.", ""),
    ("It wasn't boring.", ""),
    ("I wasn't bored for a minute.", ""),
    ("It was not fun.", ""),
    ("That wasn't much fun.", ""),
    ("I don't think anybody enjoyed it.", ""),
    ("I never liked the early shift.", ""),
    ("Nobody praised it.", ""),
    ("They didn't thank us, and nobody praised us.", ""),
    ("Nobody complained about the noise.", ""),
    ("I was not tired.", ""),
    ("I wasn't exhausted for once.", ""),
    ("I said no to the second shift.", ""),
    ("I declined the trip to Hull.", ""),
    ("I have never refused a night.", ""),
    ("It did not fall apart.", ""),
    ("I did not step in, not once.", ""),
    ("Watched for an hour and never stepped in.", ""),
    ("The apprentice did it without me, and I did not ring him.", ""),
    ("Found no time lost at the gate.", ""),
    # about others, or about something else
    ("The customer forgot his umbrella and came back for a chat.", "forgot"),
    ("Dana is nervous about the merger.", "nerves"),
    ("The nervous system, chapters four to six.", ""),
    ("Read a book on scared animals.", ""),
    ("The pump failed the pressure test, as it should.", ""),
    ("Called him Mr Popescu, as he likes it.", ""),
    ("Rang her bell, nobody home.", ""),
    ("The alarm rang, her first real one.", ""),
    ("Redid the shop window with moss.", ""),
    ("The waiting room is painted.", ""),
    ("We moved the waiting list to paper.", ""),
    ("Waiting tables on Saturday went well.", ""),
    ("A 5 % salt solution works best.", ""),
    ("Attended on Tuesday and Thursday.", ""),
    ("Her own sketch, on her own paper.", ""),
    ("Left on my own at the counter for three hours.", ""),
    ("I wanted to do it on my own.", ""),
    ("Fun fact for the guests: the clock is older than the church.", ""),
    ("Sold a proud rooster, made of tin.", ""),
    ("The report says I should rest.", ""),
    ("The rules say that I must sign.", ""),
    ("Asked me for the salt.", "somebody-asked"),
    ("The noise is no fun.", ""),
    ("Tired metal, the inspector calls it.", ""),
    ("Tyres worn, changed both.", ""),
    ("The boring machine is set up.", ""),
    ("Boring the third hole took a morning.", ""),
    ("Studied how the refused cargo is stored.", ""),
    ("The declined cards are in the log.", ""),
    ("Rejected parts go into the red bin.", ""),
    ("Learnt the table of cancelled trains by heart.", ""),
    # nothing to hold on to
    ("Third Sunday, no rescue this time, says Elif.", "clean"),
    ("Half the hedge is down", ""),
    ("Eleven so far.", ""),
    ("Zwei Angebote geschrieben, eines angenommen.", ""),
    ("一人でできました。", ""),
    ("Went to Bristol with Olu.", ""),
    ("See the minutes of 4 May.", ""),
    ("Nothing to report.", ""),
    ("Did not work on Friday, the shop was closed.", ""),
    ("The smell put off the guests.", ""),
    ("I hadn’t forgotten.", ""),
    ("We hadn't given up.", ""),
    ("?", ""),
    ("…", ""),
]

MOMENTS = [
    ("Stayed late to watch the fitters set up the robot.", "!stayed"),
    ("Showed the trainees how to hold the knife.", "!taught"),
    ("Kept calm when the freezer failed on Friday.", "!calm"),
    ("Her grandfather kept bees, and she still does.", "!roots"),
    ("Spotted the crack in the third beam.", "!found"),
    ("Built a ramp out of pallets.", "!made"),
    ("A guest asked for her by name.", "!praised"),
    ("Reliable, even at six in the morning.", "!quality"),
    ("Spoke up about the rota before everybody.", "!spoke-up"),
    ("Did not give up on the old engine.", "!kept-at-it"),
    # not so
    ("Was shown the archive by the mayor.", ""),
    ("Tom showed me how to sharpen it.", ""),
    ("Was helped out of the mud by a cyclist.", ""),
    ("Did not build the ramp after all.", ""),
    ("Nobody noticed that the light was out.", ""),
    ("Was not calm, and said so.", ""),
    ("Never taught before, and said yes.", ""),
    ("Two guests came back with their children.", ""),
    ("Sang at the summer party.", ""),
    ("Was asked whether the shop is open, and opened it.", ""),
]


READING = read(written({"name": "Ada Okonkwo", "manager": "Karl Brandt"}))


def _fired(group: str, note: str) -> set[str]:
    """The rows whose question stands behind the note, whatever the turn."""
    return {_row(group, note, held) for held in range(4)}


def _row(group: str, note: str, held: int) -> str:
    s = situation(READING, "check-in", EVENTS, Options(today=DAY))
    s.held = held
    rows: list[Row] = getattr(EVENTS, group)
    asked = asked_about(s, rows, note)
    assert asked and asked.startswith("“"), note
    return next(
        row.row
        for row in rows
        for text in row.ask
        if re.search(SLOT.sub("(.+)", re.escape(text).replace(r"\{", "{").replace(r"\}", "}")) + "$", asked)
    )


@pytest.mark.parametrize(("sentence", "may"), NOTES, ids=[note for note, _ in NOTES])
def test_a_note_is_asked_about_by_a_row_that_must_fit(sentence: str, may: str) -> None:
    _assert_row("notes", sentence, may)


@pytest.mark.parametrize(("sentence", "may"), MOMENTS, ids=[moment for moment, _ in MOMENTS])
def test_a_moment_is_asked_about_by_a_row_that_must_fit(sentence: str, may: str) -> None:
    _assert_row("moments", sentence, may)


def _assert_row(group: str, sentence: str, may: str) -> None:
    must = {name.removeprefix("!") for name in may.split() if name.startswith("!")}
    assert _fired(group, sentence) <= (must or {*may.split(), OPEN, TWO_MOODS})


@pytest.mark.parametrize(
    ("note", "parts"),
    [
        ("Second visit, with Dr. Lee. It went well.", ["Second visit, with Dr. Lee.", "It went well."]),
        ("Paid 3.50 for it. Fair.", ["Paid 3.50 for it.", "Fair."]),
        (
            "Asked Mr. T. Hale. He said: \u201cSure.\u201d Then we left.",
            ["Asked Mr. T. Hale.", "He said: \u201cSure.\u201d", "Then we left."],
        ),
        ("e.g. the vans, etc. at night", ["e.g. the vans, etc. at night"]),
        ("no end", ["no end"]),
        ("Why? Because! Éva came…  Done", ["Why?", "Because!", "Éva came…", "Done"]),
    ],
)
def test_a_note_is_quoted_by_its_sentences(note: str, parts: list[str]) -> None:
    found = sentences(note)
    assert found == parts or " ".join(found) == " ".join(note.split()), found
    assert found == parts


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("It held", "“It held.”"),
        ("It held.", "“It held.”"),
        ("Did it hold?", "“Did it hold?”"),
        ('He said "no" and left', "“He said ‘no’ and left.”"),
        ("He said “no”", "“He said ‘no’”"),
        ("two\n lines", "“two lines.”"),
    ],
)
def test_words_are_quoted_as_they_were(text: str, shown: str) -> None:
    assert in_quotes(text) == shown
