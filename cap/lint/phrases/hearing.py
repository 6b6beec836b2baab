"""Which language a phrase is in, by its own small words and by the plan's; and what that language hears in it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from functools import cache, lru_cache
from importlib import import_module
from typing import TYPE_CHECKING, Literal, NamedTuple

from cap.lint.phrases.grammar import Grammar

if TYPE_CHECKING:
    from cap.plan.model import Plan

# Words that nearly every sentence of a language has, and that are none in the other ones.
_ENGLISH = """
    a the and of to my with for from is are by at more better how their our this that be as it i into on about when while get
    work skills improve learn become keep make an your can not"""
_GERMAN = """
    und der die das den dem ein eine einen einem einer mit für von zu im auf mehr ich nicht ist werden bei am bis zum zur mein
    meine meiner meinem meinen mich mir sich besser beim als aus nach über vom wie wir ins durch um unter vor oder"""
_OTHER = """
    le la les du et à au aux une mon ma mes dans pour avec sur est être que qui mieux leur vers chez nos notre lors sans en el
    los las y mi mis por una del al mejor ser su sus como más un lo gli di mia mio più della delle nel nella che dei degli os
    meu minha com mais uma na em ao melhor sem het een mijn voor meer op te beter naar bij ik zijn wordt deze worden niet och
    att på mitt mina med för mer bättre som ett inte af og til jeg bedre mere å være się moje lepiej oraz przez jest je více
    lépe że również että minun paremmin enemmän ve bir için daha és egy jobb și pentru"""
_SPEAKS = [frozenset(words.split()) for words in (_ENGLISH, _GERMAN, _OTHER)]
_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
# Letters that neither has, but in names, and other scripts. Compiled where a text has any, and few do.
_FOREIGN = r"[àâáãåæçèéêëìíîïñòóôõøœùúûýÿąćęłńśźżčďěňřšťůžğışőűășț¿¡]|[^\x00-\u024f\u1e00-\u206f\u20a0-\u2bff\ufe0f\U0001f000-\U0001faff]"

Question = Literal["vague", "not yours"]


class Counts(NamedTuple):
    """How many words speak for a language."""

    english: int
    german: int
    other: int


Spoken = Callable[[], Counts]  # asked only where a phrase would be heard


def hears(question: Question, text: str, plan: Spoken | None = None) -> bool:
    """Whether a phrase is `vague`, or `not yours`, in the language that it is in. In a language that is not known, nothing is.

    Where its own words don't tell the language, it is English or German, as the plan is.
    """
    own = _counts(text)
    if own.other > max(own.english, own.german):
        return False
    if own.english != own.german:
        heard = _heard("english" if own.english > own.german else "german", question, text)
    else:
        heard = _heard("english", question, text) or (_may_be_german(plan) and _heard("german", question, text))
    return heard and (plan is None or _known(plan()))


def _may_be_german(plan: Spoken | None) -> bool:
    return plan is None or (around := plan()).german >= around.english


def _known(around: Counts) -> bool:
    return around.other <= max(around.english, around.german)


@lru_cache(maxsize=2048)  # many people plan the same
def _heard(language: str, question: Question, text: str) -> bool:
    grammar = _grammar(language)
    return grammar.is_vague(text) if question == "vague" else grammar.is_not_yours(text)


@lru_cache(maxsize=2048)
def _counts(text: str) -> Counts:
    return counted([text])


def counted(texts: Iterable[str]) -> Counts:
    """Count the words of texts that speak for English, for German, and for any other language."""
    counts = [0, 0, 0]
    for text in texts:
        words = _WORD.findall(text.lower())
        for i, speaks in enumerate(_SPEAKS):
            counts[i] += sum(map(speaks.__contains__, words))
        if not text.isascii():
            counts[2] += sum(re.search(_FOREIGN, word) is not None for word in _WORD.findall(text) if not word[0].isupper())
    return Counts(*counts)


def texts_of(plan: Plan) -> Iterable[str]:
    """What somebody has written into a plan in their own words, except names."""
    for goal in plan.goals:
        yield goal.goal
        yield goal.measure or ""
    for skill in plan.skills:
        yield skill.skill
        yield skill.ten or ""
        yield from (way.way for way in skill.ways)
    for action in (
        *(step for goal in plan.goals for step in goal.actions),
        *(act for skill in plan.skills for act in skill.actions),
    ):
        yield action.action
        yield action.measure or ""
    yield from (vision.vision for vision in plan.visions)
    yield from (strength.skill for strength in plan.strengths)
    yield from (need.need for need in plan.support)
    yield from (topic.topic for topic in plan.topics)
    yield from (*plan.interests, *plan.improve, *plan.themes)
    yield plan.role or ""


@cache
def _grammar(language: str) -> Grammar:
    return Grammar(import_module(f"cap.lint.phrases.{language}").LISTS)
