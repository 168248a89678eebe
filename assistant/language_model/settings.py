"""Which language model is asked, and within which limits: from the environment, or given."""

from __future__ import annotations

from pathlib import Path

from pydantic import Field, SecretStr, ValidationError
from pydantic_settings import BaseSettings, SettingsConfigDict

from assistant.errors import SettingsError

NONE = "none"
"""The name that stands for no model, so that one that the environment names can be left out."""


class ModelSettings(BaseSettings):
    """How a language model is reached and used; each setting is an environment variable too.

    `name` (MANDATE_MODEL) is `provider:model` as LangChain's `init_chat_model` has it; the others are
    MANDATE_MODEL_URL and so on. `timeout` is how many seconds one question may wait for the model in
    all, retries included. `input_tokens` bounds what it is sent, counted by `encoding` (tiktoken's
    name; without one, by an encoding that never counts too few), `output_tokens` what it may reply.
    `prompts` (MANDATE_PROMPTS) is a folder of the operator's own prompts, `cache`
    (MANDATE_ANSWER_CACHE) a file that keeps answers.
    """

    model_config = SettingsConfigDict(
        env_prefix="MANDATE_MODEL_", frozen=True, env_ignore_empty=True, populate_by_name=True
    )

    name: str | None = Field(None, validation_alias="MANDATE_MODEL")
    url: str | None = None
    key: SecretStr | None = None
    timeout: float = Field(60.0, gt=0, le=86_400)
    retries: int = Field(2, ge=0, le=10)
    temperature: float | None = Field(None, ge=0, le=2)
    input_tokens: int = Field(16_000, ge=2_000)
    output_tokens: int = Field(4_096, ge=100, le=64_000)
    encoding: str | None = None
    prompts: Path | None = Field(None, validation_alias="MANDATE_PROMPTS")
    cache: Path | None = Field(None, validation_alias="MANDATE_ANSWER_CACHE")


def read_settings(**given: object) -> ModelSettings:
    """The settings of the environment, those `given` before them; raises `SettingsError`."""
    try:
        return ModelSettings(**{name: value for name, value in given.items() if value is not None})  # type: ignore[arg-type]
    except ValidationError as error:
        first = error.errors()[0]
        name = str(first["loc"][0]).upper()
        name = name if name.startswith("MANDATE") else f"MANDATE_MODEL_{name}"
        raise SettingsError(f"{name} is {first['input']!r}: {first['msg']}") from error
