"""Adds a corpus with `mandate add` and looks at what stands on disk."""

from __future__ import annotations

import json
import os
from collections.abc import Iterable
from pathlib import Path

from eval.scale.corpus import Corpus
from eval.scale.errors import BenchmarkError
from eval.scale.processes import COLLECTION, MANDATE, run
from eval.scale.results import Added
from index.errors import DamagedIndex
from index.home import current_build


def add(corpus: Corpus, home: Path) -> Added:
    """Add `corpus` to a new index below `home`, in a fresh process; raises `BenchmarkError`."""
    command = (*MANDATE, "add", str(corpus.path), "--collection", COLLECTION, "--json")
    # It exits with 3 where nothing could be read, which the report tells better.
    done = run(command, home, accepted=(0, 3))
    report = json.loads(done.output)
    refused = report["refused"]["lines"]
    if not report["documents"]:
        raise BenchmarkError(f"nothing of {corpus.path.name} could be added: {refused[:1]}")
    return Added(
        seconds=done.seconds,
        rss=done.rss,
        pss=done.pss,
        rate=corpus.texts / done.seconds,
        documents=report["documents"],
        warnings=report["warnings"]["count"],
        refused=refused,
        disk=megabytes([home]),
        parts=_parts(home / "collections" / COLLECTION),
    )


def megabytes(places: Iterable[Path]) -> float:
    """The size of the files in `places` (folders or files); one that has several names counts once."""
    files = (f for place in places for f in (place, *place.rglob("*")) if f.is_file())
    sizes = {(s.st_dev, s.st_ino): s.st_size for s in map(os.stat, files)}
    return sum(sizes.values()) / 1e6


def _parts(folder: Path) -> dict[str, float]:
    """The megabytes of what stands in the current build of `folder`, by name."""
    build = current_build(folder)
    if build is None:
        raise DamagedIndex(f"{folder} has no build")
    return {path.name: megabytes([path]) for path in sorted(build.iterdir())}
