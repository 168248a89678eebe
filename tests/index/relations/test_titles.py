"""Titles of one series: the same but for years, sessions and marks; or reworded."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.relations.titles import are_alike, are_kin, are_same, key, likeness
from index.words import LANGUAGES


@pytest.mark.parametrize(
    ("one", "other", "language"),
    [
        ("Unforeseen expenses for 2020", "Unforeseen expenses for 2021", "en"),
        ("72/7. Role of the lighthouse", "Role of the Lighthouse", "en"),
        ("Report on its fifty-fourth session", "Report on its sixtieth session", "en"),
        ("Non‑nuclear States: a view", "Non-nuclear States – a view", "en"),
        ("Rapport sur sa cinquante-quatrième session", "Rapport sur sa première session", "fr"),
        ("Доклад о работе 54-й сессии", "Доклад о работе 55-й сессии", "ru"),
        ("- دور المنارة", "دور المنارة", "ar"),
        ("灯塔的作用", "灯塔的作用。", "zh"),
    ],
)
def test_what_changes_from_session_to_session_is_left_out(one, other, language):
    assert are_same({language: one}, {language: other})


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Question of Guam", "Question of Bermuda"),
        ("Question of Palestine", "Peaceful settlement of the question of Palestine"),
        ("Role of the lighthouse", "Role of the observatory"),
        ("Cooperation with the Union of the North", "Cooperation with the Union of the South"),
    ],
)
def test_titles_of_different_items_are_neither_the_same_nor_alike(one, other):
    assert not are_same({"en": one}, {"en": other})
    assert not are_alike({"en": one}, {"en": other})


def test_a_reworded_title_is_alike_and_not_the_same():
    one = {"en": "Promotion of sustainable tourism for the protection of islands and coasts"}
    other = {
        "en": "Promotion of sustainable tourism for protection of the islands, coasts and reefs"
    }
    assert are_alike(one, other)
    assert are_kin(one, other)
    assert not are_same(one, other)


ROLE = {
    "en": "Role of the United Nations Regional Centre for Preventive Diplomacy for Central Asia",
    "fr": "Rôle du Centre régional des Nations Unies pour la diplomatie préventive en Asie centrale",
    "ru": (
        "Роль Регионального центра Организации Объединенных Наций по превентивной дипломатии "
        "для Центральной Азии"
    ),
    "es": (
        "Función del Centro Regional de las Naciones Unidas para la Diplomacia Preventiva en "
        "Asia Central"
    ),
}


@pytest.mark.parametrize("language", ["fr", "ru", "es"])
def test_titles_in_two_languages_are_compared_by_meaning(language):
    one, other = {"en": ROLE["en"]}, {language: ROLE[language]}
    assert are_alike(one, other)
    assert not are_same(one, other), "no words are the same: only a tie in the text makes it sure"
    assert not are_alike({"en": "Observatory of the snow leopard"}, other)


def test_english_decides_where_both_have_it():
    # A slip in a translation must not join two items.
    one = {"en": "Budget of the mission", "es": "Cuestión de la isla"}
    other = {"en": "Question of the island", "es": "Cuestión de la isla"}
    assert not are_same(one, other)


def test_a_title_without_words_is_like_nothing_else():
    assert likeness({"en": "2030"}, {"en": "Role of the lighthouse"}) == 0.0
    assert likeness({}, {"en": "Role of the lighthouse"}) == 0.0


@given(st.text(max_size=60), st.text(max_size=60), st.sampled_from(LANGUAGES))
def test_likeness_is_symmetric_and_a_title_is_the_same_as_itself(one, other, language):
    a, b = {language: one}, {language: other}
    assert likeness(a, b) == likeness(b, a)
    assert 0.0 <= likeness(a, b) <= 1.0
    assert are_same(a, a)
    assert key(one, language) == key(one.upper().lower(), language) or not one.isascii()
