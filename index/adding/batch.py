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
from index.vector_server import extend_server

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
        # An interrupt may come just behind the last step.
        if not home.is_current(folder, new.path):
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
        if not home.is_current(folder, build):
            shutil.rmtree(build, ignore_errors=True)
        raise
    return build


def _put(new: NewBuild, batch: Batch) -> tuple[list[tuple[str, str]], list[tuple[str, str]]]:
    """Put in all editions of `batch`; returns what was left out, and what has no date."""
    groups: dict[Symbol, list[PreparedEdition]] = {}
    gone: dict[Symbol, set[str]] = {}
    for entry in batch.entries:
        # Of files with one name (en/1.pdf, fr/1.pdf) it is not known which gave what: nothing is taken
        # away, and what this one gives replaces what stands in its language.
        if entry.old is not None and not new.store.is_named_alike(entry.old):
            for symbol in entry.old.documents:
                gone.setdefault(Symbol(symbol), set()).add(entry.old.shown)
        for prepared in entry.prepared:
            groups.setdefault(prepared.edition.symbol, []).append(prepared)
    left: list[tuple[str, str]] = []
    undated: set[tuple[str, str]] = set()
    for symbol in dict.fromkeys([*gone, *groups]):
        group, names = groups.get(symbol, []), gone.get(symbol, set())
        reads = [p.edition.read for p in group]
        kept = [e.read for e in new.store.editions(symbol) if e.read.source not in names]
        if any(read.date for read in (*reads, *kept)):
            left += new.put(symbol, group, gone=names)
            continue
        # What is left without the one that stated the date cannot be cited any more.
        new.put(symbol, [], gone=names | {read.source for read in kept})
        new.store.forget([symbol])
        undated |= {(read.source, str(symbol)) for read in (*reads, *kept)}
    for entry in batch.entries:
        new.store.record(_record(entry, undated))
    return left, [(name, _UNDATED) for name in sorted({name for name, _ in undated})]


def _record(entry: Entry, undated: Collection[tuple[str, str]]) -> SourceRecord:
    refusal = entry.made.outcome.refusal
    found = dict.fromkeys(str(edition.symbol) for edition in entry.made.editions)
    symbols = tuple(symbol for symbol in found if (entry.name, symbol) not in undated)
    if len(symbols) < len(found):
        # Another language version may state the date: it is read again when it is added again.
        return SourceRecord(entry.key, "", entry.name, symbols, _UNDATED)
    told = refusal.removeprefix(f"{entry.name}: ") if refusal else None
    return SourceRecord(entry.key, entry.digest, entry.name, symbols, told)
