"""Builds that are replaced and removed while others open them, ask them, or fail to open them."""

from __future__ import annotations

import gc
import os
import threading
import time
from pathlib import Path

import pytest

from index import home
from index.build import open_index, rebuild_index, sweep_if_idle, write_lock
from index.errors import DamagedIndex
from index.search import Index
from index.sweeping import sweep


@pytest.fixture
def folder(tmp_path: Path, one_document: Path, embedder) -> Path:
    open_index(tmp_path / "index", documents=one_document, embedder=embedder).close()
    return tmp_path / "index"


@pytest.fixture
def replace(folder: Path, one_document: Path, embedder):
    """Replaces the current build, as another process would."""

    def replace() -> None:
        rebuild_index(folder, documents=one_document, embedder=embedder, force=True).close()

    return replace


def builds(folder: Path) -> list[Path]:
    return sorted(folder.glob("build-*"))


def open_files(folder: Path) -> list[str]:
    """What this process has open below the folder; nothing where it cannot be told."""
    found = []
    place = Path("/proc/self/fd")
    for link in place.iterdir() if place.is_dir() else ():
        try:
            found.append(str(link.readlink()))
        except OSError:
            continue  # The listing itself.
    return [path for path in found if path.startswith(str(folder))]


def test_a_build_that_is_answered_from_stays(folder, replace, embedder):
    [build] = builds(folder)
    with Index(build, embedder):
        replace()
        assert build in builds(folder)
        assert not sweep(folder)
    assert sweep(folder)
    assert build not in builds(folder)


def test_a_build_is_not_opened_while_it_is_removed(folder, replace, embedder):
    [build] = builds(folder)
    told: list[object] = []

    def open_it() -> None:
        try:
            told.append(home.Lease(build))
        except DamagedIndex as error:
            told.append(str(error))

    with home.unleased(build) as free:
        assert free
        opening = threading.Thread(target=open_it)
        opening.start()
        time.sleep(0.2)
        assert told == []
        (build / home.MANIFEST).unlink()
    opening.join(10)
    assert told == [f"{build} has been removed"]


def test_a_lease_keeps_others_from_removing_and_not_from_reading(folder):
    [build] = builds(folder)
    first, second = home.Lease(build), home.Lease(build)
    with home.unleased(build) as free:
        assert not free
    first.close()
    with home.unleased(build) as free:
        assert not free
    second.close()
    with home.unleased(build) as free:
        assert free


@pytest.mark.parametrize("damaged", ["manifest.json", "store.sqlite", "rows.npy", "lexical"])
def test_an_opening_that_fails_leaves_no_lease_and_no_file_open(folder, embedder, damaged):
    [build] = builds(folder)
    path = build / damaged
    for file in [path] if path.is_file() else list(path.iterdir()):
        # In its place: somebody may have the old one mapped.
        file.unlink()
        file.write_bytes(b"damaged")
    kept = None
    try:
        Index(build, embedder)
    except DamagedIndex as error:
        # As whoever logs it keeps it, with all its frames.
        kept = error
    assert kept is not None
    with home.unleased(build) as free:
        assert free
    del kept
    gc.collect()
    assert open_files(folder) == []


def test_an_index_that_is_dropped_gives_its_files_back(folder, embedder):
    [build] = builds(folder)
    index = Index(build, embedder)
    assert index.paragraph_count
    assert open_files(folder) or os.name != "posix"
    del index
    gc.collect()
    assert open_files(folder) == []
    with home.unleased(build) as free:
        assert free


@pytest.mark.parametrize("moment", ["index.home.check", "index.home.read_manifest"])
def test_a_build_replaced_between_two_looks_is_no_damage(
    folder, replace, one_document, embedder, monkeypatch, moment
):
    original = getattr(home, moment.rpartition(".")[2])
    looks: list[Path] = []

    def replaced_meanwhile(build: Path) -> home.Manifest:
        looks.append(build)
        if len(looks) == 1:
            with monkeypatch.context() as back:
                back.setattr(moment, original)
                replace()
        return original(build)

    steps: list[str] = []
    [old] = builds(folder)
    monkeypatch.setattr(moment, replaced_meanwhile)
    # Another process goes on changing it: who waited for it to end would wait for the lock.
    with open_index(
        folder, documents=one_document, embedder=embedder, progress=steps.append
    ) as index:
        assert index.build != old
        assert index.build == home.current_build(folder)
        assert index.paragraph_count == 3
    assert steps == []
    assert looks[0] == old


def test_what_is_left_is_swept_only_where_nobody_builds(folder, replace, embedder):
    [build] = builds(folder)
    index = Index(build, embedder)
    replace()
    index.close()
    with write_lock(folder):
        assert not sweep_if_idle(folder)
        assert len(builds(folder)) == 2
    assert sweep_if_idle(folder)
    assert len(builds(folder)) == 1


@pytest.mark.skipif(os.name != "posix" or os.geteuid() == 0, reason="the superuser may write")
def test_a_folder_that_cannot_be_written_in_is_left_as_it_is(folder):
    folder.chmod(0o500)
    try:
        assert not sweep_if_idle(folder)
    finally:
        folder.chmod(0o700)
