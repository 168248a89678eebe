"""Failures are told apart whatever package raised them, and say nothing in the provider's words."""

from __future__ import annotations

import json
from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from langchain_core import exceptions as core

from assistant.language_model.failure import RETRIED, Failure, ModelFailure, classify


def made(path, /, message="no", cause=None, **fields):
    """An error of classes that are named and derived so: `made("A.B")` is a B, which is an A."""
    base = Exception
    for name in path.split("."):
        base = type(name, (base,), {})
    error = base(message)
    for name, value in fields.items():
        setattr(error, name, value)
    error.__cause__ = cause
    return error


def answered(status, **headers):
    return {"status_code": status, "response": SimpleNamespace(headers=headers)}


STATUS = {
    400: Failure.INVALID_REQUEST,
    401: Failure.REFUSED,
    402: Failure.REFUSED,
    403: Failure.REFUSED,
    404: Failure.UNKNOWN_MODEL,
    408: Failure.TIMED_OUT,
    409: Failure.INVALID_REQUEST,
    413: Failure.TOO_MUCH,
    422: Failure.INVALID_REQUEST,
    429: Failure.BUSY,
    500: Failure.BROKEN,
    502: Failure.BROKEN,
    503: Failure.BROKEN,
    529: Failure.BROKEN,
}


@pytest.mark.parametrize(("status", "kind"), STATUS.items())
@pytest.mark.parametrize(
    "make",
    [
        pytest.param(
            lambda s: made("OpenAIError.APIError.APIStatusError", status_code=s), id="openai"
        ),
        pytest.param(lambda s: made("ResponseError", status_code=s, error="no"), id="ollama"),
        pytest.param(lambda s: made("APIError.ClientError", code=s, status="X"), id="google"),
        pytest.param(
            lambda s: made("ChatGoogleGenerativeAIError", cause=made("ClientError", code=s)),
            id="wrapped",
        ),
        pytest.param(
            lambda s: made("X", cause=made("HTTPStatusError", cause=made("Y", status_code=s))),
            id="wrapped twice",
        ),
        pytest.param(lambda s: made("TransportError.Odd", status_code=s, code="odd"), id="both"),
    ],
)
def test_the_status_tells_them_apart(make, status, kind):
    failure = classify(make(status))
    assert (failure.kind, failure.detail) == (kind, f"HTTP {status}")


@pytest.mark.parametrize(
    ("error", "kind"),
    [
        (core.ModelAuthenticationError("no"), Failure.REFUSED),
        (core.ModelPermissionDeniedError("no"), Failure.REFUSED),
        (core.ModelInvalidRequestError("no"), Failure.INVALID_REQUEST),
        (core.ModelNotFoundError("no"), Failure.UNKNOWN_MODEL),
        (core.ModelRateLimitError("no"), Failure.BUSY),
        (core.ModelAPIError("no"), Failure.BROKEN),
        (core.ModelConnectionError("no"), Failure.UNREACHABLE),
        (core.ModelTimeoutError("no"), Failure.TIMED_OUT),
        (core.ContextOverflowError("no"), Failure.TOO_MUCH),
        (core.OutputParserException("no"), Failure.UNUSABLE),
        (core.ModelError("no"), Failure.BROKEN),
        (core.LangChainException("no"), Failure.BROKEN),
        (
            made("HTTPError.RequestError.TransportError.NetworkError.ConnectError"),
            Failure.UNREACHABLE,
        ),
        (made("TransportError.ProtocolError.RemoteProtocolError"), Failure.UNREACHABLE),
        (made("TransportError.TimeoutException.ReadTimeout"), Failure.TIMED_OUT),
        (made("OpenAIError.LengthFinishReasonError"), Failure.TOO_LONG),
        (made("Strange"), Failure.BROKEN),
        (ConnectionRefusedError("no"), Failure.UNREACHABLE),
        (BrokenPipeError("no"), Failure.UNREACHABLE),
        (TimeoutError("no"), Failure.TIMED_OUT),
        (ModuleNotFoundError("no"), Failure.NOT_INSTALLED),
        (json.JSONDecodeError("no", "x", 0), Failure.UNUSABLE),
        (ValueError("no"), Failure.UNUSABLE),
        (AssertionError(), Failure.UNUSABLE),
        (RuntimeError("no"), Failure.BROKEN),
        (MemoryError(), Failure.BROKEN),
        (KeyboardInterrupt(), Failure.BROKEN),
    ],
    ids=lambda value: type(value).__name__ if isinstance(value, BaseException) else str(value),
)
def test_without_a_status_the_class_tells(error, kind):
    failure = classify(error)
    assert (failure.kind, failure.detail) == (kind, type(error).__name__)


