"""What the tests of `assistant` share: one built index, one open assistant, the command line."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

import assistant as package
from assistant import Answer, Assistant
from assistant.answer import Citation, Receipt, Searched
from assistant.question.vocabulary import Vocabulary
from index.build import open_index
from index.document import Document, Paragraph, Version
from index.locator import Locator
from index.symbol import Symbol

MAIN = "from assistant.cli import main; main()"
Run = Callable[..., "subprocess.CompletedProcess[str]"]


@pytest.fixture(scope="session")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A `MANDATE_HOME` whose index is built; only to be read."""
    folder = tmp_path_factory.mktemp("home")
    open_index(folder / "index").close()
    return folder


@pytest.fixture(scope="session")
def assistant(home: Path) -> Iterator[Assistant]:
    with Assistant(home / "index", model="none") as opened:
        yield opened


@pytest.fixture(scope="session")
def documents(assistant: Assistant) -> tuple[Document, ...]:
    return assistant.documents()


@pytest.fixture(scope="session")
def vocabulary(home: Path) -> Vocabulary:
    """The words of the documents, as questions are read against them."""
    return Vocabulary(open_index(home / "index"))


@pytest.fixture(scope="session")
def cited() -> Callable[[Answer], list[str]]:
    """The addresses that an answer cites, in order."""
    return lambda answer: [f"{c.symbol}#{c.locator}" for c in answer.citations]


@pytest.fixture(scope="session")
def environment(home: Path) -> dict[str, str]:
    """The environment of a process that answers from the built index."""
    sources = str(Path(package.__file__).parents[1])
    return os.environ | {"MANDATE_HOME": str(home), "PYTHONPATH": sources, "PYTHONUTF8": "1"}


@pytest.fixture(scope="session")
def mandate(environment: dict[str, str], tmp_path_factory: pytest.TempPathFactory) -> Run:
    """Runs `mandate` with arguments in a process of its own; `stdin` may be text or bytes."""
    elsewhere = tmp_path_factory.mktemp("elsewhere")

    def run(
        *arguments: str | bytes, stdin: str | bytes = b"", **changes: str
    ) -> subprocess.CompletedProcess[str]:
        done = subprocess.run(
            [sys.executable, "-c", MAIN, *arguments],
            input=stdin.encode() if isinstance(stdin, str) else stdin,
            capture_output=True,
            env=environment | changes,
            cwd=elsewhere,
            timeout=60,
            check=False,
        )
        assert b"Traceback" not in done.stderr, done.stderr.decode()
        return subprocess.CompletedProcess(
            done.args, done.returncode, done.stdout.decode(), done.stderr.decode()
        )

    return run


@pytest.fixture(scope="session")
def make_citation() -> Callable[..., Citation]:
    """A citation of a paragraph that is in no index; fields may be given."""

    def make(**fields: object) -> Citation:
        quote = str(fields.get("quote", "Encourages the Centre to liaise"))
        given = {
            "key": 1,
            "symbol": "A/RES/72/7",
            "locator": "op1",
            "pinpoint": "A/RES/72/7, para. 1",
            "language": "en",
            "quote": quote,
            "start": 0,
            "end": len(quote),
            "title": "Role of the Centre",
            "date": "2017-11-17",
            "status": "adopted",
            "kind": "operative",
            "force": "Encourages",
            "url": "https://undocs.org/en/A/RES/72/7",
        }
        return Citation.model_validate(given | fields)

    return make


@pytest.fixture(scope="session")
def make_answer() -> Callable[..., Answer]:
    """An answer with these citations, or closest passages; fields may be given."""

    def make(*citations: Citation, **fields: object) -> Answer:
        quotes = [f"“{c.quote}” [{c.key}]" for c in citations]
        given = {
            "question": "What?",
            "language": "en",
            "status": "answered" if citations else "not_found",
            "text": "\n".join(["The documents say:", *quotes]),
            "citations": citations,
            "searched": Searched(documents=3, paragraphs=58),
            "receipt": Receipt(index="sha256:0", version="0"),
        }
        return Answer.model_validate(given | fields)

    return make


@pytest.fixture(scope="session")
def make_paragraph() -> Callable[..., Paragraph]:
    """A paragraph with a text in each of some languages: `make_paragraph("op1", en="…")`."""

    def make(locator: str, symbol: str = "A/RES/72/7", **texts: str) -> Paragraph:
        versions = {
            language: Version(language, text, "file.txt", 0, len(text))
            for language, text in texts.items()
        }
        return Paragraph(Symbol(symbol), Locator(locator), versions)

    return make
