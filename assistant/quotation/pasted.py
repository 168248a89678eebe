"""What was pasted: cleaned of what surrounds a quote, and cut into tokens."""

from __future__ import annotations

import unicodedata
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from functools import cached_property

from assistant.errors import EmptyQuestion, QuestionTooLong
from assistant.question.reading import whole_characters
from assistant.quotation.fold import QUOTATION_MARKS, Token, TokenKind, tokens

MOST_CHARACTERS = 20_000
"""The length of a quote that is checked at once: some seven pages of a document."""

_LINE_ENDS = frozenset("\n\r\v\f\x85\u2028\u2029")
_AROUND = QUOTATION_MARKS + "《》〈〉"


@dataclass(frozen=True)
class Pasted:
    """Words that somebody has, to be looked for: `text` is in NFC."""

    text: str

    @cached_property
    def tokens(self) -> tuple[Token, ...]:
        """The tokens of the text."""
        return tokens(self.text)

    @cached_property
    def has_ellipsis(self) -> bool:
        """Whether it tells that words were left out."""
        return any(token.kind is TokenKind.ELLIPSIS for token in self.tokens)

    @cached_property
    def folded(self) -> str:
        """The text without its typography, to be searched for: no soft hyphens, one kind of dash."""
        pieces: list[str] = []
        for at, token in enumerate(self.tokens):
            gap = self.text[self.tokens[at - 1].end : token.start] if at else ""
            is_cut = at > 1 and self._cuts(at - 2)
            pieces += [" " * (any(map(str.isspace, gap)) and not is_cut), token.key]
        return "".join(pieces)

    def read_for(self, words: Collection[str]) -> tuple[Token, ...]:
        """The tokens, with a word that a line's end cuts in two put together if it is in `words`.

        "coun-" at a line's end and "tries" on the next are one word where the document has it, and
        else are parted by a hyphen of their own.
        """
        return tuple(self._joined(words)) if self.has_cut_words else self.tokens

    @cached_property
    def has_cut_words(self) -> bool:
        """Whether a word may be cut in two by a line's end."""
        return any(self._cuts(at) for at in range(len(self.tokens)))

    def _joined(self, words: Collection[str]) -> Iterator[Token]:
        at = 0
        while at < len(self.tokens):
            token, end = self.tokens[at], at
            while self._cuts(end) and (key := token.key + self.tokens[end + 2].key):
                token = Token(key, token.start, self.tokens[end + 2].end, token.kind)
                end += 2
                if token.key in words:
                    break
            if token.key in words and end > at:
                yield token
                at = end + 1
            else:
                yield self.tokens[at]
                at += 1

    def _cuts(self, at: int) -> bool:
        """Whether a hyphen and the end of a line follow the word at `at`, and then a word."""
        if at + 2 >= len(self.tokens):
            return False
        word, hyphen, rest = self.tokens[at : at + 3]
        return (
            word.kind is rest.kind is TokenKind.WORD
            and hyphen.key == "-"
            and hyphen.start == word.end
            and not _LINE_ENDS.isdisjoint(self.text[hyphen.end : rest.start])
        )


def readings(text: str) -> tuple[Pasted, ...]:
    """`text` without the space around it; and without the quotation marks around it, if it has any.

    The marks may be the quote's own. Raises `EmptyQuestion` where there is no word in it, and
    `QuestionTooLong` over `MOST_CHARACTERS`.
    """
    stripped = unicodedata.normalize("NFC", whole_characters(text)).strip()
    if len(stripped) > MOST_CHARACTERS:
        raise QuestionTooLong(
            f"the quote has {len(stripped):,} characters; check at most {MOST_CHARACTERS:,} at once"
        )
    found = Pasted(stripped), Pasted(_bare(stripped))
    if not any(token.is_word for token in found[-1].tokens):
        raise EmptyQuestion("there is no word to be checked; give the words of a quote")
    return found[:1] if found[0] == found[1] else found


def _bare(text: str) -> str:
    """`text` without quotation marks, space and invisible characters at both ends."""
    first, last = 0, len(text)
    while first < last and _is_around(text[first]):
        first += 1
    while last > first and _is_around(text[last - 1]):
        last -= 1
    return text[first:last]


def _is_around(character: str) -> bool:
    return (
        character in _AROUND
        or character.isspace()
        or unicodedata.category(character) in ("Cf", "Cc")
    )
