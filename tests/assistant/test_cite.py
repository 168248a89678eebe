"""Citations: what a quote is shown with."""

from __future__ import annotations

import pytest

from assistant.cite import cite
from assistant.verify import find_quote, whole
from index.build import open_index


@pytest.fixture(scope="module")
def index(home):
    with open_index(home / "index") as opened:
        yield opened


def paragraph_at(index, symbol, locator):
    return index.document(symbol).paragraph(locator)


def test_a_part_of_a_paragraph_keeps_its_offsets(index):
    paragraph = paragraph_at(index, "A/RES/72/7", "op2")
    quote = find_quote(paragraph, "a stable, peaceful and prosperous region")
    citation = cite(4, quote, index, "en")
    assert citation.key == 4
    assert citation.quote == "a stable, peaceful and prosperous region"
    assert paragraph.versions["en"].text[citation.start : citation.end] == citation.quote
    assert citation.start > 0


@pytest.mark.parametrize(
    ("language", "pinpoint"),
    [
        ("en", "A/RES/72/7, third preambular paragraph"),
        ("fr", "A/RES/72/7, troisième alinéa du préambule"),
        ("ru", "A/RES/72/7, третий абзац преамбулы"),
        ("es", "A/RES/72/7, tercer párrafo del preámbulo"),
        ("ar", "A/RES/72/7، الفقرة الثالثة من الديباجة"),
        ("zh", "A/RES/72/7，序言部分第三段"),
    ],
)
def test_the_place_is_written_in_the_reader_s_language(index, language, pinpoint):
    quote = whole(paragraph_at(index, "A/RES/72/7", "pp3"), "en")
    assert cite(1, quote, index, language).pinpoint == pinpoint


@pytest.mark.parametrize(
    ("symbol", "locator", "language", "force"),
    [
        ("A/RES/72/7", "op1", "en", "Encourages"),
        ("A/RES/72/7", "pp11", "en", "Welcoming also"),
        ("A/75/L.72", "op3", "en", "Notes"),
        ("S/2007/279", "p3.b2", "en", "would have, inter alia, the following functions"),
        ("A/RES/72/7", "title", "en", None),
        ("A/RES/72/7", "fn1", "en", None),
    ],
)
def test_the_words_of_force_are_the_text_s(index, symbol, locator, language, force):
    quote = whole(paragraph_at(index, symbol, locator), language)
    assert cite(1, quote, index, "en").force == force


def test_an_item_has_its_force_in_the_language_of_the_quote(index):
    for language in ("ru", "fr"):
        quote = whole(paragraph_at(index, "S/2007/279", "p3.b1"), language)
        force = cite(1, quote, index, "en").force
        head = paragraph_at(index, "S/2007/279", "p3").versions[language].text
        assert force is None or force in head


@pytest.mark.parametrize(
    ("asks", "symbol", "locator", "marked"),
    [
        ({"where"}, "S/2007/279", "p1", {"Ashgabat"}),
        ({"when"}, "A/RES/72/7", "pp8", {"13 June 2017"}),
        ({"when"}, "A/RES/72/7", "pp4", {"December 2017"}),
        ({"how_many"}, "S/2007/279", "p1", set()),
        (set(), "A/RES/72/7", "pp8", set()),
    ],
)
def test_the_words_that_answer_are_marked(index, asks, symbol, locator, marked):
    paragraph = paragraph_at(index, symbol, locator)
    citation = cite(1, whole(paragraph, "en"), index, "en", asks)
    text = paragraph.versions["en"].text
    found = {text[start:end] for start, end in citation.marks}
    assert marked <= found
    if not asks:
        assert not found


def test_marks_are_spans_of_the_stored_text_also_in_a_part(index):
    paragraph = paragraph_at(index, "A/RES/72/7", "pp8")
    quote = find_quote(paragraph, "adopted on 13 June 2017")
    citation = cite(1, quote, index, "en", {"when"})
    text = paragraph.versions["en"].text
    assert [text[start:end] for start, end in citation.marks] == ["13 June 2017"]


def test_a_quote_marks_who_in_names(assistant):
    answer = assistant.ask("Who signed the letter of 7 May 2007?")
    (citation,) = answer.citations
    marked = [citation.quote[a - citation.start : b - citation.start] for a, b in citation.marks]
    assert "Ban Ki-moon" in marked
