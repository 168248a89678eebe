"""What is found of how documents are related, and what finding it starts from.

Every quote is of a text that is held. What only the collection's records tell (its catalogue, a file's
data) is said as that, in a sentence of the assistant's own (`Said`), and is never quoted.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from assistant.question.titles import Titles
from index.document import Document, Paragraph
from index.relations.graph import Relations
from index.relations.kinds import REAFFIRMS, RECALLS, SUPERSEDES, TAKES_NOTE_OF
from index.relations.stated import relations_in

MOST = 6
"""How many paragraphs an answer quotes, and how many documents it names."""

RECALLING = (RECALLS, REAFFIRMS, TAKES_NOTE_OF, SUPERSEDES)
"""What a text does with a document that it builds on; more than naming it."""


class View(NamedTuple):
    """The documents that may be asked, their relations, and the words of their titles."""

    documents: Sequence[Document]
    graph: Relations
    titles: Titles


@dataclass(frozen=True, slots=True)
class Said:
    """A sentence of the assistant's own: the phrase `relation.NAME`, with what fills its blanks.

    Without a name it stands for the sentence that any answer has in its place.
    """

    name: str = ""
    values: Mapping[str, str] = field(default_factory=dict, hash=False)


@dataclass(frozen=True, slots=True)
class Related:
    """What answers a question about relations: `said[0]` stands before the quotes, the rest after them.

    With nothing `chosen` the documents do not answer it: `closest` are passages that do not, and
    `unsupported` the symbols of documents that are known of and not held.
    """

    reason: str
    chosen: tuple[Paragraph, ...] = ()
    closest: tuple[Paragraph, ...] = ()
    unsupported: tuple[str, ...] = ()
    said: tuple[Said, ...] = ()
    documents_searched: int = 0
    paragraphs_searched: int = 0


def join(found: Sequence[Related | None]) -> Related | None:
    """One answer of those that answer, else of all: of "the draft", where there are several."""
    some = [f for f in found if f is not None]
    some = [f for f in some if f.chosen] or some
    if len(some) < 2:
        return some[0] if some else None
    return Related(
        some[0].reason,
        once(p for f in some for p in f.chosen),
        once(p for f in some for p in f.closest),
        tuple(dict.fromkeys(name for f in some for name in f.unsupported)),
        (Said(), *(s for f in some for s in f.said if s.name)),
    )


def by_record(name: str, *unheld: str, **values: str) -> list[Said]:
    """That only the records tell a thing, and which documents of it are `unheld`."""
    return [Said(name, values), *(Said("unheld", {"symbol": symbol}) for symbol in unheld)]


def dated(document: Document) -> dict[str, str]:
    """The symbol and date of `document`, as sentences have them."""
    return {"symbol": str(document.symbol), "date": document.date.isoformat()}


def head(document: Document) -> tuple[Paragraph, ...]:
    """The title of a document, and the line that says when it was adopted; else its first paragraph."""
    lines = [p for p in document.paragraphs if p.locator == "title" and p.exact]
    lines += [p for p in document.paragraphs if p.locator == "meeting" and p.exact]
    return tuple(lines) or tuple(p for p in document.paragraphs if p.exact)[:1]


def sponsors(draft: Document | None) -> tuple[Paragraph, ...]:
    """The line of a draft that says whose it is, and that it is one."""
    paragraphs = draft.paragraphs if draft else ()
    return tuple(p for p in paragraphs if p.locator == "sponsors" and p.exact)


def naming(
    document: Document | None, targets: Collection[str] | None, *, recalling: bool
) -> tuple[Paragraph, ...]:
    """The paragraphs of `document` that name any of `targets` (None: any document), or recall it."""
    found: list[Paragraph] = []
    for paragraph in document.paragraphs if document else ():
        assert document is not None
        stated = relations_in(document.symbol, document.kind, document.organ, [paragraph])
        named = {r.target for r in stated if not recalling or r.kind in RECALLING}
        if paragraph.exact and named and (targets is None or not named.isdisjoint(targets)):
            found.append(paragraph)
    return tuple(found)


def once(paragraphs: Iterable[Paragraph]) -> tuple[Paragraph, ...]:
    """`paragraphs` in order, each once."""
    return tuple({p.address: p for p in paragraphs}.values())
