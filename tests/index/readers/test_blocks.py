"""What formats with paragraphs of their own have in common, from blocks to a document."""

from __future__ import annotations

import pytest

from index.document import DocumentKind
from index.errors import ReadError
from index.locator import Locator
from index.readers.blocks import Block, Blocks, read_blocks
from index.readers.marked import mark
from index.readers.places import Form


def read(*blocks: Block | str, **more):
    held = [block if isinstance(block, Block) else Block(block) for block in blocks]
    return read_blocks(Blocks("x", held, **more))


def found(*blocks: Block | str, **more) -> dict[str, str]:
    return {str(k): v.text for k, v in read(*blocks, **more).paragraphs.items()}


def test_automatic_and_typed_labels_are_no_text():
    assert found("1.\tTyped.", Block("Automatic.", label="2."), Block("Item;", label="(a)")) == {
        "n1": "Typed.", "n2": "Automatic.", "n2.a": "Item;",
    }  # fmt: skip


def test_an_automatic_label_that_is_no_number_stays_in_the_text():
    assert found(Block("Lamps shine.", label="Article 1.")) == {"p1": "Article 1. Lamps shine."}


def test_what_the_masthead_says_besides_places_is_a_fact():
    version = read(
        "A/79/5/Add.1",
        "Distr.: General",
        "Lamps",
        "Report of the Secretary-General",
        "Addendum",
        "1.\tA.",
    )
    assert (version.facts["change"], version.facts["form"]) == (
        "Addendum", "Report of the Secretary-General",
    )  # fmt: skip


def test_a_cell_is_one_paragraph_and_keeps_the_marks_of_its_notes():
    version = read(
        "Words.",
        Block(f"one{mark(1)}", cell=1),
        Block(f"two{mark(2)}", cell=1),
        Block("three", cell=2),
        notes={1: "First.", 2: "Second."},
    )
    assert {str(k): v.text for k, v in version.paragraphs.items()} == {
        "p1": "Words.", "p2": "one two", "p3": "three", "fn1": "First.", "fn2": "Second.",
    }  # fmt: skip
    assert version.paragraphs[Locator("p2")].notes == (("fn1", 3), ("fn2", 7))


def test_marks_of_notes_that_are_not_there_are_left_out():
    assert read(f"Words{mark(3)}.").paragraphs[Locator("p1")].notes == ()


def test_notes_with_stars_come_after_the_paragraphs():
    assert found("Words.", unnumbered_notes=["A star."], notes={2: "Two."}) == {
        "p1": "Words.", "p2": "A star.", "fn2": "Two.",
    }  # fmt: skip


def test_the_front_is_read_by_lines():
    version = read(
        "United Nations",
        "A/79/L.7",
        "General Assembly\nDistr.: Limited\n3 May 2025",
        "Seventy-ninth session\nSecond Committee\nAgenda item 12",
        "Chad:* draft resolution",
        "Lamps",
        "The General Assembly,",
        "Recalling the sea,",
        "1.\tDecides.",
    )
    assert {str(k): v.text for k, v in version.paragraphs.items()} == {
        "distribution": "Distr.: Limited 3 May 2025",
        "agenda": "Seventy-ninth session Second Committee Agenda item 12",
        "sponsors": "Chad:* draft resolution",
        "title": "Lamps",
        "pp1": "Recalling the sea,",
        "op1": "Decides.",
    }
    assert (version.symbol, version.kind, version.sponsors) == (
        "A/79/L.7", DocumentKind.DRAFT_RESOLUTION, ("Chad",),
    )  # fmt: skip


@pytest.mark.parametrize("enacting", ["Генеральная Ассамблея", "大会", "The General Assembly"])
def test_enacting_words_without_a_comma(enacting):
    version = read("A/RES/79/1", "79/1. Lamps", enacting, "1.\tDecides.")
    assert version.is_resolution
    assert list(version.paragraphs) == ["title", "op1"]
    draft = read(
        "A/79/L.1", "Distr.: Limited", "Chad: draft resolution", "Lamps", enacting, "1.\tDecides."
    )
    assert draft.is_resolution
    assert list(draft.paragraphs) == ["distribution", "sponsors", "title", "op1"]


def test_a_resolution_is_of_the_organ_that_enacts_it():
    version = read(
        "United Nations", "A/HRC/RES/55/3", "General Assembly", "Distr.: General", "55/3. Lamps",
        "The Human Rights Council,", "Recalling,", "1.\tDecides.",
    )  # fmt: skip
    assert version.organ == "Human Rights Council"


def test_a_running_title_in_the_header_is_no_masthead():
    version = read("Words of a letter.", header=["Draft of the lamp keepers", "page 1"])
    assert (version.title, list(version.paragraphs)) == (None, ["p1"])


@pytest.mark.parametrize(
    ("named", "target"),
    [("A/79/L.9", "A/79/L.9"), ("A/79/L.9/Rev.1 and A/79/L.9/Rev.1/Add.1", "A/79/L.9/Rev.1")],
)
def test_the_draft_that_was_adopted(named, target):
    version = read(
        "A/RES/79/1", "Agenda item 1", f"[without reference to a Main Committee ({named})]", "79/1. Lamps",
        "The General Assembly,", "1.\tDecides.",
    )  # fmt: skip
    assert [(relation.kind, relation.target) for relation in version.relations] == [
        ("adopted from", target)
    ]


def test_lists_give_force_to_their_items():
    version = read("The Centre shall have these tasks:", Block("to shine;", label="•"))
    text = version.paragraphs[Locator("p1")]
    assert text.text[slice(*text.force)] == "shall have these tasks"


@pytest.mark.parametrize("blocks", [(), ("",), ("\u00ad \n",)])
def test_nothing_to_read_is_an_error(blocks):
    with pytest.raises(ReadError, match=r"^x: no paragraph was found"):
        read(*blocks)


def test_a_heading_without_words_keeps_its_label():
    assert found(Block("II.", form=Form.HEADING), "1.\tWords.") == {"h1": "II.", "n1": "Words."}
