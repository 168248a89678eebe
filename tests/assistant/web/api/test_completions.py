"""`/v1` is OpenAI's interface, as OpenAI's own client and LangChain's see it."""

from __future__ import annotations

import json

import pytest

from assistant import Answer
from assistant.answer import Citation
from assistant.render import to_markdown
from assistant.web.api.completions import annotate
from assistant.web.security.keys import hash_key

openai = pytest.importorskip("openai")
langchain_openai = pytest.importorskip("langchain_openai")

COMPLETIONS = "/v1/chat/completions"
MODEL = "mandate-assistant"
FUNCTIONS = "What are the functions of the Centre?"
FOLLOW_UP = "Which of them names Afghanistan?"


def said(*messages):
    """Messages of the user's and the assistant's, in turns."""
    roles = ("user", "assistant") * len(messages)
    return [{"role": role, "content": text} for role, text in zip(roles, messages, strict=False)]


@pytest.fixture(scope="module")
def sdk(server):
    """OpenAI's client, on a real server."""
    with openai.OpenAI(base_url=f"{server.address}/v1", api_key="none", max_retries=0) as client:
        yield client


@pytest.fixture(scope="module")
def complete(sdk):
    return lambda *messages, **more: sdk.chat.completions.create(
        model=MODEL, messages=list(messages) or said(FUNCTIONS), **more
    )


@pytest.fixture(scope="module")
def answer(assistant):
    return assistant.ask(FUNCTIONS)


def check_annotations(content, annotations, answer):
    """Each annotation stands at its marker and has its citation's words."""
    assert len(annotations) == len(answer.citations) > 0
    for given, citation in zip(annotations, answer.citations, strict=True):
        assert given["type"] == "url_citation"
        place = given["url_citation"]
        assert content[place["start_index"] : place["end_index"]] == f"\\[{citation.key}\\]"
        assert place["url"] == citation.url
        assert citation.title in place["title"]
        assert citation.pinpoint in place["title"]
        assert Citation.model_validate(given["mandate"]) == citation


def test_the_whole_answer(complete, answer):
    completion = complete()
    (choice,) = completion.choices
    assert completion.object == "chat.completion"
    assert completion.model == MODEL
    assert (choice.finish_reason, choice.message.role) == ("stop", "assistant")
    assert choice.message.content == to_markdown(answer)
    annotations = [given.model_dump() for given in choice.message.annotations]
    check_annotations(choice.message.content, annotations, answer)
    assert completion.usage.total_tokens == 0, "no model was asked"


def test_the_answer_in_chunks(complete, answer):
    chunks = list(complete(stream=True, stream_options={"include_usage": True}))
    assert {chunk.object for chunk in chunks} == {"chat.completion.chunk"}
    assert len({chunk.id for chunk in chunks}) == 1
    *chunks, usage = chunks
    assert (usage.choices, usage.usage.total_tokens) == ([], 0)
    deltas = [chunk.choices[0].delta for chunk in chunks]
    assert deltas[0].role == "assistant"
    content = "".join(delta.content or "" for delta in deltas)
    assert content == to_markdown(answer)
    assert sum(bool(delta.content) for delta in deltas) > 3
    (annotations,) = (delta.annotations for delta in deltas if getattr(delta, "annotations", None))
    check_annotations(content, annotations, answer)
    reasons = [chunk.choices[0].finish_reason for chunk in chunks]
    assert reasons == [None] * (len(chunks) - 1) + ["stop"]


def test_the_stream_ends_as_openais_does(client):
    body = {"messages": said(FUNCTIONS), "stream": True}
    response = client.post(COMPLETIONS, json=body)
    assert response.headers["content-type"].startswith("text/event-stream")
    *chunks, done, end = response.text.split("\n\n")
    assert (done, end) == ("data: [DONE]", "")
    assert all(json.loads(chunk.removeprefix("data: "))["choices"] for chunk in chunks)


