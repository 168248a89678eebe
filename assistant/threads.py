"""Runs in threads what would block an event loop."""

from __future__ import annotations

import asyncio
import contextvars
import threading
from collections.abc import AsyncIterator, Callable, Iterator
from typing import TypeVar

T = TypeVar("T")


async def in_thread(call: Callable[[], T]) -> T:
    """What `call` returns, from a thread of the event loop's pool."""
    return await asyncio.to_thread(call)


async def iterate_in_thread(make: Callable[[], Iterator[T]]) -> AsyncIterator[T]:
    """What the iterator of `make` yields, from one thread of its own.

    Where the reader leaves early, the thread ends at the next item.
    """
    loop = asyncio.get_running_loop()
    items: asyncio.Queue[tuple[T | None, BaseException | None, bool]] = asyncio.Queue()
    left = threading.Event()

    def put(item: T | None, error: BaseException | None, ended: bool) -> None:
        if not left.is_set():
            loop.call_soon_threadsafe(items.put_nowait, (item, error, ended))

    def work() -> None:
        try:
            for item in make():
                if left.is_set():
                    return
                put(item, None, False)
        except BaseException as error:  # noqa: BLE001  It is raised again, by the reader.
            put(None, error, True)
        else:
            put(None, None, True)

    threading.Thread(target=contextvars.copy_context().run, args=(work,), daemon=True).start()
    try:
        while True:
            item, error, ended = await items.get()
            if error is not None:
                raise error
            if ended:
                return
            yield item  # type: ignore[misc]
    finally:
        left.set()
