"""The tasking table as a reader meets it."""

from __future__ import annotations

from urllib.parse import urlencode

import pytest

from assistant.web.interface import load_labels
from index.words import LANGUAGES


@pytest.fixture
def tasks(read):
    def tasks_(status=200, **query):
        return read("/tasks?" + urlencode({"lang": "en"} | query), status)

    return tasks_


def rows(page):
    return page.one("tbody").all("tr")


def test_every_cell_is_letter_for_letter_of_the_document(tasks, assistant):
    page = tasks(document="A/RES/72/7")
    texts = [p.versions["en"].text for p in assistant.document("A/RES/72/7").paragraphs]
    cells = [cell.text() for row in rows(page) for cell in row.all("q")]
    assert len(cells) > 6
    assert all(any(cell in text for text in texts) for cell in cells)


def test_the_tasks_of_one_document(tasks):
    page = tasks(document="A/RES/72/7")
    assert len(rows(page)) >= 3
    assert all("A/RES/72/7" in row.one("th").words() for row in rows(page))


def test_a_force_is_chosen(tasks):
    page = tasks(force="encourages", document="A/RES/72/7")
    assert rows(page)
    assert all("encourages" in row.classes for row in rows(page))


def test_words_in_a_cell_are_chosen(tasks):
    assert all("COVID-19" in row.words() for row in rows(tasks(find="covid-19")))


def test_a_draft_is_told(tasks):
    badge = rows(tasks(document="A/75/L.72"))[0].one("th").one(css="badge")
    assert badge.words() == "draft"


def test_nothing_chosen_is_said(tasks):
    page = tasks(find="helicopters")
    assert page.one("p", role="status").words() == load_labels("en")["tasks.none"]


def test_an_unknown_document_is_told_at_the_form(tasks):
    page = tasks(404, document="A/RES/1/1")
    assert "A/RES/1/1" in page.one("p", role="alert").words()


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_page_is_in_the_reader_s_language(tasks, lang):
    page = tasks(lang=lang)
    assert page.one("h1").words() == load_labels(lang)["tasks.title"]
    # What a table has for its first column, and a verb, an addressee and an action at the least.
    assert len(page.all("th", scope="col")) >= 4


@pytest.mark.parametrize("form", ["csv", "xlsx", "markdown", "json"])
def test_the_table_can_be_taken_along(tasks, client, form):
    links = [a["href"] for a in tasks(document="A/RES/72/7").one("p", css="ways").all("a")]
    link = next(link for link in links if f"format={form}" in link)
    found = client.get(link)
    assert found.status_code == 200
    assert len(found.content) > 500


def test_an_unknown_format_is_not_found(client):
    assert client.get("/tasks/file?format=exe").status_code == 404
