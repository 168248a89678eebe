"""Building and opening: whatever happened to the folder, the answers stay or the error is clear."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import signal
import stat
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from index import build as building
from index import home
from index.build import fingerprint_of, open_index, rebuild_index
from index.errors import CatalogueError, HomeError, UserError
from index.search import Index, TermsIn
from index.words import stems

ROOT = Path(building.__file__).parents[1]
CONFTEST = Path(__file__).parent / "conftest.py"
# What a build of one short document consists of; Chroma and tantivy name their files as they like.
STORES = ["store.sqlite", "manifest.json", "rows.npy", "embeddings", "lexical", "vectors"]


def answers(index: Index) -> list[tuple[str, float]]:
    """What a search of the index finds."""
    question = "monitoring the situation, preventive diplomacy"
    [vector] = index.embedder.encode_query([question])
    terms = [TermsIn("en", [(stem, 1.0) for stem in stems(question, "en")])]
    hits = index.search(vector, terms)
    assert hits
    return [(hit.paragraph.address, round(hit.fused, 9)) for hit in hits]


def builds(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.glob("build-*"))


def leftovers(folder: Path) -> list[str]:
    """All that stands in the folder besides the current build, its pointer and the lock."""
    current = (folder / "current").read_text() if (folder / "current").is_file() else ""
    kept = {"current", ".lock", current}
    return sorted(path.name for path in folder.iterdir() if path.name not in kept)


class Opening:
    """Opens an index of the one short document and keeps the steps that were told."""

    def __init__(self, documents: Path, embedder: object) -> None:
        self.documents, self.embedder = documents, embedder
        self.steps: list[str] = []

    def __call__(self, folder: Path, **options: object) -> Index:
        self.steps.clear()
        options = {"documents": self.documents, "embedder": self.embedder, **options}
        return open_index(folder, progress=self.steps.append, **options)

    @property
    def built(self) -> bool:
        return "writing the index" in self.steps


@pytest.fixture
def opening(one_document: Path, embedder) -> Opening:
    return Opening(one_document, embedder)


@pytest.fixture
def folder(short_build: Path, copy_of: Callable[[Path], Path]) -> Path:
    """A whole index, to be damaged."""
    return copy_of(short_build)


@pytest.fixture(scope="module")
def expected(short_build: Path, one_document: Path, embedder) -> list[tuple[str, float]]:
    with open_index(short_build, documents=one_document, embedder=embedder) as index:
        return answers(index)


def test_the_first_build_and_what_it_leaves(tmp_path: Path, opening: Opening):
    folder = tmp_path / "not" / "yet" / "there"
    with opening(folder) as index:
        assert len(index.rows) == 3
    assert opening.steps == [
        "building the index for the first use",
        "reading the documents",
        "embedding 3 paragraphs",
        "writing the index",
    ]
    [name] = builds(folder)
    assert (folder / "current").read_text() == name
    assert leftovers(folder) == []
    assert sorted(path.name for path in (folder / name).iterdir()) == sorted(STORES)
    manifest = json.loads((folder / name / "manifest.json").read_text())
    files = [p for p in (folder / name).rglob("*") if p.is_file() and p.name != "manifest.json"]
    assert sorted(manifest["files"]) == sorted(
        p.relative_to(folder / name).as_posix() for p in files
    )
    assert manifest["embedder"] == opening.embedder.name
    both = f"{manifest['fingerprint']}\0{manifest['content']}"
    assert index.checksum == f"sha256:{hashlib.sha256(both.encode()).hexdigest()}"


def test_the_second_opening_builds_nothing(folder: Path, opening: Opening, expected):
    before = builds(folder)
    with opening(folder) as index:
        assert answers(index) == expected
    assert opening.steps == []
    assert builds(folder) == before


def test_two_builds_of_the_same_have_the_same_checksum(
    short_build, tmp_path: Path, opening: Opening
):
    with opening(tmp_path / "index") as built, opening(short_build) as index:
        assert built.checksum == index.checksum
        assert answers(built) == answers(index)


def test_the_folder_is_by_default_below_mandate_home(tmp_path: Path, monkeypatch, opening: Opening):
    monkeypatch.setenv("MANDATE_HOME", str(tmp_path / "home"))
    opening(None).close()
    assert builds(tmp_path / "home" / "index")


def test_an_empty_mandate_home_is_told(monkeypatch, opening: Opening):
    monkeypatch.setenv("MANDATE_HOME", " ")
    with pytest.raises(HomeError, match="MANDATE_HOME is set but empty"):
        opening(None)


def flip(path: Path) -> None:
    content = bytearray(path.read_bytes() or b"\0")
    content[len(content) // 2] ^= 0xFF
    path.write_bytes(content)


def truncate(path: Path) -> None:
    content = path.read_bytes()
    # An empty file is whole only when it is empty.
    path.write_bytes(content[: len(content) // 2] if content else b"more")


@pytest.mark.parametrize("damage", [Path.unlink, flip, truncate])
def test_damage_to_any_file_of_a_build_is_noticed_and_mended(
    short_build: Path, tmp_path: Path, opening: Opening, expected, damage
):
    [name] = builds(short_build)
    files = [p.relative_to(short_build) for p in (short_build / name).rglob("*") if p.is_file()]
    assert {file.parts[1] for file in files} == set(STORES)
    for number, file in enumerate(sorted(files)):
        folder = Path(shutil.copytree(short_build, tmp_path / str(number)))
        damage(folder / file)
        with opening(folder) as index:
            assert (str(file), answers(index)) == (str(file), expected)
        assert (str(file), opening.built) == (str(file), True)
        assert opening.steps[0].startswith("rebuilding the index: ")
        assert (str(file), leftovers(folder), len(builds(folder))) == (str(file), [], 1)
        assert builds(folder) != [name]
        opening(folder).close()
        assert opening.steps == []


@pytest.mark.parametrize("part", ["lexical", "vectors", ""])
def test_a_missing_folder_of_a_build_is_noticed(folder: Path, opening: Opening, expected, part):
    [name] = builds(folder)
    shutil.rmtree(folder / name / part)
    with opening(folder) as index:
        assert answers(index) == expected
    assert opening.built
    assert leftovers(folder) == []


def test_where_no_byte_is_read_through_sizes_and_times_are_compared(
    folder: Path, opening: Opening, expected, monkeypatch
):
    monkeypatch.setattr("index.home._READ_THROUGH_BYTES", 0)
    opening(folder).close()
    # A copy has other times, or those it had; after this it is a build of this folder.
    opening(folder).close()
    assert opening.steps == []
    [name] = builds(folder)
    path = folder / name / "store.sqlite"
    flip(path)
    os.utime(path, ns=(0, 0))
    with opening(folder) as index:
        assert answers(index) == expected
    assert opening.built


def test_any_byte_of_the_manifest_may_be_wrong(short_build: Path, tmp_path: Path, opening: Opening):
    # It is checked by what it says: it opens the same, or is damaged, and nothing else.
    [name] = builds(short_build)
    folder = Path(shutil.copytree(short_build, tmp_path / "index"))
    path = folder / name / "manifest.json"
    whole = path.read_bytes()
    fingerprint = fingerprint_of(opening.documents, opening.embedder)
    damaged = 0
    for place in range(len(whole)):
        # An e makes other numbers too.
        path.write_bytes(whole[:place] + b"e" + whole[place + 1 :])
        index = building._open_if_whole(folder, fingerprint, opening.embedder)
        damaged += index is None
        assert index is None or len(index.rows) == 3
    # What is left are the times, which are compared in large builds only, and white space.
    assert damaged > len(whole) // 2


@pytest.mark.parametrize(
    "content",
    [
        b"", b"\n", b"garbage", b"build-nothing", b"../../etc", b"build-/../..", b"\xff\xfe",
        b"build-\0", b"build-" + b"x" * 5000, b"/", b".",
    ],
)  # fmt: skip
def test_garbage_in_the_pointer_is_noticed(folder: Path, opening: Opening, expected, content):
    (folder / "current").write_bytes(content)
    with opening(folder) as index:
        assert answers(index) == expected
    assert opening.built
    assert leftovers(folder) == []
    assert len(builds(folder)) == 1


def test_a_build_without_a_pointer_is_built_again(folder: Path, opening: Opening, expected):
    (folder / "current").unlink()
    with opening(folder) as index:
        assert answers(index) == expected
    assert opening.steps[0] == "building the index for the first use"
    assert len(builds(folder)) == 1


def test_another_embedder_builds_again(folder: Path, opening: Opening, make_embedder):
    old = builds(folder)
    with opening(folder, embedder=make_embedder("other", 32)) as index:
        assert len(answers(index)) == 3
    assert opening.steps[0] == "rebuilding the index: the model changed since it was built"
    assert len(builds(folder)) == 1
    assert builds(folder) != old


@pytest.mark.parametrize("name", ["letter.txt", "catalogue.toml"])
def test_a_changed_document_builds_again(
    folder: Path, copy_of: Callable[[Path], Path], opening: Opening, name
):
    documents = copy_of(opening.documents)
    opening(folder, documents=documents).close()
    assert opening.steps == []
    path = documents / name
    path.write_text(path.read_text().replace("situation", "weather").replace("01-05", "01-06"))
    with opening(folder, documents=documents) as index:
        [document] = index.documents
        told = (document.paragraph("p1.b2").version("en").text, document.date.day)
    assert told in [("To monitor and analyse the weather on the ground.", 5),
                    ("To monitor and analyse the situation on the ground.", 6)]  # fmt: skip
    assert opening.steps[0] == "rebuilding the index: the documents changed since it was built"
    assert len(builds(folder)) == 1


def test_a_build_of_another_format_is_built_again(folder: Path, opening: Opening, monkeypatch):
    monkeypatch.setattr(home, "FORMAT", home.FORMAT + 1)
    opening(folder).close()
    assert opening.built
    assert len(builds(folder)) == 1


def test_rebuilding_uses_what_another_has_just_built_unless_forced(folder: Path, opening: Opening):
    [old] = builds(folder)
    options = {"documents": opening.documents, "embedder": opening.embedder}
    rebuild_index(folder, **options).close()
    assert builds(folder) == [old]
    rebuild_index(folder, **options, force=True).close()
    assert builds(folder) != [old]
    assert len(builds(folder)) == 1


class Failing:
    """An embedder of which the documents cannot be embedded."""

    def __init__(self, error: BaseException, dimension: int = 64) -> None:
        self.name, self.dimension, self.error = "failing", dimension, error

    def encode_query(self, texts: list[str]) -> None:
        raise self.error

    def encode_document(self, texts: list[str]) -> None:
        raise self.error


@pytest.mark.parametrize("error", [KeyboardInterrupt(), SystemExit(1), RuntimeError("out of luck")])
def test_an_interrupted_build_leaves_the_old_one_current(
    folder: Path, opening: Opening, expected, error
):
    before = builds(folder)
    with pytest.raises(type(error)):
        opening(folder, embedder=Failing(error))
    assert builds(folder) == before
    assert leftovers(folder) == []
    with opening(folder) as index:
        assert answers(index) == expected
    assert opening.steps == []


def test_an_interrupted_first_build_leaves_nothing(tmp_path: Path, opening: Opening):
    with pytest.raises(KeyboardInterrupt):
        opening(tmp_path / "index", embedder=Failing(KeyboardInterrupt()))
    assert leftovers(tmp_path / "index") == []
    assert not (tmp_path / "index" / "current").exists()


def test_documents_that_cannot_be_read_leave_the_old_build(
    folder: Path, opening: Opening, tmp_path
):
    before = builds(folder)
    (tmp_path / "catalogue.toml").write_text("[")
    with pytest.raises(CatalogueError):
        opening(folder, documents=tmp_path)
    assert builds(folder) == before


# The other process: it embeds only when a line comes in, and tells what it does.
PROCESS = """\
import runpy, sys
from pathlib import Path
from index.build import open_index

