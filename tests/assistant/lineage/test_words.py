"""The differences of two texts, word by word."""

from __future__ import annotations

import itertools
import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.lineage.words import is_same_text, word_changes
from assistant.quotation.fold import tokens

often = settings(deadline=None, database=None, max_examples=200)

_SOME = (
    "the and of in Centre liaise Governments région пункт деятельности المركز وظائف 联合国 中心 "
    "72/7 2,000 COVID-19 “so” l’Asie e\u0301tat x\u00ady , ; . ( ) — … ¹"
)
_WORDS = st.sampled_from(_SOME.split())
_SPACES = st.sampled_from([" ", "  ", "\n", "\u00a0", "", "\t"])


@st.composite
def texts(draw):
    pieces = draw(st.lists(st.tuples(_WORDS, _SPACES), max_size=25))
    return unicodedata.normalize("NFC", "".join(word + space for word, space in pieces))


def joined(changes, *kinds):
    return "".join(change.text for change in changes if change.kind in kinds)


def keys(text):
    """A text up to typography and white space: cut into single characters of its tokens."""
    return "".join(token.key for token in tokens(text))


@often
@given(earlier=st.one_of(texts(), st.text(max_size=60)), later=texts())
def test_what_is_the_same_and_what_was_removed_are_the_earlier_text_letter_for_letter(
    earlier, later
):
    changes = word_changes(earlier, later)
    assert joined(changes, "same", "removed") == earlier
    assert keys(joined(changes, "same", "added")) == keys(later)


@often
@given(earlier=texts(), later=texts())
def test_pieces_alternate_and_none_is_empty(earlier, later):
    changes = word_changes(earlier, later)
    assert all(change.text for change in changes)
    assert all(a.kind != b.kind for a, b in itertools.pairwise(changes))


@often
@given(text=texts())
def test_a_text_does_not_differ_from_itself(text):
    assert is_same_text(text, text)
    assert {change.kind for change in word_changes(text, text)} <= {"same"}


def marked(earlier, later):
    marks = {"same": "{}", "removed": "[-{}-]", "added": "{{+{}+}}"}
    return "".join(marks[c.kind].format(c.text) for c in word_changes(earlier, later))


@pytest.mark.parametrize(
    ("earlier", "later", "expected"),
    [
        (
            "Noting the specific focus of the Centre,",
            "Noting the focus of the Centre,",
            "Noting the[- specific-] focus of the Centre,",
        ),
        (
            "To liaise with the Governments of the region",
            "Encourages the Centre to continue to liaise with the Governments of the region",
            "[-To-]{+Encourages the Centre to continue to+} liaise with the Governments of the region",
        ),
        ("подчеркивая роль Центра", "подчеркивая особую роль Центра", "подчеркивая{+ особую+} роль Центра"),
        ("欢迎中心的协助", "又欢迎中心的援助", "{+又+}欢迎中心的[-协-]{+援+}助"),
        ("ترحب بمساعدة المركز", "ترحب بدعم المركز", "ترحب[- بمساعدة-]{+ بدعم+} المركز"),
    ],
)  # fmt: skip
def test_a_change_is_marked_where_it_is(earlier, later, expected):
    assert marked(earlier, later) == expected


def test_small_words_that_agree_by_chance_are_no_islands():
    earlier = "invites the fishing villages of the delta to paint the hulls of wooden boats"
    later = "urges all customs offices in the north to buy the scales of silver merchants"
    changes = word_changes(earlier, later)
    assert [change.kind for change in changes] == ["removed", "added"]


def test_a_phrase_stays_though_all_around_it_changed():
    phrase = " the full implementation of the regional strategy"
    changes = word_changes(
        "Noting with appreciation and gratitude the long and patient labour on" + phrase,
        "Demanding without delay and in the strongest possible terms" + phrase + " by all",
    )
    assert [c.text for c in changes if c.kind == "same"] == [phrase]


@pytest.mark.parametrize(
    ("earlier", "later"),
    [
        ("the “Centre”, in Ashgabat;", 'the "Centre",  in\u00a0Ashgabat.'),
        ("l’Asie centrale ;", "l'Asie centrale,"),
        ("co\u00adoperation", "cooperation"),
    ],
)
def test_typography_and_the_mark_at_the_end_are_no_change(earlier, later):
    assert is_same_text(earlier, later)


@pytest.mark.parametrize(
    ("earlier", "later"),
    [("in this context the role", "in this context, the role"), ("The Centre", "the Centre"), ("", "a")],
)  # fmt: skip
def test_a_comma_inside_and_a_capital_are_a_change(earlier, later):
    assert not is_same_text(earlier, later)
