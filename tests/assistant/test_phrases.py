"""The assistant's own sentences: the same ones in each language, with the same blanks."""

from __future__ import annotations

import string
from typing import get_args

import pytest

from assistant.phrases import load_phrases
from index.document import Status
from index.words import Language

LANGUAGES = get_args(Language)


def blanks(phrase):
    return {name for _, name, _, _ in string.Formatter().parse(phrase) if name is not None}


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_language_has_the_same_phrases(language):
    assert load_phrases(language).keys() == load_phrases("en").keys()


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_phrase_has_the_same_blanks(language):
    english = load_phrases("en")
    for name, phrase in load_phrases(language).items():
        assert blanks(phrase) == blanks(english[name]), name


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_phrase_is_empty_or_of_several_lines(language):
    for name, phrase in load_phrases(language).items():
        assert phrase.strip(), name
        assert "\n" not in phrase, name


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_status_has_a_name(language):
    for status in Status:
        assert load_phrases(language)[f"status.{status}"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_quotation_marks_differ_from_each_other(language):
    phrases = load_phrases(language)
    assert phrases["open"].strip() != phrases["close"].strip()


def test_no_phrase_is_left_in_english():
    english = load_phrases("en")
    for language in set(LANGUAGES) - {"en"}:
        phrases = load_phrases(language)
        same = {
            n for n in english if any(map(str.isalpha, english[n])) and phrases[n] == english[n]
        }
        # Spanish says no as English does.
        shared = {"lineage.answer_no", "lineage.answer_no_in"} if language == "es" else set()
        assert same <= {"of"} | shared, language
