"""The vector store: Chroma, with the citation of each row as metadata.

Vectors are always passed in: without them Chroma would download a model of its own. Words are not kept
here: they stand in the store, in one place, and are read from there.

By default Chroma is embedded: its folder is part of a build, written whole by one process and then only
read. With `MANDATE_CHROMA_URL` it is a server's: see `index.vector_server`.
"""

from __future__ import annotations

import weakref
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, Any, cast

import numpy as np
from numpy.typing import NDArray

from index.document import Document, Paragraph, Version
from index.errors import DamagedIndex
from index.home import private_copy
from index.locator import Locator
from index.words import Language

if TYPE_CHECKING:
    from chromadb.api import ClientAPI
    from chromadb.api.client import Client
    from chromadb.api.models.Collection import Collection

_COLLECTION = "paragraphs"
_BATCH = 1000
# Half of Chroma's default in building takes half the time; a longer search makes up for it.
_HNSW: dict[str, Any] = {"space": "cosine", "ef_construction": 50, "ef_search": 300}


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


@dataclass(frozen=True, slots=True)
class StoredRow:
    """A row of the index as Chroma keeps it: its number, what it is cited as, and its vector.

    `window` counts the windows of one version from 1.
    """

    number: int
    document: Document
    locator: Locator
    language: Language
    window: int
    vector: NDArray[np.float32]

    @property
    def key(self) -> str:
        """`S/2007/279#p3.b1@en`, and `+2` behind it for the second window: unique in an index."""
        key = f"{self.document.symbol}#{self.locator}@{self.language}"
        return key if self.window == 1 else f"{key}+{self.window}"

    @property
    def citation(self) -> dict[str, str | int]:
        """What Chroma keeps beside the vector, to be filtered by."""
        return {
            "row": self.number,
            "symbol": str(self.document.symbol),
            "locator": str(self.locator),
            "pinpoint": f"{self.document.symbol}, {self.locator.pinpoint('en')}",
            "language": self.language,
            "title": self.document.title,
            "date": self.document.date.isoformat(),
            "year": self.document.date.year,
            "organ": self.document.organ,
            "document": str(self.document.kind),
            "status": str(self.document.status),
            "kind": str(self.locator.kind),
        }


class FolderWriter:
    """Adds rows to the collection in a folder, a new one where there is none; close it."""

    def __init__(self, folder: Path) -> None:
        self._client = _client(folder)
        self._collection = make_collection(self._client, _COLLECTION)
        self._waiting: list[StoredRow] = []

    def add(self, row: StoredRow) -> None:
        """Add one row; it may wait for others."""
        self._waiting.append(row)
        if len(self._waiting) >= _BATCH:
            self.flush()

    def flush(self) -> None:
        """Write the rows that wait."""
        if self._waiting:
            # A document that was replaced has the keys that it had.
            upsert(self._collection, self._waiting, [row.key for row in self._waiting])
            self._waiting = []

    def close(self) -> None:
        """Give the files back."""
        self._client.close()


def extend_folder(folder: Path, rows: Iterable[StoredRow]) -> None:
    """Add `rows` to the collection in `folder`, a new one where there is none."""
    writer = FolderWriter(folder)
    try:
        for row in rows:
            writer.add(row)
        writer.flush()
    finally:
        writer.close()


class VectorStore:
    """A stored collection, opened for queries; close it, or use it as a context manager."""

    def __init__(self, folder: Path) -> None:
        """Open the collection in `folder`; raises `DamagedIndex` where there is none."""
        from chromadb.errors import ChromaError

        if not (folder / "chroma.sqlite3").is_file():
            raise DamagedIndex(f"{folder} holds no vector store")
        client: Client | None = None
        try:
            # Chroma writes into what it opens: a sequence number, and what it kept for later.
            client = _client(private_copy(folder, self))
            self._collection = client.get_collection(_COLLECTION, embedding_function=None)
        except (ChromaError, ValueError) as error:
            if client:
                client.close()
            raise DamagedIndex(f"{folder} cannot be read as a vector store: {error}") from error
        self._closing = weakref.finalize(self, client.close)
        # At the end of a program another thread may still be asking, which closing would crash.
        self._closing.atexit = False

    def count(self) -> int:
        """How many rows are stored."""
        return self._collection.count()

    def query(
        self, vector: NDArray[np.float32], limit: int, where: dict[str, Any] | None = None
    ) -> list[tuple[int, float]]:
        """Numbers of the rows nearest to `vector`, with their cosine, best first.

        `where` is a Chroma filter on the citation (symbol, language, kind, year …). Raises
        `DamagedIndex` where a file is found damaged only now.
        """
        from chromadb.errors import InternalError

        try:
            return nearest(self._collection, vector, limit, where)
        except InternalError as error:
            raise DamagedIndex(f"the vector store cannot be read: {error}") from error

    def close(self) -> None:
        """Give the files back."""
        self._closing()


_OPENED: weakref.WeakValueDictionary[tuple[int, ...], VectorStore] = weakref.WeakValueDictionary()
_OPENING = Lock()


def open_store(folder: Path) -> VectorStore:
    """The collection in `folder`, opened once for all builds that link its files.

    It holds its graph in memory, which takes seconds to read where there are many rows. It is closed
    with the last that uses it. Raises `DamagedIndex`.
    """
    try:
        state = (folder / "chroma.sqlite3").stat()
    except OSError as error:
        raise DamagedIndex(f"{folder} holds no vector store") from error
    # A removed file's number may be given to another one.
    key = (state.st_dev, state.st_ino, state.st_size, state.st_mtime_ns)
    with _OPENING:
        store = _OPENED.get(key)
        if store is None:
            store = _OPENED[key] = VectorStore(folder)
        return store


def make_collection(client: ClientAPI, name: str) -> Collection:
    """The collection under `name`, a new one where there is none; Chroma is to embed nothing."""
    return client.get_or_create_collection(
        name, embedding_function=None, configuration={"hnsw": cast(Any, _HNSW)}
    )


def upsert(collection: Collection, batch: Sequence[StoredRow], ids: list[str]) -> None:
    """Put the rows of `batch` in under `ids`, in the place of those that are there."""
    collection.upsert(
        ids=ids,
        embeddings=np.stack([row.vector for row in batch]),
        metadatas=[row.citation for row in batch],
    )


def nearest(
    collection: Collection,
    vector: NDArray[np.float32],
    limit: int,
    where: dict[str, Any] | None = None,
) -> list[tuple[int, float]]:
    """Numbers of the rows nearest to `vector`, with their cosine, best first."""
    found = collection.query(
        query_embeddings=vector.reshape(1, -1),
        n_results=limit,
        where=where,
        include=["distances", "metadatas"],
    )
    distances, citations = found["distances"], found["metadatas"]
    assert distances is not None, "asked for above"
    assert citations is not None, "asked for above"
    return [
        (cast(int, citation["row"]), 1.0 - distance)
        for citation, distance in zip(citations[0], distances[0], strict=True)
    ]


def batches(rows: Iterable[StoredRow], size: int) -> Iterator[list[StoredRow]]:
    """`rows` in lists of `size`, the last one with what is left."""
    batch: list[StoredRow] = []
    for row in rows:
        batch.append(row)
        if len(batch) == size:
            yield batch
            batch = []
    if batch:
        yield batch


def _client(folder: Path) -> Client:
    # 1.4 s to import, which a question to a small index does not need.
    import chromadb
    from chromadb.config import Settings

    client = chromadb.PersistentClient(str(folder), Settings(anonymized_telemetry=False))
    # What it is; its annotation is the interface of all clients, which cannot be closed.
    return cast("Client", client)
