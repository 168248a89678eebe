"""Text that was not read surely is marked, and cannot be cited; headings and annexes stand out."""

from __future__ import annotations

import dataclasses

import pytest

from assistant.web.interface import load_labels
from assistant.web.pages.reading import division_of
from index.locator import Locator
from index.words import LANGUAGES

from .tree import parse

SYMBOL = "A/90/11"


@pytest.fixture(scope="module")
def report(make_document):
    """A report with headings, an annex and a section; its Arabic was not read surely."""
    document = make_document(
        SYMBOL,
        {
            "title": "A report on harbours",
            "h1": "Introduction",
            "n1": {"en": "There are harbours.", "ar": "هناك موانئ."},
            "n2": {"ar": "وهناك منارات."},
            "annex1.h1": "Terms of the lighthouse keepers",
            "annex1.sec2.n1": "They keep the lights.",
            "annex1.sec2.n2": "They sleep by day.",
            "fn1": "A footnote.",
        },
    )
    return dataclasses.replace(
        document,
        paragraphs=tuple(
            dataclasses.replace(
                p,
                versions={
                    code: dataclasses.replace(v, exact=code != "ar")
                    for code, v in p.versions.items()
                },
            )
            for p in document.paragraphs
        ),
    )


@pytest.fixture(scope="module")
def pages(make_pages, shelf, report):
    return make_pages(shelf([report]))


def spaced(label):
    """`label` as words that a single space parts."""
    return " ".join(label.split())


def load(pages, address):
    response = pages.get(address)
    assert response.status_code == 200, response.text[:500]
    return parse(response.text)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_unsure_text_is_marked_where_it_stands(pages, lang):
    page = load(pages, f"/documents/{SYMBOL}?language=ar&lang={lang}")
    labels = load_labels(lang)
    warning = labels["documents.unsure_some"].format(mark=labels["documents.unsure"])
    assert page.one(css="unsure-warning").words() == spaced(warning)
    marked = [row["id"] for row in page.all("div", css="paragraph") if row.all(css="unsure")]
    assert marked == ["n1", "n2"]
    assert not page.one("div", id="n1").all(css="lacking")
    row = page.one("div", id="n2")
    assert row.one(css="unsure").words() == spaced(labels["documents.unsure"])
    assert row.one("p", css="quoted-text").words() == "وهناك منارات."


def test_beside_another_language_it_is_marked_too(pages):
    page = load(pages, f"/documents/{SYMBOL}?language=en&beside=ar&lang=en")
    row = page.one("div", id="n1")
    sure, unsure = row.all("div", css="column")
    assert not sure.all(css="unsure")
    assert unsure.one(css="unsure")
    assert unsure.one("p", css="quoted-text")["lang"] == "ar"


def test_a_page_of_sure_text_warns_of_nothing(read):
    page = read("/documents/S/2007/279?lang=en")
    assert not page.all(css="unsure")
    assert not page.all(css="unsure-warning")


@pytest.mark.parametrize("lang", LANGUAGES)
def test_unsure_text_has_no_citation_to_copy(pages, lang):
    view = load(pages, f"/source/{SYMBOL}?paragraph=n2&language=ar&lang={lang}")
    assert not [button for button in view.all("button") if button.get("data-copy")]
    assert load_labels(lang)["source.cite"] not in view.words()
    assert view.one(css="unsure").words() == spaced(load_labels(lang)["documents.unsure_means"])
    assert view.one("p", css="whole").words() == "وهناك منارات."
    assert not view.all(css="exact")
    assert not view.all("mark")


def test_the_sure_version_beside_it_has(pages):
    view = load(pages, f"/source/{SYMBOL}?paragraph=n1&language=en&lang=en")
    assert [button for button in view.all("button") if button.get("data-copy")]
    unsure = view.one("div", id="source-text-ar")
    assert unsure.one(css="unsure")
    assert unsure.get("hidden") is not None
    assert not view.one("div", id="source-text-en").all(css="unsure")
    asked = load(pages, f"/source/{SYMBOL}?paragraph=n1&language=ar&lang=en")
    assert asked.one("div", id="source-text-ar").get("hidden") is None
    assert asked.one("div", id="source-text-en").get("hidden") is not None
    assert not [button for button in asked.all("button") if button.get("data-copy")]


def test_headings_are_headings_and_annexes_are_announced(pages):
    page = load(pages, f"/documents/{SYMBOL}?language=en&lang=en")
    section = page.one("section", css="text")
    heads = [(e.tag, e.words()) for e in section if e.tag in ("h2", "h3", "h4")]
    assert heads == [
        ("h2", "Text"),
        ("h3", "Introduction"),
        ("h3", "annex I"),
        ("h4", "Terms of the lighthouse keepers"),
        ("h3", "annex I, sect. II"),
        ("h3", "Footnotes"),
    ]
    assert page.one("div", id="n1").one("p", css="place").words() == "paragraph 1"


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize(
    "locator", ["annex1.n3", "annex2.sec1.h1", "part1.op3", "annex1.part2.sec3.p1.b2", "annex3.fn1"]
)
def test_a_division_is_what_stands_before_the_place(locator, lang):
    words = division_of(Locator(locator), lang)
    assert words
    assert not words.endswith((",", "،", " "))
    assert Locator(locator).pinpoint(lang).startswith(words)
    others = {division_of(Locator(other), lang) for other in ("annex9.n3", "sec9.n1")}
    assert words not in others


@pytest.mark.parametrize("locator", ["op1", "n12", "h2", "title", "p3.b2", "fn1"])
def test_the_main_text_is_no_division(locator):
    assert division_of(Locator(locator), "en") == ""