@pytest.mark.parametrize("package", ["openai", "anthropic"])
@pytest.mark.parametrize(
    ("name", "kind"),
    [("APIConnectionError", Failure.UNREACHABLE), ("APITimeoutError", Failure.TIMED_OUT)],
)
def test_a_package_s_own_errors_of_the_network_are_told(package, name, kind):
    """LangChain's packages for these two wrap them; those for their likes (Groq) do not."""
    httpx = pytest.importorskip("httpx")
    error = getattr(pytest.importorskip(package), name)(
        request=httpx.Request("POST", "http://localhost")
    )
    error.__cause__ = httpx.ConnectError("no")
    assert classify(error).kind is kind


@pytest.mark.parametrize(
    ("status", "kind"),
    [
        (401, Failure.REFUSED),
        (404, Failure.UNKNOWN_MODEL),
        (429, Failure.BUSY),
        (503, Failure.BROKEN),
    ],
)
@pytest.mark.parametrize("package", ["openai", "anthropic", "httpx", "ollama", "google"])
def test_real_errors_of_the_packages_are_told(package, status, kind):
    httpx = pytest.importorskip("httpx")
    response = httpx.Response(
        status, headers={"Retry-After": "7"}, request=httpx.Request("POST", "http://localhost")
    )
    if package == "httpx":
        error = httpx.HTTPStatusError("no", request=response.request, response=response)
    elif package == "ollama":
        error = pytest.importorskip("ollama").ResponseError("no", status)
    elif package == "google":
        errors = pytest.importorskip("google.genai.errors")
        error = errors.APIError(status, {"error": {"message": "no"}}, response)
    else:
        error = pytest.importorskip(package).APIStatusError("no", response=response, body=None)
    failure = classify(error)
    assert failure.kind is kind
    assert failure.wait == (None if package == "ollama" else 7.0)


@pytest.mark.parametrize(
    "message",
    [
        "This model's maximum context length is 8192 tokens",
        "context_length_exceeded",
        "prompt is too long: 210000 tokens > 200000 maximum",
        "The input token count exceeds the maximum number of tokens allowed (1048576)",
        "exceeds the available context window",
        "too many tokens",
        "Too many input tokens",
        "input tokens exceed the limit",
        "over the token limit",
    ],
)
@pytest.mark.parametrize("status", [None, 400, 413, 422])
def test_a_prompt_that_is_too_long_is_told_by_its_words(message, status):
    assert classify(made("Odd", message, status_code=status)).kind is Failure.TOO_MUCH


@pytest.mark.parametrize("status", [401, 404, 429, 500, 503])
def test_the_words_count_only_where_the_status_leaves_it_open(status):
    error = made("Odd", "the number of tokens per minute: token limit", status_code=status)
    assert classify(error).kind is STATUS[status]


def test_a_prompt_that_is_too_long_is_told_by_its_code():
    error = made("BadRequestError", status_code=400, code="context_length_exceeded")
    assert classify(error).kind is Failure.TOO_MUCH


@pytest.mark.parametrize("value", [None, 0, 200, 399, 600, True, "429", 429.0, [429]])
def test_what_is_no_status_of_a_failure_is_none(value):
    failure = classify(made("ModelConnectionError", status_code=value, code=value))
    assert (failure.kind, failure.detail) == (Failure.UNREACHABLE, "ModelConnectionError")


def test_causes_that_go_round_end():
    first, second = made("First"), made("Second")
    first.__cause__, second.__cause__ = second, first
    assert classify(first).kind is Failure.BROKEN


@pytest.mark.parametrize(
    ("value", "seconds"),
    [
        ("7", 7.0),
        ("0", 0.0),
        ("2.5", 2.5),
        ("999999", 999999.0),
        (None, None),
        ("", None),
        ("-1", None),
        ("1e9", None),
        ("nan", None),
        ("inf", None),
        ("99999999", None),
        ("soon", None),
        ("Wed, 21 Oct 2026 07:28:00 GMT", None),
        (7, None),
        (b"7", None),
    ],
)
def test_how_long_to_wait_is_read_from_the_reply(value, seconds):
    error = made("RateLimitError", **answered(429, **{"retry-after": value}))
    assert classify(error).wait == seconds
    assert classify(made("Wrapper", cause=error)).wait == seconds


@pytest.mark.parametrize("response", [None, "x", SimpleNamespace(), SimpleNamespace(headers=None)])
def test_a_reply_of_another_shape_tells_no_wait(response):
    assert classify(made("RateLimitError", status_code=429, response=response)).wait is None


@given(st.text(min_size=8), st.sampled_from([None, 400, 429, 500]))
def test_a_provider_s_words_are_in_no_failure(message, status):
    failure = classify(made("Odd", message, status_code=status))
    assert message not in str(failure)
    assert failure.detail in ("Odd", f"HTTP {status}")


def test_a_failure_says_its_kind_and_detail():
    failure = ModelFailure(Failure.BUSY, "HTTP 429", 3.0)
    assert (failure.kind, failure.detail, failure.wait) == (Failure.BUSY, "HTTP 429", 3.0)
    assert str(failure) == "busy: HTTP 429"


def test_what_would_fail_again_is_not_tried_again():
    again = {"busy", "unreachable", "broken", "unusable", "cut_off"}
    assert {kind.value for kind in RETRIED} == again
