"""Which embedder a name leads to, and what is said when there is none."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from index.embedder import hub, load_embedder
from index.embedder.static import StaticEmbedder
from index.errors import EmbedderNotFound, UserError

MakeStatic = Callable[..., Path]


@pytest.fixture(autouse=True)
def no_names(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("MANDATE_EMBEDDER", raising=False)
    monkeypatch.delenv("MANDATE_ALLOW_DOWNLOAD", raising=False)


def test_default_comes_from_the_environment(
    make_static: MakeStatic, monkeypatch: pytest.MonkeyPatch, shipped: StaticEmbedder
) -> None:
    assert load_embedder().name == shipped.name
    monkeypatch.setenv("MANDATE_EMBEDDER", "")
    assert load_embedder().name == shipped.name
    folder = make_static()
    monkeypatch.setenv("MANDATE_EMBEDDER", str(folder))
    assert load_embedder().name == StaticEmbedder(folder).name
    monkeypatch.setenv("MANDATE_EMBEDDER", str(folder / "none"))
    with pytest.raises(EmbedderNotFound, match="none"):
        load_embedder()
    assert load_embedder(folder).name == StaticEmbedder(folder).name


def test_folder_as_text_or_path(make_static: MakeStatic, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = make_static()
    monkeypatch.chdir(folder.parent)
    names = {load_embedder(name).name for name in (folder, str(folder), folder.name)}
    assert len(names) == 1


@pytest.mark.parametrize(
    "name",
    [
        "",
        "no-such-owner/no-such-model",
        "no-such-model",
        "./no/such/folder",
        "/no/such/folder",
        "~/no-such-folder",
        "a/b/c",
        "C:\\models\\one",
        "not a name?",
        Path("no-such-folder"),
    ],
)
def test_missing_name_fails_with_one_line(name: str | Path) -> None:
    with pytest.raises(EmbedderNotFound) as raised:
        load_embedder(name)
    assert isinstance(raised.value, UserError)
    assert "\n" not in str(raised.value)
    assert "give" in str(raised.value)


def test_missing_name_fails_at_once_and_offline(tmp_path: Path) -> None:
    """In a fresh process, with the time of all imports."""
    code = """
import socket
def no_network(*arguments, **options):
    raise AssertionError("the network was asked")
socket.socket.connect = socket.getaddrinfo = no_network
from index.embedder import hub, load_embedder
from index.errors import EmbedderNotFound
try:
    load_embedder("no-such-owner/no-such-model")
except EmbedderNotFound as error:
    print(error)
"""
    environment = {**os.environ, "HF_HOME": str(tmp_path)}
    started = time.monotonic()
    done = subprocess.run(
        [sys.executable, "-c", code],
        check=True,
        capture_output=True,
        text=True,
        timeout=60,
        env=environment,
    )
    assert time.monotonic() - started < 40
    assert "MANDATE_ALLOW_DOWNLOAD=1" in done.stdout


def test_missing_name_is_quick() -> None:
    with pytest.raises(EmbedderNotFound) as load_missing:
        load_embedder("no-such-owner/one")
    assert "no-such-owner/one" in str(load_missing.value)
    started = time.monotonic()
    with pytest.raises(EmbedderNotFound):
        load_embedder("no-such-owner/another")
    assert time.monotonic() - started < 20


def test_file_and_empty_folder(tmp_path: Path) -> None:
    file = tmp_path / "file"
    file.write_text("")
    with pytest.raises(EmbedderNotFound, match="not a folder"):
        load_embedder(str(file))
    with pytest.raises(EmbedderNotFound, match="no sentence-transformers model"):
        load_embedder(tmp_path)


REVISION = "0123456789abcdef0123456789abcdef01234567"


def put_in_cache(model: Path, cache: Path) -> Path:
    """Moves a model to where the hub's library would have put it."""
    repository = cache / "models--sentence-transformers--tiny"
    (repository / "refs").mkdir(parents=True)
    (repository / "refs" / "main").write_text(REVISION)
    (repository / "snapshots").mkdir()
    return model.rename(repository / "snapshots" / REVISION)


def test_name_in_the_hub_cache(
    make_static: MakeStatic, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    snapshot = put_in_cache(make_static(), tmp_path / "cache")
    monkeypatch.setenv("SENTENCE_TRANSFORMERS_HOME", str(tmp_path / "cache"))
    embedder = load_embedder("sentence-transformers/tiny")
    assert isinstance(embedder, StaticEmbedder)
    assert load_embedder("tiny").name == embedder.name
    assert hub.revision_name(snapshot) == "sentence-transformers/tiny@0123456789ab"


def test_missing_name_is_downloaded_only_if_allowed(
    make_static: MakeStatic, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    model = make_static()
    monkeypatch.setenv("SENTENCE_TRANSFORMERS_HOME", str(tmp_path / "cache"))
    monkeypatch.setattr(hub, "_open", lambda name: put_in_cache(model, tmp_path / "cache"))
    with pytest.raises(EmbedderNotFound):
        load_embedder("sentence-transformers/tiny")
    monkeypatch.setenv("MANDATE_ALLOW_DOWNLOAD", "1")
    assert isinstance(load_embedder("sentence-transformers/tiny"), StaticEmbedder)
