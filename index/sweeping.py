"""Removes builds that nobody answers from any more."""

from __future__ import annotations

import shutil
from pathlib import Path

from index import home
from index.errors import DamagedIndex, ServerError
from index.vector_server import drop_from_server, server_url


def sweep(folder: Path, making: Path | None = None) -> bool:
    """Remove builds that are neither current nor answered from: left by a killed process, or replaced.

    Who calls it holds the lock of the folder, and may be `making` a vector store there. Returns whether
    the current build alone is left.
    """
    current = home.last_build(folder)
    for pointer in folder.glob(".current-*"):
        pointer.unlink(missing_ok=True)
    for vectors in folder.glob(".vectors-*"):
        if vectors != making:
            shutil.rmtree(vectors, ignore_errors=True)
    alone = True
    for build in folder.glob("build-*"):
        if not build.is_dir():
            build.unlink(missing_ok=True)
        elif build != current:
            with home.unleased(build) as free:
                alone &= free and _remove(build)
    return alone


def _remove(build: Path) -> bool:
    """Remove a build, and its vectors on a server where no other build has them.

    It stays while the server that the settings name does not answer, to be removed another time.
    """
    vectors = _server_vectors(build)
    others = (path for path in build.parent.glob("build-*") if path != build)
    if vectors and vectors not in map(_server_vectors, others):
        try:
            drop_from_server(*vectors)
        except ServerError:
            if vectors[0] == server_url():
                return False
    (build / home.MANIFEST).unlink(missing_ok=True)
    shutil.rmtree(build, ignore_errors=True)
    return True


def _server_vectors(build: Path) -> tuple[str, str] | None:
    """The server and the lineage under which it has the vectors of `build`, or None."""
    try:
        manifest = home.read_manifest(build)
    except DamagedIndex:
        # What was never finished has no manifest.
        return None
    return (manifest.server, manifest.lineage) if manifest.server else None
