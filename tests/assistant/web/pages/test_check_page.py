"""The quote check as a reader meets it: what is said of a quote, where it stands, what differs."""

from __future__ import annotations

import asyncio

import pytest

from assistant.web.interface import load_labels
from assistant.web.problems import Refusal
from index.words import LANGUAGES

from .tree import parse, quoted

EXACT = "to liaise with the Governments of the region and, with their concurrence"
NEARLY = "To liaise with the Goverments of the region and with their agreement, with other parties"


def check(client, text, lang="en", status=200):
    response = client.post(f"/check?lang={lang}", data={"text": text})
    assert response.status_code == status
    return parse(response.text)


def is_hidden(element):
    return "visually-hidden" in element.classes


def places(page):
    return [found.one("h3").words() for found in page.all("article", css="found")]


def test_the_form_stands_there_before_anything_is_checked(read):
    page = read("/check?lang=en")
    assert page.one("form", method="post")["action"] == "/check?lang=en"
    assert not page.all(css="badge")
    assert not page.all(role="alert")


@pytest.mark.parametrize("lang", LANGUAGES)
def test_an_exact_quote(client, lang):
    page = check(client, EXACT, lang)
    badge = page.one("p", css="verdict").one(css="badge")
    assert badge.words() == load_labels(lang)["check.exact"]
    assert "exact" in badge.classes
    assert load_labels(lang)["check.exact_means"] in page.one("p", css="verdict").words()
    assert page.one("title").words().startswith(load_labels(lang)["check.exact"])
    assert "A/RES/72/7" in "".join(places(page))


def test_each_place_leads_to_the_words_in_the_document(client, read):
    page = check(client, EXACT, "fr")
    assert places(page) == ["A/RES/72/7, par. 1", "A/75/L.72, par. 1"]
    for found in page.all("article", css="found"):
        link = found.one("h3").one("a")["href"]
        locator = link.partition("#")[2]
        shown = read(link)
        assert shown.one("html")["lang"] == "fr"
        assert quoted(shown.one("div", id=locator)) == EXACT


def test_a_draft_is_clearly_a_draft(client):
    resolution, draft = check(client, EXACT).all("article", css="found")
    assert resolution.one(css="badge").words() == "adopted"
    assert not resolution.all(css="draft-warning")
    assert draft.one(css="badge").words() == "draft"
    assert "A/75/L.72 is a draft" in draft.one(css="draft-warning").words()


def test_the_differences_make_both_texts(client):
    page = check(client, NEARLY)
    assert page.one("p", css="verdict").one(css="badge").words() == "Nearly, but not exact"
    found = page.all("article", css="found")[0]
    words = found.one("p", css="differences")
    assert (words["lang"], words["dir"]) == ("en", "ltr")
    stands = words.text(lambda e: e.tag == "ins" or is_hidden(e))
    pasted = words.text(lambda e: e.tag == "del" or is_hidden(e))
    whole = EXACT.replace("to", "To", 1) + ", with other parties"
    # The space before words stands outside of what marks them.
    assert "".join(stands.split()) == "".join(whole.split())
    assert "".join(pasted.split()) == "".join(NEARLY.split())


def test_differences_are_told_in_words_too(client):
    words = check(client, NEARLY, "fr").all("p", css="differences")[0]
    labels = load_labels("fr")
    assert words.all("ins")
    assert words.all("del")
    for tag, label in (("ins", "check.added"), ("del", "check.missing")):
        for element in words.all(tag):
            hidden = element.all("span", css="visually-hidden")[0]
            assert labels[label] in hidden.words()
            assert hidden["lang"] == "fr"


def test_a_legend_explains_the_marks(client):
    legend = check(client, NEARLY).one(css="legend")
    assert legend.one("del").words() == load_labels("en")["check.missing"]
    assert legend.one("ins").words() == load_labels("en")["check.added"]
    assert not check(client, EXACT).all(css="legend")


def test_absent_words_are_bounded_by_what_was_searched(client, assistant):
    page = check(client, "The cat sat on the mat.")
    assert "absent" in page.one("p", css="verdict").one(css="badge").classes
    assert not page.all("article")
    paragraphs = sum(len(document.paragraphs) for document in assistant.documents())
    assert f"Paragraphs searched: {paragraphs}; documents: 3." in page.one("main").words()


def test_a_quote_in_another_language_keeps_it(client):
    page = check(client, "поддерживать связь с правительствами стран региона", "ar")
    words = page.one("blockquote")
    assert (words["lang"], words["dir"]) == ("ru", "ltr")
    assert page.one("html")["dir"] == "rtl"


def test_a_link_may_bring_the_words(read, client):
    page = read("/check?lang=en&text=" + EXACT.replace(" ", "+"))
    assert places(page) == places(check(client, EXACT))


@pytest.mark.parametrize(
    "text",
    ["a <b>word</b>", "</textarea><script>alert(1)</script>", "\nfirst", "“x” & 'y' {{ 7 }}"],
)
def test_what_was_pasted_stays_in_the_form(client, text):
    area = check(client, text).one("textarea").text()
    # A browser takes no account of the first line break in a textarea.
    assert area == "\n" + text


@pytest.mark.parametrize(
    ("text", "status", "label"),
    [
        ("", 422, "check.empty"),
        (" \n\t", 422, "check.empty"),
        ("“…”", 422, "check.empty"),
        ("x " * 20_000, 413, "check.too_long"),
    ],
)
@pytest.mark.parametrize("lang", ["en", "ar"])
def test_what_cannot_be_checked_is_told_at_the_form(client, text, status, label, lang):
    page = check(client, text, lang, status)
    alert = page.one("form", method="post").one(role="alert")
    assert alert.words() == load_labels(lang)[label]
    area = page.one("textarea")
    assert (area["aria-describedby"], area["aria-invalid"]) == (alert["id"], "true")


def test_a_form_without_the_field(client):
    response = client.post("/check?lang=en", data={"other": "x"})
    assert response.status_code == 422
    assert load_labels("en")["check.empty"] in response.text


def test_a_file_is_no_text(client):
    response = client.post("/check?lang=en", files={"text": ("a.txt", b"to liaise with")})
    assert response.status_code == 422


def test_bytes_that_are_no_text_are_no_fault(client):
    response = client.post(
        "/check?lang=en",
        content=b"text=%ff%fe%00%ed%a0%80x",
        headers={"content-type": "application/x-www-form-urlencoded"},
    )
    assert response.status_code == 200


class _Slow:
    checksum = "sha256:0"
    model = None

    def __init__(self, error):
        self._error = error

    def documents(self):
        return ()

    def collections(self):
        return ["default"]

    def within(self, collection):
        return self

    def check_quote(self, text, **options):
        raise self._error


@pytest.mark.parametrize(
    ("error", "status", "said"),
    [
        (Refusal(503, "busy", "inside"), 503, "chat.busy"),
        (Refusal(504, "out-of-time", "inside"), 504, "check.gave_up"),
    ],
)
def test_a_server_that_cannot_check_says_so(make_pages, error, status, said):
    page = check(make_pages(_Slow(error)), "some words", "es", status)
    assert page.one(role="alert").words() == load_labels("es")[said]
    assert "inside" not in page.words()


def test_a_check_that_takes_too_long_is_given_up(make_pages, shelf):
    class Slow(shelf):
        def check_quote(self, text, **options):
            asyncio.run(asyncio.sleep(1.0))

    page = check(make_pages(Slow([]), time_limit=0.05), "some words", "en", 504)
    assert page.one(role="alert").words() == load_labels("en")["check.gave_up"]
