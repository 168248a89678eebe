"""The words of a question that say what it is about."""

from __future__ import annotations

import pytest

from assistant.question.pack import load_pack
from assistant.question.terms import SUBJECT_WEIGHT, correct, find_terms
from index.words import fold, stem


@pytest.fixture(scope="module")
def terms(vocabulary):
    def find(text, language):
        return find_terms(text, load_pack(language), vocabulary.words, vocabulary.is_subject)

    return find


@pytest.fixture(scope="module")
def mended(vocabulary):
    def correct_(word, language):
        return correct(fold(word), stem(word, language), language, vocabulary.words)

    return correct_


@pytest.mark.parametrize(
    ("text", "language", "surfaces"),
    [
        ("What do the documents say about water and energy?", "en", ["water", "energy"]),
        ("Que disent les textes sur l'eau et l'énergie ?", "fr", ["eau", "énergie"]),
        ("Что говорится о воде и энергии?", "ru", ["воде", "энергии"]),
        ("¿Qué dicen los documentos sobre el agua y la energía?", "es", ["agua", "energía"]),
        ("what is it that they do?", "en", []),
    ],
)
def test_the_terms_are_the_words_with_a_meaning(terms, text, language, surfaces):
    assert [t.surface for t in terms(text, language)] == surfaces


@pytest.mark.parametrize(
    ("text", "language"), [("中心如何打击毒品走私？", "zh"), ("مكافحة المخدرات", "ar")]
)
def test_terms_are_found_in_other_scripts(terms, text, language):
    assert any(t.weight > SUBJECT_WEIGHT for t in terms(text, language))


def test_each_stem_is_one_term(terms):
    assert [t.surface for t in terms("a threat and other threats", "en")] == ["threat"]


def test_weights_are_from_nothing_to_one(terms):
    found = terms("Which illicit narcotic precursors does UNODC counter in Tashkent?", "en")
    assert found
    assert all(0 < t.weight <= 1 for t in found)


def test_a_rare_word_weighs_more_than_a_common_one(terms):
    common, rare = terms("people precursors", "en")
    assert rare.weight > common.weight


def test_the_body_s_own_name_weighs_next_to_nothing(terms):
    by_surface = {t.surface: t.weight for t in terms("the Regional Centre and narcotics", "en")}
    assert by_surface["Centre"] == SUBJECT_WEIGHT
    assert by_surface["narcotics"] > SUBJECT_WEIGHT


def test_an_acronym_is_one(terms):
    found = {t.surface: t.acronym for t in terms("What about UNODC and drugs?", "en")}
    assert found == {"UNODC": True, "drugs": False}


def test_in_a_question_in_capitals_no_word_is_an_acronym(terms):
    assert not any(t.acronym for t in terms("WHAT ABOUT DRUGS AND WATER?", "en"))


def test_a_member_of_a_collective_is_looked_for_under_its_name(terms):
    found = terms("What about the World Bank?", "en")
    bank = next(t for t in found if t.surface == "World Bank")
    assert "bretton woods" in bank.collective


@pytest.mark.parametrize(
    ("word", "language", "right"),
    [
        ("terorism", "en", "terrorism"),
        ("decleration", "en", "declaration"),
        ("Afganistan", "en", "afghanistan"),
        ("extremisim", "en", "extremism"),
        ("pandmic", "en", "pandemic"),
        ("antitéroriste", "fr", "antiterroriste"),
        ("экстримизм", "ru", "экстремизм"),
        ("наркатиками", "ru", "наркотиками"),
    ],
)
def test_a_misspelt_word_is_mended(mended, word, language, right):
    assert mended(word, language) == right


@pytest.mark.parametrize(
    ("word", "language"),
    [
        ("terrorism", "en"),
        ("library", "en"),
        ("water", "en"),
        ("bibliothèque", "fr"),
        ("терроризм", "ru"),
        ("职能", "zh"),
        ("xq", "en"),
        ("qwertyuiop", "en"),
        ("2007", "en"),
    ],
)
def test_a_word_that_is_well_spelt_or_unknown_is_left(mended, word, language):
    assert mended(word, language) is None


def test_a_misspelt_term_keeps_what_was_typed(terms):
    (term,) = terms("terorism", "en")
    assert term.surface == "terorism"
    assert term.corrected == "terrorism"
    assert term.stem == stem("terrorism", "en")


@pytest.mark.parametrize(
    ("question", "addresses"),
    [
        ("Ashgabad decleration 2017", {"A/RES/72/7#pp8", "A/75/L.72#pp9"}),
        ("What does resolution 72/7 say about terorism?", {"A/RES/72/7#pp7"}),
        ("Which function mentions Afganistan?", {"S/2007/279#p3.b5"}),
    ],
)
def test_misspelt_questions_are_answered(assistant, cited, question, addresses):
    assert addresses & set(cited(assistant.ask(question)))
