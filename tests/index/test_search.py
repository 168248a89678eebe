"""Search: both ways of scoring agree, documents restrict, paragraphs stand once."""

from __future__ import annotations

import gc
from pathlib import Path

import numpy as np
import pytest

from index.build import open_index
from index.errors import SymbolError, UnknownDocument, UnknownParagraph, UserError
from index.search import Index, TermsIn
from index.words import stems

QUESTIONS = [
    "What are the functions of the Centre?",
    "drug trafficking in Central Asia",
    "превентивная дипломатия",
    "Afghanistan",
]


@pytest.fixture(scope="module")
def index(shipped_build: Path, embedder):
    with open_index(shipped_build, embedder=embedder) as opened:
        yield opened


def terms_of(question: str, *languages: str) -> list[TermsIn]:
    return [
        TermsIn(language, [(stem, 1.0) for stem in stems(question, language)])
        for language in languages or ("en", "ru", "fr")
    ]


def search(index: Index, question: str, **options):
    [vector] = index.embedder.encode_query([question])
    return index.search(vector, terms_of(question), **options)


def test_what_an_index_holds(index, documents):
    assert index.documents == tuple(documents)
    assert index.languages == ("en", "fr", "ru")
    paragraphs = [p for d in documents for p in d.paragraphs]
    assert list(index.paragraphs()) == paragraphs
    assert index.paragraph_count == len(paragraphs)
    assert index.row_count == len(index.rows) == sum(len(p.versions) for p in paragraphs)
    assert index.checksum.startswith("sha256:")


def ask_the_stored_vectors(monkeypatch):
    """From now on, and from the first question on."""
    monkeypatch.setattr("index.search._EXACT_ROWS", 0)
    monkeypatch.setattr("index.search._BEFORE_OPENING", 0)


@pytest.mark.parametrize("question", QUESTIONS)
@pytest.mark.parametrize("symbols", [None, {"S/2007/279"}, {"A/RES/72/7", "A/75/L.72"}])
def test_exact_and_stored_vectors_agree(index, monkeypatch, question, symbols):
    # All rows, so that ties at the end of a shorter list cannot differ.
    limit = len(index.rows)
    exact = {h.paragraph.address: h for h in search(index, question, symbols=symbols, limit=limit)}
    ask_the_stored_vectors(monkeypatch)
    monkeypatch.setattr("index.search._EXACT_CHOSEN", 0)
    stored = {h.paragraph.address: h for h in search(index, question, symbols=symbols, limit=limit)}
    assert exact
    assert set(stored) == set(exact)
    pairs = [(exact[address], stored[address]) for address in exact]
    np.testing.assert_allclose([e.dense for e, _ in pairs], [s.dense for _, s in pairs], atol=1e-5)
    assert [e.lexical for e, _ in pairs] == [s.lexical for _, s in pairs]


def test_the_stored_vectors_are_asked_where_rows_are_many(index, monkeypatch):
    asked = []
    monkeypatch.setattr(
        "index.search.VectorStore.query",
        lambda self, vector, limit, where=None: asked.append(where) or [],
    )
    search(index, "Afghanistan")
    assert asked == []
    ask_the_stored_vectors(monkeypatch)
    search(index, "Afghanistan")
    assert asked == [None]
    # The rows of some documents are few again.
    search(index, "Afghanistan", symbols=["S/2007/279"])
    assert asked == [None]
    monkeypatch.setattr("index.search._EXACT_CHOSEN", 0)
    search(index, "Afghanistan", symbols=["S/2007/279"])
    assert asked == [None, None]


@pytest.mark.parametrize("exact_rows", [20_000, 0])
@pytest.mark.parametrize("symbol", ["S/2007/279", "A/RES/72/7", "A/75/L.72"])
def test_symbols_are_the_only_documents_searched(index, monkeypatch, symbol, exact_rows):
    monkeypatch.setattr("index.search._EXACT_ROWS", exact_rows)
    monkeypatch.setattr("index.search._BEFORE_OPENING", 0)
    monkeypatch.setattr("index.search._EXACT_CHOSEN", exact_rows)
    hits = search(index, "functions of the Centre in preventive diplomacy", symbols=[symbol])
    assert {hit.paragraph.symbol for hit in hits} == {symbol}


@pytest.mark.parametrize("symbols", [[], ["A/1"]])
def test_no_document_to_search_gives_nothing(index, symbols):
    assert search(index, "Centre", symbols=symbols) == []


@pytest.mark.parametrize(
    ("question", "address"),
    [
        # Words that one paragraph of the shipped documents alone has.
        ("empowering women and youth", "A/75/L.72#pp15"),
        ("twenty-fifth anniversary of the membership", "A/RES/72/7#pp3"),
        ("Shanghai Cooperation Organization", "S/2007/279#p3.b3"),
        ("Шанхайская организация", "S/2007/279#p3.b3"),
        ("бреттон-вудские учреждения", "S/2007/279#p3.b4"),
    ],
)
def test_the_paragraph_that_has_the_words_is_first(index, question, address):
    assert search(index, question)[0].paragraph.address == address


