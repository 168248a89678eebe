"""Where paragraphs are cited: labels, order, divisions."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.readers.divisions import annex_heading
from index.readers.labels import split_heading, split_label
from index.readers.places import Entry, Form, place


def entries(text: str) -> list[Entry]:
    """One entry a line; "#" begins a heading, "@" enacting words, "|" a cell, "!" the meeting."""
    forms = {"#": Form.HEADING, "@": Form.ENACTING, "|": Form.CELL, "!": Form.MEETING}
    found = []
    for line in filter(None, map(str.strip, text.splitlines())):
        form = forms.get(line[0], Form.TEXT)
        rest = line if form is Form.TEXT else line[1:].strip()
        if form is Form.HEADING and (annex := annex_heading(rest, is_heading=True)):
            found.append(Entry(annex.title, Form.ANNEX, number=annex.number))
            continue
        split = split_heading if form is Form.HEADING else split_label
        label, rest = split(rest) if form in (Form.TEXT, Form.HEADING) else (None, rest)
        found.append(Entry(rest, form, label))
    return found


def places(text: str, is_resolution: bool = False) -> list[str]:
    locators, warnings = place(entries(text), is_resolution)
    assert warnings == []
    return [str(locator) for locator in locators if locator is not None]


def test_a_resolution():
    text = """
    @ The General Assembly,
    Recalling,
    Noting,
    1. Decides:
    (a) One;
    (b) Two:
    (i) In;
    (ii) Out;
    2. Requests.
    ! 60th plenary meeting
    """
    assert places(text, True) == [
        "pp1", "pp2", "op1", "op1.a", "op1.b", "op1.b.i", "op1.b.ii", "op2", "meeting",
    ]  # fmt: skip


def test_an_operative_paragraph_without_a_number():
    assert places("@ x\nRecalling,\nDecides to wait.\n! 1st meeting", True) == [
        "pp1",
        "op1",
        "meeting",
    ]


def test_a_preambular_paragraph_that_ends_wrongly():
    assert places("@ x\nRecalling,\nNoting.\n1. Decides.", True) == ["pp1", "pp2", "op1"]


def test_words_after_the_numbered_paragraphs_are_neither():
    assert places("@ x\nRecalling,\n1. Decides.\nAnd more.\n! 1st meeting\nA note.", True) == [
        "pp1", "op1", "p1", "meeting", "p2",
    ]  # fmt: skip


def test_a_declaration_that_a_resolution_adopts():
    text = "@ x\nAdopts the following Declaration:\n# Declaration\nWe, the States,\n1. Affirm;\n2. Call."
    assert places(text, True) == ["p1", "h1", "p2", "op1", "op2"]


def test_items_of_a_preambular_paragraph():
    assert places("@ x\nRecalling:\n(a) One,\n(b) Two,\nNoting,\n1. Decides.", True) == [
        "pp1", "pp1.a", "pp1.b", "pp2", "op1",
    ]  # fmt: skip


def test_a_report_that_is_numbered_through_needs_no_sections():
    text = "# I. Introduction\n1. A.\n# II. Means\n# A. Lamps\n2. B.\n# B. Ships\n3. C."
    assert places(text) == ["h1", "n1", "h2", "h3", "n2", "h4", "n3"]


def test_sections_whose_numbering_begins_anew():
    text = "@ x\nRecalling,\n# I\n# Travel\n1. A;\n2. B.\n# II\n# Staff\n1. C."
    assert places(text, True) == [
        "pp1", "sec1.h1", "sec1.op1", "sec1.op2", "sec2.h1", "sec2.op1",
    ]  # fmt: skip


def test_parts_within_sections():
    text = "# I. One\n# A. a\n1. x.\n# B. b\n1. y.\n# II. Two\n# A. c\n1. z."
    assert places(text) == [
        "sec1.h1", "sec1.part1.h1", "sec1.part1.n1", "sec1.part2.h1", "sec1.part2.n1",
        "sec2.h1", "sec2.part1.h1", "sec2.part1.n1",
    ]  # fmt: skip


def test_parts_with_sections_within():
    text = "# A\n@ x\n# I. One\n1. x.\n# II. Two\n1. y.\n# B\n@ x\n1. z."
    assert places(text, True) == [
        "part1.sec1.h1", "part1.sec1.op1", "part1.sec2.h1", "part1.sec2.op1", "part2.op1",
    ]  # fmt: skip


def test_sections_with_preambles_of_their_own():
    text = "@ x\n# I. One\nRecalling,\n1. A.\n# II. Two\nNoting,\nRequests a report."
    assert places(text, True) == [
        "sec1.h1",
        "sec1.pp1",
        "sec1.op1",
        "sec2.h1",
        "sec2.pp1",
        "sec2.op1",
    ]


def test_one_letter_alone_parts_nothing():
    assert places("# B\n@ x\nRecalling,\n1. Decides.", True) == ["h1", "pp1", "op1"]


def test_annexes_have_no_operative_paragraphs():
    text = "@ x\nNoting,\n1. Adopts.\n# Annex I\n# Rules\n1. A.\n(a) i.\n# Annex II\nWords,\n1. B."
    assert places(text, True) == [
        "pp1", "op1", "annex1.h1", "annex1.n1", "annex1.n1.a", "annex2.p1", "annex2.n1",
    ]  # fmt: skip


def test_sections_of_an_annex():
    assert places("1. x.\n# Annex\n# I. One\n1. a.\n# II. Two\n1. b.") == [
        "n1", "annex1.sec1.h1", "annex1.sec1.n1", "annex1.sec2.h1", "annex1.sec2.n1",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("labels", "expected"),
    [
        ("(g) (h) (i) (j)", "g h i j"),
        ("(h) (i) (ii) (i)", "h h.i h.ii i"),
        ("(a) (i) (ii) (b) (i)", "a a.i a.ii b b.i"),
        ("(u) (v) (w)", "u v w"),
        ("(i) (ii) (iii) (iv)", "b1 b2 b3 b4"),
        ("(z) (aa) (bb)", "z aa bb"),
        ("a) b) с) d)", "a b c d"),
        ("(أ) (ب) (ج) (د)", "a b c d"),
        ("(а) (б) (в)", "a b c"),
        ("• • (a)", "b1 b2 b2.b1"),
        ("(a) • • (b) •", "a a.b1 a.b2 b b.b1"),
        ("(1) (2)", "b1 b2"),
    ],
)
def test_items(labels, expected):
    lines = [f"{label} words;" for label in labels.split()]
    found = places("1. Words:\n" + "\n".join(lines))
    assert " ".join(found) == "n1 " + " ".join(f"n1.{item}" for item in expected.split())


def test_a_number_that_repeats_has_its_place_by_order_and_is_told():
    locators, warnings = place(entries("1. One.\n2. Two.\n1. Three.\n(a) Four."), False)
    assert locators == ["n1", "n2", "p1", "p1.a"]
    assert len(warnings) == 1
    assert "'Three.'" in warnings[0]


def test_a_letter_that_repeats_has_its_place_by_order_and_is_told():
    locators, warnings = place(entries("1. One:\n(a) x;\n(b) y;\n(a) z."), False)
    assert locators == ["n1", "n1.a", "n1.b", "n1.b1"]
    assert len(warnings) == 1


def test_numbers_are_kept_where_some_are_missing():
    assert places("1. One.\n4. Four.\n7. Seven.") == ["n1", "n4", "n7"]


def test_places_that_are_taken_are_not_given_again():
    locators, _ = place(entries("! 60th meeting\nWords."), False, taken={"meeting"})
    assert locators == ["p1", "p2"]


LINES = st.sampled_from(
    ["1. x.", "2. x.", "3. x,", "(a) x;", "(b) x;", "(i) x;", "(ii) x;", "• x", "Words,", "Words.",
     "Words:", "# I. One", "# II. Two", "# A. a", "# B. b", "# C", "# Annex", "# Annex I", "# Annex II",
     "# Title", "@ The General Assembly,", "! 60th meeting", "| cell", "2.1. x.", "(aa) x;", "(1) x;"]
)  # fmt: skip


@given(st.lists(LINES, max_size=30), st.booleans())
def test_every_paragraph_has_one_place_and_no_two_the_same(lines, is_resolution):
    given_entries = entries("\n".join(lines))
    locators, _ = place(given_entries, is_resolution)
    held = [locator for locator in locators if locator is not None]
    assert len(set(held)) == len(held)
    for entry, locator in zip(given_entries, locators, strict=True):
        if entry.form not in (Form.ENACTING, Form.HEADING, Form.ANNEX):
            assert locator is not None
        if locator is not None and locator.startswith("annex"):
            assert not re.search(r"\.(?:op|pp)", locator)


@pytest.mark.parametrize(
    ("text", "is_heading", "expected"),
    [
        ("Annex", False, (None, "")),
        ("Annex II", False, (2, "")),
        ("Annex I\nRules", True, (1, "Rules")),
        ("Annex. Rules", True, (None, "Rules")),
        ("Annexe III", False, (3, "")),
        ("Приложение 2", False, (2, "")),
        ("Anexo", False, (None, "")),
        ("المرفق الأول", False, (1, "")),
        ("附件二", False, (2, "")),
        ("附件", False, (None, "")),
        (
            "Annex to the letter dated 3 May 2007",
            False,
            (None, "Annex to the letter dated 3 May 2007"),
        ),
    ],
)
def test_headings_of_annexes(text, is_heading, expected):
    heading = annex_heading(text, is_heading)
    assert heading is not None
    assert (heading.number, heading.title) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Annexes are useful",
        "Annex I describes lamps.",
        "annexed",
        "Annexation of land",
        "See annex I",
    ],
)
def test_what_is_no_heading_of_an_annex(text):
    assert annex_heading(text, is_heading=False) is None
