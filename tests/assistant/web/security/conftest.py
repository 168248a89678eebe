"""What the tests of who may come in share."""

from __future__ import annotations

import http.client
import time
from collections.abc import Callable, Iterator
from urllib.parse import urlsplit

import pytest

from assistant.web.security.keys import hash_key


@pytest.fixture(scope="session")
def server_with_key(serve: Callable[..., object]) -> Iterator[Callable[..., tuple[int, str]]]:
    """Asks a real server, which wants a key, for a path written exactly so: `(status, body)`."""
    with serve(MANDATE_API_KEYS=hash_key("key")) as server:  # type: ignore[attr-defined]
        host = urlsplit(server.address)

        def ask(path: str, **headers: str) -> tuple[int, str]:
            connection = http.client.HTTPConnection(host.hostname or "", host.port, timeout=20)
            try:
                connection.putrequest("GET", path)
                for name, value in headers.items():
                    connection.putheader(name.replace("_", "-"), value)
                connection.endheaders()
                response = connection.getresponse()
                return response.status, response.read().decode("utf-8", "replace")
            finally:
                connection.close()

        yield ask


class Clock:
    """The time of day, which goes on when it is told to; it begins a second into a minute and an hour."""

    def __init__(self) -> None:
        self.now = 3_600.0 * 500_000 + 1

    def go(self, seconds: float) -> None:
        self.now += seconds


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    """The clock that limits are held against."""
    clock = Clock()
    monkeypatch.setattr(time, "time", lambda: clock.now)
    return clock
