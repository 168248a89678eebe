"""The text of a DOCX file as a reader sees it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.locator import Locator
from index.readers.docx import read_docx

from .build import STYLES, docx, level, note, numbering, p, r, table


def version(*body: str, **parts):
    [read] = read_docx(docx(*body, **parts), "x.docx")
    return read


def texts(*body: str, **parts) -> list[str]:
    return [v.text for v in version(*body, **parts).paragraphs.values()]


@pytest.mark.parametrize(
    ("inside", "expected"),
    [
        (r("one ") + "<w:ins w:id='1'>" + r("two") + "</w:ins>", "one two"),
        (r("one") + "<w:del w:id='1'><w:r><w:delText>two</w:delText></w:r></w:del>", "one"),
        ("<w:moveFrom w:id='1'>" + r("here") + "</w:moveFrom>" + r("there"), "there"),
        ("<w:moveTo w:id='1'>" + r("here") + "</w:moveTo>", "here"),
        ("<w:hyperlink r:id='x'>" + r("A/1/2") + "</w:hyperlink>" + r(" and more"), "A/1/2 and more"),
        ("<w:smartTag w:element='place'>" + r("Ashgabat") + "</w:smartTag>", "Ashgabat"),
        ("<w:sdt><w:sdtPr/><w:sdtContent>" + r("held") + "</w:sdtContent></w:sdt>", "held"),
        ("<w:fldSimple w:instr='DATE'>" + r("1 May") + "</w:fldSimple>", "1 May"),
        (r("non") + "<w:r><w:noBreakHyphen/></w:r>" + r("nuclear"), "non\u2011nuclear"),
        (r("co") + "<w:r><w:softHyphen/></w:r>" + r("operate"), "cooperate"),
        (r("co\u00adoperate"), "cooperate"),
        (r("a") + "<w:r><w:tab/></w:r>" + r("b") + "<w:r><w:br/></w:r>" + r("c"), "a b c"),
        (r("a") + "<w:r><w:br w:type='page'/></w:r>" + r("b"), "a b"),
        (r("hidden", "<w:vanish/>") + r("shown"), "shown"),
        (r("shown", "<w:vanish w:val='0'/>"), "shown"),
        (r("e\u0301te\u0301"), "été"),
        (r("one\ntwo\u00a0three"), "one two three"),
        (r("5 km") + r("2", "<w:vertAlign w:val='superscript'/>"), "5 km2"),
        (r("the 1") + r("er", "<w:vertAlign w:val='superscript'/>"), "the 1er"),
        ("<w:r><w:sym w:font='Symbol' w:char='F0B3'/></w:r>" + r("5"), "≥5"),
        ("<m:oMath><m:r><m:t>x=1</m:t></m:r></m:oMath>", "x=1"),
        (f"<w:r><w:ruby><w:rt>{r('up')}</w:rt><w:rubyBase>{r('base')}</w:rubyBase></w:ruby></w:r>", "base"),
    ],
)  # fmt: skip
def test_what_a_reader_sees(inside, expected):
    assert texts(p(inside)) == [expected]


def field(kind: str) -> str:
    return f"<w:r><w:fldChar w:fldCharType='{kind}'/></w:r>"


def instruction(text: str) -> str:
    return f"<w:r><w:instrText>{text}</w:instrText></w:r>"


def test_of_a_field_only_the_result_is_text():
    inside = (
        field("begin") + instruction("REF a") + field("begin") + instruction("PAGE")
        + field("separate") + r("nested") + field("end") + field("separate") + r("result")
        + field("end") + r(" after")
    )  # fmt: skip
    assert texts(p(inside)) == ["result after"]


def test_a_field_may_end_in_a_later_paragraph():
    first = field("begin") + instruction("INCLUDETEXT") + field("separate") + r("one")
    assert texts(p(first), p("two", field("end")), p("three")) == ["one", "two", "three"]


def test_a_placeholder_of_a_content_control_is_no_text():
    control = (
        "<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>"
        f"{p('Click here')}</w:sdtContent></w:sdt>"
    )
    assert texts(control, p("one")) == ["one"]


def test_a_paragraph_whose_end_was_deleted_goes_on_in_the_next():
    gone = "<w:rPr><w:del w:id='1' w:author='a'/></w:rPr>"
    assert texts(p("one ", properties=gone), p("two"), p("three")) == ["one two", "three"]


def test_a_last_paragraph_whose_end_was_deleted_is_kept():
    gone = "<w:rPr><w:del w:id='1' w:author='a'/></w:rPr>"
    assert texts(p("one"), p("two", properties=gone)) == ["one", "two"]


def test_tables_in_tables_are_read():
    inner = table(("deep",))
    for _ in range(30):
        inner = f"<w:tbl><w:tr><w:tc>{inner}</w:tc></w:tr></w:tbl>"
    assert texts(inner) == ["deep"]


def test_a_heading_style_makes_no_heading_of_a_paragraph_that_goes_on():
    body = [
        "79/1. Lamps",
        "The General Assembly,",
        "Recalling the sea,",
        "1.\tDecides;",
        "2.\tWaits.",
    ]
    read = version(*(p(text, style="H1") for text in body))
    assert [str(k) for k in read.paragraphs] == ["title", "pp1", "op1", "h1"]


def test_a_file_that_is_embedded_in_the_text_is_told():
    assert version("<w:altChunk/>", p("one")).warnings == (
        "left out: another file that is embedded in the text",
    )


def test_cells_are_paragraphs_of_their_own_and_labels_in_them_are_words():
    read = version(p("Words."), table(("Post", "Number"), ("1. Officer", p("2") + p("new"))))
    assert {str(k): v.text for k, v in read.paragraphs.items()} == {
        "p1": "Words.", "p2": "Post", "p3": "Number", "p4": "1. Officer", "p5": "2 new",
    }  # fmt: skip


def test_a_table_of_one_column_is_a_frame_around_text():
    read = version(table((p("1.\tOne.") + p("2.\tTwo."),)))
    assert list(read.paragraphs) == ["n1", "n2"]


def test_a_deleted_row_is_out():
    deleted = "<w:tr><w:trPr><w:del w:id='1'/></w:trPr><w:tc>" + p("gone") + "</w:tc></w:tr>"
    kept = "<w:tr><w:tc>" + p("a") + "</w:tc><w:tc>" + p("b") + "</w:tc></w:tr>"
    assert texts(f"<w:tbl>{deleted}{kept}</w:tbl>") == ["a", "b"]


def test_a_text_box_is_read_once_though_the_file_has_it_twice():
    box = (
        "<w:r><mc:AlternateContent><mc:Choice Requires='wps'><w:drawing><wps:txbx><w:txbxContent>"
        f"{p('boxed')}</w:txbxContent></wps:txbx></w:drawing></mc:Choice><mc:Fallback><w:pict>"
        f"<v:textbox><w:txbxContent>{p('boxed')}</w:txbxContent></v:textbox></w:pict></mc:Fallback>"
        "</mc:AlternateContent></w:r>"
    )
    assert texts(p(box, r("around"))) == ["boxed", "around"]


def test_footnotes_and_the_places_of_their_marks():
    read = version(
        p("Recalling the Treaty", note(2), " of 1968,"),
        p("1.\tNotes it", note(1), " again;"),
        footnotes={1: "Second note.", 2: "First note."},
    )
    paragraphs = read.paragraphs
    assert {str(k): v.text for k, v in paragraphs.items()} == {
        "p1": "Recalling the Treaty of 1968,",
        "n1": "Notes it again;",
        "fn1": "First note.",
        "fn2": "Second note.",
    }
    assert paragraphs[Locator("p1")].notes == (("fn1", len("Recalling the Treaty")),)
    assert paragraphs[Locator("n1")].notes == (("fn2", len("Notes it")),)


def test_a_raised_number_repeats_the_mark_of_a_note():
    raised = "<w:vertAlign w:val='superscript'/>"
    read = version(
        p("The Treaty", note(1)),
        p("Under it,", r("1", raised), " and not in 10", r("9", raised), " years"),
        footnotes={1: "A note."},
    )
    assert read.paragraphs[Locator("p2")].text == "Under it, and not in 109 years"
    assert read.paragraphs[Locator("p2")].notes == (("fn1", len("Under it,")),)


def test_brackets_around_a_mark_go_with_it():
    raised = "<w:vertAlign w:val='superscript'/>"
    read = version(
        p("لعام 2030", r("(", raised), note(1), r(")", raised), "، وإذ تدرك"),
        footnotes={
            1: p(r("(", raised), "<w:r><w:footnoteRef/></w:r>", r(")", raised), " القرار 70/1.")
        },
    )
    assert read.paragraphs[Locator("p1")].text == "لعام 2030، وإذ تدرك"
    assert read.paragraphs[Locator("p1")].notes == (("fn1", len("لعام 2030")),)
    assert read.paragraphs[Locator("fn1")].text == "القرار 70/1."


def test_a_number_typed_in_the_note_itself_is_no_text():
    typed = p(
        "<w:r><w:tab/></w:r>",
        r("1", "<w:rStyle w:val='FootnoteReference'/>"),
        " ",
        "<w:r><w:tab/></w:r>",
        "Resolution 70/1.",
    )
    read = version(p("Words", note(1)), footnotes={1: typed})
    assert read.paragraphs[Locator("fn1")].text == "Resolution 70/1."


def test_a_note_with_a_star_is_kept_without_a_number():
    star = (
        "<w:r><w:rPr><w:rStyle w:val='FootnoteReference'/></w:rPr>"
        "<w:footnoteReference w:id='1' w:customMarkFollows='1'/><w:t>*</w:t></w:r>"
    )
    read = version(
        p("Words", star), p("More", note(2)), footnotes={1: "* Starred.", 2: "Numbered."}
    )
    assert {str(k): v.text for k, v in read.paragraphs.items()} == {
        "p1": "Words", "p2": "More", "p3": "Starred.", "fn1": "Numbered.",
    }  # fmt: skip


def test_footnotes_begin_at_the_number_that_the_settings_give():
    start = "<w:footnotePr><w:numStart w:val='5'/></w:footnotePr>"
    read = version(p("Words", note(1)), footnotes={1: "A note."}, settings=start)
    assert list(read.paragraphs) == ["p1", "fn5"]


def test_footnotes_that_begin_anew_are_counted_through_and_told():
    restart = "<w:footnotePr><w:numRestart w:val='eachPage'/></w:footnotePr>"
    read = version(p("Words", note(1)), footnotes={1: "A note."}, settings=restart)
    assert "fn1" in read.paragraphs
    assert any("footnotes are numbered anew" in line for line in read.warnings)


def test_the_table_of_contents_is_left_out_and_told():
    read = version(p("Introduction\t3", style="TOC1"), p("Words."))
    assert [v.text for v in read.paragraphs.values()] == ["Words."]
    assert read.warnings == ("left out: table of contents",)


def test_a_line_break_before_a_label_parts_paragraphs():
    inside = (r("1.\tOne;"), "<w:r><w:br/></w:r>", r("2.\tTwo."))
    assert list(version(p(*inside)).paragraphs) == ["n1", "n2"]


def test_headings_by_style_and_by_bold_type():
    bold = "<w:b/>"
    read = version(
        p("Title", style="H1"),
        p("1.\tWords."),
        p(r("II.\tMeans", bold)),
        p(r("A bold sentence.", bold)),
        styles=STYLES,
    )
    assert {str(k): v.text for k, v in read.paragraphs.items()} == {
        "title": "Title", "n1": "Words.", "h1": "Means", "p1": "A bold sentence.",
    }  # fmt: skip


BODY = st.sampled_from(
    [p("word"), p("1.\tword"), p("(a)\tword;"), p("word", style="H1"), p("Annex I", style="H1"),
     p("The General Assembly,"), p("word", number=(1, 0)), p("word", number=(1, 1)), p("word", number=(2, 0)),
     p("word,", note(1)), table(("word", "word"), ("word", p("word") + p("word"))), table((p("1.\tword"),)),
     p("word", "<w:r><w:br/></w:r>", "2.\tword"), p(), p("United Nations"), p("A/79/1"), p("79/1.\tword"),
     p("60th plenary meeting"), p("I.\tword", style="H1"), p("A", style="H1"), p("(Signed) word")]
)  # fmt: skip


@given(st.lists(BODY, max_size=20))
def test_every_word_is_in_one_paragraph(body):
    numbers = numbering(
        {
            0: level(0, "decimal", "%1.") + level(1, "lowerLetter", "(%2)"),
            1: level(0, "bullet", "•"),
        },
        {1: (0, ""), 2: (1, "")},
    )
    whole = "".join([*body, p("Last word.")])
    read = version(whole, numbers=numbers, footnotes={1: "A note."})
    found = [v.text for v in read.paragraphs.values()]
    assert sum(text.count("word") for text in found) == whole.count("word<") + whole.count(
        "word,"
    ) + (whole.count("word;") + whole.count("word."))
    assert all(text == text.strip() and text for text in found)
