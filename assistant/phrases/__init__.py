"""The assistant's own sentences in six languages: everything it says that is not a quote."""

from __future__ import annotations

import tomllib
from functools import lru_cache
from importlib.resources import files

from index.words import Language


@lru_cache(maxsize=6)
def load_phrases(language: Language) -> dict[str, str]:
    """The phrases of `language` by name; those of a table are named `table.name`."""
    text = (files("assistant.phrases") / f"{language}.toml").read_text(encoding="utf-8")
    data = tomllib.loads(text)
    flat = {name: value for name, value in data.items() if isinstance(value, str)}
    for table, values in data.items():
        if isinstance(values, dict):
            flat |= {f"{table}.{name}": value for name, value in values.items()}
    return flat
