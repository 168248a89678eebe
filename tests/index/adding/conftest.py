"""What the tests of adding share: documents of invented words, and what an index holds and finds."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any

import pytest

from index import home
from index.adding import add_documents, work
from index.adding.run import AddReport
from index.build import open_index
from index.intake.formats import Format
from index.intake.read import ReadOutcome, read_member
from index.rows import Rows
from index.search import Index, TermsIn
from index.vectors import VectorStore
from index.words import stems

Line = dict[str, Any]

_WORDS = {
    code: text.split()
    for code, text in {
        "en": "river harvest bridge market teacher vessel orchard glacier archive lantern",
        "fr": "rivière récolte marché école navire verger glacier archives lanterne pont",
        "ru": "река урожай мост рынок учитель судно сад ледник архив фонарь",
        "es": "río cosecha puente mercado maestro barco huerto glaciar archivo linterna",
        "zh": "河流 收获 桥梁 市场 教师 船舶 果园 冰川 档案 灯笼",
    }.items()
}
_OPENINGS = {
    "en": "Decides to support the", "fr": "Décide d’appuyer", "ru": "Постановляет поддерживать",
    "es": "Decide apoyar", "zh": "决定支持",
}  # fmt: skip
QUESTIONS = {
    "en": "harvest of the orchard beside the glacier",
    "fr": "marché de la rivière",
    "ru": "учитель и архив",
    "es": "el barco del huerto",
}


def make_line(number: int, languages: Sequence[str] = ("en",), paragraphs: int = 3) -> Line:
    """One resolution; its paragraphs have words of their own, and share others with all."""

    def text(language: str, n: int) -> str:
        words = _WORDS[language]
        some = [words[(number * 7 + n * 3 + k * k) % len(words)] for k in range(3)]
        return f"{_OPENINGS[language]} {' '.join(some)} {number * 10 + n}"

    return {
        "symbol": f"A/RES/{60 + number % 20}/{number + 1}",
        "date": f"{2006 + number % 20}-03-{1 + number % 28:02}",
        "vote": None,
        "draft": [],
        "title": {code: text(code, 0) for code in languages},
        "paragraphs": [
            {"kind": "operative", "n": n, "text": {code: text(code, n) for code in languages}}
            for n in range(1, paragraphs + 1)
        ],
    }


@pytest.fixture(scope="session")
def line() -> Callable[..., Line]:
    """Makes one resolution: `line(number, languages, paragraphs)`."""
    return make_line


@pytest.fixture(scope="session")
def write_lines() -> Callable[[Path, Iterable[Line]], Path]:
    """Writes resolutions as JSON lines."""

    def write(path: Path, lines: Iterable[Line]) -> Path:
        path.parent.mkdir(parents=True, exist_ok=True)
        told = [json.dumps(line, ensure_ascii=False) for line in lines]
        path.write_text("\n".join(told) + "\n", encoding="utf-8")
        return path

    return write


class Collection:
    """An index without documents that ship, in a folder of its own."""

    def __init__(self, folder: Path, embedder: object) -> None:
        self.folder, self.embedder = folder, embedder

    def add(self, *paths: Path, **options: Any) -> AddReport:
        options = {"documents": None, "embedder": self.embedder, "workers": 1, **options}
        return add_documents(paths, self.folder, **options)

    def open(self) -> Index:
        return open_index(self.folder, documents=None, embedder=self.embedder, progress=_built)

    def state(self) -> dict[str, Any]:
        """All that a user could notice of the index."""
        return state_of(self.folder, self.embedder)

    @property
    def symbols(self) -> list[str]:
        with self.open() as index:
            return [str(document.symbol) for document in index.documents]


def _built(step: str) -> None:
    pytest.fail(f"the index was not whole: {step}")


def state_of(folder: Path, embedder: object) -> dict[str, Any]:
    """What the index in `folder` holds and finds, and what else lies there."""
    build = home.current_build(folder)
    assert build is not None
    manifest = home.check(build)
    with Index(build, embedder) as index:
        found = {
            "content": manifest.content,
            "documents": [(d, tuple(d.paragraphs)) for d in index.documents],
            "sources": index.sources(),
            "words": index.words,
            "hits": {code: hits(index, code, text) for code, text in QUESTIONS.items()},
        }
    rows = Rows(build, manifest.dimension)
    found["living"] = rows.living
    assert manifest.indexed == len(rows)
    vectors = VectorStore(build / "vectors")
    try:
        found["vectors"] = vectors.count()
    finally:
        vectors.close()
    found["leftovers"] = sorted(
        path.name for path in folder.iterdir() if path.name not in {"current", ".lock", build.name}
    )
    return found


def hits(index: Index, language: str, question: str) -> list[tuple[str, float, float]]:
    """What a question in one language finds, with its scores."""
    [vector] = index.embedder.encode_query([question])
    terms = [TermsIn(language, [(stem, 1.0) for stem in stems(question, language)])]
    found = index.search(vector, terms, limit=20)
    return [(h.paragraph.address, round(h.dense, 5), round(h.lexical, 4)) for h in found]


@pytest.fixture
def collection(tmp_path: Path, embedder: object) -> Collection:
    return Collection(tmp_path / "index", embedder)


@pytest.fixture
def make_collection(tmp_path: Path, embedder: object) -> Callable[[str], Collection]:
    """Another collection, by its name."""
    return lambda name: Collection(tmp_path / name, embedder)


@pytest.fixture
def lines(tmp_path: Path, write_lines) -> Path:
    return write_lines(tmp_path / "files" / "lines.jsonl", [make_line(n) for n in range(3)])


@pytest.fixture
def write_plain(monkeypatch) -> Callable[[Path, Line], Path]:
    """Writes a file that is one document, without packing, as PDF and XML are; its reader is a fake."""
    read_guarded = work.read_guarded

    def read(name: str, content: bytes, format: Format) -> ReadOutcome:
        if format is not Format.TEXT:
            return read_guarded(name, content, format)
        return read_member(name, content.removeprefix(b"Plain text. "), Format.JSON_LINE)

    def write(path: Path, line: Line) -> Path:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("Plain text. " + json.dumps(line), encoding="utf-8")
        return path

    monkeypatch.setattr(work, "read_guarded", read)
    return write


@pytest.fixture
def reads(monkeypatch) -> list[str]:
    """The names of the files that are read, from here on."""
    told: list[str] = []
    read_guarded = work.read_guarded

    def watched(name: str, content: bytes, format: Format) -> ReadOutcome:
        told.append(name)
        return read_guarded(name, content, format)

    monkeypatch.setattr(work, "read_guarded", watched)
    return told


def text_of(collection: Collection, symbol: str, locator: str = "op1") -> str:
    with collection.open() as index:
        return index.paragraph(symbol, locator).version("en").text
