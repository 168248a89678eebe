"""What the tests of the web share: the application in this process, and a real server beside it."""

from __future__ import annotations

import asyncio
import re
import shutil
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from types import ModuleType

import pytest
import uvicorn
from starlette.testclient import TestClient
from starlette.types import ASGIApp

from assistant import Assistant
from assistant.web.app import create_app
from assistant.web.settings import ServerSettings, read_server_settings
from assistant.web.stopping import Stopping

from . import second_collection
from .own_assistant import OwnAssistant, SlowAssistant

READY = re.compile(r"ready at (\S+?)/ \(")


def _in_a_loop(make: Callable[[], ASGIApp]) -> ASGIApp:
    """What `make` makes, with an event loop running: Gradio would make loops, and close none."""

    async def made() -> ASGIApp:
        return make()

    try:
        asyncio.get_running_loop()
    except RuntimeError:
        return asyncio.run(made())
    return make()


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
        app = _in_a_loop(lambda: create_app(assistant, make_settings(**given)))
        return TestClient(app, raise_server_exceptions=False)

    return make


@pytest.fixture(scope="session")
def make_client_of(make_settings: Callable[..., ServerSettings]) -> Callable[..., TestClient]:
    """As `make_client`, before an assistant of the test's own: `make_client_of(assistant, **settings)`."""

    def make(own: Assistant, **given: object) -> TestClient:
        app = _in_a_loop(lambda: create_app(own, make_settings(**given)))
        return TestClient(app, raise_server_exceptions=False)

    return make


@pytest.fixture(scope="session")
def make_stopping_client(
    assistant: Assistant, make_settings: Callable[..., ServerSettings]
) -> Callable[..., tuple[TestClient, Stopping]]:
    """A client as `make_client` makes it, and what tells its server that it stops."""

    def make(**given: object) -> tuple[TestClient, Stopping]:
        stopping = Stopping()
        app = _in_a_loop(lambda: create_app(assistant, make_settings(**given), stopping))
        return TestClient(app, raise_server_exceptions=False), stopping

    return make


@pytest.fixture(scope="session")
def own_assistant(assistant: Assistant) -> Callable[..., OwnAssistant]:
    """The assistant with another `ask` or `stream`."""
    return lambda **given: OwnAssistant(assistant, **given)


@pytest.fixture
def slow_assistant(assistant: Assistant) -> Iterator[SlowAssistant]:
    """The assistant that answers when it is told to; at the end it is."""
    slow = SlowAssistant(assistant)
    yield slow
    slow.go.set()


@pytest.fixture(scope="session")
def lakes() -> ModuleType:
    """The documents of the second collection, and what adds to it."""
    return second_collection


@pytest.fixture(scope="module")
def collected(
    home: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[Assistant, Path]]:
    """An assistant of the shipped documents and of a second collection, and its `MANDATE_HOME`."""
    own = tmp_path_factory.mktemp("collected") / "home"
    shutil.copytree(home, own)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("MANDATE_HOME", str(own))
        with Assistant(model="none") as opened:
            second_collection.add(
                opened, tmp_path_factory.mktemp("added"), *second_collection.LINES
            )
            yield opened, own


@pytest.fixture(scope="module")
def chosen(
    collected: tuple[Assistant, Path], make_client_of: Callable[..., TestClient]
) -> Iterator[TestClient]:
    """A client of a server that has two collections."""
    with make_client_of(collected[0]) as opened:
        yield opened


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
def run_server(make_settings: Callable[..., ServerSettings]) -> Callable[..., object]:
    """Runs uvicorn in a thread before an assistant of the test's own; gives its address."""

    @contextmanager
    def run(own: Assistant, **given: object) -> Iterator[str]:
        app = _in_a_loop(lambda: create_app(own, make_settings(**given)))
        config = uvicorn.Config(app, port=0, log_config=None, timeout_graceful_shutdown=1)
        running = uvicorn.Server(config)
        thread = threading.Thread(target=running.run)
        thread.start()
        until = time.monotonic() + 20
        while not running.started and time.monotonic() < until:
            time.sleep(0.01)
        try:
            host, port = running.servers[0].sockets[0].getsockname()[:2]
            yield f"http://{host}:{port}"
        finally:
            running.should_exit = True
            thread.join(20)

    return run


@pytest.fixture(scope="session")
def static() -> Path:
    """The folder of what pages load."""
    from assistant.web.pages.site import STATIC

    return STATIC


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
