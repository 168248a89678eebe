"""How a question is read: its language, its intent, what it is cleaned of."""

from __future__ import annotations

import pytest

from assistant.question import read_question
from assistant.question.reading import MOST_CHARACTERS, clean, whole_characters
from index.languages import detect_language


@pytest.mark.parametrize(
    ("question", "language"),
    [
        ("Where is it?", "en"),
        ("What does it do?", "en"),
        ("Who signed?", "en"),
        ("Où est-il situé ?", "fr"),
        ("Que fait le Centre ?", "fr"),
        ("Qui a signé ?", "fr"),
        ("Где он?", "ru"),
        ("Кто подписал?", "ru"),
        ("¿Dónde está?", "es"),
        ("¿Qué hace el Centro?", "es"),
        ("أين يقع؟", "ar"),
        ("من وقّع؟", "ar"),
        ("在哪里？", "zh"),
        ("谁签署的？", "zh"),
        ("UNRCCA的职能", "zh"),
        ("ما دور UNAMA؟", "ar"),
        ("Что такое UNODC?", "ru"),
    ],
)
def test_the_language_of_short_questions_is_told(question, language):
    assert detect_language(question) == language


@pytest.mark.parametrize("text", ["A/RES/72/7", "OP2", "72/7", "UNRCCA"])
def test_a_text_without_a_word_is_in_the_interface_s_language(text):
    assert detect_language(text, "fr") == "fr"
    assert detect_language(text, "ru") == "ru"


def test_the_language_of_the_question_before_breaks_ties(assistant):
    before = assistant.ask("Quelles sont les fonctions du Centre ?")
    assert assistant.ask("OP2 72/7", history=[before]).language == "fr"


@pytest.mark.parametrize(
    ("text", "intent"),
    [
        ("What does OP2 of A/RES/72/7 say?", "lookup"),
        ("What are the functions of the Centre?", "list"),
        ("Which documents do you have?", "documents"),
        ("What is in S/2007/280?", "unheld"),
        ("What is said about drug trafficking?", "topic"),
    ],
)
def test_the_intent_is_read(vocabulary, text, intent):
    assert read_question(text, vocabulary).intent == intent


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Where is the Centre?", "where"),
        ("When was it adopted?", "when"),
        ("Who signed it?", "who"),
        ("How many are there?", "how_many"),
        ("Où se trouve le Centre ?", "where"),
        ("Quand ?", "when"),
        ("Сколько их?", "how_many"),
        ("¿Quién la firmó?", "who"),
        ("متى اعتُمد؟", "when"),
        ("谁签署的？", "who"),
    ],
)
def test_what_kind_of_words_is_asked_for_is_read(vocabulary, text, kind):
    assert kind in read_question(text, vocabulary).asks


def test_chosen_documents_are_the_only_ones(vocabulary):
    read = read_question("the letter", vocabulary, documents=["A/RES/72/7"])
    assert read.documents == ("A/RES/72/7",)


@pytest.mark.parametrize(
    ("text", "cleaned"),
    [
        ("  a \t b\r\n c ", "a b c"),
        ("a\u0000b", "a b"),
        ("a\u202eb\u202c", "ab"),
        ("func\u200dtions", "functions"),
        ("a\u2028b\u2029c", "a b c"),
        ("e\u0301", "é"),
        ("a\u00a0b", "a b"),
        ("\ufeffa", "a"),
        ("\ud83d\ude00", "😀"),
        ("\u200b\u200f", ""),
        ("", ""),
    ],
)
def test_a_question_is_cleaned_of_what_nobody_sees(text, cleaned):
    assert clean(text) == cleaned


def test_a_lone_surrogate_is_replaced():
    assert "\ud800" not in clean("a\ud800b")
    clean("\udcff\ud800").encode()


def test_halves_of_a_character_are_joined_and_lone_ones_replaced():
    assert whole_characters("\ud83d\ude00") == "😀"
    assert whole_characters("a\ud800b") == "a\ufffdb"
    assert whole_characters("a\u202eb\0") == "a\u202eb\0"


def test_a_long_introduction_does_not_hide_the_question(assistant, cited):
    introduction = "I am preparing a briefing for a colleague who is new to the region. "
    answer = assistant.ask(introduction + "What are the functions of the Centre?")
    assert cited(answer) == [f"S/2007/279#p3.b{n}" for n in range(1, 6)]
    assert len(introduction) < MOST_CHARACTERS
