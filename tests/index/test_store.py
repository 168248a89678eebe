"""The store gives back what was written, or says that it is damaged."""

from __future__ import annotations

import datetime as dt
import gc
import sqlite3
import tempfile
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.document import Document, DocumentKind, Paragraph, Relation, Repair, Status, Version
from index.editions import editions_of
from index.errors import DamagedIndex
from index.locator import Locator
from index.store import SourceRecord, Store
from index.store_writer import StoreWriter
from index.symbol import Symbol
from index.words import LANGUAGES

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
                draw(st.booleans()),
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


def write(path: Path, written: list[Document], **words: list[str]) -> None:
    """A store of `written`, in this order; `words` are the folded words of the first document."""
    writer = StoreWriter(path)
    for place, document in enumerate(written):
        writer.put(document, editions_of(document), words.get("words", []), place)
    writer.finish()


def read(path: Path) -> list[Document]:
    """The documents of a store, with all their paragraphs read."""
    store = Store(path)
    try:
        return [
            replace(document, paragraphs=tuple(document.paragraphs)) for document in store.documents
        ]
    finally:
        store.close()


@given(documents())
@settings(max_examples=60)
def test_documents_come_back_as_they_were_written(written):
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "store #1?.sqlite"
        write(path, written)
        found = read(path)
    assert found == written
    assert [list(p.versions) for d in found for p in d.paragraphs] == [
        list(p.versions) for d in written for p in d.paragraphs
    ]


@given(documents())
@settings(max_examples=40)
def test_what_is_known_without_reading_paragraphs_is_what_they_say(written):
    with tempfile.TemporaryDirectory() as folder:
        write(Path(folder) / "store", written)
        store = Store(Path(folder) / "store")
        for stored, document in zip(store.documents, written, strict=True):
            assert len(stored.paragraphs) == len(document.paragraphs)
            assert stored.languages == document.languages
        assert store.documents == tuple(written)
        store.close()


@given(documents())
@settings(max_examples=40)
def test_paragraphs_are_found_by_number_and_place(written):
    with tempfile.TemporaryDirectory() as folder:
        write(Path(folder) / "store", written)
        store = Store(Path(folder) / "store")
        numbers = store.identities()
        for document in written:
            number = numbers[str(document.symbol)]
            for paragraph in document.paragraphs:
                assert store.paragraph_at(number, str(paragraph.locator)) == paragraph
                below = any(
                    p.locator.startswith(f"{paragraph.locator}.") for p in document.paragraphs
                )
                assert store.has_items(number, str(paragraph.locator)) == below
            assert store.paragraph_at(number, "op99") is None
        titles = [p for d in written for p in d.paragraphs if p.locator == "title"]
        assert store.paragraphs_at("title") == titles
        store.close()


@given(documents(), st.data())
@settings(max_examples=40)
def test_what_is_removed_is_gone_and_the_rest_stays(written, data):
    removed = data.draw(st.lists(st.sampled_from(written), unique_by=id)) if written else []
    with tempfile.TemporaryDirectory() as folder:
        path, other = Path(folder) / "store", Path(folder) / "other"
        write(path, written)
        writer = StoreWriter(path)
        for document in removed:
            writer.remove(document.symbol, [])
        content = writer.content()
        writer.finish()
        kept = [document for document in written if document not in removed]
        assert read(path) == kept
        write(other, kept)
        again = StoreWriter(other)
        assert again.content() == content
        again.close()
        connection = sqlite3.connect(path)
        for table in ("paragraph", "version", "repair", "edition"):
            [(rows,)] = connection.execute(f"SELECT count(*) FROM {table}")
            [(expected,)] = sqlite3.connect(other).execute(f"SELECT count(*) FROM {table}")
            assert (table, rows) == (table, expected)
        connection.close()


def test_nothing_is_kept_before_the_end(tmp_path: Path, documents):
    write(tmp_path / "store", documents[:1])
    writer = StoreWriter(tmp_path / "store")
    writer.put(documents[1], editions_of(documents[1]), [], None)
    writer.close()
    assert read(tmp_path / "store") == documents[:1]


def test_words_are_held_as_long_as_a_document_has_them(tmp_path: Path, documents):
    path = tmp_path / "store"
    write(path, documents[:2], words=["centre", "region", "centre"])

    def held() -> frozenset[str]:
        store = Store(path)
        try:
            return store.words()
        finally:
            store.close()

    assert held() == {"centre", "region"}
    writer = StoreWriter(path)
    writer.remove(documents[0].symbol, ["centre", "region", "centre"])
    writer.finish()
    assert held() == {"centre", "region"}
    writer = StoreWriter(path)
    writer.remove(documents[1].symbol, ["centre", "region", "centre"])
    writer.finish()
    assert held() == set()


