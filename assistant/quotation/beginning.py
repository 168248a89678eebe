"""Passes over paragraphs that a quote cannot begin in by the order of their words.

Slower than the sieve and closer: most paragraphs that end with a word of the quote do not have its
beginning before it.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from assistant.quotation.pairs import is_plain, words_in
from assistant.quotation.pasted import Pasted
from assistant.quotation.strand import MOST_UNSTORED
from index.document import Version

_PARTED = "\0"


@dataclass(frozen=True, slots=True)
class Beginning:
    """The words that a quote begins with, without case and accents; none where they are not sure."""

    words: tuple[str, ...]
    joined: str

    def may_be_in(self, version: Version) -> bool:
        """Whether the quote may begin in `version`; never false where it does."""
        # The marks of footnotes are in print alone, in any place.
        if not self.words or version.notes or not is_plain(version.text):
            return True
        own = words_in(version.text)
        return self.joined in _join(own) or self._goes_on_after(own) or self._is_first_in(own)

    def _goes_on_after(self, own: tuple[str, ...]) -> bool:
        """Whether all from a word of `own` to its end is what the quote begins with."""
        starts = (at for at, word in enumerate(own) if word == self.words[0])
        return any(own[at:] == self.words[: len(own) - at] for at in starts)

    def _is_first_in(self, own: tuple[str, ...]) -> bool:
        """Whether `own` begins as the quote does, but for a number that is not stored."""
        for passed in range(MOST_UNSTORED + 1):
            rest = self.words[passed:]
            if own[: len(rest)] == rest[: len(own)]:
                return True
        return False


@lru_cache(maxsize=16)
def make_beginning(pasted: Pasted) -> Beginning:
    """The beginning of `pasted`; one that may be in everything where its words are not sure."""
    begins = any(token.is_word for token in pasted.tokens[:1])
    is_sure = begins and is_plain(pasted.text) and not pasted.has_cut_words
    words = words_in(pasted.text) if is_sure else ()
    return Beginning(words, _join(words))


def _join(words: tuple[str, ...]) -> str:
    return _PARTED.join(("", *words, ""))
