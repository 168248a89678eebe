"""What these tests share: the scripted server, assistants that ask it, own documents, checks."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from assistant import Answer, Assistant
from assistant.language_model.settings import ModelSettings

from .chat_server import ChatServer
from .own_documents import write_documents
from .scripts import FUNCTIONS, behave_well

PROTOCOLS = ("openai", "anthropic", "ollama")
_KEYS = ("OPENAI", "ANTHROPIC", "OLLAMA", "GOOGLE", "GEMINI", "MANDATE", "LANGSMITH", "LANGCHAIN")


@pytest.fixture(autouse=True)
def bare_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    """No settings, keys or addresses of whoever runs the tests, and no proxy before the server."""
    for name in os.environ:
        if name.startswith(_KEYS):
            monkeypatch.delenv(name)
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    monkeypatch.setenv("no_proxy", "127.0.0.1")


@pytest.fixture(scope="session")
def _running() -> Iterator[ChatServer]:
    with ChatServer(behave_well) as server:
        yield server


@pytest.fixture
def server(_running: ChatServer) -> ChatServer:
    """The one server, which answers well until told otherwise, and was not asked yet."""
    _running.restart(behave_well)
    return _running


@pytest.fixture(params=PROTOCOLS)
def protocol(request: pytest.FixtureRequest) -> str:
    """Each of the protocols that the assistant is held against."""
    return request.param


@pytest.fixture
def settings_of(_running: ChatServer) -> Callable[..., ModelSettings]:
    """Settings for the scripted server: `settings_of("openai", timeout=1)`."""

    def make(protocol: str = "openai", **fields: object) -> ModelSettings:
        given = {"name": f"{protocol}:scripted", "url": _running.base_url(protocol)}
        return ModelSettings(**given | {"timeout": 20, "retries": 1} | fields)

    return make


@pytest.fixture
def open_assistant(
    home: Path, settings_of: Callable[..., ModelSettings]
) -> Iterator[Callable[..., Assistant]]:
    """Opens an assistant of its own, whose model is the scripted server's: `(protocol, **settings)`."""
    opened: list[Assistant] = []

    def make(protocol: str = "openai", **fields: object) -> Assistant:
        opened.append(Assistant(home / "index", model=settings_of(protocol, **fields)))
        return opened[-1]

    yield make
    for each in opened:
        each.close()


@pytest.fixture(scope="session")
def own_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of documents with hostile text in them; `index` in it is an index of them."""
    folder = tmp_path_factory.mktemp("own")
    write_documents(folder / "documents")
    Assistant(folder / "index", documents=folder / "documents", model="none").close()
    return folder


@pytest.fixture(scope="session")
def shared(
    home: Path, own_folder: Path, _running: ChatServer
) -> Iterator[Callable[[str, str], Assistant]]:
    """One open assistant for each protocol and collection, "shipped" or "own"."""
    opened: dict[tuple[str, str], Assistant] = {}

    def find(protocol: str, collection: str = "shipped") -> Assistant:
        if (protocol, collection) not in opened:
            own = collection == "own"
            opened[protocol, collection] = Assistant(
                own_folder / "index" if own else home / "index",
                **({"documents": own_folder / "documents"} if own else {}),
                model=ModelSettings(
                    name=f"{protocol}:scripted",
                    url=_running.base_url(protocol),
                    timeout=20,
                    retries=1,
                ),
            )
        return opened[protocol, collection]

    yield find
    for each in opened.values():
        each.close()


@pytest.fixture(scope="session")
def modelless(home: Path) -> Iterator[Assistant]:
    """An assistant without a model, whatever the environment names."""
    with Assistant(home / "index", model="none") as assistant:
        yield assistant


@pytest.fixture(scope="session")
def functions(modelless: Assistant) -> Answer:
    """What it says to the question that most tests ask."""
    return modelless.ask(FUNCTIONS)
