"""What the tests of quotes share: an index of texts of one's own, a plain reading of texts."""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from assistant.quotation.check import check_quote
from assistant.quotation.model import QuoteCheck
from index.builder import NewBuild
from index.document import Document, DocumentKind, Paragraph, Status, Version
from index.editions import editions_of
from index.home import FORMAT, Manifest, write_manifest
from index.locator import Locator
from index.prepare import prepare
from index.search import Index
from index.symbol import Symbol

Check = Callable[..., QuoteCheck]


@pytest.fixture
def check_in(tmp_path: Path, embedder_of_none: _None) -> Iterator[Callable[..., Check]]:
    """`check_in({"A/RES/1/1": {"op1": {"en": "…"}}})` checks quotes in an index of these documents.

    A text may be a pair with the notes of the version.
    """
    opened: list[Index] = []

    def make(documents: dict[str, dict[str, dict[str, object]]]) -> Check:
        new = NewBuild(tmp_path, embedder_of_none)
        for place, (symbol, paragraphs) in enumerate(documents.items()):
            editions = editions_of(_document(symbol, paragraphs))
            new.put(Symbol(symbol), prepare(editions, embedder_of_none), place)
        content = new.store.content()
        rows = new.finish()
        made = Manifest(FORMAT, "", content, "none", 1, "0", rows, "", {})
        write_manifest(new.path, made)
        index = Index(new.path, embedder_of_none)
        opened.append(index)
        return lambda text, **options: check_quote(text, index, **options)

    yield make
    for index in opened:
        index.close()


class _None:
    """Stands where an embedder is asked for: a quote is looked for by its words alone."""

    name, dimension = "none", 1

    def encode_query(self, texts: list[str]) -> NDArray[np.float32]:
        pytest.fail("a quote is looked for by its words alone")

    def encode_document(self, texts: list[str]) -> NDArray[np.float32]:
        return np.zeros((len(texts), 1), dtype=np.float32)


@pytest.fixture(scope="session")
def embedder_of_none() -> _None:
    return _None()


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
