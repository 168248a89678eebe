"""A paragraph traced through the documents, as a reader meets it."""

from __future__ import annotations

from urllib.parse import urlencode

import pytest

from assistant.web.interface import load_labels
from index.words import LANGUAGES

from .tree import quoted

FUNCTION = "S/2007/279#p3.b1"


@pytest.fixture
def trace(read):
    def trace_(of=FUNCTION, status=200, **query):
        return read("/trace?" + urlencode({"of": of} | query), status)

    return trace_


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_steps_stand_in_order_of_date(trace, lang):
    page = trace(lang=lang)
    steps = page.one("ol", css="steps").all("li")
    assert [step.one("time")["datetime"] for step in steps] == [
        "2007-05-07",
        "2017-11-17",
        "2021-03-29",
    ]
    assert page.one("h1").words() == load_labels(lang)["trace.title"]
    assert "origin" in steps[0].classes


def test_each_quote_leads_to_its_place(trace, read, assistant):
    for step in trace(lang="en").one("ol", css="steps").all("li"):
        link = step.one("h3").one("a")["href"]
        shown = read(link).one("div", id=link.partition("#")[2])
        assert quoted(shown) in step.one("blockquote").words()


def test_documents_that_do_not_repeat_it_are_named(trace):
    page = trace("S/2007/279#p3.b2", lang="en")
    labels = load_labels("en")
    named = page.one("ul", css="plain-list").words()
    assert "A/RES/72/7" in named
    assert "A/75/L.72" in named
    assert labels["trace.not_repeated_means"] in page.words()
    assert labels["trace.only_here"] in page.words()


def test_words_may_be_traced(trace):
    page = trace("liaise with the Governments of the region", lang="en")
    assert len(page.one("ol", css="steps").all("li")) == 3


@pytest.mark.parametrize(
    ("of", "status"), [("helicopters of every colour", 404), ("A/RES/72/7#op99", 404), ("…", 422)]
)
def test_what_cannot_be_traced_is_told_at_the_form(trace, of, status):
    page = trace(of, status, lang="en")
    assert page.one("p", role="alert").words()
    assert page.one("input", name="of")["value"] == of


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_paragraph_with_the_words_that_were_given_comes_first(trace, lang):
    page = trace(of="with their concurrence", lang=lang)
    places = [item.one("a")["href"] for item in page.one("ul", css="standing").all("li")]
    assert len(places) == 3
    assert all("#" in place for place in places)
    assert not [one for one in trace(lang=lang).all("ul") if "standing" in one.classes]
