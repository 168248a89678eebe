"""A document as a reader meets it: every paragraph, its place, its words, and what is marked."""

from __future__ import annotations

import pytest

from assistant.web.interface import load_labels
from assistant.web.pages.dates import write_date
from index.words import LANGUAGES

from .tree import is_note_mark, quoted

HIGHLIGHT = "/documents/A/RES/72/7?lang=en&paragraph=op1&language=en"


def shown(page, locator):
    return page.one("div", id=locator)


def texts(row):
    """The texts of a paragraph, column by column, without the marks of footnotes."""
    return [p.text(is_note_mark).removesuffix(" ↑") for p in row.all("p", css="quoted-text")]


@pytest.mark.parametrize("language", ["en", "ru", "fr"])
@pytest.mark.parametrize("symbol", ["S/2007/279", "A/RES/72/7", "A/75/L.72"])
def test_every_paragraph_stands_at_its_place_letter_for_letter(read, assistant, symbol, language):
    page = read(f"/documents/{symbol}?lang=en&language={language}")
    document = assistant.document(symbol)
    rows = page.all("div", css="paragraph")
    assert [row["id"] for row in rows] == [p.locator for p in document.paragraphs]
    held = language if language in document.languages else "en"
    for row, paragraph in zip(rows, document.paragraphs, strict=True):
        version = paragraph.version(held)
        text = row.one("p", css="quoted-text")
        assert "".join(texts(row)).split() == version.text.split()
        assert (text["lang"], text["dir"]) == (version.language, "ltr")
        link = row.one(css="place").one("a")
        assert link["href"] == f"#{paragraph.locator}"
        assert link.words() == paragraph.locator.pinpoint("en")


def test_the_text_is_not_changed_by_a_single_space(read, assistant):
    page = read("/documents/A/75/L.72?lang=en")
    for paragraph in assistant.document("A/75/L.72").paragraphs:
        if paragraph.locator.kind != "footnote":
            assert texts(shown(page, paragraph.locator)) == [paragraph.version("en").text]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_places_and_dates_are_written_for_the_reader(read, assistant, lang):
    page = read(f"/documents/S/2007/279?lang={lang}")
    document = assistant.document("S/2007/279")
    locator = document.paragraph("p3.b2").locator
    assert shown(page, "p3.b2").one(css="place").words() == locator.pinpoint(lang)
    assert page.one("time").words() == write_date(document.date, lang)


@pytest.mark.parametrize(
    ("lang", "language"), [("fr", "fr"), ("ru", "ru"), ("es", "en"), ("ar", "en"), ("zh", "en")]
)
def test_the_text_is_in_the_readers_language_where_it_is_held(read, lang, language):
    page = read(f"/documents/S/2007/279?lang={lang}")
    assert shown(page, "p1").one("p", css="quoted-text")["lang"] == language


def test_a_paragraph_that_the_language_lacks_says_so(read):
    page = read("/documents/S/2007/279?lang=en&language=fr")
    row = shown(page, "title")
    assert row.one(css="lacking").words() == "There is no Français version of this paragraph."
    assert row.one("p", css="quoted-text")["lang"] == "en"
    assert not shown(page, "p1").all(css="lacking")


def test_a_right_to_left_text_on_a_left_to_right_page(read, make_document, make_pages, shelf):
    texts_of = {"en": "Decides", "ar": "تقرر المضي قدما"}
    using = make_pages(shelf([make_document(paragraphs={"op1": texts_of})]))
    page = read("/documents/A/RES/80/1?lang=en&language=ar&beside=en", using=using)
    first, second = shown(page, "op1").all("p", css="quoted-text")
    assert (first["lang"], first["dir"], first.words()) == ("ar", "rtl", texts_of["ar"])
    assert (second["lang"], second["dir"]) == ("en", "ltr")
    assert page.one("html")["dir"] == "ltr"


def test_two_languages_side_by_side(read, assistant):
    page = read("/documents/S/2007/279?lang=en&language=en&beside=ru")
    versions = assistant.document("S/2007/279").paragraph("p3.b4").versions
    assert texts(shown(page, "p3.b4")) == [versions["en"].text, versions["ru"].text]


