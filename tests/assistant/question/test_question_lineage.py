"""Which questions ask how a text went on, of which documents and of which paragraph."""

from __future__ import annotations

import re
from typing import get_args

import pytest

from assistant.question import read_question
from assistant.question.pack import load_pack
from index.words import Language

LANGUAGES = get_args(Language)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_pattern_compiles_and_none_matches_nothing(language):
    pack = load_pack(language)
    english = load_pack("en")
    assert (set(pack.lineage), set(pack.usage)) == (set(english.lineage), set(english.usage))
    assert len(pack.lineage) == 21
    for name, pattern in {**pack.lineage, **pack.usage}.items():
        assert isinstance(pattern, re.Pattern)
        assert not pattern.search(""), name
        assert not pattern.search("@"), name


@pytest.mark.parametrize(
    ("question", "kind", "symbols"),
    [
        ("What changed between 72/7 and A/75/L.72?", "compared", ["A/RES/72/7", "A/75/L.72"]),
        ("What is new in the 2021 draft?", "new", ["A/75/L.72"]),
        ("What did the draft drop?", "gone", ["A/75/L.72"]),
        ("Which paragraphs of 72/7 were moved in the draft?", "moved", ["A/RES/72/7", "A/75/L.72"]),
        ("Qu'est-ce qui a été ajouté au projet ?", "new", ["A/75/L.72"]),
        ("Чем отличается проект от резолюции 72/7?", "compared", ["A/75/L.72", "A/RES/72/7"]),
    ],
)
def test_a_comparison_names_its_documents_in_order(vocabulary, question, kind, symbols):
    asked = read_question(question, vocabulary).lineage
    assert asked is not None
    assert asked.kind == kind
    assert [s for mention in asked.mentions for s in mention.symbols] == symbols


def test_the_parts_compared_are_those_that_are_named(vocabulary):
    def parts(question):
        return read_question(question, vocabulary).lineage.parts

    assert parts("What changed in the preamble of the draft?") == ("pp",)
    assert parts("Which operative paragraphs changed in the draft?") == ("op",)
    assert parts("What changed in the draft?") == ()


@pytest.mark.parametrize(
    ("question", "kind", "place", "later"),
    [
        ("Is the second function still in force?", "still", ("item", 2), False),
        ("Is OP2 of 72/7 repeated in the draft?", "still", ("op", 2), False),
        ("Which documents repeat the third preambular paragraph of 72/7?", "carriers", ("pp", 3), False),
        ("Do later resolutions still mention the first function?", "still", ("item", 1), True),
        ("Since when does OP1 of 72/7 exist?", "origin", ("op", 1), False),
    ],
)  # fmt: skip
def test_a_trace_has_the_place_that_is_named(vocabulary, question, kind, place, later):
    asked = read_question(question, vocabulary).lineage
    assert asked is not None
    assert (asked.kind, (asked.place.head, asked.place.number), asked.later) == (kind, place, later)


def test_without_a_place_the_words_say_which_paragraph_is_meant(vocabulary):
    question = "Is the exchange of information with OSCE still mentioned in the draft?"
    asked = read_question(question, vocabulary).lineage
    assert sorted(term.surface for term in asked.terms) == ["OSCE", "exchange"]


@pytest.mark.parametrize(
    "question",
    [
        "Is it still mentioned?",
        "What changed?",
        "Which documents repeat it?",
        "Has resolution 72/7 been superseded?",
        "Which operative paragraphs does the draft add to the resolution?",
        "Does the Centre maintain contact with OSCE?",
        "What is new in A/RES/99/1?",
    ],
)
def test_what_leaves_its_subject_out_or_has_another_is_no_such_question(vocabulary, question):
    assert read_question(question, vocabulary).lineage is None


@pytest.mark.parametrize("text", ["حُذِفَ", "حـــذف", "حذف"])
def test_arabic_is_read_without_its_vowel_signs(vocabulary, text):
    asked = read_question(f"ما الذي {text} منذ القرار 72/7؟", vocabulary).lineage
    assert asked is not None
    assert asked.kind == "gone"
