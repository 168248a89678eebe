"""Where the very words of a phrase stand."""

from __future__ import annotations

import re

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from assistant.errors import NothingToTrace
from assistant.lineage.layout import lay_out_lineage
from assistant.lineage.phrase import find_phrase
from assistant.lineage.trace import trace
from assistant.lineage.written import to_text
from assistant.quotation.fold import tokens

from .conftest import make_document
from .lighthouses import EARLIER_TEXTS

KEEPERS = "Requests the keepers, with their consent, to count the ships of the K\u201119 fleet;"
FIRST = make_document(
    "A/RES/95/1",
    "2040-11-01",
    {
        "pp1": {"en": "Recalling the lamps that burn at sea,"},
        "op1": {"en": KEEPERS, "zh": "请看守人经其同意后计算船只的数目；"},
        "op2": {"en": "Also requests the masters, with their  consent, to keep watch;"},
    },
)
SECOND = make_document(
    "A/RES/94/1",
    "2039-11-01",
    {
        "op7": {"en": "Notes that the “keepers’ own” K-19 ships sail With Their Consent;"},
        "op8": {"en": "Notes the consents of the keepers with their lamps;"},
    },
    title="Harbours",
)
# Names ships of the fleet in another language, and is not to be read surely in another paragraph.
THIRD = make_document(
    "A/RES/96/1",
    "2041-11-01",
    {"op1": {"fr": "Prie les gardiens de compter les navires K‑19 ;"}},
)
UNSURE = make_document(
    "A/RES/97/1", "2042-11-01", {"op1": {"en": KEEPERS}}, exact=False, title="Of ships"
)


@pytest.fixture
def index(index_of):
    return index_of(FIRST, SECOND, THIRD, UNSURE)


def places(quotes):
    return [quote.paragraph.address for quote in quotes]


@pytest.mark.parametrize(
    ("phrase", "expected"),
    [
        ("with their consent", ["A/RES/94/1#op7", "A/RES/95/1#op1", "A/RES/95/1#op2"]),
        ("“with their consent,”", ["A/RES/94/1#op7", "A/RES/95/1#op1", "A/RES/95/1#op2"]),
        ("K-19", ["A/RES/94/1#op7", "A/RES/95/1#op1", "A/RES/96/1#op1"]),
        ("k\u201119", ["A/RES/94/1#op7", "A/RES/95/1#op1", "A/RES/96/1#op1"]),
        ('"keepers\' own"', ["A/RES/94/1#op7"]),
        ("其同意后", ["A/RES/95/1#op1"]),
        # Another form of a word, another order, and words that are not next to each other.
        ("with their consents", []),
        ("their with consent", []),
        ("keepers with their consent", []),
        ("consent of", []),
        ("their con", []),
        ("…", []),
    ],
)
def test_every_paragraph_with_the_very_words_is_found_by_date(index, phrase, expected):
    found = find_phrase(phrase, index).quotes
    assert places(found) == expected
    for quote in found:
        told = [token.key.casefold() for token in tokens(quote.text)]
        assert told == [t.key.casefold() for t in tokens(phrase.strip("“”\",…'") or phrase)]


def test_only_the_documents_and_languages_that_are_asked_for_are_looked_into(index):
    assert places(find_phrase("K-19", index, ("fr",)).quotes) == ["A/RES/96/1#op1"]
    assert places(find_phrase("K-19", index, symbols=["A/RES/94/1"]).quotes) == ["A/RES/94/1#op7"]


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(data=st.data())
def test_any_words_of_a_paragraph_are_found_in_it(series, data):
    place = data.draw(st.sampled_from(sorted(EARLIER_TEXTS)))
    language = data.draw(st.sampled_from(sorted(EARLIER_TEXTS[place])))
    text = EARLIER_TEXTS[place][language]
    cut = [token for token in tokens(text) if token.is_word]
    first = data.draw(st.integers(0, len(cut) - 1))
    last = data.draw(st.integers(first, min(len(cut) - 1, first + 8)))
    phrase = text[cut[first].start : cut[last].end]
    found = find_phrase(phrase, series, (language,)).quotes
    assert any(quote.paragraph.locator == place for quote in found)


def test_words_that_stand_in_many_paragraphs_are_all_told_and_the_first_is_followed(index):
    found = trace("with their consent", index)
    assert [f"{c.symbol}#{c.locator}" for c in found.standing] == [
        "A/RES/94/1#op7",
        "A/RES/95/1#op1",
        "A/RES/95/1#op2",
    ]
    assert [c.quote for c in found.standing] == [
        "With Their Consent",
        "with their consent",
        "with their  consent",
    ]
    assert (found.phrase, found.origin.symbol) == ("with their consent", "A/RES/94/1")
    text = to_text(lay_out_lineage(found))
    first, *rest = text.split("\n")
    assert first.startswith("These words stand letter for letter in ")
    assert {"3 paragraphs", "2 documents"} <= set(re.findall(r"\d+ \w+", first))
    assert [line.split()[1] for line in rest[:3]] == [
        "A/RES/94/1#op7",
        "A/RES/95/1#op1",
        "A/RES/95/1#op2",
    ]
    assert "A/RES/94/1#op7" in rest[3]


def test_words_in_another_form_stand_nowhere_and_this_is_told_first(index):
    found = trace("request keeper to count ship", index)
    assert (found.standing, found.origin.locator) == ((), "op1")
    text = to_text(lay_out_lineage(found))
    assert text.startswith("In these very words it stands nowhere.")


def test_a_place_has_no_phrase(index):
    found = trace("A/RES/95/1#op1", index)
    assert (found.phrase, found.standing) == ("", ())
    assert "letter for letter" not in to_text(lay_out_lineage(found))


def test_words_that_no_paragraph_has_are_refused(index):
    with pytest.raises(NothingToTrace):
        trace("submarines of the deep", index)


def test_where_not_all_paragraphs_were_read_this_is_told(index, monkeypatch):
    assert trace("keepers", index).complete
    monkeypatch.setattr("assistant.lineage.phrase.MOST_READ", 1)
    found = trace("keepers", index)
    assert not found.complete
    assert len(found.standing) == 1
    assert "\n    …" in to_text(lay_out_lineage(found))
