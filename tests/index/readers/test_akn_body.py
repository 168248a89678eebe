"""The places of paragraphs in the body of AKN4UN documents, in all the forms of its markup."""

from __future__ import annotations

import pytest

from .akn_markup import akn, heading, numbered, plain, read, recital, texts

FORMULA = '<formula name="enactingFormula"><p>The General Assembly,</p></formula>'


def item(label: str, inside: str) -> str:
    """An item of a list as published resolutions mark it up."""
    return f"<point><num>{label}</num><content><p>{inside}</p></content></point>"


def test_preamble_and_operative_part() -> None:
    version = read(
        akn(
            numbered("1.", "Notes the tides;") + numbered("2.", "Decides to sail."),
            preamble=recital("Recalling the sea,") + recital("Noting the moon,"),
        )
    )
    assert texts(version) == {
        "pp1": "Recalling the sea,",
        "pp2": "Noting the moon,",
        "op1": "Notes the tides;",
        "op2": "Decides to sail.",
    }


def test_items_to_any_depth_and_the_words_behind_them() -> None:
    inner = (
        f"<list><intro><p>with:</p></intro>{item('(i)', 'oars;')}{item('(ii)', 'sails;')}</list>"
    )
    body = (
        "<paragraph><num>1.</num><list><intro><p>Calls upon States:</p></intro>"
        f"{item('(a)', 'To sail;')}<point><num>(b)</num>{inner}</point>{item('(c)', 'To land;')}"
        "<wrapUp><p>and to rest.</p></wrapUp></list></paragraph>" + numbered("2.", "Ends.")
    )
    assert texts(read(akn(body))) == {
        "op1": "Calls upon States:",
        "op1.a": "To sail;",
        "op1.b": "with:",
        "op1.b.i": "oars;",
        "op1.b.ii": "sails;",
        "op1.c": "To land;",
        "p1": "and to rest.",
        "op2": "Ends.",
    }


def test_the_labels_decide_where_lists_are_flat_or_cut() -> None:
    labels = ["a", "b", "i", "ii", "iii", "c", "d", "e", "f", "g", "h", "i", "j"]
    flat = "".join(numbered(f"({label})", f"{label};") for label in labels)
    cut = (
        f"<paragraph><num>2.</num><list><intro><p>Calls:</p></intro>{item('a)', 'one;')}"
        f"<sublist>{item('b)', 'two;')}</sublist></list></paragraph>"
    )
    places = list(texts(read(akn(numbered("1.", "Calls:") + flat + cut))))
    below = [f"op1.{label}" for label in ("a", "b", "b.i", "b.ii", "b.iii", *"cdefghij")]
    assert places == ["op1", *below, "op2", "op2.a", "op2.b"]


@pytest.mark.parametrize(
    ("language", "labels"),
    [
        ("eng", ["1.", "(a)", "(b)", "(c)", "(i)", "(ii)", "2."]),
        ("fra", ["1.", "a)", "b)", "c)", "i)", "ii)", "2."]),
        ("rus", ["1.", "а)", "b)", "с)", "i)", "ii)", "2."]),
        ("rus", ["1.", "а)", "б)", "в)", "i)", "ii)", "2."]),
        ("ara", ["1 -", "(أ)", "(ب)", "(ج)", "‘1’", "‘2’", "2 -"]),
        ("ara", ["١-", "(أ)", "(ب)", "(ج)", "’1‘", "’2‘", "٢-"]),
        ("zho", ["1.", "(a)", "(b)", "(c)", "(一)", "(二)", "2."]),
        ("zho", ["１．", "（a）", "（b）", "（c）", "（一）", "（二）", "２．"]),
    ],
)
@pytest.mark.parametrize("marked", [True, False])
def test_language_versions_share_their_places(
    language: str, labels: list[str], marked: bool
) -> None:
    body = "".join(
        numbered(label, "Слово;") if marked else plain(f"{label}\tСлово;") for label in labels
    )
    found = texts(read(akn(body, language=language)))
    assert list(found) == ["op1", "op1.a", "op1.b", "op1.c", "op1.c.i", "op1.c.ii", "op2"]
    assert set(found.values()) == {"Слово;"}


def test_without_numbers_operative_paragraphs_are_counted() -> None:
    body = plain("Approves the report;") + plain("Decides to rest.")
    assert texts(read(akn(body))) == {"op1": "Approves the report;", "op2": "Decides to rest."}


def test_beside_numbers_a_paragraph_without_one_is_not_operative() -> None:
    body = plain("Adopts the following:") + numbered("1.", "We sail.") + numbered("2.", "We land.")
    assert texts(read(akn(body))) == {
        "p1": "Adopts the following:",
        "op1": "We sail.",
        "op2": "We land.",
    }


