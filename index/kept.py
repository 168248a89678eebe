"""What had been added to an index, and is put into one that is built anew."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from itertools import groupby
from pathlib import Path

from index import home
from index.builder import STORE, NewBuild
from index.editions import Edition, Rank
from index.embedder import Embedder
from index.errors import DamagedIndex
from index.prepare import Progress, prepare
from index.store import SourceRecord, Store
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
    if sources:
        lost = _put(new, build, symbols, embedder, progress)
        _remember(new, sources, lost)
        if lost:
            named = ", ".join(lost[:_NAMED]) + (" and others" if len(lost) > _NAMED else "")
            progress(f"could not be kept, add them again: {named}")


def _put(
    new: NewBuild, build: Path, symbols: Sequence[Symbol], embedder: Embedder, progress: Progress
) -> list[Symbol]:
    """Put in all that was added to `build`; returns the symbols of what could not be read."""
    done = 0
    lost: list[Symbol] = []
    for editions in _added(build, symbols, lost):
        prepared = prepare(editions, embedder)
        for symbol, group in groupby(prepared, key=lambda p: p.edition.symbol):
            try:
                new.put(symbol, list(group))
                done += 1
            except ValueError:
                # Without the edition that stated its date.
                lost.append(symbol)
        if editions:
            progress(f"kept {done:,} added documents")
    return lost


def _added(build: Path, symbols: Sequence[Symbol], lost: list[Symbol]) -> Iterator[list[Edition]]:
    """The editions that were added to `build`, in parts; `lost` is given those that cannot be read."""
    reader = StoreWriter(build / STORE)
    try:
        for at in range(0, len(symbols), _AT_ONCE):
            part: list[Edition] = []
            for symbol in symbols[at : at + _AT_ONCE]:
                try:
                    held = reader.editions(symbol)
                    part += [edition for edition in held if edition.rank is not Rank.SHIPPED]
                except (sqlite3.Error, ValueError, TypeError, LookupError):
                    lost.append(symbol)
            yield part
    finally:
        reader.close()


def _remember(new: NewBuild, sources: dict[str, SourceRecord], lost: list[Symbol]) -> None:
    for source in sources.values():
        new.store.record(source)
    # Also what was lost with nothing left to show for it.
    missing = {symbol for s in sources.values() for symbol in s.documents}
    missing = {symbol for symbol in missing if new.store.held(symbol) is None}
    if lost or missing:
        new.store.forget([*lost, *missing])
