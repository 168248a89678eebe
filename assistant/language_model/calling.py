"""Calls a chat model for a structure: under a deadline, with retries, as one stream of text.

Providers bring a structure as the arguments of a tool call or as JSON in the content; here both are
text, piece by piece, which whoever asked reads for itself. What a provider's package makes of a cut
off structure looks whole and is not looked at.
"""

from __future__ import annotations

import contextvars
import json
import queue
import threading
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, NamedTuple

from assistant.answer import Usage
from assistant.language_model.failure import RETRIED, Failure, ModelFailure, classify

if TYPE_CHECKING:
    from langchain_core.language_models import BaseChatModel, LanguageModelInput
    from langchain_core.messages import AIMessage
    from langchain_core.runnables import Runnable

    from prompts import Message

_FIRST_PAUSE = 0.5
_CUT_OFF = frozenset({"length", "max_tokens", "max_output_tokens", "model_length"})


class Piece(NamedTuple):
    """Text of a reply: of a structure (`channel` "tool"), or of what is said ("content")."""

    channel: str
    text: str


@dataclass
class Session:
    """The use of the model for one question: how long it may take, and what it has taken.

    `deadline` is on the clock of `time.monotonic`. Tokens are those that the provider reports.
    """

    deadline: float
    calls: int = 0
    input_tokens: int = 0
    output_tokens: int = 0
    seconds: float = 0.0
    prompts: list[str] = field(default_factory=list)

    @classmethod
    def of(cls, seconds: float) -> Session:
        """A session that begins now."""
        return cls(deadline=time.monotonic() + seconds)

    @property
    def usage(self) -> Usage:
        """What it has taken so far."""
        return Usage(
            calls=self.calls,
            input_tokens=self.input_tokens,
            output_tokens=self.output_tokens,
            seconds=round(self.seconds, 3),
        )

    @property
    def left(self) -> float:
        """The seconds left."""
        return self.deadline - time.monotonic()


class ModelClient:
    """A chat model with limits. It may be used from several threads."""

    def __init__(self, model: BaseChatModel, *, retries: int, most_characters: int) -> None:
        """`most_characters` of a reply are read; a longer one is a failure."""
        self._model = model
        self._retries, self._most = retries, most_characters
        self._takes_schema = True

    def pieces(
        self,
        messages: Sequence[Message],
        schema: Mapping[str, Any],
        session: Session,
        *,
        streamed: bool,
    ) -> Iterator[Piece]:
        """One reply to `messages`, as it comes where it is `streamed`; raises `ModelFailure`."""
        began = time.monotonic()
        try:
            yield from self._in_a_form_it_takes(messages, schema, session, streamed)
        finally:
            session.seconds += time.monotonic() - began

    def _in_a_form_it_takes(
        self,
        messages: Sequence[Message],
        schema: Mapping[str, Any],
        session: Session,
        streamed: bool,
    ) -> Iterator[Piece]:
        """The reply; where a request for a structure is refused, that of a request without one.

        Many a server speaks a protocol without its structured output. The prompt asks for JSON by
        itself. What is refused in either form is not refused for that.
        """
        try:
            yield from self._bounded(messages, schema, session, streamed)
        except ModelFailure as failure:
            if failure.kind is not Failure.INVALID_REQUEST or not self._takes_schema:
                raise
            self._takes_schema = False
            try:
                yield from self._bounded(messages, schema, session, streamed)
            except ModelFailure as again:
                self._takes_schema = again.kind is Failure.INVALID_REQUEST
                raise

    def retry(self, failure: ModelFailure, attempt: int, session: Session) -> bool:
        """Whether to try again after the `attempt`-th failure (from 0); waits first."""
        pause = failure.wait if failure.wait is not None else _FIRST_PAUSE * 2.0**attempt
        helps = failure.kind in RETRIED and attempt < self._retries and pause < session.left
        if helps and failure.kind not in (Failure.UNUSABLE, Failure.CUT_OFF):
            time.sleep(pause)
        return helps

    def _bounded(
        self,
        messages: Sequence[Message],
        schema: Mapping[str, Any],
        session: Session,
        streamed: bool,
    ) -> Iterator[Piece]:
        session.calls += 1
        read = 0
        finish: str | None = None
        for message in _until(lambda: self._messages(messages, schema, streamed), session.deadline):
            finish = _finish(message) or finish
            _count(message, session)
            for piece in _pieces(message):
                read += len(piece.text)
                if read > self._most:
                    raise ModelFailure(Failure.TOO_LONG, f"more than {self._most:,} characters")
                yield piece
        if finish and finish.lower() in _CUT_OFF:
            raise ModelFailure(Failure.TOO_LONG, "the reply reached its most tokens")

    def _messages(
        self, messages: Sequence[Message], schema: Mapping[str, Any], streamed: bool
    ) -> Iterator[AIMessage]:
        bound = self._bound(schema)
        given = [(message.role, message.text) for message in messages]
        if streamed:
            yield from bound.stream(given)
        else:
            yield bound.invoke(given)

    def _bound(self, schema: Mapping[str, Any]) -> Runnable[LanguageModelInput, AIMessage]:
        """The model asked for `schema`, in the way that its provider's package prefers."""
        from langchain_core.runnables import RunnableSequence

        if not self._takes_schema:
            return self._model
        try:
            chain = self._model.with_structured_output(dict(schema))
        except (NotImplementedError, TypeError, ValueError, AttributeError):
            # The prompt asks for JSON by itself.
            return self._model
        # A sequence of the model and a parser, which would hide what cannot be parsed.
        return chain.first if isinstance(chain, RunnableSequence) else self._model


