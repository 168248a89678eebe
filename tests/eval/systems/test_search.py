"""Search alone as a system: by words, and by vectors."""

from __future__ import annotations

import gc
from contextlib import closing

import pytest

from eval.systems import search
from eval.systems.model import Setting
from eval.systems.search import SearchEngine, open_search
from eval.systems.tuned import TunedSystem, Tuning, tune
from index.build import open_index
from index.embedder import load_embedder

NAMES = ("lexical", "dense")
LEAST, MOST = float("-inf"), float("inf")


@pytest.fixture(scope="module")
def index(home):
    with open_index() as opened:
        yield opened


@pytest.fixture(params=NAMES)
def engine(request, index):
    return SearchEngine(request.param, index)


@pytest.fixture
def tuned_on_few(few, monkeypatch):
    """What is opened is tuned on few questions."""
    monkeypatch.setattr(search, "read_split", {"development": few}.__getitem__)


def test_each_paragraph_is_ranked_once_the_best_first(engine, questions, held):
    system = TunedSystem(engine, Tuning(5, LEAST))
    for question in questions:
        ranked = system.ask(question, ()).retrieved
        addresses = [one.address for one in ranked]
        assert len(set(addresses)) == len(addresses) <= 10
        assert set(addresses) <= set(held)
        scores = [one.score for one in ranked]
        assert scores == sorted(scores, reverse=True)


def test_what_is_cited_is_quoted_whole_as_it_is_stored(engine, questions, held):
    system = TunedSystem(engine, Tuning(5, LEAST))
    for question in questions:
        response = system.ask(question, ())
        for one in response.cited:
            version = held[one.address].versions[one.language]
            assert one.quote == version.text == version.text[one.start : one.end]
            assert one.quote in response.text


@pytest.mark.parametrize(
    ("question", "language"),
    [
        ("terrorism, drug trafficking and organized crime", "en"),
        ("терроризм, наркотики и организованная преступность", "ru"),
        ("le terrorisme, le trafic de drogues et la criminalité organisée", "fr"),
    ],
)
def test_the_paragraph_is_found_and_quoted_in_the_language_of_the_question(
    engine, question, language
):
    first = TunedSystem(engine, Tuning(1, LEAST)).ask(question, ())
    (cited,) = first.cited
    assert (cited.address, cited.language) == ("S/2007/279#p1", language)
    assert first.guess == ("S/2007/279#p1",)


@pytest.mark.parametrize("count", [1, 2, 5])
def test_no_more_are_cited_than_the_tuning_says(engine, questions, count):
    for question in questions:
        response = TunedSystem(engine, Tuning(count, LEAST)).ask(question, ())
        cited = [one.address for one in response.cited]
        assert cited == [one.address for one in response.retrieved][:count] == [*response.guess]


def test_below_the_least_score_nothing_is_answered_but_the_guess_is_told(engine):
    question = "drug trafficking"
    best = TunedSystem(engine, Tuning(2, LEAST)).ask(question, ())
    assert best.status == "answered"
    just = TunedSystem(engine, Tuning(2, best.confidence)).ask(question, ())
    assert just == best
    above = TunedSystem(engine, Tuning(2, best.confidence + 1e-6)).ask(question, ())
    assert (above.status, above.text, above.cited) == ("not_found", "", ())
    assert (above.guess, above.retrieved) == (best.guess, best.retrieved)
    assert above.confidence == best.confidence


def test_words_that_stand_nowhere_find_nothing_by_words(index):
    response = TunedSystem(SearchEngine("lexical", index), Tuning(5, LEAST)).ask("zzyzx quux", ())
    assert (response.status, response.retrieved, response.guess) == ("not_found", (), ())


def test_it_says_what_it_is_and_how_it_was_tuned(index):
    lexical, dense = (TunedSystem(SearchEngine(n, index), Tuning(3, 0.25)) for n in NAMES)
    assert (lexical.name, dense.name) == NAMES
    assert "BM25" in lexical.description
    assert load_embedder().name in dense.description
    for system in (lexical, dense):
        assert "cites 3, none where the best scores below 0.25" in system.description
        assert (system.chat_model, system.waits) == (None, False)


@pytest.mark.parametrize("name", NAMES)
def test_an_opened_search_is_tuned_on_the_development_questions(tuned_on_few, few, index, name):
    engine = SearchEngine(name, index)
    tuned = TunedSystem(engine, tune(engine.search, few))
    with closing(open_search(name, Setting())) as system:
        assert system.description == tuned.description
        for record in few:
            assert system.ask(record.question, ()) == tuned.ask(record.question, ())


@pytest.mark.parametrize("name", NAMES)
def test_other_documents_are_searched_with_the_tuning_of_the_shipped_ones(
    tuned_on_few, other_documents, name
):
    with closing(open_search(name, Setting())) as shipped:
        description = shipped.description
    with closing(open_search(name, other_documents)) as system:
        assert system.description == description
        response = system.ask("What colour is the lighthouse painted?", ())
    assert response.retrieved[0].address == "S/2030/14#p1"
    assert {one.address.split("#")[0] for one in response.retrieved} == {"S/2030/14"}


@pytest.mark.parametrize("name", NAMES)
def test_a_search_that_is_closed_leaves_no_file_open(
    tuned_on_few, other_documents, files_in_use, name
):
    system = open_search(name, other_documents)
    system.ask("lighthouse", ())
    assert files_in_use(other_documents.home)
    system.close()
    del system
    gc.collect()
    assert files_in_use(other_documents.home) == []
