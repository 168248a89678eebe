"""Where the work of adding runs: here, in processes of this machine, or on a Dask cluster."""

from __future__ import annotations

import logging
import os
import signal
import sys
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import Executor, Future, ProcessPoolExecutor
from contextlib import contextmanager
from multiprocessing import connection, get_context, parent_process
from typing import TYPE_CHECKING, Any, ParamSpec, TypeVar

from index.errors import MandateIndexError, ServerError

if TYPE_CHECKING:
    from distributed import Client
    from distributed import Future as DaskFuture

P = ParamSpec("P")
T = TypeVar("T")

# Starting processes takes a second: so many bytes of files are read in that time without them.
_WORTH_PROCESSES = 2_000_000
_CONNECT_SECONDS = 5
# One thread each: the processes are the parallelism.
_ONE_THREAD = dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"), "1")
_ENVIRONMENT = {**_ONE_THREAD, "TOKENIZERS_PARALLELISM": "false"}


class Here(Executor):
    """Does the work at once, in this process."""

    def submit(self, fn: Callable[P, T], /, *args: P.args, **kwargs: P.kwargs) -> Future[T]:
        """A future that has its result."""
        future: Future[T] = Future()
        try:
            future.set_result(fn(*args, **kwargs))
        except Exception as error:  # noqa: BLE001
            # As executors do: it is raised where the result is asked for.
            future.set_exception(error)
        return future


@contextmanager
def open_executor(
    size: int, workers: int | None = None, dask: str | None = None
) -> Iterator[Executor]:
    """An executor for work on files of `size` bytes together.

    `workers` is the number of processes (None: one a core where there is enough to do; 1: none but this
    one); `dask` is the address of a Dask scheduler. Raises `ServerError` where it does not answer.
    """
    if dask:
        with _dask(dask) as executor:
            yield executor
        return
    count = workers or (_cores() if size > _WORTH_PROCESSES else 1)
    if count == 1:
        yield Here()
        return
    pool = ProcessPoolExecutor(count, mp_context=get_context("spawn"), initializer=_start)
    with _as_imported(), _undisturbed():
        # Each piece of work starts a process while none is idle.
        for _ in range(count):
            pool.submit(_nothing)
    try:
        yield pool
    finally:
        pool.shutdown(wait=True, cancel_futures=True)


def _cores() -> int:
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def _nothing() -> None:
    """The least work that starts a process."""


def _start() -> None:
    """Ctrl-C is the parent's affair, and a parent that was killed leaves no children behind."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    parent = parent_process()
    if parent is None:
        return

    def watch() -> None:
        connection.wait([parent.sentinel])
        os._exit(1)

    threading.Thread(target=watch, daemon=True).start()


@contextmanager
def _as_imported() -> Iterator[None]:
    """Start processes that do not run the main module anew.

    A script that adds documents then needs no guard for its own code; what the processes work with is
    imported from this package.
    """
    main: Any = sys.modules["__main__"]
    kept = {name: getattr(main, name) for name in ("__file__", "__spec__") if hasattr(main, name)}
    before = {name: os.environ.get(name) for name in _ENVIRONMENT}
    try:
        main.__spec__ = None
        if "__file__" in kept:
            del main.__file__
        os.environ.update(_ENVIRONMENT)
        yield
    finally:
        for name, value in kept.items():
            setattr(main, name, value)
        for name, old in before.items():
            if old is None:
                del os.environ[name]
            else:
                os.environ[name] = old


@contextmanager
def _undisturbed() -> Iterator[None]:
    """Start processes that Ctrl-C does not reach before they ignore it."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


@contextmanager
def _dask(address: str) -> Iterator[Executor]:
    try:
        import dask
        from distributed import Client
    except ImportError as error:
        raise ServerError(
            "a Dask cluster needs distributed: pip install 'mandate-assistant[dask]'"
        ) from error
    log = logging.getLogger("distributed.client")
    level = log.level
    # What it would say of a lost scheduler is said once, by an error.
    log.setLevel(logging.CRITICAL)
    try:
        # A file is sent as it is, however large.
        settings = {
            "distributed.admin.large-graph-warning-threshold": "1GB",
            "distributed.comm.timeouts.connect": f"{_CONNECT_SECONDS}s",
        }
        with dask.config.set(settings):
            try:
                client = Client(address, timeout=_CONNECT_SECONDS, set_as_default=False)  # type: ignore[no-untyped-call]
            except (OSError, ValueError, TimeoutError) as error:
                raise ServerError(
                    f"no Dask scheduler answers at {address}; start one with: dask scheduler"
                ) from error
            with client:
                yield _Cluster(client, address)
    finally:
        log.setLevel(level)


class _Cluster(Executor):
    """A Dask cluster: what a worker that is lost was doing is done by another."""

    def __init__(self, client: Client, address: str) -> None:
        self._client, self._address = client, address

    def submit(self, fn: Callable[P, T], /, *args: P.args, **kwargs: P.kwargs) -> Future[T]:
        """Raises `ServerError` where the cluster is gone."""
        with _cluster_errors(self._address):
            # A file that was read once may be read again: nothing is kept for that.
            return _Remote(self._client.submit(fn, *args, pure=False, **kwargs), self._address)


class _Remote(Future[T]):
    """A result on a cluster; asked for it waits, and raises `ServerError` where the cluster is lost."""

    def __init__(self, future: DaskFuture[T], address: str) -> None:
        super().__init__()
        self._future, self._address = future, address

    def result(self, timeout: float | None = None) -> T:
        with _cluster_errors(self._address):
            made: T = self._future.result(timeout)
            return made


@contextmanager
def _cluster_errors(address: str) -> Iterator[None]:
    try:
        yield
    except MandateIndexError:
        raise
    except Exception as error:
        told = " ".join(str(error).split())[:200] or type(error).__name__
        raise ServerError(
            f"the Dask cluster at {address} did not do the work: {told}; each worker needs this "
            "version of this program; what was stored stays: give the same command again"
        ) from error
