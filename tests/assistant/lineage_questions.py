"""The questions of `lineage_questions.toml`, with what their answers must quote."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

_DATA = tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))

LOOKALIKES: dict[str, list[str]] = _DATA["lookalikes"]
NOT_REPEATED = ("monitor", "mission", "anniversary")
"""What no later document repeats."""


@dataclass(frozen=True)
class Golden:
    """A question: `kind` is of `compared`, `still` and `carried`; `quotes` are the places to be cited."""

    language: str
    kind: str
    about: str
    text: str
    quotes: frozenset[str]


def golden(half: str) -> Iterator[Golden]:
    """The questions of `built` or of `kept`."""
    for language, kinds in _DATA[half].items():
        for kind, questions in kinds.items():
            for about, text in questions:
                quotes = frozenset(_DATA["expected"][about])
                yield Golden(language, kind, about, text, quotes)
