"""What the tests of `index` share: an embedder without weights, the shipped documents, builds."""

from __future__ import annotations

import re
import shutil
import zlib
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from hypothesis import settings
from numpy.typing import NDArray

from index.build import open_index
from index.catalogue import DOCUMENTS, read_documents
from index.document import Document

settings.register_profile("index", deadline=None, database=None, max_examples=100)
settings.load_profile("index")


class HashedStems:
    """A bag of hashed beginnings of words: texts that share words, in whatever form, are near.

    It gives the same in every process.
    """

    def __init__(self, name: str = "hashed-stems", dimension: int = 256) -> None:
        self.name = name
        self.dimension = dimension

    def encode_query(self, texts: list[str]) -> NDArray[np.float32]:
        return self.encode_document(texts)

    def encode_document(self, texts: list[str]) -> NDArray[np.float32]:
        rows = np.zeros((len(texts), self.dimension), dtype=np.float32)
        for row, text in zip(rows, texts, strict=True):
            for word in re.findall(r"\w+", text.casefold()):
                code = zlib.crc32(word[:5].encode())
                row[code % self.dimension] += 1 if code & 1 << 20 else -1
            row[0] += 0.01
        return rows / np.linalg.norm(rows, axis=1, keepdims=True)


@pytest.fixture(scope="session")
def make_embedder() -> type[HashedStems]:
    return HashedStems


@pytest.fixture(scope="session")
def embedder() -> HashedStems:
    return HashedStems()


@pytest.fixture(scope="session")
def documents() -> list[Document]:
    """The shipped documents, as read."""
    return read_documents()


@pytest.fixture(scope="session")
def by_symbol(documents: list[Document]) -> dict[str, Document]:
    return {str(document.symbol): document for document in documents}


@pytest.fixture(scope="session")
def shipped_build(tmp_path_factory: pytest.TempPathFactory, embedder: HashedStems) -> Path:
    """The folder of an index of the shipped documents; only to be read."""
    folder = tmp_path_factory.mktemp("shipped") / "index"
    open_index(folder, embedder=embedder).close()
    return folder


@pytest.fixture(scope="session")
def one_document(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with one short document, for tests that build many times; only to be read."""
    folder = tmp_path_factory.mktemp("short") / "documents"
    folder.mkdir()
    (folder / "letter.txt").write_text(LETTER, encoding="utf-8")
    (folder / "catalogue.toml").write_text(CATALOGUE, encoding="utf-8")
    return folder


LETTER = """\
The Centre would have, inter alia, the following functions:

- To liaise with the Governments of the region on issues relevant to preventive diplomacy.
- To monitor and analyse the situation on the ground.
"""
CATALOGUE = """\
["S/2007/1"]
files = ["letter.txt"]
kind = "letter"
organ = "Security Council"
date = 2007-01-05
"""


@pytest.fixture(scope="session")
def short_build(
    tmp_path_factory: pytest.TempPathFactory, embedder: HashedStems, one_document: Path
) -> Path:
    """The folder of an index of that one document; only to be read."""
    folder = tmp_path_factory.mktemp("short-build") / "index"
    open_index(folder, documents=one_document, embedder=embedder).close()
    return folder


@pytest.fixture
def copy_of(tmp_path: Path) -> Callable[[Path], Path]:
    """Copies a folder to where a test may change it."""

    def copy(folder: Path) -> Path:
        return Path(shutil.copytree(folder, tmp_path / "copy" / folder.name))

    return copy


@pytest.fixture
def copied_documents(copy_of: Callable[[Path], Path]) -> Path:
    """The shipped documents, where a test may change them."""
    return copy_of(DOCUMENTS)
