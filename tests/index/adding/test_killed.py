"""An adding that is killed at any moment, and given again, leaves what an uninterrupted one leaves."""

from __future__ import annotations

import gzip
import os
import random
import subprocess
import sys
import time
import zipfile
from pathlib import Path

import pytest

import index as package
from index import home
from index.errors import DamagedIndex

from .conftest import make_line, state_of

KILLS = int(os.environ.get("MANDATE_KILLS", "8"))
"""How many processes are killed; each is a test of its own."""

DOCUMENTS = 180
ROOT = Path(package.__file__).parents[1]
SHARED = Path(__file__).parents[1] / "conftest.py"
# Batches are small, so that there are many.
ADD = """\
import runpy, sys
from pathlib import Path
from index.adding import add_documents, run

run._BATCH = 110
embedder = runpy.run_path(sys.argv[1])["HashedStems"]()
folder, files, workers = Path(sys.argv[2]), Path(sys.argv[3]), int(sys.argv[4])
print("began", flush=True)
report = add_documents([files], folder, documents=None, embedder=embedder, workers=workers)
print(report.documents, report.unchanged, report.refused_count, flush=True)
"""


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory, write_lines) -> Path:
    """A folder with documents in one language and in several, loose and packed, some broken."""
    folder = tmp_path_factory.mktemp("killed") / "files"
    languages = [("en",), ("en", "fr"), ("en", "ru", "es"), ("fr",)]
    lines = [make_line(n, languages[n % 4], 1 + n % 5) for n in range(DOCUMENTS)]
    for start in range(0, 100, 10):
        write_lines(folder / f"lines-{start:03}.jsonl", lines[start : start + 10])
    for n in range(100, 130):
        write_lines(folder / "loose" / f"{n}.json", lines[n : n + 1])
    # Two language versions of one document in files that lie apart.
    for n in (3, 7, 11):
        spanish = make_line(n, ("es",), 1 + n % 5)
        write_lines(folder / "spanish" / f"{n}.json", [spanish])
    packed = write_lines(folder / "packed.jsonl", lines[130:160])
    (folder / "packed.jsonl.gz").write_bytes(gzip.compress(packed.read_bytes(), mtime=0))
    packed.unlink()
    with zipfile.ZipFile(folder / "acts.zip", "w") as archive:
        for n in range(160, DOCUMENTS):
            loose = write_lines(folder / "one.json", [lines[n]])
            archive.write(loose, f"{n}.json")
            loose.unlink()
        archive.writestr("broken.json", '{"symbol": "A/RES/1/1", "date": "never"}')
    (folder / "odd.bin").write_bytes(bytes(range(256)))
    return folder


def start(folder: Path, files: Path, workers: int, temporary: Path) -> subprocess.Popen[str]:
    temporary.mkdir(exist_ok=True)
    return subprocess.Popen(
        [sys.executable, "-c", ADD, str(SHARED), str(folder), str(files), str(workers)],
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, cwd=ROOT,
        env=os.environ | {"TMPDIR": str(temporary)},
    )  # fmt: skip


def finish(process: subprocess.Popen[str]) -> str:
    out, err = process.communicate(timeout=200)
    assert process.returncode == 0, err
    return out


def kill_within(process: subprocess.Popen[str], seconds: float) -> None:
    """Kill it at some moment of so many seconds after it began."""
    assert process.stdout is not None
    assert process.stdout.readline() == "began\n"
    time.sleep(seconds)
    process.kill()
    process.communicate()


@pytest.fixture(scope="module")
def uninterrupted(tmp_path_factory: pytest.TempPathFactory, files: Path, embedder):
    """What one adding leaves, and how many seconds it takes."""
    folder = tmp_path_factory.mktemp("uninterrupted")
    process = start(folder / "index", files, 1, folder / "tmp")
    assert process.stdout is not None
    assert process.stdout.readline() == "began\n"
    began = time.monotonic()
    told = finish(process)
    seconds = time.monotonic() - began
    assert told == f"{DOCUMENTS} 0 2\n"
    state = state_of(folder / "index", embedder)
    assert state["leftovers"] == []
    assert len(state["documents"]) == DOCUMENTS
    assert all(state["hits"].values())
    return state, seconds


@pytest.mark.parametrize("kill", range(KILLS))
def test_nothing_is_lost_or_doubled(tmp_path: Path, files: Path, uninterrupted, embedder, kill):
    expected, seconds = uninterrupted
    chance = random.Random(f"kill {kill}")
    folder, temporary = tmp_path / "index", tmp_path / "tmp"
    # Every fourth is killed twice, every fifth reads in processes of its own.
    workers = 2 if kill % 5 == 4 else 1
    for _ in range(2 if kill % 4 == 3 else 1):
        process = start(folder, files, workers, temporary)
        kill_within(process, chance.uniform(0, seconds))
        whole_batches(folder, expected, embedder)
    told = finish(start(folder, files, workers, temporary))
    documents, unchanged, refused = map(int, told.removeprefix("began\n").split())
    assert refused == 2
    # What was stored is not read again.
    assert documents <= DOCUMENTS
    assert (documents < DOCUMENTS) == (unchanged > 0)
    assert state_of(folder, embedder) == expected
    assert list(temporary.iterdir()) == []


def whole_batches(folder: Path, expected: dict, embedder) -> None:
    """What a reader sees of an index whose adding was killed: some batches, each of them whole."""
    build = home.current_build(folder) if folder.is_dir() else None
    if build is None:
        return
    try:
        home.check(build)
    except DamagedIndex as damage:
        pytest.fail(f"what is answered from was damaged: {damage}")
    from index.search import Index

    with Index(build, embedder) as index:
        seen = [(d, tuple(d.paragraphs)) for d in index.documents]
    final = {d.symbol: (d, paragraphs) for d, paragraphs in expected["documents"]}
    for document, paragraphs in seen:
        whole = final[document.symbol]
        # Another language version may still be to come.
        if document.languages == whole[0].languages:
            assert (document, paragraphs) == whole
