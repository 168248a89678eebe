"""The page that verifies receipts, as a reader meets it: pasted or uploaded, without a script."""

from __future__ import annotations

import json

import pytest

from assistant.receipts.read import MOST_BYTES
from assistant.web.interface import load_labels
from index.words import LANGUAGES

from .tree import parse, quoted

QUESTION = "What are the functions of the Centre?"


@pytest.fixture(scope="module")
def receipt(assistant):
    """The receipt of an answer with five quotes, as data."""
    return assistant.receipt(assistant.ask(QUESTION)).model_dump(mode="json")


@pytest.fixture(scope="module")
def tampered(receipt):
    """A receipt with a quote of each verdict."""
    data = json.loads(json.dumps(receipt))
    _, second, third, fourth, fifth = data["quotes"]
    second["end"] -= 1
    third["locator"] = "p3.b1"
    fourth |= {"locator": "p9", "hash": data["answer"]}
    fifth["symbol"] = "A/RES/99/9"
    data["documents"].append({"symbol": "A/RES/99/9", "hash": data["answer"]})
    data["documents"][0]["hash"] = data["answer"]
    data["index"] = data["answer"]
    return data


def verify(client, pasted, lang="en", status=200, **options):
    text = pasted if isinstance(pasted, str) else json.dumps(pasted)
    given = options or {"data": {"receipt": text}}
    response = client.post(f"/verify?lang={lang}", **given)
    assert response.status_code == status, response.text[:500]
    return parse(response.text)


def badges(page):
    return [
        article.one("h3").one(css="badge").words() for article in page.all("article", css="found")
    ]


def test_the_form_takes_a_text_or_a_file(read):
    page = read("/verify?lang=en")
    form = page.one("form", method="post")
    assert (form["action"], form["enctype"]) == ("/verify?lang=en", "multipart/form-data")
    assert [form.one("textarea")["name"], form.one("input", type="file")["name"]] == [
        "receipt",
        "file",
    ]
    assert not page.all(css="result")


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_receipt_that_stands(client, receipt, lang):
    page, labels = verify(client, receipt, lang), load_labels(lang)
    badge = page.one("p", css="verdict").one(css="badge")
    assert (badge.words(), "exact" in badge.classes) == (labels["verify.holds"], True)
    assert labels["verify.holds_means"] in page.one("p", css="verdict").words()
    assert page.one("title").words().startswith(labels["verify.holds"])
    assert badges(page) == [labels["verify.stands"]] * 5
    assert labels["verify.same_index"] in page.words()
    assert [li.one(css="badge").words() for li in page.one("main").all("li")] == [
        labels["verify.document_unchanged"]
    ]


def test_each_quote_leads_to_its_words_in_the_document(client, read, receipt, assistant):
    page = verify(client, receipt, "fr")
    articles = page.all("article", css="found")
    quotes = [citation.quote for citation in assistant.ask(QUESTION).citations]
    for article, quote in zip(articles, quotes, strict=True):
        assert (
            article.one("blockquote").words()
            == f"«\u202f{quote}\u202f»".replace("\u202f", article.one("blockquote").text()[1])
            or quote in article.one("blockquote").text()
        )
        link = article.one("h3").one("a")["href"]
        shown = read(link)
        assert quoted(shown.one("div", id=link.partition("#")[2])) == quote
    assert "S/2007/279, troisième paragraphe, premier tiret" in articles[0].words()


@pytest.mark.parametrize("lang", ["en", "ar"])
def test_a_receipt_that_does_not_stand(client, tampered, lang):
    page, labels = verify(client, tampered, lang), load_labels(lang)
    badge = page.one("p", css="verdict").one(css="badge")
    assert (badge.words(), "absent" in badge.classes) == (labels["verify.fails"], True)
    names = ("stands", "changed", "elsewhere", "no_paragraph", "no_document")
    assert badges(page) == [labels[f"verify.{name}"] for name in names]
    assert labels["verify.other_index"] in page.words()
    documents = [li.one(css="badge").words() for li in page.one("main").all("li")]
    names = ("document_changed", "document_not_held")
    assert documents == [labels[f"verify.{name}"] for name in names]
    _, changed, elsewhere, _, gone = page.all("article", css="found")
    assert labels["verify.words_now"] in changed.words()
    assert elsewhere.one("p", css="facts").one("a")["href"].endswith("#p3.b3")
    assert not gone.all("a")
    assert not gone.all("blockquote")


def test_an_answer_s_json_is_taken_too(client, assistant):
    page = verify(client, assistant.ask(QUESTION).model_dump_json())
    assert badges(page) == ["Stands"] * 5
    assert load_labels("en")["verify.unhashed"] in page.words()


