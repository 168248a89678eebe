"""Finding the best assignment, what kept its order, and what stands in what: against all there are."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.lineage.assignment import assign
from assistant.lineage.carrying import carry
from assistant.lineage.likeness import likeness, likenesses
from assistant.lineage.moves import kept_in_order
from assistant.lineage.passage import Reading

from .conftest import make_document

often = settings(deadline=None, database=None, max_examples=200)
_GAINS = st.dictionaries(
    st.tuples(st.integers(0, 4), st.integers(0, 4)), st.integers(1, 20).map(float), max_size=14
)


def best_by_trying(gains):
    columns = [*range(5), *[None] * 5]
    return max(
        sum(
            gains.get((row, column), 0.0) for row, column in enumerate(chosen) if column is not None
        )
        for chosen in set(itertools.permutations(columns[:5] + [None] * 2, 5))
    )


@settings(deadline=None, database=None, max_examples=40)
@given(gains=_GAINS)
def test_no_way_to_pair_gains_more(gains):
    pairs = assign(gains)
    assert all(pair in gains for pair in pairs)
    for side in zip(*pairs, strict=True):
        assert len(set(side)) == len(side)
    assert sum(gains[pair] for pair in pairs) == best_by_trying(gains)


def test_the_greatest_gain_is_given_up_for_a_greater_sum():
    assert assign({(0, 0): 10.0, (0, 1): 9.0, (1, 0): 8.0}) == [(0, 1), (1, 0)]


@often
@given(order=st.permutations(range(7)))
def test_as_many_as_can_keep_their_order(order):
    pairs = list(enumerate(order))
    kept = sorted(kept_in_order(pairs))
    assert all(a[1] < b[1] for a, b in itertools.pairwise(kept))
    rising = (
        len(some)
        for size in range(8)
        for some in itertools.combinations(pairs, size)
        if all(a[1] < b[1] for a, b in itertools.pairwise(some))
    )
    assert len(kept) == max(rising)


def test_of_two_that_changed_places_the_one_at_its_place_stayed():
    pairs = [(0, 0), (1, 2), (2, 1), (3, 3)]
    assert (2, 1) in kept_in_order(pairs, {(2, 1)})
    assert (1, 2) in kept_in_order(pairs, {(1, 2)})


def read(*texts, language="en"):
    document = make_document(
        "A/RES/90/1", "2035-11-01", {f"op{n}": {language: t} for n, t in enumerate(texts, start=1)}
    )
    return Reading(document, language).passages()


def test_likeness_is_of_words_and_of_their_order():
    same, turned, other = read(
        "Urges the ports to dredge channels and to paint buoys",
        "Urges the ports to paint buoys and to dredge channels",
        "Thanks the donors of lanterns and ropes",
    )
    assert likeness(same, same) == pytest.approx(1)
    assert 0.5 < likeness(same, turned) < 0.95
    assert likeness(same, other) < 0.2


def test_a_verb_in_another_form_is_the_same_word():
    noun, verb = read("Welcoming the efforts of the keepers", "Welcomes the effort of the keepers")
    assert likeness(noun, verb) == pytest.approx(1, abs=0.01)


def test_what_is_hardly_alike_is_left_out():
    first, second = read("Thanks the donors of lanterns", "Urges the ports to dredge channels")
    assert likenesses([first], [second]) == {}
    assert list(likenesses([first], [first])) == [(0, 0)]
    assert likenesses([], [first]) == {}


def test_what_is_embedded_in_a_longer_text_is_carried():
    function, embedding, scattered = read(
        "To light the lanterns of the northern cliffs",
        "Commending the keepers for their patience, recognizes their efforts in lighting the lanterns "
        "of the northern cliffs, and supports the painting of the wooden boats of the delta",
        "Commends the northern villages that light stoves, buy lanterns for festivals in the schools "
        "and libraries of the delta, and paint the cliffs white",
    )
    assert carry(function, embedding).score > 0.8
    assert carry(function, embedding).shared > 0.95
    assert carry(function, scattered).score < 0.5
    assert carry(embedding, function).score == pytest.approx(carry(function, embedding).score)
