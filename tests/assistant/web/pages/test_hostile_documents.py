"""Whatever stands in documents, catalogues and addresses is shown as text, and does nothing."""

from __future__ import annotations

import pytest

from assistant.answer import Citation, Searched
from assistant.quotation.model import QuoteCheck, QuoteMatch, WordDifference
from index.document import DocumentKind, Relation, Status

from .tree import parse

EVIL = (
    "</p><script>alert(1)</script><img src=x onerror=alert(2)>\"' onmouseover='alert(3) {{ 7*7 }}"
)
PAGES = [
    "/documents",
    "/documents/A/80/L.1",
    "/documents/A/80/L.1?beside=ru&paragraph=op1&language=en&start=2&end=30",
    "/source/A/80/L.1?paragraph=op1&language=en&start=2&end=30",
    "/check?text=words",
]
QUERIES = [
    "/documents?kind={evil}&year={evil}&language={evil}&page={evil}&lang={evil}",
    "/documents/A/80/L.1?language={evil}&beside={evil}&paragraph={evil}&start={evil}&end={evil}",
    "/source/A/80/L.1?paragraph={evil}&language={evil}",
    "/source/{evil}?paragraph=op1",
    "/documents/{evil}",
    "/check?text={evil}",
    "/developers?x={evil}",
    "/documents?{evil}={evil}",
    "/documents?find={evil}&body={evil}&status={evil}",
    "/documents?collection={evil}",
    "/documents/A/80/L.1?collection={evil}",
]


@pytest.fixture(scope="module")
def hostile(make_document, make_pages, shelf):
    document = make_document(
        "A/80/L.1",
        {"title": EVIL, "op1": {"en": EVIL, "ru": EVIL}, "op1.a": EVIL, "fn1": EVIL},
        titles={"en": EVIL},
        kind=DocumentKind.DRAFT_RESOLUTION,
        status=Status.DRAFT,
        session=EVIL,
        agenda_item=EVIL,
        organ=EVIL,
        sponsors=(EVIL, EVIL),
        facts={"source of date": EVIL, EVIL: EVIL},
        relations=(
            Relation(EVIL, "javascript:alert(4)", EVIL),
            Relation("mentions", EVIL, EVIL),
            Relation("mentions", "A/RES/72/7", EVIL),
        ),
    )
    own = shelf([document])
    citation: Citation = own.cite("A/80/L.1#op1", language="en", start=0, end=20, reader="en")
    differences = [WordDifference(kind=kind, text=EVIL) for kind in ("same", "missing", "added")]
    match = QuoteMatch(citation=citation, similarity=0.5, differences=tuple(differences))
    searched = Searched(documents=1, paragraphs=4)
    check = QuoteCheck(text=EVIL, status="nearly", matches=(match,), searched=searched)
    return make_pages(shelf([document], check))


def assert_harmless(page):
    scripts = page.all("script")
    assert all(script["src"].startswith("/web/") and not script.text() for script in scripts)
    for element in page:
        assert not [name for name in element.attributes if name.startswith("on")]
        assert "style" not in element.attributes
        assert not (element.tag == "img" and not element["src"].startswith("/web/"))
        for name in ("href", "src", "action"):
            assert (element.get(name) or "/").startswith(("/", "#", "?", "https://undocs.org/"))


@pytest.mark.parametrize("path", PAGES)
@pytest.mark.parametrize("lang", ["en", "ar"])
def test_documents_do_nothing(hostile, path, lang):
    response = hostile.get(path, params={"lang": lang} if "?" not in path else None)
    assert response.status_code == 200
    page = parse(response.text)
    assert_harmless(page)
    assert "49" not in page.text()
    assert "<script>alert(1)</script>" in page.text()


def test_the_words_are_shown_as_they_are(hostile):
    page = parse(hostile.get("/documents/A/80/L.1?lang=en").text)
    assert page.one("div", id="op1").one("p", css="quoted-text").text() == EVIL
    assert page.one("h1").text() == EVIL


def test_what_a_catalogue_calls_a_symbol_but_is_none_is_no_link(hostile):
    relations = parse(hostile.get("/documents/A/80/L.1?lang=en").text).one(css="relations")
    assert [link.words() for link in relations.all("a")] == ["A/RES/72/7"]
    assert "javascript:alert(4)" in relations.words()


def test_what_is_copied_is_what_stands_there(hostile):
    view = parse(hostile.get("/source/A/80/L.1?paragraph=op1&language=en&lang=en").text)
    copies = [button["data-copy"] for button in view.one(css="copies").all("button")]
    assert any(EVIL in copy for copy in copies)


@pytest.mark.parametrize("address", QUERIES)
@pytest.mark.parametrize(
    "evil", [EVIL, "%00", "\u202e\u2066", "é" * 300, "'\"><svg onload=alert(1)>"]
)
def test_addresses_do_nothing(hostile, client, address, evil):
    from urllib.parse import quote

    for using in (hostile, client):
        response = using.get(address.format(evil=quote(evil, safe="")))
        assert response.status_code in (200, 404, 413, 422)
        assert_harmless(parse(response.text))