def test_earlier_messages_make_a_follow_up(complete, answer, assistant):
    known = assistant.ask(FOLLOW_UP, history=[answer])
    conversation = said(FUNCTIONS, "Five of them.", FOLLOW_UP)
    completion = complete(*conversation)
    assert completion.choices[0].message.content == to_markdown(known)
    assert completion.choices[0].message.annotations[0].mandate["locator"] == "p3.b5"


def test_what_is_no_question_is_let_pass(complete, answer):
    system = {"role": "system", "content": "Answer in verse."}
    developer = {"role": "developer", "content": "Be brief."}
    completion = complete(
        system,
        developer,
        *said(FUNCTIONS),
        temperature=0.3,
        max_tokens=5,
        top_p=0.5,
        user="somebody",
        tools=[{"type": "function", "function": {"name": "search", "parameters": {}}}],
    )
    assert completion.choices[0].message.content == to_markdown(answer)


def test_text_may_come_in_parts(complete, answer):
    image = {"type": "image_url", "image_url": {"url": "data:image/png;base64,AAAA"}}
    first, second = FUNCTIONS.split(" the Centre")
    parts = [
        {"type": "text", "text": first},
        image,
        {"type": "text", "text": f"the Centre{second}"},
    ]
    completion = complete({"role": "user", "content": parts})
    cited = [given.mandate["locator"] for given in completion.choices[0].message.annotations]
    assert cited == [citation.locator for citation in answer.citations]


def test_a_message_without_words_before_the_question_is_let_pass(complete, answer):
    """A picture, or a greeting that a front end keeps empty."""
    empty = {"role": "user", "content": [{"type": "image_url", "image_url": {"url": "x"}}]}
    completion = complete(empty, *said("…", "Hello.", FUNCTIONS))
    assert completion.choices[0].message.content == to_markdown(answer)


def test_what_the_documents_do_not_say(complete):
    completion = complete(*said("How many helicopters does the Centre own?"))
    assert "do not answer" in completion.choices[0].message.content
    assert completion.choices[0].message.annotations == []


def test_there_is_one_model(sdk):
    assert [model.id for model in sdk.models.list()] == [MODEL]


@pytest.mark.parametrize("model", [MODEL, "gpt-4o", "another"])
def test_any_model_may_be_named(sdk, model):
    """Front ends come with a name of their own."""
    completion = sdk.chat.completions.create(model=model, messages=said(FUNCTIONS))
    assert completion.model == MODEL


@pytest.mark.parametrize(
    ("messages", "code"),
    [
        ([], "invalid-request"),
        ([{"role": "king", "content": "What?"}], "invalid-request"),
        ([{"role": "system", "content": "Be brief."}], "no-question"),
        (said(""), "empty-question"),
        (said("word " * 15_000), "question-too-long"),
        (said("a" * 100_001), "invalid-request"),
    ],
)
def test_what_is_wrong_is_told_in_openais_words(sdk, messages, code):
    with pytest.raises(openai.BadRequestError) as told:
        sdk.chat.completions.create(model=MODEL, messages=messages)
    assert told.value.code == code
    assert told.value.type == "invalid_request_error"
    assert told.value.body["message"]
    assert "Traceback" not in str(told.value)


def test_several_answers_at_once_are_not_given(complete):
    with pytest.raises(openai.BadRequestError) as told:
        complete(n=2)
    assert told.value.param == "/n"


def test_an_unknown_path_is_told_in_openais_words(sdk):
    with pytest.raises(openai.NotFoundError) as told:
        sdk.embeddings.create(model=MODEL, input="What?")
    assert told.value.type == "invalid_request_error"


def test_a_body_that_is_no_json_is_told_in_openais_words(client):
    response = client.post(COMPLETIONS, content=b"{", headers={"content-type": "application/json"})
    assert response.status_code == 400
    assert response.json()["error"]["code"] == "malformed-body"


