"""The lexical index: a word finds its other forms, in its language and documents only."""

from __future__ import annotations

import datetime as dt
import shutil
from pathlib import Path

import pytest

from index.document import Document, DocumentKind, Paragraph, Status, Version
from index.errors import DamagedIndex
from index.lexical import Entry, LexicalIndex, LexicalWriter
from index.locator import Locator
from index.symbol import Symbol
from index.vectors import Row, rows_of
from index.words import stems

TEXTS = [
    ("S/2007/279", "p1", "en", "To liaise with the Governments of the region."),
    ("S/2007/279", "p1", "ru", "Поддерживать связь с правительствами стран региона."),
    ("S/2007/279", "p1", "fr", "Faire la liaison avec les gouvernements de la région."),
    ("S/2007/279", "p1", "zh", "与该区域各国政府联络，开展预防性外交。"),
    ("S/2007/279", "p1", "es", "Servir de enlace con los Gobiernos de la región."),
    ("S/2007/279", "p1", "ar", "الاتصال مع حكومات المنطقة."),
    ("S/2007/279", "p2", "en", "To monitor the situation, to monitor and to analyse."),
    (
        "A/RES/72/7",
        "op1",
        "en",
        "Encourages the Centre to liaise with the government of Tajikistan.",
    ),
    ("A/RES/72/7", "op2", "en", "Welcomes the assistance of the Centre."),
]


def document(symbol: str) -> Document:
    places: dict[str, dict[str, Version]] = {}
    for held, locator, language, text in TEXTS:
        if held == symbol:
            version = Version(language, text, "f", 0, len(text))
            places.setdefault(locator, {})[language] = version
    return Document(
        Symbol(symbol), DocumentKind.OTHER, Status.ISSUED, "Council", dt.date(2007, 5, 7), {},
        tuple(Paragraph(Symbol(symbol), Locator(place), held) for place, held in places.items()),
    )  # fmt: skip


@pytest.fixture(scope="module")
def rows() -> list[Row]:
    return rows_of([document("S/2007/279"), document("A/RES/72/7")])


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory, rows: list[Row]) -> Path:
    path = tmp_path_factory.mktemp("lexical") / "lexical"
    write(path, rows)
    return path


def write(path: Path, rows: list[Row]) -> None:
    """An index of `rows`, each numbered by its place among them."""
    writer = LexicalWriter(path)
    for number, row in enumerate(rows):
        writer.add(entry(number, row))
    writer.finish()


def entry(number: int, row: Row) -> Entry:
    cut = " ".join(stems(row.version.text, row.version.language))
    return Entry(number, number + 1000, 7, str(row.document.symbol), row.version.language, cut)


@pytest.fixture(scope="module")
def find(folder: Path, rows: list[Row]):
    index = LexicalIndex(folder)

    def find(question, language, limit=10, symbols=None, weight=1.0):
        terms = [(stem, weight) for stem in stems(question, language)]
        found = index.query(terms, language, limit, symbols)
        assert [hit.paragraph for hit in found] == [hit.version + 1000 for hit in found]
        return [rows[hit.version].key for hit in found]

    return find


@pytest.mark.parametrize(
    ("question", "language", "keys"),
    [
        ("liaising", "en", ["S/2007/279#p1@en", "A/RES/72/7#op1@en"]),
        ("government", "en", ["S/2007/279#p1@en", "A/RES/72/7#op1@en"]),
        ("GOVERNMENTS", "en", ["S/2007/279#p1@en", "A/RES/72/7#op1@en"]),
        ("gouvernement", "fr", ["S/2007/279#p1@fr"]),
        ("regions", "fr", ["S/2007/279#p1@fr"]),
        ("правительство", "ru", ["S/2007/279#p1@ru"]),
        ("страна", "ru", ["S/2007/279#p1@ru"]),
        ("regiones", "es", ["S/2007/279#p1@es"]),
        ("الحكومات", "ar", ["S/2007/279#p1@ar"]),
        ("政府", "zh", ["S/2007/279#p1@zh"]),
        ("外交", "zh", ["S/2007/279#p1@zh"]),
        ("Afghanistan", "en", []),
        ("府", "zh", []),
    ],
)
def test_a_word_finds_its_forms_in_its_language(find, question, language, keys):
    assert sorted(find(question, language)) == sorted(keys)


def test_what_has_more_of_the_words_is_first(find):
    assert find("monitor situation government", "en")[0] == "S/2007/279#p2@en"
    assert find("liaise government Tajikistan", "en")[0] == "A/RES/72/7#op1@en"


