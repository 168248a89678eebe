"""The web's own words: the same ones in each language, in its script, with its punctuation."""

from __future__ import annotations

import re
import string
from typing import get_args

import pytest

from assistant.web.interface import load_labels
from index.words import Language

LANGUAGES: tuple[Language, ...] = get_args(Language)
OTHERS = tuple(language for language in LANGUAGES if language != "en")
NAMES = {"BibTeX", "RIS", "CSL", "JSON", "DOCX", "PDF", "HTML", "Markdown"}
ENGLISH = re.compile(r"\b(?:the|of|and|is|are|was|with|in|to|your|this|that|not)\b", re.IGNORECASE)
# Words that the language shares with English.
SHARED = {
    "fr": {"Absent", "Conversation", "Date", "Document", "Documents", "Exact", "Index", "Score"}
    | {"Session", "Source", "Source {key}", "Version"},
    "es": {"no"},
}
SCRIPTS = {"ru": "[а-я]", "ar": "[\u0621-\u064a]", "zh": "[\u4e00-\u9fff]"}
STARTERS = {
    "starter.first": {f"S/2007/279#p3.b{n}" for n in range(1, 6)},
    "starter.second": {"S/2007/279#p3.b2"},
    "starter.third": {"A/RES/72/7#pp11", "A/75/L.72#pp11"},
    "starter.fourth": {"S/2007/279#p3.b3"},
}


def blanks(label):
    return sorted(name for _, name, _, _ in string.Formatter().parse(label) if name is not None)


def words(label):
    """`label` with a number for each blank, which is filled in, and for the marker [1]."""
    return re.sub(r"\{\w+\}|\[1\]", "0", label)


def wrong(language, pattern):
    """The labels of `language` in which `pattern` is found."""
    labels = load_labels(language)
    assert labels
    return {name: text for name, text in labels.items() if re.search(pattern, words(text))}


@pytest.mark.parametrize("language", OTHERS)
def test_each_language_has_the_same_labels(language):
    assert list(load_labels(language)) == list(load_labels("en"))


@pytest.mark.parametrize("language", OTHERS)
def test_each_label_has_the_same_blanks(language):
    labels = load_labels(language)
    differing = {
        name for name, text in load_labels("en").items() if blanks(labels[name]) != blanks(text)
    }
    assert not differing


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_label_is_empty_or_untidy(language):
    assert not wrong(language, r"^\W*$|^\s|\s$|[\n\r\t]|\s\s|TODO")


@pytest.mark.parametrize("language", OTHERS)
def test_no_label_is_left_in_english(language):
    labels = load_labels(language)
    same = {text for name, text in load_labels("en").items() if labels[name] == text}
    assert same <= SHARED.get(language, set())


@pytest.mark.parametrize("language", ["fr", "es"])
def test_no_english_word_stands_in_a_latin_label(language):
    assert not wrong(language, ENGLISH)


@pytest.mark.parametrize("language", SCRIPTS)
def test_each_label_is_in_the_script_of_its_language(language):
    for name, text in load_labels(language).items():
        assert re.search(SCRIPTS[language], text, re.IGNORECASE), name
        assert set(re.findall(r"[A-Za-z]+", words(text))) <= NAMES, name


def test_languages_are_named_by_their_own_names():
    names = {language: load_labels(language)["language_name"] for language in LANGUAGES}
    assert names == {
        "en": "English",
        "fr": "Français",
        "ru": "Русский",
        "es": "Español",
        "ar": "العربية",
        "zh": "中文",
    }


def test_french_has_no_breaking_space_before_double_punctuation_or_within_quotation_marks():
    text = "".join(load_labels("fr").values())
    assert "\u00a0?" in text
    assert "\u00a0:" in text
    assert not wrong("fr", r"(?:^|[^\u00a0\u202f])[:;?!»]|«(?:$|[^\u00a0\u202f])|'")


def test_spanish_questions_and_exclamations_are_opened():
    for name, text in load_labels("es").items():
        assert (text.count("¿"), text.count("¡")) == (text.count("?"), text.count("!")), name
    assert "¿" in load_labels("es")["starter.first"]


def test_russian_has_its_own_quotation_marks_and_no_yo():
    assert not wrong("ru", "[\"“”„'ёЁ]")


def test_arabic_has_arabic_punctuation():
    assert not wrong("ar", "[?,;\"']")
    assert load_labels("ar")["starter.first"].endswith("؟")


def test_chinese_has_full_width_punctuation():
    assert not wrong("zh", r"[?!,;:.()\"']")
    assert not wrong("zh", r"[\u4e00-\u9fff]\s|\s[\u4e00-\u9fff]")


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_labels_of_buttons_are_short(language):
    labels = load_labels(language)
    buttons = [
        "chat.send",
        "chat.stop",
        "chat.reason_send",
        "check.submit",
        "sign_in.submit",
        "close",
    ]
    assert [name for name in buttons if len(labels[name]) > 15] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_welcome_names_the_centre(language):
    labels = load_labels(language)
    welcome = labels["chat.welcome"].format(body=labels["chat.body"])
    assert labels["chat.body"] in welcome
    assert "{" not in welcome


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_kind_of_document_has_a_name(language, documents):
    assert {f"kind.{document.kind}" for document in documents} <= load_labels(language).keys()


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", STARTERS)
def test_each_starter_is_answered_from_the_right_place(language, name, assistant, cited):
    answer = assistant.ask(load_labels(language)[name])
    assert answer.status == "answered"
    assert answer.language == language
    places = set(cited(answer))
    assert places
    assert places <= STARTERS[name]


@pytest.mark.parametrize("language", LANGUAGES)
def test_all_functions_are_listed_to_the_first_starter(language, assistant, cited):
    answer = assistant.ask(load_labels(language)["starter.first"])
    assert set(cited(answer)) == STARTERS["starter.first"]


def test_every_starter_is_tried():
    names = {name for name in load_labels("en") if name.startswith("starter.")}
    assert names == STARTERS.keys()
