"""The folder of the index: where it is, which build is current, and whether that one is whole.

    MANDATE_HOME/index/
      current            the name of the build that is answered from
      build-…/           one build: store.sqlite, rows.npy, embeddings/, lexical/, vectors/, manifest.json
      .lock              held by the one process that builds

A build is made in a folder of its own and becomes current by the replacement of one small file, so
that a reader sees all of it or none. Its manifest has the checksum of each file and the fingerprint
of what it was made from. A build that is made from the one before links the files that stay. One that
a process answers from is not removed: the process holds a lock on its manifest.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import tempfile
import weakref
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, replace
from pathlib import Path

import platformdirs

from index.errors import DamagedIndex, HomeError

try:
    import fcntl
except ImportError:  # Windows, which does not remove files that are open
    fcntl = None  # type: ignore[assignment]

FORMAT = 2
"""Raised whenever a build of an older program must not be answered from."""

MANIFEST = "manifest.json"
# What tantivy replaces at each commit, and the locks that it makes for itself.
_REWRITTEN = frozenset({"meta.json", ".managed.json"})
_NOT_CLONED = frozenset({".tantivy-writer.lock", ".tantivy-meta.lock"})
# What Chroma reads and does not write, unless rows are added: once it has written this file beside it.
_ONLY_READ = frozenset({".bin", ".pickle"})
_PERSISTED = "index_metadata.pickle"

# Up to this size a build is read through at each opening, which takes under 50 ms; above it, sizes
# and times of change are compared.
_READ_THROUGH_BYTES = 32_000_000


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a build was made from, and what it consists of.

    `fingerprint` is of the files that ship, of the model and the format, `content` of all documents that
    are held. `lineage` is shared by builds that were made from one another, `indexed`
    how many of the rows are in the vector store, `server` the address of the Chroma server that has
    them (empty: the build's own folder). `files` maps names below the folder to [sha256, size in
    bytes, time of change in ns]; a large build has no sha256.
    """

    format: int
    fingerprint: str
    content: str
    embedder: str
    dimension: int
    lineage: str
    indexed: int
    server: str
    files: dict[str, list[str | int]]

    @property
    def checksum(self) -> str:
        """`sha256:…` of the texts answered from: it names the index in receipts."""
        both = f"{self.fingerprint}\0{self.content}".encode()
        return f"sha256:{hashlib.sha256(both).hexdigest()}"


def home_folder() -> Path:
    """`MANDATE_HOME`, else the platform's folder for the data of this program."""
    chosen = os.environ.get("MANDATE_HOME")
    if chosen is not None and not chosen.strip():
        raise HomeError("MANDATE_HOME is set but empty; name a folder or unset it")
    return Path(chosen).expanduser() if chosen else Path(platformdirs.user_data_dir("mandate"))


def pointer(folder: Path) -> bytes | None:
    """What stands in `folder/current`, whatever it is; None where nothing can be read."""
    try:
        return (folder / "current").read_bytes()
    except OSError:
        return None


def current_build(folder: Path) -> Path | None:
    """The build that `folder/current` names, or None where nothing has been built."""
    try:
        name = (folder / "current").read_text(encoding="utf-8").strip()
        named = name.startswith("build-") and "/" not in name and (folder / name).is_dir()
    except (FileNotFoundError, NotADirectoryError):
        # A file in the folder's place is told of where the folder is to be made.
        return None
    except (OSError, UnicodeDecodeError) as error:
        raise DamagedIndex(f"{folder / 'current'} cannot be read: {error}") from error
    if not named:
        raise DamagedIndex(f"{folder / 'current'} names no build")
    return folder / name


def last_build(folder: Path) -> Path | None:
    """The build that is answered from; without a pointer to it the newest that was finished, or None."""
    try:
        current = current_build(folder)
    except DamagedIndex:
        current = None
    finished = [path for path in folder.glob("build-*") if (path / MANIFEST).is_file()]
    return current or max(finished, key=lambda path: path.stat().st_mtime_ns, default=None)


def is_current(folder: Path, build: Path) -> bool:
    """Whether `build` is the one that `folder/current` names."""
    return pointer(folder) == build.name.encode()


def write_manifest(build: Path, manifest: Manifest) -> None:
    """Checksum every file of `build` and write `manifest` with them; it is on the disk afterwards."""
    paths = _files(build)
    through = sum(path.stat().st_size for path in paths) <= _READ_THROUGH_BYTES
    files = {path.relative_to(build).as_posix(): _state(path, with_hash=through) for path in paths}
    for path in paths:
        _sync(path)
    text = json.dumps(asdict(replace(manifest, files=files)), indent=1)
    path = build / MANIFEST
    path.write_text(text, encoding="utf-8")
    _sync(path)


