"""Automatic numbers: what a reader sees before a paragraph is where it is cited."""

from __future__ import annotations

import pytest

from index.readers.docx import read_docx
from index.readers.numerals import numeral

from .build import STYLES, docx, level, numbering, p

OUTLINE = (
    level(0, "decimal", "%1.") + level(1, "lowerLetter", "(%2)") + level(2, "lowerRoman", "(%3)")
)
WORDS = ["one", "two", "three", "four", "five", "six", "seven", "eight"]


def places(content: bytes) -> list[tuple[str, str]]:
    [version] = read_docx(content, "x.docx")
    return [(str(locator), v.text) for locator, v in version.paragraphs.items()]


def numbered(*levels: int, abstract: str = OUTLINE, lists: dict | None = None) -> list[str]:
    """The places of paragraphs at those levels of one list."""
    body = [p(word, number=(1, at)) for word, at in zip(WORDS, levels, strict=False)]
    found = places(docx(*body, numbers=numbering({0: abstract}, lists or {1: (0, "")})))
    assert [text for _, text in found] == WORDS[: len(levels)]
    return [place for place, _ in found]


def test_automatic_numbers_letters_and_roman_numerals_are_places():
    assert numbered(0, 1, 1, 2, 2, 0, 1) == [
        "n1", "n1.a", "n1.b", "n1.b.i", "n1.b.ii", "n2", "n2.a",
    ]  # fmt: skip


def test_a_level_that_never_restarts_counts_on():
    never = level(0, "decimal", "%1.") + level(
        1, "lowerLetter", "(%2)", more='<w:lvlRestart w:val="0"/>'
    )
    assert numbered(0, 1, 0, 1, abstract=never) == ["n1", "n1.a", "n2", "n2.b"]


def test_a_list_begins_at_its_start():
    assert numbered(0, 0, abstract=level(0, "decimal", "%1.", start=7)) == ["n7", "n8"]


def test_decimal_labels_name_the_levels_above():
    decimal = level(0, "upperRoman", "%1.") + level(1, "decimal", "%1.%2", more="<w:isLgl/>")
    body = [p("above", number=(1, 0), style="H1"), p("below", number=(1, 1))]
    found = places(docx(*body, numbers=numbering({0: decimal}, {1: (0, "")})))
    assert found == [("h1", "above"), ("n1.1", "below")]


def test_an_override_begins_a_list_anew_once():
    override = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride>'
    body = [
        p("one", number=(1, 0)),
        p("two", number=(1, 0)),
        p("Annex", style="H1"),
        p("three", number=(2, 0)),
        p("four", number=(2, 0)),
        p("five", number=(1, 0)),
    ]
    numbers = numbering({0: OUTLINE}, {1: (0, ""), 2: (0, override)})
    assert places(docx(*body, numbers=numbers)) == [
        ("n1", "one"), ("n2", "two"), ("annex1.n1", "three"), ("annex1.n2", "four"),
        ("annex1.n3", "five"),
    ]  # fmt: skip


def test_an_overridden_start_is_where_the_level_begins_each_time():
    override = '<w:lvlOverride w:ilvl="1"><w:startOverride w:val="3"/></w:lvlOverride>'
    assert numbered(0, 1, 1, 0, 1, lists={1: (0, override)}) == ["n1", "n1.c", "n1.d", "n2", "n2.c"]


def test_an_override_may_replace_a_level():
    override = f'<w:lvlOverride w:ilvl="0">{level(0, "lowerLetter", "(%1)")}</w:lvlOverride>'
    body = [p("1.\tTyped"), p("one", number=(1, 0)), p("two", number=(1, 0))]
    found = places(docx(*body, numbers=numbering({0: OUTLINE}, {1: (0, override)})))
    assert [place for place, _ in found] == ["n1", "n1.a", "n1.b"]


def test_styles_number_their_paragraphs_and_those_based_on_them():
    body = [p("one", style="Numbered"), p("two", style="Child"), p("three", style="Numbered")]
    found = places(docx(*body, numbers=numbering({0: OUTLINE}, {1: (0, "")})))
    assert [place for place, _ in found] == ["n1", "n2", "n3"]


def test_a_paragraph_can_take_its_styles_number_away():
    none = "<w:numPr><w:numId w:val='0'/></w:numPr>"
    body = [p("one", style="Numbered"), p("two", style="Numbered", properties=none)]
    found = places(docx(*body, numbers=numbering({0: OUTLINE}, {1: (0, "")})))
    assert [place for place, _ in found] == ["n1", "p1"]


