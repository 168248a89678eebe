"""What the tests of lineage share: an index of invented documents, made in a moment."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from index.builder import NewBuild
from index.document import Document, DocumentKind, Paragraph, Relation, Status, Version
from index.editions import editions_of
from index.home import FORMAT, Manifest, write_manifest
from index.locator import Locator
from index.prepare import prepare
from index.search import Index
from index.symbol import Symbol

from .lighthouses import EARLIER, EARLIER_TEXTS, LATER, LATER_TEXTS

Texts = Mapping[str, Mapping[str, str]]
MakeIndex = Callable[..., Index]


class _None:
    """Stands where an embedder is asked for: paragraphs are followed by their words alone."""

    name, dimension = "none", 1

    def encode_query(self, texts: list[str]) -> NDArray[np.float32]:
        return np.ones((len(texts), 1), dtype=np.float32)

    encode_document = encode_query


def make_document(
    symbol: str,
    date: str,
    texts: Texts,
    *,
    title: str = "Lighthouses of the inland lakes",
    status: Status = Status.ADOPTED,
    kind: DocumentKind = DocumentKind.RESOLUTION,
    relations: tuple[Relation, ...] = (),
    exact: bool = True,
) -> Document:
    """A document whose paragraphs are `{"op1": {"en": "…"}}`."""
    paragraphs = tuple(
        Paragraph(
            Symbol(symbol),
            Locator(place),
            {
                code: Version(code, text, "file.txt", 0, len(text), exact=exact)
                for code, text in versions.items()
            },
        )
        for place, versions in texts.items()
    )
    return Document(
        Symbol(symbol),
        kind,
        status,
        "General Assembly",
        dt.date.fromisoformat(date),
        {"en": title},
        paragraphs,
        relations=relations,
    )


def build_index(folder: Path, documents: Sequence[Document]) -> Index:
    """An index of `documents` in `folder`."""
    embedder = _None()
    new = NewBuild(folder, embedder)
    for place, document in enumerate(documents):
        new.put(document.symbol, prepare(editions_of(document), embedder), place)
    content = new.store.content()
    rows = new.finish()
    write_manifest(new.path, Manifest(FORMAT, "", content, "none", 1, "0", rows, "", {}))
    return Index(new.path, embedder)


@pytest.fixture
def index_of(tmp_path: Path) -> Iterator[MakeIndex]:
    """`index_of(document, …)` is an index of these documents."""
    opened: list[Index] = []

    def make(*documents: Document) -> Index:
        opened.append(build_index(tmp_path, documents))
        return opened[-1]

    yield make
    for index in opened:
        index.close()


@pytest.fixture(scope="session")
def series(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Index]:
    """An index of two resolutions of one series, in six languages; see `lighthouses`."""
    documents = (
        make_document(EARLIER, "2035-11-01", EARLIER_TEXTS),
        make_document(LATER, "2036-11-02", LATER_TEXTS),
    )
    with build_index(tmp_path_factory.mktemp("series"), documents) as index:
        yield index
