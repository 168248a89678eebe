"""Which documents a question is about, by the words of their titles."""

from __future__ import annotations

import datetime as dt

import pytest

from assistant.question.terms import Term
from assistant.question.titles import Titles
from index.document import Document, DocumentKind, Status
from index.symbol import Symbol
from index.words import stem


def make(symbol, **titles):
    day = dt.date(2030, 1, 1)
    kind, status = DocumentKind.RESOLUTION, Status.ADOPTED
    return Document(Symbol(symbol), kind, status, "General Assembly", day, titles, ())


TITLES = Titles(
    [
        make("A/RES/90/1", en="Role of the Regional Centre for Preventive Diplomacy"),
        make("A/RES/90/2", ru="Роль Регионального центра по превентивной дипломатии"),
        make("A/RES/90/3", en="Eradicating poverty to implement the 2030 Agenda"),
        make("A/RES/90/4", en="Report of the Commission on Narcotic Drugs"),
    ]
)


ALL = [f"A/RES/90/{number}" for number in range(1, 5)]


def on(language, *words):
    terms = [Term(word, stem(word.casefold(), language), 0.5) for word in words]
    return [str(d.symbol) for d in TITLES.on(terms, language, ALL)]


@pytest.mark.parametrize(
    ("language", "words", "found"),
    [
        ("en", ["diplomacy"], ["A/RES/90/1", "A/RES/90/2"]),
        ("fr", ["diplomatie"], ["A/RES/90/1", "A/RES/90/2"]),
        ("ru", ["дипломатии"], ["A/RES/90/1", "A/RES/90/2"]),
        ("en", ["poverty", "2030 Agenda"], ["A/RES/90/3"]),
        ("en", ["CND"], ["A/RES/90/4"]),
        ("en", ["Assembly", "diplomacy"], ["A/RES/90/1", "A/RES/90/2"]),
    ],
)
def test_titles_say_what_a_question_does_in_any_language(language, words, found):
    assert on(language, *words) == found


def test_what_no_title_says_chooses_nothing():
    assert on("en", "diplomacy", "almanac") == ["A/RES/90/1", "A/RES/90/2"]
    assert on("en", "almanac") == ALL
    terms = [Term("diplomacy", stem("diplomacy", "en"), 0.5)]
    assert [str(d.symbol) for d in TITLES.on(terms, "en", ALL[1:])] == ["A/RES/90/2"]
    assert not TITLES.say(Term("almanac", "almanac", 0.5), "en")
