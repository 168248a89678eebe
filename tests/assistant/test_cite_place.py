"""`Assistant.cite`: a citation of a place that a caller names."""

from __future__ import annotations

import pytest

from assistant.errors import UnknownDocument, UnknownLanguage
from index.errors import LocatorError, SymbolError, UnknownParagraph, UserError


def test_a_span_is_cited_in_its_own_words(assistant):
    citation = assistant.cite("S/2007/279#p3.b1", language="fr", start=0, end=18, reader="ru")
    text = assistant.document("S/2007/279").paragraph("p3.b1").versions["fr"].text
    assert citation.quote == text[:18]
    assert (citation.start, citation.end, citation.language) == (0, 18, "fr")
    assert citation.pinpoint == "S/2007/279, третий абзац, первый подпункт"
    assert citation.force == "seraient notamment les suivantes"
    assert citation.url == "https://undocs.org/fr/S/2007/279"


def test_without_a_span_the_paragraph_is_cited_whole(assistant):
    citation = assistant.cite("a/res/72/7#op1", language="en")
    assert citation.symbol == "A/RES/72/7"
    assert citation.quote == assistant.document("A/RES/72/7").paragraph("op1").versions["en"].text


@pytest.mark.parametrize(
    ("address", "options", "error"),
    [
        ("A/RES/99/9#op1", {}, UnknownDocument),
        ("nonsense", {}, SymbolError),
        ("A/RES/72/7", {}, UnknownParagraph),
        ("A/RES/72/7#op9", {}, UnknownParagraph),
        ("A/RES/72/7#op1", {"language": "fr"}, UnknownLanguage),
        ("A/RES/72/7#op1", {"language": "tlh"}, UnknownLanguage),
        ("A/RES/72/7#op1", {"reader": "tlh"}, UnknownLanguage),
        ("A/RES/72/7#op1", {"start": 5, "end": 5}, LocatorError),
        ("A/RES/72/7#op1", {"start": -1}, LocatorError),
        ("A/RES/72/7#op1", {"end": 247}, LocatorError),
    ],
)
def test_what_cannot_be_cited_is_said_in_one_line(assistant, address, options, error):
    with pytest.raises(error) as raised:
        assistant.cite(address, **({"language": "en"} | options))
    assert isinstance(raised.value, UserError)
    assert "\n" not in str(raised.value)
