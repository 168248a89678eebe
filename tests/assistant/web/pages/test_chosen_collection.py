"""A reader chooses a collection, and every page after it is of that collection."""

from __future__ import annotations

from urllib.parse import parse_qs, urlsplit

import pytest

from assistant.web.interface import load_labels
from index.words import LANGUAGES

from .tree import parse

NAME, LIGHTHOUSES, BUOYS = "lakes", "A/RES/95/1", "S/RES/9002 (2041)"
WITHIN = ("/documents", "/documents/A/RES/95/1", "/check", "/")


@pytest.fixture(scope="module")
def chosen(collected, make_client_of):
    """The whole server, with the chat, which has two collections."""
    with make_client_of(collected[0]) as client:
        yield client


@pytest.fixture
def open_page(chosen):
    def open_(path, status=200, **query):
        response = chosen.get(path, params={"lang": "en"} | query)
        assert response.status_code == status, response.text[:500]
        return parse(response.text) if status != 301 else response

    return open_


def queries(page, css="", tag="a"):
    """The queries of this server's own links."""
    links = [link["href"] for link in page.all(tag, css) if link.get("href")]
    return [parse_qs(urlsplit(link).query) for link in links if link.startswith(("/", "?"))]


def header(chosen, path, **query):
    """The header alone: the chat's page around it is Gradio's."""
    text = chosen.get(path, params=query).text
    start = text.index("<header")
    return parse(text[start : text.index("</header>") + len("</header>")])


@pytest.mark.parametrize("path", WITHIN)
def test_the_header_offers_the_collections_and_keeps_the_one_chosen(chosen, path):
    shown = header(chosen, path, lang="en", collection=NAME)
    menu = shown.one("details", css="collection-menu")
    assert menu.one("summary").words() == f"Collection {NAME}"
    offered = menu.all("a")
    assert [link.words() for link in offered] == ["The Centre's documents", NAME]
    assert [link.get("aria-current") for link in offered] == [None, "true"]
    assert parse_qs(urlsplit(offered[1]["href"]).query)["collection"] == [NAME]
    for query in queries(shown.one("nav", css="site-nav")):
        assert query["collection"] == [NAME]
    # Another language is of the same collection.
    languages = [d for d in shown.all("details") if "collection-menu" not in d.classes]
    for query in queries(languages[0]):
        assert query["collection"] == [NAME]


@pytest.mark.parametrize("path", ["/documents", "/check", "/"])
def test_what_is_served_is_chosen_where_nothing_is_named(chosen, path):
    menu = header(chosen, path, lang="en").one("details", css="collection-menu")
    assert menu.one("summary").words() == "Collection The Centre's documents"
    assert all("collection" not in q for q in queries(header(chosen, path).one("nav")))


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_menu_speaks_the_language_of_the_page(open_page, lang):
    menu = open_page("/documents", lang=lang).one("details", css="collection-menu")
    labels = load_labels(lang)
    assert (
        menu.one("summary").words()
        == f"{labels['collection.label']} {labels['collection.default']}"
    )


def test_the_documents_of_the_collection_are_listed_and_read(open_page):
    page = open_page("/documents", collection=NAME)
    listed = [entry.one(css="symbol").words() for entry in page.all("li", css="entry")]
    assert listed == [BUOYS, LIGHTHOUSES]
    assert page.one("input", name="collection")["value"] == NAME
    for entry in page.all("li", css="entry"):
        assert all(query["collection"] == [NAME] for query in queries(entry))
    document = open_page(f"/documents/{LIGHTHOUSES}", collection=NAME)
    assert document.one("h1").words() == "Lighthouses of the lakes"
    assert all(query["collection"] == [NAME] for query in queries(document.one("main")))
    open_page(f"/documents/{LIGHTHOUSES}", status=404)


def test_a_document_page_leads_to_the_list_of_another_collection(open_page):
    menu = open_page(f"/documents/{LIGHTHOUSES}", collection=NAME).one(css="collection-menu")
    assert {urlsplit(link["href"]).path for link in menu.all("a")} == {"/documents"}


def test_the_source_and_the_check_are_of_the_collection(chosen, open_page):
    address = f"/source/{LIGHTHOUSES}?paragraph=op1&language=en&lang=en"
    assert chosen.get(address).status_code == 404
    view = parse(chosen.get(f"{address}&collection={NAME}").text)
    english = view.one("div", id="source-text-en")
    assert "count the lighthouses" in english.one("p", css="whole").words()
    assert [button for button in view.all("button") if button.get("data-copy")]
    assert all(q["collection"] == [NAME] for q in queries(view) if "lang" in q)
    words = "to count the lighthouses of every lake"
    found = open_page("/check", text=words, collection=NAME).one("article", css="found")
    assert LIGHTHOUSES in found.words()
    assert queries(found)[0]["collection"] == [NAME]
    assert not open_page("/check", text=words).all("article", css="found")


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize(
    "path", ["/", "/embed", "/documents", "/documents/A/RES/72/7", "/check?text=cats"]
)
def test_a_collection_that_is_not_there_is_told(chosen, path, lang):
    separator = "&" if "?" in path else "?"
    response = chosen.get(f"{path}{separator}collection=rivers&lang={lang}")
    assert response.status_code == 404
    assert load_labels(lang)["error.unknown_collection"] in parse(response.text).words()


def test_a_source_in_a_collection_that_is_not_there_is_told(chosen):
    response = chosen.get("/source/A/RES/72/7?paragraph=op1&collection=rivers&lang=en")
    assert response.status_code == 404
    assert load_labels("en")["error.unknown_collection"] in response.text


def test_the_chat_of_another_collection_does_not_speak_of_the_centre(chosen):
    shown = chosen.get("/", params={"lang": "en", "collection": NAME}).text
    assert '<body class="chat-page other-collection">' in shown
    assert load_labels("en")["chat.placeholder_other"] in shown
    usual = chosen.get("/", params={"lang": "en"}).text
    assert '<body class="chat-page">' in usual
