"""What the tests of the web share: the application in this process, and a real server beside it."""

from __future__ import annotations

import re
import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from assistant import Assistant
from assistant.web.app import create_app
from assistant.web.settings import ServerSettings, read_server_settings

READY = re.compile(r"ready at (\S+?)/ \(")


@dataclass
class Server:
    """A running `mandate serve`: its address without a slash, its process, and what it has said."""

    address: str
    process: subprocess.Popen[str]
    said: list[str] = field(default_factory=list)

    def stop(self, seconds: float = 30.0) -> int:
        """Stop it as an operator would, and give its exit status."""
        self.process.send_signal(signal.SIGTERM)
        return self.process.wait(seconds)


@pytest.fixture(scope="session")
def make_settings(tmp_path_factory: pytest.TempPathFactory) -> Callable[..., ServerSettings]:
    """Settings with a feedback file of their own, and those given."""

    def make(**given: object) -> ServerSettings:
        given.setdefault("feedback", tmp_path_factory.mktemp("feedback") / "feedback.sqlite")
        return read_server_settings(None, **given)

    return make


@pytest.fixture(scope="session")
def make_client(
    assistant: Assistant, make_settings: Callable[..., ServerSettings]
) -> Callable[..., TestClient]:
    """A client of the whole application, layers and all, with the settings given; enter it to start."""

    def make(**given: object) -> TestClient:
        app = create_app(assistant, make_settings(**given))
        return TestClient(app, raise_server_exceptions=False)

    return make


@pytest.fixture(scope="session")
def make_client_of(make_settings: Callable[..., ServerSettings]) -> Callable[..., TestClient]:
    """As `make_client`, before an assistant of the test's own: `make_client_of(assistant, **settings)`."""

    def make(own: Assistant, **given: object) -> TestClient:
        return TestClient(create_app(own, make_settings(**given)), raise_server_exceptions=False)

    return make


@pytest.fixture(scope="session")
def client(make_client: Callable[..., TestClient]) -> Iterator[TestClient]:
    """A client of the application with the settings that it has by itself."""
    with make_client() as opened:
        yield opened


@pytest.fixture(scope="session")
def serve(
    environment: dict[str, str], tmp_path_factory: pytest.TempPathFactory
) -> Callable[..., object]:
    """Starts `mandate serve` with arguments, and with settings as environment variables."""

    @contextmanager
    def start(*arguments: str, **variables: str) -> Iterator[Server]:
        folder = tmp_path_factory.mktemp("server")
        own = {"MANDATE_FEEDBACK": str(folder / "feedback.sqlite"), "MANDATE_MODEL": "none"}
        process = subprocess.Popen(
            [
                sys.executable,
                "-c",
                "from assistant.cli import main; main()",
                "serve",
                "--port",
                "0",
                *arguments,
            ],
            stderr=subprocess.PIPE,
            stdout=subprocess.DEVNULL,
            stdin=subprocess.DEVNULL,
            env=environment | own | variables,
            cwd=folder,
            text=True,
            encoding="utf-8",
        )
        try:
            yield _ready(process)
        finally:
            if process.poll() is None:
                process.terminate()
                process.wait(30)
            assert process.stderr is not None
            process.stderr.close()

    return start


def _ready(process: subprocess.Popen[str]) -> Server:
    """The server once it says that it is ready; what it says later is gathered by a thread."""
    server = Server("", process)
    assert process.stderr is not None
    for line in process.stderr:
        server.said.append(line)
        if found := READY.search(line):
            server.address = found[1]
            break
    else:
        raise AssertionError("the server did not start: " + "".join(server.said))

    def gather() -> None:
        try:
            server.said.extend(process.stderr or ())
        except ValueError:
            return  # The test has ended and closed it.

    threading.Thread(target=gather, daemon=True).start()
    return server


@pytest.fixture(scope="session")
def server(serve: Callable[..., object]) -> Iterator[Server]:
    """One server for all tests that change nothing about it."""
    with serve() as started:  # type: ignore[attr-defined]
        yield started


@pytest.fixture(scope="session")
def static() -> Path:
    """The folder of what pages load."""
    from assistant.web.pages.site import STATIC

    return STATIC
