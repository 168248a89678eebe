"""The tasking table: how its rows are held against the gold, on a text that is made up."""

from __future__ import annotations

from types import SimpleNamespace

import pytest

from assistant.cited import CitedDocument
from assistant.tasking.model import Cell, Task
from eval.instruments.errors import GoldError
from eval.instruments.gold import CellGold, Span, TaskGold, TasksGold, hash_texts
from eval.instruments.tasks import failures, judge, measure, table
from index.document import DocumentKind, Status
from index.locator import Kind

SYMBOL = "A/RES/70/1"
TEXTS = {
    "op1": "Also requests the Secretary-General to report, and encourages all States to help;",
    "op2": "Welcomes the efforts of the Office;",
    "op3": "Decides to meet again.",
}
DOCUMENT = CitedDocument(
    symbol=SYMBOL,
    title="A title",
    date="2015-01-01",
    kind=DocumentKind.RESOLUTION,
    status=Status.ADOPTED,
    organ="General Assembly",
    language="en",
    url="https://undocs.org/en/A/RES/70/1",
)


def span(locator, words):
    start = TEXTS[locator].index(words)
    return Span(locator, start, start + len(words))


def task(locator, verb, addressee=None):
    def cell(words):
        found = span(locator, words)
        return Cell(text=words, locator=locator, start=found.start, end=found.end)

    return Task(
        document=DOCUMENT,
        locator=locator,
        pinpoint=locator,
        kind=Kind.OPERATIVE,
        drafting_verb=None,
        force=None,
        verb=cell(verb),
        addressee=cell(addressee) if addressee else None,
    )


GOLD = TasksGold(
    symbol=SYMBOL,
    language="en",
    stratum="invented",
    text="",
    rows=(
        TaskGold(
            locator="op1",
            verb=span("op1", "Also requests"),
            addressee=span("op1", "the Secretary-General"),
        ),
        TaskGold(
            locator="op1",
            verb=span("op1", "encourages"),
            loose_verb=(span("op1", "and encourages"),),
            addressee=span("op1", "all States"),
            doubtful=True,
        ),
        TaskGold(locator="op2", verb=span("op2", "Welcomes"), actor=span("op2", "the Office")),
        TaskGold(locator="op3", verb=span("op3", "Decides")),
    ),
)
RIGHT = [
    task("op1", "and encourages", "all States"),
    task("op1", "Also requests", "the Secretary-General"),
    task("op2", "Welcomes"),
    task("op3", "Decides"),
]


def values(*found):
    figures = measure([judge(GOLD, found, TEXTS)])
    return {f.measure: f.value for f in figures if f.slice == "all"}


def test_what_is_right_is_right_in_whatever_order():
    assert set(values(*RIGHT).values()) == {1.0}
    assert list(failures([judge(GOLD, RIGHT, TEXTS)])) == []


def test_a_paragraph_is_counted_by_its_first_verb():
    found = values(task("op1", "encourages", "the Secretary-General"), *RIGHT[1:])
    assert found["paragraphs: verb and addressee"] == 1
    assert found["rows: verb"] == 1
    assert found["rows: addressee"] == pytest.approx(3 / 4)


def test_a_verb_without_a_row_is_wrong_in_everything():
    found = values(*RIGHT[:3])
    assert found["paragraphs: verb"] == pytest.approx(2 / 3)
    # It would be right in its addressee, who is nobody.
    assert found["paragraphs: addressee, lenient"] == pytest.approx(2 / 3)
    assert found["rows: verb and addressee"] == pytest.approx(3 / 4)
    assert found["rows of the gold"] == 1


def test_a_row_too_many_is_told():
    surplus = [*RIGHT, task("op2", "efforts")]
    assert values(*surplus)["rows of the gold"] == pytest.approx(4 / 5)
    (line,) = failures([judge(GOLD, surplus, TEXTS)])
    assert line == "A/RES/70/1#op2: not in the gold, found op2[13:20]"


