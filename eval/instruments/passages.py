"""Draws passages from the documents held, and tells what stands nowhere in them."""

from __future__ import annotations

import random
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from eval.instruments.typography import bare, is_balanced
from index.document import Document, Paragraph
from index.words import LANGUAGES, Language, words

FEWEST_WORDS, MOST_WORDS = 8, 45
_WHOLE = 0.25
_TRIES = 400
# A letter or digit, what joins, and another one.
_ONE = re.compile(r"\w['’‘ʼ\-\u2010\u2011/]\w|\d[.,  \u00a0\u202f]\d")
_VOCABULARY = 4000


@dataclass(frozen=True, slots=True)
class Passage:
    """Words of a document, `[start, end)` of a paragraph in a language."""

    paragraph: Paragraph
    language: Language
    start: int
    end: int

    @property
    def text(self) -> str:
        """The words, as they stand."""
        return self.paragraph.versions[self.language].text[self.start : self.end]


class Held:
    """The paragraphs of documents, by language, as far as they may be quoted.

    Languages are those of which there is a paragraph long enough to be drawn from.
    """

    def __init__(self, documents: Iterable[Document]) -> None:
        self._paragraphs: defaultdict[Language, list[Paragraph]] = defaultdict(list)
        texts: defaultdict[Language, list[str]] = defaultdict(list)
        for document in documents:
            for language, text in _texts(document):
                texts[language].append(text)
            for paragraph in document.paragraphs:
                for language, version in paragraph.versions.items():
                    if version.exact and len(words(version.text, language)) >= FEWEST_WORDS:
                        self._paragraphs[language].append(paragraph)
        self._bare = {language: "\0".join(own) for language, own in texts.items()}
        self._words = {language: self._vocabulary(language) for language in self._bare}

    @property
    def languages(self) -> list[Language]:
        """The languages that passages can be drawn in."""
        return [language for language in LANGUAGES if self._paragraphs.get(language)]

    def stands(self, text: str) -> bool:
        """Whether `text` stands in a document of any language, up to typography.

        Paragraphs that follow each other count as one text, and words may be cut: what does not stand here
        stands nowhere by any reading.
        """
        wanted = bare(text)
        return any(wanted in held for held in self._bare.values())

    def words_in(self, language: Language) -> Sequence[str]:
        """Words of the documents in `language`, each once: letters alone."""
        return self._words.get(language, ())

    def paragraphs_in(self, language: Language) -> Sequence[Paragraph]:
        """The paragraphs that passages are drawn from."""
        return self._paragraphs.get(language, ())

    def draw(self, language: Language, chance: random.Random) -> Passage:
        """A passage in `language`: a whole paragraph, or some words of one.

        It is cut where a person would cut: between words, and no quotation mark is without its other.
        """
        for _ in range(_TRIES):
            paragraph = chance.choice(self._paragraphs[language])
            passage = _cut(paragraph, language, chance)
            if passage and is_balanced(passage.text):
                return passage
        # Every paragraph of the language has marks that are not closed in it.
        raise LookupError(f"no passage can be drawn in {language}")

    def _vocabulary(self, language: Language) -> list[str]:
        found: dict[str, None] = {}
        for paragraph in self._paragraphs.get(language, ()):
            text = paragraph.versions[language].text
            found |= dict.fromkeys(w.surface for w in words(text, language) if w.surface.isalpha())
            if len(found) >= _VOCABULARY:
                break
        return list(found)


def _texts(document: Document) -> Iterator[tuple[Language, str]]:
    """All of the document in each language, without what is typography."""
    for language in document.languages:
        versions = (p.versions.get(language) for p in document.paragraphs)
        yield language, bare("".join(version.text for version in versions if version))


def _cut(paragraph: Paragraph, language: Language, chance: random.Random) -> Passage | None:
    text = paragraph.versions[language].text
    found = words(text, language)
    if chance.random() < _WHOLE and len(found) <= 2 * MOST_WORDS:
        return Passage(paragraph, language, 0, len(text.rstrip(" .,;:،؛。，；：")))
    length = chance.randint(FEWEST_WORDS, min(MOST_WORDS, len(found)))
    first = chance.randrange(len(found) - length + 1)
    start, end = found[first].start, found[first + length - 1].end
    if _is_inside(text, start) or _is_inside(text, end):
        return None
    return Passage(paragraph, language, start, end)


def _is_inside(text: str, at: int) -> bool:
    """Whether `at` is inside of what is written as one: `high-level`, `l’Asie`, `72/7`, `25,000`."""
    return bool(
        _ONE.match(text[max(0, at - 1) : at + 2]) or _ONE.match(text[max(0, at - 2) : at + 1])
    )
