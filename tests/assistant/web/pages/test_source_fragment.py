"""A source as the chat shows it: the quote in its surroundings, in each language, ready to be cited."""

from __future__ import annotations

import json

import pytest

from assistant.render.references import REFERENCES
from assistant.web.interface import load_labels
from index.words import LANGUAGES

from .tree import quoted

QUOTE = "/source/S/2007/279?lang={lang}&paragraph=p3.b2&language=en&start=0&end=51"


def panel(view, language):
    return view.one("div", id=f"source-text-{language}")


def whole(view, language):
    return panel(view, language).one("p", css="whole")


@pytest.mark.parametrize("lang", LANGUAGES)
def test_it_is_a_fragment_in_the_readers_language(client, read, lang):
    response = client.get(QUOTE.format(lang=lang))
    assert "<html" not in response.text
    assert response.headers["content-language"] == lang
    view = read(QUOTE.format(lang=lang)).one("section", css="source-view")
    assert view["lang"] == lang
    assert view["dir"] == ("rtl" if lang == "ar" else "ltr")
    assert view["data-copied"] == load_labels(lang)["copied"]
    assert view["data-copy-failed"] == load_labels(lang)["copy_failed"]


def test_the_quote_is_marked_in_the_version_that_it_was_taken_from(read, assistant):
    view = read(QUOTE.format(lang="fr"))
    versions = assistant.document("S/2007/279").paragraph("p3.b2").versions
    assert quoted(panel(view, "en")) == versions["en"].text[0:51]
    for language, version in versions.items():
        assert whole(view, language).text() == version.text
        assert (whole(view, language)["lang"], whole(view, language)["dir"]) == (language, "ltr")
    # Nothing is claimed of what the other versions say.
    assert len(view.all("mark")) == 1
    assert len(view.all("p", css="exact")) == 1


def test_tabs_are_tabs(read, assistant):
    view = read(QUOTE.format(lang="en"))
    tabs = view.one(role="tablist").all("button", role="tab")
    held = assistant.document("S/2007/279").paragraph("p3.b2").versions
    assert [tab["id"] for tab in tabs] == [f"source-tab-{code}" for code in held]
    assert [tab["aria-selected"] for tab in tabs] == ["true", "false", "false"]
    assert [tab["tabindex"] for tab in tabs] == ["0", "-1", "-1"]
    for tab in tabs:
        shown = view.one("div", id=tab["aria-controls"])
        assert shown["role"] == "tabpanel"
        assert shown["aria-labelledby"] == tab["id"]
        assert (shown.get("hidden") is None) == (tab["aria-selected"] == "true")


def test_an_item_stands_below_the_paragraph_that_it_is_of(read, assistant):
    view = read(QUOTE.format(lang="en"))
    document = assistant.document("S/2007/279")
    for language in ("en", "ru", "fr"):
        around = [p.text() for p in panel(view, language).all("p", css="around")]
        places = ("p3", "p3.b1", "p3.b3")
        assert around == [document.paragraph(p).versions[language].text for p in places]


def test_neighbours_stand_in_the_language_of_the_tab_where_they_have_it(read):
    view = read("/source/S/2007/279?paragraph=p1&language=fr&lang=en")
    before, after = panel(view, "fr").all("p", css="around")
    assert (before["lang"], after["lang"]) == ("en", "fr")


@pytest.mark.parametrize(
    ("paragraph", "around"), [("distribution", 1), ("signature", 1), ("title", 2), ("p3.b1", 2)]
)
def test_the_first_and_the_last_paragraph_have_one_neighbour(read, paragraph, around):
    view = read(f"/source/S/2007/279?paragraph={paragraph}&language=en&lang=en")
    assert len(panel(view, "en").all("p", css="around")) == around


def test_footnotes_stand_among_footnotes(read):
    view = read("/source/A/RES/72/7?paragraph=fn1&language=en&lang=en")
    assert [p.words() for p in view.all("p", css="around")] == ["Resolution 60/288."]
    last = read("/source/A/RES/72/7?paragraph=meeting&language=en&lang=en")
    assert len(last.all("p", css="around")) == 1


def test_what_is_known_of_the_document(read):
    view = read("/source/A/75/L.72?lang=fr&paragraph=op1&language=en&start=0&end=10")
    assert view.one("h2")["lang"] == "en"
    assert view.one("time")["datetime"] == "2021-03-29"
    assert view.one(css="badge").words() == "projet"
    assert "A/75/L.72" in view.one(css="draft-warning").words()
    assert view.one(css="standing").words() == "par. 1 · « Encourages »"
    assert view.one(css="symbol").words() == "A/75/L.72"


def test_an_item_has_the_force_of_its_list(read):
    standing = read(QUOTE.format(lang="en")).one(css="standing").words()
    assert standing.endswith("“would have, inter alia, the following functions”")


