"""Bodies that documents call otherwise than readers do.

They speak of some under a collective name ("the Bretton Woods institutions"), and write out the names
that readers shorten, in whatever language.
"""

from __future__ import annotations

import tomllib
from functools import lru_cache
from importlib.resources import files

from assistant.question.pack import folded
from index.acronyms import known_names

# Two letters stand for too much.
_SHORTEST = 3


def find_members(text: str) -> list[tuple[tuple[str, ...], int, int]]:
    """The members of collectives in `text`: (the collective's folded names, start, end) of each.

    A short form is a member of what it stands for; it has capitals where the form has.
    """
    searched = folded(text)
    found: list[tuple[tuple[str, ...], int, int]] = []
    for names, members in _collectives():
        for member in members:
            start = searched.find(member)
            bounded = start >= 0 and _is_word(searched, start, start + len(member))
            if bounded and not any(a <= start < b for _, a, b in found):
                found.append((names, start, start + len(member)))
    for short, names in _short_forms():
        start = text.find(short)
        bounded = start >= 0 and _is_word(text, start, start + len(short))
        if bounded and not any(a < start + len(short) and start < b for _, a, b in found):
            found.append((names, start, start + len(short)))
    return found


def _is_word(text: str, start: int, end: int) -> bool:
    def is_letter(at: int) -> bool:
        return 0 <= at < len(text) and text[at].isalnum() and text[at] < "\u2e80"

    return text[start] >= "\u2e80" or not (is_letter(start - 1) or is_letter(end))


@lru_cache(maxsize=1)
def _short_forms() -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Each short form with the names that it stands for, in all languages; the longest forms first."""
    forms: dict[str, dict[str, None]] = {}
    for name in known_names():
        written = dict.fromkeys(folded(text) for text in name.names.values())
        for short in {s for shorts in name.short_forms.values() for s in shorts}:
            if len(short) >= _SHORTEST and not short.islower():
                forms.setdefault(short, {}).update(written)
    ordered = sorted(forms.items(), key=lambda item: (-len(item[0]), item[0]))
    return tuple((short, tuple(names)) for short, names in ordered)


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