class Waiting(runpy.run_path(sys.argv[1])["HashedStems"]):
    def encode_document(self, texts):
        print("embedding", flush=True)
        sys.stdin.readline()
        return super().encode_document(texts)

def told(step):
    if "embedding" not in step:
        print(step, flush=True)

folder, documents = map(Path, sys.argv[2:])
with open_index(folder, documents=documents, embedder=Waiting(), progress=told) as index:
    print("opened", len(index.rows), index.checksum, flush=True)
"""


@pytest.fixture
def start(one_document: Path) -> Iterator[Callable[[Path], subprocess.Popen]]:
    started: list[subprocess.Popen] = []

    def start(folder: Path) -> subprocess.Popen:
        process = subprocess.Popen(
            [sys.executable, "-c", PROCESS, str(CONFTEST), str(folder), str(one_document)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            cwd=ROOT,
        )
        started.append(process)
        return process

    yield start
    for process in started:
        process.kill()
        process.communicate()


def wait_for(process: subprocess.Popen, line: str) -> None:
    for told in process.stdout:
        if told.strip() == line:
            return
    pytest.fail(f"it ended without {line!r}: {process.stderr.read()}")


def test_what_a_killed_build_leaves_is_swept_by_the_next(
    folder: Path, start, opening: Opening, expected
):
    # The pointer is garbage, so that the process has to build.
    (folder / "current").write_text("garbage")
    before = builds(folder)
    process = start(folder)
    wait_for(process, "embedding")
    process.kill()
    process.wait()
    assert process.returncode == -signal.SIGKILL
    debris = set(builds(folder)) - set(before)
    assert debris
    with opening(folder) as index:
        assert answers(index) == expected
    assert opening.built
    assert leftovers(folder) == []
    assert not debris & set(builds(folder))
    assert len(builds(folder)) == 1


def test_debris_is_swept_before_the_build_that_needs_the_room(folder: Path, opening: Opening):
    (folder / "build-debris").mkdir()
    (folder / "build-debris" / "store.sqlite").write_text("half")
    (folder / ".current-build-debris").write_text("build-debris")
    before = (folder / "current").read_text()
    with pytest.raises(RuntimeError):
        opening(folder, embedder=Failing(RuntimeError()))
    assert leftovers(folder) == []
    assert builds(folder) == [before]


@pytest.mark.parametrize("sent", [signal.SIGTERM, signal.SIGINT])
def test_a_terminated_build_leaves_nothing(tmp_path: Path, start, sent):
    folder = tmp_path / "index"
    process = start(folder)
    wait_for(process, "embedding")
    assert len(builds(folder)) == 1
    process.send_signal(sent)
    process.wait()
    assert process.returncode != 0
    assert builds(folder) == []
    assert leftovers(folder) == []


def test_two_processes_at_first_use(tmp_path: Path, start, opening: Opening):
    folder = tmp_path / "index"
    first, second = start(folder), start(folder)
    for process in (first, second):
        wait_for(process, "building the index for the first use")
    for process in (first, second):
        process.stdin.write("\n")
        process.stdin.flush()
    out = [process.communicate() for process in (first, second)]
    assert [process.returncode for process in (first, second)] == [0, 0], out
    opened = [line for told, _ in out for line in told.splitlines() if line.startswith("opened 3 ")]
    assert len(opened) == 2
    assert len(set(opened)) == 1
    # One of them built, the other waited for it.
    assert sorted("writing the index" in told for told, _ in out) == [False, True]
    assert len(builds(folder)) == 1
    assert leftovers(folder) == []
    opening(folder).close()
    assert opening.steps == []


def test_a_lock_that_is_held_too_long_is_told(folder: Path, opening: Opening, monkeypatch):
    from filelock import FileLock

    monkeypatch.setattr(building, "_LOCK_SECONDS", 0)
    (folder / "current").unlink()
    with FileLock(folder / ".lock"), pytest.raises(HomeError, match="another process"):
        opening(folder)


@pytest.mark.parametrize("below", ["", "index", "a/b"])
def test_a_file_in_place_of_the_folder_is_told(tmp_path: Path, opening: Opening, below):
    (tmp_path / "file").write_text("mine")
    with pytest.raises(HomeError) as caught:
        opening(tmp_path / "file" / below)
    assert "the index cannot be written in" in str(caught.value)
    assert "MANDATE_HOME" in str(caught.value)
    assert isinstance(caught.value, UserError)
    assert (tmp_path / "file").read_text() == "mine"


def test_a_folder_in_place_of_the_pointer_is_told(folder: Path, opening: Opening):
    (folder / "current").unlink()
    (folder / "current").mkdir()
    with pytest.raises(HomeError):
        opening(folder)


LIMITED = """\
import resource, runpy, sys
from pathlib import Path
from index.build import open_index
from index.catalogue import read_documents
from index.errors import HomeError