def test_mended_text_says_so(read, assistant):
    view = read("/source/S/2007/279?lang=en&paragraph=p1&language=fr")
    count = len(assistant.document("S/2007/279").paragraph("p1").versions["fr"].repairs)
    assert count
    mended = load_labels("en")["source.repaired"].format(count=count)
    assert mended in panel(view, "fr").words()
    assert "mended" not in panel(view, "en").words()


def test_links_lead_to_the_official_document_and_to_the_paragraph(read, client):
    view = read(QUOTE.format(lang="ru"))
    for language in ("en", "ru", "fr"):
        here, official = panel(view, language).one(css="ways").all("a")
        assert official["href"] == f"https://undocs.org/{language}/S/2007/279"
        assert (official["target"], official["rel"]) == ("_blank", "noopener")
        assert here["href"].startswith("/documents/S/2007/279?lang=ru&")
        assert here["href"].endswith("#p3.b2")
        marked = quoted(read(here["href"]).one("div", id="p3.b2"))
        assert marked == (quoted(panel(view, "en")) if language == "en" else "")


@pytest.mark.parametrize("lang", ["en", "ar"])
def test_the_citation_can_be_copied_in_every_format(read, assistant, lang):
    view = read(QUOTE.format(lang=lang))
    citation = assistant.cite("S/2007/279#p3.b2", language="en", start=0, end=51, reader=lang)
    buttons = view.one(css="copies").all("button")
    assert [b["type"] for b in buttons] == ["button"] * 5
    assert {b["data-copy"] for b in buttons} == {w(citation, lang) for w in REFERENCES.values()}
    ris = next(b["data-copy"] for b in buttons if "RIS" in b.words())
    assert "\r\n" in ris


def test_the_citation_is_of_what_is_marked(read):
    view = read(QUOTE.format(lang="en"))
    buttons = {b.words(): b["data-copy"] for b in view.one(css="copies").all("button")}
    assert quoted(view) in buttons["As text with link"]
    assert json.loads(buttons["As CSL-JSON"])[0]["number"] == "S/2007/279"


def test_without_a_span_the_paragraph_is_quoted_whole(read, assistant):
    view = read("/source/A/RES/72/7?lang=en&paragraph=op2")
    text = assistant.document("A/RES/72/7").paragraph("op2").versions["en"].text
    assert quoted(view) == text


def test_a_symbol_may_be_spelled_otherwise(read):
    assert (
        read("/source/a/res/72/7?paragraph=op2&lang=en").one(css="symbol").words() == "A/RES/72/7"
    )


@pytest.mark.parametrize(
    ("address", "status", "label"),
    [
        ("A/RES/99/9?paragraph=op1", 404, "error.unknown_document"),
        ("nonsense?paragraph=op1", 404, "error.unknown_document"),
        ("?paragraph=op1", 404, "error.unknown_document"),
        ("%00?paragraph=op1", 404, "error.unknown_document"),
        ("A/RES/72/7", 404, "error.unknown_paragraph"),
        ("A/RES/72/7?paragraph=op9", 404, "error.unknown_paragraph"),
        ("A/RES/72/7?paragraph=%23", 404, "error.unknown_paragraph"),
        ("A/RES/72/7?paragraph=op1%23op2", 404, "error.unknown_paragraph"),
        ("A/RES/72/7?paragraph=op1&language=fr", 422, "source.wrong_place"),
        ("A/RES/72/7?paragraph=op1&language=tlh", 422, "source.wrong_place"),
        ("A/RES/72/7?paragraph=op1&start=0&end=247", 422, "source.wrong_place"),
        ("A/RES/72/7?paragraph=op1&start=4&end=4", 422, "source.wrong_place"),
        ("A/RES/72/7?paragraph=op1&start=9&end=4", 422, "source.wrong_place"),
        ("A/RES/72/7?paragraph=op1&start=-1&end=4", 422, "source.wrong_place"),
        ("A/RES/72/7?paragraph=op1&start=a&end=4", 422, "source.wrong_place"),
        ("A/RES/72/7?paragraph=op1&start=0&end=" + "9" * 5000, 422, "source.wrong_place"),
        ("A/RES/72/7?paragraph=op1&start=246", 422, "source.wrong_place"),
    ],
)
@pytest.mark.parametrize("lang", ["en", "zh"])
def test_a_source_that_is_none_is_said_in_a_line(read, address, status, label, lang):
    address += f"{'&' if '?' in address else '?'}lang={lang}"
    view = read(f"/source/{address}", status=status)
    said = view.one(role="alert").text()
    before, _, after = load_labels(lang)[label].partition("{symbol}")
    assert said.startswith(before)
    assert said.endswith(after)
