"""What holds for any quote of the shipped documents."""

from __future__ import annotations

import re

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from index.document import Quote

from .spans import changed, set_otherwise, spans

often = settings(deadline=None, database=None, max_examples=150)


@pytest.fixture(scope="module")
def paragraphs(documents):
    return [p for d in documents for p in d.paragraphs]


@pytest.fixture(scope="module")
def long_paragraphs(paragraphs):
    return [p for p in paragraphs if all(len(v.text.split()) > 8 for v in p.versions.values())]


@pytest.fixture(scope="module")
def stand_anywhere(documents, plain):
    """Whether words stand as whole words in a document's text in one language."""
    strands = [
        plain(" ".join(p.versions[code].text for p in d.paragraphs if code in p.versions))
        for d in documents
        for code in d.languages
    ]

    def stand(words: str) -> bool:
        wanted = plain(words)
        before = r"(?<![^\W_])" if wanted[0].isalnum() else ""
        after = r"(?![^\W_])" if wanted[-1].isalnum() else ""
        pattern = re.compile(f"{before}{re.escape(wanted)}{after}")
        return any(pattern.search(strand) for strand in strands)

    return stand


def place_of(match):
    citation = match.citation
    return citation.symbol, citation.locator, citation.language


@often
@given(data=st.data())
def test_any_span_in_any_typography_is_exact_at_its_place(assistant, paragraphs, plain, data):
    paragraph, language, start, end = data.draw(spans(paragraphs))
    span = Quote(paragraph, language, start, end).text
    assume(any(map(str.isalnum, span)))
    found = assistant.check_quote(data.draw(set_otherwise(span)))
    assert found.status == "exact"
    # A dash before a quote may be the bullet of an item.
    bare = plain(span).strip("'-")
    for match in found.matches:
        assert plain(match.citation.quote).strip("'-") == bare
        assert match.similarity == 1
    if len(found.matches) < 20:
        places = {place_of(match): match for match in found.matches}
        at = places[str(paragraph.symbol), str(paragraph.locator), language].citation
        assert paragraph.versions[language].text[at.start : at.end] == at.quote
        if plain(paragraph.versions[language].text).count(bare) == 1:
            assert start <= at.start < at.end <= end


@often
@given(data=st.data())
def test_a_quote_with_one_word_changed_is_never_exact(
    assistant, long_paragraphs, stand_anywhere, data
):
    paragraph, language, start, end = data.draw(spans(long_paragraphs, least_words=6))
    span = Quote(paragraph, language, start, end).text
    text = data.draw(changed(span))
    assume(not stand_anywhere(text))
    found = assistant.check_quote(data.draw(set_otherwise(text)))
    assert found.status == "nearly"
    assert all(0 < match.similarity < 1 for match in found.matches)


@often
@given(data=st.data())
def test_the_differences_restore_the_document_s_words_and_those_pasted(
    assistant, long_paragraphs, plain, stand_anywhere, data
):
    paragraph, language, start, end = data.draw(spans(long_paragraphs, least_words=6))
    text = data.draw(changed(Quote(paragraph, language, start, end).text))
    assume(not stand_anywhere(text))
    found = assistant.check_quote(text)
    assert found.matches
    for match in found.matches:
        pieces = [d.text for d in match.differences if d.kind != "added"]
        assert "".join(pieces) == match.citation.quote
        assert len(match.differences) > 1
        pasted = "".join(d.text for d in match.differences if d.kind != "missing")
        assert squeezed(plain(pasted)) == squeezed(plain(text)).strip("'")


@often
@given(data=st.data())
def test_whatever_is_pasted_what_is_quoted_is_the_document_s_own(assistant, paragraphs, data):
    words = [w for p in paragraphs for v in p.versions.values() for w in v.text.split()]
    text = " ".join(data.draw(st.lists(st.sampled_from(words), min_size=1, max_size=40)))
    assume(any(map(str.isalnum, text)))
    for match in assistant.check_quote(text).matches:
        at = match.citation
        version = assistant.document(at.symbol).paragraph(at.locator).versions[at.language]
        assert at.quote == version.text[at.start : at.end]
        assert "".join(d.text for d in match.differences if d.kind != "added") == at.quote


def squeezed(text):
    return "".join(text.split())