def test_the_level_that_names_a_style_is_that_styles():
    linked = level(0, "decimal", "%1.") + level(
        1, "lowerLetter", "(%2)", more='<w:pStyle w:val="Child"/>'
    )
    body = [p("one", style="Numbered"), p("two", style="Child"), p("three", style="Child")]
    found = places(docx(*body, numbers=numbering({0: linked}, {1: (0, "")})))
    assert [place for place, _ in found] == ["n1", "n1.a", "n1.b"]


def test_a_numbering_that_points_to_a_list_style_has_its_levels():
    styles = (
        STYLES + '<w:style w:type="numbering" w:styleId="L"><w:name w:val="L"/>'
        '<w:pPr><w:numPr><w:numId w:val="2"/></w:numPr></w:pPr></w:style>'
    )
    numbers = numbering({0: '<w:numStyleLink w:val="L"/>', 1: OUTLINE}, {1: (0, ""), 2: (1, "")})
    body = [p("one", number=(1, 0)), p("two", number=(1, 1))]
    found = places(docx(*body, numbers=numbers, styles=styles))
    assert [place for place, _ in found] == ["n1", "n1.a"]


def test_lists_that_share_a_numbering_count_on():
    numbers = numbering({0: OUTLINE}, {1: (0, ""), 2: (0, "")})
    body = [p("one", number=(1, 0)), p("two", number=(2, 0)), p("three", number=(1, 0))]
    assert [place for place, _ in places(docx(*body, numbers=numbers))] == ["n1", "n2", "n3"]


def test_empty_paragraphs_are_counted_as_word_counts_them():
    body = [p("one", number=(1, 0)), p(number=(1, 0)), p("three", number=(1, 0))]
    found = places(docx(*body, numbers=numbering({0: OUTLINE}, {1: (0, "")})))
    assert found == [("n1", "one"), ("n3", "three")]


def test_a_deleted_paragraph_is_not_counted():
    gone = "<w:rPr><w:del w:id='1' w:author='a'/></w:rPr>"
    body = [
        p("one", number=(1, 0)),
        p("<w:del><w:r><w:delText>gone</w:delText></w:r></w:del>", number=(1, 0), properties=gone),
        p("two", number=(1, 0)),
    ]
    found = places(docx(*body, numbers=numbering({0: OUTLINE}, {1: (0, "")})))
    assert found == [("n1", "one"), ("n2", "two")]


def test_bullets_are_items_of_the_paragraph_before():
    bullets = level(0, "bullet", "\uf0b7")
    body = [p("Words:"), p("one", number=(1, 0)), p("two", number=(1, 0))]
    found = places(docx(*body, numbers=numbering({0: bullets}, {1: (0, "")})))
    assert [place for place, _ in found] == ["p1", "p1.b1", "p1.b2"]


@pytest.mark.parametrize(
    ("form", "text", "expected"),
    [
        ("russianLower", "%2)", "n1.b"),
        ("arabicAbjad", "(%2)", "n1.b"),
        ("lowerRoman", "(%2)", "n1.b2"),
        ("decimal", "(%2)", "n1.b2"),
        ("chineseCounting", "（%2）", "n1.b2"),
    ],
)
def test_second_items_in_the_numerals_of_other_languages(form, text, expected):
    abstract = level(0, "decimal", "%1.") + level(1, form, text)
    assert numbered(0, 1, 1, abstract=abstract)[-1] == expected


@pytest.mark.parametrize(
    ("count", "form", "expected"),
    [
        (4, "lowerRoman", "iv"),
        (1999, "upperRoman", "MCMXCIX"),
        (27, "lowerLetter", "aa"),
        (28, "upperLetter", "BB"),
        (3, "decimalZero", "03"),
        (4, "arabicAbjad", "د"),
        (3, "russianUpper", "В"),
        (12, "chineseCounting", "十二"),
        (21, "chineseCountingThousand", "二十一"),
        (2, "decimalEnclosedCircle", "②"),
        (5, "bullet", ""),
        (5, "none", ""),
        (5, "a format of the future", "5"),
        (0, "upperRoman", "0"),
    ],
)
def test_numerals(count, form, expected):
    assert numeral(count, form) == expected


def test_a_list_that_is_not_there_numbers_nothing():
    assert places(docx(p("one", number=(9, 0)), p("two", number=(9, 5)))) == [
        ("p1", "one"),
        ("p2", "two"),
    ]


def test_a_typed_number_stands_beside_automatic_ones():
    body = [
        p("one", number=(1, 0)),
        p("2.\ttyped"),
        p("<w:r><w:tab/></w:r>", "3.", "<w:r><w:tab/></w:r>", "again"),
    ]
    found = places(docx(*body, numbers=numbering({0: OUTLINE}, {1: (0, "")})))
    assert found == [("n1", "one"), ("n2", "typed"), ("n3", "again")]
