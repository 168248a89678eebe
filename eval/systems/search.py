"""Search alone as a system: words only (`lexical`), or vectors only (`dense`)."""

from __future__ import annotations

from typing import Literal

from eval.files import read_split
from eval.systems.model import Cited, Setting
from eval.systems.tuned import Passage, TunedSystem, tune
from index.build import open_index
from index.languages import detect_language
from index.search import Hit, Index, TermsIn
from index.words import Language, stems

Searched = Literal["lexical", "dense"]

_LIMIT = 10
_DESCRIPTIONS = {
    "lexical": "BM25 over paragraphs, in each language by its own stems",
    "dense": "the nearest paragraphs by their vectors",
}


class SearchEngine:
    """One of the two searches of the index, by paragraph."""

    def __init__(self, name: Searched, index: Index) -> None:
        self.name: str = name
        self.description = (
            f"{_DESCRIPTIONS[name]} ({index.embedder.name})"
            if name == "dense"
            else _DESCRIPTIONS[name]
        )
        self._index = index

    def search(self, question: str) -> list[Passage]:
        """The best paragraphs, each quoted whole in the question's language where it has it."""
        language = detect_language(question)
        return [Passage((_whole(hit, language),), self._score(hit)) for hit in self._hits(question)]

    def close(self) -> None:
        """Close the index."""
        self._index.close()

    def _hits(self, question: str) -> list[Hit]:
        if self.name == "dense":
            vector = self._index.embedder.encode_query([question])[0]
            return self._index.search(vector, (), limit=_LIMIT)
        terms = [
            TermsIn(language, [(stem, 1.0) for stem in dict.fromkeys(stems(question, language))])
            for language in self._index.languages
        ]
        return self._index.search(None, terms, limit=_LIMIT)

    def _score(self, hit: Hit) -> float:
        return hit.dense if self.name == "dense" else hit.lexical


def open_search(name: Searched, setting: Setting) -> TunedSystem:
    """The search `name` over the documents of `setting`, tuned on the development questions."""
    with _index(setting.shipped()) as shipped:
        tuning = tune(SearchEngine(name, shipped).search, read_split("development"))
    return TunedSystem(SearchEngine(name, _index(setting)), tuning)


def _index(setting: Setting) -> Index:
    return open_index(setting.home, documents=setting.documents, embedder=setting.load_embedder())


def _whole(hit: Hit, language: Language) -> Cited:
    version = hit.paragraph.version(language)
    return Cited(
        address=hit.paragraph.address,
        language=version.language,
        quote=version.text,
        start=0,
        end=len(version.text),
    )
