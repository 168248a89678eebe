"""Bodies that documents speak of under a collective name: "the Bretton Woods institutions"."""

from __future__ import annotations

import tomllib
from functools import lru_cache
from importlib.resources import files

from assistant.question.pack import folded


def find_members(text: str) -> list[tuple[tuple[str, ...], int, int]]:
    """The members of collectives in `text`: (the collective's folded names, start, end) of each."""
    searched = folded(text)
    found: list[tuple[tuple[str, ...], int, int]] = []
    for names, members in _collectives():
        for member in members:
            start = searched.find(member)
            bounded = start >= 0 and _is_word(searched, start, start + len(member))
            if bounded and not any(a <= start < b for _, a, b in found):
                found.append((names, start, start + len(member)))
    return found


def _is_word(text: str, start: int, end: int) -> bool:
    def is_letter(at: int) -> bool:
        return 0 <= at < len(text) and text[at].isalpha() and text[at] < "\u2e80"

    return text[start] >= "\u2e80" or not (is_letter(start - 1) or is_letter(end))


@lru_cache(maxsize=1)
def _collectives() -> tuple[tuple[tuple[str, ...], tuple[str, ...]], ...]:
    text = (files("assistant") / "collectives.toml").read_text(encoding="utf-8")
    return tuple(
        (
            tuple(folded(name) for name in entry["names"]),
            tuple(sorted((folded(m) for m in entry["members"]), key=len, reverse=True)),
        )
        for entry in tomllib.loads(text)["collective"]
    )
