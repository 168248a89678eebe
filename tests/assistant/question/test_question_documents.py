"""Which documents a question names."""

from __future__ import annotations

import pytest

from assistant.question.documents import by_year, find_documents
from assistant.question.pack import folded, load_pack

LETTER, RESOLUTION, DRAFT = "S/2007/279", "A/RES/72/7", "A/75/L.72"


@pytest.fixture(scope="module")
def named(documents):
    def find(text, language):
        return find_documents(text, folded(text), load_pack(language), documents)

    return find


@pytest.mark.parametrize(
    ("text", "language", "symbols"),
    [
        ("What does A/RES/72/7 say?", "en", [RESOLUTION]),
        ("what does a/res/72/7 say?", "en", [RESOLUTION]),
        ("resolution 72/7", "en", [RESOLUTION]),
        ("the resolution of 2017", "en", [RESOLUTION]),
        ("the 2007 letter", "en", [LETTER]),
        ("the letter of 7 May 2007", "en", [LETTER]),
        ("the draft of 2021", "en", [DRAFT]),
        ("the draft resolution", "en", [DRAFT]),
        ("draft L.72", "en", [DRAFT]),
        ("A/75/L.72*", "en", [DRAFT]),
        ("Compare the letter and the draft", "en", [LETTER, DRAFT]),
        ("How do A/75/L.72 and A/RES/72/7 differ?", "en", [DRAFT, RESOLUTION]),
        ("la lettre de 2007", "fr", [LETTER]),
        ("la résolution 72/7", "fr", [RESOLUTION]),
        ("le projet de résolution de 2021", "fr", [DRAFT]),
        ("письмо от 7 мая 2007 года", "ru", [LETTER]),
        ("резолюция № 72/7", "ru", [RESOLUTION]),
        ("в проекте резолюции", "ru", [DRAFT]),
        ("la carta de 2007", "es", [LETTER]),
        ("la resolución 72/7", "es", [RESOLUTION]),
        ("el proyecto de resolución", "es", [DRAFT]),
        ("رسالة عام 2007", "ar", [LETTER]),
        ("القرار 72/7", "ar", [RESOLUTION]),
        ("مشروع القرار", "ar", [DRAFT]),
        ("2007年的信", "zh", [LETTER]),
        ("第72/7号决议", "zh", [RESOLUTION]),
        ("决议草案", "zh", [DRAFT]),
        ("What are the functions of the Centre?", "en", []),
    ],
)
def test_held_documents_are_named_in_order_of_mention(named, text, language, symbols):
    found = named(text, language)
    assert found.symbols == symbols
    assert found.unheld == []


@pytest.mark.parametrize(
    ("text", "unheld"),
    [
        ("S/2007/280", ["S/2007/280"]),
        ("resolution 75/272", ["A/RES/75/272"]),
        ("S/2007/280 and again S/2007/280", ["S/2007/280"]),
        ("A/RES/77/273 and A/RES/75/272", ["A/RES/77/273", "A/RES/75/272"]),
    ],
)
def test_others_are_named_as_the_reader_may_know_them(named, text, unheld):
    found = named(text, "en")
    assert found.unheld == unheld
    assert found.symbols == []


def test_held_and_others_are_kept_apart(named):
    found = named("resolutions 75/272 and 72/7", "en")
    assert found.symbols == [RESOLUTION]
    assert found.unheld == ["A/RES/75/272"]


def test_the_documents_means_all_of_them(named):
    assert named("What do the documents say?", "en").all_of_them
    assert not named("What does the Centre do?", "en").all_of_them


def test_the_words_that_named_a_document_are_covered(named):
    text = "What does A/RES/72/7 say?"
    found = named(text, "en")
    assert found.covers(text.index("A/RES"), text.index(" say"))
    assert not found.covers(0, 4)


def test_a_ratio_or_a_date_is_no_symbol(named):
    for text in ("km/h", "and/or", "24/7 service", "COVID-19", "1/2"):
        assert named(text, "en").symbols == []


def test_documents_are_known_by_their_year(documents):
    assert by_year("and in 2017?", documents) == [RESOLUTION]
    assert by_year("between 2007 and 2021", documents) == [LETTER, DRAFT]
    assert by_year("in 1999", documents) == []
    assert by_year("number 120175", documents) == []
