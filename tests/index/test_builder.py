"""A build in the making: whatever way documents come in, the index is the same."""

from __future__ import annotations

import datetime as dt
import random
import shutil
from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index import home
from index.builder import STORE, VECTORS, NewBuild, stored_rows
from index.document import Version
from index.editions import Edition, Rank
from index.locator import Locator
from index.prepare import prepare
from index.readers.model import ReadVersion
from index.search import Index, TermsIn
from index.store import SourceRecord
from index.symbol import Symbol
from index.vectors import extend_folder
from index.words import LANGUAGES, Language, stems

WORDS = [
    "river", "harvest", "bridge", "market", "teacher",
    "vessel", "orchard", "glacier", "archive", "lantern",
]  # fmt: skip
# Resolutions repeat such sentences letter for letter.
SEIZED = "Decides to remain seized of the matter."


def edition(
    number: int,
    language: Language = "en",
    *,
    rank: Rank = Rank.TEXT,
    source: str = "",
    text: str = "",
    date: dt.date | None = dt.date(2020, 1, 2),
) -> Edition:
    symbol = Symbol(f"A/RES/70/{number}")
    some = " ".join(WORDS[(number * 3 + k) % len(WORDS)] for k in range(3))
    paragraphs = {
        Locator("op1"): text or f"Calls upon {some} {number} {language}",
        Locator("op2"): SEIZED,
    }
    source = source or f"{number}-{language}.txt"
    versions = {
        place: Version(language, held, source, 0, len(held)) for place, held in paragraphs.items()
    }
    return Edition(symbol, rank, ReadVersion(source, language, versions, symbol=symbol, date=date))


class Build:
    """A chain of builds, each made from the one before, as batches make them."""

    def __init__(self, folder: Path, embedder: object) -> None:
        folder.mkdir(exist_ok=True)
        self.folder, self.embedder = folder, embedder
        self.path: Path | None = None

    def start(self) -> NewBuild:
        return NewBuild(self.folder, self.embedder, self.path)

    def finish(self, new: NewBuild) -> None:
        content = new.store.content()
        rows = new.finish()
        manifest = home.Manifest(
            home.FORMAT, "", content, "", self.embedder.dimension, "0", rows, "", {}
        )
        extend_folder(new.path / VECTORS, ()) if self.path is None else None
        home.write_manifest(new.path, manifest)
        old, self.path = self.path, new.path
        if old is not None:
            shutil.rmtree(old)

    def put(self, *editions: Edition, gone: Sequence[str] = ()) -> list[tuple[str, str]]:
        """One batch; returns what was left out."""
        new = self.start()
        left = []
        for symbol in dict.fromkeys(e.symbol for e in editions):
            group = [e for e in editions if e.symbol == symbol]
            left += new.put(symbol, prepare(group, self.embedder), gone=gone)
        self.finish(new)
        return left

    def remove(self, *numbers: int) -> None:
        new = self.start()
        for number in numbers:
            new.remove(Symbol(f"A/RES/70/{number}"))
        self.finish(new)

    def open(self) -> Index:
        return Index(self.path, self.embedder)

    def texts(self) -> dict[str, str]:
        """`70/1#op1@en` and its text; the sentence that all have is left out."""
        with self.open() as index:
            return {
                f"{p.address.removeprefix('A/RES/')}@{code}": v.text
                for p in index.paragraphs()
                for code, v in p.versions.items()
                if v.text != SEIZED
            }

    def found(self, *, scores: bool = True) -> list[tuple]:
        with self.open() as index:
            hits = []
            for question in ("harvest market", "remain seized of the matter", "lantern 3"):
                [vector] = self.embedder.encode_query([question])
                terms = [
                    TermsIn(code, [(s, 1.0) for s in stems(question, code)])
                    for code in ("en", "fr")
                ]
                hits += index.search(vector, terms, limit=8)
            return [
                (h.paragraph.address, round(h.dense, 5), round(h.lexical, 4) if scores else 0)
                for h in hits
            ]

    def content(self) -> str:
        return home.read_manifest(self.path).content


@pytest.fixture
def build(tmp_path: Path, embedder) -> Build:
    return Build(tmp_path / "builds", embedder)


@given(st.randoms(use_true_random=False))
@settings(max_examples=12)
def test_any_order_and_any_batches_give_the_same_index(
    tmp_path_factory: pytest.TempPathFactory, embedder, chance: random.Random
):
    editions = [edition(n) for n in range(12)] + [edition(n, "fr") for n in range(0, 12, 3)]
    made = []
    for _ in range(2):
        chance.shuffle(editions)
        build = Build(tmp_path_factory.mktemp("any"), embedder)
        rest = editions[:]
        while rest:
            size = chance.randint(1, len(rest))
            batch, rest = rest[:size], rest[size:]
            build.put(*batch)
        with build.open() as index:
            held = [(d, tuple(d.paragraphs)) for d in index.documents]
            words = index.words
        # A document that was replaced counts in BM25 until the index is built anew.
        made.append((build.content(), held, words, [hit[:2] for hit in build.found()][:3]))
        shutil.rmtree(build.folder)
    assert made[0] == made[1]


