"""Files crafted against the readers themselves: a refusal each, in bounded time and memory."""

from __future__ import annotations

import time
from collections.abc import Iterator

import pytest

from index.intake.formats import Format, sniff
from index.intake.guard import Guard
from index.intake.limits import Limits

from .made import zipped
from .pdfs import LINE, locked, pdf, stream, swelling, unfolding

pytest.importorskip("lxml")
pytest.importorskip("pypdfium2")
SECONDS = 5.0
TOO_MUCH = ("took more than 5 s", "needs more than", "or needs more than")
AKN_ROOT = '<akomaNtoso xmlns="http://docs.oasis-open.org/legaldocml/ns/akn/3.0">'
LAUGHS = "".join(
    f'<!ENTITY l{n} "{f"&l{n - 1};" * 10 if n else "laugh"}">' for n in range(10)
)  # each ten times the one before
WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"
MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"


@pytest.fixture(scope="module")
def guard() -> Iterator[Guard]:
    with Guard(Limits(seconds=SECONDS, memory_bytes=500_000_000)) as made:
        # The libraries are loaded, so that the tests' seconds are those of reading.
        made.read("first.pdf", pdf(stream(LINE)), Format.PDF)
        yield made


def refusal(guard: Guard, name: str, content: bytes) -> str:
    format = sniff(content)
    assert format is not None
    begun = time.monotonic()
    outcome = guard.read(name, content, format)
    assert time.monotonic() - begun < 4 * SECONDS
    assert outcome.versions == ()
    assert outcome.refusal is not None
    assert len(outcome.refusal.splitlines()) == 1
    return outcome.refusal


def docx(doctype: str, text: str) -> bytes:
    document = f'<w:document xmlns:w="{WORD}"><w:body><w:p><w:r><w:t>{text}</w:t></w:r></w:p>'
    files = {
        "[Content_Types].xml": f'<Types xmlns="{TYPES}"><Override PartName="/word/document.xml" '
        f'ContentType="{MAIN}"/><Default Extension="rels" '
        f'ContentType="application/vnd.openxmlformats-package.relationships+xml"/></Types>',
        "_rels/.rels": f'<Relationships xmlns="{RELATIONS}"><Relationship Id="r1" '
        f'Type="{OFFICE}" Target="word/document.xml"/></Relationships>',
        "word/document.xml": f"{doctype}{document}</w:body></w:document>",
    }
    return zipped({name: content.encode() for name, content in files.items()})


def test_a_pdf_under_a_password(guard: Guard) -> None:
    line = refusal(guard, "x.pdf", locked())
    assert line.startswith("x.pdf: ")
    assert "password" in line


@pytest.mark.parametrize(
    "content",
    [unfolding(depth=12, breadth=10), swelling(600_000_000)],
    ids=["a page that unfolds to 10^12 lines", "a page that swells to 600 MB"],
)
def test_a_small_pdf_that_never_ends(guard: Guard, content: bytes) -> None:
    assert len(content) < 5000
    line = refusal(guard, "x.pdf", content)
    assert line.startswith("x.pdf: ")
    assert any(told in line for told in TOO_MUCH)


@pytest.mark.parametrize("declared", [LAUGHS, '<!ENTITY l9 SYSTEM "file:///etc/passwd">'])
def test_xml_of_exploding_and_of_external_entities(guard: Guard, declared: str) -> None:
    doctype = f"<!DOCTYPE akomaNtoso [{declared}]>"
    line = refusal(guard, "x.xml", f"{doctype}{AKN_ROOT}<p>&l9;</p></akomaNtoso>".encode())
    assert line.startswith("x.xml: is XML that defines entities")


@pytest.mark.parametrize("declared", [LAUGHS, '<!ENTITY l9 SYSTEM "file:///etc/passwd">'])
def test_entities_inside_a_docx_file(guard: Guard, declared: str) -> None:
    line = refusal(guard, "x.docx", docx(f"<!DOCTYPE x [{declared}]>", "&l9; A/RES/99/1"))
    assert line.startswith("x.docx: ")
    assert "root:" not in line


@pytest.mark.parametrize(
    "content",
    [
        b"<html>" + b"<div>" * 200_000,
        b"<html>" + b"<table><tr><td>" * 20_000,
        AKN_ROOT.encode() + b"<section>" * 100_000,
        docx("", "x").replace(b"w:p", b"w:q"),
    ],
    ids=["nested divisions", "nested tables", "nested sections", "a damaged part"],
)
def test_files_that_are_nested_too_deep_or_damaged(guard: Guard, content: bytes) -> None:
    assert refusal(guard, "x", content).startswith("x: ")


def test_the_next_file_is_read_by_the_same_guard(guard: Guard) -> None:
    refusal(guard, "x.pdf", unfolding(depth=12, breadth=10))
    outcome = guard.read("y.pdf", pdf(stream(LINE)), Format.PDF)
    # It was read: what is missing is the symbol that its one line does not state.
    assert outcome.refusal is not None
    assert "states no document symbol" in outcome.refusal
