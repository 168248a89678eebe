"""Editions: the language versions of a document, each as one file gave it, and the document they make.

Language versions of a symbol merge by locator. Where two files give the same language version, the one
that can be read more surely stands (`Rank`), else the one that was there first.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from enum import IntEnum
from typing import Any, TypeVar

from index.document import Document, DocumentKind, Paragraph, Relation, Status, Version
from index.locator import Locator
from index.readers.model import ReadVersion
from index.symbol import Symbol
from index.words import LANGUAGES, Language

_STATUS = {
    DocumentKind.LETTER: Status.LETTER,
    DocumentKind.RESOLUTION: Status.ADOPTED,
    DocumentKind.DRAFT_RESOLUTION: Status.DRAFT,
}
Value = TypeVar("Value")


class Rank(IntEnum):
    """How surely a file's text is the document's: a lower one stands against a higher."""

    SHIPPED = 0
    MARKUP = 1
    WORD = 2
    HTML = 3
    TEXT = 4
    PDF = 5


@dataclass(frozen=True, slots=True)
class Edition:
    """One language version of a document, and how surely it was read."""

    symbol: Symbol
    rank: Rank
    read: ReadVersion


def status_of(kind: DocumentKind) -> Status:
    """What standing the words of a document of that kind have."""
    return _STATUS.get(kind, Status.ISSUED)


def editions_of(document: Document, rank: Rank = Rank.SHIPPED) -> list[Edition]:
    """The editions that `assemble` makes `document` of, one for each of its languages."""
    return [
        Edition(document.symbol, rank, _read_version(document, language))
        for language in document.languages
    ]


def _read_version(document: Document, language: Language) -> ReadVersion:
    paragraphs = {
        p.locator: p.versions[language] for p in document.paragraphs if language in p.versions
    }
    return ReadVersion(
        next(iter(paragraphs.values())).source,
        language,
        paragraphs,
        symbol=document.symbol,
        kind=document.kind,
        organ=document.organ,
        date=document.date,
        title=document.titles.get(language),
        session=document.session,
        agenda_item=document.agenda_item,
        sponsors=document.sponsors,
        subjects=document.subjects,
        facts=document.facts,
        relations=document.relations,
    )


def assemble(
    symbol: Symbol,
    editions: Iterable[Edition],
    mentions: Callable[[Document], Sequence[Relation]] = lambda document: (),
) -> Document:
    """The document that its editions make: at least one, and one a language.

    What an edition does not state is taken from the next that does, the surest first, then in the
    order of the official languages. `mentions` finds relations in the text of a document; they are
    added to the stated ones. Raises `ValueError` where no edition states a date.
    """
    ordered = sorted(editions, key=lambda e: (e.rank, LANGUAGES.index(e.read.language)))
    reads = [edition.read for edition in ordered]
    date = _first(reads, lambda r: r.date)
    if date is None:
        raise ValueError(f"no edition of {symbol} states a date")
    kind = _first(reads, lambda r: r.kind) or DocumentKind.OTHER
    organ = _first(reads, lambda r: r.organ) or symbol.organ or "United Nations"
    document = Document(
        symbol=symbol,
        kind=kind,
        status=status_of(kind),
        organ=organ,
        date=date,
        titles={r.language: title for r in reads if (title := _title(r))},
        paragraphs=merge(symbol, reads),
        session=_first(reads, lambda r: r.session),
        agenda_item=_first(reads, lambda r: r.agenda_item),
        sponsors=_first(reads, lambda r: r.sponsors) or (),
        facts={name: text for r in reversed(reads) for name, text in r.facts.items()},
        relations=tuple(dict.fromkeys(relation for r in reads for relation in r.relations)),
        subjects=_first(reads, lambda r: r.subjects) or (),
    )
    known = {(relation.kind, relation.target) for relation in document.relations}
    found = [r for r in mentions(document) if (r.kind, r.target) not in known]
    return replace(document, relations=(*document.relations, *found))


def _first(reads: Iterable[ReadVersion], of: Callable[[ReadVersion], Value]) -> Value | None:
    return next((value for r in reads if (value := of(r))), None)


def _title(read: ReadVersion) -> str | None:
    version = read.paragraphs.get(Locator("title"))
    return version.text if version else read.title


def merge(symbol: Symbol, reads: Sequence[ReadVersion]) -> tuple[Paragraph, ...]:
    """The paragraphs of all language versions: those with one locator are one paragraph.

    A paragraph that the first version does not have stands behind the one it follows in its own.
    """
    order = list(reads[0].paragraphs)
    merged: dict[Locator, dict[Language, Version]] = {}
    for read in reads:
        before: Locator | None = None
        for locator, version in read.paragraphs.items():
            if locator not in merged and read is not reads[0]:
                order.insert(order.index(before) + 1 if before else 0, locator)
            merged.setdefault(locator, {})[read.language] = version
            before = locator
    return tuple(Paragraph(symbol, locator, merged[locator]) for locator in order)


def stated(read: ReadVersion) -> str:
    """What a version states of its document, as JSON: all but its paragraphs."""
    values = {
        "source": read.source, "number": read.number, "kind": read.kind, "organ": read.organ,
        "date": read.date.isoformat() if read.date else None, "title": read.title,
        "session": read.session, "agenda_item": read.agenda_item, "sponsors": read.sponsors,
        "subjects": read.subjects, "facts": dict(read.facts),
        "relations": [asdict(relation) for relation in read.relations],
        "is_resolution": read.is_resolution, "is_draft": read.is_draft,
        "warnings": read.warnings,
    }  # fmt: skip
    return json.dumps(values, ensure_ascii=False)


def restate(
    text: str, symbol: Symbol, language: Language, paragraphs: Mapping[Locator, Version]
) -> ReadVersion:
    """The version of which `stated` gave `text`."""
    values: dict[str, Any] = json.loads(text)
    date = values.pop("date")
    kind = values.pop("kind")
    return ReadVersion(
        language=language,
        paragraphs=paragraphs,
        symbol=symbol,
        date=dt.date.fromisoformat(date) if date else None,
        kind=DocumentKind(kind) if kind else None,
        relations=tuple(Relation(**relation) for relation in values.pop("relations")),
        sponsors=tuple(values.pop("sponsors")),
        subjects=tuple(values.pop("subjects")),
        warnings=tuple(values.pop("warnings")),
        **values,
    )
