"""The words of the web's own pages, in six languages."""

from __future__ import annotations

import tomllib
from functools import lru_cache
from importlib.resources import files

from index.words import Language


@lru_cache(maxsize=6)
def load_labels(language: Language) -> dict[str, str]:
    """The labels of `language` by name; those of a table are named `table.name`."""
    text = (files("assistant.web.interface") / f"{language}.toml").read_text(encoding="utf-8")
    labels: dict[str, str] = {}
    for name, value in tomllib.loads(text).items():
        if isinstance(value, str):
            labels[name] = value
        else:
            labels |= {f"{name}.{key}": label for key, label in value.items()}
    return labels
