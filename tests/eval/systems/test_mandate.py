"""Our own system as it is measured: what the assistant answers, no more and no less."""

from __future__ import annotations

import gc
from contextlib import closing

import pytest

from assistant import Assistant
from assistant.stages import Stage
from eval.files import read_split
from eval.systems import mandate
from eval.systems.mandate import MandateSystem, open_assistant
from eval.systems.model import Setting
from index.embedder import load_embedder

LIST = "What are the functions of the Centre?"
TOPIC = "What does the draft of 2021 say about women?"
REFUSED = "What does the Centre cost the UN each year?"
# Those without which the signs of the decision are others, so that it is fitted anew.
FITTED = (Stage.DENSE, Stage.SPELLING)
NOT_FITTED = (Stage.LISTS, Stage.PLACES, Stage.FOLLOW_UPS, Stage.EQUIVALENTS, Stage.DECISION)


@pytest.fixture(scope="module")
def system(home):
    with closing(MandateSystem(Setting())) as opened:
        yield opened


@pytest.fixture(scope="module")
def assistant(home):
    with Assistant() as opened:
        yield opened


@pytest.fixture
def without(monkeypatch):
    """Opens the system without a stage; its decision is fitted to a part of the questions."""
    some = read_split("development")[::4]
    monkeypatch.setattr(mandate, "read_split", {"development": some}.__getitem__)
    return lambda stage: closing(MandateSystem(Setting(), stage))


def test_it_answers_what_the_assistant_answers(system, assistant, questions):
    for question in questions:
        response, answer = system.ask(question, ()), assistant.ask(question, explain=True)
        assert response.answer == answer
        assert (response.status, response.text) == (answer.status, answer.text)
        assert [(c.address, c.quote) for c in response.cited] == [
            (f"{c.symbol}#{c.locator}", c.quote) for c in answer.citations
        ]
        assert response.confidence == answer.explanation.confidence
        assert response.speaks


def test_every_quote_stands_in_the_stored_text_where_it_says_and_in_the_answer(
    system, questions, held
):
    quoted = [
        (one, response.text)
        for response in (system.ask(question, ()) for question in questions)
        for one in response.cited
    ]
    assert quoted
    for one, text in quoted:
        stored = held[one.address].versions[one.language].text
        assert stored[one.start : one.end] == one.quote
        assert one.quote in text


def test_what_is_cited_is_ranked_first_and_each_paragraph_once(system, questions, held):
    for question in questions:
        response = system.ask(question, ())
        ranked = [one.address for one in response.retrieved]
        cited = list(dict.fromkeys(one.address for one in response.cited))
        assert ranked[: len(cited)] == cited
        assert len(set(ranked)) == len(ranked)
        assert set(ranked) <= set(held)


def test_what_is_refused_has_no_citation_but_a_guess(system):
    response = system.ask(REFUSED, ())
    assert (response.status, response.cited) == ("not_found", ())
    assert len(response.guess) <= 1
    assert set(response.guess) <= {one.address for one in response.retrieved}
    assert response.confidence < system.ask(TOPIC, ()).confidence


def test_what_is_answered_would_have_been_cited(system):
    for question in (LIST, TOPIC):
        response = system.ask(question, ())
        assert response.status == "answered"
        assert response.guess == tuple(one.address for one in response.cited)


def test_a_follow_up_is_asked_with_the_answers_before(system):
    history, cited = [], []
    for question in ("What is the first function of the Centre?", "And the next one?"):
        history.append(system.ask(question, tuple(history)))
        cited += [one.address for one in history[-1].cited]
    assert cited == ["S/2007/279#p3.b1", "S/2007/279#p3.b2"]
    assert system.ask("And the next one?", ()).status == "not_found"


def test_it_says_what_it_is(system):
    assert (system.name, system.chat_model, system.waits) == ("mandate", None, False)
    assert "as it ships" in system.description


@pytest.mark.parametrize("stage", [*NOT_FITTED, *FITTED])
def test_without_a_stage_it_says_which_and_answers_without_it(system, without, stage):
    with without(stage) as opened:
        assert opened.name == f"without {stage}"
        assert stage.purpose in opened.description
        confidence = opened.ask(TOPIC, ()).confidence
        listed = [one.address for one in opened.ask(LIST, ()).cited]
    # Where the stage has no say in the decision, that is the shipped one.
    same = confidence == system.ask(TOPIC, ()).confidence
    assert same is (stage in NOT_FITTED)
    five = [f"S/2007/279#p3.b{number}" for number in (1, 2, 3, 4, 5)]
    assert (listed == five) is (stage is not Stage.LISTS)


def test_without_the_decision_what_is_refused_is_answered(without):
    with without(Stage.DECISION) as opened:
        assert opened.ask(REFUSED, ()).status == "answered"


def test_other_documents_are_answered_from(other_documents, home):
    with closing(MandateSystem(other_documents)) as opened:
        response = opened.ask("What colour is the lighthouse painted?", ())
        assert [one.address for one in response.cited] == ["S/2030/14#p1"]
        assert opened.ask(TOPIC, ()).status == "not_found"
    # The index of other documents lies beside the usual one.
    assert other_documents.home.is_relative_to(home / "evaluation")
    assert Setting().home is None


def test_another_embedder_has_an_index_of_its_own(tmp_path):
    one, other = Setting(embedder="a"), Setting(embedder="b")
    assert len({one.home, other.home, Setting().home, Setting(documents=tmp_path).home}) == 4
    with open_assistant(Setting()) as opened:
        assert load_embedder().name
        assert opened.checksum.startswith("sha256:")


def test_a_system_that_is_closed_leaves_no_file_open(other_documents, files_in_use):
    system = MandateSystem(other_documents)
    system.ask("lighthouse", ())
    assert files_in_use(other_documents.home)
    system.close()
    del system
    gc.collect()
    assert files_in_use(other_documents.home) == []
