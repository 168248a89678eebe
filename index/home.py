"""The folder of the index: where it is, which build is current, and whether that one is whole.

    MANDATE_HOME/index/
      current            the name of the build that is answered from
      build-…/           one build: store.sqlite, lexical/, vectors/, manifest.json
      .lock              held by the one process that builds

A build is made in a folder of its own and becomes current by the replacement of one small file, so
that a reader sees all of it or none. Its manifest has the checksum of each file and the fingerprint
of what it was made from.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import tempfile
import weakref
from dataclasses import asdict, dataclass
from pathlib import Path

import platformdirs

from index.errors import DamagedIndex, HomeError

FORMAT = 1
"""Raised whenever a build of an older program must not be answered from."""

# Up to this size a build is read through at each opening, which takes under 50 ms; above it, sizes
# and times of change are compared.
_READ_THROUGH_BYTES = 32_000_000


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a build was made from, and what it consists of.

    `files` maps names below the folder to [sha256, size in bytes, time of change in ns].
    """

    format: int
    fingerprint: str
    embedder: str
    dimension: int
    files: dict[str, list[str | int]]

    @property
    def checksum(self) -> str:
        """`sha256:…` of the texts answered from: it names the index in receipts."""
        return f"sha256:{self.fingerprint}"


def home_folder() -> Path:
    """`MANDATE_HOME`, else the platform's folder for the data of this program."""
    chosen = os.environ.get("MANDATE_HOME")
    if chosen is not None and not chosen.strip():
        raise HomeError("MANDATE_HOME is set but empty; name a folder or unset it")
    return Path(chosen).expanduser() if chosen else Path(platformdirs.user_data_dir("mandate"))


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


def write_manifest(build: Path, fingerprint: str, embedder: str, dimension: int) -> None:
    """Checksum every file of `build` and write its manifest."""
    files = {
        path.relative_to(build).as_posix(): _state(path, with_hash=True) for path in _files(build)
    }
    manifest = Manifest(FORMAT, fingerprint, embedder, dimension, files)
    (build / "manifest.json").write_text(json.dumps(asdict(manifest), indent=1), encoding="utf-8")


def check(build: Path) -> Manifest:
    """The manifest of `build`; raises `DamagedIndex` where any file is not what was written."""
    try:
        manifest = Manifest(**json.loads((build / "manifest.json").read_text(encoding="utf-8")))
        if manifest.format != FORMAT:
            raise DamagedIndex(f"{build} was built by another version of this program")
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


def private_copy(folder: Path, reader: object) -> Path:
    """A copy of `folder` that is removed with `reader`, which writes where it should only read.

    Without it a build would not be what its manifest says any more, two readers would write one
    file, and a read-only build could not be read.
    """
    copy = Path(tempfile.mkdtemp(prefix="mandate-"))
    weakref.finalize(reader, shutil.rmtree, copy, ignore_errors=True)
    for path in sorted(folder.rglob("*")):
        target = copy / path.relative_to(folder)
        if path.is_dir():
            target.mkdir()
        else:
            shutil.copyfile(path, target)
    return copy


def _files(build: Path) -> list[Path]:
    return sorted(p for p in build.rglob("*") if p.is_file() and p.name != "manifest.json")


def _state(path: Path, *, with_hash: bool) -> list[str | int]:
    stat = path.stat()
    digest = hashlib.sha256(path.read_bytes()).hexdigest() if with_hash else ""
    return [digest, stat.st_size, stat.st_mtime_ns]