def test_files_are_remembered_and_forgotten_with_what_they_are_in(tmp_path: Path):
    path = tmp_path / "store"
    records = [
        SourceRecord("/a/plain.xml", "1", "plain.xml", ("A/RES/1/1",)),
        SourceRecord("/a/we!rd/acts.zip", "2", "acts.zip"),
        SourceRecord(
            "/a/we!rd/acts.zip!in.zip!x.xml", "3", "acts.zip!in.zip!x.xml", ("A/RES/1/2",)
        ),
        SourceRecord("/a/we!rd/acts.zip!y.xml", "4", "acts.zip!y.xml", ("A/RES/1/3",)),
        SourceRecord("/a/odd.bin", "5", "odd.bin", (), "is no document"),
    ]
    writer = StoreWriter(path)
    for record in records:
        writer.record(record)
    writer.finish()
    store = Store(path)
    assert store.sources() == {record.key: record for record in records}
    store.close()
    writer = StoreWriter(path)
    writer.forget(["A/RES/1/2", "A/RES/9/9"])
    writer.finish()
    store = Store(path)
    assert set(store.sources()) == {records[0].key, records[3].key, records[4].key}
    store.close()


def test_text_is_found_letter_for_letter(tmp_path: Path, documents):
    write(tmp_path / "store", documents)
    store = Store(tmp_path / "store")
    wanted = "preventive diplomacy"
    expected = [
        p.address
        for d in documents
        for p in d.paragraphs
        if any(wanted in v.text for v in p.versions.values())
    ]
    assert len(expected) > 2
    assert [p.address for p in store.having(wanted)] == expected
    assert [p.address for p in store.having(wanted, 2)] == expected[:2]
    assert list(store.having("Preventive Diplomacy?")) == []
    numbers = store.identities()
    for document in documents:
        own = [a for a in expected if a.startswith(f"{document.symbol}#")]
        found = store.having(wanted, documents=[numbers[str(document.symbol)]])
        assert [p.address for p in found] == own
    assert list(store.having(wanted, documents=[])) == []
    store.close()


def test_what_may_be_quoted_in_a_language_is_the_same_read_one_by_one(tmp_path: Path, documents):
    """Of what is stored, and of documents in memory; what was not read surely is in neither."""
    document = documents[0]
    unsure = document.paragraphs[1]
    versions = {c: replace(v, exact=False) for c, v in unsure.versions.items()}
    paragraphs = list(document.paragraphs)
    paragraphs[1] = replace(unsure, versions=versions)
    document = replace(document, paragraphs=tuple(paragraphs))
    write(tmp_path / "store", [document])
    store = Store(tmp_path / "store")
    [stored] = store.documents
    for language in document.languages:
        held = document.quotable_in(language)
        read = stored.quotable_in(language)
        assert list(held) == list(read) == [read[n] for n in range(len(read))]
        assert list(held[1:]) == list(read[1:])
        assert read[-1] == list(read)[-1]
        assert read.locators == tuple(p.locator for p in read)
        assert unsure.locator not in read.locators
        with pytest.raises(IndexError):
            read[len(read)]
    store.close()


def test_documents_are_usable_after_the_store_was_let_go(tmp_path: Path, documents):
    write(tmp_path / "store", documents)
    store = Store(tmp_path / "store")
    held = store.documents
    del store
    gc.collect()
    assert [tuple(document.paragraphs) for document in held] == [d.paragraphs for d in documents]


def test_many_threads_read_one_store(tmp_path: Path, documents):
    write(tmp_path / "store", documents)
    store = Store(tmp_path / "store")
    numbers = store.identities()

    def look(n: int) -> bool:
        document = documents[n % len(documents)]
        paragraph = document.paragraphs[n % len(document.paragraphs)]
        number = numbers[str(document.symbol)]
        return store.paragraph_at(number, str(paragraph.locator)) == paragraph

    with ThreadPoolExecutor(8) as pool:
        assert all(pool.map(look, range(200)))
    store.close()


def test_kinds_come_back_as_what_they_are(stored: Path):
    [document] = read(stored)
    assert isinstance(document.symbol, Symbol)
    assert isinstance(document.status, Status)
    assert isinstance(document.date, dt.date)
    assert isinstance(document.paragraphs[0].locator, Locator)


def test_the_shipped_documents_come_back(tmp_path: Path, documents):
    write(tmp_path / "store", documents)
    assert read(tmp_path / "store") == documents


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
    write(path, [document])
    return path


def test_reading_writes_nothing(stored: Path):
    before = (stored.read_bytes(), sorted(stored.parent.iterdir()))
    read(stored)
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
        read(path)


def test_a_missing_file_is_told_and_not_made(tmp_path: Path):
    with pytest.raises(DamagedIndex):
        read(tmp_path / "store.sqlite")
    assert list(tmp_path.iterdir()) == []


def test_a_folder_in_its_place_is_told(tmp_path: Path):
    with pytest.raises(DamagedIndex):
        read(tmp_path)


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
            documents = read(path)
            store = Store(path)
            numbers = list(store.identities().values())
            store.paragraphs_at("title")
            store.locators(numbers)
            list(store.having("Centre"))
            store.words()
            store.sources()
            store.close()
        except DamagedIndex:
            return
    # The manifest's checksums notice what can still be read.
    assert all(isinstance(document, Document) for document in documents)
