"""Opens chat models by name, through LangChain's `init_chat_model`."""

from __future__ import annotations

import os
import re
from typing import TYPE_CHECKING, Any

from assistant.errors import UnknownModel
from assistant.language_model.failure import Failure, ModelFailure, classify
from assistant.language_model.settings import ModelSettings

if TYPE_CHECKING:
    from langchain_core.language_models import BaseChatModel

_NAME = re.compile(r"(?P<provider>[a-z][a-z_-]*):(?P<model>\S+)")
_ALIASES = {"google": "google_genai", "google-genai": "google_genai"}
EXTRAS = {
    "openai": "openai",
    "anthropic": "anthropic",
    "ollama": "ollama",
    "google_genai": "google",
}
"""The providers whose packages are extras of this distribution, and the extras' names."""

_KEYS = {
    "openai": ("OPENAI_API_KEY",),
    "anthropic": ("ANTHROPIC_API_KEY",),
    "google_genai": ("GOOGLE_API_KEY", "GEMINI_API_KEY"),
}


def split_name(name: str) -> tuple[str, str]:
    """The provider and the model that `name` names; raises `UnknownModel` for another form."""
    match = _NAME.fullmatch(name.strip())
    if not match:
        raise UnknownModel(
            f"{name!r} names no model; write provider:model, such as openai:gpt-4o, "
            "anthropic:claude-sonnet-4-5 or ollama:llama3.1"
        )
    provider = match["provider"]
    return _ALIASES.get(provider, provider.replace("-", "_")), match["model"]


def open_model(settings: ModelSettings) -> BaseChatModel:
    """The chat model that `settings` name; no request is made.

    Raises `UnknownModel` for a name that says no provider of LangChain's, and `ModelFailure` where
    the provider's package is not installed, or where it does not take what it is given.
    """
    from langchain.chat_models import init_chat_model

    provider, model = split_name(settings.name or "")
    _check_key(provider, settings)
    try:
        opened: BaseChatModel = init_chat_model(
            model, model_provider=provider, **_arguments(provider, settings)
        )
        return opened
    except ImportError as error:
        extra = EXTRAS.get(provider)
        install = (
            f"pip install 'mandate-assistant[{extra}]'"
            if extra
            else f"install LangChain's package for {provider}"
        )
        raise ModelFailure(Failure.NOT_INSTALLED, install) from error
    except ValueError as error:
        if "provider" in str(error).lower():
            raise UnknownModel(
                f"LangChain knows no provider {provider!r}; there are {', '.join(EXTRAS)} and others"
            ) from error
        raise classify(error) from error
    except Exception as error:
        raise classify(error) from error


def _check_key(provider: str, settings: ModelSettings) -> None:
    """Without a key some packages fail late, and as if the network did."""
    names = _KEYS.get(provider)
    if names and settings.key is None and not settings.url and not any(map(os.environ.get, names)):
        raise ModelFailure(Failure.REFUSED, f"no key; set {' or '.join(names)}")


def _arguments(provider: str, settings: ModelSettings) -> dict[str, Any]:
    """What each provider's class takes for the same things; retries are ours, for all alike."""
    limit, most = settings.timeout, settings.output_tokens
    by_provider: dict[str, dict[str, Any]] = {
        "openai": {"timeout": limit, "max_retries": 0, "max_tokens": most, "stream_usage": True},
        "anthropic": {"timeout": limit, "max_retries": 0, "max_tokens": most},
        # The window that Ollama takes by default cuts longer prompts off without a word.
        "ollama": {
            "client_kwargs": {"timeout": limit},
            "num_predict": most,
            "num_ctx": settings.input_tokens + most,
        },
        # One attempt is what this package calls one retry.
        "google_genai": {"timeout": limit, "max_retries": 1, "max_tokens": most},
    }
    arguments = by_provider.get(provider, {})
    if settings.url:
        arguments["base_url"] = settings.url
    if settings.temperature is not None:
        arguments["temperature"] = settings.temperature
    key = settings.key.get_secret_value() if settings.key else _stand_in(provider, settings)
    if key and provider != "ollama":
        arguments["api_key"] = key
    elif key:
        arguments["client_kwargs"]["headers"] = {"Authorization": f"Bearer {key}"}
    return arguments


def _stand_in(provider: str, settings: ModelSettings) -> str | None:
    """A server of one's own needs no key, but the packages want one."""
    names = _KEYS.get(provider, ())
    return "none" if settings.url and names and not any(map(os.environ.get, names)) else None
