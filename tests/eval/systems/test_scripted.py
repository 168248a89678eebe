"""The scripted chat model, asked over HTTP as the peers ask it: each form of prompt, and no prompt."""

from __future__ import annotations

import json
import re
import threading
import urllib.error
import urllib.request

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from eval.systems.scripted import MODEL, MOST, choose, content_words, reply, scripted_server

NOTHING = "None of the sources are helpful to answer this."
PASSAGES = {
    "doc_0": "The Office reports to the Council. The Office keeps the register of ships.",
    "doc_1": "Fees are paid in March.\nThe register is public; the fees are not.",
}
SPANS = "Extract the spans.\n\nQuestion: {question}\n\nDocuments:\n{documents}\n\nReturn JSON only."
TEMPLATE = "Write a template.\nQuestion: Who?\nUse placeholders [SPAN_1]..[SPAN_{count}] once each."
SOURCES = (
    "Answer only from the sources.\n----\nSource 1:\nThe sky is red.\n\nSource 2:\n"
    "Water is wet; it is also cold.\n------\nQuery: {question}\nAnswer: "
)
REFINE = (
    "We have provided an existing answer: {answer}\n Below are several numbered sources."
    "\n------\nSource 3:\nIce is cold.\n------\nQuery: {question}\nAnswer: "
)
CONTEXT = (
    'Answer from the context. If there is none, say "I know nothing".\n\n'
    "question: {question}\ncontext: The Office keeps the register.\n\nFees are paid in March."
)


@pytest.fixture(scope="module")
def base():
    with scripted_server() as address:
        yield address


@pytest.fixture
def post(base):
    """Posts a body and gives what came back."""

    def post_(body, path="/chat/completions"):
        data = body if isinstance(body, bytes) else json.dumps(body).encode()
        request = urllib.request.Request(base + path, data=data)
        with urllib.request.urlopen(request, timeout=10) as response:
            return response.headers["Content-Type"], response.read().decode()

    return post_


@pytest.fixture
def ask(post):
    """What the model says to a prompt, sent as the usual clients do."""

    def ask_(prompt, **fields):
        body = {"model": "any", "messages": [{"role": "user", "content": prompt}], **fields}
        kind, text = post(body)
        assert kind == "application/json"
        answer = json.loads(text)
        assert answer["object"] == "chat.completion"
        (choice,) = answer["choices"]
        assert (choice["message"]["role"], choice["finish_reason"]) == ("assistant", "stop")
        return choice["message"]["content"]

    return ask_


def test_it_lists_its_one_model(base):
    assert re.fullmatch(r"http://127\.0\.0\.1:\d+/v1", base)
    with urllib.request.urlopen(f"{base}/models", timeout=10) as response:
        assert [model["id"] for model in json.load(response)["data"]] == [MODEL]


def test_asked_for_spans_it_gives_those_of_each_document_as_json(ask):
    prompt = SPANS.format(question="Who keeps the register?", documents=json.dumps(PASSAGES))
    spans = json.loads(ask(prompt))
    assert spans == {"doc_0": ["The Office keeps the register of ships."], "doc_1": []}
    nowhere = SPANS.format(question="Zzyzx quux?", documents=json.dumps(PASSAGES))
    assert json.loads(ask(nowhere)) == {"doc_0": [], "doc_1": []}


@pytest.mark.parametrize("count", [1, 3])
def test_asked_for_a_template_it_uses_each_placeholder_once(ask, count):
    text = ask(TEMPLATE.format(count=count))
    for number in range(1, count + 1):
        assert text.count(f"[SPAN_{number}]") == 1
    assert f"[SPAN_{count + 1}]" not in text
    assert "[CITATION_REFS]" not in text
    shown = ask("Put [DISPLAY_SPANS] once.\n- Include [CITATION_REFS] at the end.")
    assert shown.count("[DISPLAY_SPANS]") == shown.count("[CITATION_REFS]") == 1


def test_asked_with_numbered_sources_it_cites_the_number(ask):
    assert ask(SOURCES.format(question="Is the water wet?")) == "Water is wet; [2]"
    assert ask(SOURCES.format(question="What colour is the sky?")) == "The sky is red. [1]"
    assert ask(SOURCES.format(question="Zzyzx quux?")) == NOTHING


def test_asked_to_refine_it_keeps_the_answer_where_the_new_sources_do_not_help(ask):
    kept = REFINE.format(answer="The sky is red. [1]", question="Zzyzx quux?")
    assert ask(kept) == "The sky is red. [1]"
    new = REFINE.format(answer="The sky is red. [1]", question="Is ice cold?")
    assert ask(new) == "Ice is cold. [3]"


def test_asked_with_a_context_it_quotes_it_or_says_what_it_was_told_to_say(ask):
    assert ask(CONTEXT.format(question="Who keeps the register?")) == (
        "The Office keeps the register."
    )
    assert ask(CONTEXT.format(question="Zzyzx quux?")) == "I know nothing"