def test_what_the_second_language_lacks_is_not_shown_in_another(read):
    row = shown(read("/documents/S/2007/279?lang=en&language=en&beside=fr"), "title")
    assert [p["lang"] for p in row.all("p", css="quoted-text")] == ["en"]
    assert "Français" in row.one(css="lacking").words()


@pytest.mark.parametrize("beside", ["en", "zh", "xx", "", "<b>"])
def test_nothing_is_put_beside_that_is_not_another_version(read, beside):
    row = shown(read(f"/documents/S/2007/279?lang=en&language=en&beside={beside}"), "p1")
    assert len(texts(row)) == 1


def test_items_are_told_apart_from_the_paragraphs_that_they_are_of(read):
    page = read("/documents/S/2007/279")
    assert "depth-1" in shown(page, "p3.b1").classes
    assert "depth-0" in shown(page, "p3").classes


@pytest.mark.parametrize(("start", "end"), [(0, 246), (0, 10), (3, 50), (100, 192), (245, 246)])
def test_the_span_is_marked_exactly(read, assistant, start, end):
    page = read(f"{HIGHLIGHT}&start={start}&end={end}#op1")
    text = assistant.document("A/RES/72/7").paragraph("op1").versions["en"].text
    assert quoted(shown(page, "op1")) == text[start:end]
    assert quoted(page) == text[start:end]
    assert texts(shown(page, "op1")) == [text]


def test_marks_of_footnotes_are_no_part_of_a_quote(read, assistant):
    address = "/documents/A/RES/72/7?paragraph=pp7&language=en&start=300&end=343"
    row = shown(read(address), "pp7")
    text = assistant.document("A/RES/72/7").paragraph("pp7").versions["en"].text
    assert row.all("sup")
    assert quoted(row) == text[300:343]


def test_a_span_counts_code_points(read, make_document, make_pages, shelf):
    using = make_pages(shelf([make_document(paragraphs={"op1": "Notes 🕊🕊 é 中 peace."})]))
    address = "/documents/A/RES/80/1?paragraph=op1&language=en&start=6&end=8"
    assert quoted(read(address, using=using)) == "🕊🕊"


@pytest.mark.parametrize(
    "wrong",
    [
        "start=0&end=247",
        "start=5&end=5",
        "start=9&end=3",
        "start=-1&end=3",
        "start=x&end=3",
        "start=0",
        "end=3",
        "start=٠&end=٣",
        "start=0&end=1e2",
        "start=0&end=99999999999999999999",
        f"start=0&end={'9' * 5000}",
        "language=ru&start=0&end=3",
    ],
)
def test_a_span_that_is_none_is_not_marked(read, wrong):
    base = HIGHLIGHT.removesuffix("&language=en") if wrong.startswith("language") else HIGHLIGHT
    assert not read(f"{base}&{wrong}").all("mark")


def test_a_span_of_another_version_marks_nothing_in_this_one(read):
    page = read("/documents/A/RES/72/7?paragraph=op1&language=fr&start=0&end=5")
    assert not page.all("mark")


def test_a_place_that_is_none_chooses_nothing(read):
    page = read("/documents/A/RES/72/7?paragraph=op77&language=en&start=0&end=5")
    assert not page.all("mark")
    assert not page.all(css="chosen")


def test_the_words_of_force_are_set_off_as_in_print(read):
    page = read("/documents/A/75/L.72")
    assert shown(page, "pp3").one("em").words() == "Recalling also"
    assert shown(page, "op1").one("em").words() == "Encourages"
    # A letter's "would have the following functions" is not printed in italics.
    assert not read("/documents/S/2007/279").all("em")


def test_every_link_within_the_page_leads_somewhere(read):
    for symbol in ("S/2007/279", "A/RES/72/7", "A/75/L.72"):
        page = read(f"/documents/{symbol}")
        ids = [element["id"] for element in page if element.get("id")]
        assert len(ids) == len(set(ids))
        targets = [a["href"][1:] for a in page.all("a") if a["href"].startswith("#")]
        assert targets
        assert set(targets) <= set(ids)


