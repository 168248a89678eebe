"""Texts cut at their marks lose no letter and mark no other."""

from __future__ import annotations

import itertools

from hypothesis import given
from hypothesis import strategies as st

from assistant.web.pages.runs import cut_runs
from index.locator import Locator

TEXTS = st.text(max_size=60)
ENDS = st.integers(0, 60)
SPANS = st.none() | st.tuples(ENDS, ENDS).map(lambda ends: (min(ends), max(ends)))
NOTES = st.lists(
    st.tuples(st.sampled_from([Locator("fn1"), Locator("fn2")]), st.integers(-5, 70)), max_size=4
)


def text_of(runs):
    return "".join(piece.text for run in runs for piece in run.pieces)


@given(TEXTS, SPANS, SPANS, NOTES)
def test_the_runs_are_the_text(text, marked, force, notes):
    runs = cut_runs(text, marked, force, notes)
    start, end = marked or (0, 0)
    first, last = force or (0, 0)
    assert text_of(runs) == text
    assert text_of(run for run in runs if run.marked) == text[start:end]
    forced = (piece.text for run in runs for piece in run.pieces if piece.force)
    assert "".join(forced) == text[first:last]
    assert not any(piece.text == "" for run in runs for piece in run.pieces)


@given(TEXTS, SPANS, SPANS, NOTES)
def test_each_note_stands_once_at_its_offset(text, marked, force, notes):
    runs = cut_runs(text, marked, force, notes)
    found = [
        (run.note, len(text_of(runs[:at]))) for at, run in enumerate(runs) if run.note is not None
    ]
    placed = [(note, min(max(offset, 0), len(text))) for note, offset in notes]
    assert found == sorted(placed, key=lambda note: note[1])


@given(TEXTS, SPANS, SPANS)
def test_runs_that_follow_each_other_differ(text, marked, force):
    runs = cut_runs(text, marked, force, ())
    assert all(a.marked != b.marked for a, b in itertools.pairwise(runs))
