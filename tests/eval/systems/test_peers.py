"""Other projects' systems: what they name is looked up, and the real ones answer where installed."""

from __future__ import annotations

import datetime as dt
import json
import threading
import urllib.request
from contextlib import closing

import pytest

from eval.systems import peers
from eval.systems.model import Setting
from eval.systems.passages import Nearest, texts_of
from eval.systems.peers import PACKAGES, PeerSystem, open_peer
from eval.systems.peers.model import Found, Named, PeerAnswer
from eval.systems.registry import missing_package, open_system
from eval.systems.scripted import MODEL
from index.document import Document, DocumentKind, Paragraph, Status, Version
from index.embedder import load_embedder
from index.locator import Locator
from index.symbol import Symbol

PARAGRAPHS = {
    "p1": {"en": "The lighthouse is painted white.", "fr": "Le phare est peint en blanc."},
    "p2": {"en": "The pilots are paid in silver.", "fr": "Les pilotes sont payés en argent."},
    "p3": {"en": "Fees are due in March."},
}
WHOLE = "\n\n".join(texts["en"] for texts in PARAGRAPHS.values())
KEY = "S/2030/14 en"


class Fake:
    """A peer that answers as it was told to."""

    def __init__(self, *, found=(), named=(), text="so it is", abstained=False):
        self.answer = PeerAnswer(tuple(found), tuple(named), text, abstained)
        self.asked, self.closed = [], 0

    def ask(self, question):
        self.asked.append(question)
        return self.answer

    def close(self):
        self.closed += 1


@pytest.fixture(scope="module")
def texts():
    held = tuple(
        Paragraph(
            Symbol("S/2030/14"),
            Locator(name),
            {code: Version(code, text, "a.txt", 0, len(text)) for code, text in found.items()},
        )
        for name, found in PARAGRAPHS.items()
    )
    kind, status, day = DocumentKind.LETTER, Status.LETTER, dt.date(2030, 3, 3)
    return texts_of([Document(Symbol("S/2030/14"), kind, status, "", day, {}, held)])


@pytest.fixture
def respond(texts):
    """What is made of the answer of a fake peer."""

    def respond_(question="What?", **answer):
        nearest = Nearest(load_embedder())
        return PeerSystem("txtai", Fake(**answer), texts, nearest, "a model").ask(question, ())

    return respond_


def addresses(cited):
    return [one.address.removeprefix("S/2030/14") for one in cited]


def test_the_words_that_a_peer_names_cite_the_paragraph_that_they_stand_in(respond):
    named = [Named(KEY, "paid in silver"), Named("S/2030/14 fr", "peint en blanc")]
    response = respond(named=named)
    assert [(one.address, one.language, one.quote) for one in response.cited] == [
        ("S/2030/14#p2", "en", "paid in silver"),
        ("S/2030/14#p1", "fr", "peint en blanc"),
    ]
    assert (response.status, response.text) == ("answered", "so it is")
    assert response.guess == ("S/2030/14#p2", "S/2030/14#p1")
    assert not response.speaks


@pytest.mark.parametrize("words", ["painted black", "", "The LIGHTHOUSE", "silver. Fees"])
def test_words_that_do_not_stand_in_the_document_cite_no_paragraph(respond, words, texts):
    (one,) = respond(named=[Named(KEY, words)]).cited
    assert (one.address, one.quote, one.language) == ("S/2030/14#?", words, "en")
    assert all(f"S/2030/14{p}" != one.address for text in texts for p, *_ in text.spans)


def test_each_quote_that_was_made_up_is_kept(respond):
    named = [Named(KEY, "painted black"), Named(KEY, "paid in gold"), Named(KEY, "due in May")]
    assert [one.quote for one in respond(named=named).cited] == [words for _, words in named]


def test_a_chunk_of_several_paragraphs_cites_the_one_nearest_to_the_question(respond):
    asked = {"What colour is the lighthouse?": "#p1", "When are fees due?": "#p3"}
    for question, address in asked.items():
        response = respond(question, named=[Named(KEY, WHOLE)], found=[Found(KEY, WHOLE, 0.5)])
        assert addresses(response.cited) == addresses(response.retrieved) == [address]


def test_what_was_found_is_ranked_once_with_its_own_best_score(respond):
    found = [
        Found(KEY, PARAGRAPHS["p2"]["en"], 0.75),
        Found(KEY, PARAGRAPHS["p1"]["en"], 0.5),
        Found(KEY, "paid in silver", 0.25),
        Found(KEY, "not in the document", 0.125),
    ]
    response = respond(found=found, named=[Named(KEY, "Fees")])
    assert addresses(response.retrieved) == ["#p2", "#p1"]
    assert [one.score for one in response.retrieved] == [0.75, 0.5]
    assert response.confidence == 0.75


def test_a_paragraph_named_twice_is_cited_once(respond):
    response = respond(named=[Named(KEY, "pilots"), Named(KEY, "silver"), Named(KEY, "Fees")])
    assert addresses(response.cited) == ["#p2", "#p3"]


def test_who_abstains_cites_nothing_but_would_have_cited_what_it_found(respond):
    found = [Found(KEY, PARAGRAPHS["p1"]["en"], 0.5)]
    response = respond(found=found, abstained=True, text="I know nothing")
    assert (response.status, response.text, response.cited) == ("not_found", "I know nothing", ())
    assert (response.guess, response.confidence) == (("S/2030/14#p1",), 0.0)
    named = respond(found=found, named=[Named(KEY, "Fees")], abstained=True)
    assert (named.cited, named.guess) == ((), ("S/2030/14#p3",))
    assert respond(abstained=True).guess == ()


