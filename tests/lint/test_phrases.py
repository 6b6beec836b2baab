"""What is heard in short phrases: in English and in German, as people of many trades write them; in other languages nothing is."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cap.lint.words import is_not_yours, is_vague
from tests.lint.fronts import rules
from tests.plans_strategy import examples

PHRASES = Path(__file__).parent / "phrases"
HEARD = {"action-vague": is_vague, "goal-vague": is_vague, "action-not-yours": is_not_yours}


def labelled(language: str) -> Iterator[tuple[str, bool, str]]:
    """Each phrase of a language's file with its rule, and whether it is to be heard."""
    rule, wanted = "", False
    for line in (PHRASES / f"{language}.txt").read_text(encoding="utf-8").splitlines():
        if line.startswith("# "):
            rule, _, heading = line.removeprefix("# ").partition(": ")
            wanted = heading == "heard"
        elif line:
            yield rule, wanted, line


@pytest.mark.parametrize("rule", HEARD)
@pytest.mark.parametrize("language", ["english", "german"])
def test_phrases_are_heard_as_a_coach_would_hear_them(language: str, rule: str) -> None:
    phrases = [(wanted, phrase) for of, wanted, phrase in labelled(language) if of == rule]
    assert sum(wanted for wanted, _ in phrases) >= 60 and sum(not wanted for wanted, _ in phrases) >= 90
    assert [(wanted, phrase) for wanted, phrase in phrases if HEARD[rule](phrase) != wanted] == []


@pytest.mark.parametrize("phrase", (PHRASES / "other.txt").read_text(encoding="utf-8").splitlines())
def test_in_another_language_nothing_is_heard(phrase: str) -> None:
    assert not is_vague(phrase) and not is_not_yours(phrase)


@pytest.mark.parametrize(
    ("around", "heard"),
    [
        ("Mieux écouter les clients pendant la visite", False),
        ("Naar de klant luisteren voor het gesprek", False),
        ("Zwei Kundengespräche im Monat mit Frau Kern führen", True),
        ("Hold two of the talks with the customers", True),
        ("Yoga", True),
    ],
)
def test_a_word_of_many_languages_is_of_the_one_that_the_plan_is_in(around: str, heard: bool) -> None:
    found = rules(f'name: Kim\nvisions: ["{around}"]\ngoals: [{{goal: Leadership}}]\n')
    assert ("goal-vague" in found) == heard


@pytest.mark.parametrize(
    ("action", "rule"),
    [
        ("Reach the next level", "action-vague"),
        ("Souveräner auftreten", "action-vague"),
        ("Be moved up a grade", "action-not-yours"),
        ("Mehr Gehalt bekommen", "action-not-yours"),
    ],
)
def test_what_is_heard_is_found_in_a_plan_and_what_pins_it_down_silences_it(action: str, rule: str) -> None:
    skill = "name: Kim\nskills: [{skill: Rounds, actions: [{action: %s}]}]\n"
    assert rule in rules(skill % action)
    measured = rules(skill % f"{action}, measure: Two rounds by Easter")
    assert (rule in measured) == (rule == "action-not-yours")  # a measure makes nobody decide


@pytest.mark.parametrize("digits", ["360", "2026", "ISO 27001", "number 1"])
def test_not_every_figure_is_a_quantity(digits: str) -> None:
    assert is_vague(f"Learn more about {digits}")


@pytest.mark.parametrize(
    "lead",
    ["", "I want to ", "I will ", "My goal is to ", "Goal: ", "1. ", "Q2: ", "In 2026 ", "🚀 ", "Should ", "We need to ", "- "],
)
def test_what_people_begin_with_is_passed_over(lead: str) -> None:
    assert is_vague(f"{lead}improve communication") and is_not_yours(f"{lead}get promoted")
    assert not is_vague(f"{lead}rebuild the pump on line 3") and not is_not_yours(f"{lead}get the keys cut")


@examples(100)
@given(st.text(max_size=300))
def test_any_text_is_judged(text: str) -> None:
    assert is_vague(text) in (True, False) and is_not_yours(text) in (True, False)


WORDS = "get my be better more the of improve skills with and a promoted for as besser mehr die mich werden arbeiten zu an in lernen bekommen"


@examples(100)
@given(st.lists(st.sampled_from(WORDS.split()), max_size=60))
def test_no_phrase_takes_long(words: list[str]) -> None:
    text = " ".join(words)
    start = time.process_time()
    is_vague(text), is_not_yours(text)
    assert time.process_time() - start < 1


def test_a_text_of_any_length_is_judged_at_once() -> None:
    start = time.process_time()
    for text in ("improve " * 50_000, "a" * 500_000, "get-" * 100_000, "mehr, " * 50_000, "(" * 200_000):
        is_vague(text), is_not_yours(text)
    assert time.process_time() - start < 5