def _until(make: Callable[[], Iterator[AIMessage]], deadline: float) -> Iterator[AIMessage]:
    """What `make` yields, until `deadline`: whatever a provider's own time-outs are of.

    It runs in a thread of its own, which is left behind where it does not end in time.
    """
    received: queue.SimpleQueue[AIMessage | BaseException | None] = queue.SimpleQueue()
    stopped = threading.Event()

    def work() -> None:
        try:
            for message in make():
                if stopped.is_set():
                    return
                received.put(message)
        except BaseException as error:  # noqa: BLE001  It is raised again, by the reader.
            received.put(error)
        else:
            received.put(None)

    threading.Thread(
        target=contextvars.copy_context().run, args=(work,), name="mandate-model", daemon=True
    ).start()
    try:
        while True:
            try:
                left = min(max(0.0, deadline - time.monotonic()), threading.TIMEOUT_MAX)
                item = received.get(timeout=left)
            except queue.Empty:
                raise ModelFailure(Failure.TIMED_OUT, "no whole reply in time") from None
            if item is None:
                return
            if isinstance(item, BaseException):
                raise classify(item) from item
            yield item
    finally:
        stopped.set()


def _pieces(message: AIMessage) -> Iterator[Piece]:
    """The text of a message, or of a part of one: of tool calls as they were sent, and content."""
    chunks = getattr(message, "tool_call_chunks", None)
    if chunks is not None:
        for chunk in chunks:
            if chunk["args"]:
                yield Piece("tool", chunk["args"])
    else:
        for call in message.tool_calls:
            yield Piece("tool", json.dumps(call["args"], ensure_ascii=False))
        for broken in message.invalid_tool_calls:
            if broken["args"]:
                yield Piece("tool", broken["args"])
    if text := str(message.text):
        yield Piece("content", text)


def _finish(message: AIMessage) -> str | None:
    found = message.response_metadata
    reason = found.get("finish_reason") or found.get("stop_reason") or found.get("done_reason")
    return reason if isinstance(reason, str) else None


def _count(message: AIMessage, session: Session) -> None:
    if message.usage_metadata:
        session.input_tokens += message.usage_metadata["input_tokens"]
        session.output_tokens += message.usage_metadata["output_tokens"]
