"""Builds the index, and opens it: a damaged, stale or half-built one is noticed and built again."""

from __future__ import annotations

import hashlib
import shutil
import signal
import sqlite3
import tempfile
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock, Timeout

from index import home
from index.catalogue import DOCUMENTS, read_documents, source_files
from index.document import Document
from index.embedder import Embedder, load_embedder
from index.embedder.bulk import encode_documents
from index.errors import DamagedIndex, HomeError
from index.lexical import write_lexical
from index.search import Index
from index.store import read_store, write_store
from index.vectors import rows_of, write_vectors

Progress = Callable[[str], None]
"""Called with a few words at each step of a build."""

_LOCK_SECONDS = 600


def open_index(
    folder: Path | None = None,
    *,
    documents: Path = DOCUMENTS,
    embedder: Embedder | None = None,
    progress: Progress = lambda step: None,
) -> Index:
    """The index of `documents` in `folder`, built first where there is none that is whole.

    `folder` is `MANDATE_HOME/index` unless given. Two processes may call this at once: one builds,
    the other waits. Raises `HomeError` where the folder cannot be used, and the errors of reading
    the documents.
    """
    folder = folder or home.home_folder() / "index"
    embedder = embedder or load_embedder()
    fingerprint = fingerprint_of(documents, embedder)
    try:
        index = _open_current(folder, fingerprint, embedder)
        if index is None:
            progress("building the index for the first use")
    except DamagedIndex as damage:
        progress(f"rebuilding the index: {damage}")
        index = None
    return index or rebuild_index(folder, documents=documents, embedder=embedder, progress=progress)


def rebuild_index(
    folder: Path | None = None,
    *,
    documents: Path = DOCUMENTS,
    embedder: Embedder | None = None,
    progress: Progress = lambda step: None,
    force: bool = False,
) -> Index:
    """Build the index of `documents` anew and open it.

    Where another process has just built the same one it is used, unless `force` is set.
    """
    folder = folder or home.home_folder() / "index"
    embedder = embedder or load_embedder()
    fingerprint = fingerprint_of(documents, embedder)
    with _home_errors(folder):
        folder.mkdir(parents=True, exist_ok=True)
        with _lock(folder):
            if not force and (index := _open_if_whole(folder, fingerprint, embedder)):
                return index
            _sweep(folder)
            build = _build(folder, documents, embedder, fingerprint, progress)
            home.make_current(folder, build)
            _sweep(folder)
    index = _open_current(folder, fingerprint, embedder)
    if index is None:
        raise DamagedIndex(f"{folder} lost the index that was just built")
    return index


def fingerprint_of(documents: Path, embedder: Embedder) -> str:
    """What an index is made from: the documents' bytes, the embedder's weights, the format."""
    digest = hashlib.sha256(f"{home.FORMAT}\0{embedder.name}\0".encode())
    for path in source_files(documents):
        try:
            content = path.read_bytes()
        except OSError:
            # read_documents says what is wrong with it.
            content = b""
        digest.update(f"{path.name}\0{len(content)}\0".encode() + content)
    return digest.hexdigest()


def _open_current(folder: Path, fingerprint: str, embedder: Embedder) -> Index | None:
    build = home.current_build(folder)
    if build is None:
        return None
    manifest = home.check(build)
    if manifest.fingerprint != fingerprint:
        cause = "the model" if manifest.embedder != embedder.name else "the documents"
        raise DamagedIndex(f"{cause} changed since it was built")
    documents, vectors = read_store(build / "store.sqlite", manifest.dimension)
    return Index(documents, vectors, build, embedder, manifest.checksum)


def _open_if_whole(folder: Path, fingerprint: str, embedder: Embedder) -> Index | None:
    try:
        return _open_current(folder, fingerprint, embedder)
    except DamagedIndex:
        return None


def _build(
    folder: Path, documents: Path, embedder: Embedder, fingerprint: str, progress: Progress
) -> Path:
    build = Path(tempfile.mkdtemp(prefix="build-", dir=folder))
    try:
        with _interruptible():
            progress("reading the documents")
            read = read_documents(documents)
            _fill(build, read, embedder, progress)
            home.write_manifest(build, fingerprint, embedder.name, embedder.dimension)
    except BaseException:
        # Also on Ctrl-C: no half-built index stays.
        shutil.rmtree(build, ignore_errors=True)
        raise
    return build


def _fill(build: Path, read: Sequence[Document], embedder: Embedder, progress: Progress) -> None:
    rows = rows_of(read)
    progress(f"embedding {len(rows)} paragraphs")
    vectors = encode_documents(embedder, [row.version.text for row in rows], progress)
    progress("writing the index")
    with _disk_errors():
        write_store(build / "store.sqlite", read, vectors)
        write_lexical(build / "lexical", rows)
        write_vectors(build / "vectors", rows, vectors)


def _sweep(folder: Path) -> None:
    """Remove builds that are not current: left by a killed process, or replaced."""
    try:
        current = home.current_build(folder)
    except DamagedIndex:
        current = None
    for path in [*folder.glob("build-*"), *folder.glob(".current-*")]:
        if path.is_dir() and path != current:
            shutil.rmtree(path, ignore_errors=True)
        elif not path.is_dir():
            path.unlink(missing_ok=True)


@contextmanager
def _lock(folder: Path) -> Iterator[None]:
    try:
        with FileLock(folder / ".lock", timeout=_LOCK_SECONDS):
            yield
    except Timeout as error:
        raise HomeError(
            f"another process has been building in {folder} for {_LOCK_SECONDS} seconds; "
            "wait for it, or end it and try again"
        ) from error


@contextmanager
def _home_errors(folder: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        reason = error.strerror or str(error)
        raise HomeError(
            f"the index cannot be written in {folder}: {reason}; "
            "set MANDATE_HOME to a folder with rights and space"
        ) from error


@contextmanager
def _disk_errors() -> Iterator[None]:
    """Where the disk is full SQLite and Chroma raise errors of their own: here the usual one."""
    from chromadb.errors import InternalError

    try:
        yield
    except (sqlite3.OperationalError, InternalError) as error:
        raise OSError(str(error)) from error


@contextmanager
def _interruptible() -> Iterator[None]:
    """Ctrl-C and a terminating signal unwind, so that the half-built folder is removed.

    Python drops an exception that is raised inside a callback of a library's (a finalizer, a hook of
    an import); it is raised again at the end, so that no interrupt is lost.
    """
    if threading.current_thread() is not threading.main_thread():
        # Only the main thread may set handlers; elsewhere the next build sweeps.
        yield
        return
    caught: list[int] = []

    def interrupt(number: int, frame: object) -> None:
        caught.append(number)
        raise KeyboardInterrupt

    previous = {kind: signal.signal(kind, interrupt) for kind in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield
        if caught:
            raise KeyboardInterrupt
    finally:
        for kind, handler in previous.items():
            signal.signal(kind, handler)
