"""What a drafting verb means in a resolution: usage, which is never shown as a quote."""

from __future__ import annotations

import re
from io import BytesIO

import pytest

from assistant.drafting.glossary import entry_of, find_entry
from assistant.drafting.verbs import find_opening_verb, verbs
from assistant.phrases import load_phrases
from assistant.question import read_question
from assistant.render import RENDERERS
from assistant.render.docx import write_docx

from .glossary_questions import OTHERS, golden

LANGUAGES = ("en", "fr", "ru", "es", "ar", "zh")
LEAST = {"built": 0.95, "kept": 0.75}
ENCOURAGES = {
    "en": "What does 'encourages' mean in a resolution?",
    "fr": "Que signifie « encourage » dans une résolution ?",
    "ru": "Что означает «рекомендует» в резолюции?",
    "es": "¿Qué significa «alienta» en una resolución?",
    "ar": "ما معنى «تشجع» في القرار؟",
    "zh": "“鼓励”在决议中是什么意思？",
}


def meant(question, vocabulary):
    usage = read_question(question, vocabulary).usage
    return [entry.verb.name for entry in usage.entries] if usage else []


@pytest.mark.parametrize("half", ["built", "kept"])
def test_the_verbs_asked_of_are_found_in_every_language(vocabulary, half):
    asked = list(golden(half))
    assert len(asked) == 36
    wrong = [g.text for g in asked if not g.are_meant(meant(g.text, vocabulary))]
    assert len(wrong) <= len(asked) * (1 - LEAST[half]), wrong


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_a_document_means_or_says_is_no_question_of_usage(assistant, language):
    for question in OTHERS[language]:
        assert assistant.ask(question).mode != "usage", question


@pytest.mark.parametrize("language", LANGUAGES)
def test_usage_says_that_it_is_usage_and_stands_in_no_quotation_marks(assistant, language):
    answer = assistant.ask(ENCOURAGES[language])
    phrases = load_phrases(language)
    assert (answer.language, answer.status, answer.mode) == (language, "answered", "usage")
    assert answer.badge == "usage"
    lines = answer.text.split("\n")
    assert lines[0].startswith(phrases["usage.entry"].split("{")[0])
    # Quotation marks are the documents' alone.
    quoted = re.findall(f"{phrases['open']}.*?{phrases['close']}", answer.text)
    assert quoted == [f"{phrases['open']}{c.quote}{phrases['close']}" for c in answer.citations]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_verb_is_shown_in_use_and_no_text_twice(assistant, language):
    answer = assistant.ask(ENCOURAGES[language])
    assert 1 <= len(answer.citations) <= 3
    assert len({c.quote for c in answer.citations}) == len(answer.citations)
    for citation in answer.citations:
        paragraph = assistant.document(citation.symbol).paragraph(citation.locator)
        text = paragraph.versions[citation.language].text
        assert text[citation.start : citation.end] == citation.quote
        found = find_opening_verb(text, citation.language)
        assert found.verb.name == "encourages"
        assert citation.marks == ((found.start, found.end),)


def test_which_of_two_goes_further_is_told_where_usage_orders_them(assistant):
    phrases = load_phrases("en")
    answer = assistant.ask("Is 'invites' stronger than 'requests'?")
    told = phrases["usage.stronger"].format(first="requests", second="invites")
    assert told in answer.text.split("\n")
    answer = assistant.ask("Is 'condemns' stronger than 'welcomes'?")
    told = phrases["usage.equal"].format(first="condemns", second="welcomes")
    assert told in answer.text.split("\n")
    answer = assistant.ask("What is the difference between 'requests' and 'invites'?")
    assert phrases["usage.stronger"].split("{")[0] not in answer.text.split("\n")[2:]


def test_the_use_in_one_document_is_quoted_where_it_is_named(assistant):
    answer = assistant.ask("What does 'encourages' mean in A/75/L.72?")
    assert {c.symbol for c in answer.citations} == {"A/75/L.72"}
    chosen = assistant.ask(ENCOURAGES["en"], documents=["A/RES/72/7"])
    assert {c.symbol for c in chosen.citations} == {"A/RES/72/7"}


