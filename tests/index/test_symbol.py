"""Symbols: one spelling for each, found in running text with their exact places."""

from __future__ import annotations

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from index.errors import SymbolError, UserError
from index.symbol import Symbol, find_symbols

ORGANS = ["A", "S", "E", "T", "ST", "HRC", "CCPR", "DP", "FCCC", "TD", "PBC"]
MIDDLES = ["RES", "PV", "C.3", "AC.105", "CONF.157", "CN.4", "Sub.2", "L.72", "S-10", "ES-11"]

numbers = st.integers(1, 99999).map(str)
suffixes = st.builds(
    lambda kind, number: f"{kind}.{number}",
    st.sampled_from(["Add", "Corr", "Rev", "Amend"]),
    st.integers(1, 40),
)
years = st.one_of(
    st.just(""),
    st.integers(1946, 2030).map(lambda year: f" ({year})"),
    st.sampled_from([" (XXIX)", " (V)", " (Part II)"]),
)


@st.composite
def single_symbols(draw: st.DrawFn) -> str:
    middles = draw(st.lists(st.one_of(st.sampled_from(MIDDLES), numbers), max_size=3))
    tail = draw(st.lists(suffixes, max_size=3))
    parts = [draw(st.sampled_from(ORGANS)), *middles, draw(numbers), *tail]
    # A year stands behind a number, as in S/RES/1325 (2000).
    return "/".join(parts) + (draw(years) if not tail else "")


symbols = st.builds(
    lambda parts, stars: "-".join(parts) + "*" * stars,
    st.lists(single_symbols(), min_size=1, max_size=2),
    st.integers(0, 3),
)


@given(symbols)
def test_what_is_printed_is_read_back_unchanged(text):
    symbol = Symbol(text)
    assert str(symbol) == text
    assert Symbol(str(symbol)) == symbol
    assert hash(symbol) == hash(text)


@given(symbols, st.data())
def test_the_ways_of_typing_a_symbol_are_one_symbol(text, data):
    typed = text
    if "(" not in text:
        typed = data.draw(st.sampled_from([str.lower, str.upper, str.swapcase, str]))(typed)
    typed = typed.replace("/", data.draw(st.sampled_from(["/", " / ", "／", "/ "])))
    typed = typed.replace("-", data.draw(st.sampled_from(["-", "–", "‑", "—"])))
    typed = typed.replace(" (", data.draw(st.sampled_from([" (", "(", "  (", "\u00a0("])))
    typed = data.draw(st.sampled_from(["", " ", "\n", "\u00a0"])) + typed + " "
    assert Symbol(typed) == text
    assert len({Symbol(typed), Symbol(text)}) == 1


@pytest.mark.parametrize(
    ("typed", "canonical"),
    [
        ("a/res/72/7", "A/RES/72/7"),
        ("s/2007/279", "S/2007/279"),
        ("A/75/l.72", "A/75/L.72"),
        ("A/75/L.72/REV.1*", "A/75/L.72/Rev.1*"),
        ("A/71/982–S/2017/600", "A/71/982-S/2017/600"),  # A/75/L.72, footnote 3
        ("A/71/982-S/2017/600", "A/71/982-S/2017/600"),  # A/RES/72/7, footnote 3
        ("S/RES/1325(2000)", "S/RES/1325 (2000)"),
        ("a/res/es-11/1", "A/RES/ES-11/1"),
        ("a/res/46/36 l", "A/RES/46/36 L"),
        ("A/RES/74/250A-B", "A/RES/74/250A-B"),
        ("A/RES/74/250 A-B", "A/RES/74/250A-B"),
        ("a/res/74/250a-b", "A/RES/74/250A-B"),
        ("e/cn.4/sub.2/2003/12/rev.2", "E/CN.4/Sub.2/2003/12/Rev.2"),
    ],
)
def test_canonical_spelling(typed, canonical):
    assert Symbol(typed) == canonical


@pytest.mark.parametrize(
    "text",
    [
        "", " ", "*", "A", "A/", "/A", "A//1", "A/RES/72/7/", "A/RES", "72/7", "and/or", "km/h",
        "A/RES/72/7.", "A/RES/72/7-", "ABCDEFG/1", "A/RES/72/7 is", "С/2007/279", "A/72/7****",
        "A\\RES\\72\\7", "A/RES/72/７",
    ],
)  # fmt: skip
def test_anything_else_is_an_error_that_shows_it_and_an_example(text):
    with pytest.raises(SymbolError) as caught:
        Symbol(text)
    assert repr(text) in str(caught.value)
    assert "A/RES/72/7" in str(caught.value)
    assert isinstance(caught.value, UserError)
    assert isinstance(caught.value, ValueError)


