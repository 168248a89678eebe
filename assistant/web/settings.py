"""How the server runs: from the environment and a file, the environment first."""

from __future__ import annotations

import json
import os
import re
import tomllib
from pathlib import Path
from typing import Annotated, Literal

from pydantic import AfterValidator, Field, SecretStr, ValidationError, field_validator
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict
from pydantic_settings import SettingsError as PydanticSettingsError

from assistant.errors import SettingsError
from index.collections import DEFAULT, collection_folder
from index.errors import CollectionError
from index.words import Language

_ORIGIN = re.compile(r"https?://([a-z0-9-]+(\.[a-z0-9-]+)*|\[[0-9a-f:.]+\])(:[0-9]{1,5})?")


def _origin(value: str) -> str:
    """`value` as an origin (scheme, host, port), which is all that browsers compare.

    It is written into headers as it is: nothing else may stand in it.
    """
    origin = value.strip().removesuffix("/").lower()
    if origin != "*" and not _ORIGIN.fullmatch(origin):
        raise ValueError(f"{value!r} is no origin; one looks like https://portal.example.org")
    return origin


def _listed(value: object) -> object:
    """A list that the environment writes with commas, or as JSON."""
    if not isinstance(value, str):
        return value
    if value.lstrip().startswith("["):
        return json.loads(value)
    return [part.strip() for part in value.split(",") if part.strip()]


_HIDDEN = ("api_keys", "users", "secret")
_KEY = re.compile(r"([^:]*:)?sha256\$[0-9a-f]{64}")
_USER = re.compile(r"[^:]+:scrypt\$[\w-]+\$[\w-]+", re.ASCII)
_ROOT = re.compile(r"(/[A-Za-z0-9._~-]*[A-Za-z0-9_~-])*")

Origin = Annotated[str, AfterValidator(_origin)]


class ServerSettings(BaseSettings):
    """What an operator may set; each setting `x` is MANDATE_X in the environment, `x` in the file.

    `root_path` is where a proxy shows the server (`/mandate`). `allowed_hosts` are the
    names that it answers for (none: all), `allowed_origins` the sites that may
    embed the widget and call the API from a browser. `collection` is the one that is asked where a
    question names none. `api_keys` and `users` (`name:hash`) hold hashes
    alone, made by `mandate keys`; where there are keys, REST and MCP need one, and where there are users,
    so do the pages. `rate_limit` is as the library `limits` writes it ("60/minute"), for each key or
    address; empty for none. `trusted_proxies` are the addresses whose word on the reader's address is
    taken. Sizes are in bytes, times in seconds. `concurrency` is how many questions are answered at
    once (4 unless set, for more threads than cores only hinder one another, or 32 where a language model
    is waited for), `waiting` how many more may wait.
    """

    model_config = SettingsConfigDict(
        env_prefix="MANDATE_", frozen=True, env_ignore_empty=True, extra="ignore"
    )

    host: str = "127.0.0.1"
    port: int = Field(7860, ge=0, le=65_535)
    root_path: str = ""
    trusted_proxies: Annotated[list[str], NoDecode] = ["127.0.0.1"]
    allowed_hosts: Annotated[list[str], NoDecode] = []
    allowed_origins: Annotated[list[Origin], NoDecode] = []
    language: Language = "en"
    collection: str = DEFAULT
    api_keys: Annotated[list[str], NoDecode] = []
    users: Annotated[list[str], NoDecode] = []
    secret: SecretStr | None = None
    session_seconds: int = Field(12 * 3600, ge=60)
    rate_limit: str = ""
    max_body: int = Field(1_048_576, ge=1_024)
    time_limit: float = Field(120.0, gt=0, le=86_400)
    concurrency: int | None = Field(None, ge=1, le=1_000)
    waiting: int = Field(500, ge=0)
    stop_seconds: int = Field(10, ge=0, le=600)
    log_level: Literal["debug", "info", "warning", "error"] = "info"
    log_format: Literal["json", "text"] | None = None
    log_questions: bool = False
    feedback: Path | None = None
    conversations: int = Field(4_096, ge=1)

    @field_validator(
        "trusted_proxies", "allowed_hosts", "allowed_origins", "api_keys", "users", mode="before"
    )
    @classmethod
    def _split(cls, value: object) -> object:
        return _listed(value)

    @field_validator("root_path")
    @classmethod
    def _rooted(cls, value: str) -> str:
        path = value.strip().strip("/")
        path = f"/{path}" if path else ""
        if not _ROOT.fullmatch(path):
            raise ValueError("a root path looks like /mandate")
        return path

    @field_validator("collection")
    @classmethod
    def _collection(cls, value: str) -> str:
        try:
            collection_folder(value)
        except CollectionError as error:
            raise ValueError("a collection is named in small letters, digits, - and _") from error
        return value

    @field_validator("rate_limit")
    @classmethod
    def _limit(cls, value: str) -> str:
        from limits import parse_many

        if value and not all(limit.amount for limit in parse_many(value)):
            raise ValueError("with no request at all allowed nobody could ask")
        return value

    @field_validator("users")
    @classmethod
    def _named(cls, value: list[str]) -> list[str]:
        for user in value:
            if not _USER.fullmatch(user):
                raise ValueError("a user is name:hash; `mandate keys user NAME` makes one")
        if len({user.partition(":")[0] for user in value}) < len(value):
            raise ValueError("two users have one name; `mandate keys user NAME` makes another")
        return value

    @field_validator("api_keys")
    @classmethod
    def _hashed(cls, value: list[str]) -> list[str]:
        for key in value:
            if not _KEY.fullmatch(key):
                raise ValueError(
                    "keys are given as hashes; `mandate keys new` makes a key and its hash"
                )
        return value


def read_server_settings(file: Path | None = None, **given: object) -> ServerSettings:
    """The settings `given`, then the environment's, then those of the TOML `file`.

    Raises `SettingsError`: for a file that cannot be read, a name that is no setting, a wrong value.
    """
    here = _read_file(file) if file else {}
    unknown = sorted(set(here) - set(ServerSettings.model_fields))
    if unknown:
        raise SettingsError(f"{file} sets {', '.join(unknown)}, which is no setting of the server")
    values = {name: value for name, value in here.items() if not os.environ.get(_variable(name))}
    values |= {name: value for name, value in given.items() if value is not None}
    try:
        return ServerSettings(**values)  # type: ignore[arg-type]
    except ValidationError as error:
        first = error.errors()[0]
        name = str(first["loc"][0]) if first["loc"] else "setting"
        # A hash opens nothing, but it is nobody's business either.
        shown = "" if name in _HIDDEN else f" is {first['input']!r}"
        why = first["msg"].removeprefix("Value error, ")
        raise SettingsError(f"{_variable(name)}{shown}: {why}") from error
    except PydanticSettingsError as error:
        raise SettingsError(f"a setting of the server cannot be read: {error}") from error


def _variable(name: str) -> str:
    return f"MANDATE_{name.upper()}"


def _read_file(file: Path) -> dict[str, object]:
    try:
        return tomllib.loads(file.read_text(encoding="utf-8"))
    except OSError as error:
        raise SettingsError(f"the settings file {file} cannot be read: {error.strerror}") from error
    except ValueError as error:
        raise SettingsError(f"the settings file {file} is not TOML: {error}") from error
