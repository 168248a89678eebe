"""The lexical index: a word finds its other forms, in its language and documents only."""

from __future__ import annotations

import datetime as dt
import shutil
from pathlib import Path

import pytest

from index.document import Document, DocumentKind, Paragraph, Status, Version
from index.errors import DamagedIndex
from index.lexical import LexicalIndex, write_lexical
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
    write_lexical(path, rows)
    return path


@pytest.fixture(scope="module")
def find(folder: Path, rows: list[Row]):
    index = LexicalIndex(folder)

    def find(question, language, limit=10, symbols=None, weight=1.0):
        terms = [(stem, weight) for stem in stems(question, language)]
        return [rows[n].key for n, _ in index.query(terms, language, limit, symbols)]

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
    assert [score for _, score in found] == sorted((score for _, score in found), reverse=True)
    assert min(score for _, score in found) > 0
    heavy = index.query([("govern", 10.0), ("monitor", 1.0)], "en", 10)
    assert found[0][0] != heavy[0][0]
    doubled = dict(index.query([("govern", 2.0)], "en", 10))
    assert doubled == pytest.approx(
        {row: 2 * score for row, score in index.query([("govern", 1.0)], "en", 10)}
    )


def test_symbols_restrict_and_do_not_change_scores(folder: Path, find):
    assert find("government", "en", symbols=["A/RES/72/7"]) == ["A/RES/72/7#op1@en"]
    assert len(find("government", "en", symbols=["A/RES/72/7", "S/2007/279"])) == 2
    assert find("government", "en", symbols=["A/1"]) == []
    assert find("government", "en", symbols=[]) == []
    index = LexicalIndex(folder)
    everywhere = dict(index.query([("govern", 1.0)], "en", 10))
    [(row, score)] = index.query([("govern", 1.0)], "en", 10, ["A/RES/72/7"])
    assert score == pytest.approx(everywhere[row])


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