def test_footnotes_lead_there_and_back(read):
    page = read("/documents/A/RES/72/7?lang=en")
    mark = shown(page, "pp2").one("sup").one("a")
    assert (mark["href"], mark.words(), mark["aria-label"]) == ("#fn1", "1", "footnote 1")
    assert shown(page, "fn1").one("a", css="back")["href"] == "#pp2"
    assert shown(page, "fn1") in list(page.one("section", css="notes"))


def test_other_documents_are_linked_here_where_they_are_held(read):
    page = read("/documents/A/75/L.72?lang=fr")
    links = {a.words(): a["href"] for a in page.one(css="relations").all("a")}
    assert links["A/RES/72/7"] == "/documents/A/RES/72/7?lang=fr"
    assert links["A/RES/75/272"] == "https://undocs.org/fr/A/RES/75/272"
    assert "Adopté sous la cote" in page.one(css="relations").words()


def test_facts_tell_where_they_are_from(read):
    page = read("/documents/A/75/L.72?lang=ru")
    facts = page.one("dl", css="facts").words()
    for known in ("29 марта 2021 года", "Seventy-fifth session", "64", "Kazakhstan", "21-04103"):
        assert known in facts
    assert "Источник: masthead: Distr.: Limited, 29 March 2021" in facts


def test_the_official_document_is_linked_in_the_language_that_is_read(read):
    page = read("/documents/S/2007/279?lang=en&language=ru")
    assert page.one(css="official").all("a")[0]["href"] == "https://undocs.org/ru/S/2007/279"


def test_a_draft_is_clearly_a_draft(read):
    page = read("/documents/A/75/L.72?lang=en")
    assert page.all(css="badge")[0].words() == "draft"
    assert (
        page.one(css="draft-warning").words() == "A/75/L.72 is a draft, not an adopted resolution."
    )
    assert not read("/documents/A/RES/72/7?lang=en").all(css="draft-warning")


@pytest.mark.parametrize(
    "spelling", ["a/res/72/7", "A/Res/72/7", "A%20/RES/72/7", "A/RES/72/7%20", "A%2Fres%2F72%2F7"]
)
def test_another_spelling_leads_to_the_canonical_one(client, spelling):
    response = client.get(f"/documents/{spelling}?lang=fr&paragraph=op1")
    assert response.status_code == 301
    assert response.headers["location"] == "/documents/A/RES/72/7?lang=fr&paragraph=op1"


def test_a_symbol_with_a_year_has_one_address(read, make_document, make_pages, shelf):
    using = make_pages(shelf([make_document("S/RES/1325 (2000)")]))
    link = read("/documents?lang=en", using=using).one("h2").one("a")["href"]
    assert link == "/documents/S/RES/1325%20%282000%29?lang=en"
    assert "S/RES/1325 (2000)" in read(link, using=using).one(css="eyebrow").words()
    moved = using.get("/documents/s/res/1325(2000)")
    assert moved.status_code == 301
    assert read(moved.headers["location"], using=using).one("h1").words() == "A title"


@pytest.mark.parametrize(
    "symbol", ["A/RES/99/9", "nothing", "A/RES/72/7/x", "..%2f..%2fetc%2fpasswd", "%00", "A" * 3000]
)
@pytest.mark.parametrize("lang", ["en", "ar"])
def test_an_unknown_document(read, symbol, lang):
    page = read(f"/documents/{symbol}?lang={lang}", status=404)
    assert page.one("h1").words() == load_labels(lang)["error.title"]
    assert page.one("main").one("bdi").text()[:10]


@pytest.mark.parametrize("path", ["/documents/", "/documents//", "/documents/%20"])
def test_no_symbol_leads_to_the_collection(client, path):
    response = client.get(path)
    assert (response.status_code, response.headers["location"]) == (301, "/documents")


def test_five_hundred_paragraphs(read, make_document, make_pages, shelf):
    paragraphs = {f"p{number}": f"Paragraph {number}. " * 40 for number in range(1, 501)}
    using = make_pages(shelf([make_document("A/80/100", paragraphs)]))
    page = read("/documents/A/80/100?paragraph=p500&language=en&start=0&end=9#p500", using=using)
    assert len(page.all("div", css="paragraph")) == 500
    assert quoted(shown(page, "p500")) == "Paragraph"


def test_head_answers_as_get_does(client):
    response = client.head("/documents/A/RES/72/7")
    assert (response.status_code, response.text) == (200, "")
