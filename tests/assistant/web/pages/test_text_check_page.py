"""A whole text or a file on the page that checks quotes."""

from __future__ import annotations

import pytest

from assistant.web.interface import load_labels
from index.words import LANGUAGES

from .tree import parse

SPEECH = (
    "The letter has “To liaise with the Governments of the region” (S/2007/279). The Assembly "
    "“encourages the Regional Centre to continue close cooperation with the Parliaments of the region”, "
    "and “welcomes <script>alert(1)</script> helicopters of every colour” (A/RES/72/7, para. 99)."
)


def send(client, lang="en", status=200, **fields):
    files = fields.pop("files", None)
    response = client.post(f"/check?lang={lang}", data=fields, files=files)
    assert response.status_code == status, response.text[:300]
    return response


def verdicts(page):
    found = page.one("section", css="report").all("article")
    names = {"exact", "altered", "misattributed", "unknown"}
    return [next(iter(names & article.classes)) for article in found]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_each_quotation_of_a_text_has_its_verdict(client, lang):
    page = parse(send(client, lang, text=SPEECH).text)
    assert verdicts(page) == ["exact", "altered", "unknown"]
    assert page.one("h2", id="result").words() == load_labels(lang)["check.result"]


def test_a_file_is_read(client):
    file = ("speech.txt", SPEECH.encode("utf-16"), "text/plain")
    page = parse(send(client, files={"file": file}).text)
    assert verdicts(page) == ["exact", "altered", "unknown"]


def test_the_text_is_shown_as_text(client):
    page = parse(send(client, text=SPEECH).text)
    text = page.one("section", css="report").one("div", css="text")
    assert "<script>alert(1)</script>" in text.text()
    assert not text.all("script")


def test_each_mark_leads_to_its_entry_and_back(client):
    page = parse(send(client, text=SPEECH).text)
    ids = [element.get("id") for element in page if element.get("id")]
    assert len(ids) == len(set(ids))
    links = [a["href"][1:] for a in page.one(css="report").all("a") if a["href"].startswith("#")]
    assert links
    assert set(links) <= set(ids)


def test_a_quote_in_its_marks_is_checked_as_a_quote(client):
    page = parse(send(client, text="“To liaise with the Governments of the region”").text)
    assert not page.all(css="report")
    assert page.one("p", css="verdict").one(css="badge").words() == "Exact"


@pytest.mark.parametrize(
    ("form", "begins"), [("html", "<!DOCTYPE html>"), ("markdown", "# "), ("json", "{")]
)
def test_a_report_can_be_kept(client, form, begins):
    response = send(client, text=SPEECH, **{"as": form})
    assert response.headers["content-disposition"].startswith("attachment")
    assert response.text.startswith(begins)
    assert "Parliaments" in response.text


@pytest.mark.parametrize("content", [b"%PDF-1.7 broken", b"PK\x03\x04broken", b"\x00\x01\x02\x03"])
def test_a_file_that_cannot_be_read_is_told_at_the_form(client, content):
    response = send(client, status=422, files={"file": ("speech.docx", content)})
    page = parse(response.text)
    assert page.one("p", role="alert").words() == load_labels("en")["check.unreadable"]
