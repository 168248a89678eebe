"""Makes the texts of editions ready to be stored: their stems, windows and vectors.

This is the work that takes long, and it needs nothing but the texts: it runs in any process.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from index.editions import Edition
from index.embedder import Embedder
from index.embedder.bulk import encode_documents
from index.embedder.protocol import Vectors
from index.locator import Locator
from index.words import Language, fold, words

Progress = Callable[[str], None]
"""Called with a few words at each step."""


# Most words of a text stand in others too.
_folded = lru_cache(maxsize=100_000)(fold)


@dataclass(frozen=True, slots=True)
class PreparedText:
    """A version's stems, parted by spaces, and the vectors of its windows, shape (windows, dimension)."""

    stems: str
    vectors: Vectors


@dataclass(frozen=True, slots=True)
class PreparedEdition:
    """An edition with its texts made ready, and the folded words that stand in it."""

    edition: Edition
    texts: dict[Locator, PreparedText]
    words: frozenset[str]


def prepare(
    editions: Sequence[Edition], embedder: Embedder, progress: Progress = lambda step: None
) -> list[PreparedEdition]:
    """Each of `editions` with the stems and vectors of its texts, in order.

    `progress` is called with a line every two seconds.
    """
    texts = [v.text for edition in editions for v in edition.read.paragraphs.values()]
    vectors = iter(encode_documents(embedder, texts, progress))
    return [_prepared(edition, vectors) for edition in editions]


def words_in(edition: Edition) -> frozenset[str]:
    """The folded words that stand in an edition."""
    read = edition.read
    return frozenset(
        word for v in read.paragraphs.values() for word in _words(v.text, read.language)[1]
    )


def _prepared(edition: Edition, vectors: Iterator[Vectors]) -> PreparedEdition:
    texts: dict[Locator, PreparedText] = {}
    vocabulary: set[str] = set()
    for locator, version in edition.read.paragraphs.items():
        stems, surfaces = _words(version.text, edition.read.language)
        texts[locator] = PreparedText(stems, next(vectors))
        vocabulary |= surfaces
    return PreparedEdition(edition, texts, frozenset(vocabulary))


def _words(text: str, language: Language) -> tuple[str, set[str]]:
    found = words(text, language)
    return " ".join(word.stem for word in found), {_folded(w.surface) for w in found}
