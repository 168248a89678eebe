"""What a comparison and a lineage say beside the words of documents, in six languages."""

from __future__ import annotations

import tomllib
from functools import lru_cache
from importlib.resources import files

from index.words import LANGUAGES, Language


@lru_cache(maxsize=len(LANGUAGES))
def load_labels(language: Language) -> dict[str, str]:
    """The labels in `language`, by name; those with places to fill have them in braces."""
    text = (files("assistant") / "lineage" / "labels.toml").read_text(encoding="utf-8")
    labels: dict[str, str] = tomllib.loads(text)[language]
    return labels
