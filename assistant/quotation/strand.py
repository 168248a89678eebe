"""A document's text in one language, as the paragraphs follow each other."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from assistant.quotation.fold import Token, TokenKind, tokens
from assistant.quotation.pairs import words_in
from index.document import Document, PlacedParagraphs, Version
from index.words import Language

MOST_UNSTORED = 3
"""How many tokens at most a number, a bullet or the mark of a footnote has in print: "(a)"."""

_BULLETS = frozenset("•‣◦▪▫■□●○◆·∙*-")


@dataclass(frozen=True, eq=False)
class Strand:
    """The paragraphs of `document` that have a version in `language`, in order."""

    document: Document
    language: Language

    @cached_property
    def paragraphs(self) -> PlacedParagraphs:
        """Those paragraphs; each has its number in this order, from 0.

        What was not read surely is none of them: it is no ground for calling a quote right or wrong.
        """
        return self.document.quotable_in(self.language)

    @cached_property
    def numbers(self) -> dict[str, int]:
        """The number of the paragraph at each locator."""
        return {locator: number for number, locator in enumerate(self.paragraphs.locators)}

    def version(self, number: int) -> Version:
        """The version of the paragraph with that number."""
        if number not in self._versions:
            self._versions[number] = self.paragraphs[number].versions[self.language]
        return self._versions[number]

    def keep(self, number: int, version: Version) -> None:
        """Take `version`, which was read already, for that of the paragraph with that number."""
        self._versions[number] = version

    @cached_property
    def _versions(self) -> dict[int, Version]:
        """The versions that were looked at: to read one from the index takes long."""
        return {}

    def tokens(self, number: int) -> tuple[Token, ...]:
        """The tokens of that version."""
        return tokens(self.version(number).text)

    def words(self, number: int) -> tuple[str, ...]:
        """The words of that version, without case and accents."""
        return words_in(self.version(number).text)

    def tokens_from(self, number: int, least: int) -> Iterator[Token]:
        """The tokens of that paragraph, then those that follow it, paragraph by paragraph, to `least`."""
        yield from self.tokens(number)
        while least > 0 and (number := number + 1) < len(self.paragraphs):
            yield from self.tokens(number)
            least -= len(self.tokens(number))

    def unstored(self, number: int, at: int, pasted: Sequence[Token]) -> int:
        """How many of the tokens that `pasted` begins with the document has there, but its text not.

        In print a paragraph begins with its own number or letter, an item with its bullet, and a mark
        stands at the place of a footnote; the stored text has none of them. `at` is the token of the
        paragraph that they stand before. A number that is another paragraph's is not passed over.
        """
        marks = self._labels(number) if at == 0 else self._note_marks(number, at)
        for mark in marks:
            if [_plain(token) for token in pasted[: len(mark)]] == mark:
                return len(mark)
        return 0

    def _labels(self, number: int) -> Iterator[list[str]]:
        locator = self.paragraphs.locators[number]
        last = locator.items[-1] if locator.items else str(locator.number or "")
        if last.isalpha() or (locator.head in ("op", "p", "fn") and not locator.items):
            yield from ([last, "."], ["(", last, ")"], [last, ")"], [last])
        yield from ([bullet] for bullet in _BULLETS)

    def _note_marks(self, number: int, at: int) -> Iterator[list[str]]:
        cut = self.tokens(number)
        before = cut[at - 1].end
        after = cut[at].start if at < len(cut) else len(self.version(number).text)
        for note, offset in self.version(number).notes:
            if before <= offset <= after:
                mark = str(note.number)
                yield from (["[", mark, "]"], ["(", mark, ")"], [mark])


def _plain(token: Token) -> str:
    """The key of `token`, raised digits as plain ones."""
    if token.kind is not TokenKind.RAISED:
        return token.key
    return "".join(str(unicodedata.digit(character)) for character in token.key)
