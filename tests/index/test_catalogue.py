"""The catalogue: what the shipped documents are, and what is wrong with a folder of others."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from index.catalogue import DOCUMENTS, read_documents, source_files
from index.document import DocumentKind, Status
from index.errors import CatalogueError, ReadError, SymbolError, UserError

ROLE = "Role of the United Nations Regional Centre for Preventive Diplomacy for Central Asia"
# Read by eye in the files and in the catalogue beside them.
FACTS = {
    "S/2007/279": {
        "kind": DocumentKind.LETTER,
        "status": Status.LETTER,
        "organ": "Security Council",
        "date": dt.date(2007, 5, 7),
        "session": None,
        "agenda_item": None,
        "sponsors": (),
        "languages": ("en", "ru", "fr"),
        "title": "Letter dated 7 May 2007 from the Secretary-General "
        "to the President of the Security Council",
    },
    "A/RES/72/7": {
        "kind": DocumentKind.RESOLUTION,
        "status": Status.ADOPTED,
        "organ": "General Assembly",
        "date": dt.date(2017, 11, 17),
        "session": "Seventy-second session",
        "agenda_item": None,
        "sponsors": (),
        "languages": ("en",),
        "title": ROLE,
    },
    "A/75/L.72": {
        "kind": DocumentKind.DRAFT_RESOLUTION,
        "status": Status.DRAFT,
        "organ": "General Assembly",
        "date": dt.date(2021, 3, 29),
        "session": "Seventy-fifth session",
        "agenda_item": "64",
        "sponsors": ("Kazakhstan", "Kyrgyzstan", "Tajikistan", "Turkmenistan", "Uzbekistan"),
        "languages": ("en",),
        "title": ROLE,
    },
}


def test_the_shipped_documents_are_these_three(by_symbol):
    assert list(by_symbol) == list(FACTS)


@pytest.mark.parametrize("symbol", FACTS)
def test_facts_of_a_shipped_document(by_symbol, symbol):
    document = by_symbol[symbol]
    assert {name: getattr(document, name) for name in FACTS[symbol]} == FACTS[symbol]


@pytest.mark.parametrize(
    ("symbol", "kind", "target"),
    [
        ("S/2007/279", "replied to by", "S/2007/280"),
        ("A/RES/72/7", "adopted from", "A/72/L.4"),
        ("A/RES/72/7", "mentions", "S/2007/279"),
        ("A/RES/72/7", "mentions", "A/RES/60/288"),
        ("A/RES/72/7", "mentions", "A/71/982-S/2017/600"),
        ("A/75/L.72", "adopted as", "A/RES/75/272"),
        ("A/75/L.72", "recalls", "A/RES/72/7"),
        ("A/75/L.72", "mentions", "S/2007/280"),
    ],
)
def test_relations_with_the_place_that_they_are_from(by_symbol, symbol, kind, target):
    [relation] = [r for r in by_symbol[symbol].relations if r.target == target]
    assert relation.kind == kind
    assert relation.source


def test_every_fact_that_is_not_in_the_text_has_its_source(by_symbol):
    for symbol, names in {"A/RES/72/7": ["vote"], "A/75/L.72": ["job_number"]}.items():
        facts = by_symbol[symbol].facts
        assert [name for name in names if not facts[name] or not facts[f"source of {name}"]] == []


def test_titles_are_in_each_language_that_has_one(by_symbol):
    titles = by_symbol["S/2007/279"].titles
    assert titles["ru"] == (
        "Письмо Генерального секретаря от 7 мая 2007 года на имя Председателя Совета Безопасности"
    )
    assert titles["en"] == FACTS["S/2007/279"]["title"]


def test_source_files_are_all_files_of_the_folder():
    files = source_files()
    assert files[0] == DOCUMENTS / "catalogue.toml"
    assert sorted(files) == sorted(DOCUMENTS.iterdir())


ENTRY = """\
["S/2007/1"]
files = ["a.txt"]
kind = "letter"
organ = "Security Council"
date = 2007-01-05
"""


@pytest.mark.parametrize(
    ("catalogue", "text", "error", "told"),
    [
        (None, None, CatalogueError, "has no catalogue.toml"),
        ("[", None, CatalogueError, "is not valid TOML"),
        (b"\xff\xfe", None, CatalogueError, "is not valid TOML"),
        ("x = 1", None, CatalogueError, "x is not a table"),
        ('["S/2007/1"]', None, CatalogueError, "lacks date, files, kind, organ"),
        (ENTRY, None, CatalogueError, "names a.txt, not found"),
        (ENTRY, b"\xff\xfe\x00caf\xe9", ReadError, "a.txt is not UTF-8 text"),
        (ENTRY, "", ReadError, "a.txt: no paragraph was found"),
        (ENTRY, "---\n \n---\n", ReadError, "a.txt: no paragraph was found"),
        (ENTRY.replace('"letter"', '"poem"'), "A.", CatalogueError, "'poem' is not one of letter"),
        (ENTRY.replace("2007-01-05", '"5 May"'), "A.", CatalogueError, "'5 May' is not a date"),
        (ENTRY.replace("01-05", "01-05T09:00:00"), "A.", CatalogueError, "is not a date"),
        (ENTRY.replace('"S/2007/1"', '"letter"'), "A.", SymbolError, "'letter' is not a document"),
        (
            ENTRY.replace('["a.txt"]', '["a.txt", "a.txt"]'), "The Centre shall act.",
            CatalogueError, "S/2007/1 has p1 twice in 'en'",
        ),
    ],
)  # fmt: skip
def test_what_is_wrong_with_a_folder_is_told_in_one_line(
    tmp_path: Path, catalogue, text, error, told
):
    for name, content in {"catalogue.toml": catalogue, "a.txt": text}.items():
        if content is not None:
            data = content if isinstance(content, bytes) else content.encode()
            (tmp_path / name).write_bytes(data)
    with pytest.raises(error) as caught:
        read_documents(tmp_path)
    assert told in str(caught.value)
    assert isinstance(caught.value, UserError)
    assert "\n" not in str(caught.value)


def test_what_a_text_mentions_is_told_once_and_itself_never(tmp_path: Path):
    (tmp_path / "catalogue.toml").write_text(ENTRY)
    text = "This letter, S/2007/1, replies to s/2007/2.\n\nSee S/2007/2 and resolution 60/288.\n"
    (tmp_path / "a.txt").write_text(text)
    [document] = read_documents(tmp_path)
    assert [(r.kind, r.target, r.source) for r in document.relations] == [
        ("mentions", "S/2007/2", "S/2007/1, first paragraph"),
        ("mentions", "A/RES/60/288", "S/2007/1, second paragraph"),
    ]


def test_a_folder_in_place_of_a_text_is_told(tmp_path: Path):
    (tmp_path / "catalogue.toml").write_text(ENTRY)
    (tmp_path / "a.txt").mkdir()
    with pytest.raises(ReadError, match=r"a\.txt cannot be read"):
        read_documents(tmp_path)


def test_windows_line_endings_do_not_change_a_text(copied_documents: Path, documents):
    for path in copied_documents.glob("*.txt"):
        path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))

    def texts(read):
        return [
            (d.symbol, p.locator, code, v.text, v.notes)
            for d in read
            for p in d.paragraphs
            for code, v in p.versions.items()
        ]

    assert texts(read_documents(copied_documents)) == texts(documents)
