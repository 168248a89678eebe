"""Typography: what is set otherwise is the same, and what says otherwise is not."""

from __future__ import annotations

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from eval.instruments.typography import VARIANTS, bare, is_balanced
from index.words import LANGUAGES

TEXTS = {
    "en": "Recalls the Organization’s “long-term” priorities – set in 2015–2017 – for all regions,",
    "fr": "Rappelle « la coopération régionale » : l’Assemblée générale réaffirme sa résolution 70/1,",
    "ru": "ссылаясь на «превентивную дипломатию» — основу её работы в 2015–2017 годах;",
    "es": "Reafirma la «cooperación» – según el artículo 33 – de todas las instituciones;",
    "ar": "وإذ تشير إلى «الدبلوماسية الوقائية» - وإلى قرارها 70/1 المؤرخ عام 2015؛",
    "zh": "回顾其2015年第70/1号决议，重申“预防性外交”在各区域的重要作用，并鼓励各国加强合作；",
}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", VARIANTS)
@settings(max_examples=20)
@given(seed=st.integers(0, 2**32))
def test_a_variant_says_the_same(name, language, seed):
    text = TEXTS[language]
    assert bare(VARIANTS[name](text, language, random.Random(seed))) == bare(text)


CHANGES = {
    "quotation marks": {"en", "fr", "ru", "es", "ar", "zh"},
    "dashes": {"en", "ru", "es", "ar"},
    "spaces": {"en", "fr", "ru", "es", "ar"},
    "no-break spaces": {"en", "fr", "ru", "es", "ar"},
    "line breaks": {"en", "fr", "ru", "es", "ar", "zh"},
    "soft hyphens": {"en", "fr", "ru", "es"},
    "decomposed letters": {"fr", "ru", "es", "ar"},
    "all together": {"en", "fr", "ru", "es", "ar", "zh"},
}


@pytest.mark.parametrize("name", CHANGES)
def test_a_variant_is_set_otherwise_where_there_is_something_to_set(name):
    drawn = {
        code
        for code, text in TEXTS.items()
        if any(VARIANTS[name](text, code, random.Random(n)) != text for n in range(20))
    }
    assert drawn == CHANGES[name]


def test_a_line_ends_before_it_is_too_long():
    lines = VARIANTS["line breaks"](TEXTS["en"], "en", random.Random(0)).split("\n")
    assert len(lines) > 1
    assert max(map(len, lines)) <= 70


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("the States", "the State"),
        ("shall report", "shall not report"),
        ("para. 5", "para. 6"),
        ("encourages", "Encourages"),
        ("coopération", "cooperation"),
        ("report, and", "report and"),
        ("all States", "… States"),
    ],
)
def test_what_says_otherwise_is_not_the_same(one, other):
    assert bare(one) != bare(other)


def test_an_ellipsis_is_one_however_it_is_typed():
    assert bare("so … on") == bare("so ... on") == bare("so . . . on") == "so…on"


@pytest.mark.parametrize(
    ("text", "balanced"),
    [
        ("the “Centre” of the States’ work", True),
        ("the Centre” of", False),
        ("« la coopération", False),
        ('a "straight" mark', False),
        ("a ‘single’ mark", False),
    ],
)
def test_a_quote_has_both_of_its_inner_marks(text, balanced):
    assert is_balanced(text) is balanced