@pytest.mark.parametrize("prompt", ["", "Hello", "Documents:\n{}", "question: x", "Source 1:\nA"])
def test_a_prompt_of_no_known_form_is_not_answered(ask, prompt):
    assert ask(prompt) == NOTHING


def test_a_message_may_come_in_parts_and_several_messages_are_one_prompt(post):
    prompt = SOURCES.format(question="Is the water wet?")
    parts = [{"type": "text", "text": prompt}]
    begun, _, asked = prompt.partition("\n")
    several = [{"role": "system", "content": begun}, {"role": "user", "content": asked}]
    for messages in ([{"role": "user", "content": parts}], several):
        _, text = post({"messages": messages})
        assert "Water is wet; [2]" in text


def test_a_stream_is_one_chunk_and_its_end(post):
    messages = [{"role": "user", "content": SOURCES.format(question="Is the water wet?")}]
    kind, text = post({"messages": messages, "stream": True})
    assert kind == "text/event-stream"
    first, last = (part.removeprefix("data: ") for part in text.strip().split("\n\n"))
    assert last == "[DONE]"
    chunk = json.loads(first)
    assert chunk["object"] == "chat.completion.chunk"
    assert chunk["choices"][0]["delta"]["content"] == "Water is wet; [2]"
    assert "message" not in chunk["choices"][0]


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"{",
        b"\xff\xfe",
        b"[]",
        b"null",
        b"{}",
        b'"text"',
        b'{"messages": null}',
        b'{"messages": "text"}',
        b'{"messages": [{}]}',
        b'{"messages": [{"content": null}]}',
        b'{"messages": [{"content": 5}]}',
        b'{"messages": [{"content": "Question: x\\n\\nDocuments:\\n{broken"}]}',
        b'{"messages": [{"content": "Question: x\\n\\nDocuments:\\n{\\"a\\": 5}"}]}',
        b'{"messages": [{"content": ["text"]}]}',
    ],
)
def test_a_malformed_request_is_told_of_and_the_next_one_answered(post, ask, body):
    with pytest.raises(urllib.error.HTTPError) as error:
        post(body)
    assert error.value.code == 400
    error.value.close()
    assert ask("Hello") == NOTHING


@pytest.mark.parametrize("path", ["/chat", "/chat/completions/", "/completions", "/models"])
def test_there_is_nothing_at_any_other_address(base, post, path):
    with pytest.raises(urllib.error.HTTPError) as error:
        post({"messages": []}, path)
    assert error.value.code == 404
    error.value.close()
    if path != "/models":
        with pytest.raises(urllib.error.HTTPError) as error:
            urllib.request.urlopen(base + path, timeout=10)
        assert error.value.code == 404
        error.value.close()


def test_many_can_ask_at_once(ask):
    found = []
    prompt = SOURCES.format(question="Is the water wet?")
    threads = [threading.Thread(target=lambda: found.append(ask(prompt))) for _ in range(12)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert found == ["Water is wet; [2]"] * 12


def test_the_server_is_gone_when_it_is_no_longer_needed():
    before = set(threading.enumerate())
    with scripted_server() as address:
        urllib.request.urlopen(f"{address}/models", timeout=10).close()
    with pytest.raises(urllib.error.URLError):
        urllib.request.urlopen(f"{address}/models", timeout=10)
    # Threads of other tests may have ended meanwhile; none of the server's may be left.
    assert set(threading.enumerate()) <= before


def test_no_more_sentences_are_quoted_than_the_most():
    many = {"a": " ".join(f"The register has {n} pages." for n in range(10))}
    assert len(choose("Who keeps the register?", many)) == MOST


@pytest.mark.parametrize(
    ("question", "quoted"),
    [
        ("中心设在哪里？", "中心设在阿什哈巴德。"),
        ("¿Cuándo se pagan las tasas?", "Las tasas se pagan en marzo."),
        ("Кто ведёт реестр?", "Бюро ведёт реестр."),
    ],
)
def test_sentences_of_any_language_are_told_apart(question, quoted):
    passages = {
        "a": "费用在三月支付。中心设在阿什哈巴德。",
        "b": "La oficina es pública. Las tasas se pagan en marzo.",
        "c": "Бюро ведёт реестр. Сборы платят в марте.",
    }
    assert [quote.words for quote in choose(question, passages)] == [quoted]


@settings(deadline=None, database=None, max_examples=100)
@given(st.text(), st.dictionaries(st.text(min_size=1), st.text(), max_size=3))
def test_whatever_is_asked_the_quotes_stand_in_the_passages(question, passages):
    for quote in choose(question, passages):
        assert quote.words
        assert quote.words in passages[quote.name]
        assert content_words(quote.words) & content_words(question)
    assert isinstance(reply(question), str)
