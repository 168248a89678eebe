"""How far the terms of a question are supported by the words of a paragraph, in any language.

A term is supported by its own stem, by a word that means the same (lexicon) or nearly so (word
vectors), by the name that an acronym stands for, and by what a line is: a sponsors' line supports
"proposed" without saying it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache

import numpy as np
from anyascii import anyascii
from numpy.typing import NDArray
from rapidfuzz.distance import DamerauLevenshtein

from assistant.calibration import Calibration
from assistant.question.names import expansion, spellings
from assistant.question.pack import folded, load_pack
from assistant.question.terms import Term
from assistant.stages import Stage
from index.document import Paragraph
from index.lexicon import load_lexicon
from index.lexicon.everyday import is_everyday
from index.locator import Kind
from index.search import Index
from index.words import Language, fold, stem, words

# Vectors of words, of 4 kB each.
_VECTORS_KEPT = 20_000
# A further language tells little more of what a paragraph says than two, and takes as long.
_LANGUAGES = 2
# How many characters before its mark a footnote is about.
_NOTE_REACH = 120

Stems = tuple[str, ...]
Surfaces = Mapping[str, str]
"""Stems, each with the shortest word that has it: a word vector is of a word, not of its stem."""

LINES = frozenset({Kind.TITLE, Kind.MASTHEAD, Kind.CLOSING})
"""Kinds of paragraphs that tell of the document, and not of its subject."""


class Support:
    """Scores terms against paragraphs; keeps the stems of the paragraphs that it has seen."""

    def __init__(self, index: Index, calibration: Calibration) -> None:
        self._index = index
        self._embedder = index.embedder
        self._calibration = calibration
        self._context = lru_cache(maxsize=100_000)(self._find_context)
        self._alike = lru_cache(maxsize=2048)(self._find_alike)
        # The words of the candidates are compared with each term of the question.
        self._vectors_of = lru_cache(maxsize=32)(self._stack)
        self._vectors: dict[str, NDArray[np.float32]] = {}

    def of(
        self, terms: Sequence[Term], language: Language, paragraphs: Sequence[Paragraph]
    ) -> NDArray[np.float32]:
        """The support of each term in each paragraph, shape (terms, paragraphs), from 0 to 1.

        What only a paragraph's surroundings support (the sentence that introduces a list, the
        sentence that a footnote belongs to) counts `parent_share` as much.
        """
        scores = np.zeros((len(terms), len(paragraphs)), dtype=np.float32)
        own = [_stems_of(p, language) for p in paragraphs]
        around = [self._context(p, language) for p in paragraphs]
        for held in dict.fromkeys(code for text in (*own, *around) for code in text):
            self._score(scores, terms, language, [o.get(held, {}) for o in own], held, 1.0)
            share = self._calibration.parent_share
            self._score(scores, terms, language, [a.get(held, {}) for a in around], held, share)
        for column, paragraph in enumerate(paragraphs):
            for row, term in enumerate(terms):
                scores[row, column] = max(scores[row, column], _special(term, language, paragraph))
        return scores

    def places(
        self, terms: Sequence[Term], language: Language, text: str, held: Language
    ) -> list[int]:
        """The offsets of the words of `text` that support any of `terms`."""
        found = words(text, held)
        surfaces = _shortest((word.stem, fold(word.surface)) for word in found)
        vocabulary = tuple(sorted(surfaces))
        shown = tuple(surfaces[stem] for stem in vocabulary)
        offsets: list[int] = []
        for term in terms:
            values = self._alike(term, language, vocabulary, shown, held)
            least = max(self._calibration.supported, 0.95 * float(values.max(initial=0.0)))
            alike = dict(zip(vocabulary, values, strict=True))
            offsets += [word.start for word in found if alike[word.stem] >= least]
        return offsets

    def _score(
        self,
        scores: NDArray[np.float32],
        terms: Sequence[Term],
        language: Language,
        texts: Sequence[Surfaces],
        held: Language,
        share: float,
    ) -> None:
        # Of these texts alone: what was asked before must not change what a word is near to.
        surfaces = _shortest(pair for text in texts for pair in text.items())
        vocabulary = tuple(sorted(surfaces))
        shown = tuple(surfaces[stem] for stem in vocabulary)
        if not vocabulary:
            return
        place = {stem: number for number, stem in enumerate(vocabulary)}
        columns = [np.array([place[stem] for stem in text], dtype=np.intp) for text in texts]
        for row, term in enumerate(terms):
            alike = self._alike(term, language, vocabulary, shown, held)
            for column, at in enumerate(columns):
                if len(at):
                    scores[row, column] = max(scores[row, column], share * float(alike[at].max()))

    def _find_alike(
        self, term: Term, language: Language, vocabulary: Stems, shown: Stems, held: Language
    ) -> NDArray[np.float32]:
        """How far each stem of `vocabulary`, of the language `held`, means the same as `term`.

        `shown` has a word of the texts for each stem.
        """
        lexicon = load_lexicon()
        c = self._calibration
        translates = Stage.LEXICON not in c.without
        found = (
            lexicon.similarities(term.stem, language, vocabulary, held)
            if translates
            else _same_stem(term.stem, language, vocabulary, held)
        )
        if term.acronym or term.collective or not any(map(str.isalpha, term.stem)):
            return found
        unknown = language != "en" and not (translates and lexicon.to_english(term.stem, language))
        if unknown and language != held and not found.max() > c.supported:
            found = np.maximum(found, spelt_alike(term.surface, vocabulary))
        if Stage.WORD_VECTORS in c.without or not _is_known(term.stem, language):
            # The pieces of an unknown word make a vector that is near to anything.
            return found
        cosines = self._vectors_of(shown) @ self._vectors_of((term.corrected or term.surface,))[0]
        near = np.clip((cosines - c.word_low) / (c.word_high - c.word_low), 0.0, 1.0)
        return np.asarray(np.maximum(found, near * c.word_most), dtype=np.float32)

    def _stack(self, surfaces: Stems) -> NDArray[np.float32]:
        if len(self._vectors) > _VECTORS_KEPT:
            self._vectors.clear()
        missing = [surface for surface in dict.fromkeys(surfaces) if surface not in self._vectors]
        if missing:
            # As questions: what a paragraph says beside its words is not for a word.
            rows = self._embedder.encode_query(missing)
            self._vectors |= dict(zip(missing, rows, strict=True))
        return np.stack([self._vectors[surface] for surface in surfaces])

    def _find_context(self, paragraph: Paragraph, language: Language) -> dict[Language, Surfaces]:
        document = self._index.document(paragraph.symbol)
        parent = paragraph.locator.parent
        if parent is not None:
            above = self._index.find(paragraph.symbol, parent)
            return _stems_of(above, language) if above else {}
        if paragraph.kind in LINES:
            # Who adopts a resolution, and what it is called, stands at its head.
            return {"en": _stems(f"{document.organ}. {document.title}", "en")}
        if paragraph.locator.head != "fn":
            return {}
        for other in document.paragraphs:
            for version in other.versions.values():
                for note, offset in version.notes:
                    if note == paragraph.locator:
                        # The mark follows the words that the note is about.
                        about = version.text[max(0, offset - _NOTE_REACH) : offset]
                        return {version.language: _stems(about, version.language)}
        return {}


def _is_known(stem: str, language: Language) -> bool:
    known = load_lexicon().knows(stem, language)
    return known or (language == "en" and is_everyday(stem))


def _same_stem(
    sought: str, language: Language, vocabulary: Stems, held: Language
) -> NDArray[np.float32]:
    """1 for the very stem in its own language, numbers in any; 0 for every other."""
    same = language == held or sought.isdigit()
    return np.array([same and other == sought for other in vocabulary], dtype=np.float32)


def spelt_alike(surface: str, vocabulary: Stems) -> NDArray[np.float32]:
    """Names written in another script: how alike the letters are once both are romanised.

    A name that neither lexicon nor model knows (ковид, Бишкек) is told by its sound.
    """
    name = anyascii(surface).lower()
    values = np.zeros(len(vocabulary), dtype=np.float32)
    if len(name) < 5:
        return values
    for number, other in enumerate(vocabulary):
        other = anyascii(other).split("-")[0]
        if len(other) >= 5:
            likeness = DamerauLevenshtein.normalized_similarity(name[: len(other) + 1], other)
            values[number] = likeness if likeness >= _SOUNDS_ALIKE else 0.0
    return values


_SOUNDS_ALIKE = 0.66


def _special(term: Term, language: Language, paragraph: Paragraph) -> float:
    """Support that no word of the text gives: a line's role, a name's acronym."""
    if stands_for_line(term, language, paragraph.locator):
        return 1.0
    if term.collective:
        texts = [folded(version.text) for version in paragraph.versions.values()]
        if any(name in text for name in term.collective for text in texts):
            return 1.0
    if term.acronym:
        spelt = spellings(term.surface, term.stem, language)
        for held, version in paragraph.versions.items():
            if any(expansion(acronym, version.text, held) for acronym in spelt):
                return 1.0
    return 0.0


def supported_by_line(terms: Sequence[Term], language: Language, paragraph: Paragraph) -> bool:
    """Whether any term asks what a line around the text is: who signed, when adopted."""
    return any(stands_for_line(term, language, paragraph.locator) for term in terms)


def stands_for_line(term: Term, language: Language, locator: str) -> bool:
    """Whether `term` asks what the line at `locator` tells: "adopted" the closing of a meeting."""
    return term.stem in _line_stems(locator, language)


@lru_cache(maxsize=64)
def _line_stems(locator: str, language: Language) -> frozenset[str]:
    return frozenset(stem(word, language) for word in load_pack(language).line.get(locator, ()))


@lru_cache(maxsize=100_000)
def _stems(text: str, language: Language) -> Surfaces:
    stop = load_pack(language).stop
    found = ((word.stem, fold(word.surface)) for word in words(text, language))
    # Every paragraph has function words; they support nothing.
    return _shortest((stem, surface) for stem, surface in found if surface not in stop)


def _shortest(pairs: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Each stem with the shortest of its words, the first in order of equally short ones."""
    found: dict[str, str] = {}
    for stemmed, surface in pairs:
        known = found.setdefault(stemmed, surface)
        if (len(surface), surface) < (len(known), known):
            found[stemmed] = surface
    return found


def _stems_of(paragraph: Paragraph, language: Language) -> dict[Language, Surfaces]:
    """The stems of the version in the question's `language`, in English, and in others, up to the most.

    Where the question's language has no version all of them tell what the paragraph says.
    """
    held = list(paragraph.versions)
    if language in paragraph.versions:
        held = list(dict.fromkeys([language, *(c for c in ("en", *held) if c in held)]))[
            :_LANGUAGES
        ]
    return {code: _stems(paragraph.versions[code].text, code) for code in held}
