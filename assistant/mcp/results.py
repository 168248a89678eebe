"""What the tools give back beside `Answer` and `QuoteCheck`: plain data with a schema."""

from __future__ import annotations

from assistant.answer import Citation, Searched
from assistant.record import Record
from assistant.tasking.model import Task
from index.document import Document, DocumentKind, Status
from index.locator import Kind
from index.words import Language


class FoundParagraph(Record):
    """A paragraph that came near to a query. `text` is its stored text, whole, in `language`.

    `answers` tells whether the assistant would answer with it; `date` is in ISO 8601.
    """

    symbol: str
    locator: str
    pinpoint: str
    kind: Kind
    status: Status
    date: str
    title: str
    language: Language
    text: str
    link: str
    answers: bool


class FoundParagraphs(Record):
    """The paragraphs nearest to a query: those that answer first, then what else came near."""

    query: str
    paragraphs: tuple[FoundParagraph, ...]


class VersionText(Record):
    """A paragraph's stored text in one language; `force` are the words that give it its force.

    A text that is not `exact` was not read surely: it is not to be quoted.
    """

    language: Language
    text: str
    exact: bool
    force: str | None
    link: str


class ParagraphItem(Record):
    """A sub-paragraph: where it stands, and its text in the language that was asked for."""

    locator: str
    language: Language
    text: str
    exact: bool


class WholeParagraph(Record):
    """All about one paragraph. `previous` and `next` are the locators of its neighbours.

    `languages` are those that it is held in, also where `versions` has but the one asked for.
    """

    symbol: str
    locator: str
    pinpoint: str
    kind: Kind
    document_kind: DocumentKind
    status: Status
    organ: str
    date: str
    title: str
    languages: tuple[Language, ...]
    versions: tuple[VersionText, ...]
    items: tuple[ParagraphItem, ...]
    parent: str | None
    previous: str | None
    next: str | None


class ListedTasks(Record):
    """Some of the tasks found, in order; `total` counts all, `offset` those passed over."""

    tasks: tuple[Task, ...]
    total: int
    offset: int
    searched: Searched


class ListedDocument(Record):
    """A document without its text; `paragraphs` is how many it has, `date` is in ISO 8601."""

    symbol: str
    kind: DocumentKind
    status: Status
    organ: str
    date: str
    title: str
    languages: tuple[Language, ...]
    paragraphs: int


class ListedDocuments(Record):
    """Some of the `total` documents that were chosen, from number `offset` on, the newest first.

    `collections` are the names of all that can be asked.
    """

    documents: tuple[ListedDocument, ...]
    total: int
    offset: int
    collections: tuple[str, ...]


def listed_document(document: Document) -> ListedDocument:
    """What is told of `document` in a list; none of its paragraphs is read."""
    return ListedDocument(
        symbol=str(document.symbol),
        kind=document.kind,
        status=document.status,
        organ=document.organ,
        date=document.date.isoformat(),
        title=document.title,
        languages=document.languages,
        paragraphs=len(document.paragraphs),
    )


def found_paragraph(citation: Citation, answers: bool) -> FoundParagraph:
    """The paragraph that `citation` quotes whole."""
    return FoundParagraph(
        symbol=citation.symbol,
        locator=citation.locator,
        pinpoint=citation.pinpoint,
        kind=citation.kind,
        status=citation.status,
        date=citation.date,
        title=citation.title,
        language=citation.language,
        text=citation.quote,
        link=citation.url,
        answers=answers,
    )
