"""Vectors on a Chroma server: the answers are the same, and what goes wrong with it is told."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

import index as package
from index.adding import add_documents, remove_documents
from index.build import open_index, rebuild_index
from index.errors import ServerError
from index.search import Hit, Index, TermsIn
from index.vector_server import server_url
from index.words import stems

from .chroma import ChromaServer, command, silent, watched
from .invented import symbol_of, write_lines

pytestmark = pytest.mark.skipif(command() is None, reason="the command chroma is not installed")

ROOT = Path(package.__file__).parents[1]
QUESTIONS = [
    "the glaciers of the northern district",
    "liaise with Governments",
    "ferries",
    "7council",
]


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ChromaServer]:
    """One server for the tests that leave it as it is."""
    server = ChromaServer(tmp_path_factory.mktemp("chroma") / "data")
    server.start()
    yield server
    server.stop()


@pytest.fixture
def held(running: ChromaServer) -> Callable[[], dict[str, int]]:
    """The collections that were made on the server since the test began."""
    before = running.collections()
    return lambda: {n: count for n, count in running.collections().items() if n not in before}


@pytest.fixture
def own(tmp_path: Path) -> Iterator[ChromaServer]:
    """A server that a test may stop."""
    server = ChromaServer(tmp_path / "data")
    server.start()
    yield server
    server.stop()


@pytest.fixture
def on(monkeypatch: pytest.MonkeyPatch) -> Callable[[str | None], None]:
    """Says where vectors are: on the server at an address, or (None) in the folder of the index."""

    def on(url: str | None) -> None:
        if url:
            monkeypatch.setenv("MANDATE_CHROMA_URL", url)
        else:
            monkeypatch.delenv("MANDATE_CHROMA_URL", raising=False)

    on(None)
    return on


class Home:
    """An index in a folder, of one short document and of what is added."""

    def __init__(self, folder: Path, documents: Path, embedder: object) -> None:
        self.folder, self.steps = folder, []
        self._of = {"documents": documents, "embedder": embedder}

    def open(self) -> Index:
        self.steps.clear()
        return open_index(self.folder, progress=self.steps.append, **self._of)

    def rebuild(self) -> None:
        rebuild_index(self.folder, force=True, **self._of).close()

    def add(self, *paths: Path) -> None:
        report = add_documents(paths, self.folder, workers=1, **self._of)
        assert report.refused == []

    def remove(self, *symbols: str) -> None:
        remove_documents(symbols, self.folder, **self._of)

    def found(self) -> dict[str, list[tuple[str, float, float]]]:
        with self.open() as index:
            return {question: described(near(index, question)) for question in QUESTIONS}

    @property
    def builds(self) -> list[str]:
        return sorted(path.name for path in self.folder.glob("build-*"))


def near(
    index: Index, question: str, symbols: list[str] | None = None, limit: int = 10
) -> list[Hit]:
    """What is found for a question."""
    [vector] = index.embedder.encode_query([question])
    terms = [TermsIn("en", [(stem, 1.0) for stem in stems(question, "en")])]
    return index.search(vector, terms, symbols=symbols, limit=limit)


def described(hits: list[Hit]) -> list[tuple[str, float, float]]:
    assert hits
    return [(hit.paragraph.address, round(hit.dense, 5), round(hit.fused, 9)) for hit in hits]


@pytest.fixture
def make_home(tmp_path: Path, one_document: Path, embedder: object) -> Callable[..., Home]:
    def make(name: str = "home", **given: object) -> Home:
        return Home(tmp_path / name, one_document, given.get("embedder", embedder))

    return make


@pytest.fixture
def lines(tmp_path: Path) -> Path:
    return write_lines(tmp_path / "some.jsonl", range(20))


def test_answers_are_those_of_vectors_in_the_folder(running, on, make_home, lines, tmp_path):
    here, there = make_home("here"), make_home("there")
    more = write_lines(tmp_path / "more.jsonl", range(15, 30), state=1)
    told = []
    for url, home in ((None, here), (running.url, there)):
        on(url)
        told.append([home.found()])
        home.add(lines)
        told[-1].append(home.found())
        home.add(more)
        told[-1].append(home.found())
        home.remove(symbol_of(3), symbol_of(17))
        told[-1].append(home.found())
        home.rebuild()
        told[-1].append(home.found())
    assert told[0] == told[1]
    assert (here.folder / here.builds[0] / "vectors").is_dir()
    assert not (there.folder / there.builds[0] / "vectors").exists()


def test_the_server_is_asked_for_each_question(running, on, make_home, lines):
    with watched(running.port) as (url, asked):
        on(url)
        home = make_home()
        home.add(lines)
        with home.open() as index:
            asked.paths.clear()
            for question in QUESTIONS:
                near(index, question)
        assert asked.paths.count("POST query") == len(QUESTIONS)


def test_every_row_is_on_the_server(running, held, on, make_home, lines):
    on(running.url)
    home = make_home()
    home.open().close()
    assert list(held().values()) == [3]
    home.add(lines)
    with home.open() as index:
        # Each resolution has a title and five paragraphs.
        assert list(held().values()) == [index.row_count] == [3 + 20 * 6]


def test_an_index_of_nothing_finds_nothing(running, on, tmp_path, embedder):
    on(running.url)
    (tmp_path / "none").mkdir()
    (tmp_path / "none" / "catalogue.toml").write_text("")
    with open_index(tmp_path / "home", documents=None, embedder=embedder) as index:
        assert near(index, "anything") == []


def test_what_was_replaced_or_removed_is_not_found_and_an_open_state_stays(
    running, on, make_home, lines, tmp_path
):
    on(running.url)
    home = make_home()
    home.add(lines)
    with home.open() as before:
        first = described(near(before, "7council"))
        assert {address.partition("#")[0] for address, *_ in first[:5]} == {symbol_of(7)}
        home.add(write_lines(tmp_path / "again.jsonl", [7, 30], state=2))
        home.remove(symbol_of(8))
        assert described(near(before, "7council")) == first
        assert {hit.paragraph.symbol for hit in near(before, "8council")} >= {symbol_of(8)}
    with home.open() as after:
        texts = [hit.paragraph.version("en").text for hit in near(after, "7council")]
        # The file that gave it first stands; nothing of either is there twice.
        assert len(set(texts)) == len(texts)
        assert symbol_of(8) not in {hit.paragraph.symbol for hit in near(after, "8council")}
        assert symbol_of(30) in {hit.paragraph.symbol for hit in near(after, "30council")}


def test_a_filter_chooses_the_documents(running, on, make_home, lines, monkeypatch):
    on(running.url)
    home = make_home()
    home.add(lines)
    chosen = [symbol_of(4), symbol_of(5)]
    with home.open() as index:
        few = described(near(index, "the glaciers", chosen))
        assert {address.partition("#")[0] for address, *_ in few} == set(chosen)
        # As in an index where more are chosen than are scored one by one.
        monkeypatch.setattr("index.search._EXACT_CHOSEN", 0)
        assert described(near(index, "the glaciers", chosen)) == few
        assert near(index, "the glaciers", ["A/1"]) == []


def test_a_rebuild_drops_the_old_vectors_once_nobody_answers_from_them(
    running, held, on, make_home, lines
):
    on(running.url)
    home = make_home()
    home.add(lines)
    [old] = held()
    with home.open() as index:
        before = described(near(index, "ferries"))
        home.rebuild()
        assert len(held()) == 2
        assert len(home.builds) == 2
        assert described(near(index, "ferries")) == before
    home.rebuild()
    assert len(home.builds) == 1
    assert len(held()) == 1
    assert old not in held()


def test_vectors_stay_while_any_older_build_of_them_is_answered_from(
    running, held, on, make_home, lines
):
    on(running.url)
    home = make_home()
    with home.open() as first:
        home.add(lines)
        # Two builds of one lineage, of which one is answered from, and then another lineage.
        before = described(near(first, "liaise"))
        home.rebuild()
        home.rebuild()
        assert len(held()) == 2
        assert described(near(first, "liaise")) == before


def test_two_homes_on_one_server_do_not_mix(running, held, on, make_home, tmp_path):
    on(running.url)
    one, two = make_home("one"), make_home("two")
    one.add(write_lines(tmp_path / "one.jsonl", range(10)))
    two.add(write_lines(tmp_path / "two.jsonl", range(10, 20)))
    assert len(held()) == 2
    for home, mine, others in ((one, 3, 13), (two, 13, 3)):
        with home.open() as index:
            assert described(near(index, f"{mine}council"))[0][0].startswith(symbol_of(mine) + "#")
            found = {hit.paragraph.symbol for hit in near(index, f"{others}council", limit=200)}
            assert symbol_of(others) not in found
    one.rebuild()
    assert len(held()) == 2
    with two.open() as index:
        assert near(index, "13council")


class Counting:
    """An embedder that counts the texts that it was given."""

    def __init__(self, embedder) -> None:
        self.name, self.dimension, self._embedder = embedder.name, embedder.dimension, embedder
        self.count = 0

    def encode_query(self, texts):
        return self._embedder.encode_query(texts)

    def encode_document(self, texts):
        self.count += len(texts)
        return self._embedder.encode_document(texts)


def test_another_place_of_the_vectors_moves_them_and_makes_none_anew(
    running, held, on, make_home, lines, embedder
):
    counting = Counting(embedder)
    home = make_home(embedder=counting)
    home.add(lines)
    before = home.found()
    counting.count = 0
    on(running.url)
    assert home.found() == before
    on(None)
    home.open().close()
    assert home.steps == ["moving the vectors to the folder of the index"]
    assert home.found() == before
    # Of what is not used any more nothing is left.
    assert held() == {}
    assert len(home.builds) == 1
    on(running.url)
    home.open().close()
    assert home.steps == [f"moving the vectors to {running.url}"]
    assert counting.count == 0
    home.open().close()
    assert home.steps == []


def test_adding_and_removing_move_the_vectors_too(running, held, on, make_home, lines, tmp_path):
    home = make_home()
    home.add(lines)
    on(running.url)
    home.add(write_lines(tmp_path / "more.jsonl", range(20, 25)))
    assert list(held().values()) == [3 + 25 * 6]
    on(None)
    home.remove(symbol_of(2))
    assert held() == {}
    with home.open() as index:
        assert symbol_of(24) in {hit.paragraph.symbol for hit in near(index, "24council")}


def test_a_server_that_is_gone_for_good_can_be_left(own, on, make_home, lines):
    on(own.url)
    home = make_home()
    home.add(lines)
    before = home.found()
    own.stop()
    with pytest.raises(ServerError):
        home.found()
    on(None)
    assert home.found() == before
    assert len(home.builds) == 1
    home.remove(symbol_of(2))


def test_a_move_to_a_server_that_is_not_there_changes_nothing(on, make_home, lines):
    home = make_home()
    home.add(lines)
    before, builds = home.found(), home.builds
    on("http://127.0.0.1:1")
    with pytest.raises(ServerError, match="did not answer"):
        home.open()
    assert home.builds == builds
    on(None)
    assert home.found() == before
    assert home.builds == builds


def test_a_server_that_dies_between_is_told_and_may_come_back(own, on, make_home, lines):
    on(own.url)
    home = make_home()
    home.add(lines)
    with home.open() as index:
        before = described(near(index, "ferries"))
        own.stop()
        for _ in range(2):
            with pytest.raises(ServerError, match=f"the Chroma server at {own.url} did not answer"):
                near(index, "ferries")
        own.start()
        assert described(near(index, "ferries")) == before


@pytest.mark.parametrize("lost", ["all", "some"])
def test_a_server_that_has_lost_vectors_is_told_and_a_rebuild_mends_it(
    running, held, on, make_home, lines, lost
):
    on(running.url)
    home = make_home()
    home.add(lines)
    before = home.found()
    [name] = held()
    running.lose(name, None if lost == "all" else "5")
    with pytest.raises(ServerError, match=r"has lost .*vectors of .* with: mandate rebuild"):
        home.found()
    home.rebuild()
    # Of equals another may come first.
    best = {q: hits[0][0] for q, hits in before.items() if q != "ferries"}
    assert {q: hits[0][0] for q, hits in home.found().items() if q in best} == best


def test_vectors_that_are_lost_while_an_index_is_open_are_told(running, held, on, make_home, lines):
    on(running.url)
    home = make_home()
    home.add(lines)
    [name] = held()
    with home.open() as index:
        assert near(index, "ferries")
        running.lose(name)
        with pytest.raises(ServerError, match="has lost the vectors of this index"):
            near(index, "ferries")


def test_an_adding_that_fails_before_its_end_leaves_nothing_that_is_found(
    running, on, make_home, lines, tmp_path, monkeypatch
):
    on(None)
    same = make_home("same")
    same.add(lines)
    other = write_lines(tmp_path / "other.jsonl", range(40, 43))
    same.add(other)
    expected = same.found()

    on(running.url)
    home = make_home()
    home.add(lines)
    before = home.found()

    def broken(*_arguments: object) -> None:
        raise RuntimeError("the power went")

    with monkeypatch.context() as patched:
        patched.setattr("index.home.make_current", broken)
        with pytest.raises(RuntimeError):
            home.add(write_lines(tmp_path / "lost.jsonl", range(50, 60)))
    assert home.found() == before
    # These get the numbers that the lost ones had.
    home.add(other)
    assert home.found() == expected


def test_a_build_that_fails_leaves_nothing_on_the_server(
    running, held, on, make_home, lines, tmp_path, monkeypatch
):
    on(running.url)
    home = make_home()
    home.add(lines)
    before = held()
    monkeypatch.setattr("index.vector_server._BATCH", 50)
    stored = []

    def broken(collection, batch, ids):
        stored.append(ids)
        if len(stored) == 2:
            raise OSError("the network went")

    with monkeypatch.context() as patched:
        patched.setattr("index.vector_server.upsert", broken)
        with pytest.raises(ServerError, match="the network went"):
            home.rebuild()
    assert held() == before
    assert len(home.builds) == 1
    assert home.found()


def test_the_token_is_sent_with_every_request(running, on, make_home, lines, monkeypatch):
    with watched(running.port, token="a-long-secret") as (url, asked):
        on(url)
        home = make_home()
        with pytest.raises(ServerError, match="MANDATE_CHROMA_TOKEN") as refused:
            home.open()
        monkeypatch.setenv("MANDATE_CHROMA_TOKEN", "not-it")
        with pytest.raises(ServerError, match="MANDATE_CHROMA_TOKEN") as wrong:
            home.open()
        assert "not-it" not in str(refused.value) + str(wrong.value)
        asked.tokens.clear()
        monkeypatch.setenv("MANDATE_CHROMA_TOKEN", "a-long-secret")
        home.add(lines)
        assert home.found()
        home.rebuild()
        assert asked.tokens == {"Bearer a-long-secret"}


def test_nothing_goes_elsewhere_and_chroma_embeds_nothing(
    running, on, make_home, lines, monkeypatch
):
    import socket

    from chromadb.utils.embedding_functions import DefaultEmbeddingFunction

    reached = set()
    connect = socket.socket.connect

    def noted(self, address):
        reached.add(address)
        return connect(self, address)

    def refuse(*_args, **_kwargs):
        pytest.fail("Chroma's own model was asked, which it downloads")

    monkeypatch.setattr(socket.socket, "connect", noted)
    monkeypatch.setattr(DefaultEmbeddingFunction, "__call__", refuse)
    monkeypatch.setattr(DefaultEmbeddingFunction, "__init__", refuse)
    with watched(running.port) as (url, asked):
        on(url)
        home = make_home()
        home.add(lines)
        assert home.found()
        assert asked.paths
        ports = {running.port, int(url.rpartition(":")[2])}
    assert {(host, port) for host, port, *_ in reached} <= {("127.0.0.1", p) for p in ports}


def test_a_server_that_never_answers_is_waited_for_only_so_long(
    on, make_home, running, lines, monkeypatch
):
    monkeypatch.setattr("index.vector_server._ANSWER_SECONDS", 0.5)
    with silent() as url:
        on(url)
        started = time.monotonic()
        with pytest.raises(ServerError, match="timed out"):
            make_home().open()
        assert time.monotonic() - started < 10


def test_a_server_that_stops_answering_is_waited_for_only_so_long(
    on, make_home, running, lines, monkeypatch
):
    import signal

    monkeypatch.setattr("index.vector_server._ANSWER_SECONDS", 1.0)
    monkeypatch.setattr("index.vector_server._clients", {})
    on(running.url)
    home = make_home()
    home.add(lines)
    with home.open() as index:
        assert near(index, "ferries")
        running.send(signal.SIGSTOP)
        try:
            started = time.monotonic()
            with pytest.raises(ServerError, match="timed out"):
                near(index, "ferries")
            assert time.monotonic() - started < 10
        finally:
            running.send(signal.SIGCONT)
        assert near(index, "ferries")


@pytest.mark.parametrize(
    "command", [["ask", "ferries"], ["add"], ["remove", "A/RES/70/1"], ["rebuild"]]
)
def test_the_commands_say_it_in_one_line(running, on, tmp_path, lines, command):
    home = tmp_path / "home"
    if command[0] in ("ask", "remove"):
        add_documents([lines], home / "index", workers=1)
    arguments = [*command, str(lines)] if command == ["add"] else command
    done = subprocess.run(
        [sys.executable, "-c", "from assistant.cli import main; main()", *arguments],
        env=os.environ
        | {"PYTHONPATH": str(ROOT), "MANDATE_HOME": str(home)}
        | {"MANDATE_CHROMA_URL": "http://127.0.0.1:1"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stdout) == (2, "")
    # After the steps.
    told = done.stderr.splitlines()[-1]
    assert told.startswith("mandate: the Chroma server at http://127.0.0.1:1 did not answer: ")
    assert told.endswith("start it, or unset MANDATE_CHROMA_URL")
    assert all(line.endswith(" …") for line in done.stderr.splitlines()[:-1])


def test_what_is_not_chroma_is_told(on, make_home):
    import threading
    from http.server import HTTPServer, SimpleHTTPRequestHandler

    class Pages(SimpleHTTPRequestHandler):
        def log_message(self, *_arguments: object) -> None: ...

    with HTTPServer(("127.0.0.1", 0), Pages) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        try:
            on(f"http://127.0.0.1:{server.server_address[1]}")
            with pytest.raises(ServerError, match="is no Chroma server"):
                make_home().open()
        finally:
            server.shutdown()
            thread.join()


@pytest.mark.parametrize(
    "url",
    [
        "localhost:8000", "ftp://localhost", "http://", "http://localhost:99999", "http://[::1",
        "http://localhost:x", "8000", "http://localhost:8000?tenant=a",
    ],
)  # fmt: skip
def test_what_is_no_address_is_told(on, url):
    on(url)
    with pytest.raises(ServerError, match="give an address such as http://localhost:8000"):
        server_url()


@pytest.mark.parametrize(
    ("given", "meant"),
    [
        ("", None), ("  ", None),
        ("http://localhost", "http://localhost:8000"),
        ("http://localhost:81/", "http://localhost:81"),
        ("https://chroma.example.org", "https://chroma.example.org"),
        ("http://[::1]", "http://[::1]:8000"),
        ("https://example.org/chroma/", "https://example.org/chroma"),
    ],
)  # fmt: skip
def test_addresses(monkeypatch, given, meant):
    monkeypatch.setenv("MANDATE_CHROMA_URL", given)
    assert server_url() == meant


def test_a_password_in_the_address_is_refused_and_not_repeated(on):
    on("http://user:secret@localhost:8000")
    with pytest.raises(ServerError, match="MANDATE_CHROMA_TOKEN") as told:
        server_url()
    assert "secret" not in str(told.value)
