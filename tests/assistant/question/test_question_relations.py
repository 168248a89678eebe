"""Which questions ask how documents are related, and of which documents."""

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
    patterns = load_pack(language).relation
    assert len(patterns) == 10
    for name, pattern in patterns.items():
        assert isinstance(pattern, re.Pattern)
        assert not pattern.search(""), name
        assert not pattern.search("@"), name


@pytest.mark.parametrize(
    ("question", "kind", "of"),
    [
        ("Is there a newer resolution on the Centre?", "newer", ()),
        ("Has resolution 72/7 been superseded?", "newer", ("A/RES/72/7",)),
        ("What is the latest resolution?", "newest", ()),
        ("What did the draft become?", "became", ("A/75/L.72",)),
        ("Was the draft resolution adopted as what?", "became", ("A/75/L.72",)),
        ("Was A/99/L.1 adopted?", "adopted", ("A/99/L.1",)),
        ("Which draft became resolution 72/7?", "adopted_from", ("A/RES/72/7",)),
        ("Has the letter been answered?", "replied", ("S/2007/279",)),
        ("Which documents cite S/2007/279?", "recalled_by", ("S/2007/279",)),
        ("Which resolutions does A/75/L.72 recall?", "recalls", ("A/75/L.72",)),
        ("Quelles résolutions la résolution 72/7 rappelle-t-elle ?", "recalls", ("A/RES/72/7",)),
        ("¿Qué resoluciones recuerda la resolución 72/7?", "recalls", ("A/RES/72/7",)),
        ("¿Qué resoluciones recuerdan la resolución 72/7?", "recalled_by", ("A/RES/72/7",)),
        ("إلى أي قرارات يشير القرار 72/7؟", "recalls", ("A/RES/72/7",)),
    ],
)
def test_what_is_asked_and_of_what(vocabulary, question, kind, of):
    relation = read_question(question, vocabulary).relation
    assert relation is not None
    assert (relation.kind, relation.of) == (kind, of)


@pytest.mark.parametrize(
    "question",
    [
        "What does the latest resolution say about drugs?",
        "Which newer resolution speaks of women?",
        "What new paragraphs does the draft have?",
        "When was resolution 72/7 adopted?",
        "Who adopted resolution 72/7?",
        "Answer from the letter: what does the Centre monitor?",
        "What is the latest paragraph of the draft?",
        "List the functions in the letter.",
        "Кто ответил за наркотики в письме?",
        "72/7号决议通过了哪些职能？",
    ],
)
def test_what_asks_for_something_else(vocabulary, question):
    assert read_question(question, vocabulary).relation is None


def test_only_the_documents_that_may_be_asked_are_related(vocabulary):
    read = read_question("What is the newest resolution?", vocabulary, documents=["A/RES/72/7"])
    assert read.relation is not None
    assert read.relation.only == ("A/RES/72/7",)


def test_the_latest_resolution_is_one_that_was_adopted(vocabulary):
    read = read_question("What does the latest resolution say about drugs?", vocabulary)
    assert read.documents == ("A/RES/72/7",)
    read = read_question("What does the latest draft resolution say about drugs?", vocabulary)
    assert read.documents == ("A/75/L.72",)
