"""Whether a row names a body, as a reader may name it: by its name, an acronym, or a part of it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.question.names import expansion, is_acronym
from assistant.tasking.rows import Row
from index.acronyms import known_names
from index.document import Document, Quote
from index.words import LANGUAGES, Language, fold, stems

_LOOKED_AT = ("addressee", "action", "counterpart", "reporting_to", "asked_by")


class Body:
    """A body as a reader named it, in whatever language."""

    def __init__(self, asked: str, documents: Sequence[Document]) -> None:
        """`documents` are those whose titles may tell what an acronym stands for."""
        self._asked = " ".join(asked.split())
        self._names = _names(self._asked, documents)
        self._said: dict[Language, list[list[str]]] = {}

    def is_named(self, row: Row) -> bool:
        """Whether one of the row's cells names the body."""
        quotes = [row.cells[name] for name in _LOOKED_AT if name in row.cells]
        return any(self._is_in(quote, row.language) for quote in quotes)

    def _is_in(self, quote: Quote, language: Language) -> bool:
        if language not in self._said:
            self._said[language] = [said for n in self._names if (said := stems(n, language))]
        held = stems(quote.text, language)
        return any(_follow(said, held) for said in self._said[language])


def _follow(said: Sequence[str], held: Sequence[str]) -> bool:
    """Whether the stems `said` stand in `held` one behind the other."""
    return any(
        list(held[at : at + len(said)]) == list(said) for at in range(len(held) - len(said) + 1)
    )


def _names(asked: str, documents: Sequence[Document]) -> list[str]:
    """`asked`, and the names and short forms that the table of names has for it."""
    folded = fold(re.sub(r"^(?:the|le|la|les|l[’']|el|los|las)\s*(?=\S)", "", asked, flags=re.I))
    found = [asked] if folded == fold(asked) else [asked[-len(folded) :], asked]
    for name in known_names():
        forms = [*name.names.values(), *(s for forms in name.short_forms.values() for s in forms)]
        if any(fold(form) == folded for form in forms):
            found += forms
    if is_acronym(asked):
        for document in documents:
            for language in LANGUAGES:
                title = document.titles.get(language, "")
                if title and (span := expansion(asked, title, language)):
                    found.append(title[slice(*span)])
    return list(dict.fromkeys(found))
