"""What the tests of quotes share: an index of texts of one's own, a plain reading of texts."""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import pytest

from assistant.quotation.check import check_quote
from assistant.quotation.model import QuoteCheck
from index.document import Document, DocumentKind, Paragraph, Status, Version
from index.lexical import write_lexical
from index.locator import Locator
from index.search import Index
from index.symbol import Symbol
from index.vectors import rows_of

Check = Callable[..., QuoteCheck]


@pytest.fixture
def check_in(tmp_path: Path, embedder_of_none: object) -> Iterator[Callable[..., Check]]:
    """`check_in({"A/RES/1/1": {"op1": {"en": "…"}}})` checks quotes in an index of these documents.

    A text may be a pair with the notes of the version.
    """
    opened: list[Index] = []

    def make(documents: dict[str, dict[str, dict[str, object]]]) -> Check:
        read = [_document(symbol, paragraphs) for symbol, paragraphs in documents.items()]
        rows = rows_of(read)
        write_lexical(tmp_path / "lexical", rows)
        vectors = np.zeros((len(rows), 1), dtype=np.float32)
        index = Index(read, vectors, tmp_path, embedder_of_none, "sha256:0")  # type: ignore[arg-type]
        opened.append(index)
        return lambda text, **options: check_quote(text, index, **options)

    yield make
    for index in opened:
        index.close()


@pytest.fixture(scope="session")
def embedder_of_none() -> object:
    """Stands where an embedder is asked for: a quote is looked for by its words alone."""
    return object()


def _document(symbol: str, paragraphs: dict[str, dict[str, object]]) -> Document:
    made = []
    for locator, texts in paragraphs.items():
        versions = {}
        for language, given in texts.items():
            text, notes = given if isinstance(given, tuple) else (given, ())
            placed = tuple((Locator(place), offset) for place, offset in notes)
            versions[language] = Version(language, text, "f", 0, len(text), notes=placed)
        made.append(Paragraph(Symbol(symbol), Locator(locator), versions))
    kind, status = DocumentKind.RESOLUTION, Status.ADOPTED
    titles = {"en": "Title"}
    return Document(
        Symbol(symbol), kind, status, "General Assembly", dt.date(2020, 1, 2), titles, tuple(made)
    )


@pytest.fixture(scope="session")
def plain() -> Callable[[str], str]:
    """A text without typography: written apart from the program's, and more roughly.

    One space between words, straight quotation marks, hyphens; nothing that is not seen.
    """

    def read(text: str) -> str:
        text = unicodedata.normalize("NFKC", text)
        text = "".join(c for c in text if unicodedata.category(c) != "Cf" and c != "\u0640")
        text = re.sub("[‘’ʼ′´`“”„«»‹›\"']", "'", text)
        text = re.sub("[\u2010-\u2015\u2212-]+", "-", text)
        text = re.sub(r"\s*([^\w\s])\s*", r"\1", text)
        return re.sub(r"\s+", " ", text).strip()

    return read