def read_manifest(build: Path) -> Manifest:
    """The manifest of `build`, whatever its files are now; raises `DamagedIndex`."""
    try:
        manifest = Manifest(**json.loads((build / MANIFEST).read_text(encoding="utf-8")))
    except (OSError, ValueError, TypeError) as error:
        raise DamagedIndex(f"{build} is incomplete: {error}") from error
    if manifest.format != FORMAT:
        raise DamagedIndex(f"{build} was built by another version of this program")
    return manifest


def check(build: Path) -> Manifest:
    """The manifest of `build`; raises `DamagedIndex` where any file is not what was written."""
    try:
        manifest = read_manifest(build)
        through = sum(int(size) for _, size, _ in manifest.files.values()) <= _READ_THROUGH_BYTES
        for name, (digest, size, time) in manifest.files.items():
            state = _state(build / name, with_hash=through)
            if state[1] != size or (state[0] != digest if through else state[2] != time):
                raise DamagedIndex(f"{build / name} has changed since it was built")
    except (OSError, ValueError, TypeError, AttributeError, OverflowError) as error:
        raise DamagedIndex(f"{build} is incomplete: {error}") from error
    return manifest


def make_current(folder: Path, build: Path) -> None:
    """Answer from `build` from now on."""
    pointer = folder / f".current-{build.name}"
    with pointer.open("w", encoding="utf-8") as file:
        file.write(build.name)
        file.flush()
        os.fsync(file.fileno())
    pointer.replace(folder / "current")


def clone(build: Path, target: Path, *, without: Collection[str] = ()) -> None:
    """Make `target` like `build`: its files are linked, where the file system has links.

    A linked file must be replaced and not be written into. `without` names files and folders, directly
    below `build`, that are left out; the manifest always is.
    """
    for path in sorted(build.rglob("*")):
        name = path.relative_to(build)
        if name.parts[0] in without or name.parts == (MANIFEST,) or path.name in _NOT_CLONED:
            continue
        if path.is_dir():
            (target / name).mkdir()
        elif path.name in _REWRITTEN:
            shutil.copyfile(path, target / name)
        else:
            _link(path, target / name)


def _link(path: Path, target: Path) -> None:
    try:
        os.link(path, target)
    except OSError:
        # No links here (another file system, or one that has none).
        shutil.copy2(path, target)


class Lease:
    """A claim on a build that is answered from: it is not removed before the claim is given up."""

    def __init__(self, build: Path) -> None:
        """Raises `DamagedIndex` where the build is gone."""
        try:
            self._file = (build / MANIFEST).open("rb")
        except OSError as error:
            raise DamagedIndex(f"{build} is incomplete: {error}") from error
        # Given up with the last that holds it, where nobody does before.
        self._closing = weakref.finalize(self, self._file.close)
        if fcntl:
            # Waits while the build is being removed.
            fcntl.flock(self._file, fcntl.LOCK_SH)
        if fcntl and not os.fstat(self._file.fileno()).st_nlink:
            self.close()
            raise DamagedIndex(f"{build} has been removed")

    def close(self) -> None:
        """Give the claim up."""
        self._closing()


@contextmanager
def unleased(build: Path) -> Iterator[bool]:
    """Whether no process answers from `build`; while this is open none can begin to.

    What is to be removed must lose its manifest first: who waits to answer from it finds it gone.
    """
    try:
        file = (build / MANIFEST).open("rb")
    except OSError:
        # A build without a manifest was never finished.
        yield True
        return
    with file:
        free = True
        try:
            if fcntl:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            free = False
        yield free


def private_copy(folder: Path, reader: object) -> Path:
    """A copy of `folder` that is removed with `reader`, which writes where it should only read.

    Without it a build would not be what its manifest says any more, two readers would write one
    file, and a read-only build could not be read. Files that are only read are linked to.
    """
    copy = Path(tempfile.mkdtemp(prefix="mandate-"))
    weakref.finalize(reader, shutil.rmtree, copy, ignore_errors=True)
    for path in sorted(folder.rglob("*")):
        target = copy / path.relative_to(folder)
        if path.is_dir():
            target.mkdir()
        elif path.suffix in _ONLY_READ and (path.parent / _PERSISTED).exists():
            target.symlink_to(path.absolute())
        else:
            shutil.copyfile(path, target)
    return copy


def _files(build: Path) -> list[Path]:
    found = (
        p for p in build.rglob("*") if p.is_file() and p.relative_to(build).parts != (MANIFEST,)
    )
    return sorted(found)


def _sync(path: Path) -> None:
    with path.open("rb") as file:
        os.fsync(file.fileno())


def _state(path: Path, *, with_hash: bool) -> list[str | int]:
    stat = path.stat()
    digest = hashlib.sha256(path.read_bytes()).hexdigest() if with_hash else ""
    return [digest, stat.st_size, stat.st_mtime_ns]
