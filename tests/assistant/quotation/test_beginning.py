"""No paragraph is passed over that a quote begins in."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.quotation.beginning import make_beginning
from assistant.quotation.exact import _find, find_exact
from assistant.quotation.pasted import Pasted, readings
from assistant.quotation.strand import Strand
from index.document import Document, DocumentKind, Paragraph, Status, Version
from index.locator import Locator
from index.symbol import Symbol

# Few words, so that what a quote begins with comes again and again.
_WORDS = [
    "a",
    "b",
    "B",
    "united",
    "nations",
    "2",
    "ii",
    ",",
    ";",
    "(a)",
    "-",
    "№",
    "été",
    "国",
    "…",
]
_SYMBOL = Symbol("A/RES/60/1")


@st.composite
def _texts(draw: st.DrawFn) -> str:
    return " ".join(draw(st.lists(st.sampled_from(_WORDS), min_size=1, max_size=8)))


def _strand(texts, notes=()):
    """The strand of paragraphs with `texts`; `notes` are the offsets of the marks of footnote 1."""
    placed = tuple((Locator("fn1"), offset) for offset in notes)
    paragraphs = tuple(
        Paragraph(
            _SYMBOL,
            Locator(f"op{number}"),
            {"en": Version("en", text, "f", 0, len(text), notes=placed if number == 1 else ())},
        )
        for number, text in enumerate(texts, start=1)
    )
    document = Document(
        _SYMBOL, DocumentKind.RESOLUTION, Status.ADOPTED, "General Assembly", dt.date(2020, 1, 2),
        {"en": "Title"}, paragraphs,
    )  # fmt: skip
    return Strand(document, "en")


def _begins_in(pasted, strand):
    return [place[0].paragraph.locator for place in find_exact(pasted, strand, [0], 1)]


@given(st.lists(_texts(), min_size=1, max_size=4), st.data())
def test_a_quote_is_found_wherever_it_is_without_passing_over(texts, data):
    notes = data.draw(st.lists(st.integers(0, len(texts[0])), max_size=1))
    strand = _strand(texts, notes)
    first = data.draw(st.integers(0, len(strand.tokens(0)) - 1))
    between = data.draw(st.sampled_from(["\n", "\n2. ", " [1] "]))
    printed = between.join([texts[0][strand.tokens(0)[first].start :], *texts[1:]])
    cut = Pasted(printed).tokens
    end = cut[data.draw(st.integers(0, len(cut) - 1))].end
    number = data.draw(st.sampled_from(["", "", "1. ", "(1) ", "• "]))
    pasted = Pasted(f"{number}{printed[:end]}")
    assert bool(_begins_in(pasted, strand)) == (_find(pasted, strand, 0) is not None)


@given(st.lists(_texts(), min_size=1, max_size=3))
def test_paragraphs_as_they_follow_each_other_are_found(texts):
    if any(map(str.isalnum, "".join(texts))):
        assert _begins_in(Pasted("\n".join(texts)), _strand(texts)) == ["op1"]


def test_a_footnote_mark_in_print_may_stand_between_its_last_words():
    text = "Recalling the United Nations report"
    strand = _strand([text, "and its annex"], notes=[len("Recalling the United")])
    for quote in ("the United [1] Nations report and its", "United 1 Nations"):
        assert _begins_in(readings(quote)[-1], strand) == ["op1"]


def test_a_last_word_alone_does_not_let_a_paragraph_through():
    text = "Welcomes the work of the United Nations"
    version = Version("en", text, "f", 0, len(text))
    beginning = make_beginning(Pasted("It commends what the United Nations has done since then"))
    assert not beginning.may_be_in(version)
    assert make_beginning(Pasted("the United Nations and others since then")).may_be_in(version)


@pytest.mark.parametrize(
    "quote",
    [
        "; and others that have been named since then",
        "Nations; and others that have been named",
        "the work of the United Nations; and others that have been named",
        "1. Welcomes the work of the United Nations; and others that have been named",
        "12 bis. Welcomes the work of the United Nations; and others that have been named",
        "welcomes the work of the United Nations; and others that have been named",
    ],
)
def test_a_quote_may_begin_at_any_place_of_a_paragraph(quote):
    text = "Welcomes the work of the United Nations;"
    assert make_beginning(Pasted(quote)).may_be_in(Version("en", text, "f", 0, len(text)))
