"""Words for templates: labels with their blanks filled in, titles and dates in a language."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from markupsafe import Markup, escape

from assistant.web.interface import load_labels
from assistant.web.pages.dates import write_date
from index.usage import ORGANS
from index.words import LANGUAGES

if TYPE_CHECKING:
    from index.document import Document
    from index.words import Language

# The order in which `ORGANS` names each of them.
_ORGAN_LANGUAGES: tuple[Language, ...] = ("en", "fr", "ru", "es", "ar", "zh")


@dataclass(frozen=True, slots=True)
class Words:
    """A text with the language that it stands in."""

    text: str
    language: Language


@dataclass(frozen=True, slots=True)
class Day:
    """A date for machines (`2017-11-17`) and for readers."""

    iso: str
    text: str

    @classmethod
    def of(cls, date: dt.date, language: Language) -> Day:
        """`date` as a reader of `language` writes it."""
        return cls(date.isoformat(), write_date(date, language))


@lru_cache(maxsize=1)
def _organs() -> dict[str, dict[Language, str]]:
    """The names of the main organs by language, under the English ones."""
    found: dict[str, dict[Language, str]] = {}
    for name, organ in ORGANS.items():
        names = found.setdefault(organ, {})
        names[_ORGAN_LANGUAGES[len(names)]] = name
    return found


def organ_name(organ: str, language: Language) -> Words:
    """The name of `organ` in `language` where it has one, else in English."""
    name = _organs().get(organ, {}).get(language)
    return Words(name, language) if name else Words(organ, "en")


@lru_cache(maxsize=1)
def language_names() -> dict[Language, str]:
    """The six languages by their own names."""
    return {code: load_labels(code)["language_name"] for code in LANGUAGES}


def fill(label: str, **values: object) -> Markup:
    """`label` as HTML, each blank filled with its value, which keeps its own direction of writing."""
    isolated = {name: Markup("<bdi>{}</bdi>").format(value) for name, value in values.items()}
    return Markup(escape(label)).format(**isolated)


def title_of(document: Document, language: Language) -> Words:
    """The title in `language`, else in English, else in any; where there is none, the symbol."""
    for code in (language, *LANGUAGES):
        if title := document.titles.get(code):
            return Words(title, code)
    return Words(str(document.symbol), "en")