def test_hits_are_paragraphs_once_each_best_first(index):
    hits = search(index, "preventive diplomacy дипломатия diplomatie", limit=100)
    addresses = [hit.paragraph.address for hit in hits]
    assert len(set(addresses)) == len(addresses) > 10
    fused = [hit.fused for hit in hits]
    assert fused == sorted(fused, reverse=True)
    assert all(0 < score <= 2 / 61 for score in fused)


def test_a_paragraph_counts_once_however_many_languages_it_has(index, embedder):
    # The opposite of all: no cosine is above zero.
    away = -np.sum(embedder.encode_document([row.version.text for row in index.rows]), axis=0)
    hits = index.search(away / np.linalg.norm(away), [], limit=100)
    assert len(hits) == index.paragraph_count
    assert min(hit.dense for hit in hits) < 0
    assert all(hit.fused <= 1 / 61 for hit in hits)


@pytest.mark.parametrize("limit", [1, 3, 10])
def test_the_limit(index, limit):
    assert len(search(index, "Centre", limit=limit)) == limit


def test_a_question_without_terms_is_searched_by_its_vector(index):
    hits = index.search(index.embedder.encode_query(["Afghanistan"])[0], [])
    assert hits
    assert all(hit.lexical == 0 for hit in hits)


def test_the_same_question_gives_the_same_hits(index):
    question = "What may the Centre do?"
    assert search(index, question) == search(index, question)


def test_documents_by_symbol(index):
    assert index.document("s/2007/279 ").symbol == "S/2007/279"
    with pytest.raises(UnknownDocument) as caught:
        index.document("A/RES/75/272")
    told = str(caught.value)
    assert told.startswith("A/RES/75/272 is not in the index")
    assert "S/2007/279, A/RES/72/7, A/75/L.72" in told
    assert isinstance(caught.value, UserError)


def test_paragraphs_by_symbol_and_place(index, documents):
    paragraph = documents[0].paragraph("p3.b1")
    assert index.paragraph("s/2007/279", "p3.b1") == paragraph
    assert index.find("S/2007/279", "p3.b1") == paragraph
    assert index.find("S/2007/279", "p99") is None
    assert index.find("A/RES/99/1", "p1") is None
    assert index.has_items(documents[0].paragraph("p3"))
    assert not index.has_items(paragraph)
    assert [p.address for p in index.lines("title")] == [
        f"{d.symbol}#title" for d in documents if any(p.locator == "title" for p in d.paragraphs)
    ]
    with pytest.raises(UnknownParagraph, match=r"S/2007/279 has no paragraph 'p99'"):
        index.paragraph("S/2007/279", "p99")
    with pytest.raises(UnknownDocument):
        index.paragraph("A/RES/99/1", "p1")


def test_documents_and_hits_are_usable_after_the_index_was_closed(
    shipped_build: Path, embedder, documents
):
    opened = open_index(shipped_build, embedder=embedder)
    held, [hit, *_] = opened.documents, search(opened, "Afghanistan")
    opened.close()
    assert held == tuple(documents)
    assert "Afghanistan" in hit.paragraph.version("en").text
    del opened
    gc.collect()
    assert [tuple(d.paragraphs) for d in held] == [d.paragraphs for d in documents]


def test_closing_twice_does_no_harm(shipped_build: Path, embedder, monkeypatch):
    ask_the_stored_vectors(monkeypatch)
    opened = open_index(shipped_build, embedder=embedder)
    before = search(opened, "Afghanistan", limit=len(opened.rows))
    opened.close()
    opened.close()
    # It opens again for the next question.
    assert search(opened, "Afghanistan", limit=len(opened.rows)) == before
    opened.close()


@pytest.mark.parametrize(
    ("short", "symbol"),
    [
        ("72/7", "A/RES/72/7"),
        ("75/L.72", "A/75/L.72"),
        ("2007/279", "S/2007/279"),
        (" 75/l.72 ", "A/75/L.72"),
    ],
)
def test_a_document_has_a_short_symbol(index, short, symbol):
    assert index.document(short).symbol == symbol


@pytest.mark.parametrize("short", ["7", "/7", "L.72", "2/7", "72", "letter", "", "72/7 and 8"])
def test_what_is_no_short_symbol_is_none(index, short):
    with pytest.raises(SymbolError):
        index.document(short)


def test_a_short_symbol_of_several_documents_is_told(index, monkeypatch):
    monkeypatch.setitem(index._by_symbol, "A/72/7", index.document("A/RES/72/7"))
    with pytest.raises(
        SymbolError, match=r"72/7 is short for A/RES/72/7 or A/72/7: give the whole"
    ):
        index.document("72/7")
    assert index.document("A/RES/72/7").symbol == "A/RES/72/7"
