"""Text with the marks of footnotes in it."""

from __future__ import annotations

import re
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.readers.marked import (
    Marked,
    clean,
    from_file,
    mark,
    raised,
    settle,
    without_first_raised,
)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("  one \n\t two\u00a0 ", Marked("one two")),
        (f"one {mark(1)} two", Marked("one two", ((1, 4),))),
        (f"one{mark(1)},  two {mark(2)}", Marked("one, two", ((1, 3), (2, 8)))),
        (f" {mark(3)} one", Marked("one", ((3, 0),))),
        (f"2030({mark(1)})، two", Marked("2030، two", ((1, 4),))),
        (f"a[{mark(1)}{mark(2)}]", Marked("a", ((1, 1), (2, 1)))),
        (f"a(){mark(1)} b", Marked("a b", ((1, 1),))),
        (f"e\u0301te\u0301{mark(1)}", Marked("été", ((1, 3),))),
        ("co\u00adope\u200brate\x07", Marked("cooperate")),
        ("(one) [two] ()", Marked("(one) [two] ()")),
        (mark(1), Marked("", ((1, 0),))),
    ],
)
def test_a_clean_text(text, expected):
    assert clean(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (f"Treaty,{raised('6')} and", f"Treaty,{mark(6)} and"),
        (f"Treaty{raised('6, 7')}", f"Treaty{mark(6)}{mark(7)}"),
        (f"Treaty{raised('(6)')}", f"Treaty{mark(6)}"),
        (f"Treaty{raised('6')}{raised('7')}", "Treaty67"),
        (f"5 km{raised('2')}", "5 km2"),
        (f"10{raised('9')}", "109"),
        (f"the 1{raised('er')} of", "the 1er of"),
    ],
)
def test_what_raised_type_means(text, expected):
    assert settle(text, lambda note: note in (2, 6, 7)) == expected


def test_a_notes_own_number_goes():
    assert without_first_raised(f"\t{raised('1')} \tWords{raised('2')}").strip().startswith("Words")


WORDS = st.text(alphabet="ab é\u0301\u00a0\n().,،", max_size=6)


@given(st.lists(st.tuples(WORDS, st.integers(1, 400)), max_size=8))
def test_marks_stand_after_what_they_stood_after(pieces):
    text = "".join(words + mark(note) for words, note in pieces)
    cleaned = clean(text)
    assert [note for note, _ in cleaned.marks] == [note for _, note in pieces]
    assert [at for _, at in cleaned.marks] == sorted(at for _, at in cleaned.marks)
    assert cleaned.text == cleaned.text.strip()
    assert not re.search(r"\s\s|[\n\u00a0]", cleaned.text)
    before = ""
    for (words, _), (_, at) in zip(pieces, cleaned.marks, strict=True):
        before += words
        letters = re.sub(r"[^ab]", "", unicodedata.normalize("NFD", before))
        shown = unicodedata.normalize("NFD", cleaned.text[:at])
        assert re.sub(r"[^ab]", "", shown) == letters


@given(st.text(max_size=30))
def test_what_a_file_has_stays(text):
    cleaned = clean(from_file(text)).text
    assert unicodedata.is_normalized("NFC", cleaned)
    kept = re.sub(r"[\s\W]", "", unicodedata.normalize("NFC", from_file(text)))
    assert re.sub(r"[\s\W]", "", cleaned) == kept


@given(WORDS, WORDS)
def test_texts_are_joined_with_a_space(one, two):
    joined = Marked(one, ((1, len(one)),)) + Marked(two, ((2, 0),))
    assert joined.text == (f"{one} {two}" if one and two else one + two)
    assert joined.marks[0] == (1, len(one))
    assert joined.text[joined.marks[1][1] :] == two


@given(WORDS, st.integers(0, 6))
def test_the_rest_of_a_text(text, start):
    marks = tuple((i, i) for i in range(len(text) + 1))
    rest = Marked(text, marks).after(min(start, len(text)))
    assert rest.text == text[min(start, len(text)) :]
    assert all(0 <= at <= len(rest.text) for _, at in rest.marks)
