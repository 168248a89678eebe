"""A batch: what is stored at once, as a new build that is seen whole or not at all."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from index import home
from index.adding.vectors import VectorsInMaking
from index.adding.work import Made
from index.builder import VECTORS, NewBuild, stored_rows
from index.embedder import Embedder
from index.prepare import PreparedEdition
from index.rows import join_chunks
from index.store import SourceRecord
from index.symbol import Symbol
from index.vectors import extend_server

_UNDATED = (
    "no date was found in it, and a document is cited with its date; state it in a catalogue.toml "
    "beside the file"
)


@dataclass(frozen=True, slots=True)
class Entry:
    """A file that was read: how it is remembered, what was made of it, and what was before."""

    key: str
    digest: str
    name: str
    made: Made
    prepared: tuple[PreparedEdition, ...]
    old: SourceRecord | None


@dataclass(slots=True)
class Batch:
    """What is to be stored and removed together."""

    entries: list[Entry] = field(default_factory=list)
    records: list[SourceRecord] = field(default_factory=list)
    removed: Sequence[Symbol] = ()
    size: int = 0
    symbols: set[Symbol] = field(default_factory=set)

    def add(self, entry: Entry) -> None:
        """Add a file that was read."""
        self.entries.append(entry)
        self.size += entry.made.size
        self.symbols |= entry.made.symbols

    def has_any(self, symbols: Collection[Symbol]) -> bool:
        """Whether another language version of any of `symbols` is in the batch."""
        return not self.symbols.isdisjoint(symbols)

    def __bool__(self) -> bool:
        return bool(self.entries or self.records or self.removed)


@dataclass(frozen=True, slots=True)
class Committed:
    """The build that a batch made; `left` and `refused` are lines (file, what) of what is not in it."""

    build: Path
    left: tuple[tuple[str, str], ...] = ()
    refused: tuple[tuple[str, str], ...] = ()


def commit(folder: Path, base: Path, embedder: Embedder, batch: Batch) -> Committed:
    """Store `batch` in a new build, made from `base`, and answer from it from now on."""
    before = home.read_manifest(base)
    new = NewBuild(folder, embedder, base)
    try:
        for symbol in batch.removed:
            new.remove(symbol)
        if batch.removed:
            new.store.forget(batch.removed)
        left, refused = _put(new, batch)
        for record in batch.records:
            new.store.record(record)
        content = new.store.content()
        rows = new.finish()
        manifest = replace(before, content=content)
        if manifest.server:
            late = stored_rows(new.path, manifest.dimension, manifest.indexed)
            extend_server(manifest.server, manifest.lineage, late)
            manifest = replace(manifest, indexed=rows)
        home.write_manifest(new.path, manifest)
        home.make_current(folder, new.path)
    except BaseException:
        new.discard()
        raise
    return Committed(new.path, tuple(left), tuple(refused))


def commit_vectors(folder: Path, base: Path, vectors: VectorsInMaking) -> Path:
    """Give the build `base` the vector store that was extended, as a new build."""
    made = vectors.finish()
    build = Path(tempfile.mkdtemp(prefix="build-", dir=folder))
    try:
        home.clone(base, build, without=(VECTORS,))
        made.replace(build / VECTORS)
        join_chunks(build)
        manifest = replace(home.read_manifest(base), indexed=vectors.indexed)
        home.write_manifest(build, manifest)
        home.make_current(folder, build)
    except BaseException:
        shutil.rmtree(build, ignore_errors=True)
        raise
    return build


def _put(new: NewBuild, batch: Batch) -> tuple[list[tuple[str, str]], list[tuple[str, str]]]:
    """Put in all editions of `batch`; returns what was left out, and what has no date."""
    groups: dict[Symbol, list[PreparedEdition]] = {}
    for entry in batch.entries:
        for symbol in entry.old.documents if entry.old else ():
            new.drop(Symbol(symbol), entry.old.shown if entry.old else "")
        for prepared in entry.prepared:
            groups.setdefault(prepared.edition.symbol, []).append(prepared)
    left: list[tuple[str, str]] = []
    undated: set[str] = set()
    for symbol, group in groups.items():
        if _is_dated(new, symbol, group):
            left += new.put(symbol, group)
        else:
            undated |= {prepared.edition.read.source for prepared in group}
    for entry in batch.entries:
        new.store.record(_record(entry, undated))
    return left, [(name, _UNDATED) for name in sorted(undated)]


def _is_dated(new: NewBuild, symbol: Symbol, group: Sequence[PreparedEdition]) -> bool:
    if any(prepared.edition.read.date for prepared in group):
        return True
    return any(edition.read.date for edition in new.store.editions(symbol))


def _record(entry: Entry, undated: Collection[str]) -> SourceRecord:
    refusal = entry.made.outcome.refusal
    symbols = tuple(dict.fromkeys(str(edition.symbol) for edition in entry.made.editions))
    if entry.name in undated:
        refusal, symbols = _UNDATED, ()
    told = refusal.removeprefix(f"{entry.name}: ") if refusal else None
    return SourceRecord(entry.key, entry.digest, entry.name, symbols, told)
