"""Which model is asked: names, settings of the environment, packages, chat models of the caller's."""

from __future__ import annotations

import json
import sys
from types import SimpleNamespace

import pytest
from langchain.chat_models import base
from langchain_core.language_models import FakeListChatModel, GenericFakeChatModel
from langchain_core.messages import AIMessage

from assistant import Assistant
from assistant.errors import SettingsError, UnknownModel, UserError

from .asking import ask, both_ways, check_failed
from .checks import check_note
from .scripts import FUNCTIONS, behave_well


@pytest.fixture
def opened(home):
    """Opens an assistant with a model: `opened(model)`."""
    assistants = []

    def make(model=None, **fields):
        assistants.append(Assistant(home / "index", model=model, **fields))
        return assistants[-1]

    yield make
    for assistant in assistants:
        assistant.close()


@pytest.mark.parametrize(
    ("provider", "package"),
    [
        ("openai", "langchain_openai"),
        ("anthropic", "langchain_anthropic"),
        ("ollama", "langchain_ollama"),
    ],
)
def test_a_package_that_is_not_installed(
    opened, monkeypatch, settings_of, functions, provider, package
):
    monkeypatch.setitem(sys.modules, package, None)
    # LangChain remembers what it has imported.
    base._get_chat_model_creator.cache_clear()
    answer = ask(opened(settings_of(provider)))
    check_failed(answer, "not_installed", functions)
    assert f"pip install 'mandate-assistant[{provider}]'" in answer.note
    assert answer.receipt.usage.calls == 0


@both_ways
@pytest.mark.parametrize("name", ["openai:gpt-4o", "anthropic:claude-sonnet-4-5"])
def test_no_key(opened, functions, name, streamed):
    answer = ask(opened(name), streamed=streamed)
    check_failed(answer, "refused", functions)
    assert "API_KEY" in answer.receipt.failure
    assert answer.receipt.model == name


@pytest.mark.parametrize("name", ["gpt-4o", ":x", "openai:", "open ai:x", " ", "x: y"])
def test_a_name_of_another_form(opened, name):
    with pytest.raises(UnknownModel, match="provider:model") as caught:
        opened(name)
    assert isinstance(caught.value, UserError)


@pytest.mark.parametrize("provider", ["nosuch", "https", "no-such"])
def test_an_unknown_provider(opened, provider):
    with pytest.raises(UnknownModel, match=f"'{provider.replace('-', '_')}'"):
        opened(f"{provider}:model")


def test_settings_of_the_environment(opened, server, monkeypatch):
    monkeypatch.setenv("MANDATE_MODEL", "openai:scripted")
    monkeypatch.setenv("MANDATE_MODEL_URL", server.base_url("openai"))
    monkeypatch.setenv("MANDATE_MODEL_KEY", "secret-key")
    monkeypatch.setenv("MANDATE_MODEL_TEMPERATURE", "0.25")
    monkeypatch.setenv("MANDATE_MODEL_OUTPUT_TOKENS", "777")
    assistant = opened()
    assert assistant.model == "openai:scripted"
    answer = ask(assistant)
    assert (answer.mode, answer.receipt.model) == ("generated", "openai:scripted")
    (request,) = server.requests
    assert request.headers["authorization"] == "Bearer secret-key"
    assert request.body["model"] == "scripted"
    assert request.body["temperature"] == 0.25
    assert request.body["max_completion_tokens"] == 777
    assert "secret-key" not in answer.model_dump_json()
    assert [prompt.name for prompt in answer.receipt.prompts] == ["answer"]


def test_none_ignores_the_environment(opened, server, monkeypatch, functions):
    monkeypatch.setenv("MANDATE_MODEL", "openai:scripted")
    monkeypatch.setenv("MANDATE_MODEL_URL", server.base_url("openai"))
    assistant = opened("none")
    assert assistant.model is None
    assert assistant.ask(FUNCTIONS) == functions
    assert server.requests == []


def test_a_name_goes_before_the_environment(opened, server, monkeypatch):
    monkeypatch.setenv("MANDATE_MODEL", "nosuch:model")
    monkeypatch.setenv("MANDATE_MODEL_URL", server.base_url("ollama"))
    assistant = opened("ollama:mine")
    assert assistant.model == "ollama:mine"
    assert ask(assistant).mode == "generated"
    assert server.requests[0].body["model"] == "mine"


@pytest.mark.parametrize("name", ["", "none"])
def test_an_environment_that_names_no_model(opened, monkeypatch, functions, name):
    monkeypatch.setenv("MANDATE_MODEL", name)
    assert opened().ask(FUNCTIONS) == functions


@pytest.mark.parametrize(
    ("variable", "value"),
    [
        ("MANDATE_MODEL_TIMEOUT", "soon"),
        ("MANDATE_MODEL_TIMEOUT", "0"),
        ("MANDATE_MODEL_RETRIES", "-1"),
        ("MANDATE_MODEL_INPUT_TOKENS", "10"),
        ("MANDATE_MODEL_TEMPERATURE", "9"),
        ("MANDATE_MODEL_ENCODING", "nosuch"),
    ],
)
def test_a_setting_that_is_wrong(opened, monkeypatch, variable, value):
    monkeypatch.setenv("MANDATE_MODEL", "openai:scripted")
    monkeypatch.setenv(variable, value)
    with pytest.raises(SettingsError, match=variable) as caught:
        opened()
    assert value in str(caught.value)


class Talker(GenericFakeChatModel):
    """A chat model without structured output, which writes JSON."""

    def _generate(self, messages, *args, **kwargs):
        prompt = "\n".join(str(message.text) for message in messages)
        data = behave_well(SimpleNamespace(prompt=prompt)).data
        self.messages = iter([AIMessage(f"Here it is: {json.dumps(data)}")])
        return super()._generate(messages, *args, **kwargs)


@both_ways
def test_a_chat_model_without_structured_output(opened, streamed):
    assistant = opened(Talker(messages=iter(())))
    answer = ask(assistant, streamed=streamed)
    assert answer.mode == "generated"
    assert answer.receipt.model == assistant.model
    assert answer.receipt.usage.calls == 1


@both_ways
@pytest.mark.parametrize("text", ["Well.", "", '{"statements": []}', "{}"])
def test_a_chat_model_that_gives_nothing(opened, streamed, functions, text):
    answer = ask(opened(FakeListChatModel(responses=[text])), streamed=streamed)
    check_note(answer)
    assert answer.citations == functions.citations


class Raiser(GenericFakeChatModel):
    """A chat model that raises."""

    error: BaseException

    def _generate(self, messages, *args, **kwargs):
        raise self.error


@both_ways
@pytest.mark.parametrize(
    ("error", "kind"),
    [
        (RuntimeError("lost"), "broken"),
        (ValueError("odd"), "unusable"),
        (KeyError("choices"), "broken"),
        (TimeoutError(), "timed_out"),
        (ConnectionResetError(), "unreachable"),
        (ImportError("no such module"), "not_installed"),
        (MemoryError(), "broken"),
        (SystemExit(1), "broken"),
    ],
    ids=lambda value: value if isinstance(value, str) else type(value).__name__,
)
def test_a_chat_model_that_raises(opened, monkeypatch, functions, error, kind, streamed):
    monkeypatch.setenv("MANDATE_MODEL_RETRIES", "0")
    answer = ask(opened(Raiser(messages=iter(()), error=error)), streamed=streamed)
    check_failed(answer, kind, functions)
    assert answer.receipt.usage.calls == 1
