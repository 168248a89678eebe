"""What questions are read against: the held documents, their words, and the body's own name."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection
from functools import cached_property, lru_cache
from itertools import pairwise

from assistant.question.names import expansion, spellings
from assistant.question.pack import Pack
from assistant.question.titles import Titles
from index.document import Document, Paragraph, first_list
from index.lexicon import load_lexicon
from index.search import Index
from index.words import Language, fold, stems, words

_SAME_MEANING = 0.4
# A title with so much of the words that the shipped ones share is of the same body.
_LIKE = 0.75


class Vocabulary:
    """The held documents and the words in them, gathered once for an index."""

    def __init__(self, index: Index, *, spelling: bool = True) -> None:
        """With `spelling` off no word of a question is taken to be misspelt."""
        self._index = index
        self._spelling = spelling
        self._pairs: dict[Language, frozenset[tuple[str, str]]] = {}
        self._in_titles = lru_cache(maxsize=8192)(self._find_in_titles)
        self._title_stems = lru_cache(maxsize=64)(self._find_title_stems)
        self.names_body = lru_cache(maxsize=8192)(self._find_names_body)
        self.is_subject = lru_cache(maxsize=8192)(self._find_is_subject)

    @property
    def documents(self) -> tuple[Document, ...]:
        """The documents held."""
        return self._index.documents

    @cached_property
    def words(self) -> frozenset[str] | None:
        """The folded words of all versions, which misspelt words of questions are compared with."""
        return self._index.words if self._spelling else None

    @cached_property
    def titles(self) -> Titles:
        """The words of the titles of the documents held."""
        return Titles(self.documents)

    def in_titles(self, stem: str, language: Language, symbols: Collection[str]) -> bool:
        """Whether `stem` means a word of the title or organ, or of who signed, any of `symbols`."""
        return self._in_titles(stem, language, frozenset(symbols))

    def _find_in_titles(self, stem: str, language: Language, symbols: frozenset[str]) -> bool:
        said = self._title_stems(symbols)
        alike = load_lexicon().similarities(stem, language, said, "en") if said else [0.0]
        return float(max(alike)) >= _SAME_MEANING or stem in self._signed(language, symbols)

    def _find_title_stems(self, symbols: frozenset[str]) -> list[str]:
        found = (
            name
            for document in self.documents
            if document.symbol in symbols
            for name in stems(f"{document.organ}. {document.title}", "en")
        )
        return sorted(set(found))

    @cached_property
    def _signatures(self) -> tuple[Paragraph, ...]:
        return tuple(self._index.lines("signature"))

    def _signed(self, language: Language, symbols: frozenset[str]) -> set[str]:
        """The stems, in `language`, of the names that the documents `symbols` are signed with."""
        return {
            name
            for line in self._signatures
            if line.symbol in symbols
            for name in stems(line.version(language).text, line.version(language).language)
        }

    def _find_names_body(self, acronym: str, stem: str, language: Language) -> bool:
        """Whether `acronym` stands for a name in the titles: UN, ООН, UNRCCA."""
        return any(
            expansion(spelt, document.title, "en")
            for spelt in spellings(acronym, stem, language)
            for document in self.documents
        )

    def siblings(self, item: Paragraph) -> list[Paragraph]:
        """The items of the list that `item` stands in, in order."""
        parent = item.locator.parent
        if parent is None:
            return [item]
        return list(self._index.document(item.symbol).items(parent))

    def is_in_some_items(self, stem: str, language: Language) -> bool:
        """Whether `stem` means a word that some items of the first list held have, and others not."""
        items = self._items
        alike = [
            max(load_lexicon().similarities(stem, language, i, "en"), default=0.0) for i in items
        ]
        found = [value >= _SAME_MEANING for value in alike]
        return any(found) and not all(found)

    def introduces_list(self, stem: str, language: Language) -> bool:
        """Whether `stem` means a word of the sentence that introduces the first list held."""
        alike = load_lexicon().similarities(stem, language, self._introduction, "en")
        return float(max(alike, default=0.0)) >= _SAME_MEANING

    @cached_property
    def _introduction(self) -> tuple[str, ...]:
        """The English stems of what introduces the first list held, and of its document's title."""
        items = first_list(self.documents)
        if not items or items[0].locator.parent is None:
            return ()
        head = self._index.paragraph(items[0].symbol, items[0].locator.parent)
        text = f"{head.version('en').text} {self._index.document(head.symbol).title}"
        return tuple(dict.fromkeys(stems(text, "en")))

    @cached_property
    def _items(self) -> tuple[tuple[str, ...], ...]:
        """The English stems of each item of the first list held."""
        return tuple(
            tuple(dict.fromkeys(stems(item.version("en").text, "en")))
            for item in first_list(self.documents)
        )

    def about_body(self, text: str, pack: Pack) -> frozenset[str] | None:
        """The documents to ask where `text` names the body that the shipped ones are about; else None.

        Beside documents on other subjects "the Centre" still means that body, unless a word beside it
        makes it another's name, as the titles of the others have it ("Centre for Peace").
        """
        if self._own is None:
            return None
        said = _content(text, pack)
        names = {s for word, s in said if word in pack.body and self._names_it(word, s, pack)}
        pairs = {pair for pair in pairwise([s for _, s in said]) if names.intersection(pair)}
        return self._own if names and not pairs & self._others_pairs(pack) else None

    def _names_it(self, word: str, stem: str, pack: Pack) -> bool:
        known = load_lexicon().knows(stem, pack.language)
        # A word that no text has is the body's acronym, or the table would not have it.
        return self.is_subject(stem, pack.language) or not known

    @cached_property
    def _own(self) -> frozenset[str] | None:
        """The shipped documents, and those with the like of a title; None where there are no others."""
        shared = frozenset(self._shared)
        if not shared or not self._index.shipped:
            return None
        found = frozenset(
            str(document.symbol)
            for document in self.documents
            if document.symbol in self._index.shipped
            or len(shared.intersection(stems(document.title, "en"))) >= _LIKE * len(shared)
        )
        return found if len(found) < len(self.documents) else None

    def _others_pairs(self, pack: Pack) -> frozenset[tuple[str, str]]:
        """The pairs of words that follow each other in titles of other documents, and not of the body's."""
        if pack.language not in self._pairs:
            own, others = set[tuple[str, str]](), set[tuple[str, str]]()
            for document in self.documents:
                title = document.titles.get(pack.language, "")
                pairs = pairwise([stem for _, stem in _content(title, pack)])
                (own if document.symbol in (self._own or ()) else others).update(pairs)
            self._pairs[pack.language] = frozenset(others - own)
        return self._pairs[pack.language]

    @cached_property
    def _shared(self) -> tuple[str, ...]:
        """The English stems that at least half of the titles share: the body's own name.

        Where documents ship, their titles alone tell it, whatever was added to them.
        """
        shipped = self._index.shipped
        titles = [d.title for d in self.documents if not shipped or d.symbol in shipped]
        seen = Counter(stem for title in titles for stem in set(stems(title, "en")))
        return tuple(sorted(s for s, count in seen.items() if count * 2 >= len(titles) > 1))

    def _find_is_subject(self, stem: str, language: Language) -> bool:
        """Whether `stem`, of `language`, is a word of the name of the body that all is about."""
        if not self._shared:
            return False
        alike = load_lexicon().similarities(stem, language, self._shared, "en")
        near = language == "en" and any(
            len(name) >= 4 and abs(len(name) - len(stem)) <= 2 and stem.startswith(name)
            for name in self._shared
        )
        return near or float(alike.max()) >= _SAME_MEANING


def _content(text: str, pack: Pack) -> list[tuple[str, str]]:
    """The words of `text` that carry meaning, folded, each with its stem, in reading order."""
    found = ((fold(word.surface), word.stem) for word in words(text, pack.language))
    return [(surface, stem) for surface, stem in found if surface not in pack.stop]
