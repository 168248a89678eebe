"""Opening a PDF file and reading the lines of its pages, one page at a time."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from threading import Lock
from typing import TYPE_CHECKING

from index.errors import ReadError
from index.readers.pdf.characters import page_characters
from index.readers.pdf.lines import Line, read_lines

if TYPE_CHECKING:
    from pypdfium2 import PdfDocument

# PDFium is not safe to use from two threads at a time.
_ONE_AT_A_TIME = Lock()
_PASSWORD = 4  # FPDF_ERR_PASSWORD
_MOST_PAGES = 5000
_FEWEST_LETTERS = 20


@dataclass(frozen=True, slots=True)
class Page:
    """A page: its size in points as it is seen, and its lines in the order of the file."""

    number: int
    width: float
    height: float
    lines: list[Line]


def read_pages(content: bytes, source: str) -> list[Page]:
    """The pages of the PDF file `content`, which is named `source`.

    Raises `ReadError` for a file that is encrypted with a password, is damaged, or has no text layer.
    """
    with _ONE_AT_A_TIME, _opened(content, source) as document:
        pages = [_page(document, number, source) for number in range(len(document))]
    letters = sum(sum(map(str.isalnum, line.text)) for page in pages for line in page.lines)
    if letters < _FEWEST_LETTERS:
        raise ReadError(
            f"{source}: it has no text, only pictures of pages; run character recognition (OCR) "
            "on it and give the file that it makes"
        )
    return pages


@contextmanager
def _opened(content: bytes, source: str) -> Iterator[PdfDocument]:
    # Loading the library takes a tenth of a second that other readers do not need.
    import pypdfium2 as pdfium

    try:
        document = pdfium.PdfDocument(content)
    except pdfium.PdfiumError as error:
        if getattr(error, "err_code", None) == _PASSWORD:
            raise ReadError(
                f"{source}: it is encrypted with a password; give a copy that is not"
            ) from error
        raise ReadError(
            f"{source}: it is damaged, or is no PDF file ({error}); fetch it again"
        ) from error
    try:
        if len(document) > _MOST_PAGES:
            raise ReadError(
                f"{source}: it has {len(document)} pages, more than {_MOST_PAGES}; give it in parts"
            )
        yield document
    finally:
        document.close()


def _page(document: PdfDocument, number: int, source: str) -> Page:
    import pypdfium2 as pdfium

    try:
        page = document[number]
    except pdfium.PdfiumError as error:
        raise ReadError(
            f"{source}: page {number + 1} is damaged ({error}); fetch the file again"
        ) from error
    try:
        width, height = page.get_size()
        lines = read_lines(page_characters(page), number)
        return Page(number, width, height, lines)
    finally:
        page.close()
