"""Reports show what was found in six languages, and nothing of a text does anything in them."""

from __future__ import annotations

import json
import re
from html.parser import HTMLParser

import pytest

from assistant.checking.reports import RENDERERS, to_html, to_json, to_markdown, to_text
from assistant.checking.reports.labels import load_labels
from index.words import LANGUAGES

LIAISE = "To liaise with the Governments of the region"
TEXT = (
    f"“{LIAISE}” (S/2007/279, third paragraph, first bullet).\n\n"
    f"“{LIAISE}” (S/2007/279, third paragraph, second bullet).\n\n"
    "“To monitor and not analyse the situation on the ground” “soft power of the valley” "
    "A/RES/72/7, para. 99, A/RES/77/273. “never closed"
)
HOSTILE = (
    "<script>alert(1)</script> “<img src=x onerror=alert(2)> & \"'` *a* [b](javascript:c) "
    "To monitor and analyse the situation” \x1b[31m\u202e A/RES/72/7, para. 99 {0} {given} </style>"
)


class Page(HTMLParser):
    """The elements of a page with their attributes, and its words."""

    def __init__(self, text):
        super().__init__()
        self.elements, self.words, self.open, self.crossed = [], [], [], []
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        self.elements.append((tag, dict(attrs)))
        if tag != "meta":
            self.open.append(tag)

    def handle_endtag(self, tag):
        if not self.open or self.open.pop() != tag:
            self.crossed.append(tag)

    def handle_data(self, data):
        self.words.append(data)

    def having(self, name):
        return [attributes[name] for _, attributes in self.elements if name in attributes]


@pytest.fixture(scope="module")
def found(check):
    return check(TEXT)


def test_the_page_marks_every_quotation_and_leads_to_its_entry(found):
    page = Page(to_html(found))
    ids = page.having("id")
    assert len(ids) == len(set(ids))
    assert {f"q{n}" for n in range(1, 5)} | {f"t{n}" for n in range(1, 5)} <= set(ids)
    inner = [link[1:] for link in page.having("href") if link.startswith("#")]
    assert inner
    assert set(inner) <= set(ids)
    marked = [attributes["class"] for tag, attributes in page.elements if tag == "mark"]
    assert marked == ["exact", "misattributed", "altered", "unknown"]
    assert not page.crossed
    assert not page.open


def test_the_page_has_the_text_itself_letter_for_letter(found):
    html = to_html(found)
    shown = html[html.index('<div class="text"') :]
    shown = re.sub(r'<a class="ref.*?</a>', "", shown)
    assert "".join(Page(shown).words).strip() == TEXT.strip()


def test_the_page_asks_nothing_of_the_outside(found):
    html = to_html(found)
    page = Page(html)
    assert not page.having("src")
    assert not [tag for tag, _ in page.elements if tag in ("script", "link", "img", "iframe")]
    assert "url(" not in html
    assert "@import" not in html
    outside = [link for link in page.having("href") if not link.startswith("#")]
    assert outside
    assert all(link.startswith("https://undocs.org/") for link in outside)
    assert "default-src 'none'" in html


def test_verdicts_are_told_by_words_and_signs_and_not_by_colour_alone(found):
    words = "".join(Page(to_html(found)).words)
    for told in ("✓ exact", "≠ altered", "⚠ misattributed", "? not found"):
        assert told in words
    assert "only in the quotation: not" in " ".join(words.split())


def test_what_differs_is_marked_and_called_out(found):
    html = to_html(found)
    assert re.search(r"<ins><span class=\"unseen\"> \[only in the quotation: </span>not<", html)
    assert '<strong>negation</strong>: <q dir="auto">“not”</q> put in' in html
    text = to_text(found)
    assert "To monitor and {+not+} analyse the situation on the ground" in text
    assert "! negation: “not” put in" in text
    assert "To monitor and **not** analyse" in to_markdown(found)


def test_the_terminal_s_report_tells_where_words_stand_and_what_is_not_there(found):
    text = to_text(found)
    assert "The text gives: S/2007/279, third paragraph, second bullet" in text
    assert "Stands at: S/2007/279, third paragraph, first bullet  https://undocs.org/" in text
    assert "✗ A/RES/72/7, para. 99: no such paragraph" in text
    assert "– A/RES/77/273: document not held" in text
    assert "Quotation marks without a partner: 1" in text
    assert "To be looked at: 4" in text


def test_json_is_the_check_itself(found):
    data = json.loads(to_json(found))
    assert data["counts"] == {"exact": 1, "altered": 1, "misattributed": 1, "unknown": 1}
    assert data["passed"] is False
    assert data["text"] == TEXT
    assert [TEXT[q["start"] : q["end"]] for q in data["quotes"]] == [
        q["text"] for q in data["quotes"]
    ]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_report_is_in_the_reader_s_language(check, language):
    found = check(TEXT, reader=language)
    labels = load_labels(language)
    assert labels.keys() == load_labels("en").keys()
    for name in ("text", "markdown", "html"):
        report = RENDERERS[name](found, language)
        for verdict in ("exact", "altered", "misattributed", "unknown"):
            assert labels[f"verdict.{verdict}"] in report
        assert labels["place.no such paragraph"] in report
    assert f'<html lang="{language}" dir="{"rtl" if language == "ar" else "ltr"}">' in to_html(
        found, language
    )


def test_nothing_of_a_hostile_text_does_anything(check):
    found = check(HOSTILE, name="<b>\x1b[31m.txt")
    assert found.quotes
    page = Page(to_html(found))
    assert {tag for tag, _ in page.elements}.isdisjoint({"script", "img", "b"})
    assert not page.crossed
    assert all(link.startswith(("#", "https://undocs.org/")) for link in page.having("href"))
    text = to_text(found)
    assert not set("\x1b\u202e") & set(text)
    markdown = to_markdown(found)
    assert not re.search(r"(?<!\\)<img", markdown)
    assert "](javascript" not in markdown


def test_a_text_with_nothing_to_check_says_so(check):
    found = check("Nothing here.")
    for render in (to_text, to_markdown, to_html):
        assert "no quotation and no cited document" in render(found)
