"""HTML: escaped throughout, with each text's language and direction."""

from __future__ import annotations

from html.parser import HTMLParser

import pytest

from assistant.render import to_html

HOSTILE = "<script>alert(1)</script> \"x\" 'y' & <img src=x onerror=alert(2)> </blockquote> &lt;"
ALLOWED = {
    "article",
    "p",
    "figure",
    "blockquote",
    "figcaption",
    "a",
    "span",
    "mark",
    "aside",
}


class Page(HTMLParser):
    """The tags, attributes and text of a fragment."""

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.open: list[str] = []
        self.text = ""
        self.balanced = True
        self.feed(text)
        self.close()

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))
        self.open.append(tag)

    def handle_endtag(self, tag):
        self.balanced = self.balanced and bool(self.open) and self.open.pop() == tag

    def handle_data(self, data):
        self.text += data

    def attributes(self, tag):
        return [attributes for name, attributes in self.tags if name == tag]


def read(answer):
    page = Page(to_html(answer))
    assert page.balanced
    assert not page.open
    assert {tag for tag, _ in page.tags} <= ALLOWED
    for tag, attributes in page.tags:
        assert set(attributes) <= {"class", "lang", "dir", "cite", "href"}, tag
    return page


@pytest.mark.parametrize("field", ["quote", "force", "pinpoint", "date"])
def test_a_hostile_document_is_shown_and_not_run(make_answer, make_citation, field):
    page = read(make_answer(make_citation(**{field: HOSTILE})))
    assert HOSTILE in page.text


def test_a_hostile_passage_beside_a_refusal_is_shown_and_not_run(make_answer, make_citation):
    page = read(make_answer(closest=(make_citation(quote=HOSTILE),)))
    assert HOSTILE in page.text


def test_a_hostile_text_of_ours_is_shown_and_not_run(make_answer):
    page = read(make_answer(text=f"Nothing in them supports: {HOSTILE}."))
    assert HOSTILE in page.text


def test_a_hostile_question_is_shown_and_not_run(assistant):
    answer = assistant.ask("<script>alert('Ashgabat')</script> & <b onclick=\"x\">?")
    page = read(answer)
    assert "<script" not in to_html(answer)
    assert answer.unsupported
    assert answer.unsupported[0] in page.text


def test_an_address_cannot_leave_its_attribute(make_answer, make_citation):
    url = 'https://undocs.org/en/"onmouseover="alert(1)'
    page = read(make_answer(make_citation(url=url)))
    assert page.attributes("a") == [{"href": url}]


def test_the_marks_are_marked(assistant):
    answer = assistant.ask("Where is the Centre located?")
    assert "<mark>Ashgabat</mark>" in to_html(answer)
    page = read(answer)
    for citation in answer.citations:
        assert f"“{citation.quote}”" in page.text


def test_a_mark_with_markup_in_it_is_escaped(make_answer, make_citation):
    answer = make_answer(make_citation(quote="in <b>May</b> 2007", marks=((3, 13),)))
    assert "<mark>&lt;b&gt;May&lt;/b</mark>" not in to_html(answer)
    assert "in <b>May</b> 2007" in read(answer).text


def test_links_are_to_the_official_documents(assistant):
    answer = assistant.ask("What are the functions of the Centre?")
    page = read(answer)
    assert [a["href"] for a in page.attributes("a")] == [c.url for c in answer.citations]
    assert [q["cite"] for q in page.attributes("blockquote")] == [c.url for c in answer.citations]


@pytest.mark.parametrize(
    ("question", "language", "direction"),
    [
        ("What are the functions of the Centre?", "en", "ltr"),
        ("Каковы функции Центра?", "ru", "ltr"),
        ("ما هي وظائف المركز؟", "ar", "rtl"),
    ],
)
def test_an_answer_has_its_language_and_direction(assistant, question, language, direction):
    page = read(assistant.ask(question))
    (article,) = page.attributes("article")
    assert article["lang"] == language
    assert article["dir"] == direction


def test_an_english_quote_in_an_arabic_answer_runs_from_left_to_right(assistant):
    page = read(assistant.ask("ما هي وظائف المركز؟"))
    quotes = page.attributes("blockquote")
    assert len(quotes) == 5
    assert {(quote["lang"], quote["dir"]) for quote in quotes} == {("en", "ltr")}


def test_an_arabic_quote_runs_from_right_to_left(make_answer, make_citation):
    page = read(make_answer(make_citation(quote="وظائف المركز", language="ar")))
    (quote,) = page.attributes("blockquote")
    assert (quote["lang"], quote["dir"]) == ("ar", "rtl")


def test_closest_passages_stand_aside(assistant):
    answer = assistant.ask("Does the Centre have a library?")
    page = read(answer)
    assert page.attributes("aside") == [{"class": "closest"}]
    assert page.attributes("article")[0]["class"] == "answer not_found"
    for citation in answer.closest:
        assert citation.quote in page.text


def test_nothing_in_it_is_fetched(assistant):
    shown = to_html(assistant.ask("What is said about drug trafficking?"))
    for word in ("src=", "<link", "<img", "<style", "url("):
        assert word not in shown