def test_a_paragraph_of_the_preamble_in_the_body_is_told_by_its_comma() -> None:
    version = read(
        akn(plain("Noting the moon,") + numbered("1.", "Sails."), preamble=recital("Recalling,"))
    )
    assert list(texts(version)) == ["pp1", "pp2", "op1"]
    assert version.warnings == ("taken for preambular by its comma: 'Noting the moon,'",)


def test_headings_do_not_divide_numbers_that_run_on() -> None:
    body = heading("I. Tides") + numbered("1.", "Notes;") + heading("II. Ebbs")
    assert list(texts(read(akn(body + numbered("2.", "Ends."))))) == ["h1", "op1", "h2", "op2"]


@pytest.mark.parametrize("form", ["headings", "sections", "paragraphs"])
def test_sections_whose_numbers_begin_anew(form: str) -> None:
    def section(label: str, title: str, inside: str) -> str:
        if form == "headings":
            return heading(label) + heading(title) + inside
        if form == "sections":
            return f"<section><num>{label}</num><heading>{title}</heading>{inside}</section>"
        words = f"<content><p>{title}</p></content>"
        return f"<paragraph><num>{label}</num>{words}</paragraph>{inside}"

    body = (
        section("I", "Tides", numbered("1.", "Notes a;") + numbered("2.", "Notes b;"))
        + section("II", "Ebbs", numbered("1.", "Notes c;"))
        + section("III", "Ends", plain("Approves all."))
    )
    version = read(akn(body))
    assert texts(version, "op") == {
        "sec1.op1": "Notes a;",
        "sec1.op2": "Notes b;",
        "sec2.op1": "Notes c;",
        "sec3.op1": "Approves all.",
    }
    assert "Tides" in texts(version, "h").values()
    assert version.warnings == ()


def test_lettered_parts_have_preambles_of_their_own() -> None:
    body = (
        heading("A") + plain("Recalling the sea,") + numbered("1.", "Notes a;")
        + heading("B") + FORMULA + plain("Recalling the moon,") + numbered("1.", "Notes b;")
    )  # fmt: skip
    assert texts(read(akn(body)), "pp", "op") == {
        "part1.pp1": "Recalling the sea,",
        "part1.op1": "Notes a;",
        "part2.pp1": "Recalling the moon,",
        "part2.op1": "Notes b;",
    }


def test_numbers_that_begin_anew_without_a_heading_are_counted_and_told() -> None:
    body = "".join(numbered(f"{n}.", f"Notes {n};") for n in (1, 2, 1, 2, 3))
    version = read(akn(body))
    places = ["sec1.op1", "sec1.op2", "sec2.op1", "sec2.op2", "sec2.op3"]
    assert list(texts(version)) == places
    assert version.warnings == ("sections are counted by where the numbering begins anew",)


def test_a_number_of_a_text_that_is_set_out_is_not_the_documents_own() -> None:
    body = (
        numbered("13.", "Notes the statute;")
        + numbered("14.", "Decides to amend it as follows:")
        + plain("Article 9, new paragraph:")
        + numbered("4.", "Ships are heard.")
        + numbered("15.", "Ends.")
    )
    assert list(texts(read(akn(body)))) == ["op13", "op14", "op14.b1", "op14.b2", "op15"]


def test_a_number_with_a_word_is_placed_by_order() -> None:
    body = numbered("1.", "Notes;") + numbered("1 bis.", "Adds;") + numbered("2.", "Ends.")
    version = read(akn(body))
    assert texts(version) == {"op1": "Notes;", "p1": "Adds;", "op2": "Ends."}
    assert version.warnings == ("'1 bis.' is no number that a paragraph is cited by",)


def test_decimal_numbers() -> None:
    body = numbered("2.", "Decides:") + numbered("2.1", "To sail;") + numbered("2.2", "To land.")
    assert list(texts(read(akn(body)))) == ["op2", "op2.1", "op2.2"]


def test_lines_behind_a_colon_and_bullets_are_items() -> None:
    body = (
        numbered("1.", "Decides to meet as follows:")
        + plain("Monday, 9 June: at sea;")
        + plain("Tuesday, 10 June: on land.")
        + numbered("2.", "Calls:")
        + "<ul><li>one;</li><li><p>two.</p></li></ul>"
    )
    assert list(texts(read(akn(body)))) == ["op1", "op1.b1", "op1.b2", "op2", "op2.b1", "op2.b2"]


def test_a_paragraph_in_two_pieces_is_one() -> None:
    body = (
        "<paragraph><num>1.</num><content><p>Notes:</p><p>the tides;</p></content></paragraph>"
        + numbered("2.", "Urges the masters of all")
        + plain("ships to sail.")
    )
    version = read(akn(body))
    assert texts(version) == {
        "op1": "Notes: the tides;",
        "op2": "Urges the masters of all ships to sail.",
    }
    assert version.warnings == ("a paragraph that is cut in two was joined: 'ships to sail.'",)
