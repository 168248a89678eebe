"""What is known of a document beside its text: facts, each with its source, and other documents."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from assistant.web.pages.links import Links, official_link
from assistant.web.pages.wording import Words
from index.errors import UserError

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from index.document import Document, Relation

_SOURCE = "source of "


@dataclass(frozen=True, slots=True)
class Fact:
    """A fact by its name, and where it is known from, which catalogues tell in English."""

    name: Words
    value: Words
    source: str | None = None


@dataclass(frozen=True, slots=True)
class Related:
    """Another document, with a link to its page where it is held, else to the official document."""

    symbol: str
    link: str | None
    held: bool
    source: str


def facts_of(document: Document, labels: Mapping[str, str], links: Links) -> Iterator[Fact]:
    """The facts beside date, kind and status, those that pages have a name for first."""
    stated = {k: v for k, v in document.facts.items() if not k.startswith(_SOURCE)}
    known = {
        "session": document.session,
        "agenda_item": document.agenda_item,
        "sponsors": ", ".join(document.sponsors),
    }
    for key, value in (known | stated).items():
        if value:
            yield Fact(
                _name(f"documents.{key}", key, labels, links),
                Words(value, "en"),
                source_of(document, key),
            )


def source_of(document: Document, fact: str) -> str | None:
    """Where the catalogue says that a fact is from."""
    return document.facts.get(_SOURCE + fact)


def relations_of(
    document: Document,
    labels: Mapping[str, str],
    links: Links,
    find: Callable[[str], Document],
) -> list[tuple[Words, list[Related]]]:
    """The other documents by how they are tied to this one; `find` raises for those not held."""
    groups: dict[str, list[Related]] = {}
    for relation in document.relations:
        groups.setdefault(relation.kind, []).append(_related(relation, links, find))
    return [(_name(f"relation.{kind}", kind, labels, links), g) for kind, g in groups.items()]


def _related(relation: Relation, links: Links, find: Callable[[str], Document]) -> Related:
    try:
        held = find(relation.target)
    except UserError:
        official = official_link(relation.target, links.lang)
        return Related(relation.target, official, False, relation.source)
    return Related(relation.target, links.document(held.symbol), True, relation.source)


def _name(label: str, key: str, labels: Mapping[str, str], links: Links) -> Words:
    """The name of a fact or relation in the page's language; what only a catalogue names, as it does."""
    if label in labels:
        return Words(labels[label], links.lang)
    return Words(key.replace("_", " ").capitalize(), "en")
