"""The store gives back what was written, or says that it is damaged."""

from __future__ import annotations

import datetime as dt
import tempfile
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.document import Document, DocumentKind, Paragraph, Relation, Repair, Status, Version
from index.errors import DamagedIndex
from index.locator import Locator
from index.store import read_store, write_store
from index.symbol import Symbol
from index.words import LANGUAGES

DIMENSION = 3

texts = st.text(max_size=12)
places = st.integers(0, 10**9)
spans = st.tuples(places, places)
languages = st.sampled_from(LANGUAGES)
locators = st.sampled_from(["title", "pp1", "op1", "op1.a", "op1.a.ii", "p3.b2", "fn1", "meeting"])
note_numbers = st.lists(st.integers(1, 99), max_size=2)
symbols = st.sampled_from(["A/RES/72/7", "S/2007/279", "A/75/L.72/Rev.1*", "S/RES/1325 (2000)"])
repairs = st.builds(Repair, texts, places, places, texts, texts)
relations = st.builds(Relation, texts, texts, texts)


@st.composite
def paragraphs(draw: st.DrawFn, symbol: str) -> tuple[Paragraph, ...]:
    found = []
    for locator in draw(st.lists(locators, unique=True, max_size=3)):
        held = draw(st.lists(languages, unique=True, min_size=1, max_size=3))
        versions = {
            language: Version(
                language,
                draw(texts),
                draw(texts),
                *draw(spans),
                tuple(draw(st.lists(repairs, max_size=2))),
                draw(st.none() | spans),
                tuple((Locator(f"fn{n}"), n) for n in draw(note_numbers)),
            )
            for language in held
        }
        found.append(Paragraph(Symbol(symbol), Locator(locator), versions))
    return tuple(found)


@st.composite
def documents(draw: st.DrawFn) -> list[Document]:
    return [
        Document(
            symbol=Symbol(symbol),
            kind=draw(st.sampled_from(DocumentKind)),
            status=draw(st.sampled_from(Status)),
            organ=draw(texts),
            date=draw(st.dates()),
            titles=draw(st.dictionaries(languages, texts, max_size=2)),
            paragraphs=draw(paragraphs(symbol)),
            session=draw(st.none() | texts),
            agenda_item=draw(st.none() | texts),
            sponsors=tuple(draw(st.lists(texts, max_size=2))),
            facts=draw(st.dictionaries(texts, texts, max_size=2)),
            relations=tuple(draw(st.lists(relations, max_size=2))),
        )
        for symbol in draw(st.lists(symbols, unique=True, max_size=3))
    ]


def vectors_of(written: list[Document], seed: int = 0) -> np.ndarray:
    count = sum(len(p.versions) for d in written for p in d.paragraphs)
    rows = np.random.default_rng(seed).normal(size=(count, DIMENSION))
    return rows.astype(np.float32)


@given(documents(), st.integers(0, 99))
@settings(max_examples=60)
def test_documents_come_back_as_they_were_written(written, seed):
    vectors = vectors_of(written, seed)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "store #1?.sqlite"
        write_store(path, written, vectors)
        read, read_vectors = read_store(path, DIMENSION)
    assert read == written
    assert [list(p.versions) for d in read for p in d.paragraphs] == [
        list(p.versions) for d in written for p in d.paragraphs
    ]
    assert read_vectors.dtype == np.float32
    np.testing.assert_array_equal(read_vectors, vectors)


def test_kinds_come_back_as_what_they_are(stored: Path):
    [document], _ = read_store(stored, DIMENSION)
    assert isinstance(document.symbol, Symbol)
    assert isinstance(document.status, Status)
    assert isinstance(document.date, dt.date)
    assert isinstance(document.paragraphs[0].locator, Locator)


def test_the_shipped_documents_come_back(tmp_path: Path, documents):
    vectors = vectors_of(documents)
    write_store(tmp_path / "store", documents, vectors)
    read, read_vectors = read_store(tmp_path / "store", DIMENSION)
    assert read == documents
    np.testing.assert_array_equal(read_vectors, vectors)


@pytest.fixture(scope="module")
def stored(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("store") / "store.sqlite"
    version = Version("en", "The Centre", "f", 0, 10, (Repair("spaces", 3, 5, " ", "  "),))
    paragraph = Paragraph(Symbol("S/2007/279"), Locator("p1"), {"en": version})
    relation = Relation("replied to by", "S/2007/280", "footnote")
    document = Document(
        Symbol("S/2007/279"), DocumentKind.LETTER, Status.LETTER, "Security Council",
        dt.date(2007, 5, 7), {"en": "Letter"}, (paragraph,), relations=(relation,),
    )  # fmt: skip
    write_store(path, [document], vectors_of([document]))
    return path


def test_reading_writes_nothing(stored: Path):
    before = (stored.read_bytes(), sorted(stored.parent.iterdir()))
    read_store(stored, DIMENSION)
    assert (stored.read_bytes(), sorted(stored.parent.iterdir())) == before


@pytest.mark.parametrize(
    "damage",
    [
        lambda content: b"",
        lambda content: content[: len(content) // 2],
        lambda content: content[:-4096],
        lambda content: content[:100],
        lambda content: b"not a database at all" * 500,
        lambda content: bytes(len(content)),
        lambda content: content[:40] + bytes(4096) + content[4136:],
        # Names, kinds and dates that nobody wrote.
        lambda content: content.replace(b"S/2007/279", b"no symbol!"),
        lambda content: content.replace(b"2007-05-07", b"2007-99-07"),
        lambda content: content.replace(b'"target"', b'"tarXet"'),
    ],
)
def test_a_damaged_file_is_told(tmp_path: Path, stored: Path, damage):
    content = stored.read_bytes()
    path = tmp_path / "store.sqlite"
    path.write_bytes(damage(content))
    assert path.read_bytes() != content
    with pytest.raises(DamagedIndex, match=r"store\.sqlite cannot be read as an index"):
        read_store(path, DIMENSION)


def test_a_missing_file_is_told_and_not_made(tmp_path: Path):
    with pytest.raises(DamagedIndex):
        read_store(tmp_path / "store.sqlite", DIMENSION)
    assert list(tmp_path.iterdir()) == []


def test_a_folder_in_its_place_is_told(tmp_path: Path):
    with pytest.raises(DamagedIndex):
        read_store(tmp_path, DIMENSION)


def test_vectors_of_another_length_are_told(stored: Path):
    with pytest.raises(DamagedIndex):
        read_store(stored, DIMENSION + 1)


@given(st.data())
@settings(max_examples=200)
def test_garbled_bytes_are_told_or_do_no_harm(stored: Path, data):
    content = bytearray(stored.read_bytes())
    used = [i for i, byte in enumerate(content) if byte]
    for _ in range(data.draw(st.integers(1, 8))):
        content[data.draw(st.sampled_from(used))] = data.draw(st.integers(0, 255))
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "store.sqlite"
        path.write_bytes(content)
        try:
            documents, vectors = read_store(path, DIMENSION)
        except DamagedIndex:
            return
    # The manifest's checksums notice what can still be read.
    assert vectors.shape[1] == DIMENSION
    assert all(isinstance(document, Document) for document in documents)