@given(st.randoms(use_true_random=False))
@settings(max_examples=12)
def test_answers_do_not_hang_on_the_order_of_documents_that_are_added_once(
    tmp_path_factory: pytest.TempPathFactory, embedder, chance: random.Random
):
    editions = [edition(n) for n in range(25)]
    found = []
    for _ in range(2):
        chance.shuffle(editions)
        build = Build(tmp_path_factory.mktemp("order"), embedder)
        cut = chance.randint(1, len(editions) - 1)
        build.put(*editions[:cut])
        build.put(*editions[cut:])
        found.append(build.found())
        shutil.rmtree(build.folder)
    assert found[0] == found[1]


def test_language_versions_that_come_one_after_another_make_one_document(build: Build):
    for language in LANGUAGES:
        build.put(edition(1, language))
    with build.open() as index:
        [document] = index.documents
        assert document.languages == LANGUAGES
        assert len(document.paragraphs) == 2
        assert index.row_count > 12
        assert index._rows.living == 12
    assert len(build.texts()) == 6


def test_the_surer_of_two_stands_whatever_came_first(build: Build):
    sure = edition(1, rank=Rank.MARKUP, source="a.xml", text="Calls upon the harvest")
    unsure = edition(1, rank=Rank.PDF, source="a.pdf", text="Ca1ls upon the harve5t")
    assert build.put(unsure) == []
    assert build.put(sure) == []
    assert build.texts() == {"70/1#op1@en": "Calls upon the harvest"}
    assert build.put(unsure) == [("a.pdf", "A/RES/70/1 in 'en' is held already, from a.xml")]
    assert build.texts() == {"70/1#op1@en": "Calls upon the harvest"}
    assert build.put(edition(1, rank=Rank.MARKUP, source="b.xml", text="Another"))
    assert build.texts() == {"70/1#op1@en": "Calls upon the harvest"}


def test_the_same_file_replaces_what_it_gave(build: Build):
    build.put(edition(1, text="Calls upon the harvest"), edition(2))
    before = build.content()
    build.put(edition(1, text="Calls upon the glacier"))
    assert build.texts()["70/1#op1@en"] == "Calls upon the glacier"
    assert build.content() != before
    with build.open() as index:
        assert [str(d.symbol) for d in index.documents] == ["A/RES/70/1", "A/RES/70/2"]
        assert "harvest" not in index.words
        hits = index.search(None, [TermsIn("en", [("harvest", 1.0)])])
        assert [h.paragraph.address for h in hits] == []
        [hit, *_] = index.search(None, [TermsIn("en", [("glacier", 1.0)])])
        assert hit.paragraph.address == "A/RES/70/1#op1"
    build.put(edition(1, text="Calls upon the harvest"))
    assert build.content() == before


def test_what_a_file_does_not_give_any_more_is_gone_and_the_rest_stays(build: Build):
    build.put(edition(1, "en"), edition(1, "fr"))
    # The file of the English version gives a Spanish one now.
    build.put(edition(1, "es", source="1-en.txt"), gone=["1-en.txt"])
    assert sorted(build.texts()) == ["70/1#op1@es", "70/1#op1@fr"]


def test_a_document_of_which_nothing_is_left_is_gone(build: Build, embedder):
    build.put(edition(1), edition(2))
    new = build.start()
    new.put(Symbol("A/RES/70/1"), [], gone=["1-en.txt"])
    build.finish(new)
    assert sorted(build.texts()) == ["70/2#op1@en"]


def test_what_ships_is_not_a_users_file_of_the_same_name(build: Build):
    shipped = edition(1, rank=Rank.SHIPPED, source="a.txt", text="Calls upon the harvest")
    build.put(shipped)
    [(name, told)] = build.put(edition(1, source="a.txt", text="Other"), gone=["a.txt"])
    assert (name, told) == ("a.txt", "A/RES/70/1 in 'en' is held already, from a.txt")
    assert build.texts() == {"70/1#op1@en": "Calls upon the harvest"}


def test_what_is_removed_is_not_found_any_more_and_can_come_back(build: Build):
    build.put(*(edition(n) for n in range(5)))
    content, found = build.content(), build.found(scores=False)
    build.remove(1, 3)
    assert {key.partition("#")[0] for key in build.texts()} == {"70/0", "70/2", "70/4"}
    assert {address.partition("#")[0] for address, *_ in build.found()} == {
        "A/RES/70/0", "A/RES/70/2", "A/RES/70/4",
    }  # fmt: skip
    build.put(edition(3), edition(1))
    assert build.content() == content
    assert [hit[:2] for hit in build.found(scores=False)][:4] == [hit[:2] for hit in found][:4]


