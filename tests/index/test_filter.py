"""Filters choose documents by what they are."""

from __future__ import annotations

import pytest

from index.errors import FilterError, SymbolError, UserError
from index.filter import Filter

LETTER, RESOLUTION, DRAFT = "S/2007/279", "A/RES/72/7", "A/75/L.72"
ALL = [LETTER, RESOLUTION, DRAFT]


@pytest.mark.parametrize(
    ("chosen", "symbols"),
    [
        ({}, ALL),
        ({"symbols": ("s/2007/279", "A/RES/99/1")}, [LETTER]),
        ({"bodies": ("General Assembly",)}, [RESOLUTION, DRAFT]),
        ({"bodies": ("conseil de sécurité",)}, [LETTER]),
        ({"bodies": ("Совет Безопасности",)}, [LETTER]),
        ({"bodies": ("الجمعية العامة",)}, [RESOLUTION, DRAFT]),
        ({"bodies": ("大会",)}, [RESOLUTION, DRAFT]),
        ({"bodies": ("A",)}, [RESOLUTION, DRAFT]),
        ({"bodies": ("S", "A/RES")}, [LETTER, RESOLUTION]),
        # Letters are whole parts of a symbol.
        ({"bodies": ("A/R",)}, []),
        ({"bodies": ("E/CN.4",)}, []),
        ({"kinds": ("letter", "draft resolution")}, [LETTER, DRAFT]),
        ({"kinds": ("report",)}, []),
        ({"years": (2007, 2021)}, [LETTER, DRAFT]),
        ({"years": (1945,)}, []),
        ({"languages": ("ru",)}, [LETTER]),
        ({"languages": ("ar", "en")}, ALL),
        ({"languages": ("zh",)}, []),
        ({"statuses": ("draft",)}, [DRAFT]),
        ({"statuses": ("adopted", "letter")}, [LETTER, RESOLUTION]),
        ({"bodies": ("A",), "statuses": ("adopted",)}, [RESOLUTION]),
        ({"bodies": ("A",), "years": (2007,)}, []),
    ],
)
def test_each_field_that_is_not_empty_chooses(documents, chosen, symbols):
    where = Filter(**chosen)
    assert [str(d.symbol) for d in documents if where.matches(d)] == symbols
    assert bool(where) == bool(chosen)


@pytest.mark.parametrize(
    ("chosen", "told"),
    [
        (
            {"kinds": ("poem",)},
            "'poem' is no kind; give one of letter, resolution, draft resolution",
        ),
        ({"statuses": ("lost",)}, "'lost' is no status; give one of letter, draft, adopted"),
        ({"languages": ("de",)}, "'de' is no language; give one of en, fr, ru, es, ar, zh"),
    ],
)
def test_what_no_document_may_be_is_told(chosen, told):
    with pytest.raises(FilterError) as caught:
        Filter(**chosen)
    assert str(caught.value).startswith(told)
    assert isinstance(caught.value, UserError)


def test_what_is_no_symbol_is_told():
    with pytest.raises(SymbolError):
        Filter(symbols=("letter",))
