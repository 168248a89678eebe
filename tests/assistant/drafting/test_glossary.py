"""The glossary: every verb explained in six languages, found by any of its forms, and by no other word."""

from __future__ import annotations

import pytest

from assistant.drafting.glossary import entries, entry_of, find_entry
from assistant.drafting.verbs import Force, verbs
from index.words import LANGUAGES, Language


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_verb_is_explained(language: Language) -> None:
    found = entries(language)
    assert [entry.verb for entry in found] == list(verbs())
    for entry in found:
        assert entry.language == language
        assert len(entry.text) > 60 if language == "zh" else len(entry.text) > 150
        assert "{" not in entry.text
        assert entry.form in entry.text
        assert len(entry.source) > 10
        assert language == "en" or entry.source != entry_of(entry.verb, "en").source
        assert set(entry.forms) == set(LANGUAGES)


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_two_entries_are_the_same(language: Language) -> None:
    texts = [entry.text for entry in entries(language)]
    assert len(set(texts)) == len(texts)


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("encourages", "encourages"),
        ("encourage", "encourages"),
        ("to encourage", "encourages"),
        ("Encouraging", "encourages"),
        ("encouragement", "encourages"),
        ("“urges”", "urges"),
        ("strongly urges", "urges"),
        ("takes note", "takes note of"),
        ("takes note with appreciation of", "notes with appreciation"),
        ("noting with deep concern", "notes with concern"),
        ("decides to remain seized", "decides to remain seized of"),
        ("encourager", "encourages"),
        ("prie instamment", "urges"),
        ("приветствует", "welcomes"),
        ("приветствуя", "welcomes"),
        ("приветствовать", "welcomes"),
        ("alienta", "encourages"),
        ("alentar", "encourages"),
        ("تشجع", "encourages"),
        ("鼓励", "encourages"),
        ("赞赏地注意到", "notes with appreciation"),
    ],
)
@pytest.mark.parametrize("language", ["en", "ru"])
def test_a_verb_is_found_in_any_form_and_language(
    words: str, name: str, language: Language
) -> None:
    entry = find_entry(words, language)
    assert entry is not None
    assert (entry.verb.name, entry.language) == (name, language)


@pytest.mark.parametrize(
    "words",
    ["", "?", "Centre", "budget", "the", "UNRCCA", "Afghanistan", "peace", "mandate", "resolution",
     "States", "Secretary-General", "центр", "Centro", "المركز", "中心",
     "encourages the Centre to continue its work with all the States"],
)  # fmt: skip
def test_other_words_have_no_entry(words: str) -> None:
    assert find_entry(words, "en") is None


def test_an_entry_says_how_strong_the_verb_is_beside_its_neighbours() -> None:
    entry = find_entry("encourages", "en")
    assert entry is not None
    assert entry.force is Force.ENCOURAGES
    assert "milder than “urges”, “calls upon” and stronger than “invites”" in entry.text
    assert "bind nobody" in entry.text


def test_neutral_terms_name_the_decision_that_made_them_so() -> None:
    entry = find_entry("takes note of", "fr")
    assert entry is not None
    assert "55/488" in entry.source
    assert "neutre" in entry.text
