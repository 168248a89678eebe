"""The questions of `glossary_questions.toml`, with the verbs that they ask of."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

_DATA = tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))

OTHERS: dict[str, list[str]] = _DATA["others"]


@dataclass(frozen=True)
class Golden:
    """A question, and for each verb that it asks of the names that may be meant."""

    language: str
    text: str
    verbs: tuple[frozenset[str], ...]

    def are_meant(self, names: list[str]) -> bool:
        """Whether these are the verbs that it asks of, in order."""
        pairs = zip(names, self.verbs, strict=False)
        return len(names) == len(self.verbs) and all(name in meant for name, meant in pairs)


def golden(half: str) -> Iterator[Golden]:
    """The questions of `built` or of `kept`."""
    for language, questions in _DATA[half].items():
        for text, *verbs in questions:
            yield Golden(language, text, tuple(frozenset(v.split("|")) for v in verbs))