embedder = runpy.run_path(sys.argv[1])["HashedStems"]()
# The model that tells languages is unpacked to a file when it is first asked.
read_documents(Path(sys.argv[3]))
# The store is stopped by the first two, Chroma by the last.
for limit in (0, 10_000, 100_000):
    resource.setrlimit(resource.RLIMIT_FSIZE, (limit, resource.RLIM_INFINITY))
    folder = Path(sys.argv[2]) / str(limit)
    try:
        open_index(folder, documents=Path(sys.argv[3]), embedder=embedder)
    except HomeError as error:
        assert "cannot be written" in str(error), error
        assert [path.name for path in folder.iterdir()] == [".lock"], list(folder.iterdir())
        sys.stdout.write(f"{limit} ")
"""


@pytest.mark.skipif(sys.platform != "linux", reason="limits of file sizes differ elsewhere")
def test_a_full_disk_is_told(tmp_path: Path, one_document: Path):
    done = subprocess.run(
        [sys.executable, "-c", LIMITED, str(CONFTEST), str(tmp_path), str(one_document)],
        capture_output=True, text=True, cwd=ROOT, check=False,
    )  # fmt: skip
    assert (done.returncode, done.stdout) == (0, "0 10000 100000 "), done.stderr


READ_ONLY = """\
import ctypes, os, runpy, sys
from pathlib import Path

