"""The words that only one of two texts has, found again in the text."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from assistant.instrument_answers.marks import find_own_words, with_marks
from assistant.lineage.model import WordChange
from assistant.lineage.words import word_changes

WORDS = st.lists(
    st.sampled_from(["peace", "Peace,", "energy;", "and", "the", "«zone»", "мир", "和平", "2017"]),
    max_size=12,
)


def marked(text, words, own):
    return [text[start:end] for start, end in find_own_words(text, words, own)]


def test_added_and_removed_words_are_marked_each_in_its_own_text():
    earlier = "Welcoming the close interaction of the Centre,"
    later = "Welcoming the interaction of the Centre, and noting more,"
    words = word_changes(earlier, later)
    assert marked(later, words, "added") == ["and noting more"]
    assert marked(earlier, words, "removed") == ["close"]


def test_nothing_is_marked_in_a_text_that_the_words_are_not_of():
    words = (WordChange(kind="same", text="one"), WordChange(kind="added", text=" two"))
    assert find_own_words("one three", words, "added") == ()


def test_marks_are_counted_from_the_start_of_the_paragraph(make_citation):
    citation = make_citation(quote="Notes also the need", start=10, end=29)
    words = (
        WordChange(kind="same", text="Notes"),
        WordChange(kind="added", text=" also"),
        WordChange(kind="same", text=" the need"),
    )
    assert with_marks(citation, words, "added").marks == ((16, 20),)


@given(WORDS, WORDS)
def test_marks_are_in_order_inside_the_text_and_begin_and_end_with_a_word(before, after):
    earlier, later = " ".join(before), "  ".join(after)
    words = word_changes(earlier, later)
    for text, own in ((earlier, "removed"), (later, "added")):
        spans = find_own_words(text, words, own)
        assert all(0 <= a < b <= len(text) for a, b in spans)
        assert all(one[1] <= other[0] for one, other in pairwise(spans))
        assert all(text[a].isalnum() and text[b - 1].isalnum() for a, b in spans)


@given(WORDS)
def test_equal_texts_have_no_marks(words):
    text = " ".join(words)
    assert find_own_words(text, word_changes(text, text), "added") == ()
