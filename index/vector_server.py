"""The vector store on a Chroma server, which `MANDATE_CHROMA_URL` names.

`chroma run`, or distributed Chroma. One collection has the rows of all builds that were made from one
another (a lineage), each under its number. A build asks for those that it was made with: what a later
one added, or one that was never finished, has higher numbers.
"""

from __future__ import annotations

import os
import threading
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, cast
from urllib.parse import urlsplit

import numpy as np
from numpy.typing import NDArray

from index.errors import ServerError, UserError
from index.vectors import StoredRow, batches, make_collection, nearest, upsert

if TYPE_CHECKING:
    import httpx
    from chromadb.api.client import Client

URL, TOKEN = "MANDATE_CHROMA_URL", "MANDATE_CHROMA_TOKEN"
# Of 1,024 numbers each: a request of a megabyte.
_BATCH = 250
# Chroma's own client waits for ever.
_CONNECT_SECONDS, _ANSWER_SECONDS = 5.0, 30.0
_LOST = (
    "the Chroma server at {url} has lost {what} of this index; "
    "put them there again with: mandate rebuild"
)


def server_url() -> str | None:
    """The address of the Chroma server that `MANDATE_CHROMA_URL` names, or None.

    Without a port it is Chroma's 8000, or that of https. Raises `ServerError` for what is no address.
    """
    url = os.environ.get(URL, "").strip().rstrip("/")
    if not url:
        return None
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        parts, port = urlsplit(""), None
    if parts.scheme not in ("http", "https") or not parts.hostname or parts.query or parts.fragment:
        raise ServerError(f"{URL} is {url!r}; give an address such as http://localhost:8000")
    if "@" in parts.netloc:
        raise ServerError(f"{URL} has a name or a password in it; give a token in {TOKEN}")
    if parts.scheme == "http" and port is None:
        parts = parts._replace(netloc=f"{parts.netloc.rstrip(':')}:8000")
    return parts.geturl()


def extend_server(url: str, lineage: str, rows: Iterable[StoredRow]) -> None:
    """Add `rows` to the collection of `lineage` on the server, under their numbers.

    Raises `ServerError`, and what reading the rows raises.
    """
    with _errors(url):
        collection = make_collection(_client(url), _name(lineage))
    for batch in batches(rows, _BATCH):
        with _errors(url):
            upsert(collection, batch, [str(row.number) for row in batch])


def drop_from_server(url: str, lineage: str) -> None:
    """Remove the collection of `lineage`, if there is one; raises `ServerError`."""
    from chromadb.errors import NotFoundError

    with _errors(url):
        try:
            _client(url).delete_collection(_name(lineage))
        except NotFoundError:
            return


class ServerStore:
    """The collection of a lineage of builds, opened for queries by any number of threads."""

    def __init__(self, url: str, lineage: str, rows: int) -> None:
        """`rows` is how many it must have at least.

        Raises `ServerError` where the server does not answer, or has no such collection or too small a
        one: it would find less than there is.
        """
        self._url = url
        with _errors(url):
            self._collection = _client(url).get_collection(_name(lineage), embedding_function=None)
            held = self._collection.count()
        if held < rows:
            raise ServerError(_LOST.format(url=url, what=f"{rows - held:,} vectors"))

    def count(self) -> int:
        """How many rows are stored, for all builds of the lineage together."""
        with _errors(self._url):
            return self._collection.count()

    def query(self, vector: NDArray[np.float32], limit: int) -> list[tuple[int, float]]:
        """Numbers of the rows nearest to `vector`, with their cosine, best first.

        Raises `ServerError`.
        """
        with _errors(self._url):
            return nearest(self._collection, vector, limit)

    def close(self) -> None:
        """Nothing: the connections to a server are this process's."""


def _name(lineage: str) -> str:
    return f"mandate-{lineage}"


_clients: dict[tuple[str, str | None], Client] = {}
_connecting = threading.Lock()


def _client(url: str) -> Client:
    """The client of the server at `url`: one, as Chroma's clients leave something behind for ever."""
    key = url, os.environ.get(TOKEN) or None
    with _connecting:
        if key not in _clients:
            _clients[key] = _connected(*key)
        return _clients[key]


def _connected(url: str, token: str | None) -> Client:
    import chromadb
    import httpx
    from chromadb.config import Settings

    headers = {"Authorization": f"Bearer {token}"} if token else {}
    timeout = httpx.Timeout(_ANSWER_SECONDS, connect=_CONNECT_SECONDS)
    _check(url, headers, timeout)
    client = cast(
        "Client",
        chromadb.HttpClient(
            # An address whole, with the path of a server behind another one.
            host=url,
            ssl=url.startswith("https:"),
            headers=headers,
            settings=Settings(anonymized_telemetry=False),
        ),
    )
    # It has no setting for this.
    session: httpx.Client = client._server._session  # type: ignore[attr-defined]
    session.timeout = timeout
    return client


def _check(url: str, headers: dict[str, str], timeout: httpx.Timeout) -> None:
    """Raises `ServerError` where what answers at `url` is not Chroma."""
    import httpx

    answer = httpx.get(f"{url}/api/v2/heartbeat", headers=headers, timeout=timeout)
    if answer.status_code in (401, 403):
        raise ServerError(
            f"the Chroma server at {url} lets nobody in without its token; set {TOKEN}"
        )
    try:
        alive = answer.is_success and "nanosecond heartbeat" in answer.json()
    except ValueError:
        alive = False
    if not alive:
        raise ServerError(f"what answers at {url} is no Chroma server; correct {URL}, or unset it")


@contextmanager
def _errors(url: str) -> Iterator[None]:
    """Whatever goes wrong with the server, as a `ServerError` that says what to do."""
    from chromadb.errors import AuthorizationError, ChromaAuthError, NotFoundError

    try:
        yield
    except UserError:
        raise
    except NotFoundError as error:
        raise ServerError(_LOST.format(url=url, what="the vectors")) from error
    except (AuthorizationError, ChromaAuthError) as error:
        raise ServerError(f"the Chroma server at {url} refuses the token in {TOKEN}") from error
    except Exception as error:
        # Chroma's client raises ValueError where it cannot connect, and Exception for what a server
        # in between says.
        told = " ".join(str(error).split())[:200] or type(error).__name__
        raise ServerError(
            f"the Chroma server at {url} did not answer: {told}; start it, or unset {URL}"
        ) from error
