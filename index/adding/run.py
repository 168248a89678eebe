"""Adding and removing documents, in batches that are each seen whole or not at all.

    files ─ (unchanged ones cost a hash) ─ read and made ready, in any number of processes, in order
          ─ batch ─ a new build, made from the current one ─ current
          ─ at the end: the vector store, which a thread extended meanwhile

A process that is killed leaves the batches that it finished; the same command goes on from there. Where
batches end depends on the files alone, so that the index is the same however often it was interrupted.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import BrokenExecutor, Executor, Future
from contextlib import contextmanager
from itertools import chain
from pathlib import Path

from index import home
from index.adding.batch import Batch, Entry, commit, commit_vectors
from index.adding.executors import open_executor
from index.adding.files import Finished, Refused, Step, Unread, steps
from index.adding.progress import Meter, Watch
from index.adding.vectors import VectorsInMaking
from index.adding.work import Made, make, read
from index.build import (
    build_anew,
    fingerprint_of,
    home_errors,
    interruptible,
    put_in_place,
    whole_build,
    write_lock,
)
from index.catalogue import DOCUMENTS
from index.embedder import Embedder, load_embedder
from index.embedder.static import StaticEmbedder
from index.errors import DamagedIndex, WorkerError
from index.intake.report import Report
from index.intake.sources import Source, find_sources
from index.prepare import prepare
from index.rows import Rows
from index.search import Index
from index.store import SourceRecord
from index.sweeping import sweep
from index.symbol import Symbol

# A batch of so many versions of paragraphs is written in a second and is what a kill costs; in a large
# index, where a new build takes longer, it is a tenth of what is held.
_BATCH, _SHARE, _MOST = 4_000, 10, 40_000
# Files that are worked on or wait for their turn; each is a document of some hundred kilobytes.
_IN_FLIGHT = 24
_BYTES = 100_000_000
# Up to so many rows Chroma has all of them after each adding; then the new ones are a tenth at most,
# and are scored one by one until there are more.
_ALWAYS_EXTENDED = 20_000


class AddReport(Report):
    """What came of an adding: the account of the files, and how many of them were `unchanged`."""

    def __init__(self) -> None:
        super().__init__()
        self.unchanged = 0

    def lines(self) -> list[str]:
        """The report as a person reads it at a terminal."""
        same = [f"{self.unchanged:,} unchanged since they were added"] if self.unchanged else []
        return [*super().lines(), *same]

    def to_json(self) -> dict[str, object]:
        """The report in JSON's types."""
        return {**super().to_json(), "unchanged": self.unchanged}


def add_documents(
    paths: Iterable[Path],
    folder: Path | None = None,
    *,
    documents: Path | None = DOCUMENTS,
    embedder: Embedder | None = None,
    executor: Executor | None = None,
    workers: int | None = None,
    dask: str | None = None,
    dry_run: bool = False,
    watch: Watch | None = None,
) -> AddReport:
    """Add the documents in the files and folders `paths` to the index in `folder`.

    The index is built first where there is none; `documents` are those that ship with it. The work on
    single files is done by `executor`, or by `workers` processes of this machine, or by the Dask cluster
    at the address `dask`. With `dry_run` everything is read and nothing is stored. `watch` is told how
    far it is. What cannot be read is in the report. Raises `ReadError` for a path that does not exist,
    `HomeError` and `ServerError`; what was stored before an error or an interrupt stays.
    """
    folder = folder or home.home_folder() / "index"
    embedder = embedder or load_embedder()
    sources = list(find_sources(paths))
    size = sum(source.size for source in sources)
    adding = _Adding(folder, embedder, Meter(watch, size), dry_run=dry_run)
    with home_errors(folder):
        folder.mkdir(parents=True, exist_ok=True)
        with write_lock(folder):
            adding.start(documents)
            try:
                with interruptible(), _chosen(executor, size, workers, dask) as chosen:
                    adding.run(sources, chosen)
            finally:
                adding.stop()
    return adding.report


def remove_documents(
    symbols: Sequence[str],
    folder: Path | None = None,
    *,
    documents: Path | None = DOCUMENTS,
    embedder: Embedder | None = None,
) -> None:
    """Remove the documents under `symbols`, all or none; raises `UnknownDocument` and `SymbolError`."""
    folder = folder or home.home_folder() / "index"
    embedder = embedder or load_embedder()
    wanted = list(dict.fromkeys(Symbol(symbol) for symbol in symbols))
    with home_errors(folder):
        folder.mkdir(parents=True, exist_ok=True)
        with write_lock(folder):
            build = current(folder, documents, embedder)
            with Index(build, embedder) as index:
                for symbol in wanted:
                    index.document(symbol)
            commit(folder, build, embedder, Batch(removed=wanted))
            sweep(folder)


def current(folder: Path, documents: Path | None, embedder: Embedder) -> Path:
    """The current build of `folder`, which is locked; it is built first where there is none whole."""
    fingerprint = fingerprint_of(documents, embedder)
    try:
        build = whole_build(folder, fingerprint, embedder)
    except DamagedIndex:
        build = None
    if build is None:
        return build_anew(folder, documents, embedder, fingerprint)
    return put_in_place(folder, build)