def test_scores_fall_and_follow_the_weights(folder: Path):
    index = LexicalIndex(folder)
    found = index.query([("govern", 1.0), ("monitor", 1.0)], "en", 10)
    scores = [hit.score for hit in found]
    assert scores == sorted(scores, reverse=True)
    assert min(scores) > 0
    heavy = index.query([("govern", 10.0), ("monitor", 1.0)], "en", 10)
    assert found[0].version != heavy[0].version
    once = index.query([("govern", 1.0)], "en", 10)
    doubled = scores_of(index.query([("govern", 2.0)], "en", 10))
    assert doubled == pytest.approx({hit.version: 2 * hit.score for hit in once})


def scores_of(found) -> dict[int, float]:
    return {hit.version: hit.score for hit in found}


def test_symbols_restrict_and_do_not_change_scores(folder: Path, find):
    assert find("government", "en", symbols=["A/RES/72/7"]) == ["A/RES/72/7#op1@en"]
    assert len(find("government", "en", symbols=["A/RES/72/7", "S/2007/279"])) == 2
    assert find("government", "en", symbols=["A/1"]) == []
    assert find("government", "en", symbols=[]) == []
    index = LexicalIndex(folder)
    everywhere = scores_of(index.query([("govern", 1.0)], "en", 10))
    [hit] = index.query([("govern", 1.0)], "en", 10, ["A/RES/72/7"])
    assert hit.score == pytest.approx(everywhere[hit.version])


def test_the_limit_and_empty_questions(find):
    assert len(find("government Centre", "en", limit=1)) == 1
    assert find("government", "en", limit=0) == []
    assert find("", "en") == []
    assert find("?!", "en") == []


def test_a_missing_folder_is_told_and_not_made(tmp_path: Path):
    with pytest.raises(DamagedIndex):
        LexicalIndex(tmp_path / "lexical")
    assert list(tmp_path.iterdir()) == []


def test_an_empty_folder_is_told_and_stays_empty(tmp_path: Path):
    with pytest.raises(DamagedIndex):
        LexicalIndex(tmp_path)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("how", ["deleted", "emptied", "halved"])
@pytest.mark.parametrize(
    "pattern", ["meta.json", "*.term", "*.idx", "*.pos", "*.store", "*.fieldnorm", "*.fast"]
)
def test_a_damaged_folder_is_told(tmp_path: Path, folder: Path, pattern: str, how: str):
    copy = Path(shutil.copytree(folder, tmp_path / "lexical"))
    [path] = copy.glob(pattern)
    content = path.read_bytes()
    if how == "deleted":
        path.unlink()
    else:
        path.write_bytes(b"" if how == "emptied" else content[: len(content) // 2])
    with pytest.raises(DamagedIndex):
        LexicalIndex(copy).query([("govern", 1.0)], "en", 10)


def test_what_is_added_later_is_found_beside_what_was_there(tmp_path: Path, rows: list[Row]):
    write(tmp_path / "lexical", rows[:4])
    before = LexicalIndex(tmp_path / "lexical")
    writer = LexicalWriter(tmp_path / "lexical")
    for number, row in enumerate(rows[4:], 4):
        writer.add(entry(number, row))
    writer.finish()
    assert {hit.version for hit in before.query([("govern", 1.0)], "en", 10)} == {0}
    after = LexicalIndex(tmp_path / "lexical")
    whole = tmp_path / "whole"
    write(whole, rows)
    for terms, language in [([("govern", 1.0), ("centr", 1.0)], "en"), ([("région", 1.0)], "fr")]:
        expected = scores_of(LexicalIndex(whole).query(terms, language, 10))
        assert scores_of(after.query(terms, language, 10)) == pytest.approx(expected)


def test_what_is_removed_is_found_no_more_until_it_is_added_again(tmp_path: Path, rows: list[Row]):
    write(tmp_path / "lexical", rows)
    writer = LexicalWriter(tmp_path / "lexical")
    writer.remove("S/2007/279")
    writer.finish()

    def found() -> set[int]:
        index = LexicalIndex(tmp_path / "lexical")
        return {hit.version for hit in index.query([("govern", 1.0)], "en", 10)}

    others = {n for n, row in enumerate(rows) if row.document.symbol != "S/2007/279"}
    assert found() <= others
    assert found()
    writer = LexicalWriter(tmp_path / "lexical")
    # Removed and added in one go, as a document that is replaced.
    writer.remove("A/RES/72/7")
    for number, row in enumerate(rows):
        writer.add(entry(number, row))
    writer.finish()
    assert len(found()) == len(found() & others) + 1
