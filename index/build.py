"""Builds the index, and opens it: a damaged, stale or half-built one is noticed and built again."""

from __future__ import annotations

import hashlib
import shutil
import signal
import tempfile
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import replace
from itertools import groupby
from pathlib import Path
from uuid import uuid4

from filelock import FileLock, Timeout

from index import home
from index.builder import VECTORS, NewBuild, disk_errors, stored_rows
from index.catalogue import DOCUMENTS, read_documents, source_files
from index.document import Document
from index.editions import editions_of
from index.embedder import Embedder, load_embedder
from index.errors import DamagedIndex, HomeError, ServerError
from index.kept import put_added
from index.prepare import Progress, prepare
from index.rows import Rows
from index.search import Index
from index.sweeping import sweep
from index.vector_server import drop_from_server, extend_server, server_url
from index.vectors import extend_folder

_LOCK_SECONDS = 600


def open_index(
    folder: Path | None = None,
    *,
    documents: Path | None = DOCUMENTS,
    embedder: Embedder | None = None,
    progress: Progress = lambda step: None,
) -> Index:
    """The index of `documents`, and of what was added to them, in `folder`.

    It is built first where there is none that is whole. `folder` is `MANDATE_HOME/index` unless given;
    without `documents` it holds nothing but what was added. Two processes may call this at once: one
    builds, the other waits. Raises `HomeError` where the folder cannot be used, `ServerError`, and the
    errors of reading the documents.
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
    if index is not None and index.server != (server_url() or ""):
        index.close()
        index = None
    return index or rebuild_index(folder, documents=documents, embedder=embedder, progress=progress)


def rebuild_index(
    folder: Path | None = None,
    *,
    documents: Path | None = DOCUMENTS,
    embedder: Embedder | None = None,
    progress: Progress = lambda step: None,
    force: bool = False,
) -> Index:
    """Build the index of `documents` anew, with what was added to it, and open it.

    Where another process has just built the same one it is used, unless `force` is set.
    """
    folder = folder or home.home_folder() / "index"
    embedder = embedder or load_embedder()
    fingerprint = fingerprint_of(documents, embedder)
    with home_errors(folder):
        folder.mkdir(parents=True, exist_ok=True)
        with write_lock(folder):
            index = None if force else _open_if_whole(folder, fingerprint, embedder)
            if index is None:
                build = build_anew(folder, documents, embedder, fingerprint, progress)
            elif index.server == (server_url() or ""):
                return index
            else:
                index.close()
                build = put_in_place(folder, index.build, progress)
            # Before another process may replace it.
            return Index(build, embedder)


def build_anew(
    folder: Path,
    documents: Path | None,
    embedder: Embedder,
    fingerprint: str,
    progress: Progress = lambda step: None,
) -> Path:
    """Build the index of `documents` in `folder`, which is locked, and answer from it from now on."""
    sweep(folder)
    build = _build(folder, documents, embedder, fingerprint, progress)
    home.make_current(folder, build)
    sweep(folder)
    return build


def fingerprint_of(documents: Path | None, embedder: Embedder) -> str:
    """What an index is made from: the documents' bytes, the embedder's weights, the format."""
    digest = hashlib.sha256(f"{home.FORMAT}\0{embedder.name}\0".encode())
    for path in source_files(documents) if documents else ():
        try:
            content = path.read_bytes()
        except OSError:
            # read_documents says what is wrong with it.
            content = b""
        digest.update(f"{path.name}\0{len(content)}\0".encode() + content)
    return digest.hexdigest()


def whole_build(folder: Path, fingerprint: str, embedder: Embedder) -> Path | None:
    """The current build of `folder`, or None where nothing has been built.

    Raises `DamagedIndex` where it is not whole, or was made from something else.
    """
    build = home.current_build(folder)
    if build is None:
        return None
    manifest = home.check(build)
    if manifest.fingerprint != fingerprint:
        cause = "the model" if manifest.embedder != embedder.name else "the documents"
        raise DamagedIndex(f"{cause} changed since it was built")
    return build


def put_in_place(folder: Path, build: Path, progress: Progress = lambda step: None) -> Path:
    """The build `build` of `folder`, which is locked, with its vectors where the settings say.

    Where they are elsewhere they are put there, from those in the build, and it becomes a new one.
    Raises `ServerError`; nothing has changed then.
    """
    before, server = home.read_manifest(build), server_url() or ""
    if before.server == server:
        return build
    progress(f"moving the vectors to {server or 'the folder of the index'}")
    new = Path(tempfile.mkdtemp(prefix="build-", dir=folder))
    manifest = replace(before, lineage=uuid4().hex, server=server)
    try:
        with interruptible():
            home.clone(build, new, without=(VECTORS,))
            manifest = replace(manifest, indexed=len(Rows(new, manifest.dimension)))
            store_vectors(new, manifest)
            home.write_manifest(new, manifest)
            home.make_current(folder, new)
    except BaseException:
        # An interrupt may come just behind the last step.
        if not home.is_current(folder, new):
            shutil.rmtree(new, ignore_errors=True)
            _take_back(manifest)
        raise
    sweep(folder)
    return new


def _take_back(manifest: home.Manifest) -> None:
    """Remove what an unfinished build has put on a server, which may be why it is unfinished."""
    if manifest.server:
        with suppress(ServerError):
            drop_from_server(manifest.server, manifest.lineage)


def _open_current(folder: Path, fingerprint: str, embedder: Embedder) -> Index | None:
    while True:
        before = home.pointer(folder)
        try:
            build = whole_build(folder, fingerprint, embedder)
            return None if build is None else Index(build, embedder)
        except DamagedIndex:
            # A build that another process replaces and removes meanwhile is not damaged.
            if home.pointer(folder) == before:
                raise


def _open_if_whole(folder: Path, fingerprint: str, embedder: Embedder) -> Index | None:
    try:
        return _open_current(folder, fingerprint, embedder)
    except DamagedIndex:
        return None


def _build(
    folder: Path, documents: Path | None, embedder: Embedder, fingerprint: str, progress: Progress
) -> Path:
    new: NewBuild | None = None
    manifest: home.Manifest | None = None
    try:
        with interruptible():
            progress("reading the documents")
            shipped = read_documents(documents) if documents else []
            new = NewBuild(folder, embedder)
            _put_shipped(new, shipped, embedder, progress)
            put_added(new, folder, embedder, progress)
            content = new.store.content()
            progress("writing the index")
            rows = new.finish()
            manifest = home.Manifest(
                home.FORMAT, fingerprint, content, embedder.name,
                embedder.dimension, uuid4().hex, rows, server_url() or "", {},
            )  # fmt: skip
            store_vectors(new.path, manifest)
            home.write_manifest(new.path, manifest)
    except BaseException:
        # Also on Ctrl-C: no half-built index stays.
        if new is not None:
            new.discard()
        if manifest is not None:
            _take_back(manifest)
        raise
    return new.path


def _put_shipped(
    new: NewBuild, shipped: Sequence[Document], embedder: Embedder, progress: Progress
) -> None:
    editions = [edition for document in shipped for edition in editions_of(document)]
    count = sum(len(edition.read.paragraphs) for edition in editions)
    progress(f"embedding {count} paragraphs")
    places = {document.symbol: place for place, document in enumerate(shipped)}
    prepared = prepare(editions, embedder, progress)
    for symbol, group in groupby(prepared, key=lambda p: p.edition.symbol):
        new.put(symbol, list(group), places[symbol])


def store_vectors(build: Path, manifest: home.Manifest) -> None:
    """Put all rows of `build` where `manifest` says that its vectors are."""
    rows = stored_rows(build, manifest.dimension, 0)
    if manifest.server:
        extend_server(manifest.server, manifest.lineage, rows)
        return
    with chroma_errors():
        extend_folder(build / VECTORS, rows)


def sweep_if_idle(folder: Path) -> bool:
    """Sweep `folder` unless a process changes it now, or it cannot be written in.

    Returns whether no old build is left.
    """
    try:
        with FileLock(folder / ".lock", timeout=0):
            return sweep(folder)
    except (Timeout, OSError):
        return False


@contextmanager
def write_lock(folder: Path) -> Iterator[None]:
    """Only one process at a time changes the index in `folder`; raises `HomeError` after a long wait."""
    try:
        with FileLock(folder / ".lock", timeout=_LOCK_SECONDS):
            yield
    except Timeout as error:
        raise HomeError(
            f"another process has been building in {folder} for {_LOCK_SECONDS} seconds; "
            "wait for it, or end it and try again"
        ) from error


@contextmanager
def home_errors(folder: Path) -> Iterator[None]:
    """What the operating system says of `folder`, as a `HomeError` with what to do."""
    try:
        yield
    except OSError as error:
        reason = error.strerror or str(error)
        raise HomeError(
            f"the index cannot be written in {folder}: {reason}; "
            "set MANDATE_HOME to a folder with rights and space"
        ) from error


@contextmanager
def chroma_errors() -> Iterator[None]:
    """Where the disk is full Chroma raises an error of its own: here the usual one."""
    from chromadb.errors import InternalError

    try:
        with disk_errors():
            yield
    except InternalError as error:
        raise OSError(str(error)) from error


@contextmanager
def interruptible() -> Iterator[None]:
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
