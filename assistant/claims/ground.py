"""What a statement rests on, and what may speak against it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import NamedTuple

from assistant.phrases import load_phrases
from index.document import Document, Paragraph
from index.languages import detect_language
from index.search import Index
from index.usage import ORGANS
from index.words import LANGUAGES, Language


class Objection(NamedTuple):
    """What speaks against a statement: `kind` of thing, and the `words` that do not stand there."""

    kind: str
    words: str


@dataclass(frozen=True, eq=False)
class Ground:
    """A paragraph that a statement rests on, with its document and the paragraphs that introduce it."""

    paragraph: Paragraph
    document: Document
    above: tuple[Paragraph, ...] = ()

    @cached_property
    def texts(self) -> tuple[tuple[str, Language], ...]:
        """The texts that support a statement, each in its language: the paragraph's and those above."""
        return tuple(
            (version.text, version.language)
            for paragraph in (self.paragraph, *self.above)
            for version in paragraph.versions.values()
        )

    @cached_property
    def own(self) -> tuple[tuple[str, Language], ...]:
        """The paragraph's own texts, each in its language."""
        return tuple((v.text, v.language) for v in self.paragraph.versions.values())

    @cached_property
    def organs(self) -> tuple[tuple[str, Language], ...]:
        """The names of the organ whose document it is."""
        return tuple(
            (name, _language_of(name))
            for name, organ in ORGANS.items()
            if organ == self.document.organ
        )

    def own_text(self, language: Language) -> str:
        """The paragraph's own text in `language`; empty where there is none."""
        version = self.paragraph.versions.get(language)
        return version.text if version else ""

    @cached_property
    def places(self) -> tuple[tuple[str, Language], ...]:
        """What the paragraph's place is called; its number is no number of the text."""
        return tuple((self.paragraph.locator.pinpoint(code), code) for code in LANGUAGES)

    @cached_property
    def heads(self) -> tuple[tuple[str, Language], ...]:
        """What a reader is told of the document beside the paragraph: title, organ, standing."""
        document = self.document
        standing = [
            (f"{load_phrases(code)[f'status.{document.status}']}", code) for code in LANGUAGES
        ]
        titles = [(title, language) for language, title in document.titles.items()]
        return (*titles, *self.organs, *standing, *ORGANIZATION)


ORGANIZATION: tuple[tuple[str, Language], ...] = (
    ("United Nations", "en"),
    ("Organisation des Nations Unies", "fr"),
    ("Организация Объединенных Наций", "ru"),
    ("Organización de las Naciones Unidas", "es"),
    ("الأمم المتحدة", "ar"),
    ("联合国", "zh"),
)
"""The names of the Organization whose documents they are."""


def ground_of(paragraph: Paragraph, index: Index) -> Ground:
    """`paragraph` as what a statement rests on, with the paragraphs that introduce it, nearest first."""
    document = index.document(paragraph.symbol)
    above: list[Paragraph] = []
    parent = paragraph.locator.parent
    while parent is not None:
        above.append(index.paragraph(document.symbol, parent))
        parent = parent.parent
    return Ground(paragraph, document, tuple(above))


@lru_cache(maxsize=32)
def _language_of(name: str) -> Language:
    return detect_language(name, "en")
