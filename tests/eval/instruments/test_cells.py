"""The cells beside verb and addressee: how each comes out, and what is measured."""

from __future__ import annotations

from types import SimpleNamespace

import pytest
from pydantic import ValidationError

from eval.instruments.cells import ACTOR, MEASURES, Outcome, figures, outcomes
from eval.instruments.gold import COLUMNS, CellGold, Span, TaskGold

VERB = Span("op1", 0, 8)
WITH = Span("op1", 40, 60)
SHORT = Span("op1", 45, 60)
MAYBE = Span("op1", 80, 90)


def task(**spans):
    names = ("addressee", ACTOR, *COLUMNS)
    cells = {
        name: SimpleNamespace(locator=s.locator, start=s.start, end=s.end)
        for name, s in spans.items()
    }
    return SimpleNamespace(**dict.fromkeys(names) | cells)


GOLD = TaskGold(
    locator="op1",
    verb=VERB,
    addressee=Span("op1", 9, 20),
    cells={"counterpart": CellGold(any=(WITH, SHORT), optional=(MAYBE,))},
)


@pytest.mark.parametrize(
    ("found", "outcome"),
    [
        (WITH, Outcome.RIGHT),
        (SHORT, Outcome.RIGHT),
        (Span("op1", 40, 70), Outcome.RIGHT),
        (Span("op1", 46, 60), Outcome.WRONG),
        (Span("op2", 40, 60), Outcome.WRONG),
        (Span("op1", 100, 110), Outcome.WRONG),
        (MAYBE, Outcome.MISSING),
        (None, Outcome.MISSING),
    ],
)
def test_a_cell_that_the_gold_has(found, outcome):
    held = task(counterpart=found) if found else task()
    assert outcomes(GOLD, held)["counterpart"] is outcome


@pytest.mark.parametrize(
    ("found", "outcome"),
    [
        (MAYBE, Outcome.NOTHING),
        (None, Outcome.NOTHING),
        (WITH, Outcome.INVENTED),
    ],
)
def test_a_cell_that_the_gold_has_not(found, outcome):
    gold = TaskGold(locator="op1", verb=VERB, cells={"deadline": CellGold(optional=(MAYBE,))})
    held = task(deadline=found) if found else task()
    assert outcomes(gold, held)["deadline"] is outcome


def test_a_verb_without_a_row_misses_every_cell_of_the_gold():
    found = outcomes(GOLD, None)
    assert found["counterpart"] is Outcome.MISSING
    assert {found[name] for name in found if name != "counterpart"} == {Outcome.NOTHING}


def test_who_shall_act_is_the_actor_in_either_cell_where_nobody_is_addressed():
    who = Span("op1", 20, 30)
    gold = TaskGold(locator="op1", verb=VERB, actor=who, loose=(Span("op1", 22, 30),))
    assert outcomes(gold, task(actor=who))[ACTOR] is Outcome.RIGHT
    assert outcomes(gold, task(addressee=Span("op1", 22, 30)))[ACTOR] is Outcome.RIGHT
    assert outcomes(gold, task())[ACTOR] is Outcome.MISSING
    assert outcomes(GOLD, task(addressee=Span("op1", 9, 20)))[ACTOR] is Outcome.NOTHING
    assert outcomes(GOLD, task(actor=who))[ACTOR] is Outcome.INVENTED


def test_right_wrong_and_missing_make_one_and_invented_is_of_the_rest():
    rows = [
        outcomes(GOLD, task(counterpart=WITH, deadline=WITH)),
        outcomes(GOLD, task(counterpart=MAYBE)),
    ]
    found = {figure.measure: figure for figure in figures([rows, []])}
    assert list(found) == list(MEASURES)
    values = [found[f"counterpart: {name}"].value for name in ("right", "wrong", "missing")]
    assert values == [0.5, 0, 0.5]
    assert found["counterpart: invented"].value is None
    assert (found["deadline: invented"].value, found["deadline: invented"].count) == (0.5, 2)
    assert found["deadline: right"].value is None


def test_a_cell_of_another_name_is_refused():
    with pytest.raises(ValidationError, match="cells"):
        TaskGold(locator="op1", verb=VERB, cells={"colour": CellGold()})
    assert GOLD.cell("deadline") == CellGold()
    assert {WITH, SHORT, MAYBE} <= set(GOLD.spans)
