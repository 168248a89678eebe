"""What had been added to an index, and is put into one that is built anew."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import suppress
from itertools import groupby
from pathlib import Path

from index import home
from index.builder import STORE, NewBuild
from index.editions import Edition, Rank
from index.embedder import Embedder
from index.errors import DamagedIndex
from index.prepare import Progress, prepare
from index.store import Store
from index.store_writer import StoreWriter
from index.symbol import Symbol

# So many documents are made ready at once.
_AT_ONCE = 64
_NAMED = 20


def put_added(new: NewBuild, folder: Path, embedder: Embedder, progress: Progress) -> None:
    """Put in what had been added to the last build, whatever is the matter with it.

    What cannot be read of it any more is told, and is forgotten: it can be added again.
    """
    build = home.last_build(folder)
    if build is None:
        return
    try:
        store = Store(build / STORE)
        sources, symbols = store.sources(), [document.symbol for document in store.documents]
        store.close()
    except DamagedIndex as damage:
        progress(f"what was added, if anything, could not be kept; add it again: {damage}")
        return
    shipped = _put(new, build, symbols, embedder, progress)
    lost = [s for s in symbols if s not in shipped and new.store.held(s) is None]
    for source in sources.values():
        new.store.record(source)
    if lost:
        new.store.forget(lost)
        named = ", ".join(lost[:_NAMED]) + (" and others" if len(lost) > _NAMED else "")
        progress(f"could not be kept, add them again: {named}")


def _put(
    new: NewBuild, build: Path, symbols: Sequence[Symbol], embedder: Embedder, progress: Progress
) -> set[Symbol]:
    """Put in all that was added to `build`; returns the symbols of what ships, and nothing more."""
    done = 0
    shipped: set[Symbol] = set()
    for editions in _added(build, symbols, shipped):
        prepared = prepare(editions, embedder)
        for symbol, group in groupby(prepared, key=lambda p: p.edition.symbol):
            # Without the edition that stated its date nothing can be made of it.
            with suppress(ValueError):
                new.put(symbol, list(group))
                done += 1
        if editions:
            progress(f"kept {done:,} added documents")
    return shipped


def _added(build: Path, symbols: Sequence[Symbol], shipped: set[Symbol]) -> Iterator[list[Edition]]:
    """The editions that were added to `build`, as far as they can be read, in parts."""
    reader = StoreWriter(build / STORE)
    try:
        for at in range(0, len(symbols), _AT_ONCE):
            part: list[Edition] = []
            for symbol in symbols[at : at + _AT_ONCE]:
                try:
                    held = reader.editions(symbol)
                except (sqlite3.Error, ValueError, TypeError, LookupError):
                    continue
                added = [edition for edition in held if edition.rank is not Rank.SHIPPED]
                part += added
                if held and not added:
                    shipped.add(symbol)
            yield part
    finally:
        reader.close()