def test_an_answer_that_found_nothing(client, assistant):
    receipt = assistant.receipt(assistant.ask("Who won the 2018 World Cup?"))
    page = verify(client, receipt.model_dump(mode="json"))
    assert load_labels("en")["verify.unquoted_means"] in page.one("p", css="verdict").words()
    assert not page.all("article")


def test_a_file_is_verified(client, receipt):
    file = ("receipt.json", json.dumps(receipt).encode("utf-8-sig"), "application/json")
    page = verify(client, "", files={"file": file})
    assert badges(page) == ["Stands"] * 5
    assert page.one("textarea").text().strip() == ""


def test_a_file_goes_before_a_text_and_no_file_is_none(client, receipt):
    text = {"receipt": json.dumps(receipt)}
    none = ("", b"", "application/octet-stream")
    assert badges(verify(client, "", files={"file": none}, data=text)) == ["Stands"] * 5
    odd = ("odd.bin", b"\x00\xff\xfe", "application/octet-stream")
    verify(client, "", status=422, files={"file": odd}, data=text)


def test_the_question_can_be_asked_again(client, receipt):
    page = verify(client, receipt | {"question": "A & B <b>?"}, "es")
    assert "A & B <b>?" in page.words()
    (again,) = [a for a in page.one("main").all("a") if "q=" in a["href"]]
    assert again["href"] == "/?q=A+%26+B+%3Cb%3E%3F&lang=es"


@pytest.mark.parametrize("lang", ["en", "zh"])
@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("", "verify.empty"),
        (" \n", "verify.empty"),
        ("{}", "verify.wrong"),
        ("no json <script>", "verify.wrong"),
        ("[" * 10_000, "verify.wrong"),
        ("x" * (MOST_BYTES + 1), "verify.too_large"),
    ],
)
def test_what_is_no_receipt_is_told_at_the_form(client, text, label, lang):
    page = verify(client, text, lang, 422)
    alert = page.one("form", method="post").one(role="alert")
    assert alert.words() == load_labels(lang)[label]
    area = page.one("textarea")
    assert (area["aria-describedby"], area["aria-invalid"]) == (alert["id"], "true")
    assert area.text() == "\n" + text
    details = page.one("form", method="post").all("p", css="facts")
    assert [(p["lang"], p["dir"]) for p in details] == (
        [("en", "ltr")] if label == "verify.wrong" else []
    )


def test_a_form_without_the_fields(client):
    assert load_labels("en")["verify.empty"] in client.post("/verify?lang=en", data={"x": "y"}).text
    response = client.post(
        "/verify?lang=en", content=b"\xff", headers={"content-type": "text/plain"}
    )
    assert response.status_code == 422


def test_nothing_of_a_receipt_is_markup(client, receipt):
    hostile = "</textarea><script>alert(1)</script>{{ 7 * 7 }}"
    response = client.post(
        "/verify?lang=en",
        data={
            "receipt": json.dumps(
                receipt | {"question": hostile, "version": hostile, "model": hostile}
            )
        },
    )
    assert response.status_code == 200
    assert "<script>alert" not in response.text
    assert "49" not in parse(response.text).one("dl").words()
    assert "script-src 'self' 'nonce-" in response.headers["content-security-policy"]


def test_every_page_leads_to_it(read):
    for path in ("/documents?lang=en", "/check?lang=en"):
        links = read(path).one("footer").all("a")
        assert "/verify?lang=en" in [link["href"] for link in links]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_an_answer_that_was_altered_is_told_in_the_reader_s_language(client, assistant, lang):
    data = assistant.ask(QUESTION).model_dump(mode="json")
    data["text"] = data["text"].replace("with their concurrence", "without their concurrence")
    data["citations"][0]["status"] = "adopted"
    page, labels = verify(client, data, lang), load_labels(lang)
    verdict = page.one("p", css="verdict")
    assert verdict.one(css="badge").words() == labels["verify.fails"]
    assert labels["verify.altered_means"] in verdict.words()
    status, text = (li.words() for li in page.one("ul", css="wrong-parts").all("li"))
    assert status.startswith(f"[1] {labels['verify.part_status']}")
    assert "letter" in status
    assert text.split() == labels["verify.part_text"].split()
    assert labels["verify.answer_same"] not in page.words()
    result = page.one("section", css="result").words()
    assert "without their concurrence" not in result


def test_an_answer_as_it_was_given_is_proved_as_a_whole(client, assistant):
    page = verify(client, assistant.ask(QUESTION).model_dump_json(), "ar")
    assert load_labels("ar")["verify.answer_same"] in page.words()
    assert not page.all("ul", css="wrong-parts")


def test_a_receipt_that_was_altered(client, receipt):
    page, labels = verify(client, receipt | {"model": "other"}, "ru"), load_labels("ru")
    assert labels["verify.checksum_wrong"] in page.words()
    assert labels["verify.altered_means"] in page.one("p", css="verdict").words()
