"""Where the work of adding runs: here, in processes of this machine, or on a Dask cluster."""

from __future__ import annotations

import os
import signal
import sys
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import Executor, Future, ProcessPoolExecutor
from contextlib import contextmanager
from multiprocessing import connection, get_context, parent_process
from typing import Any, ParamSpec, TypeVar

from index.errors import ServerError

P = ParamSpec("P")
T = TypeVar("T")

# Starting processes takes a second: so many bytes of files are read in that time without them.
_WORTH_PROCESSES = 2_000_000
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
    with _as_imported():
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
def _dask(address: str) -> Iterator[Executor]:
    try:
        from distributed import Client
    except ImportError as error:
        raise ServerError(
            "a Dask cluster needs distributed: pip install 'mandate-assistant[dask]'"
        ) from error
    try:
        client = Client(address, timeout=10, set_as_default=False)  # type: ignore[no-untyped-call]
    except (OSError, ValueError, TimeoutError) as error:
        raise ServerError(
            f"no Dask scheduler answers at {address}; start one with: dask scheduler"
        ) from error
    with client:
        # A file that was read once may be read again: nothing is kept for that.
        yield client.get_executor(pure=False)  # type: ignore[no-untyped-call]