# Rights bind the superuser too once the capabilities are given up.
class Header(ctypes.Structure):
    _fields_ = [("version", ctypes.c_uint32), ("pid", ctypes.c_int)]
ctypes.CDLL(None).capset(ctypes.byref(Header(0x20080522, 0)), (ctypes.c_uint32 * 6)())
folder = Path(sys.argv[2])
if os.access(folder, os.W_OK, effective_ids=True):
    try:
        (folder / "probe").touch()
        (folder / "probe").unlink()
        sys.exit(77)
    except OSError:
        pass
from index import search as index_search
from index.build import open_index
from index.search import TermsIn

embedder = runpy.run_path(sys.argv[1])["HashedStems"]()
steps = []
documents = Path(sys.argv[3])
with open_index(folder, documents=documents, embedder=embedder, progress=steps.append) as index:
    [vector] = embedder.encode_query(["monitor"])
    hits = index.search(vector, [TermsIn("en", [("monitor", 1.0)])])
    print(hits[0].paragraph.address, steps)
    # Also through Chroma.
    index_search._EXACT_ROWS = index_search._BEFORE_OPENING = 0
    assert index.search(vector, [])[0].paragraph.address == hits[0].paragraph.address
"""


@pytest.fixture
def read_only(folder: Path) -> Iterator[Path]:
    paths = [folder, *folder.rglob("*")]
    modes = {path: path.stat().st_mode for path in paths}
    for path in reversed(paths):
        path.chmod(stat.S_IMODE(modes[path]) & ~0o222)
    yield folder
    for path in paths:
        path.chmod(stat.S_IMODE(modes[path]))


@pytest.mark.skipif(sys.platform != "linux", reason="rights of the superuser differ elsewhere")
def test_a_whole_index_in_a_read_only_folder_is_answered_from(read_only: Path, one_document: Path):
    done = subprocess.run(
        [sys.executable, "-c", READ_ONLY, str(CONFTEST), str(read_only), str(one_document)],
        capture_output=True, text=True, cwd=ROOT, check=False,
    )  # fmt: skip
    if done.returncode == 77:
        pytest.skip("this system lets the folder be written all the same")
    assert (done.returncode, done.stdout) == (0, "S/2007/1#p1.b2 []\n"), done.stderr


@pytest.mark.parametrize("exact_rows", [20_000, 0])
def test_opening_and_searching_change_no_file(
    folder: Path, opening: Opening, expected, monkeypatch, exact_rows
):
    monkeypatch.setattr("index.search._EXACT_ROWS", exact_rows)
    monkeypatch.setattr("index.search._BEFORE_OPENING", 0)

    def state():
        return [(p, p.stat().st_mtime_ns, p.stat().st_size) for p in sorted(folder.rglob("*"))]

    before = state()
    with opening(folder) as index:
        assert answers(index) == expected
    assert state() == before
    opening(folder).close()
    assert opening.steps == []