@pytest.mark.parametrize(
    ("verb", "addressee", "strict", "lenient"),
    [
        ("requests", "the Secretary-General", (False, True), (True, True)),
        ("Also requests", "Secretary-General", (True, False), (True, True)),
        ("Also requests", "the Secretary-General to report", (True, False), (True, True)),
        ("Also requests", "General to report", (True, False), (True, False)),
        ("Also requests", "all States", (True, False), (True, False)),
        ("Also requests", None, (True, False), (True, False)),
    ],
)
def test_lenient_figures_pass_over_an_article_and_what_follows(verb, addressee, strict, lenient):
    found = [RIGHT[0], task("op1", verb, addressee), *RIGHT[2:]]
    verdict = judge(GOLD, found, TEXTS).verdicts[0]
    assert (verdict.verb, verdict.addressee) == strict
    assert (verdict.verb_lenient, verdict.addressee_lenient) == lenient


@pytest.mark.parametrize(
    ("found", "right"),
    [
        (task("op2", "Welcomes", "the Office"), True),
        (task("op2", "Welcomes", "efforts"), False),
        (task("op3", "Decides", "meet"), False),
    ],
)
def test_nobody_addressed_is_an_empty_cell_or_the_one_whose_deed_it_is(found, right):
    rows = [row for row in RIGHT if row.locator != found.locator] + [found]
    verdicts = {v.gold.locator: v for v in judge(GOLD, rows, TEXTS).verdicts[2:]}
    assert verdicts[found.locator].addressee is right


def test_the_other_cells_are_measured_where_the_gold_has_them():
    wanted = CellGold(any=(span("op1", "to report"),))
    first = GOLD.rows[0].model_copy(update={"cells": {"deadline": wanted}})
    gold = GOLD.model_copy(update={"columns": True, "rows": (first, *GOLD.rows[1:])})
    judged = judge(gold, RIGHT, TEXTS)
    figures = {f.measure: f.value for f in measure([judged])}
    assert figures["deadline: missing"] == 1
    assert figures["actor: right"] == 0
    # The welcome of what an office does names nobody.
    assert list(failures([judged])) == [
        "A/RES/70/1#op1: deadline missing: gold op1[36:45], found –",
        "A/RES/70/1#op2: actor missing: gold op2[24:34], found –",
    ]
    assert "deadline: missing" not in values(*RIGHT)


def test_slices_by_who_is_addressed_and_without_what_is_doubtful():
    rows = [task("op1", "encourages", "help"), *RIGHT[1:3], task("op3", "Decides", "meet")]
    figures = measure([judge(GOLD, rows, TEXTS)])
    found = {f.slice: f.value for f in figures if f.measure == "rows: verb and addressee"}
    assert found == {
        "all": 1 / 2,
        "somebody addressed": 1 / 2,
        "nobody addressed": 1 / 2,
        "doubtful left out": pytest.approx(2 / 3),
    }


class Held:
    """An assistant with one document, whose table is given."""

    def __init__(self, rows):
        self.rows = rows

    def document(self, symbol):
        paragraphs = [
            SimpleNamespace(locator=x, versions={"en": SimpleNamespace(text=text)})
            for x, text in TEXTS.items()
        ]

        def paragraph(locator):
            return next(p for p in paragraphs if p.locator == locator)

        return SimpleNamespace(paragraphs=paragraphs, paragraph=paragraph)

    def tasks(self, *, documents, language):
        assert (documents, language) == ([SYMBOL], "en")
        return SimpleNamespace(tasks=self.rows)


def test_a_document_that_is_another_than_that_of_the_gold_is_refused():
    with pytest.raises(GoldError, match="A/RES/70/1 is not held in en as it was"):
        table(Held(RIGHT), GOLD)
    sure = GOLD.model_copy(update={"text": hash_texts(Held(RIGHT).document(SYMBOL), GOLD)})
    # Paragraphs that the gold does not have are no rows too many.
    other = task("op3", "Decides").model_copy(update={"locator": "pp1"})
    tabled = table(Held([*RIGHT, other]), sure)
    assert (tabled.rows, tabled.surplus) == (4, ())
    assert all(v.verb and v.addressee for v in tabled.verdicts)
