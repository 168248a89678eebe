"""The words that some models want before a question and before a paragraph."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Final

_FILE: Final = "config_sentence_transformers.json"
_QUERY: Final = ("query",)
# sentence-transformers knows the same names, but gives every model an empty "document" before it
# looks, and so never reaches the "passage" or "corpus" of a model that has only that.
_DOCUMENT: Final = ("document", "passage", "corpus")


@dataclass(frozen=True, slots=True)
class Prompts:
    """What is put before a question and before a paragraph; mostly nothing."""

    query: str = ""
    document: str = ""


def read_prompts(folder: Path) -> Prompts:
    """The prompts in the configuration of the model in `folder`.

    Raises `ValueError` if the configuration is not what it should be, `OSError` if it cannot be
    read.
    """
    try:
        config = json.loads((folder / _FILE).read_text(encoding="utf-8"))
    except FileNotFoundError:
        return Prompts()
    try:
        prompts = dict(config.get("prompts") or {})
    except (AttributeError, TypeError, ValueError) as error:
        raise ValueError(f"{_FILE}: no mapping of names to prompts") from error

    def first(names: tuple[str, ...]) -> str:
        return next((str(prompts[name]) for name in names if prompts.get(name)), "")

    return Prompts(first(_QUERY), first(_DOCUMENT))
