"""The plain recipe: chunks in Chroma, each credited with its nearest paragraph."""

from __future__ import annotations

from contextlib import closing

import chromadb
import pytest
from chromadb.config import Settings

from eval.systems import plain
from eval.systems.model import Setting
from eval.systems.passages import texts_of
from eval.systems.plain import BEST, CHUNK, PlainEngine, open_plain
from eval.systems.tuned import TunedSystem, Tuning, tune
from index.catalogue import read_documents
from index.embedder import load_embedder

LEAST, MOST = float("-inf"), float("inf")


def collections():
    """The names of what Chroma holds in this process."""
    client = chromadb.EphemeralClient(Settings(anonymized_telemetry=False))
    return {collection.name for collection in client.list_collections()}


@pytest.fixture(scope="module")
def engine(home):
    with closing(PlainEngine(texts_of(read_documents()), load_embedder())) as opened:
        yield opened


@pytest.fixture
def tuned_on_few(few, monkeypatch):
    monkeypatch.setattr(plain, "read_split", {"development": few}.__getitem__)


def test_a_chunk_is_credited_with_one_paragraph_quoted_as_it_is_stored(engine, questions, held):
    for question in questions:
        passages = engine.search(question)
        assert passages
        for passage in passages:
            (one,) = passage.cited
            assert one.quote
            assert one.quote in held[one.address].versions[one.language].text
            assert len(one.quote) <= CHUNK


def test_the_passages_come_best_first_and_score_as_cosines_do(engine, questions):
    for question in questions:
        scores = [passage.score for passage in engine.search(question)]
        assert scores == sorted(scores, reverse=True)
        assert all(-1.001 <= score <= 1.001 for score in scores)


def test_each_paragraph_is_ranked_once(engine, questions):
    system = TunedSystem(engine, Tuning(BEST, LEAST))
    for question in questions:
        ranked = [one.address for one in system.ask(question, ()).retrieved]
        assert len(set(ranked)) == len(ranked) <= 10


@pytest.mark.parametrize("count", [1, BEST])
def test_no_more_are_cited_than_the_tuning_says(engine, questions, count):
    system = TunedSystem(engine, Tuning(count, LEAST))
    for question in questions:
        response = system.ask(question, ())
        assert response.status == "answered"
        cited = [one.address for one in response.cited]
        assert 1 <= len(cited) <= count
        assert cited == [one.address for one in response.retrieved][: len(cited)]


def test_below_the_least_score_nothing_is_answered_but_the_guess_is_told(engine):
    question = "drug trafficking"
    best = TunedSystem(engine, Tuning(BEST, LEAST)).ask(question, ())
    above = TunedSystem(engine, Tuning(BEST, MOST)).ask(question, ())
    assert (above.status, above.text, above.cited) == ("not_found", "", ())
    assert (above.guess, above.retrieved) == (best.guess, best.retrieved)


def test_the_paragraph_with_the_words_asked_for_is_found(engine):
    response = TunedSystem(engine, Tuning(BEST, LEAST)).ask(
        "Central Asian Women Leaders’ Caucus", ()
    )
    assert "A/75/L.72#pp15" in response.guess
    assert "Caucus" in response.text


def test_it_says_what_it_is(engine):
    system = TunedSystem(engine, Tuning(BEST, 0.5))
    assert (system.name, system.chat_model, system.waits) == ("plain", None, False)
    for words in ("LangChain", "1000 characters", "overlap 200", load_embedder().name, "cites 4"):
        assert words in system.description


def test_two_at_once_do_not_see_each_others_chunks(engine, other_documents):
    before = len(engine.search("the lighthouse of the harbour"))
    other = PlainEngine(texts_of(read_documents(other_documents.documents)), load_embedder())
    with closing(other):
        found = [p.cited[0].address for p in other.search("drug trafficking")]
        assert {address.split("#")[0] for address in found} == {"S/2030/14"}
        near = engine.search("the lighthouse of the harbour")
        assert len(near) == before
        assert all("S/2030/14" not in p.cited[0].address for p in near)


def test_what_is_closed_is_forgotten(other_documents):
    before = collections()
    engine = PlainEngine(texts_of(read_documents(other_documents.documents)), load_embedder())
    (added,) = collections() - before
    TunedSystem(engine, Tuning(1, LEAST)).close()
    assert added not in collections() == before


def test_it_is_opened_with_the_recipes_four_and_a_least_score_tuned_on_questions(
    tuned_on_few, few, engine
):
    tuned = TunedSystem(engine, tune(engine.search, few, counts=[BEST]))
    with closing(open_plain(Setting())) as system:
        assert system.description == tuned.description
        assert f"cites {BEST}," in system.description
        for record in few:
            assert system.ask(record.question, ()) == tuned.ask(record.question, ())


def test_other_documents_are_searched_and_the_shipped_ones_forgotten(
    tuned_on_few, other_documents, engine, few
):
    before = collections()
    with closing(open_plain(other_documents)) as system:
        assert len(collections() - before) == 1
        response = system.ask("What colour is the lighthouse painted?", ())
        assert {one.address.split("#")[0] for one in response.retrieved} == {"S/2030/14"}
    assert collections() == before