class _Adding:
    """One run: from files to builds."""

    def __init__(self, folder: Path, embedder: Embedder, meter: Meter, *, dry_run: bool) -> None:
        self.report = AddReport()
        self._folder, self._embedder, self._meter, self._dry = folder, embedder, meter, dry_run
        self._known: dict[str, SourceRecord] = {}
        self._batch = Batch()
        self._vectors: VectorsInMaking | None = None

    def start(self, documents: Path | None) -> None:
        """Open what is held."""
        self._build = current(self._folder, documents, self._embedder)
        sweep(self._folder)
        with Index(self._build, self._embedder) as index:
            self._known = index.sources()
            self._held = index.row_count

    def run(self, sources: Sequence[Source], executor: Executor) -> None:
        """Read `sources` and store what is in them."""
        found = steps(sources, self._known)
        for step, made in self._in_order(found, executor):
            if isinstance(step, Unread):
                assert made is not None, "what is read was submitted"
                self._take(step, made)
            elif isinstance(step, Refused):
                self.report.refuse(step.refusal)
                why = step.refusal.reason
                name = step.refusal.name
                self._batch.records.append(SourceRecord(step.key, step.digest, name, (), why))
            elif isinstance(step, Finished):
                self._batch.records.append(step.record)
                self._meter.done = step.read
            else:
                self._unchanged(step)
        self._meter.done = sum(source.size for source in sources)
        self._commit()
        self._finish()

    def stop(self) -> None:
        """Leave nothing half made."""
        if self._vectors is not None:
            self._vectors.discard()

    def _in_order(
        self, found: Iterable[Step], executor: Executor
    ) -> Iterator[tuple[Step, Made | None]]:
        """Each step with what was made of it, in order, while those after it are worked on."""
        waiting: deque[tuple[Step, Future[Made] | None]] = deque()
        flying = 0
        for step in chain(found, (None,)):
            if step is not None:
                future = self._submit(executor, step) if isinstance(step, Unread) else None
                waiting.append((step, future))
                flying += _weight(step)
            while waiting and (step is None or len(waiting) > _IN_FLIGHT or flying > _BYTES):
                first, result = waiting.popleft()
                flying -= _weight(first)
                yield first, None if result is None else _result(result)

    def _submit(self, executor: Executor, unread: Unread) -> Future[Made]:
        member = unread.member

        def work(function: Callable[..., Made], *arguments: object) -> Future[Made]:
            with _worker_errors():
                return executor.submit(function, *arguments)

        if self._dry or not isinstance(self._embedder, StaticEmbedder):
            # A model of sentence-transformers uses all cores by itself.
            return work(read, member.name, member.content, member.format, unread.stated)
        from index.embedder import DEFAULT_FOLDER

        folder = self._embedder.folder
        name = "" if folder == DEFAULT_FOLDER else str(folder)
        return work(make, member.name, member.content, member.format, unread.stated, name)

    def _take(self, unread: Unread, made: Made) -> None:
        self.report.add(made.counted)
        prepared = made.prepared
        if not self._dry and made.editions and not prepared:
            prepared = tuple(prepare(made.editions, self._embedder))
        if self._batch.size >= self._batch_size and not self._batch.has_any(made.symbols):
            self._commit()
        old = self._known.get(unread.key)
        self._batch.add(Entry(unread.key, unread.digest, unread.member.name, made, prepared, old))
        self._meter.done = max(self._meter.done, unread.read)
        self._meter.tell("reading")

    def _unchanged(self, record: SourceRecord) -> None:
        self.report.unchanged += 1
        if record.refusal:
            self.report.refuse(f"{record.shown}: {record.refusal}")

    @property
    def _batch_size(self) -> int:
        return min(_MOST, max(_BATCH, self._held // _SHARE))

    def _commit(self) -> None:
        batch, self._batch = self._batch, Batch()
        if self._dry or not batch:
            return
        self._meter.tell("storing")
        done = commit(self._folder, self._build, self._embedder, batch)
        self._build = done.build
        for name, line in done.left:
            self.report.warn(name, line)
        for name, line in done.refused:
            self.report.refuse(f"{name}: {line}")
        self._meter.versions += batch.size
        self._meter.documents += len(batch.symbols)
        self._extend_vectors()
        sweep(self._folder, self._vectors.path if self._vectors else None)
        self._meter.tell("storing")

    def _extend_vectors(self) -> None:
        """Let the vector store follow, where the rows that it does not have are many or all are few."""
        manifest = home.read_manifest(self._build)
        self._held = len(Rows(self._build, manifest.dimension))
        late = self._held - manifest.indexed
        small = manifest.indexed < _ALWAYS_EXTENDED
        if self._vectors is None and late and (small or late * _SHARE >= manifest.indexed):
            dimension = manifest.dimension
            self._vectors = VectorsInMaking(self._folder, self._build, dimension, manifest.indexed)
        if self._vectors is not None:
            self._vectors.extend(self._build, self._held)

    def _finish(self) -> None:
        if self._dry:
            return
        if self._vectors is None:
            # A run that was killed may have left what is to follow.
            self._extend_vectors()
        if self._vectors is not None:
            self._meter.tell("indexing the vectors")
            self._build = commit_vectors(self._folder, self._build, self._vectors)
            self._vectors = None
            sweep(self._folder)


@contextmanager
def _chosen(
    executor: Executor | None, size: int, workers: int | None, dask: str | None
) -> Iterator[Executor]:
    """The caller's own executor, which stays open, or one for this run."""
    if executor is not None:
        yield executor
        return
    with open_executor(size, workers, dask) as opened:
        yield opened


def _weight(step: Step) -> int:
    return len(step.member.content) if isinstance(step, Unread) else 0


def _result(future: Future[Made]) -> Made:
    with _worker_errors():
        return future.result()


@contextmanager
def _worker_errors() -> Iterator[None]:
    try:
        yield
    except BrokenExecutor as error:
        raise WorkerError(
            "a process that read files was ended, perhaps for want of memory; what was stored stays: "
            "give the same command again, with fewer workers"
        ) from error
