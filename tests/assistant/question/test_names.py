"""Acronyms that the documents never spell, found in the names that they do spell."""

from __future__ import annotations

import pytest

from assistant.question.names import expansion, is_acronym

SPELT = [
    ("OSCE", "en", "Organization for Security and Cooperation in Europe"),
    ("CIS", "en", "Commonwealth of Independent States"),
    ("SCO", "en", "Shanghai Cooperation Organization"),
    ("UNAMA", "en", "United Nations Assistance Mission in Afghanistan"),
    ("UNODC", "en", "United Nations Office on Drugs and Crime"),
    ("CARICC", "en", "Central Asian Regional Information and Coordination Centre"),
    ("ОБСЕ", "ru", "Организацией по безопасности и сотрудничеству в Европе"),
    ("СНГ", "ru", "Содружеством Независимых Государств"),
    ("ШОС", "ru", "Шанхайской организацией сотрудничества"),
    ("МООНСА", "ru", "Миссией Организации Объединенных Наций по содействию Афганистану"),
    ("OSCE", "fr", "Organisation pour la sécurité et la coopération en Europe"),
    ("CEI", "fr", "Communauté d’États indépendants"),
    ("OCS", "fr", "Organisation de Shanghai pour la coopération"),
    ("MANUA", "fr", "Mission d’assistance des Nations Unies en Afghanistan"),
]


@pytest.mark.parametrize(("acronym", "language", "name"), SPELT)
def test_it_is_found_where_the_name_is_spelt_and_nowhere_else(documents, acronym, language, name):
    texts = [
        paragraph.versions[language].text
        for document in documents
        for paragraph in document.paragraphs
        if language in paragraph.versions
    ]
    assert any(name in text for text in texts)
    for text in texts:
        found = expansion(acronym, text, language)
        assert (found is not None) == (name in text), text
        if found is not None:
            assert text[slice(*found)] == name


@pytest.mark.parametrize(
    ("acronym", "language"),
    [
        ("NATO", "en"),
        ("WHO", "en"),
        ("IMF", "en"),
        ("UNHCR", "en"),
        ("ECO", "en"),
        ("НАТО", "ru"),
        ("ОДКБ", "ru"),
        ("МВФ", "ru"),
        ("OTAN", "fr"),
        ("OMS", "fr"),
        ("FMI", "fr"),
    ],
)
def test_none_is_found_of_a_name_that_no_text_spells(documents, acronym, language):
    for document in documents:
        for paragraph in document.paragraphs:
            if language in paragraph.versions:
                assert expansion(acronym, paragraph.versions[language].text, language) is None


@pytest.mark.parametrize(
    ("acronym", "text", "language", "name"),
    [
        ("WHO", "with the World Health Organization, too", "en", "World Health Organization"),
        (
            "UNESCO",
            "the United Nations Educational, Scientific and Cultural Organization",
            "en",
            "United Nations Educational, Scientific and Cultural Organization",
        ),
        ("FMI", "avec le Fonds monétaire international", "fr", "Fonds monétaire international"),
        ("МВФ", "с Международным валютным фондом", "ru", "Международным валютным фондом"),
        (
            "OMS",
            "con la Organización Mundial de la Salud",
            "es",
            "Organización Mundial de la Salud",
        ),
    ],
)
def test_names_that_the_shipped_texts_do_not_have(acronym, text, language, name):
    found = expansion(acronym, text, language)
    assert found is not None
    assert text[slice(*found)] == name


@pytest.mark.parametrize(
    ("acronym", "text", "language"),
    [
        ("SCO", "the Security Council on the establishment", "en"),
        ("ECO", "in Europe, the Commonwealth of Independent States", "en"),
        ("FMI", "Faire mieux ici", "fr"),
        ("CIS", "common interests of states", "en"),
        ("OSCE", "", "en"),
        ("OSCE", "Organization for Security", "en"),
    ],
)
def test_words_with_the_same_initials_are_no_name(acronym, text, language):
    assert expansion(acronym, text, language) is None


def test_an_acronym_is_of_capitals_alone():
    for surface in ("OSCE", "UN", "ОБСЕ", "COVID-19"):
        assert is_acronym(surface)
    for surface in ("Centre", "a", "A", "72", "UNs", "中心", ""):
        assert not is_acronym(surface)


@pytest.mark.parametrize(
    ("question", "address"),
    [
        ("What does the Centre do with the OSCE?", "S/2007/279#p3.b3"),
        ("What does the Centre do with UNAMA?", "S/2007/279#p3.b5"),
        ("Что делает Центр с ОБСЕ?", "S/2007/279#p3.b3"),
        ("Что сказано об отношениях с МООНСА?", "S/2007/279#p3.b5"),
        ("Que doit faire le Centre avec la MANUA ?", "S/2007/279#p3.b5"),
    ],
)
def test_a_question_with_an_acronym_finds_the_name(assistant, cited, question, address):
    assert cited(assistant.ask(question))[0] == address