def test_a_fault_is_told_in_openais_words_without_its_inside(make_client_of, own_assistant):
    def fail(question, **options):
        raise ZeroDivisionError("inside")

    with make_client_of(own_assistant(ask=fail)) as client:
        response = client.post(COMPLETIONS, json={"messages": said(FUNCTIONS)})
    assert response.status_code == 500
    assert response.json()["error"]["type"] == "server_error"
    assert "inside" not in response.text


@pytest.fixture(scope="module")
def guarded(make_client):
    with make_client(
        api_keys=[hash_key("right"), hash_key("other")], rate_limit="1/hour", max_body=2_000
    ) as client:
        yield client


def test_a_wrong_key_is_told_in_openais_words(guarded):
    response = guarded.post(COMPLETIONS, json={}, headers={"authorization": "Bearer wrong"})
    assert response.status_code == 401
    assert response.json()["error"]["code"] == "no-key"
    assert guarded.get("/v1/models").status_code == 401


def test_too_many_requests_are_told_in_openais_words(guarded, clock):
    key = {"authorization": "Bearer right"}
    body = {"messages": said(FUNCTIONS)}
    assert guarded.post(COMPLETIONS, json=body, headers=key).status_code == 200
    response = guarded.post(COMPLETIONS, json=body, headers=key)
    assert response.status_code == 429
    assert response.json()["error"]["type"] == "rate_limit_error"
    assert int(response.headers["retry-after"]) > 0


def test_too_large_a_request_is_told_in_openais_words(guarded):
    key = {"authorization": "Bearer other"}
    response = guarded.post(COMPLETIONS, json={"messages": said("x" * 3_000)}, headers=key)
    assert response.status_code == 413
    assert response.json()["error"]["code"] == "too-large"


def test_the_tokens_of_a_model_are_told(make_client_of, own_assistant, answer):
    usage = {"calls": 2, "input_tokens": 300, "output_tokens": 40, "seconds": 1.5}
    data = answer.model_dump(mode="json") | {"mode": "generated"}
    data["receipt"] |= {"model": "some:model", "usage": usage}
    written = Answer.model_validate(data)
    with make_client_of(own_assistant(ask=lambda question, **options: written)) as client:
        response = client.post(COMPLETIONS, json={"messages": said(FUNCTIONS)}).json()
    tokens = {"prompt_tokens": 300, "completion_tokens": 40, "total_tokens": 340}
    assert response["usage"] == tokens


def test_a_marker_in_a_quote_is_not_taken_for_the_citations(make_answer, make_citation):
    first = make_citation(quote="Recalls [2] the letter [1] of 2007", key=1)
    second = make_citation(quote="Welcomes [1] it", key=2, locator="op2")
    answer = make_answer(first, second)
    content = to_markdown(answer)
    for number, given in enumerate(annotate(answer, content), 1):
        place = given["url_citation"]
        before = content[: place["start_index"]].rstrip()
        assert before.endswith("”"), f"[{number}] stands after its quote: {before[-30:]!r}"


@pytest.fixture(scope="module")
def chat_model(server):
    """The assistant as any other chat model of LangChain's."""
    return langchain_openai.ChatOpenAI(
        model=MODEL, base_url=f"{server.address}/v1", api_key="none", max_retries=0
    )


def test_langchain_can_invoke_it(chat_model, answer):
    message = chat_model.invoke(FUNCTIONS)
    assert message.text == to_markdown(answer)
    assert message.response_metadata["finish_reason"] == "stop"


def test_langchain_can_stream_it(chat_model, answer):
    chunks = list(chat_model.stream([("system", "Be brief."), ("human", FUNCTIONS)]))
    assert "".join(chunk.text for chunk in chunks) == to_markdown(answer)
    assert len(chunks) > 3


def test_a_conversation_of_langchains_goes_on(chat_model):
    turns = [("human", FUNCTIONS), ("ai", "Five of them."), ("human", FOLLOW_UP)]
    assert "Afghanistan" in chat_model.invoke(turns).text
