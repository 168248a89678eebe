"""The vector store: what is nearest, with its citation, and never a model of Chroma's own."""

from __future__ import annotations

import gc
import shutil
from pathlib import Path

import numpy as np
import pytest

from index.errors import DamagedIndex
from index.vectors import FolderWriter, Row, StoredRow, VectorStore, extend_folder, rows_of


@pytest.fixture(scope="module")
def rows(documents) -> list[Row]:
    return rows_of(documents)


@pytest.fixture(scope="module")
def vectors(rows: list[Row], embedder) -> np.ndarray:
    return embedder.encode_document([row.version.text for row in rows])


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory, rows, vectors) -> Path:
    path = tmp_path_factory.mktemp("vectors") / "vectors"
    extend_folder(path, stored(rows, vectors))
    return path


def stored(rows, vectors, first: int = 0) -> list[StoredRow]:
    """`rows` as Chroma keeps them, numbered from `first` on."""
    return [
        StoredRow(number, row.document, row.paragraph.locator, row.version.language, 1, vector)
        for number, (row, vector) in enumerate(zip(rows, vectors, strict=True), first)
    ]


@pytest.fixture(scope="module")
def store(folder: Path):
    opened = VectorStore(folder)
    yield opened
    opened.close()


def test_keys_are_unique_and_say_what_a_row_is(rows):
    keys = [row.key for row in rows]
    assert len(set(keys)) == len(keys)
    assert "S/2007/279#p3.b1@ru" in keys


def test_every_row_is_stored(store, rows):
    assert store.count() == len(rows) > 60


def test_the_nearest_rows_with_their_cosines(store, rows, vectors):
    for at in (0, 20, len(rows) - 1):
        cosines = vectors @ vectors[at]
        found = store.query(vectors[at], 5)
        assert len(found) == 5
        assert found[0][1] == pytest.approx(1.0, abs=1e-5)
        best = sorted(cosines, reverse=True)[:5]
        np.testing.assert_allclose([score for _, score in found], best, atol=1e-5)
        assert [score for _, score in found] == pytest.approx(
            [cosines[number] for number, _ in found], abs=1e-5
        )


@pytest.mark.parametrize(
    ("where", "chosen"),
    [
        ({"symbol": "A/RES/72/7"}, lambda row: row.document.symbol == "A/RES/72/7"),
        ({"language": "fr"}, lambda row: row.version.language == "fr"),
        ({"kind": "item"}, lambda row: row.paragraph.kind == "item"),
        ({"year": {"$gte": 2017}}, lambda row: row.document.date.year >= 2017),
        ({"status": "draft"}, lambda row: row.document.symbol == "A/75/L.72"),
        ({"locator": "p3.b4"}, lambda row: row.paragraph.locator == "p3.b4"),
        (
            {"$and": [{"symbol": {"$in": ["S/2007/279"]}}, {"language": "ru"}]},
            lambda row: row.version.language == "ru",
        ),
        ({"symbol": "A/1"}, lambda row: False),
    ],
)
def test_filters_on_the_citation(store, rows, vectors, where, chosen):
    found = store.query(vectors[0], len(rows), where)
    expected = sorted(row.key for row in rows if chosen(row))
    assert sorted(rows[number].key for number, _ in found) == expected


def test_the_citation_that_is_stored_with_a_row(folder: Path, rows):
    # As another program that opens the folder finds it.
    import chromadb
    from chromadb.config import Settings

    client = chromadb.PersistentClient(str(folder), Settings(anonymized_telemetry=False))
    try:
        collection = client.get_collection("paragraphs", embedding_function=None)
        key = "S/2007/279#p3.b1@fr"
        [number] = [n for n, row in enumerate(rows) if row.key == key]
        found = collection.get(ids=[key], include=["metadatas", "documents"])
    finally:
        client.close()
    assert found["metadatas"] == [
        {
            "row": number,
            "symbol": "S/2007/279",
            "locator": "p3.b1",
            "pinpoint": "S/2007/279, third paragraph, first bullet",
            "language": "fr",
            "title": "Letter dated 7 May 2007 from the Secretary-General "
            "to the President of the Security Council",
            "date": "2007-05-07",
            "year": 2007,
            "organ": "Security Council",
            "document": "letter",
            "status": "letter",
            "kind": "item",
        }
    ]
    # Words stand in one place, and are read from there.
    assert found["documents"] == [None]


def test_more_rows_than_one_batch(tmp_path: Path, rows, vectors, monkeypatch):
    monkeypatch.setattr("index.vectors._BATCH", 7)
    extend_folder(tmp_path / "v", stored(rows, vectors))
    store = VectorStore(tmp_path / "v")
    try:
        assert store.count() == len(rows)
        # A paragraph of the last batch that no other document repeats.
        [last] = [n for n, row in enumerate(rows) if row.key == "A/75/L.72#pp16@en"]
        assert last > len(rows) - 14
        assert store.query(vectors[last], 1)[0][0] == last
    finally:
        store.close()


