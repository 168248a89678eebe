"""What can go wrong with a language model, told apart whatever the provider.

LangChain's providers raise the errors of their own packages; some are `ModelError`s of langchain-core,
some are of an HTTP library, some are plain ones. They are told apart here once.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from enum import StrEnum


class Failure(StrEnum):
    """Kinds of failures, by what a reader or an operator can make of them."""

    TIMED_OUT = "timed_out"
    BUSY = "busy"
    REFUSED = "refused"
    UNREACHABLE = "unreachable"
    BROKEN = "broken"
    UNKNOWN_MODEL = "unknown_model"
    TOO_MUCH = "too_much"
    INVALID_REQUEST = "invalid_request"
    UNUSABLE = "unusable"
    CUT_OFF = "cut_off"
    TOO_LONG = "too_long"
    UNSUPPORTED = "unsupported"
    NOT_INSTALLED = "not_installed"
    WITHHELD = "withheld"


RETRIED = frozenset(
    {Failure.BUSY, Failure.UNREACHABLE, Failure.BROKEN, Failure.UNUSABLE, Failure.CUT_OFF}
)
"""After these the same request may go through."""


class ModelFailure(Exception):
    """The model gave nothing that can be used. It never reaches a caller of `Assistant`.

    `detail` is in our own words: what a provider says may be long, or hostile. `wait` is how many
    seconds the provider asks to be left alone.
    """

    def __init__(self, kind: Failure, detail: str, wait: float | None = None) -> None:
        super().__init__(f"{kind}: {detail}")
        self.kind, self.detail, self.wait = kind, detail, wait


_OVERFLOW = re.compile(
    r"context[ _](?:length|window)|maximum context|prompt is too long|too many (?:input )?tokens"
    r"|number of tokens|token limit|input tokens exceed",
    re.IGNORECASE,
)
# Classes of langchain-core, of the HTTP libraries and of the providers' packages, by name: none of
# them need be installed.
_KINDS = {
    "ContextOverflowError": Failure.TOO_MUCH,
    "ModelTimeoutError": Failure.TIMED_OUT,
    "ModelRateLimitError": Failure.BUSY,
    "ModelAuthenticationError": Failure.REFUSED,
    "ModelPermissionDeniedError": Failure.REFUSED,
    "ModelNotFoundError": Failure.UNKNOWN_MODEL,
    "ModelInvalidRequestError": Failure.INVALID_REQUEST,
    "ModelAPIError": Failure.BROKEN,
    "ModelConnectionError": Failure.UNREACHABLE,
    "LengthFinishReasonError": Failure.TOO_LONG,
    "APITimeoutError": Failure.TIMED_OUT,
    "APIConnectionError": Failure.UNREACHABLE,
    "TimeoutException": Failure.TIMED_OUT,
    "TimeoutError": Failure.TIMED_OUT,
    "TransportError": Failure.UNREACHABLE,
    "ConnectionError": Failure.UNREACHABLE,
    "ImportError": Failure.NOT_INSTALLED,
    "JSONDecodeError": Failure.UNUSABLE,
    "ValueError": Failure.UNUSABLE,
    "AssertionError": Failure.UNUSABLE,
}


def classify(error: BaseException) -> ModelFailure:
    """The failure that `error`, raised by a provider's package, stands for."""
    status = _status(error)
    kind = _kind(error, status)
    detail = f"HTTP {status}" if status else type(error).__name__
    return ModelFailure(kind, detail, _wait(error))


def _kind(error: BaseException, status: int | None) -> Failure:
    overflow = getattr(error, "code", None) == "context_length_exceeded"
    if status in (None, 400, 413, 422) and (overflow or _OVERFLOW.search(str(error))):
        return Failure.TOO_MUCH
    if status is not None:
        return _by_status(status)
    names = (cls.__name__ for cls in type(error).__mro__)
    return next((_KINDS[name] for name in names if name in _KINDS), Failure.BROKEN)


def _by_status(status: int) -> Failure:
    known = {
        401: Failure.REFUSED,
        402: Failure.REFUSED,
        403: Failure.REFUSED,
        404: Failure.UNKNOWN_MODEL,
        408: Failure.TIMED_OUT,
        413: Failure.TOO_MUCH,
        429: Failure.BUSY,
    }
    otherwise = Failure.BROKEN if status >= 500 else Failure.INVALID_REQUEST
    return known.get(status, otherwise)


def _chain(error: BaseException) -> Iterator[BaseException]:
    """`error` and what it was raised from: some packages wrap the error that has the status."""
    seen: BaseException | None = error
    for _ in range(3):
        if seen is None:
            return
        yield seen
        seen = seen.__cause__


def _status(error: BaseException) -> int | None:
    for each in _chain(error):
        response = getattr(each, "response", None)
        for holder, name in ((each, "status_code"), (each, "code"), (response, "status_code")):
            value = getattr(holder, name, None)
            if isinstance(value, int) and 400 <= value < 600:
                return value
    return None


def _wait(error: BaseException) -> float | None:
    for each in _chain(error):
        headers = getattr(getattr(each, "response", None), "headers", None)
        value = None if headers is None else headers.get("retry-after")
        if isinstance(value, str) and re.fullmatch(r"\d{1,6}(?:\.\d+)?", value):
            return float(value)
    return None
