"""What is counted, in the format of Prometheus."""

from __future__ import annotations

from typing import TYPE_CHECKING

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, generate_latest
from prometheus_client.exposition import CONTENT_TYPE_LATEST

if TYPE_CHECKING:
    from assistant.answer import Answer

MEDIA_TYPE = CONTENT_TYPE_LATEST
_SECONDS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0, 30.0, 60.0)


class Metrics:
    """Counts of one server; a registry of its own lets several run in one process."""

    def __init__(self, version: str, checksum: str, documents: int, paragraphs: int) -> None:
        registry = self._registry = CollectorRegistry()
        self._requests = Counter(
            "mandate_requests", "Requests", ("method", "route", "status"), registry=registry
        )
        self._seconds = Histogram(
            "mandate_request_seconds",
            "Seconds from a request to the end of its response",
            ("route",),
            buckets=_SECONDS,
            registry=registry,
        )
        self._under_way = Gauge("mandate_requests_under_way", "Requests now", registry=registry)
        self._answers = Counter(
            "mandate_answers", "Answers", ("status", "mode", "language"), registry=registry
        )
        self._answer_seconds = Histogram(
            "mandate_answer_seconds",
            "Seconds from a question to its answer",
            buckets=_SECONDS,
            registry=registry,
        )
        self._feedback = Counter(
            "mandate_feedback", "Verdicts kept", ("verdict",), registry=registry
        )
        self._version = version
        self._held = Gauge("mandate_index", "What is held", ("of",), registry=registry)
        self._about = Gauge(
            "mandate_info", "What runs here", ("version", "index"), registry=registry
        )
        self.hold(checksum, documents, paragraphs)

    def hold(self, checksum: str, documents: int, paragraphs: int) -> None:
        """The index that is answered from, and what it holds."""
        self._held.labels("documents").set(documents)
        self._held.labels("paragraphs").set(paragraphs)
        # What was answered from before is told no more.
        self._about.clear()
        self._about.labels(self._version, checksum).set(1)

    def started(self) -> None:
        """A request has come."""
        self._under_way.inc()

    def ended(self, method: str, route: str, status: int, seconds: float) -> None:
        """A request has been answered; `route` is the path's pattern, so that there are few."""
        self._under_way.dec()
        self._requests.labels(method, route, str(status)).inc()
        self._seconds.labels(route).observe(seconds)

    def answered(self, answer: Answer, seconds: float) -> None:
        """A question has been answered."""
        self._answers.labels(answer.status, answer.mode, answer.language).inc()
        self._answer_seconds.observe(seconds)

    def judged(self, verdict: str) -> None:
        """A reader's verdict has been kept."""
        self._feedback.labels(verdict).inc()

    def text(self) -> bytes:
        """All counts, as Prometheus reads them."""
        return generate_latest(self._registry)
