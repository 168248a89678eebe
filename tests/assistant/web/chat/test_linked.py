"""A permalink carries the receipt of its answer; who opens it is told whether its quotes still stand."""

from __future__ import annotations

import asyncio
import json
import re
from collections.abc import Callable
from html import unescape
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from starlette.testclient import TestClient

from assistant import Answer, Assistant
from assistant.receipts.codec import decode, encode
from assistant.receipts.model import AnswerReceipt
from assistant.web.chat.linked import compare_with_link
from assistant.web.chat.talk import Talk
from assistant.web.collected import Collections
from assistant.web.conversations import Conversations
from assistant.web.interface import load_labels
from assistant.web.observation.metrics import Metrics
from assistant.web.pages.site import Site
from assistant.web.parts import Parts
from assistant.web.security.sign_in import Sessions
from assistant.web.service import Service
from assistant.web.settings import ServerSettings
from index.words import LANGUAGES, Language

QUESTION = "What are the functions of the Centre?"
NOT_ANSWERED = "Who won the 2018 World Cup?"
SYMBOL = "A/RES/95/1"


@pytest.fixture(scope="module")
def answer(assistant: Assistant) -> Answer:
    return assistant.ask(QUESTION)


@pytest.fixture(scope="module")
def receipt(assistant: Assistant, answer: Answer) -> AnswerReceipt:
    return assistant.receipt(answer)


@pytest.fixture
def make_talk(make_settings: Callable[..., ServerSettings]) -> Callable[[Assistant], Talk]:
    def make(assistant: Assistant) -> Talk:
        settings = make_settings()
        sessions, metrics = Sessions(settings), Metrics("0", "sha256:0", 3, 58)
        service = Service(assistant, settings, metrics)
        site = Site("en", sessions, Collections(assistant))
        return Talk(Parts(settings, service, metrics, site, sessions), Conversations(100))

    return make


def shown(talk: Talk, question: str, code: str | None = None, language: Language = "en") -> str:
    """The message with the answer."""

    async def last() -> str:
        steps = [s async for s in talk.ask(question, [], "c", language, None, code)]
        return steps[-1][0][-1]["content"]

    return asyncio.run(last())


def link_of(message: str) -> dict[str, str]:
    """The query of the permalink in a message."""
    [address] = re.findall(r'class="permalink" href="([^"]*)"', message)
    return {name: values[0] for name, values in parse_qs(urlsplit(unescape(address)).query).items()}


def told(message: str) -> str:
    """What is said below the answer on the receipt of a link."""
    found = re.search(r'<div class="linked [^>]*>(.*?)</div>', message)
    return unescape(re.sub(r"<[^>]+>", " ", found[1])) if found else ""


def test_the_link_has_the_receipt_of_the_answer(make_talk, assistant: Assistant) -> None:
    query = link_of(shown(make_talk(assistant), QUESTION))
    assert (query["q"], query["lang"]) == (QUESTION, "en")
    assert assistant.verify(decode(query["receipt"], QUESTION)).stands


@pytest.mark.parametrize("language", LANGUAGES)
def test_who_opens_it_is_told_that_the_quotes_stand(
    make_talk, assistant: Assistant, language: Language
) -> None:
    talk = make_talk(assistant)
    code = link_of(shown(talk, QUESTION))["receipt"]
    message = shown(talk, QUESTION, code, language)
    labels = load_labels(language)
    assert told(message).split() == labels["receipt.stands"].split()
    assert f'class="linked as-then" lang="{language}"' in message
    assert message.index("verdict") < message.index("linked") < message.index("permalink")


def test_nothing_is_told_where_the_link_has_no_receipt(make_talk, assistant: Assistant) -> None:
    assert "linked" not in shown(make_talk(assistant), QUESTION)


@pytest.mark.parametrize("code", ["x", "A" * 10_000, "<script>", "é", "TcLBDQ"])
def test_a_receipt_that_cannot_be_read_is_no_fault(make_talk, assistant, code: str) -> None:
    message = shown(make_talk(assistant), QUESTION, code)
    assert told(message).strip() == load_labels("en")["receipt.unreadable"]
    assert message.count("<figure") == 5
    assert "<script>" not in message


