"""Words: where they stand in a text, and what stem their forms share."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.words import LANGUAGES, fold, stem, stems, words

letters = st.text(alphabet="aéœKcounrт ёйЯعىَةا中心联合国'’-‑–.,;\n19𝔘e\u0301\u00ad", max_size=40)


@given(st.one_of(letters, st.text(max_size=40)), st.sampled_from(LANGUAGES))
def test_every_word_stands_where_it_says(text, language):
    end = 0
    for word in words(text, language):
        assert end <= word.start < word.end
        assert text[word.start : word.end] == word.surface
        assert not any(map(str.isspace, word.surface))
        end = word.end
    assert end <= len(text)


@given(letters, st.sampled_from(LANGUAGES))
def test_no_letter_or_digit_is_outside_a_word(text, language):
    covered = {i for word in words(text, language) for i in range(word.start, word.end)}
    assert [c for i, c in enumerate(text) if c.isalnum() and i not in covered] == []


@pytest.mark.parametrize(
    ("language", "forms"),
    [
        ("en", "country countries"),
        ("en", "establish established establishing"),
        ("en", "encourages encourage Encouraged"),
        ("en", "recommendation recommendations"),
        ("en", "COVID-19 Covid-19"),
        ("fr", "préventive préventives preventive"),
        ("fr", "gouvernement gouvernements"),
        ("fr", "régional régionale régionaux"),
        ("fr", "État États Etat"),
        ("ru", "дипломатия дипломатии дипломатией"),
        ("ru", "правительство правительства правительствами"),
        ("ru", "учёт учет учета"),
        ("es", "país países"),
        ("es", "función funciones"),
        ("es", "resolución resoluciones"),
        ("ar", "مركز المركز والمركز"),
        ("ar", "الحكومات حكومات"),
        ("ar", "ولاية الولاية"),
        ("ar", "الدُّوَل الدول"),
    ],
)
def test_forms_of_a_word_share_a_stem(language, forms):
    assert len({stem(form, language) for form in forms.split()}) == 1


@pytest.mark.parametrize(
    ("language", "pair"),
    [
        ("en", "preventive peaceful"),
        ("fr", "mandat mission"),
        ("ru", "мир мера"),
        ("ru", "йод иод"),
        ("es", "paz país"),
        ("ar", "ولاية دولة"),
        ("zh", "中心 中国"),
    ],
)
def test_different_words_do_not(language, pair):
    one, other = pair.split()
    assert stem(one, language) != stem(other, language)


def test_chinese_is_cut_into_words():
    found = words("中亚地区预防性外交中心", "zh")
    assert {"预防性", "外交", "中心"} <= {word.surface for word in found}
    assert "".join(word.surface for word in found) == "中亚地区预防性外交中心"


@pytest.mark.parametrize("language", ["ru", "ar", "zh"])
def test_latin_names_in_other_scripts_are_words(language):
    assert "unrcca" in stems("UNRCCA 与", language)
    assert "covid-19" in stems("(COVID-19)", language)


def test_apostrophes_and_hyphens_part_words_and_numbers_do_not():
    assert [word.surface for word in words("l’Asie centrale", "fr")] == ["l", "Asie", "centrale"]
    assert [word.surface for word in words("counter-terrorism", "en")] == ["counter", "terrorism"]
    assert [word.surface for word in words("COVID-19", "en")] == ["COVID-19"]


def test_a_combining_mark_stays_with_its_letter():
    decomposed = unicodedata.normalize("NFD", "état")
    [word] = words(decomposed, "fr")
    assert (word.start, word.end) == (0, len(decomposed))
    assert word.stem == stem("état", "fr")


@pytest.mark.parametrize(
    ("text", "folded"),
    [("ÉTAT", "etat"), ("Ёлка", "елка"), ("Йод", "йод"), ("أُمّة", "امه"), ("Straße", "strasse")],
)
def test_folding(text, folded):
    assert fold(text) == folded


@given(st.text(max_size=40))
def test_folding_twice_is_folding_once(text):
    assert fold(fold(text)) == fold(text)
