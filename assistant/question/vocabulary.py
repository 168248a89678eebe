"""What questions are read against: the held documents, their words, and the body's own name."""

from __future__ import annotations

from collections import Counter
from functools import cached_property, lru_cache

from index.document import Document, Paragraph
from index.lexicon import load_lexicon
from index.search import Index
from index.words import Language, fold, stems, words

_SAME_MEANING = 0.4


class Vocabulary:
    """The held documents and the words in them, gathered once for an index."""

    def __init__(self, index: Index) -> None:
        self._index = index
        self.subject = lru_cache(maxsize=None)(self._subject)

    @property
    def documents(self) -> tuple[Document, ...]:
        """The documents held."""
        return self._index.documents

    @cached_property
    def words(self) -> frozenset[str]:
        """The folded words of all versions, which misspelt words of questions are compared with."""
        return frozenset(
            fold(word.surface)
            for row in self._index.rows
            for word in words(row.version.text, row.version.language)
        )

    def siblings(self, item: Paragraph) -> list[Paragraph]:
        """The items of the list that `item` stands in, in order."""
        parent = item.locator.parent
        if parent is None:
            return [item]
        return list(self._index.document(item.symbol).items(parent))

    def _subject(self, language: Language) -> frozenset[str]:
        """The stems, in `language`, of the words that at least half of the titles share.

        They are the name of the body that the collection is about.
        """
        titles = [document.title for document in self.documents]
        seen = Counter(stem for title in titles for stem in set(stems(title, "en")))
        shared = sorted(stem for stem, count in seen.items() if count * 2 >= len(titles) > 1)
        if language == "en":
            return frozenset(shared)
        lexicon = load_lexicon()
        return frozenset(
            translation
            for stem in shared
            for translation, _ in lexicon.from_english(stem, language)
            if lexicon.similarity(stem, "en", translation, language) >= _SAME_MEANING
        )