def test_an_answer_that_there_was_not_then(assistant: Assistant, answer: Answer) -> None:
    nothing = assistant.receipt(assistant.ask(NOT_ANSWERED)).model_copy(
        update={"question": QUESTION}
    )
    block = compare_with_link(encode(nothing) or "", answer, assistant, "en")
    assert unescape(re.sub("<[^>]+>", "", block)) == load_labels("en")["receipt.unquoted"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_link_whose_question_was_changed_says_so_and_nothing_of_its_quotes(
    make_talk, assistant: Assistant, language: Language
) -> None:
    talk, labels = make_talk(assistant), load_labels(language)
    code = link_of(shown(talk, QUESTION))["receipt"]
    for question in (NOT_ANSWERED, "What does OP2 of A/RES/72/7 say?"):
        message = shown(talk, question, code, language)
        assert told(message).split() == labels["receipt.question_other"].split()
        assert 'class="linked not-as-then"' in message


def test_an_answer_that_quotes_other_passages(assistant: Assistant, receipt: AnswerReceipt) -> None:
    other = assistant.ask("What does OP2 of A/RES/72/7 say?")
    asked = receipt.model_copy(update={"question": other.question})
    block = compare_with_link(encode(asked) or "", other, assistant, "fr")
    labels, said = load_labels("fr"), told(block)
    assert 'class="linked not-as-then"' in block
    assert labels["receipt.stands"] not in said
    assert labels["receipt.still"] in said
    assert labels["receipt.other"] in said
    _, new = said.split(labels["receipt.shown_only"].split("{")[0])
    assert "A/RES/72/7" in new
    assert "S/2007/279" in said.split(labels["receipt.not_shown"].split("{")[0])[1]
    assert "S/2007/279" not in new


def test_an_answer_with_other_sentences_around_the_same_quotes(
    assistant: Assistant, answer: Answer, receipt: AnswerReceipt
) -> None:
    other = answer.model_copy(update={"text": f"{answer.text} Indeed."})
    said = told(compare_with_link(encode(receipt) or "", other, assistant, "en"))
    labels = load_labels("en")
    assert " ".join(said.split()) == f"{labels['receipt.still']} {labels['receipt.reworded']}"


def test_an_answer_without_a_receipt_has_a_link_all_the_same(
    make_talk, own_assistant, answer: Answer, assistant: Assistant
) -> None:
    """The documents may have been changed between the answer and its receipt."""
    changed = answer.citations[0].model_copy(update={"quote": "Other words."})
    gone = answer.model_copy(update={"citations": (changed, *answer.citations[1:])})

    def stream(question: str, **options: object) -> object:
        for event in assistant.stream(question):
            yield event.model_copy(update={"answer": gone}) if hasattr(event, "answer") else event

    message = shown(make_talk(own_assistant(stream=stream)), QUESTION)
    assert link_of(message) == {"q": QUESTION, "lang": "en"}
    assert 'class="receipt"' not in message


def resolution(text: str) -> str:
    paragraphs = [{"kind": "operative", "n": 1, "text": {"en": text}}]
    return json.dumps(
        {"symbol": SYMBOL, "date": "2040-11-02", "title": {"en": "Buoys"}, "paragraphs": paragraphs}
    )


@pytest.mark.parametrize("language", ["en", "ar"])
def test_the_document_that_has_changed_is_named(
    make_talk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, language: Language
) -> None:
    monkeypatch.setenv("MANDATE_HOME", str(tmp_path / "home"))
    file, labels = tmp_path / "one.jsonl", load_labels(language)
    with Assistant(model="none") as opened:
        file.write_text(resolution("Requests the harbour masters to count the buoys"))
        opened.add([file], collection="lakes")
        held = opened.within("lakes")
        question = f"What does operative paragraph 1 of {SYMBOL} say?"
        code = encode(held.receipt(held.ask(question))) or ""
        file.write_text(resolution("Requests the harbour masters to count the boats"))
        opened.add([file], collection="lakes")
        said = told(compare_with_link(code, held.ask(question), held, language))
        assert labels["receipt.not_all"] in said
        assert f"{SYMBOL}" in said.split(labels["receipt.not_all"])[1]
        assert labels["verify.changed"] in said
        changed = labels["receipt.changed"].format(documents="|").split("|")[0].strip()
        assert f"{changed} {SYMBOL}" in " ".join(said.split())
        held.remove([SYMBOL])
        gone = told(compare_with_link(code, held.ask(question), held, language))
        assert labels["verify.no_document"] in gone


def test_everything_of_a_receipt_is_escaped(assistant, answer, receipt: AnswerReceipt) -> None:
    hostile = receipt.model_copy(update={"version": "<b>", "model": "<img src=x>"})
    block = compare_with_link(encode(hostile) or "", answer, assistant, "en")
    assert "<b>" not in block
    assert "<img" not in block


# The receipt as a file.


@pytest.fixture(scope="module")
def conversations() -> Conversations:
    return Conversations(10)


@pytest.fixture(scope="module")
def download(conversations, assistant, make_settings, answer) -> TestClient:
    from fastapi import FastAPI

    from assistant.web.chat.download import make_router

    app = FastAPI()
    settings = make_settings()
    app.include_router(
        make_router(conversations, Service(assistant, settings, Metrics("0", "sha256:0", 3, 58)))
    )
    conversations.add("c", answer)
    return TestClient(app)


def test_the_receipt_is_a_file(download, answer, receipt) -> None:
    from assistant.web.chat.download import receipt_address

    response = download.get(f"/{receipt_address('c', answer)}")
    assert response.json() == receipt.model_dump(mode="json")
    assert 'filename="mandate-receipt.json"' in response.headers["content-disposition"]
    assert response.headers["cache-control"] == "no-store"


def test_no_other_answer_has_a_receipt_there(download, answer, assistant) -> None:
    from assistant.web.chat.download import receipt_address

    other = assistant.ask(NOT_ANSWERED)
    assert download.get(f"/{receipt_address('c', other)}").status_code == 404
    assert download.get(f"/{receipt_address('d', answer)}").status_code == 404


def test_the_panel_leads_to_the_file(make_talk, assistant: Assistant) -> None:
    message = shown(make_talk(assistant), QUESTION)
    [address] = re.findall(r'<a class="receipt" href="([^"]*)">Receipt \(JSON\)</a>', message)
    assert re.fullmatch(r"conversations/c/[0-9a-f]{32}\.json", address)
