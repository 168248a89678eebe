"""The vector store: Chroma, embedded, with the citation of each paragraph as metadata.

Vectors are always passed in: without them Chroma would download a model of its own. One process
writes a folder, once; it is swapped in whole and then only read.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

import numpy as np
from numpy.typing import NDArray

from index.document import Document, Paragraph, Version
from index.errors import DamagedIndex
from index.home import private_copy

if TYPE_CHECKING:
    from chromadb.api.client import Client

_COLLECTION = "paragraphs"
_BATCH = 1000


@dataclass(frozen=True, slots=True)
class Row:
    """One version of one paragraph of one document: what is embedded and searched."""

    document: Document
    paragraph: Paragraph
    version: Version

    @property
    def key(self) -> str:
        """`S/2007/279#p3.b1@en`: unique in an index."""
        return f"{self.paragraph.address}@{self.version.language}"


def rows_of(documents: Sequence[Document]) -> list[Row]:
    """Every version of every paragraph, in reading order."""
    return [
        Row(document, paragraph, version)
        for document in documents
        for paragraph in document.paragraphs
        for version in paragraph.versions.values()
    ]


def write_vectors(folder: Path, rows: Sequence[Row], vectors: NDArray[np.float32]) -> None:
    """Store `vectors`, shape (rows, dimension), with the text and the citation of each row."""
    client = _client(folder)
    try:
        collection = client.create_collection(
            _COLLECTION, embedding_function=None, configuration={"hnsw": {"space": "cosine"}}
        )
        for first in range(0, len(rows), _BATCH):
            batch = rows[first : first + _BATCH]
            collection.add(
                ids=[row.key for row in batch],
                embeddings=vectors[first : first + _BATCH],
                documents=[row.version.text for row in batch],
                metadatas=[_metadata(row) for row in batch],
            )
    finally:
        client.close()


class VectorStore:
    """A stored collection, opened for queries; close it, or use it as a context manager."""

    def __init__(self, folder: Path) -> None:
        """Open the collection in `folder`; raises `DamagedIndex` where there is none."""
        from chromadb.errors import ChromaError

        if not (folder / "chroma.sqlite3").is_file():
            raise DamagedIndex(f"{folder} holds no vector store")
        client = None
        try:
            # Chroma writes into what it opens: a sequence number, and what it kept for later.
            client = _client(private_copy(folder, self))
            self._collection = client.get_collection(_COLLECTION, embedding_function=None)
        except (ChromaError, ValueError) as error:
            if client:
                client.close()
            raise DamagedIndex(f"{folder} cannot be read as a vector store: {error}") from error
        self._client = client

    def count(self) -> int:
        """How many rows are stored."""
        return self._collection.count()

    def query(
        self, vector: NDArray[np.float32], limit: int, where: dict[str, Any] | None = None
    ) -> list[tuple[str, float]]:
        """Keys of the rows nearest to `vector`, with their cosine, best first.

        `where` is a Chroma filter on the citation metadata (symbol, language, kind, year …). Raises
        `DamagedIndex` where a file is found damaged only now.
        """
        from chromadb.errors import InternalError

        try:
            found = self._collection.query(
                query_embeddings=vector.reshape(1, -1),
                n_results=limit,
                where=where,
                include=["distances"],
            )
        except InternalError as error:
            raise DamagedIndex(f"the vector store cannot be read: {error}") from error
        distances = found["distances"]
        assert distances is not None, "asked for above"
        return [(key, 1.0 - d) for key, d in zip(found["ids"][0], distances[0], strict=True)]

    def close(self) -> None:
        """Give the files back."""
        self._client.close()


def _client(folder: Path) -> Client:
    # 1.4 s to import, which a question to a small index does not need.
    import chromadb
    from chromadb.config import Settings

    client = chromadb.PersistentClient(str(folder), Settings(anonymized_telemetry=False))
    # What it is; its annotation is the interface of all clients, which cannot be closed.
    return cast("Client", client)


def _metadata(row: Row) -> dict[str, str | int]:
    return {
        "symbol": str(row.document.symbol),
        "locator": str(row.paragraph.locator),
        "pinpoint": f"{row.document.symbol}, {row.paragraph.locator.pinpoint('en')}",
        "language": row.version.language,
        "title": row.document.title,
        "date": row.document.date.isoformat(),
        "year": row.document.date.year,
        "status": str(row.document.status),
        "kind": str(row.paragraph.kind),
    }
