"""Lineage: how a comparison is held against the gold, on cases that are counted by hand."""

from __future__ import annotations

from types import SimpleNamespace

import pytest

from eval.instruments.gold import PairGold
from eval.instruments.lineage import Placing, measure, place, usable

GOLD = PairGold(
    earlier="A/RES/70/1",
    later="A/RES/71/1",
    language="en",
    pairs=((("pp1",), ("pp1",)), (("op1",), ("op1", "op2")), (("op3",), ("op3",))),
    gone=("op2",),
    doubtful=((("op3",), ("op3",)),),
)
# The split is half found, what is gone is taken for what is kept, and that for gone.
FOUND = (
    (("pp1",), ("pp1",)),
    (("op1",), ("op1",)),
    ((), ("op2",)),
    (("op2",), ("op3",)),
    (("op3",), ()),
    (("h1",), ("h1",)),
)
EXACT = (*GOLD.pairs, (("op2",), ()))


def value(figures, measure_name, slice_name="all"):
    (found,) = (f for f in figures if (f.measure, f.slice) == (measure_name, slice_name))
    return found.value


def test_a_paragraph_is_right_with_the_partners_of_the_gold_alone():
    placing = Placing(GOLD, FOUND)
    right = {
        (side, locator)
        for side, own in enumerate(GOLD.sides)
        for locator in own
        if placing.is_right(side, locator)
    }
    assert right == {(0, "pp1"), (1, "pp1"), (1, "op1")}
    figures = measure([placing])
    assert value(figures, "paragraphs placed") == pytest.approx(3 / 8)
    assert value(figures, "link precision") == pytest.approx(2 / 3)
    assert value(figures, "link recall") == pytest.approx(2 / 4)
    assert value(figures, "link F1") == pytest.approx(4 / 7)


def test_what_is_doubtful_counts_neither_for_nor_against():
    figures = measure([Placing(GOLD, FOUND)])
    assert value(figures, "paragraphs placed, doubtful left out") == pytest.approx(3 / 6)
    assert value(figures, "link precision, doubtful left out") == pytest.approx(2 / 3)
    assert value(figures, "link recall, doubtful left out") == pytest.approx(2 / 3)
    found = (*EXACT[:2], (("op3",), ()), ((), ("op3",)), (("op2",), ()))
    assert value(measure([Placing(GOLD, found)]), "paragraphs placed, doubtful left out") == 1
    assert value(measure([Placing(GOLD, found)]), "paragraphs placed") == pytest.approx(6 / 8)


def test_a_paragraph_that_is_left_out_is_wrong_even_where_it_has_no_partner():
    placing = Placing(GOLD, EXACT)
    assert placing.counts(sure=False) == (8, 8)
    assert Placing(GOLD, GOLD.pairs).counts(sure=False) == (7, 8)
    assert list(placing.failures()) == []
    (line,) = Placing(GOLD, GOLD.pairs).failures()
    assert line == "A/RES/70/1#op2: gold nothing, found left out"


def test_failures_say_what_was_wanted_and_found():
    lines = list(Placing(GOLD, FOUND).failures())
    assert "A/RES/70/1#op1: gold op1, op2, found op1" in lines
    assert "A/RES/71/1#op3: gold op3, found op2 (doubtful)" in lines
    assert len(lines) == 5


def test_figures_by_pair_and_by_language():
    french = GOLD.model_copy(update={"language": "fr"})
    figures = measure([Placing(GOLD, EXACT), Placing(french, FOUND)])
    assert value(figures, "paragraphs placed") == pytest.approx(11 / 16)
    assert value(figures, "paragraphs placed", "en") == 1
    assert value(figures, "paragraphs placed", "fr") == pytest.approx(3 / 8)
    assert value(figures, "paragraphs placed", "A/RES/70/1 → A/RES/71/1 (fr)") == pytest.approx(
        3 / 8
    )
    # The same two documents are drawn together: there is nothing to draw from.
    assert figures[0].low is None


@pytest.mark.parametrize("turned", [False, True])
def test_the_earlier_document_of_the_gold_is_the_earlier_one(turned):
    sides = [(("op1",), ("op1", "op2")), ((), ("op3",))]
    cited = [[tuple(SimpleNamespace(locator=x) for x in side) for side in pair] for pair in sides]
    pairs = [SimpleNamespace(earlier=pair[turned], later=pair[not turned]) for pair in cited]
    symbols = [SimpleNamespace(symbol=s) for s in ("A/RES/70/1", "A/RES/71/1")]
    asked = []

    def compare(first, second, *, language):
        asked.append((first, second, language))
        return SimpleNamespace(earlier=symbols[turned], later=symbols[not turned], pairs=pairs)

    placing = place(SimpleNamespace(compare=compare), GOLD)
    assert placing.found == tuple(sides)
    assert asked == [("A/RES/70/1", "A/RES/71/1", "en")]


def test_pairs_that_are_not_held_are_named():
    def document(*locators):
        return SimpleNamespace(
            paragraphs=[SimpleNamespace(locator=x, versions={"en": None}) for x in locators]
        )

    whole = {
        "A/RES/70/1": document("title", "pp1", "op1", "op2", "op3"),
        "A/RES/71/1": document("title", "pp1", "op1", "op2", "op3"),
    }
    assert usable([GOLD], whole) == ([GOLD], [])
    assert usable([GOLD], {"A/RES/70/1": whole["A/RES/70/1"]}) == ([], ["A/RES/71/1"])
    other = whole | {"A/RES/71/1": document("pp1", "op1", "op3")}
    assert usable([GOLD], other) == ([], ["A/RES/71/1#op2 (en)"])
