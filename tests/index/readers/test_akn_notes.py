"""Footnotes of AKN4UN documents: their places, texts and marks."""

from __future__ import annotations

import pytest

from index.locator import Locator

from .akn_markup import akn, numbered, read, recital, text, texts


def note(marker: str, inside: str) -> str:
    """A footnote as published resolutions mark it up."""
    return (
        f'<authorialNote marker="{marker}" placement="bottom">'
        f'<p xml:space="preserve">{inside}</p></authorialNote>'
    )


def marks(content: bytes) -> dict[str, list[tuple[str, str]]]:
    """The marks by paragraph: the note, and the words before its mark."""
    return {
        str(locator): [(str(place), found.text[:offset]) for place, offset in found.notes]
        for locator, found in read(content).paragraphs.items()
        if found.notes
    }


def test_marks_stand_where_they_stood_and_are_not_in_the_text() -> None:
    content = akn(
        numbered("1.", f"Notes{note('2', chr(9) + 'See <a>A/86/2</a>.')} the tides;"),
        preamble=recital(f"Recalling the moon,{note('1', chr(9) + ' ' + chr(9) + 'Ibid.')} "),
    )
    version = read(content)
    assert text(version, "pp1") == "Recalling the moon,"
    assert text(version, "op1") == "Notes the tides;"
    assert texts(version, "fn") == {"fn1": "Ibid.", "fn2": "See A/86/2."}
    assert marks(content) == {
        "pp1": [("fn1", "Recalling the moon,")],
        "op1": [("fn2", "Notes")],
    }


@pytest.mark.parametrize(
    "mark",
    [
        "<sup>(</sup>{}<sup>)</sup>",
        "<span><sup>(</sup></span>{}<sup>)</sup>",
        "({})",
        "( {} )",
        "(<sup>)</sup>{}",
    ],
)
def test_arabic_parentheses_of_a_mark_go_with_it(mark: str) -> None:
    marked = mark.format(note("1", "\t()\tانظر القرار."))
    content = akn(numbered("1 -", f"تحيط علما{marked} بالمد؛"), language="ara")
    version = read(content)
    assert text(version, "op1") == "تحيط علما بالمد؛"
    assert text(version, "fn1") == "انظر القرار."
    assert marks(content) == {"op1": [("fn1", "تحيط علما")]}
    assert version.warnings == ()


def test_parentheses_without_a_note_are_left_out_and_told() -> None:
    version = read(akn(numbered("1 -", "تحيط علما() بالمد؛"), language="ara"))
    assert text(version, "op1") == "تحيط علما بالمد؛"
    [warning] = version.warnings
    assert "mark" in warning


def test_parentheses_at_the_beginning_leave_no_white_space() -> None:
    assert text(read(akn(numbered("1 -", "() تحيط علما؛"), language="ara")), "op1") == "تحيط علما؛"


@pytest.mark.parametrize(
    "inside",
    ["\t15\tResolución.", "<sup>\t15</sup>\tResolución.", "\t\tResolución.", "()\tResolución."],
)
def test_the_number_before_a_note_is_not_its_text(inside: str) -> None:
    version = read(akn(numbered("1.", f"Toma nota{note('15', inside)};"), language="spa"))
    assert text(version, "fn15") == "Resolución."


def test_a_note_that_begins_with_a_number_of_its_own_keeps_it() -> None:
    version = read(akn(numbered("1.", f"Notes{note('16', '16 May 2031 was a Friday.')};")))
    assert text(version, "fn16") == "16 May 2031 was a Friday."


def test_marks_that_are_no_numbers_or_are_there_twice_are_counted() -> None:
    star, again = note("*", "*\tStar."), note("1", "Again.")
    version = read(akn(numbered("1.", f"Notes{note('1', 'One.')} a{star}, b{again};")))
    assert texts(version, "fn") == {"fn1": "One.", "fn2": "Star.", "fn3": "Again."}
    assert len(version.warnings) == 2


def test_a_note_of_several_paragraphs_is_one() -> None:
    two = '<authorialNote marker="1"><p>One,</p><p>and more.</p></authorialNote>'
    version = read(akn(numbered("1.", f"Notes{two};")))
    assert text(version, "fn1") == "One, and more."


def test_notes_in_the_metadata_are_found_by_reference() -> None:
    meta = '<notes source="#x"><note eId="n1" marker="1"><p>A note.</p></note></notes>'
    content = akn(numbered("1.", 'Notes<noteRef href="#n1" marker="1"/> it.'), meta=meta)
    assert text(read(content), "fn1") == "A note."
    assert marks(content) == {"op1": [("fn1", "Notes")]}


def test_notes_in_titles_headings_items_and_tables() -> None:
    title = f"Tides{note('1', 'Of the moon.')} of the sea"
    body = (
        f"<crossHeading>Ebbs{note('2', 'Low.')}</crossHeading>"
        + numbered("1.", "Calls:")
        + numbered("(a)", f"To sail{note('3', 'Fast.')};")
        + f"<table><tr><td>Ships</td><td>2{note('4', 'Big.')}</td></tr></table>"
    )
    content = akn(body, title=title)
    assert marks(content) == {
        "title": [("fn1", "Tides")],
        "h1": [("fn2", "Ebbs")],
        "op1.a": [("fn3", "To sail")],
        "p1": [("fn4", "Ships 2")],
    }
    assert [p for p in read(content).paragraphs if p.head == "fn"] == [
        Locator(f"fn{n}") for n in (1, 2, 3, 4)
    ]
