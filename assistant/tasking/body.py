"""Whether a row names a body, as a reader may name it: by its name, an acronym, or a part of it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from assistant.question.names import expansion, is_acronym
from assistant.tasking.actors import head_of
from assistant.tasking.grammar import load_grammar
from assistant.tasking.rows import Row
from index.acronyms import known_names
from index.document import Document, Quote
from index.words import LANGUAGES, Language, Word, fold, stems, words

_LOOKED_AT = ("addressee", "actor", "action", "counterpart", "reporting_to", "asked_by")
_ARTICLE = re.compile(r"(?:the|le|la|les|el|los|las)\s+|l[’']", re.IGNORECASE)
# So much of a long name, from its beginning, is that name: the place that it ends with is left out.
_ENOUGH = 0.6


class Body:
    """A body as a reader named it, in whatever language.

    In a document that names it in full, its head noun alone is it as well: "the Centre".
    """

    def __init__(self, asked: str, documents: Sequence[Document]) -> None:
        """`documents` are those that are read; their titles may tell what an acronym stands for."""
        self._names = _names(" ".join(asked.split()), documents)
        self._documents = {str(document.symbol): document for document in documents}
        self._said = {
            code: [said for name in self._names if (said := stems(name, code))]
            for code in LANGUAGES
        }
        self._own = {
            code: frozenset(stem for said in self._said[code] for stem in said)
            for code in LANGUAGES
        }
        self._beginnings = [_beginning(name) for name in self._names]
        self._heads = {code: self._head_nouns(code) for code in LANGUAGES}
        self._names_in_full = lru_cache(maxsize=4096)(self._find_in_full)

    def is_named(self, row: Row) -> bool:
        """Whether one of the row's cells names the body."""
        quotes = [row.cells[name] for name in _LOOKED_AT if name in row.cells]
        return any(self._is_in(quote, row.language) for quote in quotes)

    def _is_in(self, quote: Quote, language: Language) -> bool:
        held = stems(quote.text, language)
        if any(_follow(said, held) for said in self._said[language]):
            return True
        heads = self._heads[language].intersection(held)
        return (
            bool(heads)
            and _stands_alone(quote.text, language, heads, self._own[language])
            and self._names_in_full(str(quote.paragraph.symbol), language)
        )

    def _head_nouns(self, language: Language) -> frozenset[str]:
        grammar = load_grammar(language)
        names = (name for name in self._names if len(name.split()) > 1)
        heads = (head_of(name, grammar) for name in names)
        return frozenset(stem for head in heads if head for stem in stems(head, language))

    def _find_in_full(self, symbol: str, language: Language) -> bool:
        """Whether the document has the name, or enough of it, in any of its paragraphs or its title."""
        document = self._documents[symbol]
        texts = [p.versions[language].text for p in document.paragraphs if language in p.versions]
        texts += document.titles.values()
        return any(
            beginning in folded
            for folded in map(fold, texts)
            for beginning in self._beginnings
            if " " in beginning
        )


def _stands_alone(
    text: str, language: Language, heads: frozenset[str], own: frozenset[str]
) -> bool:
    """Whether one of the nouns `heads` stands in `text` with no word of another's name around it.

    Words that are the body's `own` may stand before it: "the Regional Centre".
    """
    grammar = load_grammar(language)
    before: Word | None = None
    for word in words(text, language):
        theirs = (
            before is not None
            and before.surface[0].isupper()
            and before.stem not in own
            and not _ARTICLE.fullmatch(f"{before.surface} ")
        )
        if word.stem in heads and not theirs and not grammar.name_more.match(text[word.end :]):
            return True
        before = word
    return False


def _follow(said: Sequence[str], held: Sequence[str]) -> bool:
    """Whether the stems `said` stand in `held` one behind the other."""
    return any(
        list(held[at : at + len(said)]) == list(said) for at in range(len(held) - len(said) + 1)
    )


def _beginning(name: str) -> str:
    """Enough of a name, folded, to know it by."""
    parts = fold(name).split()
    return " ".join(parts[: max(2, round(len(parts) * _ENOUGH))])


def _names(asked: str, documents: Sequence[Document]) -> list[str]:
    """`asked` without its article, and the names and short forms that the table of names has for it."""
    bare = _ARTICLE.sub("", asked, count=1) if _ARTICLE.match(asked) else asked
    found = [bare or asked]
    for name in known_names():
        forms = [*name.names.values(), *(s for forms in name.short_forms.values() for s in forms)]
        if any(fold(form) == fold(bare) for form in forms):
            found += forms
    if is_acronym(asked):
        for document in documents:
            for language in LANGUAGES:
                title = document.titles.get(language, "")
                if title and (span := expansion(asked, title, language)):
                    found.append(title[slice(*span)])
    return list(dict.fromkeys(found))