def test_a_document_that_is_not_held_is_an_error_of_the_peer(respond):
    with pytest.raises(KeyError):
        respond(named=[Named("S/2030/15 en", "Fees")])


def test_a_peer_is_not_told_of_the_turns_before_and_is_closed_once(texts, respond):
    peer = Fake(named=[Named(KEY, "Fees")])
    system = PeerSystem("llama-index", peer, texts, Nearest(load_embedder()), "a model")
    first = system.ask("Who?", ())
    assert system.ask("Why?", (first,)) == first
    assert peer.asked == ["Who?", "Why?"]
    assert (system.name, system.chat_model, system.waits) == ("llama-index", "a model", True)
    assert "LlamaIndex" in system.description
    system.close()
    assert peer.closed == 1


def test_only_a_peer_that_bears_it_is_asked_several_things_at_once(texts):
    waits = {
        name: PeerSystem(name, Fake(), texts, Nearest(load_embedder()), "m").waits
        for name in PACKAGES
    }
    assert waits == {"txtai": False, "llama-index": True, "verbatim-rag": False}


@pytest.fixture
def fake_peer(monkeypatch):
    """A module whose peer keeps what it is opened with, in the place of txtai."""
    opened = []

    class Opened(Fake):
        def __init__(self, documents, embedder, chat):
            super().__init__()
            opened.append((dict(documents), embedder, chat))
            if chat.model == "broken":
                raise ValueError("no such model")

    monkeypatch.setitem(peers._CLASSES, "txtai", ("json", "Opened"))
    monkeypatch.setattr(json, "Opened", Opened, raising=False)
    return opened


def test_a_peer_is_given_the_documents_our_vectors_and_a_scripted_model(fake_peer, other_documents):
    with closing(open_peer("txtai", other_documents)) as system:
        ((documents, embedder, chat),) = fake_peer
        assert [*documents] == [KEY]
        assert documents[KEY].endswith("\n\nThe pilots of the harbour are paid in silver coins.")
        assert embedder.name == load_embedder().name
        assert chat.model == MODEL
        assert MODEL in system.chat_model
        with urllib.request.urlopen(f"{chat.url}/models", timeout=10) as response:
            assert response.status == 200
    with pytest.raises(OSError, match="refused"):
        urllib.request.urlopen(f"{chat.url}/models", timeout=10)


def test_a_peer_is_given_the_model_that_was_asked_for_with_the_key(fake_peer, monkeypatch):
    monkeypatch.setenv("OPENAI_API_KEY", "a key")
    setting = Setting(model="big", model_url="http://127.0.0.1:1/v1")
    with closing(open_peer("txtai", setting)) as system:
        ((_, _, chat),) = fake_peer
        assert (chat.url, chat.model, chat.key) == ("http://127.0.0.1:1/v1", "big", "a key")
        assert system.chat_model == "big"


def test_a_peer_that_cannot_be_opened_leaves_no_server_behind(fake_peer, monkeypatch):
    monkeypatch.setattr(peers, "MODEL", "broken")
    before = set(threading.enumerate())
    with pytest.raises(ValueError, match="no such model"):
        open_peer("txtai", Setting())
    assert set(threading.enumerate()) <= before


# What milvus-lite says of itself as it is imported.
told_at_import = pytest.mark.filterwarnings("ignore:pkg_resources is deprecated:UserWarning")


@pytest.fixture(scope="module", params=PACKAGES)
def real(request, home):
    """Each peer itself, over the shipped documents."""
    if package := missing_package(request.param):
        pytest.skip(f"the package {package} is not installed")
    with closing(open_system(request.param, Setting())) as system:
        yield system


@told_at_import
@pytest.mark.parametrize(
    ("question", "word"),
    [
        ("Which Women Leaders' Caucus is mentioned?", "Caucus"),
        (
            "Отделение Организации Объединенных Наций по миростроительству в Таджикистане",
            "Таджикистане",
        ),
        ("Quel Bureau au Tadjikistan serait arrêté ?", "Tadjikistan"),
    ],
)
def test_a_real_peer_cites_what_stands_in_the_documents(real, held, question, word):
    response = real.ask(question, ())
    assert response.status == "answered"
    assert word in " ".join(one.quote for one in response.cited)
    for one in response.cited:
        assert one.quote in held[one.address].versions[one.language].text
    ranked = [one.address for one in response.retrieved]
    assert len(set(ranked)) == len(ranked) > 0
    assert set(ranked) <= set(held)


@told_at_import
def test_a_real_peer_abstains_where_no_passage_has_a_word_of_the_question(real):
    response = real.ask("Zzyzx quux?", ())
    assert (response.status, response.cited) == ("not_found", ())


@told_at_import
@pytest.mark.parametrize(
    "question", ["select id from txtai", "+must -not \"quote' ; {brace} [SPAN_1]", "中心在哪里？"]
)
def test_a_real_peer_bears_odd_questions_and_answers_as_before(real, question):
    asked = "What does the Centre do about drug trafficking?"
    before = real.ask(asked, ())
    real.ask(question, ())
    after = real.ask(asked, ())
    assert after.model_copy(update={"answer": None}) == before.model_copy(update={"answer": None})


@told_at_import
def test_a_real_peer_says_what_it_is_and_that_its_model_is_scripted(real):
    assert real.name in PACKAGES
    assert MODEL in real.chat_model
    assert real.description
