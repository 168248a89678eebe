"""Which documents a question is about, by the words of their titles, in any language."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from assistant.question.names import expansion, is_acronym, spellings
from assistant.question.terms import Term
from index.document import Document
from index.lexicon import load_lexicon
from index.words import Language, stems

_SAME_MEANING = 0.4


def documents_on(
    terms: Sequence[Term], language: Language, documents: Sequence[Document]
) -> list[Document]:
    """The documents whose titles say all of `terms`, of `language`, that any of the titles says.

    All of them where no term is said by any title.
    """
    telling = [t for t in terms if any(says(d, t, language) for d in documents)]
    return [d for d in documents if all(says(d, t, language) for t in telling)]


def says(document: Document, term: Term, language: Language) -> bool:
    """Whether the title of `document`, in any of its languages, says what `term` says."""
    return any(
        _says(title, code, term.surface, term.stem, language)
        for code, title in document.titles.items()
    )


@lru_cache(maxsize=65536)
def _says(title: str, held: Language, surface: str, stem: str, language: Language) -> bool:
    if is_acronym(surface):
        return any(expansion(name, title, held) for name in spellings(surface, stem, language))
    said = _title_stems(title, held)
    alike = load_lexicon().similarities(stem, language, said, held) if said else ()
    return any(float(value) >= _SAME_MEANING for value in alike)


@lru_cache(maxsize=65536)
def _title_stems(title: str, language: Language) -> tuple[str, ...]:
    return tuple(stems(title, language))
