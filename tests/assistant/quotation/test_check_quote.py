"""The check of quotes as callers have it: what is chosen, refused, and how long it takes."""

from __future__ import annotations

import time

import pytest

from assistant import EmptyQuestion, QuestionTooLong, UnknownDocument, UnknownLanguage
from assistant.quotation.model import QuoteCheck
from index.errors import SymbolError

CLOSE = "the Regional Centre to continue close cooperation with the Governments of the region"


@pytest.mark.parametrize(
    "text", ["", " \n", "“”", "«\u00a0»", "…", "?!", "\u200b", "\ud800", "(—)", "\x00", "،"]
)
def test_nothing_to_check_is_said_in_one_line(assistant, text):
    with pytest.raises(EmptyQuestion, match=r"\Athere is no word to be checked; .+\Z"):
        assistant.check_quote(text)


def test_too_much_is_refused_with_the_length_and_the_limit(assistant):
    with pytest.raises(QuestionTooLong) as caught:
        assistant.check_quote("word " * 5000)
    assert str(caught.value) == "the quote has 24,999 characters; check at most 20,000 at once"


def test_the_longest_passage_is_checked_in_a_moment(assistant):
    document = assistant.document("A/75/L.72")
    passage = "\n".join(p.versions["en"].text for p in document.paragraphs)
    started = time.monotonic()
    found = assistant.check_quote(passage[:20_000])
    assert found.status == "exact"
    assert len(found.matches) == len(document.paragraphs)
    found = assistant.check_quote((passage.replace("Regional", "regional") * 3)[:20_000])
    assert time.monotonic() - started < 20


def test_only_the_documents_chosen_are_looked_into(assistant):
    found = assistant.check_quote(CLOSE, documents=["a/75/l.72"])
    assert [m.citation.symbol for m in found.matches] == ["A/75/L.72"]
    draft = assistant.document("A/75/L.72")
    assert (found.searched.documents, found.searched.paragraphs) == (1, len(draft.paragraphs))
    elsewhere = assistant.check_quote(CLOSE, documents=["S/2007/279"])
    assert elsewhere.status == "absent"


@pytest.mark.parametrize(("symbol", "error"), [("A/RES/1/1", UnknownDocument), ("no", SymbolError)])
def test_a_document_that_is_not_held_is_an_error(assistant, symbol, error):
    with pytest.raises(error):
        assistant.check_quote(CLOSE, documents=[symbol])


def test_places_are_written_in_the_reader_s_language(assistant):
    assert assistant.check_quote(CLOSE).matches[0].citation.pinpoint == "A/RES/72/7, para. 3"
    found = assistant.check_quote(CLOSE, language="fr")
    assert found.matches[0].citation.pinpoint == "A/RES/72/7, par. 3"
    assert found.matches[0].citation.language == "en"
    with pytest.raises(UnknownLanguage):
        assistant.check_quote(CLOSE, language="de")


def test_places_in_the_reader_s_language_come_first(assistant):
    for language in ("en", "fr"):
        found = assistant.check_quote("Ban Ki-moon", language=language)
        assert found.matches[0].citation.language == language
        assert {m.citation.language for m in found.matches} == {"en", "fr"}


def test_a_check_is_the_same_after_json(assistant):
    for text in (CLOSE, CLOSE.replace("close", "loose"), "nothing of the kind"):
        found = assistant.check_quote(text)
        assert QuoteCheck.model_validate_json(found.model_dump_json()) == found


def test_what_was_pasted_is_told_as_it_can_be_stored(assistant):
    assert assistant.check_quote("“the region”\ud800").text == "“the region”\ufffd"