def test_a_build_does_not_change_the_one_that_it_is_made_from(build: Build):
    build.put(*(edition(n) for n in range(5)))
    base = build.path
    before = {p: p.read_bytes() for p in base.rglob("*") if p.is_file()}
    new = build.start()
    new.remove(Symbol("A/RES/70/1"))
    new.put(Symbol("A/RES/70/9"), prepare([edition(9)], build.embedder))
    new.store.record(SourceRecord("/a", "1", "a"))
    new.finish()
    assert {p: p.read_bytes() for p in base.rglob("*") if p.is_file()} == before
    home.check(base)
    new.discard()
    assert {p: p.read_bytes() for p in base.rglob("*") if p.is_file()} == before
    assert list(build.folder.iterdir()) == [base]


def test_a_build_that_is_given_up_leaves_nothing(build: Build):
    new = build.start()
    new.put(Symbol("A/RES/70/9"), prepare([edition(9)], build.embedder))
    new.discard()
    assert list(build.folder.iterdir()) == []


def test_rows_as_the_vector_store_keeps_them(build: Build, embedder):
    long = "Calls upon the harvest " * 3
    build.put(edition(1, text=long), edition(2))
    first = home.read_manifest(build.path).indexed
    build.put(edition(3), edition(2, text="Calls upon the bridge"))
    rows = list(stored_rows(build.path, embedder.dimension, 0))
    assert sorted(row.key for row in rows) == [
        f"A/RES/70/{n}#op{k}@en" for n in (1, 2, 3) for k in (1, 2)
    ]
    assert len({row.number for row in rows}) == 6
    late = list(stored_rows(build.path, embedder.dimension, first))
    assert sorted({row.number for row in late}) == sorted(
        r.number for r in rows if r.number >= first
    )
    [row] = [row for row in rows if row.key == "A/RES/70/2#op1@en"]
    [vector] = embedder.encode_document(["Calls upon the bridge"])
    assert row.vector.tolist() == pytest.approx(vector.tolist())
    assert row.citation["symbol"] == "A/RES/70/2"
    assert row.citation["year"] == 2020


class Windowed:
    """Every eight words of a text are a window."""

    window = 8

    def __init__(self, embedder) -> None:
        self._embedder = embedder
        self.name, self.dimension = "windowed", embedder.dimension
        self.encode_query = embedder.encode_query
        self.encode_document = embedder.encode_document

    def encode_counted(self, texts):
        return self.encode_document(texts), [len(text.split()) for text in texts]

    def token_spans(self, texts):
        found = []
        for text in texts:
            at, spans = 0, []
            for word in text.split():
                start = text.index(word, at)
                at = start + len(word)
                spans.append((start, at))
            found.append(spans)
        return found


def test_a_long_paragraph_is_found_by_its_last_sentence_and_is_one_paragraph(
    tmp_path: Path, embedder
):
    build = Build(tmp_path / "builds", Windowed(embedder))
    last = "Trafficking in small arms is prevented."
    build.put(edition(1, text="The river is wide and the market is far. " * 20 + last), edition(2))
    with build.open() as index:
        assert index.row_count > 20
        [vector] = embedder.encode_query(["trafficking in small arms"])
        hits = index.search(vector, [], limit=10)
        assert hits[0].paragraph.address == "A/RES/70/1#op1"
        assert hits[0].paragraph.version("en").text.endswith(last)
        assert [h.paragraph.address for h in hits].count("A/RES/70/1#op1") == 1
    rows = list(stored_rows(build.path, embedder.dimension, 0))
    keys = [row.key for row in rows if row.key.startswith("A/RES/70/1#op1@en")]
    assert keys == ["A/RES/70/1#op1@en"] + [
        f"A/RES/70/1#op1@en+{n}" for n in range(2, len(keys) + 1)
    ]
    # Also where the first rows are there already.
    assert [r.key for r in stored_rows(build.path, embedder.dimension, 3)] == keys[3:] + [
        row.key for row in rows[len(keys) :]
    ]


def test_the_store_and_the_rows_are_one(build: Build):
    build.put(*(edition(n) for n in range(4)))
    build.put(edition(2, text="Calls upon the archive"))
    build.remove(0)
    with build.open() as index:
        table = index._rows.table
        living = table[table["document"] > 0]
        held = index._store.paragraphs_by_id([int(n) for n in living["paragraph"]])
        assert len(held) == len(index.rows) == 6
        numbers = index._store.identities()
        assert [numbers[str(p.symbol)] for p in held] == living["document"].tolist()
    assert (build.path / STORE).is_file()
