"""Which documents a question is about, by the words of their titles, in any language."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Sequence
from functools import lru_cache

import numpy as np

from assistant.question.names import expansion, is_acronym, spellings
from assistant.question.pack import folded
from assistant.question.terms import Term
from index.document import Document
from index.lexicon import load_lexicon
from index.words import Language, stems

_SAME_MEANING = 0.4


class Titles:
    """The words of the titles and organs of `documents`, gathered once."""

    def __init__(self, documents: Sequence[Document]) -> None:
        self._documents = documents
        self._having: dict[Language, dict[str, list[int]]] = {}
        for number, document in enumerate(documents):
            for code, title in document.titles.items():
                having = self._having.setdefault(code, defaultdict(list))
                for stem in dict.fromkeys(stems(title, code)):
                    having[stem].append(number)
            organ = self._having.setdefault("en", defaultdict(list))
            for stem in dict.fromkeys(stems(document.organ, "en")):
                organ[stem].append(number)
        self._found = lru_cache(maxsize=512)(self._find)

    def on(
        self, terms: Sequence[Term], language: Language, among: Collection[str]
    ) -> list[Document]:
        """Those of the documents `among` (symbols) whose titles say `terms`, of `language`.

        A term that none of those says which say the ones before it chooses nothing.
        """
        chosen = {n for n, d in enumerate(self._documents) if d.symbol in among}
        for term in terms:
            chosen = chosen & self._found(term.surface, term.stem, language) or chosen
        return [self._documents[number] for number in sorted(chosen)]

    def say(self, term: Term, language: Language) -> bool:
        """Whether any title says what `term`, of `language`, says."""
        return bool(self._found(term.surface, term.stem, language))

    def _find(self, surface: str, stem: str, language: Language) -> frozenset[int]:
        if is_acronym(surface):
            names = spellings(surface, stem, language)
            return frozenset(
                number
                for number, document in enumerate(self._documents)
                for code, title in document.titles.items()
                if any(expansion(name, title, code) for name in names)
            )
        found: set[int] = set()
        if " " in surface:
            # A name of several words: "2030 Agenda".
            name = folded(surface)
            found.update(n for n, d in enumerate(self._documents) if _has(d, name))
        for held, having in self._having.items():
            known = tuple(having)
            alike = load_lexicon().similarities(stem, language, known, held)
            for at in np.flatnonzero(alike >= _SAME_MEANING):
                found.update(having[known[at]])
        return frozenset(found)


def _has(document: Document, name: str) -> bool:
    return any(name in folded(title) for title in document.titles.values())