# Chroma writes its graph to files of their own from the thousandth row on.
@pytest.mark.parametrize("count", [None, 1200])
def test_reading_changes_no_file(tmp_path: Path, folder: Path, rows, vectors, count):
    copy = tmp_path / "v"
    if count is None:
        shutil.copytree(folder, copy)
    else:
        extend_folder(copy, many(rows[0], vectors.shape[1], count))
        assert list(copy.rglob("*.pickle"))

    def state():
        return {p: (p.stat().st_mtime_ns, p.read_bytes()) for p in copy.rglob("*") if p.is_file()}

    before = state()
    stores = [VectorStore(copy), VectorStore(copy)]
    assert [len(store.query(vectors[0], 10)) for store in stores] == [10, 10]
    for store in stores:
        store.close()
    assert state() == before


def many(row: Row, dimension: int, count: int) -> list[StoredRow]:
    """So many windows of one version, with vectors of their own."""
    vectors = np.random.default_rng(0).normal(size=(count, dimension)).astype(np.float32)
    place = row.document, row.paragraph.locator, row.version.language
    return [StoredRow(n, *place, n + 1, vector) for n, vector in enumerate(vectors)]


def test_what_is_added_later_stands_beside_what_was_there(tmp_path: Path, rows, vectors):
    extend_folder(tmp_path / "v", stored(rows[:30], vectors[:30]))
    extend_folder(tmp_path / "v", stored(rows[30:], vectors[30:], first=30))
    with_all = VectorStore(tmp_path / "v")
    try:
        assert with_all.count() == len(rows)
        found = with_all.query(vectors[40], len(rows))
        assert sorted(number for number, _ in found) == list(range(len(rows)))
    finally:
        with_all.close()


def test_a_version_that_was_replaced_stands_once_under_its_new_number(
    tmp_path: Path, rows, vectors
):
    extend_folder(tmp_path / "v", stored(rows[:5], vectors[:5]))
    extend_folder(tmp_path / "v", stored(rows[:1], vectors[7:8], first=90))
    store = VectorStore(tmp_path / "v")
    try:
        assert store.count() == 5
        [(number, score)] = store.query(vectors[7], 1)
        assert (number, score) == (90, pytest.approx(1.0, abs=1e-5))
    finally:
        store.close()


def test_windows_of_a_version_have_keys_of_their_own(rows, vectors):
    document, locator = rows[0].document, rows[0].paragraph.locator
    made = [StoredRow(n, document, locator, "en", n, vectors[0]) for n in (1, 2, 3)]
    key = f"{rows[0].paragraph.address}@en"
    assert [row.key for row in made] == [key, f"{key}+2", f"{key}+3"]


def test_rows_that_wait_are_written_at_the_end(tmp_path: Path, rows, vectors):
    writer = FolderWriter(tmp_path / "v")
    for row in stored(rows[:3], vectors[:3]):
        writer.add(row)
    writer.flush()
    writer.close()
    store = VectorStore(tmp_path / "v")
    try:
        assert store.count() == 3
    finally:
        store.close()


def test_a_closed_store_leaves_no_files_behind(folder: Path, monkeypatch, tmp_path: Path):
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    store = VectorStore(folder)
    assert list(tmp_path.iterdir())
    store.close()
    del store
    gc.collect()
    assert list(tmp_path.iterdir()) == []


def test_chroma_is_never_let_embed(tmp_path: Path, rows, vectors, monkeypatch):
    from chromadb.utils.embedding_functions import DefaultEmbeddingFunction

    def refuse(*_args, **_kwargs):
        pytest.fail("Chroma's own model was asked, which it downloads")

    monkeypatch.setattr(DefaultEmbeddingFunction, "__call__", refuse)
    monkeypatch.setattr(DefaultEmbeddingFunction, "__init__", refuse)
    monkeypatch.setattr("socket.socket.connect", refuse)
    monkeypatch.setattr("socket.getaddrinfo", refuse)
    extend_folder(tmp_path / "v", stored(rows[:5], vectors[:5]))
    store = VectorStore(tmp_path / "v")
    try:
        assert len(store.query(vectors[0], 5, {"language": "en"})) > 0
    finally:
        store.close()


def test_a_missing_folder_is_told_and_not_made(tmp_path: Path):
    with pytest.raises(DamagedIndex, match="holds no vector store"):
        VectorStore(tmp_path / "v")
    with pytest.raises(DamagedIndex, match="holds no vector store"):
        VectorStore(tmp_path)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    "damage",
    [
        lambda content: b"",
        lambda content: content[: len(content) // 2],
        lambda content: b"not a database" + content[14:],
        lambda content: b"x" * 5000,
    ],
)
def test_a_damaged_database_is_told(tmp_path: Path, folder: Path, vectors, damage):
    copy = Path(shutil.copytree(folder, tmp_path / "v"))
    path = copy / "chroma.sqlite3"
    path.write_bytes(damage(path.read_bytes()))

    def ask():
        store = VectorStore(copy)
        try:
            store.query(vectors[0], 5)
        finally:
            store.close()

    with pytest.raises(DamagedIndex):
        ask()
