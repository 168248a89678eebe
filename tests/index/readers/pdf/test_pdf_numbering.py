"""Which numbers count paragraphs."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from index.readers.pdf.labels import LabelKind, read_label
from index.readers.pdf.numbering import Numbered, Use, count


def uses(*labels):
    found = count([Numbered(i, number, indent) for i, (number, indent) in enumerate(labels)])
    return [found[i] for i in range(len(labels))]


def test_a_list_at_another_indent_is_inside_its_paragraph():
    found = uses((1, 120), (2, 120), (1, 160), (2, 160), (3, 120))
    assert found == [Use.PARAGRAPH, Use.PARAGRAPH, Use.ITEM, Use.ITEM, Use.PARAGRAPH]


def test_a_count_that_begins_anew_counts():
    assert uses((1, 120), (2, 120), (1, 120), (2, 120), (3, 120)) == [Use.PARAGRAPH] * 5


def test_a_stray_number_counts_nothing():
    assert uses((1, 120), (2, 120), (57, 120), (3, 120)) == [
        Use.PARAGRAPH, Use.PARAGRAPH, Use.NONE, Use.PARAGRAPH,
    ]  # fmt: skip


def test_a_document_may_go_on_counting_from_another():
    assert uses((35, 120), (36, 120), (37, 120)) == [Use.PARAGRAPH] * 3


@given(st.integers(1, 120), st.floats(50, 200))
def test_whole_counts_are_found_whole(most, indent):
    assert uses(*[(n, indent) for n in range(1, most + 1)]) == [Use.PARAGRAPH] * most


@given(st.lists(st.tuples(st.integers(1, 20), st.sampled_from([120.0, 160.0])), max_size=30))
def test_every_number_has_a_use_and_paragraphs_count_up_or_begin_anew(labels):
    found = uses(*labels)
    counted = [n for (n, _), use in zip(labels, found, strict=True) if use is Use.PARAGRAPH]
    assert len(found) == len(labels)
    for before, after in pairwise(counted):
        assert after == 1 or after > before


def test_labels_and_what_they_label():
    assert read_label("12.\tThe commission").value == "12"
    assert read_label("(iv) The commission").value == "iv"
    assert read_label("b) La comisión").kind is LabelKind.LETTER
    assert read_label("•\tThe commission").kind is LabelKind.BULLET
    assert read_label("2.1\tThe commission").kind is LabelKind.DECIMAL
    assert read_label("2025. The commission") is None
    assert (
        read_label("12.5 per cent") is None or read_label("12.5 per cent").kind is LabelKind.DECIMAL
    )
    assert read_label("12.") is None
    assert read_label("and (a) The commission") is None