def test_a_long_wrong_text_is_cut_in_the_error():
    with pytest.raises(SymbolError) as caught:
        Symbol("x" * 10_000)
    assert len(str(caught.value)) < 200


@pytest.mark.parametrize(
    ("text", "components", "organ", "resolution", "draft", "base"),
    [
        ("A/RES/72/7", ("A", "RES", "72", "7"), "General Assembly", True, False, "A/RES/72/7"),
        ("S/2007/279", ("S", "2007", "279"), "Security Council", False, False, "S/2007/279"),
        ("A/75/L.72", ("A", "75", "L.72"), "General Assembly", False, True, "A/75/L.72"),
        (
            "A/75/L.72/Rev.1/Corr.2*",
            ("A", "75", "L.72", "Rev.1", "Corr.2"),
            "General Assembly", False, True, "A/75/L.72",
        ),
        ("A/1/Summary", ("A", "1", "Summary"), "General Assembly", False, False, "A/1"),
        ("XYZ/2020/1", ("XYZ", "2020", "1"), None, False, False, "XYZ/2020/1"),
    ],
)  # fmt: skip
def test_what_a_symbol_says(text, components, organ, resolution, draft, base):
    symbol = Symbol(text)
    assert symbol.components == components
    assert symbol.organ == organ
    assert symbol.is_resolution is resolution
    assert symbol.is_draft is draft
    assert symbol.base == base


def test_joined_symbols_have_two_parts():
    assert Symbol("A/71/982–S/2017/600").parts == ("A/71/982", "S/2017/600")
    assert Symbol("A/72/7").parts == ("A/72/7",)


def test_links():
    assert Symbol("S/2007/279").url == "https://undocs.org/en/S/2007/279"
    assert Symbol("S/2007/279").link("fr") == "https://undocs.org/fr/S/2007/279"
    assert Symbol("A/75/L.72*").link("ru") == "https://undocs.org/ru/A/75/L.72"
    assert " " not in Symbol("S/RES/1325 (2000)").url


@given(
    symbols,
    st.sampled_from(["", "See ", "(", "Ссылка на ", "见", "«", "and/or ", "𝔘 é ", "5 km/h, "]),
    st.sampled_from(["", ".", ", annex.", ")", "; and", " и далее", "»", " and/or", "?"]),
)
def test_a_symbol_is_found_in_running_text_at_its_place(symbol, before, after):
    # A word cannot touch a symbol on the left.
    assume(not before or not before[-1].isalnum())
    text = before + symbol + after
    assert find_symbols(text) == [(symbol, len(before), len(before) + len(symbol))]


def test_several_symbols_in_their_order():
    # A/RES/72/7, footnote 1, and a third in lower case.
    text = "See S/2007/279 and S/2007/280, also a/res/72/7."
    found = find_symbols(text)
    assert [symbol for symbol, _, _ in found] == ["S/2007/279", "S/2007/280", "A/RES/72/7"]
    places = [text[start:end] for _, start, end in found]
    assert places == ["S/2007/279", "S/2007/280", "a/res/72/7"]


@pytest.mark.parametrize(
    "text",
    [
        "and/or", "km/h", "100 km/h", "either/or 2", "his/her 3 books", "12/2007", "72/7",
        "resolution 72/7", "w/o 5", "N/A 2007", "TCP/IP 4", "a/b", "A/", "24/7", "S/", "t/ha 3",
    ],
)  # fmt: skip
def test_what_only_looks_like_a_symbol_is_not_found(text):
    assert find_symbols(text) == []


@pytest.mark.parametrize(
    ("text", "symbol"),
    [
        # The sub-paragraph behind a symbol is no part of it.
        ("what does a/res/72/7(a) say", "A/RES/72/7"),
        ("A/RES/72/7 (i)", "A/RES/72/7"),
        ("a/72/7 (part i)", "A/72/7"),
        ("s/res/1325 (2000), and", "S/RES/1325 (2000)"),
        ("S/RES/1325(2000)", "S/RES/1325 (2000)"),
    ],
)
def test_parentheses_behind_a_symbol(text, symbol):
    assert [found for found, _, _ in find_symbols(text)] == [symbol]


words = st.text(alphabet="aAsSeE/.-–*()12LRXVK\u212aſ² \n", max_size=30)


@given(st.one_of(words, st.text(max_size=60)))
@example("A/\u212a1")  # the sign of the kelvin, a k in another case
@example("ſ/2007/279")
@example("a/1(a) a/2 (x) A/3(XX)")
def test_any_text_can_be_looked_through(text):
    end = 0
    for symbol, start, stop in find_symbols(text):
        assert end <= start < stop <= len(text)
        assert Symbol(text[start:stop]) == symbol
        end = stop
