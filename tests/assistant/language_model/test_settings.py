"""Settings, names of models, and models opened by name: nothing is asked of anybody yet."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from assistant.errors import AssistantError, SettingsError, UnknownModel, UserError
from assistant.language_model.failure import Failure, ModelFailure
from assistant.language_model.opening import EXTRAS, open_model, split_name
from assistant.language_model.settings import ModelSettings, read_settings

URL = "http://127.0.0.1:9/v1"
SECRET = "sk-very-secret"
DEFAULTS = dict.fromkeys(ModelSettings.model_fields) | {
    "timeout": 60.0,
    "retries": 2,
    "input_tokens": 16_000,
    "output_tokens": 4_096,
}
PACKAGES = {
    "openai": "langchain_openai",
    "anthropic": "langchain_anthropic",
    "ollama": "langchain_ollama",
    "google_genai": "langchain_google_genai",
}


@pytest.fixture(autouse=True)
def _bare(monkeypatch):
    """No setting and no key of whoever runs the tests, and no connection to anybody."""
    for name in os.environ:
        if name.startswith("MANDATE_") or "_API_KEY" in name or "_BASE" in name:
            monkeypatch.delenv(name)

    def refuse(*args, **kwargs):
        raise AssertionError(f"a connection was opened: {args}")

    for name in ("socket.connect", "socket.connect_ex", "getaddrinfo", "create_connection"):
        monkeypatch.setattr(f"socket.{name}", refuse)


@pytest.fixture
def opened():
    """Opens `provider:model` with the package that is installed."""

    def open_(provider, model="m", **given):
        pytest.importorskip(PACKAGES[provider])
        return open_model(read_settings(name=f"{provider}:{model}", **given))

    return open_


def value_of(secret):
    return secret.get_secret_value()


def test_without_an_environment_no_model_is_named():
    assert dict(read_settings()) == DEFAULTS


@pytest.mark.parametrize(
    ("variable", "text", "field", "value"),
    [
        ("MANDATE_MODEL", "ollama:llama3.1", "name", "ollama:llama3.1"),
        ("MANDATE_MODEL_URL", URL, "url", URL),
        ("MANDATE_MODEL_TIMEOUT", "2.5", "timeout", 2.5),
        ("MANDATE_MODEL_RETRIES", "0", "retries", 0),
        ("MANDATE_MODEL_TEMPERATURE", "0", "temperature", 0.0),
        ("MANDATE_MODEL_INPUT_TOKENS", "2000", "input_tokens", 2000),
        ("MANDATE_MODEL_OUTPUT_TOKENS", "100", "output_tokens", 100),
        ("MANDATE_MODEL_ENCODING", "cl100k_base", "encoding", "cl100k_base"),
        ("MANDATE_PROMPTS", "/etc/prompts", "prompts", Path("/etc/prompts")),
        ("MANDATE_ANSWER_CACHE", "/tmp/x", "cache", Path("/tmp/x")),
    ],
)
def test_each_setting_is_a_variable_and_what_is_given_stands_before_it(
    monkeypatch, variable, text, field, value
):
    monkeypatch.setenv(variable, text)
    assert getattr(read_settings(), field) == value
    assert getattr(read_settings(**{field: None}), field) == value
    other = {"timeout": 9.0, "retries": 9, "temperature": 1.0}.get(field)
    other = other or (9_999 if isinstance(value, int) else type(value)("other"))
    assert getattr(read_settings(**{field: other}), field) == other
    monkeypatch.setenv(variable, "")
    assert dict(read_settings()) == DEFAULTS


@pytest.mark.parametrize("variable", ["NAME", "PROMPTS", "CACHE", "URL", "KEY", "TIMEOUT", "name"])
def test_other_variables_of_the_environment_are_no_settings(monkeypatch, variable):
    """Many a shell has a NAME; it is the name of the computer."""
    monkeypatch.setenv(variable, "30")
    assert dict(read_settings()) == DEFAULTS


@pytest.mark.parametrize(
    ("variable", "text"),
    [
        ("MANDATE_MODEL_TIMEOUT", "0"),
        ("MANDATE_MODEL_TIMEOUT", "-1"),
        ("MANDATE_MODEL_TIMEOUT", "nan"),
        ("MANDATE_MODEL_TIMEOUT", "soon"),
        ("MANDATE_MODEL_RETRIES", "11"),
        ("MANDATE_MODEL_RETRIES", "-1"),
        ("MANDATE_MODEL_RETRIES", "1.5"),
        ("MANDATE_MODEL_TEMPERATURE", "2.1"),
        ("MANDATE_MODEL_TEMPERATURE", "-0.1"),
        ("MANDATE_MODEL_INPUT_TOKENS", "1999"),
        ("MANDATE_MODEL_OUTPUT_TOKENS", "99"),
        ("MANDATE_MODEL_OUTPUT_TOKENS", "many"),
    ],
)
def test_a_wrong_value_is_told_with_its_variable(monkeypatch, variable, text):
    monkeypatch.setenv(variable, text)
    with pytest.raises(SettingsError, match=f"{variable} is '{text}': ") as raised:
        read_settings()
    assert isinstance(raised.value, AssistantError | UserError)
    assert len(str(raised.value).splitlines()) == 1


def test_a_wrong_value_that_is_given_is_told_too():
    with pytest.raises(SettingsError, match="MANDATE_MODEL_RETRIES is 99"):
        read_settings(retries=99)
    with pytest.raises(SettingsError, match=r"MANDATE_PROMPTS|MANDATE_MODEL_PROMPTS"):
        read_settings(prompts=3)


def test_settings_do_not_change_and_do_not_show_the_key(monkeypatch):
    monkeypatch.setenv("MANDATE_MODEL_KEY", SECRET)
    settings = read_settings()
    assert settings.key is not None
    assert value_of(settings.key) == SECRET
    assert (
        SECRET
        not in f"{settings} {settings!r} {settings.model_dump()} {settings.model_dump_json()}"
    )
    with pytest.raises(ValidationError, match="frozen"):
        settings.retries = 3  # type: ignore[misc]


@pytest.mark.parametrize(
    ("name", "provider", "model"),
    [
        ("openai:gpt-4o", "openai", "gpt-4o"),
        (" openai:gpt-4o\n", "openai", "gpt-4o"),
        ("ollama:llama3.1:8b", "ollama", "llama3.1:8b"),
        ("openai:org/model@v1", "openai", "org/model@v1"),
        ("google:gemini-2.5", "google_genai", "gemini-2.5"),
        ("google-genai:gemini-2.5", "google_genai", "gemini-2.5"),
        ("google_genai:gemini-2.5", "google_genai", "gemini-2.5"),
        ("azure-openai:gpt-4o", "azure_openai", "gpt-4o"),
        ("google_vertexai:gemini", "google_vertexai", "gemini"),
    ],
)
def test_a_name_has_a_provider_and_a_model(name, provider, model):
    assert split_name(name) == (provider, model)


@pytest.mark.parametrize(
    "name",
    [
        *("", " ", ":", "openai", "openai:", ":gpt-4o", "openai: gpt-4o", "openai :gpt-4o"),
        *("OpenAI:gpt-4o", "gpt-4o", "openai:gpt 4o", "-openai:x", "_x:y", "опенаи:x", "none"),
    ],
)
def test_another_name_names_no_model(name):
    with pytest.raises(UnknownModel, match="names no model; write provider:model"):
        split_name(name)


@given(st.text())
def test_any_text_is_split_or_refused(name):
    try:
        provider, model = split_name(name)
    except UnknownModel:
        return
    assert provider
    assert name.strip().endswith(f":{model}")


def test_openai_is_opened(opened):
    model = opened("openai", "gpt-x", key=SECRET, url=URL, temperature=0.0, timeout=7)
    assert (model.model_name, model.openai_api_base) == ("gpt-x", URL)
    assert (model.request_timeout, model.max_retries, model.max_tokens) == (7, 0, 4096)
    assert (model.temperature, model.stream_usage) == (0.0, True)
    assert value_of(model.openai_api_key) == SECRET


def test_anthropic_is_opened(opened):
    model = opened("anthropic", "claude-x", key=SECRET, url=URL, temperature=0.5, timeout=7)
    assert (model.model, model.anthropic_api_url) == ("claude-x", URL)
    assert (model.default_request_timeout, model.max_retries, model.max_tokens) == (7, 0, 4096)
    assert model.temperature == 0.5
    assert value_of(model.anthropic_api_key) == SECRET


def test_ollama_is_opened_with_a_window_for_what_is_sent_and_what_is_said(opened):
    model = opened("ollama", "llama", url=URL, temperature=0.0, timeout=7, input_tokens=3000)
    assert (model.model, model.base_url, model.temperature) == ("llama", URL, 0.0)
    assert (model.num_predict, model.num_ctx) == (4096, 7096)
    assert model.client_kwargs == {"timeout": 7}
    keyed = opened("ollama", key=SECRET)
    assert keyed.client_kwargs["headers"] == {"Authorization": f"Bearer {SECRET}"}


def test_google_is_opened(opened):
    model = opened("google_genai", "gemini-x", key=SECRET, temperature=0.5, timeout=7)
    assert model.model.endswith("gemini-x")
    assert (model.timeout, model.max_retries, model.max_output_tokens) == (7, 1, 4096)
    assert model.temperature == 0.5
    assert value_of(model.google_api_key) == SECRET


@pytest.mark.parametrize("provider", EXTRAS)
def test_no_temperature_is_sent_unless_it_is_set(opened, provider):
    ours = opened(provider, key=SECRET)
    theirs = type(ours).model_fields["temperature"].default
    assert ours.temperature == theirs


@pytest.mark.parametrize(
    ("provider", "variables"),
    [
        ("openai", ["OPENAI_API_KEY"]),
        ("anthropic", ["ANTHROPIC_API_KEY"]),
        ("google_genai", ["GOOGLE_API_KEY", "GEMINI_API_KEY"]),
    ],
)
def test_a_provider_that_wants_a_key_says_so_at_once(opened, monkeypatch, provider, variables):
    with pytest.raises(ModelFailure) as raised:
        opened(provider)
    assert raised.value.kind is Failure.REFUSED
    for variable in variables:
        assert variable in raised.value.detail
        with monkeypatch.context() as patched:
            patched.setenv(variable, SECRET)
            assert SECRET not in repr(opened(provider))


@pytest.mark.parametrize("provider", ["openai", "anthropic", "google_genai"])
def test_a_server_of_one_s_own_needs_no_key_and_is_sent_one_that_is_set(
    opened, monkeypatch, provider
):
    field = {"google_genai": "google"}.get(provider, provider) + "_api_key"
    assert value_of(getattr(opened(provider, url=URL), field)) == "none"
    monkeypatch.setenv(field.upper(), SECRET)
    assert value_of(getattr(opened(provider, url=URL), field)) == SECRET
    assert value_of(getattr(opened(provider, url=URL, key="mine"), field)) == "mine"


def test_a_provider_that_langchain_does_not_know_is_an_unknown_model():
    with pytest.raises(UnknownModel, match="no provider 'nonsense'; there are openai, anthropic"):
        open_model(read_settings(name="nonsense:x"))


@pytest.mark.parametrize("name", [None, "gpt-4o"])
def test_a_model_without_a_provider_is_an_unknown_model(name):
    with pytest.raises(UnknownModel):
        open_model(read_settings(name=name))


@pytest.mark.parametrize(
    ("name", "install"),
    [
        ("openai:x", "pip install 'mandate-assistant[openai]'"),
        ("google:x", "pip install 'mandate-assistant[google]'"),
        ("mistralai:x", "install LangChain's package for mistralai"),
    ],
)
def test_a_package_that_is_not_installed_is_named(monkeypatch, name, install):
    def missing(*args, **kwargs):
        raise ImportError("no")

    monkeypatch.setattr("langchain.chat_models.init_chat_model", missing)
    with pytest.raises(ModelFailure) as raised:
        open_model(read_settings(name=name, key=SECRET))
    assert (raised.value.kind, raised.value.detail) == (Failure.NOT_INSTALLED, install)


@pytest.mark.parametrize(
    ("error", "kind"),
    [(ValueError("bad value"), Failure.UNUSABLE), (RuntimeError(SECRET), Failure.BROKEN)],
)
def test_a_package_that_does_not_take_its_arguments_is_a_failure(monkeypatch, error, kind):
    def fails(*args, **kwargs):
        raise error

    monkeypatch.setattr("langchain.chat_models.init_chat_model", fails)
    with pytest.raises(ModelFailure) as raised:
        open_model(read_settings(name="openai:x", key=SECRET))
    assert raised.value.kind is kind
    assert SECRET not in str(raised.value)
