"""Adding on a Dask cluster: the same index, whatever happens to workers; a lost scheduler is told."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

import index as package
from index.adding import add_documents
from index.build import open_index
from index.errors import ServerError

from ..invented import symbol_of, write_lines  # noqa: TID252

distributed = pytest.importorskip("distributed", reason="distributed is not installed")

ROOT = Path(package.__file__).parents[1]
MAIN = "from assistant.cli import main; main()"
# Its own connections and processes, closed a moment after a test.
pytestmark = pytest.mark.filterwarnings("ignore::ResourceWarning", "default:::distributed")


@pytest.fixture(scope="module")
def cluster() -> Iterator[object]:
    with new_cluster() as started:
        yield started


def new_cluster() -> object:
    return distributed.LocalCluster(
        n_workers=2,
        processes=True,
        threads_per_worker=1,
        dashboard_address="127.0.0.1:0",
        silence_logs=60,
    )


@pytest.fixture
def made(tmp_path: Path) -> Callable[..., dict[str, object]]:
    """What an index consists of after files were added to it, by the executor that is named."""

    def make(name: str, *paths: Path, **options: object) -> dict[str, object]:
        folder = tmp_path / name
        report = add_documents(paths, folder, documents=None, **options)
        assert report.refused == []
        return held(folder)

    return make


def held(folder: Path) -> dict[str, object]:
    with open_index(folder, documents=None) as index:
        rows = index._rows
        return {
            "checksum": index.checksum,
            "texts": [
                (paragraph.address, version.text)
                for document in index.documents
                for paragraph in document.paragraphs
                for version in paragraph.versions.values()
            ],
            "vectors": rows.vectors(0, len(rows)).tobytes(),
        }


def test_the_index_is_that_of_this_process_alone(cluster, made, tmp_path):
    lines = write_lines(tmp_path / "some.jsonl", range(40))
    (tmp_path / "letter.txt").write_text("Not a document.\n")
    here = made("here", lines, workers=1)
    there = made("there", lines, dask=cluster.scheduler_address)
    assert len(here["texts"]) == 40 * 6
    assert there == here


def test_the_cluster_does_the_work_and_stays(cluster, made, tmp_path):
    lines = write_lines(tmp_path / "some.jsonl", range(10))
    with distributed.Client(cluster.scheduler_address, set_as_default=False) as client:
        made("there", lines, dask=cluster.scheduler_address)
        names = {event["name"] for event in told(client)}
        assert len(client.scheduler_info()["workers"]) == 2
    assert any(name.startswith("make-") for name in names)


def told(client: object) -> list[dict[str, str]]:
    """The work that the workers have logged."""
    logs = client.run(lambda dask_worker: [str(entry) for entry in dask_worker.state.stimulus_log])
    return [
        {"name": part}
        for entries in logs.values()
        for entry in entries
        for part in entry.split("'")
        if part.startswith("make-")
    ]


def test_what_a_worker_refuses_is_in_the_report(cluster, tmp_path):
    (tmp_path / "broken.jsonl").write_text('{"symbol": "A/RES/70/1"}\n{"symbol": 7}\n')
    lines = write_lines(tmp_path / "some.jsonl", range(3))
    report = add_documents(
        [tmp_path / "broken.jsonl", lines],
        tmp_path / "index",
        documents=None,
        dask=cluster.scheduler_address,
    )
    assert report.documents == 3
    assert len(report.refused) == 2


def test_a_worker_that_dies_loses_nothing(made, tmp_path):
    lines = write_lines(tmp_path / "some.jsonl", range(200))
    here = made("here", lines, workers=1)
    with new_cluster() as cluster:
        pids = [worker.process.pid for worker in cluster.workers.values()]
        killed = threading.Timer(0.5, os.kill, (pids[0], signal.SIGKILL))
        # Only once it has begun.
        there = made(
            "there", lines, dask=cluster.scheduler_address, watch=lambda _: started(killed)
        )
        killed.join()
    assert there == here


def started(timer: threading.Timer) -> None:
    if timer.ident is None:
        timer.start()


def test_a_scheduler_that_is_lost_is_told_and_the_same_command_goes_on(made, tmp_path):
    lines = write_lines(tmp_path / "some.jsonl", range(300))
    with new_cluster() as cluster:
        lost = threading.Thread(target=lambda: cluster.loop.add_callback(cluster.scheduler.close))
        before = time.monotonic()
        with pytest.raises(ServerError, match=r"did not do the work.* the same command again"):
            made("there", lines, dask=cluster.scheduler_address, watch=lambda _: begun(lost))
        assert time.monotonic() - before < 60
    assert made("there", lines, workers=1) == made("here", lines, workers=1)


def begun(thread: threading.Thread) -> None:
    if thread.ident is None:
        thread.start()


@pytest.mark.parametrize(
    "address", ["tcp://127.0.0.1:1", "127.0.0.1:1", "nonsense", "cups://printer:631"]
)
def test_a_scheduler_that_is_not_there_is_told(made, tmp_path, address):
    lines = write_lines(tmp_path / "some.jsonl", range(3))
    before = time.monotonic()
    with pytest.raises(ServerError) as error:
        made("there", lines, dask=address)
    assert str(error.value) == (
        f"no Dask scheduler answers at {address}; start one with: dask scheduler"
    )
    assert time.monotonic() - before < 15
    # What is there is whole.
    assert held(tmp_path / "there")["texts"] == []


def test_the_command_adds_on_a_cluster_and_tells_of_none_in_one_line(cluster, tmp_path):
    lines = write_lines(tmp_path / "some.jsonl", range(3))

    def run(address: str) -> tuple[int, str, str]:
        done = subprocess.run(
            [sys.executable, "-c", MAIN, "add", str(lines), "-c", "own", "--dask", address],
            env=os.environ | {"PYTHONPATH": str(ROOT), "MANDATE_HOME": str(tmp_path / "home")},
            capture_output=True,
            text=True,
            check=False,
        )
        return done.returncode, done.stdout, done.stderr

    status, out, err = run("tcp://127.0.0.1:1")
    assert (status, out, len(err.splitlines())) == (2, "", 1)
    assert err.startswith("mandate: no Dask scheduler answers at tcp://127.0.0.1:1; ")
    status, out, err = run(cluster.scheduler_address)
    assert (status, err) == (0, "")
    assert out.startswith("3 documents, 18 paragraphs")


def test_an_interrupt_ends_it_and_leaves_what_was_stored(cluster, made, tmp_path):
    first = write_lines(tmp_path / "first.jsonl", range(5))
    before = made("there", first, dask=cluster.scheduler_address)
    more = write_lines(tmp_path / "more.jsonl", range(5, 200))

    def interrupt(_progress: object) -> None:
        os.kill(os.getpid(), signal.SIGINT)

    with pytest.raises(KeyboardInterrupt):
        made("there", more, dask=cluster.scheduler_address, watch=interrupt)
    assert held(tmp_path / "there") == before
    assert [p.name for p in (tmp_path / "there").glob(".vectors-*")] == []
    # The cluster is free for others, and the same command goes on.
    after = made("there", more, dask=cluster.scheduler_address)
    assert {address.partition("#")[0] for address, _ in after["texts"]} == {
        symbol_of(number) for number in range(200)
    }
