"""The language of a text among the six."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.languages import detect_language, is_plainly_in_another
from index.words import LANGUAGES


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("What are the functions of the Centre?", "en"),
        ("How many sponsors does the draft have?", "en"),
        ("Quelles sont les fonctions du Centre ?", "fr"),
        ("Que doit faire le Centre en Afghanistan ?", "fr"),
        ("Каковы функции Центра?", "ru"),
        ("¿Cuáles son las funciones del Centro?", "es"),
        ("¿Qué debe hacer el Centro?", "es"),
        ("ما هي وظائف المركز؟", "ar"),
        ("该中心的职能是什么？", "zh"),
        ("Что такое UNRCCA?", "ru"),
        ("UNRCCA的职能", "zh"),
        ("ما هو دور UNRCCA في آسيا الوسطى؟", "ar"),
        # "para" is a word of three languages, the others are of one.
        ("A/RES/72/7, seventh preambular para", "en"),
    ],
)
def test_questions(text, language):
    # A wrong default does not outweigh the words.
    other = next(code for code in LANGUAGES if code != language)
    assert detect_language(text) == language
    assert detect_language(text, other) == language


def test_every_shipped_text_is_in_its_language(documents):
    versions = [v for d in documents for p in d.paragraphs for v in p.versions.values()]
    long = [version for version in versions if len(version.text) > 60]
    assert len(long) > 60
    assert [v.text for v in long if detect_language(v.text) != v.language] == []


@pytest.mark.parametrize(
    "text", ["", " ", "2007", "S/2007/279", "A/RES/72/7?", "UNRCCA", "…", "😀"]
)
@pytest.mark.parametrize("default", LANGUAGES)
def test_a_text_without_words_is_in_the_default_language(text, default):
    assert detect_language(text, default) == default


@given(st.text(max_size=60), st.sampled_from(LANGUAGES))
def test_any_text_is_in_one_of_the_six(text, default):
    assert detect_language(text, default) in LANGUAGES


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("What does paragraph 1 of resolution 72/7 say?", "en"),
        ("Que dit le paragraphe 1 de la résolution 72/7 ?", "fr"),
        ("¿Qué dice el párrafo 1 de la resolución 72/7?", "es"),
        ("Что говорится в пункте 1 резолюции 72/7?", "ru"),
        ("ماذا تقول الفقرة 1 من القرار 72/7؟", "ar"),
        ("第72/7号决议第1段说了什么？", "zh"),
    ],
)
def test_a_sentence_is_plainly_in_another_language_than_its_own(text, language):
    assert {code for code in LANGUAGES if not is_plainly_in_another(text, code)} == {language}


@pytest.mark.parametrize("text", ["A/RES/72/7", "S/2007/279#p3", "UNAMA", "?", "72/7"])
def test_what_is_in_no_language_is_in_the_one_expected(text):
    assert not any(is_plainly_in_another(text, code) for code in LANGUAGES)
