"""Two documents compared, as a reader meets them."""

from __future__ import annotations

from urllib.parse import urlencode

import pytest

from assistant.web.interface import load_labels
from index.locator import Locator
from index.words import LANGUAGES

RESOLUTION, DRAFT = "A/RES/72/7", "A/75/L.72"


@pytest.fixture
def compare(read):
    def compare_(first=RESOLUTION, second=DRAFT, status=200, **query):
        return read("/compare?" + urlencode({"first": first, "second": second} | query), status)

    return compare_


def is_hidden(element):
    return "visually-hidden" in element.classes


def numbers(page):
    """The counts as the page shows them, by label."""
    links = page.one("nav", css="counts").all("a")
    return {link.words().rpartition(" ")[0]: int(link.one("b").words()) for link in links}


def test_the_form_stands_there_before_anything_is_compared(read):
    page = read("/compare?lang=en")
    assert page.one("form", css="card")["action"] == "/compare"
    assert not page.all("article")
    assert not page.all(role="alert")
    assert {option["value"] for option in page.all("option")} >= {RESOLUTION, DRAFT}


def test_one_document_alone_waits_for_the_other(read):
    page = read(f"/compare?lang=en&first={RESOLUTION}")
    assert page.one("input", name="first")["value"] == RESOLUTION
    assert not page.all(role="alert")


def test_each_paragraph_stands_on_the_page_once(compare, assistant):
    page = compare(lang="en")
    found = assistant.compare(RESOLUTION, DRAFT)
    assert len(page.all("article", css="pair")) == len(found.pairs)
    counts = found.counts
    assert numbers(page) == {
        "All": len(found.pairs),
        "Changed": counts.changed,
        "New": counts.new,
        "Gone": counts.gone,
        "Unchanged": counts.unchanged,
    }


def test_what_changed_is_shown_word_by_word(compare, assistant):
    page = compare(lang="en", show="changed")
    found = [p for p in assistant.compare(RESOLUTION, DRAFT).pairs if p.change == "changed"]
    assert found
    for article, pair in zip(page.all("article", css="pair"), found, strict=True):
        words = article.one("p", css="differences")
        was = words.text(lambda e: e.tag == "ins" or is_hidden(e))
        now = words.text(lambda e: e.tag == "del" or is_hidden(e))
        assert was.split() == pair.earlier[0].quote.split()
        assert "".join(now.split()) == "".join(pair.later[0].quote.split())


def test_the_new_paragraphs_alone(compare):
    page = compare(lang="en", show="new")
    places = [article.one("a").words() for article in page.all("article", css="pair")]
    assert "para. 3" in places
    assert all("new" in article.classes for article in page.all("article", css="pair"))


def test_a_draft_is_told(compare):
    assert f"{DRAFT} is a draft" in compare(lang="en").one(css="draft-warning").words()


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_page_is_in_the_reader_s_language(compare, lang):
    page = compare(lang=lang)
    labels = load_labels(lang)
    assert page.one("html")["lang"] == lang
    assert page.one("h1").words() == labels["compare.title"]
    places = [place for pair in page.all("article", css="pair") for place in pair.all("a")]
    assert Locator("op3").pinpoint(lang) in {place.words() for place in places}


@pytest.mark.parametrize(
    ("second", "status"),
    [(RESOLUTION, 422), ("A/RES/1/1", 404), ("<script>alert(1)</script>", 422)],
)
def test_what_cannot_be_compared_is_told_at_the_form(compare, second, status):
    page = compare(second=second, status=status, lang="en")
    assert page.one("p", role="alert").words()
    assert page.one("input", name="second")["value"] == second
    assert not page.all("article", css="pair")
