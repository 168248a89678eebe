"""The figures, worked by hand."""

from __future__ import annotations

import math

import pytest

from assistant import Answer
from eval.figures import Figure, Result, figures, run
from eval.record import Record


def make_record(gold=(), acceptable=(), status=None, kind="fact", **fields):
    return Record(
        id=fields.pop("id", "en-1"),
        language="en",
        question=fields.pop("question", "What?"),
        kind=kind,
        status=status or ("answered" if gold else "not_found"),
        gold=gold,
        acceptable=acceptable,
        **fields,
    )


def make_result(record, *cited):
    return Result(record, "answered" if cited else "not_found", cited)


ONE = make_record([("a", "b")])
TWO = make_record([("a", "b"), ("c",)], acceptable=["d"])
NONE = make_record()
LIST = make_record([("a",), ("b",), ("c",)], kind="list")


@pytest.mark.parametrize(
    ("record", "cited", "recall", "precision", "right"),
    [
        (ONE, ["a"], 1, 1, True),
        (ONE, ["b"], 1, 1, True),
        (ONE, ["a", "b"], 1, 1, True),
        (ONE, ["a", "x"], 1, 1 / 2, True),
        (ONE, ["a", "x", "y"], 1, 1 / 3, False),
        (ONE, ["x"], 0, 0, False),
        (ONE, [], 0, 1, False),
        (TWO, ["a"], 1 / 2, 1, False),
        (TWO, ["a", "c"], 1, 1, True),
        (TWO, ["b", "c", "d"], 1, 1, True),
        (TWO, ["c", "d", "x"], 1 / 2, 2 / 3, False),
        (TWO, ["d"], 0, 1, False),
        (NONE, [], 1, 1, True),
        (NONE, ["a"], 0, 0, False),
        (LIST, ["a", "b", "c"], 1, 1, True),
        (LIST, ["b", "a", "c"], 1, 1, False),
        (LIST, ["a", "b", "c", "x"], 1, 3 / 4, False),
        (LIST, ["a", "b"], 2 / 3, 1, False),
    ],
)
def test_one_result_is_judged(record, cited, recall, precision, right):
    result = make_result(record, *cited)
    assert result.recall == pytest.approx(recall)
    assert result.precision == pytest.approx(precision)
    assert result.right is right


def test_the_figures_are_means_each_of_its_own_cases():
    turn = make_record([("a",)], dialogue="d1", turn=1)
    refused_turn = make_record(dialogue="d1", turn=2)
    found = figures(
        [
            make_result(ONE, "a"),
            make_result(TWO, "a", "x"),
            make_result(ONE),
            make_result(LIST, "a", "b", "c"),
            make_result(LIST, "a"),
            make_result(NONE),
            make_result(NONE),
            make_result(NONE, "a"),
            make_result(turn, "a"),
            make_result(refused_turn, "a"),
            make_result(turn),
        ]
    )
    # Of three questions one was answered in full, one by half, one not at all.
    assert found["recall"].value == pytest.approx(1 / 2)
    # Of three cited paragraphs two are gold.
    assert found["precision"].value == pytest.approx(2 / 3)
    assert found["lists"].value == pytest.approx(1 / 2)
    assert found["abstained"].value == pytest.approx(2 / 3)
    # One of five answerable questions outside dialogues was refused.
    assert found["wrongly abstained"].value == pytest.approx(1 / 5)
    assert found["dialogues"].value == pytest.approx(1 / 3)
    assert {name: len(figure.values) for name, figure in found.items()} == {
        "recall": 3,
        "precision": 3,
        "lists": 2,
        "abstained": 3,
        "wrongly abstained": 5,
        "dialogues": 3,
    }


def test_a_figure_without_a_case_is_no_number():
    assert math.isnan(Figure("recall").value)
    assert all(math.isnan(figure.value) for figure in figures([]).values())


class Recorder:
    """Answers with what it was asked; keeps the questions of each history."""

    def __init__(self) -> None:
        self.histories: list[list[str]] = []

    def ask(self, question, *, history=()):
        self.histories.append([answer.question for answer in history])
        found = question != "nothing"
        return Answer.model_validate(
            {
                "question": question,
                "language": "en",
                "status": "answered" if found else "not_found",
                "text": "",
                "citations": [citation()] if found else [],
                "searched": {"documents": 1, "paragraphs": 1},
                "receipt": {"index": "sha256:0", "version": "0"},
            }
        )


def citation():
    return {
        "key": 1,
        "symbol": "A/RES/72/7",
        "locator": "op1",
        "pinpoint": "A/RES/72/7, para. 1",
        "language": "en",
        "quote": "Encourages",
        "start": 0,
        "end": 10,
        "title": "Role of the Centre",
        "date": "2017-11-17",
        "status": "adopted",
        "kind": "operative",
        "force": None,
        "url": "https://undocs.org/en/A/RES/72/7",
    }


def test_every_question_is_asked_and_each_dialogue_has_its_own_history():
    records = [
        make_record(question="alone"),
        make_record(question="one", dialogue="a", turn=1),
        make_record(question="first", dialogue="b", turn=1),
        make_record(question="two", dialogue="a", turn=2),
        make_record(question="nothing", dialogue="b", turn=2),
        make_record(question="third", dialogue="b", turn=3),
        make_record(question="alone again"),
    ]
    recorder = Recorder()
    results = run(recorder, records)
    assert [result.record for result in results] == records
    assert recorder.histories == [[], [], [], ["one"], ["first"], ["first", "nothing"], []]
    assert results[0].cited == ("A/RES/72/7#op1",)
    assert results[4].cited == ()
    assert results[4].status == "not_found"
