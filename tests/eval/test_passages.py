"""Documents as plain texts: a chunk cites the paragraphs that it holds, and no others."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from eval.systems.passages import texts_of
from index.catalogue import read_documents
from index.document import Document, DocumentKind, Paragraph, Status, Version
from index.locator import Locator
from index.symbol import Symbol
from index.words import LANGUAGES

often = settings(deadline=None, database=None, max_examples=100)
# Few letters, so that words recur; blank lines, an astral letter, a combining mark.
words = st.text(alphabet="ab \n中\u0301😀", min_size=1, max_size=12)


def document(*paragraphs, symbol="S/2007/1"):
    """A document of paragraphs, each given as its texts by language."""
    held = [
        Paragraph(
            Symbol(symbol),
            Locator(f"p{number}"),
            {code: Version(code, text, "a.txt", 0, 0) for code, text in texts.items()},
        )
        for number, texts in enumerate(paragraphs, start=1)
    ]
    kind, status, day = DocumentKind.LETTER, Status.LETTER, dt.date(2007, 1, 5)
    return Document(Symbol(symbol), kind, status, "", day, {}, tuple(held))


paragraphs = st.dictionaries(st.sampled_from(LANGUAGES[:3]), words, min_size=1)
documents = st.lists(paragraphs, min_size=1, max_size=5).map(lambda found: document(*found))


@st.composite
def chunks(draw: st.DrawFn):
    """A text and a stretch of it, which may be empty."""
    text = draw(st.sampled_from(texts_of([draw(documents)])))
    start = draw(st.integers(0, len(text.text)))
    return text, start, draw(st.integers(start, len(text.text)))


@often
@given(st.lists(documents, max_size=2))
def test_every_version_stands_once_and_where_its_span_says(made):
    found = texts_of(made)
    stood = [
        (text.language, paragraph, text.text[start:end])
        for text in found
        for paragraph, start, end in text.spans
    ]
    held = [
        (code, paragraph, version.text)
        for one in made
        for code in one.languages
        for paragraph in one.paragraphs
        for held_in, version in paragraph.versions.items()
        if held_in == code
    ]
    assert stood == held
    assert all(text.symbol == "S/2007/1" for text in found)


@often
@given(documents)
def test_paragraphs_are_parted_by_blank_lines_and_nothing_else(made):
    for text in texts_of([made]):
        assert "\n\n".join(text.text[a:b] for _, a, b in text.spans) == text.text


def test_each_language_version_of_the_shipped_documents_has_a_key_of_its_own():
    shipped = read_documents()
    keys = [text.key for text in texts_of(shipped)]
    assert len(set(keys)) == len(keys) == sum(len(one.languages) for one in shipped)
    assert "A/RES/72/7 en" in keys


@often
@given(chunks())
def test_what_a_chunk_cites_is_in_the_chunk_and_in_the_paragraph(chunk):
    text, start, end = chunk
    places = {paragraph.address: (a, b) for paragraph, a, b in text.spans}
    cited = text.cite(start, end)
    for one in cited:
        first, last = places[one.address]
        assert one.quote == text.text[max(start, first) : min(end, last)]
        assert one.quote
        assert one.language == text.language
    addresses = [one.address for one in cited]
    assert addresses == [address for address in places if address in addresses]


@often
@given(chunks())
def test_a_chunk_cites_what_it_holds_half_of_and_else_what_it_has_most_of(chunk):
    text, start, end = chunk
    held = {p.address: len(range(max(a, start), min(b, end))) for p, a, b in text.spans}
    size = {p.address: b - a for p, a, b in text.spans}
    cited = {one.address for one in text.cite(start, end)}
    half = {address for address in held if 2 * held[address] >= size[address]}
    if half or not any(held.values()):
        assert cited == half
    else:
        (only,) = cited
        assert held[only] == max(held.values())


#            0123456789  12  15        25
THREE = "abcdefghij\n\nklm\n\nnopqrstuvw"


@pytest.mark.parametrize(
    ("start", "end", "cited"),
    [
        (0, 27, {"p1": "abcdefghij", "p2": "klm", "p3": "nopqrstuvw"}),
        (0, 10, {"p1": "abcdefghij"}),
        (0, 5, {"p1": "abcde"}),
        (0, 4, {"p1": "abcd"}),
        (5, 12, {"p1": "fghij"}),
        # Less than half of the first stands beside all of the second.
        (6, 15, {"p2": "klm"}),
        (6, 14, {"p2": "kl"}),
        (6, 13, {"p1": "ghij"}),
        (5, 14, {"p1": "fghij", "p2": "kl"}),
        # As much of one as of the other: the first.
        (9, 13, {"p1": "j"}),
        (14, 18, {"p2": "m"}),
        (10, 12, {}),
        (3, 3, {}),
        (12, 12, {}),
        (27, 90, {}),
        (20, 90, {"p3": "qrstuvw"}),
    ],
)
def test_the_half_rule_by_hand(start, end, cited):
    (text,) = texts_of([document({"en": "abcdefghij"}, {"en": "klm"}, {"en": "nopqrstuvw"})])
    assert text.text == THREE
    found = {one.address.removeprefix("S/2007/1#"): one.quote for one in text.cite(start, end)}
    assert found == cited


@often
@given(chunks())
def test_words_of_a_text_are_found_in_it(chunk):
    text, start, end = chunk
    taken = text.text[start:end]
    found = text.find(taken)
    first = text.text.index(taken)
    assert found == (text.cite(first, first + len(taken)) if taken else ())
    for one in found:
        assert one.quote in taken


@pytest.mark.parametrize("taken", ["", "ABC", "abcdefghijklm", "xyz", "m\nn", "\n\n"])
def test_words_that_do_not_stand_in_a_text_letter_for_letter_cite_nothing(taken):
    (text,) = texts_of([document({"en": "abcdefghij"}, {"en": "klm"}, {"en": "nopqrstuvw"})])
    assert text.find(taken) == ()


def test_a_version_is_cited_in_its_own_language_and_without_what_it_lacks():
    one = document({"en": "The Centre", "fr": "Le Centre"}, {"en": "only English"})
    english, french = texts_of([one])
    assert (english.key, french.key) == ("S/2007/1 en", "S/2007/1 fr")
    assert french.text == "Le Centre"
    (cited,) = french.find("Le Centre")
    assert (cited.address, cited.language) == ("S/2007/1#p1", "fr")
    assert english.find("Le Centre") == ()


def test_no_documents_have_no_texts():
    assert texts_of([]) == []
    assert texts_of([document()]) == []
