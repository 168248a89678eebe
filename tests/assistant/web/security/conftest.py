"""What the tests of who may come in share."""

from __future__ import annotations

import http.client
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
