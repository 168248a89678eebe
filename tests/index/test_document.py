"""Quotes are spans of stored texts, and repairs make those texts from their source."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.document import Paragraph, Quote, Repair, Version, apply_repairs
from index.errors import UnknownParagraph, UserError
from index.locator import Kind, Locator
from index.symbol import Symbol

# Astral characters, combining marks, joined emoji, right-to-left text.
texts = st.one_of(
    st.text(min_size=1, max_size=40),
    st.text(alphabet="aé\u0301\u0308й𝔘😀👩\u200d👧عَ中 ", min_size=1, max_size=40),
)


def paragraph(text: str, **others: str) -> Paragraph:
    by_language = {"en": text, **others}
    return Paragraph(
        Symbol("S/2007/279"),
        Locator("p1"),
        {
            code: Version(code, words, "file.txt", 0, len(words))
            for code, words in by_language.items()
        },
    )


@given(texts, st.data())
def test_a_quote_is_the_slice_of_the_stored_text(text, data):
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    quote = Quote(paragraph(text, ru="другой текст"), "en", start, end)
    assert quote.text == text[start:end]
    assert len(quote.text) == end - start


@given(texts, st.integers(-50, 90), st.integers(-50, 90))
def test_what_is_no_span_cannot_be_quoted(text, start, end):
    if 0 <= start < end <= len(text):
        assert Quote(paragraph(text), "en", start, end).text
        return
    with pytest.raises(ValueError, match="is no span of S/2007/279#p1"):
        Quote(paragraph(text), "en", start, end)


@pytest.mark.parametrize(
    ("start", "end"), [(0, 0), (3, 2), (-1, 2), (0, 7), (6, 7), (6, 6), (-3, -1), (10, 20)]
)
def test_spans_at_the_edges(start, end):
    with pytest.raises(ValueError, match="6 code points"):
        Quote(paragraph("Centre"), "en", start, end)


def test_offsets_count_code_points_not_bytes_or_utf_16_units():
    text = "𝔘𝔫 e\u0301tat"
    quote = Quote(paragraph(text), "en", 3, 5)
    assert quote.text == "e\u0301"
    assert unicodedata.normalize("NFC", quote.text) == "é"


def test_a_quote_in_a_language_that_is_not_there_is_an_error():
    with pytest.raises(ValueError, match="no version in 'fr'"):
        Quote(paragraph("Centre"), "fr", 0, 3)


def test_a_quote_has_no_words_of_its_own():
    quote = Quote(paragraph("Centre"), "en", 0, 3)
    # Python 3.11 raises a TypeError for a property of a frozen class with slots.
    for name, value in {"text": "other words", "start": 1}.items():
        with pytest.raises((AttributeError, TypeError)):
            setattr(quote, name, value)
    assert quote.text == "Cen"
    assert "text" not in Quote.__dataclass_fields__


@pytest.mark.parametrize(
    ("held", "wanted", "given_back"),
    [
        (["en", "ru"], "ru", "ru"),
        (["en", "ru"], "fr", "en"),
        (["ru", "fr"], "zh", "ru"),
    ],
)
def test_the_version_in_a_language_or_the_nearest_to_it(held, wanted, given_back):
    versions = {code: Version(code, "x", "f", 0, 1) for code in held}
    assert Paragraph(Symbol("A/1"), Locator("p1"), versions).version(wanted).language == given_back


def test_paragraphs_of_a_document(by_symbol):
    letter = by_symbol["S/2007/279"]
    found = letter.paragraph("p3.b2")
    assert found.kind is Kind.ITEM
    assert found.address == "S/2007/279#p3.b2"
    assert [p.locator for p in letter.items("p3")] == ["p3.b1", "p3.b2", "p3.b3", "p3.b4", "p3.b5"]
    assert letter.items("p1") == ()
    with pytest.raises(UnknownParagraph) as caught:
        letter.paragraph("op9")
    # One clear line, not the quoted form that a KeyError prints.
    assert str(caught.value) == "S/2007/279 has no paragraph 'op9'"
    assert isinstance(caught.value, UserError)


@st.composite
def mended(draw: st.DrawFn) -> tuple[str, int, int, tuple[Repair, ...], str]:
    """A source, a span of it with repairs, and the text that they make."""
    source, text, repairs = draw(texts), "", []
    start = len(source)
    for piece in draw(st.lists(st.tuples(texts, st.booleans(), st.text(max_size=3)), max_size=6)):
        words, repaired, replacement = piece
        if repaired:
            end = len(source) + len(words)
            repairs.append(Repair("markup", len(source), end, replacement, words))
        text += replacement if repaired else words
        source += words
    end = len(source)
    shuffled = draw(st.permutations(repairs))
    return source + draw(texts), start, end, tuple(shuffled), text


@given(mended())
def test_repairs_are_replacements_in_the_source_in_any_order(case):
    source, start, end, repairs, text = case
    assert apply_repairs(source, start, end, repairs) == text