def test_a_verb_that_no_document_uses_is_told_without_quotes(assistant):
    answer = assistant.ask("What does 'condemns' mean?")
    assert (answer.status, answer.mode, answer.citations) == ("answered", "usage", ())


@pytest.mark.parametrize("name", sorted(set(RENDERERS) - {"json"}))
def test_every_format_ends_with_the_line_of_usage(assistant, name):
    answer = assistant.ask("What is the difference between 'welcomes' and 'notes'?")
    shown = RENDERERS[name](answer).replace("\\", "").replace("&#x27;", "'")
    badge = load_phrases("en")["badge.usage"]
    assert badge in shown
    assert load_phrases("en")["badge.extractive"] not in shown
    assert shown.count("Usage, not a quote") == 2
    for citation in answer.citations:
        # The verb before it is marked.
        assert citation.quote[-40:] in shown


def test_a_word_document_has_the_usage_and_its_line(assistant):
    from docx import Document

    answer = assistant.ask(ENCOURAGES["en"])
    texts = [paragraph.text for paragraph in Document(BytesIO(write_docx([answer]))).paragraphs]
    assert answer.text.split("\n")[0] in texts
    assert load_phrases("en")["badge.usage"] in texts


@pytest.mark.parametrize(
    ("question", "verb"),
    [
        ('What does "decides" mean legally?', "decides"),
        ('What force does "calls upon" have?', "calls upon"),
        ('In UN drafting, is "notes with appreciation" approval?', "notes with appreciation"),
        ('Does "recalling" impose an obligation?', "recalls"),
        ("Is 'requests' binding on Member States?", "requests"),
        ("« Prie » crée-t-il une obligation ?", "requests"),
        ("Имеет ли «призывает» юридическую силу?", "calls upon"),
        ("¿Tiene fuerza jurídica «exhorta»?", "calls upon"),
        ("هل «تحث» ملزمة؟", "urges"),
        ("“呼吁”有法律约束力吗？", "calls for"),
    ],
)
def test_what_a_verb_in_quotation_marks_does_is_a_question_of_usage(assistant, question, verb):
    answer = assistant.ask(question)
    assert answer.mode == "usage"
    meant = next(v for v in verbs() if v.name == verb)
    assert re.split("[.。]", entry_of(meant, answer.language).text)[0] in answer.text


@pytest.mark.parametrize(
    "question",
    [
        "What obligations does the Centre have?",
        "Is the mandate of the Centre binding?",
        "Does the resolution “encourage” States?",
        "Does the letter impose obligations on the “Centre”?",
        'Does resolution 72/7 say "encourages the Centre to own helicopters"?',
    ],
)
def test_what_documents_say_is_no_question_of_usage(assistant, question):
    assert assistant.ask(question).mode != "usage"


def test_a_difference_is_told_by_its_order_too(assistant):
    phrases = load_phrases("en")
    answer = assistant.ask("What is the difference between urges and encourages?")
    told = phrases["usage.stronger"].format(first="urges", second="encourages")
    assert told in answer.text.split("\n")
    answer = assistant.ask("What is the difference between urges and calls upon?")
    assert phrases["usage.equal"].format(first="urges", second="calls upon") in answer.text


@pytest.mark.parametrize("reader", LANGUAGES)
def test_a_verb_of_another_language_is_explained_in_the_readers(assistant, reader):
    answer = assistant.ask("What does 'encourages' mean in a resolution?", language=reader)
    own = find_entry("encourages", reader)
    form = own.form if reader == "en" else f"{own.form} (encourages)"
    first, source = answer.text.split("\n")[:2]
    assert first.startswith(load_phrases(reader)["usage.entry"].split("{")[0] + form)
    assert source.startswith(load_phrases(reader)["usage.source"].split("{")[0])
    assert reader == "en" or "Editorial Manual" not in source
