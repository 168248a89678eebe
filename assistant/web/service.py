"""The assistant behind a server: as many questions at once as are allowed, each within its time."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncGenerator, AsyncIterator, Callable, Sequence
from contextlib import aclosing, asynccontextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, TypeVar

from assistant.answer import Answer
from assistant.events import AnswerEvent, StreamEvent
from assistant.feedback import FeedbackStore
from assistant.threads import iterate_in_thread
from assistant.web.problems import Refusal
from index.filter import Filter

if TYPE_CHECKING:
    from assistant.api import AskOptions, Assistant
    from assistant.web.observation.metrics import Metrics
    from assistant.web.settings import ServerSettings

T = TypeVar("T")

# Measured with 50 readers on two cores: with 16 threads at work the one that talks to all of them hardly
# gets its turn (50 answers a second), with 4 it does (140).
_WITHOUT_MODEL, _WITH_MODEL = 4, 32


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A question as it comes over the wire.

    `history` has the answers before it, or the earlier questions, which are then asked again, of the
    same documents: those of `collection` (None: the one that is served) that `where` chooses.
    """

    question: str
    history: Sequence[Answer | str] = ()
    language: str | None = None
    documents: Sequence[str] = field(default=())
    plain: bool = False
    explain: bool = False
    where: Filter | None = None
    collection: str | None = None


class Service:
    """One assistant, asked by many; raises `Refusal` where a question cannot wait any longer."""

    def __init__(self, assistant: Assistant, settings: ServerSettings, metrics: Metrics) -> None:
        self.assistant, self.settings, self._metrics = assistant, settings, metrics
        self.feedback = FeedbackStore(settings.feedback)
        self.ready = True
        default = _WITH_MODEL if assistant.model else _WITHOUT_MODEL
        self._concurrency = settings.concurrency or default
        self._turns = asyncio.Semaphore(self._concurrency)
        self._waiting = 0

    @property
    def busy(self) -> bool:
        """Whether the next question has to wait."""
        return self._turns.locked()

    async def ask(self, asked: Asked) -> Answer:
        """The answer; raises `Refusal` (too busy, out of time) and what `Assistant.ask` raises."""
        started = time.perf_counter()
        answer = await self.run(lambda: self._ask(asked))
        self._metrics.answered(answer, time.perf_counter() - started)
        return answer

    async def stream(self, asked: Asked) -> AsyncGenerator[StreamEvent]:
        """The events of `Assistant.stream`; raises as `ask` does, at the first event."""
        asked_at = time.perf_counter()
        async with self._turn():
            started = time.perf_counter()
            history = await self._timed(lambda: self._history(asked))
            options = self._options(asked, history)
            events = iterate_in_thread(lambda: self.assistant.stream(asked.question, **options))
            spent = time.perf_counter() - started
            async with aclosing(self._in_time(events, spent)) as timed:
                async for event in timed:
                    yield event
                    if isinstance(event, AnswerEvent):
                        self._metrics.answered(event.answer, time.perf_counter() - asked_at)

    async def run(self, call: Callable[[], T]) -> T:
        """What `call` returns, from a thread, when it is its turn."""
        async with self._turn():
            return await self._timed(call)

    def close(self) -> None:
        """Take no more questions, and let those under way end."""
        self.ready = False

    def _ask(self, asked: Asked) -> Answer:
        return self.assistant.ask(asked.question, **self._options(asked, self._history(asked)))

    def _options(self, asked: Asked, history: Sequence[Answer]) -> AskOptions:
        return {
            "history": history,
            "language": asked.language,
            "documents": asked.documents,
            "plain": asked.plain,
            "explain": asked.explain,
            "where": asked.where,
            "collection": asked.collection,
        }

    async def _in_time(
        self, events: AsyncIterator[StreamEvent], spent: float
    ) -> AsyncGenerator[StreamEvent]:
        """The events, until the time is over; only waiting for them counts, not who reads them."""
        limit = self.settings.time_limit
        while True:
            before = time.perf_counter()
            async with _within(limit, max(limit - spent, 0.0)):
                event = await anext(events, None)
            spent += time.perf_counter() - before
            if event is None:
                return
            yield event

    def _history(self, asked: Asked) -> list[Answer]:
        answers: list[Answer] = []
        for turn in asked.history:
            if isinstance(turn, str):
                turn = self.assistant.ask(
                    turn,
                    history=answers,
                    documents=asked.documents,
                    where=asked.where,
                    collection=asked.collection,
                )
            answers.append(turn)
        return answers

    async def _timed(self, call: Callable[[], T]) -> T:
        limit = self.settings.time_limit
        async with _within(limit, limit):
            # Not from a pool of the interpreter's: it would wait at its exit for a thread that hangs.
            return await anext(iterate_in_thread(lambda: iter((call(),))))

    @asynccontextmanager
    async def _turn(self) -> AsyncIterator[None]:
        if not self.ready:
            raise Refusal(503, "stopping", "the server is stopping", headers={"Retry-After": "10"})
        if self._waiting >= self.settings.waiting + self._concurrency:
            raise Refusal(
                503,
                "busy",
                "too many questions are waiting; try again",
                headers={"Retry-After": "2"},
            )
        self._waiting += 1
        try:
            async with self._turns:
                yield
        finally:
            self._waiting -= 1


@asynccontextmanager
async def _within(limit: float, left: float) -> AsyncIterator[None]:
    """Raise `Refusal` where what is within takes longer than the `left` of the `limit`, in seconds."""
    deadline = asyncio.timeout(left)
    try:
        async with deadline:
            yield
    except TimeoutError as error:
        # A lock or a connection may have had too little time of its own: that is a fault.
        if not deadline.expired():
            raise
        detail = f"the question took longer than {limit:g} seconds"
        raise Refusal(504, "out-of-time", detail) from error
