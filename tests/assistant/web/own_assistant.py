"""An assistant that does what a test wants of it, and all else as the real one."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from typing import Any

from assistant import Answer, Assistant
from assistant.events import StreamEvent


class OwnAssistant:
    """The `real` assistant, but for `ask` and `stream` where they are given."""

    def __init__(
        self,
        real: Assistant,
        ask: Callable[..., Answer] | None = None,
        stream: Callable[..., Iterator[StreamEvent]] | None = None,
    ) -> None:
        self._real = real
        self.ask, self.stream = ask or real.ask, stream or real.stream

    def __getattr__(self, name: str) -> Any:
        return getattr(self._real, name)


class SlowAssistant(OwnAssistant):
    """It answers once `go` is set; `asked` counts the questions that have come to it."""

    def __init__(self, real: Assistant) -> None:
        super().__init__(real, self._ask, self._stream)
        self.go, self._asked = threading.Event(), threading.Semaphore(0)

    def wait_for_a_question(self) -> None:
        assert self._asked.acquire(timeout=20), "no question has come"

    def _ask(self, question: str, **options: Any) -> Answer:
        self._asked.release()
        assert self.go.wait(30)
        return self._real.ask(question, **options)

    def _stream(self, question: str, **options: Any) -> Iterator[StreamEvent]:
        self._asked.release()
        assert self.go.wait(30)
        yield from self._real.stream(question, **options)
