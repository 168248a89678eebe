"""Engines made to answer: how many passages and from which score on, chosen on questions."""

from __future__ import annotations

from collections import Counter

import pytest

from eval.record import Record
from eval.systems.model import Cited, Retrieved
from eval.systems.tuned import MOST_CITED, Passage, TunedSystem, Tuning, respond, tune


def make_record(question, *gold):
    return Record(
        id=question,
        language="en",
        question=question,
        kind="fact",
        status="answered" if gold else "not_found",
        gold=[[address] for address in gold],
    )


def passage(score, *addresses):
    quotes = [Cited(address=a, language="en", quote=f"words of {a}") for a in addresses]
    return Passage(tuple(quotes), score)


def addresses(cited):
    return [one.address for one in cited]


# The best passage of what can be answered scores 0.8 or more, of the rest 0.4 or less.
RECORDS = [
    make_record("one", "a"),
    make_record("two", "b"),
    make_record("none"),
    make_record("nothing"),
]
FOUND = {
    "one": [passage(0.9, "a"), passage(0.7, "x"), passage(0.6, "y")],
    "two": [passage(0.8, "b"), passage(0.7, "y"), passage(0.6, "x")],
    "none": [passage(0.4, "x"), passage(0.3, "a")],
    "nothing": [],
}


def test_the_score_that_parts_what_can_be_answered_is_found():
    tuning = tune(FOUND.__getitem__, RECORDS)
    assert 0.4 < tuning.least_score <= 0.8
    assert tuning.passages == 1
    answered = [r for r in RECORDS if respond(FOUND[r.question], tuning).status == r.status]
    assert answered == RECORDS


@pytest.mark.parametrize("count", range(1, MOST_CITED + 1))
def test_as_many_passages_are_cited_as_the_answers_need(count):
    gold = [f"g{number}" for number in range(count)]
    found = [passage(0.9 - i / 10, g) for i, g in enumerate([*gold, "x", "y", "z"])]
    records = [make_record("long", *gold), make_record("none")]
    searched = {"long": found, "none": [passage(0.1, "x")]}
    tuning = tune(searched.__getitem__, records)
    assert tuning.passages == count
    assert addresses(respond(found, tuning).cited) == gold


def test_only_the_counts_allowed_are_tried():
    searched = {"long": [passage(0.9, "a"), passage(0.8, "b"), passage(0.7, "c")]}
    records = [make_record("long", "a", "b", "c")]
    assert tune(searched.__getitem__, records, counts=(1, 2)).passages == 2


def test_the_scale_of_the_scores_does_not_matter():
    for scale in (-100.0, -1.0, 30.0):
        scaled = {
            q: [Passage(p.cited, p.score + scale) for p in found] for q, found in FOUND.items()
        }
        # Finding nothing scores 0 on every scale; that is not what is compared here.
        scaled["nothing"] = [passage(0.1 + scale, "x")]
        tuning = tune(scaled.__getitem__, RECORDS)
        assert 0.4 < tuning.least_score - scale <= 0.8


def test_where_everything_can_be_answered_nothing_is_refused():
    tuning = tune(FOUND.__getitem__, RECORDS[:2])
    assert tuning.least_score <= 0.8
    assert tuning.passages == 1


def test_each_question_is_searched_once():
    asked = Counter()

    def search(question):
        asked[question] += 1
        return FOUND[question]

    tune(search, RECORDS)
    assert asked == Counter(record.question for record in RECORDS)


@pytest.mark.parametrize(
    ("tuning", "cited"),
    [
        (Tuning(1, 0.5), ["a", "b"]),
        (Tuning(2, 0.5), ["a", "b", "c"]),
        (Tuning(3, 0.5), ["a", "b", "c", "d"]),
        (Tuning(9, 0.5), ["a", "b", "c", "d"]),
        (Tuning(1, 0.9), ["a", "b"]),
        (Tuning(1, 0.91), []),
    ],
)
def test_the_best_few_passages_are_cited_or_none_where_the_best_scores_too_low(tuning, cited):
    found = [passage(0.9, "a", "b"), passage(0.6, "b", "c"), passage(0.2, "d", "a")]
    response = respond(found, tuning)
    assert response.status == ("answered" if cited else "not_found")
    assert addresses(response.cited) == cited
    assert response.text == "\n".join(f"words of {address}" for address in cited)
    assert response.confidence == 0.9
    assert response.speaks is False
    # A paragraph has the score of the best passage that it stands in.
    scores = {"a": 0.9, "b": 0.9, "c": 0.6, "d": 0.2}
    assert response.retrieved == tuple(Retrieved(address=a, score=s) for a, s in scores.items())


def test_what_would_have_been_cited_is_told_where_nothing_is():
    found = [passage(0.9, "a", "b"), passage(0.6, "c")]
    assert respond(found, Tuning(2, 5.0)).guess == ("a", "b", "c")
    assert respond(found, Tuning(1, 0.0)).guess == ("a", "b")


@pytest.mark.parametrize("found", [[], [Passage((), 0.9)]], ids=["none", "of no paragraph"])
def test_nothing_found_is_not_answered_however_low_the_score_may_be(found):
    response = respond(found, Tuning(3, -1.0))
    assert response.status == "not_found"
    assert response.text == ""
    assert response.cited == response.retrieved == response.guess == ()
    assert response.confidence == (0.9 if found else 0.0)


def test_at_most_ten_paragraphs_are_told_as_ranked():
    found = [passage(1 - i / 100, f"a{i}", f"b{i}") for i in range(8)]
    retrieved = respond(found, Tuning(1, 0.0)).retrieved
    assert addresses(retrieved) == [f"{side}{i}" for i in range(5) for side in "ab"]


class Fixed:
    """An engine that finds what `FOUND` has."""

    name = "fixed"
    description = "finds the same passages always"

    def __init__(self):
        self.closed = False

    def search(self, question):
        return FOUND[question]

    def close(self):
        self.closed = True


def test_an_engine_with_a_tuning_answers_and_says_how_it_was_tuned():
    engine = Fixed()
    system = TunedSystem(engine, Tuning(2, 0.5))
    assert system.name == "fixed"
    assert "finds the same passages always; cites 2" in system.description
    assert "below 0.5 " in system.description
    assert system.chat_model is None
    assert system.waits is False
    first = system.ask("one", [])
    assert addresses(first.cited) == ["a", "x"]
    assert system.ask("none", []).status == "not_found"
    system.close()
    assert engine.closed


def test_the_turns_before_change_nothing():
    system = TunedSystem(Fixed(), Tuning(1, 0.5))
    before = system.ask("one", [])
    assert system.ask("two", [before]) == system.ask("two", [])
