"""The collection as a reader meets it: what is listed, filters, pages."""

from __future__ import annotations

import dataclasses
import datetime as dt
from urllib.parse import parse_qs, urlsplit

import pytest

from assistant.web.interface import load_labels
from assistant.web.pages.collection import Page
from index.document import DocumentKind, Status, StoredParagraphs

from .tree import parse

ALL = ["A/75/L.72", "A/RES/72/7", "S/2007/279"]


def listed(page):
    return [entry.one(css="symbol").words() for entry in page.all("li", css="entry")]


@pytest.fixture(scope="module")
def many(make_document, make_pages, shelf):
    """1,234 documents of 13 years, of which every third is a report."""
    documents = [
        make_document(
            f"A/70/{number}",
            date=dt.date(2010 + number % 13, 1, 1),
            kind=DocumentKind.OTHER if number % 3 else DocumentKind.REPORT,
            status=Status.ISSUED,
        )
        for number in range(1, 1235)
    ]
    return make_pages(shelf(documents))


def test_all_documents_are_listed_the_newest_first(read):
    assert listed(read("/documents")) == ALL


def test_an_entry_tells_what_it_is(read):
    entry = read("/documents?lang=fr").all("li", css="entry")[0]
    assert "29 mars 2021" in entry.words()
    assert entry.one("time")["datetime"] == "2021-03-29"
    assert "Projet de résolution" in entry.words()
    assert "Paragraphes\u00a0: 27".replace("\u00a0", " ") in entry.words()
    assert entry.one(css="badge").words() == "projet"
    assert "draft" in entry.one(css="badge").classes


def test_an_entry_leads_to_each_language(read):
    letter = read("/documents?lang=es").all("li", css="entry")[2]
    links = [urlsplit(link["href"]) for link in letter.one(css="held").all("a")]
    assert {link.path for link in links} == {"/documents/S/2007/279"}
    asked = [parse_qs(link.query) for link in links]
    assert [query["language"] for query in asked] == [["en"], ["ru"], ["fr"]]
    assert {tuple(query["lang"]) for query in asked} == {("es",)}


def test_titles_stand_in_the_language_of_the_page_where_there_is_one(read):
    link = read("/documents?lang=ru").all("h2")[2].one("a")
    assert link.words().startswith("Письмо Генерального секретаря")
    assert (link["lang"], link["dir"]) == ("ru", "ltr")


def test_other_titles_keep_their_language_and_direction(read):
    page = read("/documents?lang=ar")
    assert page.one("html")["dir"] == "rtl"
    for heading in page.all("h2"):
        assert (heading.one("a")["lang"], heading.one("a")["dir"]) == ("en", "ltr")


@pytest.mark.parametrize(
    ("query", "symbols"),
    [
        ("kind=letter", ["S/2007/279"]),
        ("kind=draft+resolution", ["A/75/L.72"]),
        ("year=2017", ["A/RES/72/7"]),
        ("language=en", ALL),
        ("language=fr", ["S/2007/279"]),
        ("kind=resolution&year=2017&language=en", ["A/RES/72/7"]),
        ("kind=&year=&language=", ALL),
        ("kind=+letter+", ["S/2007/279"]),
        ("kind=resolution&language=ru", []),
        ("kind=poem", []),
        ("year=1812", []),
        ("year=20172", []),
        ("language=tlh", []),
        ("body=Security+Council", ["S/2007/279"]),
        ("body=General+Assembly&status=draft", ["A/75/L.72"]),
        ("status=lost", []),
        ("find=72/7", ["A/RES/72/7"]),
        ("find=LETTER+secretary-general", ["S/2007/279"]),
        ("find=%D0%9F%D0%98%D0%A1%D0%AC%D0%9C%D0%9E", ["S/2007/279"]),
        ("find=letter+lighthouse", []),
        ("find=letter&year=2017", []),
    ],
)
def test_filters(read, query, symbols):
    assert listed(read(f"/documents?lang=en&{query}")) == symbols


def test_a_filter_that_finds_nothing_says_so(read):
    page = read("/documents?lang=en&kind=letter&year=2017")
    assert load_labels("en")["documents.none"] in page.one("main").words()


