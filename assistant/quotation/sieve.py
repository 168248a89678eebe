"""Passes over paragraphs that a quote cannot begin in, without reading them word by word.

Cutting a text into tokens takes a hundred times as long as looking for a word in it.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from assistant.quotation.fold import TokenKind
from assistant.quotation.pasted import Pasted
from assistant.quotation.strand import MOST_UNSTORED

# Shorter words may be the number of an item, which the text does not have.
_TELLING_LETTERS = 6
_LAST_WORD = re.compile(r"[^\W_]+(?=[\W_]*\Z)")
_LAST_CHARACTERS = 60


@dataclass(frozen=True, slots=True)
class Sieve:
    """What a text must have for a quote to begin in it: all that is `telling`, or a last word of `words`."""

    telling: tuple[str, ...]
    words: frozenset[str]

    def passes(self, text: str) -> bool:
        """Whether the quote may begin in `text`; never false where it does."""
        if all(word in text for word in self.telling) or not _is_plain(text):
            return True
        # The quote goes on in the next paragraph, so that all to the end of this one is in it.
        last = _LAST_WORD.search(text[-_LAST_CHARACTERS:])
        return last is None or last.start() == 0 or last.group() in self.words


@lru_cache(maxsize=16)
def make_sieve(pasted: Pasted) -> Sieve:
    """The sieve for `pasted`; one that lets everything through where no word of it is telling."""
    words = {t.key for t in pasted.tokens[MOST_UNSTORED:] if t.kind is TokenKind.WORD}
    telling = {w for w in words if len(w) >= _TELLING_LETTERS and not pasted.has_cut_words}
    # The longest is the rarest, as a rule.
    in_order = tuple(sorted(telling, key=lambda word: (-len(word), word)))
    return Sieve(in_order, frozenset(t.key for t in pasted.tokens))


def _is_plain(text: str) -> bool:
    """Whether the words of `text` are compared as they stand, nothing being folded."""
    return text.isprintable() and "\u0640" not in text and unicodedata.is_normalized("NFKC", text)
