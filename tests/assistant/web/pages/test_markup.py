"""What every page owes to everybody: one heading, names for all, no style or script of its own."""

from __future__ import annotations

import itertools
import re

import pytest

from index.words import LANGUAGES

from .tree import parse

PAGES = {
    "collection": "/documents",
    "nothing found": "/documents?kind=poem",
    "letter": "/documents/S/2007/279",
    "side by side": "/documents/S/2007/279?language=en&beside=fr",
    "resolution": "/documents/A/RES/72/7?paragraph=op1&language=en&start=0&end=9",
    "draft": "/documents/A/75/L.72",
    "unknown": "/documents/A/RES/1/1",
    "form": "/check",
    "exact": "/check?text=To+liaise+with+the+Governments+of+the+region",
    "nearly": "/check?text=To+liaise+with+the+Goverments+of+the+region+and+their+friends",
    "absent": "/check?text=cat",
    "empty": "/check?text=",
    "receipt": "/verify",
    "developers": "/developers",
}


@pytest.fixture(scope="module", params=PAGES)
def address(request):
    return PAGES[request.param]


def load(client, address, lang, root=""):
    separator = "&" if "?" in address else "?"
    response = client.get(f"{root}{address}{separator}lang={lang}")
    return response, parse(response.text)


@pytest.fixture(params=LANGUAGES)
def page(request, client, address):
    return load(client, address, request.param)[1]


def test_headings_are_in_order_below_one(page):
    levels = [int(e.tag[1]) for e in page if re.fullmatch("h[1-6]", e.tag)]
    assert levels.count(1) == 1
    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in itertools.pairwise(levels))


def test_landmarks_and_language(page):
    html = page.one("html")
    assert html["dir"] == ("rtl" if html["lang"] == "ar" else "ltr")
    assert [len(page.all(tag)) for tag in ("header", "main", "footer", "title")] == [1, 1, 1, 1]
    assert page.one("title").words()
    for nav in page.all("nav"):
        assert nav["aria-label"]


def test_every_field_has_a_label(page):
    labelled = {label["for"] for label in page.all("label") if label.get("for")}
    within = [field for label in page.all("label") for field in label.all()]
    fields = [e for e in page if e.tag in ("input", "select", "textarea")]
    for field in fields:
        hidden = field.get("type") == "hidden"
        assert hidden or field.get("id") in labelled or any(f is field for f in within), field


def test_no_style_or_script_is_written_in_the_page(page):
    assert not page.all("style")
    assert all(script.get("src") and not script.text() for script in page.all("script"))
    for element in page:
        assert "style" not in element.attributes
        assert not [name for name in element.attributes if name.startswith("on")]


def test_nothing_is_named_twice_and_all_names_are_there(page):
    ids = [element["id"] for element in page if element.get("id")]
    assert len(ids) == len(set(ids))
    for element in page:
        for name in ("aria-labelledby", "aria-describedby", "aria-controls", "for"):
            assert set((element.get(name) or "").split()) <= set(ids)


def test_no_blank_is_left_unfilled(page):
    text = page.one("main").words()
    if page.all(css="developers"):
        return  # Paths of the API have blanks.
    assert not re.search(r"\{\w+\}", text)


def test_links_to_pages_keep_the_language(page):
    lang = page.one("html")["lang"]
    for link in page.one("main").all("a"):
        if link["href"].startswith("/") and not link["href"].startswith("/api/"):
            assert f"lang={lang}" in link["href"]


@pytest.mark.parametrize("lang", ["en", "ar"])
def test_below_a_root_path_every_address_has_it(make_pages, assistant, address, lang):
    client = make_pages(assistant, root_path="/mandate")
    response, page = load(client, address, lang, "/mandate")
    assert response.status_code in (200, 404, 422)
    found = [
        element[name]
        for element in page
        for name in ("href", "src", "action")
        if (element.get(name) or "").startswith("/")
    ]
    assert found
    assert all(value.startswith("/mandate/") for value in found)
    for value in {v for v in found if v.startswith("/mandate/web/")}:
        assert client.get(value).status_code == 200


def test_nothing_is_loaded_from_elsewhere(client, address):
    response, page = load(client, address, "en")
    assert "default-src 'none'" in response.headers["content-security-policy"]
    loaded = [e[n] for e in page for n in ("src", "href") if e.tag != "a" and e.get(n)]
    assert loaded
    assert all(value.startswith("/web/") for value in loaded)
    assert "Accept-Language" in response.headers["vary"].title()


@pytest.mark.parametrize(("accepted", "lang"), [("fr-CH, en;q=0.5", "fr"), ("tlh", "en")])
def test_the_browsers_language_is_taken_where_none_is_asked_for(client, accepted, lang):
    page = parse(client.get("/documents", headers={"accept-language": accepted}).text)
    assert page.one("html")["lang"] == lang
