"""Documents as plain texts, for systems that cut them by themselves, and the way back to paragraphs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from eval.systems.model import Cited
from index.document import Document, Paragraph
from index.embedder import Embedder
from index.words import Language

_BETWEEN = "\n\n"
# A chunk cites a paragraph of which it holds at least this share.
_SHARE = 0.5


@dataclass(frozen=True, slots=True)
class Text:
    """One language version of a document: its paragraphs one after another, parted by blank lines.

    `spans` has each paragraph with the offsets where it stands in `text`.
    """

    symbol: str
    language: Language
    text: str
    spans: tuple[tuple[Paragraph, int, int], ...]

    @property
    def key(self) -> str:
        """`A/RES/72/7 en`: unique in a collection."""
        return f"{self.symbol} {self.language}"

    def cite(self, start: int, end: int) -> tuple[Cited, ...]:
        """What the chunk `[start, end)` cites: the paragraphs that it holds at least half of.

        Where it holds half of none, the one that it has most of. The words quoted of each are those
        in the chunk.
        """
        held = [
            (paragraph, max(start, first), min(end, last), last - first)
            for paragraph, first, last in self.spans
            if max(start, first) < min(end, last)
        ]
        most = max((b - a for _, a, b, _ in held), default=0)
        enough = [h for h in held if h[2] - h[1] >= _SHARE * h[3]]
        chosen = enough or [h for h in held if h[2] - h[1] == most][:1]
        return tuple(
            Cited(address=p.address, language=self.language, quote=self.text[a:b])
            for p, a, b, _ in chosen
        )

    def find(self, words: str) -> tuple[Cited, ...]:
        """What `words` cite where they stand in the text letter for letter; nothing where they do not."""
        start = self.text.find(words)
        return self.cite(start, start + len(words)) if start >= 0 and words else ()


class Nearest:
    """Picks, of the paragraphs that a chunk holds, the one nearest to a question.

    Systems that cite a chunk of several paragraphs are credited with that one, which is more than
    they give: cited whole, most of a chunk would be beside the point. Vectors are kept, since what
    is picked for a system's credit should cost it little of its time.
    """

    def __init__(self, embedder: Embedder) -> None:
        self._question = lru_cache(maxsize=1)(lambda text: embedder.encode_query([text])[0])
        self._quote = lru_cache(maxsize=100_000)(lambda text: embedder.encode_document([text])[0])

    def pick(self, question: str, held: Sequence[Cited]) -> list[Cited]:
        """The nearest of `held`, in a list; an empty one where there is none."""
        if len(held) < 2:
            return list(held)
        vector = self._question(question)
        return [max(held, key=lambda c: float(self._quote(c.quote) @ vector))]


def texts_of(documents: Sequence[Document]) -> list[Text]:
    """Every language version of every document, as plain text."""
    return [_text(document, language) for document in documents for language in document.languages]


def _text(document: Document, language: Language) -> Text:
    parts: list[str] = []
    spans: list[tuple[Paragraph, int, int]] = []
    length = 0
    for paragraph in document.paragraphs:
        version = paragraph.versions.get(language)
        if version is None:
            continue
        if parts:
            parts.append(_BETWEEN)
            length += len(_BETWEEN)
        parts.append(version.text)
        spans.append((paragraph, length, length + len(version.text)))
        length += len(version.text)
    return Text(str(document.symbol), language, "".join(parts), tuple(spans))