@pytest.mark.parametrize("year", ["2017", "1812"])
def test_what_was_chosen_stays_chosen(read, year):
    page = read(f"/documents?lang=en&kind=resolution&year={year}")
    chosen = {
        select["name"]: [option["value"] for option in select.all("option", selected="")]
        for select in page.all("select")
    }
    assert chosen == {
        "body": [],
        "kind": ["resolution"],
        "status": [],
        "year": [year],
        "language": [],
    }


def test_each_year_kind_and_language_that_is_held_can_be_chosen(read):
    page = read("/documents")
    offered = {
        select["name"]: [option["value"] for option in select.all("option")]
        for select in page.all("select")
    }
    assert offered["body"] == ["", "General Assembly", "Security Council"]
    assert offered["status"] == ["", "letter", "draft", "adopted"]
    assert offered["kind"] == ["", "letter", "resolution", "draft resolution"]
    assert offered["year"] == ["", "2021", "2017", "2007"]
    assert offered["language"] == ["", "en", "fr", "ru"]


def test_a_long_collection_is_shown_fifty_at_a_time(read, many):
    page = read("/documents?lang=en", using=many)
    assert len(listed(page)) == 50
    assert "Documents: 1234" in page.one("main").words()
    assert len(page.one(css="pages").all("a")) < 10


def test_following_next_leads_past_every_document_once(many):
    address, seen = "/documents?lang=fr&kind=report", []
    while address:
        page = parse(many.get(address).text)
        seen += listed(page)
        following = page.all("a", rel="next")
        address = following[0]["href"] if following else ""
    assert len(seen) == len(set(seen)) == 411
    assert set(seen) == {f"A/70/{number}" for number in range(3, 1235, 3)}


@pytest.mark.parametrize(
    ("asked", "shown"),
    [
        ("3", "3"),
        ("25", "25"),
        ("26", "25"),
        ("999999999999999999999", "1"),
        ("0", "1"),
        ("-1", "1"),
        ("x", "1"),
        ("٣", "1"),
        ("1.5", "1"),
        ("9" * 5000, "1"),
    ],
)
def test_a_page_that_is_not_there(read, many, asked, shown):
    page = read(f"/documents?page={asked}", using=many)
    assert page.one(css="pages").one("a", **{"aria-current": "page"}).words() == shown


def test_one_page_has_no_pages_to_choose(read):
    assert not read("/documents").all(css="pages")


@pytest.mark.parametrize(
    ("number", "pages", "near"),
    [
        (1, 1, [1]),
        (1, 400, [1, 2, 3, 0, 400]),
        (200, 400, [1, 0, 198, 199, 200, 201, 202, 0, 400]),
        (400, 400, [1, 0, 398, 399, 400]),
        (3, 5, [1, 2, 3, 4, 5]),
    ],
)
def test_pages_to_go_to(number, pages, near):
    assert Page((), number, pages, 0).near == near


def test_bodies_are_named_in_the_language_of_the_page(read):
    bodies = read("/documents?lang=ru").all("select", name="body")[0].all("option")
    assert [option.words() for option in bodies[1:]] == [
        "Генеральная Ассамблея",
        "Совет Безопасности",
    ]
    assert bodies[1]["value"] == "General Assembly"


def test_pages_keep_all_that_was_chosen(many):
    page = parse(many.get("/documents?kind=report&status=issued&find=A/70&lang=es").text)
    query = parse_qs(urlsplit(page.one("a", rel="next")["href"]).query)
    assert query == {
        "kind": ["report"],
        "status": ["issued"],
        "find": ["A/70"],
        "lang": ["es"],
        "page": ["2"],
    }


def unread(*_):
    raise AssertionError("a list has no need of paragraphs")


def test_no_paragraph_is_read_for_the_list(make_document, make_pages, shelf):
    document = make_document("A/70/1")
    stored = StoredParagraphs(40, ("en", "fr"), unread, unread)
    client = make_pages(shelf([dataclasses.replace(document, paragraphs=stored)]))
    for query in ("", "?language=fr", "?find=title", "?body=General+Assembly&year=2025"):
        page = parse(client.get(f"/documents{query}").text)
        assert listed(page) == ["A/70/1"]
        assert "Paragraphs: 40" in page.one("main").words()
    told = client.get("/api/v1/documents?language=fr&limit=1").json()
    assert (told["total"], told["documents"][0]["paragraphs"]) == (1, 40)


def test_one_collection_is_nothing_to_choose_from(read):
    assert not read("/documents").all("details", css="collection-menu")
