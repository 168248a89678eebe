"""Looks for the words of a quote, of which there is but a hash, in the rest of its document."""

from __future__ import annotations

from hashlib import sha256

from assistant.receipts.hashes import digest_of
from assistant.receipts.model import QuoteReceipt
from index.document import Document, Paragraph, Quote
from index.words import Language

# Each takes about a millionth of a second: a hostile receipt keeps nobody waiting for long.
_MOST_TRIED = 1_000_000


class Elsewhere:
    """Tries the spans of documents, no more of them for one receipt than a million."""

    def __init__(self, most: int = _MOST_TRIED) -> None:
        self._left = most

    def find(self, quote: QuoteReceipt, document: Document) -> Quote | None:
        """The words of `quote` where they stand in `document`, in the same language; None where not.

        The quote's own paragraph comes first, then whole paragraphs, then all spans in reading order. None
        is also given where too many have been tried.
        """
        held = [p for p in document.paragraphs if _may_be_quoted(p, quote.language)]
        held.sort(key=lambda paragraph: paragraph.locator != quote.locator)
        length = quote.end - quote.start
        whole = [p for p in held if len(p.versions[quote.language].text) == length]
        for paragraph in [*held[:1], *whole, *held]:
            start = self._start(paragraph.versions[quote.language].text, length, quote.hash)
            if start is not None:
                return Quote(paragraph, quote.language, start, start + length)
        return None

    def _start(self, text: str, length: int, kept: str) -> int | None:
        """Where in `text` the `length` code points begin that have the hash `kept`."""
        wanted = digest_of(kept)
        size = len(wanted)
        tried = max(0, min(len(text) - length + 1, self._left))
        self._left -= tried
        for start in range(tried):
            if sha256(text[start : start + length].encode()).digest()[:size] == wanted:
                return start
        return None


def _may_be_quoted(paragraph: Paragraph, language: Language) -> bool:
    version = paragraph.versions.get(language)
    return version is not None and version.exact
